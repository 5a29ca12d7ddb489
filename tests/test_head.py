"""The form head is read from forms, letters and running text; what is left blank stays blank."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.facts.head import find_head
from extractors.language.judge import cut
from extractors.model import Block, BlockKind, Document, Head


def document(text: str) -> Document:
    """A document from lines: ``# `` title, ``## `` heading, ``- `` list item, ``a | b`` table row, else paragraph."""
    blocks: list[Block] = []
    table, row = -1, 0
    for line in (x.strip() for x in text.strip().splitlines() if x.strip()):
        kind: BlockKind = "stycke"
        for mark, other in (("# ", "titel"), ("## ", "rubrik"), ("- ", "lista")):
            if line.startswith(mark):
                kind, line = other, line.removeprefix(mark)  # type: ignore[assignment]
                break
        cells: tuple[str, ...] = ()
        if " | " in line or line.endswith(" |"):
            table, row = (table, row + 1) if blocks and blocks[-1].kind == "rad" else (table + 1, 0)
            kind, cells = "rad", tuple(c.strip() for c in line.split("|"))
        blocks.append(
            Block(
                id=len(blocks),
                kind=kind,
                text=" | ".join(cells) if cells else line,
                cells=cells,
                table=table if cells else None,
                row=row if cells else None,
            )
        )
    return Document(kind="test", blocks=tuple(blocks))


def head(text: str) -> Head:
    made = document(text)
    found = find_head(made, cut(made.blocks), ())
    for value in (getattr(found, name) for name in Head.model_fields):
        assert value is None or value.quote in made.blocks[value.block].text
    return found


def value(found: object) -> object:
    return getattr(found, "value", None)


def test_a_form_with_labels_above_the_answers() -> None:
    found = head("""# Underlag utveckling av insatser
        Uppdragsgivare | Datum
        Samordningsförbundet Kuststräckan | 2026-09-15
        Insatsansvarig | Projektets namn
        Eva Blom, enhetschef, Oskarshamns kommun | Ljuspunkten
        ## Implementering
        Ljuspunkten pågår från januari 2027 till juni 2028.""")
    assert value(found.insatsnamn) == "Ljuspunkten"
    assert value(found.datum) == "2026-09-15"
    assert value(found.sokande) == "Oskarshamns kommun"
    assert value(found.forbund) == "Samordningsförbundet Kuststräckan"
    assert str(value(found.insatsansvarig)).startswith("Eva Blom, enhetschef")
    assert (value(found.start), value(found.slut), value(found.manader)) == ("2027-01", "2028-06", 18)


def test_a_letter_with_nothing_but_sentences() -> None:
    found = head("""Luleå den 1 december 2025
        Hej! Jag heter Kim Wall och är enhetschef på Vuxenpsykiatrin i Luleå, Region Norrbotten.
        Vi vill pröva något som vi kallar Mellanrummet.
        Tanken är att komma igång i mars 2026 och hålla på ett och ett halvt år.""")
    assert value(found.insatsnamn) == "Mellanrummet"
    assert value(found.datum) == "2025-12-01"
    assert value(found.sokande) == "Region Norrbotten"
    assert (value(found.start), value(found.slut), value(found.manader)) == ("2026-03", None, 18)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("# Ansökan om medel", None),
        ("# Ansökan till Samordningsförbundet Väst", None),
        ("# Ansökan om insatsmedel – Hållplatsen", "Hållplatsen"),
        ("# Fortsättningsansökan: Rotfäste", "Rotfäste"),
        ("# Ansökan om bidrag till dagen ”Hela människan”", "Hela människan"),
        ("# Rotfäste\nAnsökan om insatsmedel", "Rotfäste"),
        ("# Ansökan\n## Vad heter insatsen?\nRo i land.", "Ro i land"),
        ("# Ansökan\nProjektnamn: [skriv projektets namn]", None),
        ("# Ansökan\nInsatsens namn | \nDatum | ", None),
        ("# Ansökan\nProjekt: Ny start för fler", "Ny start för fler"),
        ("Vi har döpt det till Lågsäsong.", "Lågsäsong"),
    ],
)
def test_a_name_is_found_and_a_general_title_is_none(text: str, name: str | None) -> None:
    assert value(head(text).insatsnamn) == name


@pytest.mark.parametrize(
    ("text", "applicant"),
    [
        ("Sökande: Strömsunds kommun, framtidsförvaltningen", "Strömsunds kommun"),
        ("Sökande | Försäkringskassan, kontoret i Värnamo", "Försäkringskassan"),
        ("Sökande: Beroendemottagningen, Region Värmland", "Region Värmland"),
        (
            "Sökande: Höörs kommun tillsammans med Hörby kommun och Försäkringskassan",
            "Höörs kommun tillsammans med Hörby kommun och Försäkringskassan",
        ),
        ("Sökande: Torsby, Sunne och Hagfors kommuner", "Torsby, Sunne och Hagfors kommuner"),
        ("Ängelholms kommun ansöker härmed om 900 000 kronor.", "Ängelholms kommun"),
        ("Inlämnad den 28 maj 2025 av projektkontoret, Linköpings kommun", "Linköpings kommun"),
        ("Sökande: [organisation]", None),
    ],
)
def test_the_applicant_is_named_as_the_text_names_it(text: str, applicant: str | None) -> None:
    assert value(head(text).sokande) == applicant


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("# Ansökan\nBergnäs 14 januari 2026", "2026-01-14"),
        ("# Ansökan\nDatum: 20251015", "2025-10-15"),
        ("# Ansökan\nDatum för ansökan | 251103", "2025-11-03"),
        ("# Ansökan\nHässleholm i april 2026", "2026-04"),
        ("# Ansökan\nDatum: ÅÅÅÅ-MM-DD", None),
        ("# Ansökan\nStyrelsen har möte den 4 maj 2026.", None),
        ("# Ansökan\nInsatsen startar den 1 mars 2026.", None),
    ],
)
def test_the_date_is_that_of_the_application(text: str, day: str | None) -> None:
    assert value(head(text).datum) == day


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Insatsen påbörjas den 1 mars 2026 och avslutas den 28 februari 2028.", ("2026-03", "2028-02", 24)),
        ("Projekttid: 2026-01-01–2027-06-30", ("2026-01", "2027-06", 18)),
        ("Insatsen pågår under två kalenderår, 2026 och 2027.", ("2026-01", "2027-12", 24)),
        ("Ansökan avser kalenderåret 2026.", ("2026-01", "2026-12", 12)),
        ("Insatsen löper två år från januari 2027.", ("2027-01", None, 24)),
        ("450 000 kr om året i två år.", (None, None, 24)),
        ("Förra perioden pågick från januari 2023 till december 2024.", (None, None, None)),
        ("Koordinatorn anställs från mars 2026 till juni 2027.", (None, None, None)),
        ("Hyreskontraktet löper till december 2027.", (None, None, None)),
        ("Deltagarna har varit sjukskrivna i två år.", (None, None, None)),
    ],
)
def test_the_time_is_that_of_the_insats(text: str, time: tuple[str | None, str | None, int | None]) -> None:
    found = head(f"# Ansökan\n## Om insatsen\n{text}")
    assert (value(found.start), value(found.slut), value(found.manader)) == time


def test_an_end_that_is_reckoned_counts_where_the_text_names_that_month() -> None:
    found = head("""# Ansökan
        Insatsen pågår i 18 månader från den 1 januari 2026.
        Juni 2027 | Sista deltagaren avslutas""")
    assert value(found.slut) == "2027-06"


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("Kontaktperson: Eva Blom, sektionschef, 0491-880 00", "Eva Blom, sektionschef"),
        ("Frågor besvaras av Petra Ångman, utredare på Hudiksvalls kommun.", "Petra Ångman"),
        ("Kontaktperson: [namn]", None),
        ("Handläggare som svarar på frågor: N.N.", None),
        ("Kontaktperson meddelas senare.", None),
    ],
)
def test_a_contact_is_a_person_and_never_a_placeholder(text: str, contact: str | None) -> None:
    found = value(head(f"# Ansökan\n{text}").insatsansvarig)
    assert (found is None) if contact is None else str(found).startswith(contact)


@given(st.lists(st.text(alphabet='abcÅÄÖ 0123456789-–:|?."”/', max_size=60), max_size=8))
def test_no_document_makes_it_stumble(lines: list[str]) -> None:
    found = head("\n".join(lines))
    assert found.datum is None or re.fullmatch(r"\d{4}-\d\d(-\d\d)?", str(found.datum.value))
