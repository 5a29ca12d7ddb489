"""A PDF with what was found gone: each page becomes a picture with black boxes, and a new file is made of the pictures.

Nothing of the old file's objects is carried over: no text layer, form values, attachments, notes or metadata. The words of the page, masked,
are given to the pictures as alternative text, so that the copy can be read aloud. The new file is PDF/A-3b and PDF/UA-1.
"""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from archive.masking.account import Masked, from_spots
from archive.masking.finding import Wanted, find_spots, masked
from archive.model import ArchiveError

_DPI = 150
_QUALITY = 80
_MARGIN = 2.0  # points around each character, so that no stroke sticks out
_FEW_CHARACTERS = 20
_MOST_PAGES = 300
_SOFT_HYPHEN, _NO_CHARACTER = 2, 0xFFFE  # pdfium's codes for a word broken at a line's end
_PAGES = """#let told = json("sidor.json")
#set document(title: told.title, author: "", date: datetime(year: told.day.at(0), month: told.day.at(1), day: told.day.at(2)))
#set text(lang: "sv", font: "Libertinus Serif")
#for (i, p) in told.pages.enumerate() {
  set page(width: p.width * 1pt, height: p.height * 1pt, margin: 0pt)
  if i > 0 { pagebreak() }
  image(p.file, width: 100%, height: 100%, alt: p.alt)
}
"""
_LINES = """#let told = json("sidor.json")
#set document(title: told.title, author: "", date: datetime(year: told.day.at(0), month: told.day.at(1), day: told.day.at(2)))
#set page(paper: "a4", margin: 25mm)
#set text(lang: "sv", font: "Libertinus Serif", size: 11pt)
#heading(level: 1)[#told.title]
#for line in told.lines { par(line) }
"""

Box = tuple[float, float, float, float]


def mask_pdf(content: bytes, wanted: Wanted, file: str, *, title: str, day: date) -> tuple[bytes, list[Masked]]:
    """The masked file and what was masked in it. Raises ArchiveError for a file that cannot be opened or is too long."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
        document.init_forms()
    except pypdfium2.PdfiumError as error:
        raise ArchiveError("PDF-filen är låst eller skadad och kan inte maskeras.") from error
    if len(document) > _MOST_PAGES:
        raise ArchiveError(f"PDF-filen har fler än {_MOST_PAGES} sidor. Dela den före maskering.")
    account: list[Masked] = []
    pages = []
    with tempfile.TemporaryDirectory() as folder, _Eyes() as eyes:
        for number in range(len(document)):
            try:
                picture, text, size = _masked_page(document[number], wanted, file, number + 1, eyes, account)
            except pypdfium2.PdfiumError as error:
                raise ArchiveError(f"Sida {number + 1} i PDF-filen är skadad och kan inte maskeras.") from error
            name = f"sida{number + 1}.jpg"
            (Path(folder) / name).write_bytes(picture)
            pages.append({"file": name, "alt": text or f"Sida {number + 1}", "width": size[0], "height": size[1]})
        account.append(Masked(file=file, place="filens egenskaper", kind="metadata", text=""))
        made = _typeset(Path(folder), _PAGES, {"pages": pages}, title, day)
    document.close()
    return made, account


def masked_text_pdf(lines: Sequence[str], *, title: str, day: date) -> bytes:
    """A PDF of masked text, for files of other kinds than Word and PDF: the words, not the looks."""
    with tempfile.TemporaryDirectory() as folder:
        return _typeset(Path(folder), _LINES, {"lines": [line for line in lines if line.strip()]}, title, day)


def _typeset(folder: Path, source: str, told: dict[str, Any], title: str, day: date) -> bytes:
    from typst import Compiler, TypstError

    from reports.typeset import clean

    told = {**told, "title": clean(title), "day": [day.year, day.month, day.day]}
    for page in told.get("pages", ()):
        page["alt"] = clean(page["alt"])
    told["lines"] = [clean(line) for line in told.get("lines", ())]
    (folder / "sidor.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    (folder / "kopia.typ").write_text(source, encoding="utf-8")
    try:
        made = Compiler(input=str(folder / "kopia.typ"), root=str(folder), ignore_system_fonts=True).compile(
            format="pdf",
            pdf_standards=["a-3b", "ua-1"],
            timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
        )
    except TypstError as error:
        raise ArchiveError(
            "Den maskerade PDF-filen kunde inte göras: texten har tecken som inget typsnitt kan visa."
        ) from error
    if not isinstance(made, bytes):
        raise ArchiveError("Den maskerade PDF-filen kunde inte göras.")
    return made + b"\n"


class _Eyes:
    """The OCR engine, started when the first scanned page is met."""

    def __init__(self) -> None:
        self._reader: Any = None

    def __enter__(self) -> _Eyes:
        return self

    def __exit__(self, *_: object) -> None:
        if self._reader is not None:
            self._reader.__exit__(None, None, None)

    def words(self, picture: Any, dpi: float) -> tuple[list[tuple[str, Box]], int]:
        """The words in a grey picture with their boxes in pixels, and the degrees that it must be turned clockwise first."""
        from extractors.ocr.engine import Reader, is_installed

        if not is_installed():
            raise ArchiveError("Filen är inskannad och kan inte maskeras utan OCR (tesserocr).")
        if self._reader is None:
            self._reader = Reader().__enter__()
        found, turn = self._reader.located((picture, dpi))
        return [(word.text, word.box) for word in found], turn


def _masked_page(
    page: Any, wanted: Wanted, file: str, number: int, eyes: _Eyes, account: list[Masked]
) -> tuple[bytes, str, tuple[float, float]]:
    """A page as a JPEG with black boxes, its masked words, and its size in points."""
    from PIL import ImageDraw

    from extractors.ocr.picture import turned_upright

    picture = page.render(scale=_DPI / 72, may_draw_forms=True).to_pil().convert("RGB")
    size = page.get_size()
    place = f"sida {number}"
    texts: list[str] = []
    boxes: list[Box] = []
    text, at = _characters(page, picture.size)
    spots = find_spots(text, wanted)
    account += from_spots(file, place, text, spots)
    boxes += [box for spot in spots for box in at[spot.start : spot.end] if box is not None]
    if len(text.strip()) >= _FEW_CHARACTERS:
        texts.append(masked(text, spots))
    draw = ImageDraw.Draw(picture)
    for box in boxes:
        draw.rectangle(box, fill="black")
    if len(text.strip()) < _FEW_CHARACTERS or _shows_more_than_text(page):
        words, turn = eyes.words(page.render(scale=300 / 72, grayscale=True).to_pil(), 300)
        picture = turned_upright(picture, turn)
        size = (size[1], size[0]) if turn in (90, 270) else size
        read, where = _joined(words)
        spots = find_spots(read, wanted)
        if not texts:
            texts.append(masked(read, spots))
        account += from_spots(file, f"{place} (bild)", read, spots)
        draw = ImageDraw.Draw(picture)
        for spot in spots:
            for start, end, (left, top, right, bottom) in where:
                if start < spot.end and spot.start < end:
                    pixels = tuple(v * _DPI / 300 for v in (left - 6, top - 6, right + 6, bottom + 6))
                    draw.rectangle(pixels, fill="black")
    stream = io.BytesIO()
    picture.save(stream, format="JPEG", quality=_QUALITY)
    return stream.getvalue(), " ".join("\n".join(texts).split()), size


def _characters(page: Any, picture: tuple[int, int]) -> tuple[str, list[Box | None]]:
    """The page's text and each character's box in pixels of a picture of this size; one that pdfium made up, as a line's end, has none."""
    import pypdfium2.raw as raw
    from pypdfium2 import PdfiumError

    text_page = page.get_textpage()
    chars: list[str] = []
    boxes: list[Box | None] = []
    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, index)
        broken = code in (_SOFT_HYPHEN, _NO_CHARACTER)
        chars.append("-" if broken else chr(code) if code and not 0xD800 <= code < 0xE000 else " ")
        try:
            left, bottom, right, top = text_page.get_charbox(index, loose=True)
        except PdfiumError:
            boxes.append(None)
            continue
        x1, y1 = _pixel(page, picture, left - _MARGIN, top + _MARGIN)
        x2, y2 = _pixel(page, picture, right + _MARGIN, bottom - _MARGIN)
        boxes.append((min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)))
    return "".join(chars), boxes


def _pixel(page: Any, picture: tuple[int, int], x: float, y: float) -> tuple[int, int]:
    """Where a point of the page lies in its picture, whatever way the page is turned or cut."""
    import ctypes

    import pypdfium2.raw as raw

    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, *picture, 0, x, y, across, down)
    return across.value, down.value


def _shows_more_than_text(page: Any) -> bool:
    """Whether pictures, form fields or notes on the page may show words that are not in its text: then it is read by eye too."""
    import pypdfium2.raw as raw

    return raw.FPDFPage_GetAnnotCount(page) > 0 or any(
        True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    )


def _joined(words: Sequence[tuple[str, Box]]) -> tuple[str, list[tuple[int, int, Box]]]:
    """Words as one text, with each word's offsets and box."""
    text, where = "", []
    for word, box in words:
        where.append((len(text), len(text) + len(word), box))
        text += word + " "
    return text, where
