"""The overview of a meeting: what it says, that anyone may read it, and that the filled-in sheet comes back as it was filled in."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from page import ValidationProfile, validate_pdf_bytes

from reports.meeting.gather import headcount, overview
from reports.meeting.money import by_year, over_months
from reports.meeting.papers import overview_papers
from reports.meeting.read_back import SheetError, read_sheet
from reports.meeting.values import MeetingCase, MeetingFacts, Overview, Recommendation
from reports.word import text_of
from rules.criterion import catalogue

DAY = date(2026, 11, 1)
# Skatteverket's test series.
NUMBER = "19900118-9811"


def a_review(name: str = "Bryggan", **changes: Any) -> dict[str, Any]:
    """A review in the form of ``reports/granskning.py`` in which nothing is missing."""
    review: dict[str, Any] = {
        "fil": {"namn": f"{name}.docx"}, "status": "granskad", "profil": "allman",
        "uppgifter": {
            "insatsnamn": name, "sokande": "Granhults kommun", "start": "2027-07", "slut": "2028-06", "sokt_belopp_kr": 1_200_000,
        },
        "block": [
            {"id": 1, "slag": "rubrik", "text": "Målgrupp", "amnen": ["malgrupp"]},
            {"id": 2, "slag": "stycke", "text": "Unga mellan 18 och 29 år med försörjningsstöd. Totalt 24 deltagare omfattas.", "amnen": ["malgrupp"]},
        ],
        "parter": [
            {"namn": "Granhults kommun", "slag": "kommun", "deltar": True, "agare": True},
            {"namn": "Arbetsförmedlingen", "slag": "AF", "deltar": True, "agare": False},
            {"namn": "Försäkringskassan", "slag": "FK", "deltar": False, "agare": False},
        ],
        "mal": [], "flaggor": [],
        "budget": {"rader": [], "summor": [], "stammer": None},
        "kriterier": {c.id: {"status": "uppfyllt", "motivering": ""} for c in catalogue()},
    }  # fmt: skip
    return {**review, **changes}


def a_case(dnr: str = "2026-001", **changes: Any) -> MeetingCase:
    return MeetingCase(dnr=dnr, came="2026-09-01", version=1, review=a_review(**changes))


def a_meeting(*cases: MeetingCase, **facts: Any) -> Overview:
    return overview(MeetingFacts(forbund="Sof Prov", day=date(2026, 11, 12), time="09.00", **facts), cases)


def test_a_case_is_one_row_with_the_four_parties_and_what_it_costs() -> None:
    (row,) = a_meeting(a_case()).arenden
    assert (row.af, row.fk, row.region, row.kommun) == ("✓", "–", "–", "✓")
    assert (row.belopp, row.antal, row.per_deltagare) == ("1\u00a0200\u00a0000", "24", "50\u00a0000")
    assert row.tid == "juli 2027–juni 2028"
    assert row.lage == "inga hinder funna"
    assert row.malgrupp == "Unga mellan 18 och 29 år med försörjningsstöd."


def test_presentations_follow_each_other_from_the_meetings_hour() -> None:
    rows = a_meeting(a_case("1"), a_case("2"), a_case("3"), minutes_each=25).arenden
    assert [row.dragning for row in rows] == ["09.00", "09.25", "09.50"]


def test_what_is_sought_is_set_against_the_years_budget() -> None:
    told = a_meeting(a_case(), budget={2027: 1_000_000, 2028: 500_000}, bound={2027: 300_000})
    first, second = told.summor
    assert (first.ar, first.sokt, first.efter, first.racker) == ("2027", "600\u00a0000", "100\u00a0000", True)
    assert (second.efter, second.racker) == ("−100\u00a0000", False)
    assert "Fördelat jämnt" in told.summor_not[0]


def test_a_year_without_budget_is_said_to_lack_one() -> None:
    told = a_meeting(a_case())
    assert [row.budget for row in told.summor] == ["–", "–"]
    assert any("[budget]" in note for note in told.summor_not)


def test_the_applications_own_years_go_before_an_even_spread() -> None:
    rows = [
        {"post": "Lön", "belopp_kr": 900_000, "period": "2027"},
        {"post": "Lön", "belopp_kr": 300_000, "period": "2028"},
    ]
    assert by_year(a_review(budget={"rader": rows, "summor": []})) == ({2027: 900_000, 2028: 300_000}, True)
    rows[1]["belopp_kr"] = 1
    assert by_year(a_review(budget={"rader": rows, "summor": []})) == ({2027: 600_000, 2028: 600_000}, False)


@given(st.integers(0, 10**9), st.integers(2020 * 12, 2040 * 12), st.integers(0, 80))
def test_a_spread_loses_no_krona(amount: int, first: int, more: int) -> None:
    start, end = (f"{m // 12}-{m % 12 + 1:02d}" for m in (first, first + more))
    spread = over_months(amount, start, end)
    assert sum(spread.values()) == amount
    assert list(spread) == sorted(spread)


def test_cases_for_the_same_people_in_the_same_place_are_asked_about() -> None:
    other = a_case("2026-002", uppgifter={**a_review()["uppgifter"], "sokande": "Region Mellansjö"})
    (asked,) = a_meeting(a_case(), other).overlapp
    assert asked.startswith(
        "2026-001 och 2026-002 vänder sig till unga och personer med försörjningsstöd i Granhults kommun."
    )
    assert asked.endswith("?")


def test_an_insats_that_runs_already_counts_for_overlaps_only() -> None:
    running = a_case("2024-009").model_copy(update={"running": True})
    told = a_meeting(a_case(), running)
    assert len(told.arenden) == 1
    assert any("2024-009 (pågår)" in line for line in told.overlapp)
    assert a_meeting(running).overlapp == ()


def test_questions_are_what_the_profile_demands_first_and_what_people_settled_is_not_asked() -> None:
    review = a_review()
    for name in ("sokt-belopp", "d1-samverkan", "malgrupp"):
        review["kriterier"][name] = {"status": "saknas", "motivering": ""}
    case = MeetingCase(dnr="1", came="2026-09-01", version=1, review=review)
    asked = a_meeting(case).fragor[0].fragor
    assert "Hur mycket söks?" in asked
    settled = case.model_copy(update={"settled": {"sokt-belopp": "uppfyllt"}})
    assert "Hur mycket söks?" not in a_meeting(settled).fragor[0].fragor


def test_nothing_in_the_papers_tells_of_a_person() -> None:
    blocks = [
        {"id": 1, "slag": "stycke", "text": "Kalle har en depression sedan i våras och bor ensam.", "amnen": ["malgrupp"]},
        {"id": 2, "slag": "stycke", "text": f"Unga vuxna, till exempel {NUMBER}, som står utan arbete.", "amnen": ["malgrupp"]},
    ]  # fmt: skip
    flags = [{"id": "kanslig-uppgift", "citat": "Kalle har en depression", "block": 1, "sida": 1}]
    case = a_case(block=blocks, flaggor=flags, uppgifter={**a_review()["uppgifter"], "insatsnamn": f"Stegen {NUMBER}"})
    told = a_meeting(case)
    papers = overview_papers(told, DAY)
    everything = json.dumps(told.model_dump(), ensure_ascii=False) + text_of(papers["moteshandling.docx"])
    assert NUMBER not in everything
    assert "Kalle" not in everything
    assert "[uppgift borttagen]" in everything


def test_the_same_meeting_gives_the_same_bytes() -> None:
    told = a_meeting(a_case())
    assert overview_papers(told, DAY) == overview_papers(told, DAY)


def test_the_word_file_can_be_read_aloud() -> None:
    document = docx.Document(
        io.BytesIO(overview_papers(a_meeting(a_case(), budget={2027: 1}), DAY)["moteshandling.docx"])
    )
    assert document.core_properties.title.startswith("Översikt inför")
    assert document.core_properties.language == "sv-SE"
    assert next(p.text for p in document.paragraphs if p.style.name == "Heading 1") == "Ärenden"
    for table in document.tables:
        xml = table._tbl.xml
        assert "w:tblHeader" in xml
        assert "w:tblDescription" in xml
    assert "{{" not in text_of(overview_papers(a_meeting(a_case()), DAY)["moteshandling.docx"])


def test_the_pdf_is_valid_for_keeping_and_for_reading_aloud() -> None:
    raw = overview_papers(a_meeting(a_case(), a_case("2026-002"), budget={2027: 1}), DAY)["moteshandling.pdf"]
    for profile in (ValidationProfile.PDF_A_3B, ValidationProfile.PDF_UA_1):
        report = validate_pdf_bytes(raw, profile=profile)
        assert report.is_compliant, [(f.rule_id, f.message) for f in report.failures]


SAID = Recommendation(
    dnr="2026-001",
    synpunkter={"AF": "Bra idé.", "region": "Vill veta mer om bemanningen."},
    rekommendation="bevilja",
    motivering="Fyller ett behov.",
    jav="Anna Ek deltog inte.",
)


def filled_in_excel(said: Recommendation, word: str | None = None) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(overview_papers(a_meeting(a_case()), DAY)["moteshandling.xlsx"]))
    sheet = book["Synpunkter"]
    heads = [cell.value for cell in sheet[1]]
    for head, text in {
        "Arbetsförmedlingen": said.synpunkter.get("AF"), "Regionen": said.synpunkter.get("region"),
        "Rekommendation": word or said.rekommendation, "Skäl": said.motivering, "Jäv": said.jav,
    }.items():  # fmt: skip
        sheet.cell(2, heads.index(head) + 1).value = text
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def test_what_is_filled_in_in_excel_comes_back() -> None:
    assert read_sheet(filled_in_excel(SAID), "m.xlsx") == (SAID,)


def test_what_is_filled_in_in_word_comes_back() -> None:
    document = docx.Document(io.BytesIO(overview_papers(a_meeting(a_case()), DAY)["moteshandling.docx"]))
    table = document.tables[-1]
    words = dict(zip(("AF", "FK", "kommun", "region"), range(1, 5), strict=True))
    for key, text in SAID.synpunkter.items():
        table.cell(words[key], 1).text = text
    for row, text in ((5, "Bevilja"), (6, SAID.motivering), (7, SAID.jav)):
        table.cell(row, 1).text = text
    raw = io.BytesIO()
    document.save(raw)
    assert read_sheet(raw.getvalue(), "m.docx") == (SAID,)


def test_a_sheet_made_again_has_what_the_group_said() -> None:
    case = a_case().model_copy(update={"recommendation": SAID})
    papers = overview_papers(a_meeting(case), DAY)
    assert read_sheet(papers["moteshandling.xlsx"], "m.xlsx") == (SAID,)
    assert read_sheet(papers["moteshandling.docx"], "m.docx") == (SAID,)


def test_an_empty_sheet_says_nothing() -> None:
    papers = overview_papers(a_meeting(a_case()), DAY)
    assert read_sheet(papers["moteshandling.xlsx"], "m.xlsx") == ()
    assert read_sheet(papers["moteshandling.docx"], "m.docx") == ()


@pytest.mark.parametrize(
    ("word", "meaning"), [("Tillstyrker.", "bevilja"), ("AVSLAG", "avslå"), ("återremiss", "komplettera")]
)
def test_common_words_for_a_recommendation_are_understood(word: str, meaning: str) -> None:
    (said,) = read_sheet(filled_in_excel(SAID, word), "m.xlsx")
    assert said.rekommendation == meaning


def test_what_cannot_be_taken_back_is_one_swedish_sentence() -> None:
    for content, told in (
        (b"hej", "går inte att läsa"),
        (filled_in_excel(SAID, "kanske"), "2026-001: rekommendationen ”kanske” är inget av orden"),
        (filled_in_excel(SAID.model_copy(update={"motivering": f"Se {NUMBER}"})), "har ett personnummer"),
        (overview_papers(a_meeting(), DAY)["moteshandling.docx"], "inget blad eller ingen tabell"),
    ):
        with pytest.raises(SheetError, match=told):
            read_sheet(content, "m.xlsx")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_swedish(content: bytes) -> None:
    with pytest.raises(SheetError):
        read_sheet(content, "m.xlsx")


def test_a_text_that_begins_as_a_formula_is_text() -> None:
    case = a_case(uppgifter={**a_review()["uppgifter"], "insatsnamn": "=1+1"})
    book = openpyxl.load_workbook(io.BytesIO(overview_papers(a_meeting(case), DAY)["moteshandling.xlsx"]))
    assert book["Ärenden"]["C2"].data_type == "s"
    assert book["Ärenden"]["L2"].value == 1_200_000


def test_no_headcount_where_two_are_given() -> None:
    block = {
        "id": 1,
        "slag": "stycke",
        "text": "Totalt 24 deltagare. Högst 30 personer tas emot.",
        "amnen": ["malgrupp"],
    }
    assert headcount(a_review(block=[block])) is None
