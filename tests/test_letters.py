"""Letters: what each kind says, what is asked and what is not, and that no paper leaves with a hole in it."""

from __future__ import annotations

import io
import os
import re
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from page import ValidationProfile, validate_pdf_bytes

from extractors.model import Flag
from reports.granskning import review_data
from reports.letters import letter_kind, letter_kinds
from reports.letters.asking import ask
from reports.letters.deadlines import Deadline, Meeting
from reports.letters.model import Decision, LetterKind, Material
from reports.letters.paper import letter_document, letter_pdf
from reports.papers import shipped_template
from reports.sender import Sender
from reports.templates.make_letters import letter_template
from reports.word import TemplateFaultError, text_of
from rules.criterion import criterion
from tests import memo_example as example

GOLDEN = Path(__file__).parent / "golden"
DAY = date(2026, 10, 12)
GROUP, BOARD = Meeting(day=date(2026, 11, 19), time="09.00"), Meeting(day=date(2026, 12, 10))
SENDER = Sender(
    forbund="Samordningsförbundet Mellansjö",
    address="Storgatan 4",
    postal="123 45 Mellansjö",
    manager="Maria Lindgren",
    email="kansli@mellansjo.example",
    phone="0123-456 78",
)
GRANTED = Decision(
    day=date(2026, 10, 8),
    paragraph="87",
    amount=597000,
    by_year={2027: 400000, 2028: 197000},
    start="2027-01",
    end="2028-06",
    vat="exklusive",
    terms=("Styrgruppen utses före starten.",),
    reports=("slutrapport senast den 2028-08-31",),
    reasons=("Insatsen ersätter sådant som parterna redan gör.",),
)
KINDS = [kind.slug for kind in letter_kinds()]


def review(*flags: Flag) -> dict[str, Any]:
    about = example.application()
    return review_data(example.RECEIVED, example.review(about.model_copy(update={"flags": flags} if flags else {})))


def material(**more: Any) -> Material:
    known: dict[str, Any] = {
        "sender": SENDER,
        "day": DAY,
        "dnr": "2026-014",
        "came": date(2026, 10, 9),
        "review": review(),
        "profile": example.PROFILE,
        "group": GROUP,
        "board": BOARD,
        "answer": Deadline(last=date(2026, 11, 2), meeting=GROUP),
        "decision": GRANTED,
    }
    return Material(**(known | more))


def empty() -> Material:
    """The least that can be known: a sender's name."""
    return Material(sender=Sender(forbund="Samordningsförbundet"), day=DAY, decision=Decision(questions=("Hur då?",)))


def text(slug: str, about: Material) -> str:
    return text_of(letter_document(letter_kind(slug).write(about), about.sender, about.day))


@pytest.mark.parametrize("slug", KINDS)
def test_the_letter_reads_as_agreed(slug: str) -> None:
    """The whole letter. After a wanted change: ``BEREDNING_GOLDEN=1 pytest tests/test_letters.py``, then read the diff."""
    golden = GOLDEN / f"brev-{slug}.txt"
    meeting = BOARD if slug == "aterremiss" else GROUP
    answer = Deadline(last=date(2026, 11, 2), meeting=meeting)
    made = text(slug, material(dnr="" if slug == "torrgranskning" else "2026-014", answer=answer))
    if os.environ.get("BEREDNING_GOLDEN"):
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")


def test_a_kind_of_letter_is_found_by_being_there() -> None:
    assert {"mottagning", "komplettering", "ej-vidare", "bevilja", "avslag", "aterremiss", "torrgranskning"} <= set(
        KINDS
    )
    assert all(isinstance(kind, LetterKind) and kind.about.endswith(".") for kind in letter_kinds())


@pytest.mark.parametrize("slug", KINDS)
def test_what_is_not_known_is_a_line_to_fill_in(slug: str) -> None:
    made = text(slug, empty())
    assert not re.search(r"\{\{|\{%|None|\[\]|\(\)", made)
    assert "______________________________\nförbundschef\nSamordningsförbundet" in made


@pytest.mark.parametrize("slug", KINDS)
def test_the_pdf_is_valid_for_keeping_and_for_reading_aloud(slug: str) -> None:
    for about in (material(), empty()):
        paper = letter_pdf(letter_kind(slug).write(about), about.sender, DAY)
        for profile in (ValidationProfile.PDF_A_3B, ValidationProfile.PDF_UA_1):
            report = validate_pdf_bytes(paper, profile=profile)
            assert report.is_compliant, [(f.rule_id, f.message) for f in report.failures]


def test_the_same_letter_is_the_same_bytes() -> None:
    letter = letter_kind("komplettering").write(material())
    assert letter_document(letter, SENDER, DAY) == letter_document(letter, SENDER, DAY)
    assert letter_pdf(letter, SENDER, DAY) == letter_pdf(letter, SENDER, DAY)


# What is asked


def test_the_first_sentence_says_what_and_by_when() -> None:
    first = letter_kind("komplettering").write(material()).ingress[0]
    assert re.match(r"Vi ber er komplettera ansökan .* på \w+ punkter senast den 2\u00a0november 2026\. ", first)


def test_must_and_ought_are_apart_and_numbered_through() -> None:
    asked = ask(material())
    must, ought = {p.rubrik for p in asked.must}, {p.rubrik for p in asked.ought}
    assert criterion("budget-summerar").question in must
    assert criterion("sus").question in ought
    assert [p.nr for p in (*asked.must, *asked.ought)] == list(range(1, asked.count + 1))


def test_a_budget_that_is_off_is_shown_with_its_figures_and_place() -> None:
    point = next(p for p in ask(material()).must if "summorna" in p.rubrik)
    assert point.saknas == (
        "Under ”Summa” står 627\u00a0000\u00a0kronor, men posterna blir tillsammans 597\u00a0000\u00a0kronor. "
        "Skillnaden är 30\u00a0000\u00a0kronor."
    )
    assert (point.plats, point.citat) == ("Sidan\u00a02, under rubriken ”Kostnader”", "Summa – 627\u00a0000")


def test_a_verdict_that_a_person_has_set_aside_is_not_asked_about() -> None:
    question = criterion("budget-summerar").question
    asked = ask(material(overrides={"budget-summerar": "uppfyllt"}))
    assert question not in {p.rubrik for p in (*asked.must, *asked.ought)}


def test_what_a_person_finds_missing_is_asked_about() -> None:
    question = criterion("styrgrupp").question
    assert question not in {p.rubrik for p in ask(material()).must}
    point = next(p for p in ask(material(overrides={"styrgrupp": "saknas"})).must if p.rubrik == question)
    assert point.saknas == "Det som står räcker inte som svar."
    assert point.citat == "En styrgrupp bildas."


def test_an_unsure_finding_is_asked_only_if_it_must_be_there_and_is_told_to_the_writer() -> None:
    data = review()
    data["kriterier"]["sus"]["sakerhet"] = 0.5
    asked = ask(material(review=data))
    assert criterion("sus").question not in {p.rubrik for p in asked.ought}
    assert criterion("samordnat-behov").question in {p.rubrik for p in asked.must}
    assert set(asked.unsure) >= {criterion("sus").name, criterion("samordnat-behov").name}


def test_law_is_told_apart_from_own_criteria() -> None:
    asked = ask(material())
    by_question = {p.rubrik: p.varfor for p in (*asked.must, *asked.ought)}
    assert "Frågan vilar på 2\u00a0§ lagen (2003:1210)." in by_question[criterion("samordnat-behov").question]
    assert "Nationella rådets vägledning" in by_question[criterion("sus").question]
    assert "lag" not in by_question[criterion("avveckling").question]


def test_a_personnummer_is_asked_away_and_never_printed() -> None:
    data = review(Flag(id="personnummer", quote="19900101-2385", block=3))
    data["block"][3]["text"] = "Anna, 19900101-2385, söker för värk."
    data["kriterier"]["budget-summerar"]["citat"] = [{"text": "Anna, 19900101-2385, söker", "block": 3, "sida": 1}]
    made = text("komplettering", material(review=data))
    assert "Kan ni ta bort personnumret?" in made
    assert "19900101" not in made
    assert "[personnummer]" in made


def test_questions_that_are_no_criteria_are_asked_where_the_review_has_them() -> None:
    data = review()
    data["fragor"] = [{"fraga": "Avser kostnaden busskort till deltagare?", "skal": "Förbundet får inte betala det."}]
    assert ask(material(review=data)).ought[-1].rubrik == "Avser kostnaden busskort till deltagare?"


def test_nothing_to_ask_is_no_letter() -> None:
    met = dict.fromkeys(review()["kriterier"], "uppfyllt")
    with pytest.raises(ValueError, match="inget att fråga om"):
        letter_kind("komplettering").write(material(overrides=met, decision=Decision()))


# What a letter must and must not say


def test_only_the_grant_speaks_of_trying_the_decision() -> None:
    for slug in KINDS:
        made = text(slug, material())
        assert "överklag" not in made
        assert ("laglighetsprövning" in made) == (slug == "bevilja")


def test_the_ground_of_a_komplettering_is_the_members_duty_to_inform() -> None:
    assert "18\u00a0§ andra stycket lagen (2003:1210)" in text("komplettering", material())
    data = review()
    data["parter"][0]["slag"] = "annan"
    assert "18\u00a0§" not in text("komplettering", material(review=data))


def test_what_was_applied_for_is_never_taken_for_what_was_granted() -> None:
    letter = letter_kind("bevilja").write(material(decision=Decision()))
    assert "627" not in letter.ingress[0]
    assert "beviljat belopp" in letter.att_fylla_i


def test_a_refusal_gives_the_boards_reasons_and_never_the_programs() -> None:
    made = text("avslag", material(decision=Decision()))
    reasons = made.split("Skälen för beslutet\n")[1].split("\nOm ni vill söka igen")[0]
    assert set(reasons) == {"_"}


# The paper


def test_the_word_file_can_be_read_by_all() -> None:
    paper: Any = docx.Document(io.BytesIO(letter_document(letter_kind("bevilja").write(material()), SENDER, DAY)))
    assert paper.core_properties.language == "sv-SE"
    assert paper.core_properties.title == "Beslut om insatsmedel: Hälsoslussen, 2026-014"
    assert [p.text for p in paper.paragraphs if p.style and p.style.name == "Heading 1"][:2] == ["Beslutet", "Villkor"]
    for table in paper.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    numbers = [p._p.pPr.numPr.numId.val for p in paper.paragraphs if p.style and p.style.name == "List Number"]
    assert len(set(numbers)) == 2, "terms and next steps are two lists that each begin at 1"


def test_the_logo_is_in_both_papers_with_a_text_for_those_who_do_not_see_it() -> None:
    from PIL import Image

    raw = io.BytesIO()
    Image.new("RGB", (40, 20), "navy").save(raw, "PNG")
    sender = SENDER.model_copy(update={"logo": raw.getvalue()})
    letter = letter_kind("mottagning").write(material(sender=sender))
    paper = docx.Document(io.BytesIO(letter_document(letter, sender, DAY)))
    assert paper.inline_shapes[0]._inline.docPr.get("descr") == "Logotyp för Samordningsförbundet Mellansjö"
    with pikepdf.open(io.BytesIO(letter_pdf(letter, sender, DAY))) as pdf:
        figures = [e for e in pdf.objects if isinstance(e, pikepdf.Dictionary) and e.get("/S") == "/Figure"]
        assert [str(e.Alt) for e in figures] == ["Logotyp för Samordningsförbundet Mellansjö"]


def test_the_shipped_template_is_the_one_that_the_code_makes() -> None:
    assert text_of(shipped_template("brev.docx")) == text_of(letter_template())


def test_a_forbunds_own_template_is_used_and_its_faults_are_told_in_swedish() -> None:
    own = docx.Document()
    own.add_paragraph("Hej {{ sokande }}! Svara senast {{ svar_senast }}. /{{ avsandare.forbundschef }}")
    raw = io.BytesIO()
    own.save(raw)
    letter = letter_kind("komplettering").write(material())
    made = text_of(letter_document(letter, SENDER, DAY, template=raw.getvalue(), name="brev-komplettering.docx"))
    assert made == "Hej Region Mellansjö! Svara senast 2\u00a0november 2026. /Maria Lindgren\n"
    own.add_paragraph("{{ finns_inte }}")
    own.save(raw := io.BytesIO())
    with pytest.raises(TemplateFaultError, match=r"brev-komplettering\.docx.*finns_inte"):
        letter_document(letter, SENDER, DAY, template=raw.getvalue(), name="brev-komplettering.docx")
