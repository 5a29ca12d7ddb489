"""Ways in which applicants name the insats, themselves and the time, each as a short letter or form of its own."""

import pytest

from extractors.facts._choice import probabilities
from extractors.facts.dates import find_dates, find_lengths
from extractors.facts.head import find_head
from extractors.facts.parties import find_parties
from extractors.language.judge import cut
from extractors.model import Block, BlockKind, Document, Head


def head(*lines: str) -> Head:
    """The head of a document of paragraphs; ``# `` begins the title and ``## `` a heading."""
    blocks = []
    for i, line in enumerate(lines):
        kind: BlockKind = "titel" if line.startswith("# ") else "rubrik" if line.startswith("## ") else "stycke"
        blocks.append(Block(id=i, kind=kind, text=line.lstrip("# ")))
    document = Document(kind="test", blocks=tuple(blocks))
    sentences = cut(document.blocks)
    found = find_head(document, sentences, find_parties(document, sentences, ()))
    for value in (getattr(found, name) for name in Head.model_fields):
        assert value is None or value.quote in document.blocks[value.block].text
    return found


def value(found: object) -> object:
    return getattr(found, "value", None)


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("# Ansökan avseende LUVAN – tidigt stöd i Norrbygden", "LUVAN startar i mars 2026."), "LUVAN"),
        (
            ("Till förbundet", "Ungdomsluckan – ett projekt för unga utan skola", "Unga tappar bort sig."),
            "Ungdomsluckan",
        ),
        (("# Ansökan avseende Samverkansteam Norrby", "Teamet ska bestå av fyra personer."), "Samverkansteam Norrby"),
        (("# Fortsättningsansökan Glimten 2026/2027", "Glimten har tagit emot 52 deltagare."), "Glimten"),
        (("Hej!", "Vi på AME söker pengar till Ryggraden.", "Ryggraden pågår i ett år."), "Ryggraden"),
        (("Hej!", "Det är många som väntar.", "Därför vill vi prova Stegvis.", "Stegvis startar i maj."), "Stegvis"),
        (("Hej!", "Med i Onsdagsrummet, för så heter det, är vuxna upp till 63 år."), "Onsdagsrummet"),
        (("Hej!", "En tjänsteman som heter Tord brukar svara. Vi ansöker om 100 000 kronor."), None),
        (("# Ansökan om medel", "Kuratorn arbetar heltid. Kuratorn finns i Orsa. En kurator behövs."), None),
    ],
)
def test_the_name_is_found_however_it_is_given(lines: tuple[str, ...], name: str | None) -> None:
    assert value(head(*lines).insatsnamn) == name


@pytest.mark.parametrize(
    ("lines", "applicant"),
    [
        (("# Ansökan", "Sökande kommuner: Vingåker och Flen"), "Vingåkers kommun"),
        (("# Ansökan", "Vi som söker: Arbetsförmedlingen Ludvika ihop med kommunerna"), "Arbetsförmedlingen Ludvika"),
        (("# Ansökan", "## Vilka ansöker?", "Orsa kommun och Försäkringskassan."), "Orsa kommun och Försäkringskassan"),
        (("# Ansökan", "Arbetsmarknadsförvaltningen, Malmö stad", "Behovet är stort."), "Malmö stad"),
        (
            ("Hej!", "Vi ber om pengar till Hubben.", "Jag är regionens ekonom.", "Orsa kommun lånar ut en coach."),
            "Region Dalarna",
        ),
        (
            (
                "# Ansökan",
                "Först skickar vi, sedan: Försäkringskassan begär komplettering.",
                "Kontakt: Eva Ek, Orsa kommun",
            ),
            "Orsa kommun",
        ),
    ],
)
def test_the_applicant_is_found_without_the_usual_label(lines: tuple[str, ...], applicant: str | None) -> None:
    assert value(head(*lines).sokande) == applicant


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Projektet pågår mellan den 7 januari och den 31 augusti 2026.", ("2026-01", "2026-08", 8)),
        ("Den 31 december 2027 är projektet avslutat, räknat från den 1 maj 2025.", ("2025-05", "2027-12", 32)),
        ("Från maj 2027 tas inga nya in, och den 31 augusti 2027 upphör insatsen efter två år.", (None, "2027-08", 24)),
        ("Projektstart januari 2025.", ("2025-01", None, None)),
        ("Insatsen ska pågå i arton månader räknat från beslut.", (None, None, 18)),
        ("Åren 2019–2022 drev vi ett mindre projekt.", (None, None, None)),
    ],
)
def test_the_time_is_read_wherever_the_verb_stands(text: str, time: tuple[str | None, str | None, int | None]) -> None:
    found = head("# Ansökan", text)
    assert (value(found.start), value(found.slut), value(found.manader)) == time


def test_ranges_with_mellan_and_in_short_form() -> None:
    assert [d.text for d in find_dates("mellan januari 2026 och december 2027")] == ["januari 2026 och december 2027"]
    assert [d.relation for d in find_dates("260301–270831")] == ["period"]
    assert [d.relation for d in find_dates("möten i januari 2026 och mars 2026")] == ["vid", "vid"]


def test_half_a_year_is_six_months() -> None:
    assert [x.months for x in find_lengths("under ett halvt år")] == [6]
    assert [x.months for x in find_lengths("ett och ett halvt år")] == [18]


def test_a_choice_leaves_room_for_none() -> None:
    weights = {"bias": -2.0, "etikett": 4.0}
    strong, weak = probabilities([{"etikett": 1.0}, {"okand": 1.0}], weights)
    assert strong > 0.5 > weak
    assert strong + weak < 1
    assert sum(probabilities([{}], weights)) < 0.5
