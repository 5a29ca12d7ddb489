"""Highlights in a copy of a PDF: on the very words, seen by every reader program, and PDF/A stays PDF/A."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

import page
import pikepdf
import pypdfium2
import pytest
import typst

from reports.marked.copy import CannotBeMarkedError, copy_name, marked_copy
from reports.marked.model import MarkedCopy
from tests.marked_files import job

_SAMPLES = Path(__file__).parent.parent / "sample_submissions"
_HEAD = '#set document(title: "Ansökan", date: datetime(year: 2026, month: 5, day: 4))\n#set text(lang: "sv", size: 11pt{})\n'
_TEXT = (
    "= Ansökan om medel\n\nVi söker 900 000 kronor till insatsen Vägen fram. Målgruppen är unga vuxna mellan 18 och 29 år som "
    "saknar sysselsättning och som behöver stöd av minst två av de fyra parterna på samma gång.\n\n"
)


def made(folder: Path, markup: str = _TEXT, *, setting: str = "", text: str = "", standard: str | None = None) -> Path:
    path = folder / "ansokan.pdf"
    source = (_HEAD.format(text) + setting + markup).encode()
    path.write_bytes(typst.compile(source, pdf_standards=[standard] if standard else []))
    return path


def notes(copy: MarkedCopy) -> list[list[Any]]:
    """The annotations of each page."""
    with pikepdf.open(io.BytesIO(copy.content)) as document:
        return [
            [
                {
                    "kind": str(a.Subtype),
                    "text": str(a.Contents),
                    "flags": int(a.F),
                    "author": str(a.T),
                    "quads": [float(v) for v in a.get("/QuadPoints", [])],
                    "rect": [float(v) for v in a.Rect],
                }
                for a in each.obj.get("/Annots", [])
            ]
            for each in document.pages
        ]


def words_under(copy: MarkedCopy, number: int, note: Any) -> str:
    """The text under a highlight's bands."""
    with pypdfium2.PdfDocument(copy.content) as document:
        text = document[number].get_textpage()
        quads = note["quads"]
        bands = [quads[i : i + 8] for i in range(0, len(quads), 8)]
        return " ".join(
            text.get_text_bounded(min(b[::2]), min(b[1::2]), max(b[::2]), max(b[1::2])).strip() for b in bands
        )


def test_a_highlight_lies_on_exactly_the_quoted_words(tmp_path: Path) -> None:
    copy = marked_copy(job(made(tmp_path), "900 000 kronor"))
    [[note]] = notes(copy)
    assert (note["kind"], note["author"], note["flags"]) == ("/Highlight", "beredning", 4)
    assert note["text"] == "0: delvis uppfyllt\rSkriv mer."
    assert words_under(copy, 0, note) == "900 000 kronor"


def test_words_over_several_lines_have_a_band_for_each_also_where_they_are_hyphenated(tmp_path: Path) -> None:
    setting = "#set page(width: 7cm, height: auto)\n#set par(justify: true)\n#set text(hyphenate: true)\n"
    quote = "unga vuxna mellan 18 och 29 år som saknar sysselsättning och som behöver stöd"
    copy = marked_copy(job(made(tmp_path, setting=setting), quote))
    [[note]] = notes(copy)
    assert len(note["quads"]) >= 3 * 8
    seen = words_under(copy, 0, note)
    assert [c for c in seen if c.isalnum()] == [c for c in quote if c.isalnum()]
    assert copy.exact


def test_words_on_two_pages_are_marked_on_both(tmp_path: Path) -> None:
    setting = "#set page(width: 12cm, height: 3.6cm, margin: 1cm, footer: text(7pt)[Sidfoten på sidan])\n"
    asked = job(made(tmp_path, setting=setting), "Målgruppen är unga")
    quote = "Målgruppen är unga vuxna mellan 18 och 29 år som saknar sysselsättning och som behöver stöd av minst två"
    over_the_edge = asked.marks[0].model_copy(update={"quote": quote})
    copy = marked_copy(asked.model_copy(update={"marks": (over_the_edge,)}))
    pages = [found for found in notes(copy) if found]
    assert len(pages) > 1
    seen = " ".join(words_under(copy, number, found[0]) for number, found in enumerate(notes(copy)) if found)
    assert [c for c in seen if c.isalnum()] == [c for c in quote if c.isalnum()]


def test_a_row_of_a_table_is_marked_cell_by_cell(tmp_path: Path) -> None:
    markup = (
        _TEXT
        + "#table(columns: 3, [Post], [2026], [2027], [Samordnare], [500 000], [510 000], [Lokal], [50 000], [52 000])"
    )
    copy = marked_copy(job(made(tmp_path, markup), "Lokal | 50 000 | 52 000"))
    [[note]] = notes(copy)
    assert words_under(copy, 0, note).split() == ["Lokal", "50", "000", "52", "000"]


def test_marks_on_the_same_words_share_one_highlight(tmp_path: Path) -> None:
    copy = marked_copy(job(made(tmp_path), "900 000 kronor", "900 000 kronor"))
    [[note]] = notes(copy)
    assert note["text"] == "0: delvis uppfyllt\rSkriv mer.\r\r1: delvis uppfyllt\rSkriv mer."
    assert len(copy.exact) == 2


def test_a_note_without_words_is_a_sign_on_the_first_page(tmp_path: Path) -> None:
    copy = marked_copy(job(made(tmp_path), "", ""))
    [[first, second]] = notes(copy)
    assert first["kind"] == "/Text"
    assert first["flags"] & 4
    assert first["rect"][1] > second["rect"][3]  # one below the other


@pytest.mark.parametrize(
    ("standard", "profile"),
    [("a-1b", page.ValidationProfile.PDF_A_1B), ("a-2b", page.ValidationProfile.PDF_A_2B), ("a-3b", page.ValidationProfile.PDF_A_3B)],
)  # fmt: skip
def test_pdf_a_stays_pdf_a(tmp_path: Path, standard: str, profile: page.ValidationProfile) -> None:
    copy = marked_copy(job(made(tmp_path, standard=standard), "900 000 kronor", ""))
    report = page.validate_pdf_bytes(copy.content, profile=profile)
    assert report.failures == []
    assert len(notes(copy)[0]) == 2


def test_the_highlight_is_seen_and_the_words_below_it_too(tmp_path: Path) -> None:
    copy = marked_copy(job(made(tmp_path), "900 000 kronor"))
    x0, y0, x1, y1 = notes(copy)[0][0]["rect"]
    with pypdfium2.PdfDocument(copy.content) as document:
        height = document[0].get_height()
        picture = document[0].render(scale=2).to_pil().convert("RGB")
    colours = picture.crop((int(2 * x0), int(2 * (height - y1)), int(2 * x1), int(2 * (height - y0)))).getcolors(10_000)
    yellow = sum(n for n, (r, g, b) in colours if r > 240 and 200 < g < 250 and b < 160)
    dark = sum(n for n, (r, g, b) in colours if r + g + b < 200)
    assert yellow > 200
    assert dark > 30


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_on_a_page_shown_turned_the_words_and_the_signs_are_still_found(tmp_path: Path, turn: int) -> None:
    path = made(tmp_path)
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.pages[0].rotate(turn, relative=False)
        document.save(path)
    copy = marked_copy(job(path, "900 000 kronor", ""))
    found = {note["kind"]: note for note in notes(copy)[0]}
    assert words_under(copy, 0, found["/Highlight"]) == "900 000 kronor"
    width, height = 595.3, 841.9
    x, y = found["/Text"]["rect"][:2]
    corner = {90: (0, height), 180: (0, 0), 270: (width, 0)}[turn]
    assert abs(x - corner[0]) < 50
    assert abs(y - corner[1]) < 50


def test_the_value_of_a_form_field_is_marked_in_its_field(tmp_path: Path) -> None:
    path = made(tmp_path)
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        field = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, F=4, Rect=[100, 300, 400, 320],
            T=pikepdf.String("projektagare"), TU=pikepdf.String("Projektägare"), V=pikepdf.String("Ekby kommun, socialtjänsten"),
        )  # fmt: skip
        kept = document.make_indirect(field)
        document.pages[0].Annots = pikepdf.Array([kept])
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[kept])
        document.save(path)
    copy = marked_copy(job(path, "Ekby kommun, socialtjänsten"))
    with pikepdf.open(io.BytesIO(copy.content)) as document:
        highlight = document.pages[0].Annots[1]
        assert [float(v) for v in highlight.Rect] == [100, 300, 400, 320]
    assert copy.exact


def test_words_of_a_scan_are_found_by_reading_it_again() -> None:
    asked = job(_SAMPLES / "06-sprak-pa-jobbet.pdf", "12 av 20 deltagare", "")
    copy = marked_copy(asked)
    highlight = next(n for n in notes(copy)[0] if n["kind"] == "/Highlight")
    x0, y0, x1, y1 = highlight["rect"]
    assert 60 < x1 - x0 < 220
    assert 8 < y1 - y0 < 30
    assert len(copy.exact) == 2


def test_the_original_is_untouched_and_the_copy_is_the_same_every_time(tmp_path: Path) -> None:
    path = made(tmp_path)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    asked = job(path, "unga vuxna", "")
    assert marked_copy(asked).content == marked_copy(asked).content
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    with pypdfium2.PdfDocument(path) as old, pypdfium2.PdfDocument(marked_copy(asked).content) as new:
        assert new[0].get_textpage().get_text_bounded() == old[0].get_textpage().get_text_bounded()


def test_other_kinds_of_files_get_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CannotBeMarkedError, match=r"^En markerad kopia kan bara göras av PDF-filer och Word-filer\."):
        marked_copy(job(_SAMPLES / "08-snickeriet.odt", ""))
    assert copy_name(tmp_path / "Ansökan 2026.docx") == "Ansökan 2026-markerad.docx"
