"""How much a section says: the five grades, and that a heading is no answer."""

from __future__ import annotations

import pytest

from extractors.model import Application, Flag, Topic
from rules.content import SECTIONS, grade_sections
from rules.model import Evidence, SectionContent, Verdict
from tests.reading_cases import a_goal, an_application


def graded(application: Application, topic: Topic, *verdicts: Verdict) -> SectionContent:
    return next(c for c in grade_sections(application, verdicts) if c.topic == topic)


def test_a_section_that_is_not_there_has_no_grade() -> None:
    assert [c.grade for c in grade_sections(an_application())] == [None] * len(SECTIONS)


def test_a_heading_without_an_answer_is_empty() -> None:
    assert graded(an_application(("mal", "# Mål")), "mal").grade == "tom"


def test_only_the_templates_words_are_help_text() -> None:
    form = an_application(("mal", "# Mål"), ("mal", "Här ska målen beskrivas."), prompts=(1,))
    found = graded(form, "mal")
    assert found.grade == "hjalptext"
    assert found.quotes[0].text == "Här ska målen beskrivas."


def test_a_placeholder_alone_is_no_answer_and_never_makes_a_sentence_concrete() -> None:
    holder = Flag(id="platshallare", quote="[fyll i]", block=0)
    assert graded(an_application(("malgrupp", "[fyll i]"), flags=(holder,)), "malgrupp").words == 0
    xx = Flag(id="platshallare", quote="XX–XX år", block=0)
    said = an_application(("malgrupp", "Personer XX–XX år med försörjningsstöd.", {"malgrupp": 0.9}), flags=(xx,))
    assert graded(said, "malgrupp").grade == "allman"


@pytest.mark.parametrize(
    ("topic", "text", "signs", "grade"),
    [
        ("uppfoljning", "Vi följer upp hur det går.", {"uppfoljning~": 0.9}, "allman"),
        ("uppfoljning", "Deltagarna svarar på en enkät om hälsa.", {"uppfoljning": 0.9}, "konkret"),
        ("uppfoljning", "Deltagarna svarar på en enkät vid start.", {"uppfoljning": 0.9}, "matbar"),
        ("uppfoljning", "Uppföljningen tas fram senare.", {"uppfoljning": 0.6}, "allman"),
        ("malgrupp", "Alla som behöver stöd.", {}, "allman"),
        ("malgrupp", "Unga med aktivitetsersättning.", {"malgrupp": 0.9}, "konkret"),
        ("malgrupp", "Unga, sammanlagt 40 personer.", {"malgrupp": 0.9}, "matbar"),
        ("organisation", "En coach anställs på heltid.", {"bemanning": 0.9}, "matbar"),
        ("organisation", "Kommunen leder arbetet.", {"projektagare": 0.9}, "konkret"),
        ("syfte", "Det tar tre veckor att få svar.", {"problem": 0.9}, "konkret"),
        ("syfte", "Av 90 ärenden saknade 61 procent en plan.", {"behovsanalys": 0.9}, "matbar"),
        ("aterkoppling", "Styrelsen får en slutrapport.", {"rapportering~": 0.9}, "konkret"),
        ("aktiviteter", "Gruppen träffas.", {"arbetssatt": 0.9, "arbetssatt?": 0.8}, "allman"),
        ("ekonomi", "Coach | 620 000", {}, "matbar"),
    ],
)
def test_what_a_section_says_decides_its_grade(topic: Topic, text: str, signs: dict[str, float], grade: str) -> None:
    assert graded(an_application((topic, text, signs)), topic).grade == grade


def test_a_goal_is_measurable_concrete_or_only_well_meant() -> None:
    level, named, hope = "Minst 10 deltagare är i arbete.", "Fler deltagare är i arbete.", "Det ska gå bättre för alla."
    for text, measurable, grade in ((level, True, "matbar"), (named, False, "konkret"), (hope, False, "allman")):
        application = an_application(("mal", text), goals=(a_goal(text, 0, measurable=measurable),))
        assert graded(application, "mal").grade == grade


def test_what_a_verdict_rests_on_is_an_answer() -> None:
    application = an_application(("implementering", "1/1–31/12 2026."))
    verdict = Verdict(
        criterion="varaktighet",
        status="uppfyllt",
        certainty=0.9,
        quotes=(Evidence(text="1/1–31/12 2026.", block=0, page=1),),
    )
    assert graded(application, "implementering").grade == "allman"
    assert graded(application, "implementering", verdict).grade == "matbar"


def test_every_quotation_stands_in_its_block() -> None:
    application = an_application(
        ("mal", "Vi vill att det blir bra."), ("ekonomi", "Coach | 620 000"), ("syfte", "Det är svårt.")
    )
    for found in grade_sections(application):
        assert all(q.text in application.block(q.block).text for q in found.quotes)
