"""The memo as PDF: valid for keeping and for reading aloud, the same bytes each time, and nothing in it read as markup."""

from __future__ import annotations

import io
import json
import zlib
from datetime import date
from typing import Any

import pikepdf
import pypdfium2
import pytest
from page import ValidationProfile, validate_pdf_bytes
from PIL import Image

from extractors.model import Application, Document
from reports.granskning import review_data
from reports.papers import RECORD_IN_PDF, memo_pdf
from reports.stream_ends import with_plain_stream_ends
from reports.typeset import TEMPLATES, Attachment, TypesettingError, attached, clean, pdf
from rules.model import Review
from tests import memo_example as example
from tests.test_memo_case import CASE


def made(review: Review, **more: Any) -> bytes:
    return memo_pdf(example.RECEIVED, review, review_data(example.RECEIVED, review), **more)


def words_of(paper: bytes) -> str:
    document = pypdfium2.PdfDocument(paper)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.fixture(scope="module")
def paper() -> bytes:
    return made(example.review(), case=CASE)


def assert_valid(paper: bytes) -> None:
    for profile in (ValidationProfile.PDF_A_3B, ValidationProfile.PDF_UA_1):
        report = validate_pdf_bytes(paper, profile=profile)
        assert report.is_compliant, [(f.rule_id, f.message) for f in report.failures]


def test_it_is_valid_for_keeping_and_for_reading_aloud(paper: bytes) -> None:
    assert_valid(paper)


def test_every_kind_of_memo_is_valid() -> None:
    assert_valid(made(example.review(is_application=False)))
    empty = example.review(Application(document=Document(kind="pdf")))
    bare = tuple(v.model_copy(update={"status": "saknas", "quotes": (), "computed": None}) for v in empty.verdicts)
    assert_valid(made(empty.model_copy(update={"verdicts": bare}), beside="Ny version."))


def test_language_title_and_record_are_in_it(paper: bytes) -> None:
    with pikepdf.open(io.BytesIO(paper)) as document:
        assert str(document.Root.Lang) == "sv-SE"
        assert str(document.docinfo["/Title"]) == "Ansökan om insatsmedel – Hälsoslussen"
        assert bool(document.Root.MarkInfo.Marked)
    record = attached(paper, RECORD_IN_PDF)
    assert record is not None
    assert json.loads(record)["fil"]["sha256"] == example.RECEIVED.sha256
    assert attached(paper, "annat.json") is None


def tags(paper: bytes) -> list[str]:
    """The structure's tags in reading order."""
    found: list[str] = []

    def walk(element: Any) -> None:
        if isinstance(element, pikepdf.Array):
            for each in element:
                walk(each)
        elif isinstance(element, pikepdf.Dictionary):
            if "/S" in element:
                found.append(str(element.S).lstrip("/"))
            if "/K" in element:
                walk(element.K)

    with pikepdf.open(io.BytesIO(paper)) as document:
        walk(document.Root.StructTreeRoot.K)
    return found


def test_headings_are_a_hierarchy_and_every_table_has_a_header_row(paper: bytes) -> None:
    said = tags(paper)
    levels = [int(tag[1:]) for tag in said if len(tag) == 2 and tag[0] == "H" and tag[1].isdigit()]
    assert levels.count(1) == 16
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
    assert said.count("Table") == said.count("THead") >= 9
    assert "Title" in said


def test_the_same_review_gives_the_same_bytes_with_a_last_newline(paper: bytes) -> None:
    assert made(example.review(), case=CASE) == paper
    assert paper.endswith(b"%%EOF\n")


def test_pdf_and_word_say_the_same(paper: bytes) -> None:
    said = " ".join(words_of(paper).split())
    for words in (
        "Förslag till beslut",
        "2026-014",
        "Står i bilaga 2.",
        "20 900 kronor per deltagare",
        "Bilaga: belägg",
    ):
        assert words in said.replace("\u00a0", " "), words


@pytest.mark.parametrize(
    "nasty",
    [
        "#panic() $x$ *fet* _kursiv_ = Rubrik",
        "a\x00b\x0bc\x1b",
        "\U0001f600 中文字符 \uf0b7 \ud800",
        "@label <x> \\ #[",
        "日本語" * 30,
    ],
)
def test_no_text_of_an_application_can_break_the_paper_or_be_read_as_markup(nasty: str) -> None:
    said = made(example.review(example.with_text(4, nasty)))
    assert_valid(said)


def test_words_keep_their_letters_and_lose_what_no_font_has() -> None:
    assert clean("Åsa räknar ½ é → ≥ ☒☐✓ №") == "Åsa räknar ½ é → ≥ ☒☐✓ №"
    assert clean("A\u030asa\x07 \uf0b7 punkt \U0001f600") == "Åsa • punkt □"


@pytest.fixture
def template(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> Any:
    (tmp_path / "house.typ").write_bytes((TEMPLATES / "house.typ").read_bytes())
    monkeypatch.setattr("reports.typeset.TEMPLATES", tmp_path)

    def write(body: str, name: str) -> str:
        (tmp_path / f"{name}.typ").write_text(f'#import "house.typ": *\n#show: paper\n{body}\n', encoding="utf-8")
        return name

    return write


@pytest.mark.parametrize(
    ("name", "body", "says"),
    [
        ("typsnitt", '#set text(font: "Finns Inte")\n= Rubrik', "använder ett typsnitt som inte finns"),
        ("fel", "= Rubrik\n#words.saknas", r"kunde inte göras av mallen fel \(rad 4 i fel.typ\)"),
        ("niva", "= Rubrik\n=== Under", "kunde inte göras av mallen niva"),
    ],
)
def test_a_template_with_a_fault_gives_one_swedish_sentence(template: Any, name: str, body: str, says: str) -> None:
    with pytest.raises(TypesettingError, match=says):
        pdf(template(body, name), {}, title="Prov", day=date(2026, 1, 2))


def test_an_unknown_template_is_told_of() -> None:
    with pytest.raises(TypesettingError, match="Mallen finns-inte för pdf finns inte"):
        pdf("finns-inte", {}, title="Prov", day=date(2026, 1, 2))


def test_any_bytes_can_be_attached_and_shown(template: Any) -> None:
    raw = io.BytesIO()
    Image.new("RGB", (4, 4), "navy").save(raw, "PNG")
    dot = raw.getvalue()
    inside = Attachment(name="bild.png", content=dot, mime="image/png", description="En punkt", relation="supplement")
    paper = pdf(
        template('= Rubrik\n#picture(words.logo, alt: "En punkt")', "bild"),
        {"logo": dot, "day": date(2026, 1, 2)},
        title="Prov",
        day=date(2026, 1, 2),
        attachments=(inside,),
    )
    assert attached(paper, "bild.png") == dot
    assert_valid(paper)


def test_a_stream_that_ends_in_a_carriage_return_is_written_otherwise() -> None:
    """Found by the referee in one memo of ten: the last byte of a checksum was a carriage return."""
    unlucky = b"\x0c"
    assert zlib.compress(unlucky).endswith(b"\r")
    document = pikepdf.new()
    document.add_blank_page()
    document.Root.Words = pikepdf.Stream(document, zlib.compress(unlucky), Filter=pikepdf.Name.FlateDecode)
    raw = io.BytesIO()
    document.save(raw, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert b"\r\nendstream" in raw.getvalue()
    mended = with_plain_stream_ends(raw.getvalue())
    assert b"\r\nendstream" not in mended
    assert mended == with_plain_stream_ends(raw.getvalue())
    with pikepdf.open(io.BytesIO(mended)) as again:
        assert again.Root.Words.read_bytes() == unlucky
