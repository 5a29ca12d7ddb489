"""The memo: its order, its words, what it leaves to people, and what it never prints."""

from __future__ import annotations

import io
import os
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from extractors.model import Application, Document, Flag, Found, Party
from reports.memo import build_memo
from reports.papers import memo_document, shipped_template
from reports.participants import participants
from reports.word import TemplateFaultError, render, text_of
from rules.model import Review
from rules.profile import load_profile
from tests import memo_example as example

GOLDEN = Path(__file__).parent / "golden" / "memo-halsoslussen.txt"


def memo_text(review: Review) -> str:
    return text_of(memo_document(example.RECEIVED, review))


@pytest.fixture(scope="module")
def paper() -> bytes:
    memo = build_memo(example.RECEIVED, example.review(), example.PROFILE)
    return render(shipped_template("beredning.docx"), memo.model_dump(), title=memo.rubrik, day=example.RECEIVED.today)


@pytest.fixture(scope="module")
def text(paper: bytes) -> str:
    return text_of(paper)


def test_the_memo_reads_as_agreed(text: str) -> None:
    """The whole memo as text. After a wanted change: ``BEREDNING_GOLDEN=1 pytest tests/test_memo.py``, then read the diff."""
    if os.environ.get("BEREDNING_GOLDEN"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_headings_come_in_the_order_of_a_tjansteskrivelse(paper: bytes) -> None:
    headings = [p.text for p in docx.Document(io.BytesIO(paper)).paragraphs if p.style.name == "Heading 1"]
    assert headings == [
        "Förslag till beslut",
        "Sammanfattning",
        "Fakta i ärendet",
        "Beslutsunderlag",
        "Ärendets beredning",
        "Formell granskning",
        "Bedömning mot lag och kriterier",
        "Parterna",
        "Mål",
        "Ekonomi",
        "Diskussionspunkter",
        "Risker och frågor till sökanden",
        "Beredningsgruppens synpunkter",
        "Förbundschefens samlade bedömning",
        "Beslut skickas till",
        "Bilaga: belägg",
    ]


def test_law_guidance_and_own_criteria_are_told_apart(text: str) -> None:
    assert "Lag 2\u00a0§, måste: Behov av samordnat stöd" in text
    assert "Nationella rådet | SUS eller Uppföljning Finsam | bör | Avviker" in text
    assert "Eget kriterium | Budgeten summerar | måste | Avviker" in text
    assert "Ett eget kriterium är inte ett krav i lag." in text


def test_an_unsure_finding_is_left_to_the_reader(text: str) -> None:
    assert "Behov av samordnat stöd\u00a0(?)." in text
    assert "(?) betyder att fyndet är osäkert: bedöm själv." in text


def test_the_summary_is_at_most_ten_lines(paper: bytes) -> None:
    """A line of the memo holds some 105 characters. The names here are far longer than people's."""
    long = example.application()
    head = long.head.model_copy(update={"insatsnamn": Found(value="Vägen tillbaka " * 40, quote="x", block=0)})
    parties = tuple(
        Party(name=f"Kommunernas gemensamma arbetsmarknadsförvaltning {n}", kind="kommun", participates=True)
        for n in range(30)
    )
    review = example.review(long.model_copy(update={"head": head, "parties": parties}))
    said = build_memo(example.RECEIVED, review, example.PROFILE).sammanfattning
    assert sum(-(-len(piece) // 105) for piece in said) <= 10


def test_the_arithmetic_is_shown_and_what_rests_on_more_than_policy_comes_first() -> None:
    memo = build_memo(example.RECEIVED, example.review(), example.PROFILE)
    assert [f.namn for f in memo.brister[:3]] == [
        "SUS eller Uppföljning Finsam",
        "Budgeten summerar",
        "Styrgrupp",
    ], "law first, then national guidance, then the förbund's own"
    assert memo.ekonomi.utrakning == (
        "Summa: 335\u00a0000 + 262\u00a0000 = 597\u00a0000\u00a0kr; angivet 627\u00a0000\u00a0kr: stämmer inte",
    )
    assert memo.ekonomi.per_deltagare.endswith("= 20\u00a0900\u00a0kronor per deltagare")


def test_a_criterion_that_does_not_count_is_not_shown(text: str) -> None:
    assert "referensgrupp" not in text.lower()
    assert "besparing" not in text.lower()


def test_the_seven_points_each_say_what_the_application_says() -> None:
    memo = build_memo(example.RECEIVED, example.review(), example.PROFILE)
    assert len(memo.punkter) == 6, "this profile does not count the seventh"
    assert [p.svar for p in memo.punkter] == ["Inget hittades."] * 3 + [""] + ["Inget hittades."] * 2
    assert memo.punkter[3].citat[0].text == "Lindviks kommun frigör en socialsekreterare."


def test_many_questions_are_named_and_not_all_told(text: str) -> None:
    many = build_memo(example.RECEIVED, example.review(), load_profile("allman"))
    assert len(many.fragor_bor) == 5
    assert "deltagarnas medverkan" in many.fragor_bor_fler
    assert "Fler frågor kan ställas" not in text


def test_questions_stand_apart_by_weight(text: str) -> None:
    must, ought = text.index("Måste besvaras före beslut"), text.index("Bör besvaras")
    assert must < text.index("Behov av samordnat stöd. Skriv vilka") < ought
    assert ought < text.index("Avveckling. Skriv hur")
    assert ought < text.index("Styrgrupp. Skriv vilka"), "what is there in part is asked for more gently"


def test_several_kommuner_share_a_box() -> None:
    said = example.application()
    more = Party(name="Granhults kommun", kind="kommun", participates=True, signed=True)
    memo = build_memo(example.RECEIVED, example.review(said.model_copy(update={"parties": (*said.parties, more)})))
    assert memo.parter.kommun.namn == "Lindviks kommun och Granhults kommun"
    assert memo.parter.kommun.underskrift == "Granhults kommun"
    assert memo.parter.af.namn == "Nämns inte"
    assert "Två av de fyra slagen" in memo.parter_slutsats
    assert "5 § lagen 2003:1210" in memo.parter_slutsats


def test_a_personnummer_is_never_printed() -> None:
    number = "19900101-2384"
    flag = Flag(id="personnummer", quote=number, block=3)
    words = f"Runt 140 personer söker, en av dem {number}."
    review = example.review(example.with_text(3, words, flag))
    quoted = tuple(
        v.model_copy(update={"quotes": (v.quotes[0].model_copy(update={"text": words}),)})
        if v.criterion == "problem"
        else v
        for v in review.verdicts
    )
    said = memo_text(review.model_copy(update={"verdicts": quoted}))
    assert number not in said
    assert "en av dem [personnummer]" in said
    assert "Personnummer finns i handlingen (s.\u00a01). Maska det innan handlingen sprids." in said


def test_what_is_no_application_gets_a_short_and_plain_memo() -> None:
    said = memo_text(example.review(is_application=False))
    assert "Handlingen ser inte ut att vara en ansökan" in said
    assert "Förslag till beslut" not in said
    assert len(said.splitlines()) < 25


def test_an_empty_application_gives_a_memo_with_blanks_to_fill_in() -> None:
    empty = Application(document=Document(kind="pdf"))
    review = example.review(empty)
    bare = tuple(v.model_copy(update={"status": "saknas", "quotes": (), "computed": None}) for v in review.verdicts)
    said = memo_text(review.model_copy(update={"verdicts": bare}))
    assert "Styrelsen beviljar ____________ ____________\u00a0kronor i insatsmedel" in said
    assert "Framgår inte av ansökan" in said
    assert "Ingen budget hittades i ansökan." in said
    assert "Inga mål hittades i ansökan." in said


@pytest.mark.parametrize(
    "nasty", ["a\x00b\x0bc\x1b", "{{ fingeravtryck }}", "{%p endif %}", "<w:p>&amp;", "\ud800 ]]>"]
)
def test_no_text_of_an_application_can_break_the_paper_or_be_read_as_a_tag(nasty: str) -> None:
    said = memo_text(example.review(example.with_text(4, nasty)))
    assert "5d5d5d" not in said.split("SHA-256")[0]
    assert "Diskussionspunkter" in said


def test_no_tag_is_left_and_the_same_review_gives_the_same_bytes(paper: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(paper)) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                assert not re.search(rb"\{\{|\{%", archive.read(name)), name
    assert memo_document(example.RECEIVED, example.review()) == memo_document(example.RECEIVED, example.review())


def test_the_paper_is_readable_for_those_who_do_not_see_it(paper: bytes) -> None:
    document = docx.Document(io.BytesIO(paper))
    assert document.core_properties.title == "Ansökan om insatsmedel – Hälsoslussen"
    assert document.core_properties.language == "sv-SE"
    lang = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    assert lang.get(qn("w:val")) == "sv-SE"
    for table in document.tables:
        properties = table._tbl.tblPr
        assert properties.find(qn("w:tblCaption")).get(qn("w:val"))
        assert properties.find(qn("w:tblDescription")).get(qn("w:val"))
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        assert all(cell.text.strip() for cell in table.rows[0].cells)


def _template(text: str) -> bytes:
    document: Any = docx.Document()
    document.add_paragraph(text)
    raw = io.BytesIO()
    document.save(raw)
    return raw.getvalue()


@pytest.mark.parametrize(
    ("tag", "says"),
    [
        ("{{ insatsens_namn }}", "uppgiften insatsens_namn finns inte"),
        ("{{ insats.ordagrant }}", "uppgiften ordagrant finns inte"),
        ("{% if insats %}", "en märkning går inte att läsa"),
        ("{{ insats.__class__.__mro__ }}", "Rätta märkningen i mallen."),
    ],
)
def test_a_template_that_asks_for_what_is_not_there_says_so_in_swedish(tag: str, says: str) -> None:
    with pytest.raises(TemplateFaultError, match=re.escape(says)):
        render(_template(tag), {"insats": "Bron"}, title="Prov", day=example.RECEIVED.today)


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("Sammanlagt 30 deltagare.", 30),
        ("48 personer ska få plats under två år.", 48),
        ("15 av de 30 deltagarna ska delta.", None),
        ("20 deltagare per år får plats.", None),
        ("I dag deltar 20 personer.", None),
        ("Insatsen är till för unga.", None),
    ],
)
def test_participants_are_counted_only_where_it_is_said_plainly(said: str, count: int | None) -> None:
    base = example.application()
    sentence = base.sentences[5].model_copy(update={"text": said})
    found = participants(base.model_copy(update={"sentences": (sentence,)}))
    assert (found[0] if found else None) == count
