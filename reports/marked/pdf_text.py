"""The characters of a PDF in reading order, each with its box; filled-in form fields stand after their page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Box = tuple[float, float, float, float]
"""Left, bottom, right and top in the page's own points."""

_LINE_HEIGHT = 0.6  # share of overlap across the line that makes two characters neighbours on it
_NEW_WORD = 3.0  # heights between two characters that are parts of one line no more
_THIN = 0.1
_HYPHEN = "-"
_SOFT_HYPHEN_OF_PDFIUM = 2


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a character stands: the page from 0, its box, and whether its line runs upwards or downwards on the page."""

    page: int
    box: Box
    upright: bool = True


class PdfText:
    """The text of all pages: ``text``, and for each of its characters its `Spot` (None for page breaks and blanks without a box).

    ``turns``: the degrees that each page is shown turned clockwise.
    """

    def __init__(self, source: Any, scanned: Mapping[int, Sequence[tuple[str, Spot | None]]] | None = None) -> None:
        """``source``: the open pdfium document. ``scanned``: characters of pages, from 0, that are pictures of text."""
        self.spots: list[Spot | None] = []
        self.turns: dict[int, int] = {}
        signs: list[str] = []
        for number in range(len(source)):
            page = source[number]
            self.turns[number] = page.get_rotation()
            printed = scanned[number] if scanned and number in scanned else _printed(page, number)
            for sign, spot in [*printed, *_typed(source, page, number)]:
                signs.append(sign)
                self.spots.append(spot)
            signs.append("\f")
            self.spots.append(None)
            page.close()
        self.text = "".join(signs)

    def lines(self, first: int, last: int) -> dict[int, list[Box]]:
        """The boxes of the lines that the characters from ``first`` up to ``last`` stand on, by page."""
        found: dict[int, list[Box]] = {}
        previous: Spot | None = None
        for sign, spot in zip(self.text[first:last], self.spots[first:last], strict=True):
            if spot is None or sign.isspace():
                continue
            boxes = found.setdefault(spot.page, [])
            if boxes and previous is not None and previous.page == spot.page and _same_line(boxes[-1], spot):
                boxes[-1] = _around(boxes[-1], spot.box)
            else:
                boxes.append(spot.box)
            previous = spot
        return found


def _printed(page: Any, number: int) -> list[tuple[str, Spot | None]]:
    """The characters of a page's own text, with the boxes of their font's full height so that a line is one even band."""
    import ctypes

    from pypdfium2 import raw

    text = page.get_textpage()
    found: list[tuple[str, Spot | None]] = []
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    band = raw.FS_RECTF()
    for i in range(raw.FPDFText_CountChars(text.raw)):
        code = raw.FPDFText_GetUnicode(text.raw, i)
        sign = _HYPHEN if code == _SOFT_HYPHEN_OF_PDFIUM else chr(code) if 31 < code < 0x110000 else " "
        if not raw.FPDFText_GetCharBox(text.raw, i, left, right, bottom, top):
            found.append((sign, None))
            continue
        box = (left.value, bottom.value, right.value, top.value)
        angle = raw.FPDFText_GetCharAngle(text.raw, i)
        upright = abs(angle % 3.1416 - 1.5708) > 0.785
        if raw.FPDFText_GetLooseCharBox(text.raw, i, band):
            loose = (band.left, band.bottom, band.right, band.top)
            box = (box[0], min(box[1], loose[1]), box[2], max(box[3], loose[3])) if upright else loose
        empty = box[2] - box[0] < _THIN and box[3] - box[1] < _THIN
        found.append((sign, None if empty else Spot(number, box, upright)))
    text.close()
    return found


def _typed(source: Any, page: Any, number: int) -> list[tuple[str, Spot | None]]:
    """What is filled in in the page's form fields; every character has its field's box."""
    import ctypes

    from pypdfium2 import raw

    if source.get_formtype() == raw.FORMTYPE_NONE:
        return []
    if source.formenv is None:
        source.init_forms()
    found: list[tuple[str, Spot | None]] = []
    for i in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        note = raw.FPDFPage_GetAnnot(page.raw, i)
        rectangle = raw.FS_RECTF()
        if raw.FPDFAnnot_GetSubtype(note) == raw.FPDF_ANNOT_WIDGET and raw.FPDFAnnot_GetRect(note, rectangle):
            size = raw.FPDFAnnot_GetFormFieldValue(source.formenv.raw, note, None, 0)
            buffer = ctypes.create_string_buffer(size)
            raw.FPDFAnnot_GetFormFieldValue(
                source.formenv.raw, note, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size
            )
            box = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
            value = buffer.raw.decode("utf-16-le", "replace").rstrip("\0")
            found += [("\n", None), *((sign, Spot(number, box)) for sign in value), ("\n", None)]
        raw.FPDFPage_CloseAnnot(note)
    return found


def _same_line(line: Box, spot: Spot) -> bool:
    """Whether a character goes on the line: beside it, not under it, and not in the next column."""
    low, high = (1, 3) if spot.upright else (0, 2)
    start, end = (0, 2) if spot.upright else (1, 3)
    box = spot.box
    common = min(line[high], box[high]) - max(line[low], box[low])
    height = min(line[high] - line[low], box[high] - box[low]) or _THIN
    white = max(box[start] - line[end], line[start] - box[end])
    return common > _LINE_HEIGHT * height and white < _NEW_WORD * height


def _around(a: Box, b: Box) -> Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def whole(boxes: Sequence[Box]) -> Box:
    """The box around all of these."""
    found = boxes[0]
    for box in boxes[1:]:
        found = _around(found, box)
    return found
