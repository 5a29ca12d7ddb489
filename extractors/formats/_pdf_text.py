"""Words, ruling lines and pictures of a PDF page with a text layer, by pdfium.

Characters are asked one by one through pdfium's C interface; its own helper objects would cost ten times as much.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from typing import Any

from extractors.formats._pdf_page import PageContent, Rule, Word

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
_PRIVATE = {
    0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF076: "❖", 0xF0FC: "✓", 0xF06F: "☐", 0xF0A8: "☐", 0xF071: "☐", 0xF0FE: "☒", 0xF078: "☒",
    0xF0E0: "→", 0xF02D: "-", 0xF0AD: "-",
}  # fmt: skip
_BOLD = re.compile(r"bold|black|heavy|semibold|demi|(?<![a-z])bd(?![a-z])", re.I)
_ITALIC = re.compile(r"italic|oblique|kursiv|(?<![a-z])it(?![a-z])", re.I)
_NAMELESS = re.compile(r"^([A-Z]{1,3}\d+(_\d+)?|CIDFont.*)?$")  # names that say nothing of the type; only then is the weight asked
_HYPHEN = 0x02  # what pdfium says for a hyphen at a line's end
_SOFT_HYPHEN = 0xAD
_NO_BREAK = (0xA0, 0x202F, 0x2007)
_INVISIBLE = 3  # text rendering mode of text that is not painted
_THIN = 3.0

Point = tuple[float, float]
Turn = Callable[[float, float], Point]


def page_content(page: Any, number: int) -> PageContent:
    """Read one pdfium page: its words upright, its ruling lines, how much of it is pictures."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    count = text.count_chars()
    left, bottom, right, top = page.get_bbox()
    angle = _main_angle(pdfium, text, count)
    rotation = page.get_rotation() if angle is None else angle
    turn = _turn(rotation, left, bottom, right, top)
    wide, high = (right - left, top - bottom) if rotation in (0, 180) else (top - bottom, right - left)
    content = PageContent(number=number, width=wide, height=high)
    _read_words(pdfium, text, count, turn, rotation, content)
    _read_objects(pdfium, page, turn, content)
    content.raw_words = len(re.findall(r"\w+", text.get_text_range())) if count else 0
    text.close()
    return content


def is_garbage(words: list[Word]) -> bool:
    """Whether a text layer is of no use: most of its signs are no letters or digits (a font without a character map)."""
    signs = "".join(w.text for w in words)
    if len(signs) < 20:
        return False
    good = sum(c.isalnum() or c in ".,:;-–()/%!?\"'”&§•_" for c in signs)
    vowels = sum(c in "aeiouyåäöAEIOUYÅÄÖ" for c in signs)
    letters = sum(c.isalpha() for c in signs)
    return good < 0.6 * len(signs) or (letters > 0.5 * len(signs) and vowels < 0.12 * letters)


def _main_angle(pdfium: Any, text: Any, count: int) -> int | None:
    """The direction that most of the text runs in, in quarter turns (degrees), None without text."""
    votes: Counter[int] = Counter()
    for i in range(0, count, max(1, count // 60)):
        if pdfium.FPDFText_GetUnicode(text, i) > 32:
            votes[_quarter(pdfium.FPDFText_GetCharAngle(text, i))] += 1
    return votes.most_common(1)[0][0] % 360 if votes and votes.most_common(1)[0][0] >= 0 else None


def _quarter(radians: float) -> int:
    """Degrees of a quarter turn, or -1 for text on the slant."""
    degrees = math.degrees(radians) % 360
    nearest = round(degrees / 90) * 90
    return int(nearest) % 360 if abs(degrees - nearest) < 8 else -1


def _turn(rotation: int, left: float, bottom: float, right: float, top: float) -> Turn:
    """From PDF page space to upright points from the top left corner."""
    if rotation == 90:
        return lambda x, y: (y - bottom, x - left)
    if rotation == 180:
        return lambda x, y: (right - x, y - bottom)
    if rotation == 270:
        return lambda x, y: (top - y, right - x)
    return lambda x, y: (x - left, top - y)


class _Type:
    """Size and style of the word that starts at a character."""

    def __init__(self, pdfium: Any, text: Any) -> None:
        self._pdfium, self._text = pdfium, text
        self._matrix = pdfium.FS_MATRIX()
        self._buffer = ctypes.create_string_buffer(256)
        self._flags = ctypes.c_int()

    def at(self, i: int) -> tuple[float, bool, bool, bool]:
        """Size in points, bold, italic, invisible."""
        pdfium = self._pdfium
        size = pdfium.FPDFText_GetFontSize(self._text, i)
        if pdfium.FPDFText_GetMatrix(self._text, i, self._matrix):
            m = self._matrix
            size *= math.sqrt(abs(m.a * m.d - m.b * m.c)) or 1.0
        length = pdfium.FPDFText_GetFontInfo(self._text, i, self._buffer, 256, self._flags)
        name = self._buffer.raw[: max(0, min(length, 256) - 1)].decode("utf-8", "replace")
        name = name.split("+", 1)[-1]
        heavy = bool(_NAMELESS.match(name)) and pdfium.FPDFText_GetFontWeight(self._text, i) >= 700
        mode = -1
        handle = pdfium.FPDFText_GetTextObject(self._text, i)
        if handle:
            mode = pdfium.FPDFTextObj_GetTextRenderMode(handle)
        bold = bool(_BOLD.search(name)) or heavy or mode == 2
        return size, bold, bool(_ITALIC.search(name)) or bool(self._flags.value & 64), mode == _INVISIBLE


def _read_words(pdfium: Any, text: Any, count: int, turn: Turn, rotation: int, content: PageContent) -> None:
    box, styles = pdfium.FS_RECTF(), _Type(pdfium, text)
    origin_x, origin_y = ctypes.c_double(), ctypes.c_double()
    unicode_at, box_at = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    slanted: list[str] = []
    hidden: list[str] = []
    letters: list[str] = []
    start = end = baseline = size = 0.0
    bold = italic = invisible = upright = False

    def finish(glued: bool = False) -> None:
        nonlocal letters
        if not letters:
            return
        word = unicodedata.normalize("NFC", "".join(letters))
        letters = []
        if not upright:
            slanted.append(word)
        elif invisible:
            hidden.append(word)
            content.words.append(Word(word, start, end, baseline, size, bold, italic, certainty=-1.0, glued=glued))
        else:
            content.words.append(Word(word, start, end, baseline, size, bold, italic, glued=glued))

    for i in range(count):
        code = unicode_at(text, i)
        if code <= 32 and code != _HYPHEN:
            finish()
            continue
        if code in _NO_BREAK:
            finish(glued=True)
            continue
        if 0xDC00 <= code <= 0xDFFF or code in (0x200B, 0xFEFF, 0x2060):
            continue
        box_at(text, i, box)
        ax, ay = turn(box.left, box.bottom)
        bx, by = turn(box.right, box.top)
        x0, x1 = (ax, bx) if ax <= bx else (bx, ax)
        if letters:
            gap = x0 - end
            middle = (ay + by) / 2
            if gap > 0.3 * size or x0 < start - 0.5 * size or abs(middle - (baseline - 0.3 * size)) > 0.8 * size:
                finish()
        if not letters:
            pdfium.FPDFText_GetCharOrigin(text, i, origin_x, origin_y)
            upright = _quarter(pdfium.FPDFText_GetCharAngle(text, i)) == rotation
            size, bold, italic, invisible = styles.at(i)
            size = size or abs(by - ay) or 1.0
            start = x0
            end = x1
            baseline = turn(origin_x.value, origin_y.value)[1]
        letters.append(_sign(code))
        end = max(end, x1)
    finish()
    if hidden and len(hidden) < len(content.words):  # a whole invisible layer is the OCR of a scan; some words of it are a trick
        content.words = [w for w in content.words if w.certainty >= 0]
        content.hidden.append(" ".join(hidden))
    elif hidden:
        from dataclasses import replace

        content.words = [replace(w, certainty=0.9) for w in content.words]
    if slanted:
        content.aside.append(" ".join(slanted))


def _sign(code: int) -> str:
    if code == _HYPHEN:
        return "-"
    if code in _PRIVATE:
        return _PRIVATE[code]
    if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    sign = chr(code)
    return _LIGATURES.get(sign, sign)


def _read_objects(pdfium: Any, page: Any, turn: Turn, content: PageContent) -> None:
    """Ruling lines and the share of the page that pictures cover, also inside forms (one level of nesting is what writers use)."""
    bounds = [ctypes.c_float() for _ in range(4)]
    area = 0.0

    def visit(handle: Any, depth: int, place: tuple[float, ...]) -> None:
        nonlocal area
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            _read_path(pdfium, handle, bounds, turn, content, place)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            if pdfium.FPDFPageObj_GetBounds(handle, *bounds):
                x0, y0, x1, y1 = (b.value for b in bounds)
                a, _, _, d, _, _ = place
                area += abs((x1 - x0) * a * (y1 - y0) * d)
            content.pictures += 1
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < 3:
            matrix = pdfium.FS_MATRIX()
            pdfium.FPDFPageObj_GetMatrix(handle, matrix)
            inner = _times(place, (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f))
            for k in range(pdfium.FPDFFormObj_CountObjects(handle)):
                visit(pdfium.FPDFFormObj_GetObject(handle, k), depth + 1, inner)

    for i in range(pdfium.FPDFPage_CountObjects(page)):
        visit(pdfium.FPDFPage_GetObject(page, i), 0, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0))
    content.picture_share = min(1.0, area / (content.width * content.height or 1.0))


def _times(outer: tuple[float, ...], inner: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)


def _read_path(pdfium: Any, handle: Any, bounds: list[Any], turn: Turn, content: PageContent, place: tuple[float, ...]) -> None:
    if not pdfium.FPDFPageObj_GetBounds(handle, *bounds):
        return
    a, b, c, d, e, f = place
    left, low, right, high = (v.value for v in bounds)
    ax, ay = turn(a * left + c * low + e, b * left + d * low + f)
    bx, by = turn(a * right + c * high + e, b * right + d * high + f)
    x0, x1, y0, y1 = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
    wide, high_ = x1 - x0, y1 - y0
    if high_ <= _THIN and wide >= 8:
        content.rules.append(Rule(True, (y0 + y1) / 2, x0, x1))
    elif wide <= _THIN and high_ >= 5:
        content.rules.append(Rule(False, (x0 + x1) / 2, y0, y1))
    elif wide >= 8 and high_ >= 8:
        mode, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(handle, mode, stroked)
        if stroked.value and wide < 0.97 * content.width:
            _read_segments(pdfium, handle, turn, content, place, (x0, x1, y0, y1))


def _read_segments(pdfium: Any, handle: Any, turn: Turn, content: PageContent, place: tuple[float, ...], box: tuple[float, ...]) -> None:
    """The straight edges of a stroked path: a cell's frame, or many rules drawn in one stroke."""
    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(handle, own)
    a, b, c, d, e, f = _times(place, (own.a, own.b, own.c, own.d, own.e, own.f))
    x, y = ctypes.c_float(), ctypes.c_float()
    first: Point | None = None
    last: Point | None = None
    edges = []
    for k in range(min(pdfium.FPDFPath_CountSegments(handle), 2000)):
        segment = pdfium.FPDFPath_GetPathSegment(handle, k)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = turn(a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO and last:
            edges.append((last, point))
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment) and first:
            edges.append((point, first))
    for (px, py), (qx, qy) in edges:
        if abs(py - qy) < 1 and abs(px - qx) >= 8:
            content.rules.append(Rule(True, (py + qy) / 2, min(px, qx), max(px, qx)))
        elif abs(px - qx) < 1 and abs(py - qy) >= 5:
            content.rules.append(Rule(False, (px + qx) / 2, min(py, qy), max(py, qy)))
