"""The memo of a case: what people have decided, what the applicant changed, and what the register knows."""

from __future__ import annotations

import pytest

from extractors.model import Frozen
from reports.memo import build_memo
from reports.memo_model import Memo
from reports.papers import memo_document, memo_pdf
from reports.received import Assessment, CaseFacts, SetAside
from reports.sender import Sender
from reports.word import text_of
from rules.compare import Change, Comparison, Moved
from tests import memo_example as example

CASE = CaseFacts(
    dnr="2026-014",
    handler="Eva Ek",
    came="2026-09-14",
    asked=("2026-09-20",),
    completed=("2026-10-02",),
    group_meeting="2026-10-20",
    board_meeting="2026-11-12",
    sender=Sender(forbund="Samordningsförbundet Prov", address="Storgatan 1", web="prov.example"),
    set_aside=(
        SetAside(
            criterion="samordnat-behov",
            status="uppfyllt",
            programs_status="saknas",
            reason="Står i bilaga 2.",
            name="Eva Ek",
            day="2026-10-05",
        ),
    ),
    comparison=Comparison(
        closed=(Moved(criterion="styrgrupp", before="saknas", after="delvis"),),
        opened=(Moved(criterion="sus", before="uppfyllt", after="avviker"),),
        facts=(Change(what="sokt_belopp_kr", before=600000, after=627000),),
        sums=(Change(what="Summa", before=None, after=627000),),
        new_goals=("Minst 15 av de 30 deltagarna har påbörjat praktik i december 2027.",),
        kept_share=0.8,
    ),
)


@pytest.fixture(scope="module")
def memo() -> Memo:
    return build_memo(example.RECEIVED, example.review(), example.PROFILE, case=CASE)


@pytest.fixture(scope="module")
def text() -> str:
    return text_of(memo_document(example.RECEIVED, example.review(), case=CASE))


def test_what_the_register_knows_is_filled_in(text: str) -> None:
    assert text.startswith("Samordningsförbundet Prov\n")
    assert "9 oktober 2026 | 2026-014 | Eva Ek | Styrelsen" in text.replace("\u00a0", " ")
    steps = (
        "14 september 2026 | 9 oktober 2026 | 20 september 2026 | 2 oktober 2026 | 20 oktober 2026 | 12 november 2026"
    )
    assert steps in text.replace("\u00a0", " ")


def test_a_verdict_set_aside_stands_beside_the_programs_own(memo: Memo, text: str) -> None:
    assert "Behov av samordnat stöd | Saknas | Uppfyllt | Står i bilaga 2. | Eva Ek, 5\u00a0oktober 2026" in text
    assert all(q.namn != "Behov av samordnat stöd" for q in memo.fragor_maste), "what a person has settled is not asked"
    assert any("behov av samordnat stöd" in row.varde.lower() for row in memo.uppfyllt)
    assert "I ett fall har en människa ändrat programmets bedömning." in memo.sammanfattning[1]


def test_what_changed_since_the_version_before_is_told(memo: Memo) -> None:
    said = "\n".join(memo.andringar).replace("\u00a0", " ")
    assert "Åtgärdade brister: styrgrupp." in said
    assert "Nya brister: SUS eller Uppföljning Finsam (uppfyllt → avviker)." in said
    assert "Ändrade uppgifter: sökt belopp 600 000 kronor → 627 000 kronor." in said
    assert "Ändrade summor i budgeten: Summa framgår inte → 627 000 kronor." in said
    assert "Nya eller ändrade mål: ”Minst 15 av" in said
    assert "80 % av styckena i ansökan är oförändrade." in said
    assert "Mot förra versionen: 1 brist åtgärdad, 1 ny" in memo.sammanfattning[1]


def test_the_appendix_keeps_the_programs_own_finding() -> None:
    decided = CASE.model_copy(
        update={"set_aside": (CASE.set_aside[0].model_copy(update={"criterion": "sus", "status": "uppfyllt"}),)}
    )
    proofs = build_memo(example.RECEIVED, example.review(), example.PROFILE, case=decided).belagg
    assert next(p.status for p in proofs if p.namn == "SUS eller Uppföljning Finsam") == "Avviker"


def test_a_criterion_that_is_no_longer_in_the_catalogue_keeps_its_id() -> None:
    decided = CASE.model_copy(update={"set_aside": (CASE.set_aside[0].model_copy(update={"criterion": "gammalt"}),)})
    assert build_memo(example.RECEIVED, example.review(), case=decided).avsteg[0].namn == "gammalt"


def test_facts_are_values() -> None:
    assert isinstance(CASE, Frozen)


def test_the_managers_own_assessment_stands_in_its_place_in_word_and_pdf() -> None:
    written = Assessment(text="Stark ansökan.\n\nMen oklar budget.", name="Eva Ek", day="2026-10-08")
    facts = CASE.model_copy(update={"assessment": written})
    text = text_of(memo_document(example.RECEIVED, example.review(), case=facts)).replace("\u00a0", " ")
    place = text.split("Förbundschefens samlade bedömning\n")[1].split("Beslut skickas till")[0]
    assert place.startswith("Stark ansökan.\nMen oklar budget.\nEva Ek, 8 oktober 2026\n")
    assert "Skrivs av förbundschefen" not in place
    page = memo_pdf(example.RECEIVED, example.review(), {}, case=facts)
    assert "Men oklar budget." in pdf_words(page)


def test_without_an_assessment_there_is_room_for_one(text: str) -> None:
    assert "Förbundschefens samlade bedömning\nSkrivs av förbundschefen." in text


def pdf_words(content: bytes) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(content) as document:
        return " ".join("\n".join(page.get_textpage().get_text_range() for page in document).split())
