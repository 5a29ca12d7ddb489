"""Words of a PDF page with a text layer, by pdfium.

Characters are asked one by one through pdfium's C interface; its own helper objects would cost ten times as much.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from typing import Any

from extractors.formats._pdf_drawings import add_drawings
from extractors.formats._pdf_page import PageContent, Point, Turn, Word

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
_PRIVATE = {
    0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF076: "❖", 0xF0FC: "✓", 0xF06F: "☐", 0xF0A8: "☐", 0xF071: "☐",
    0xF0FE: "☒", 0xF078: "☒",    0xF0E0: "→", 0xF02D: "-", 0xF0AD: "-",
}  # fmt: skip
_BOLD = re.compile(r"bold|black|heavy|semibold|demi|(?<![a-z])bd(?![a-z])", re.I)
_ITALIC = re.compile(r"italic|oblique|kursiv|(?<![a-z])it(?![a-z])", re.I)
_NAMELESS = re.compile(
    r"^([A-Z]{1,3}\d+(_\d+)?|CIDFont.*)?$"
)  # names that say nothing of the type; only then is the weight asked
_HYPHEN = 0x02  # what pdfium says for a hyphen at a line's end
_SOFT_HYPHEN = 0xAD
_PARTED = re.compile(r"(?<=\w)([\x02\ufffe]\s*|[-\xad]\s*\n\s*)(?=[a-zåäö])")  # a parted word
_SPACED_OUT = re.compile(r"(?<!\w)([^\W\d_] ){3,}[^\W\d_](?!\w)")  # "M Å L E T" is read as one word
_NO_BREAK = (0xA0, 0x202F, 0x2007)
_NO_WIDTH = (0x200B, 0xFEFF, 0x2060)
_COMMON_SIGNS = frozenset(".,:;-–()/%!?\"'”&§•_")
_SIGN_KINDS = frozenset(("Po", "Ps", "Pe", "Mn", "Mc"))  # punctuation and accents of every script
_LATIN_END = "\u0250"
_HAIR = 0.2  # in type sizes
_UNSEEN = 0.9  # certainty of words that lie unseen under a scan
_INVISIBLE = 3  # text rendering mode of text that is not painted


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
    _add_words(pdfium, text, count, turn, rotation, content)
    add_drawings(page, turn, content)
    _add_drawn_bullets(content)
    whole = _PARTED.sub("", text.get_text_range()) if count else ""
    whole = _SPACED_OUT.sub(lambda m: m.group().replace(" ", ""), whole)
    content.raw_words += len(re.findall(r"\w+", whole))
    text.close()
    return content


def is_garbage(words: list[Word]) -> bool:
    """Whether a text layer is of no use: most signs are no letters or digits (a font without a character map).

    Latin letters without vowels are no words either; other scripts are left alone, for vowels say nothing about them.
    """
    signs = "".join(w.text for w in words)
    if len(signs) < 20:
        return False
    good = sum(c.isalnum() or c in _COMMON_SIGNS or unicodedata.category(c) in _SIGN_KINDS for c in signs)
    latin = sum(c.isalpha() and c < _LATIN_END for c in signs)
    vowels = sum(c in "aeiouyåäöAEIOUYÅÄÖ" for c in signs)
    return good < 0.6 * len(signs) or (latin > 0.5 * len(signs) and vowels < 0.12 * latin)


def _main_angle(pdfium: Any, text: Any, count: int) -> int | None:
    """The direction that most of the text runs in, in quarter turns (degrees), None without text."""
    votes: Counter[int] = Counter()
    for i in range(0, count, max(1, count // 60)):
        if pdfium.FPDFText_GetUnicode(text, i) > 32:
            votes[_quarter(pdfium.FPDFText_GetCharAngle(text, i))] += 1
    return votes.most_common(1)[0][0] % 360 if votes and votes.most_common(1)[0][0] >= 0 else None


def _quarter(radians: float) -> int:
    """Degrees of a quarter turn, or -1 for text on the slant."""
    degrees = -math.degrees(radians) % 360  # pdfium counts clockwise
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


class _WordReader:
    """Puts characters together to words: breaks at spaces, at wide gaps, at jumps, and before raised note marks."""

    def __init__(self, pdfium: Any, text: Any, turn: Turn, rotation: int) -> None:
        self._pdfium, self._text, self._turn, self._rotation = pdfium, text, turn, rotation
        self._styles = _Type(pdfium, text)
        self._letters: list[str] = []
        self._start = self._end = self._baseline = self._size = 0.0
        self._bold = self._italic = self._invisible = self._mark = False
        self._upright = True
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._edges = [ctypes.c_double() for _ in range(4)]
        self.words: list[Word] = []
        self.slanted: list[str] = []
        self.hidden: list[str] = []
        self.signs = 0

    def read(self, count: int) -> None:
        """Read all characters."""
        box = self._pdfium.FS_RECTF()
        unicode_at, box_at = self._pdfium.FPDFText_GetUnicode, self._pdfium.FPDFText_GetLooseCharBox
        for i in range(count):
            code = unicode_at(self._text, i)
            self.signs += code > 32 and code not in _NO_BREAK
            if code <= 32 and code != _HYPHEN:
                self._finish()
            elif code in _NO_BREAK:
                self._finish(glued=True)
            elif not (0xDC00 <= code <= 0xDFFF or code in _NO_WIDTH):
                box_at(self._text, i, box)
                self._add(i, code, self._turn(box.left, box.bottom), self._turn(box.right, box.top))
        self._finish()

    def _add(self, i: int, code: int, corner: Point, opposite: Point) -> None:
        x0, x1 = min(corner[0], opposite[0]), max(corner[0], opposite[0])
        if self._letters and self._upright:
            middle = (corner[1] + opposite[1]) / 2
            if (
                x0 - self._end > 0.3 * self._size
                or x0 < self._start - 0.5 * self._size
                or abs(middle - (self._baseline - 0.3 * self._size)) > 0.8 * self._size
            ):
                self._finish()
        digit = 48 <= code <= 57
        raised = digit and not self._letters_are_digits() and self._is_raised(i)
        if raised or (self._mark and not digit):
            self._finish()
        if not self._letters:
            self._begin(i, x0, x1, abs(corner[1] - opposite[1]), raised=raised)
        self._letters.append(_sign(code))
        self._end = max(self._end, x1)

    def _letters_are_digits(self) -> bool:
        return bool(self._letters) and self._letters[-1].isdigit()

    def _is_raised(self, i: int) -> bool:
        """Whether a digit stands above the baseline: by its own font size, or as a raised form in the font."""
        left, right, bottom, top = self._edges
        pdfium = self._pdfium
        if not pdfium.FPDFText_GetCharBox(self._text, i, left, right, bottom, top):
            return False
        pdfium.FPDFText_GetCharOrigin(self._text, i, self._x, self._y)
        ground = self._turn(self._x.value, self._y.value)[1]
        if self._letters:
            ground = max(ground, self._baseline)
        low = max(self._turn(left.value, bottom.value)[1], self._turn(right.value, top.value)[1])
        return ground - low > 0.2 * (self._size or self._styles.at(i)[0])

    def _begin(self, i: int, x0: float, x1: float, height: float, *, raised: bool) -> None:
        pdfium = self._pdfium
        pdfium.FPDFText_GetCharOrigin(self._text, i, self._x, self._y)
        self._upright = _quarter(pdfium.FPDFText_GetCharAngle(self._text, i)) == self._rotation
        size, self._bold, self._italic, self._invisible = self._styles.at(i)
        self._size = size or height or 1.0
        self._start, self._end = x0, x1
        self._baseline = self._turn(self._x.value, self._y.value)[1]
        self._mark = raised

    def _finish(self, glued: bool = False) -> None:
        if not self._letters:
            return
        text = unicodedata.normalize("NFC", "".join(self._letters))
        self._letters = []
        size, baseline = self._size, self._baseline
        if self._mark:
            baseline, size, self._mark = baseline - 0.3 * size, 0.6 * size, False
        if not self._upright:
            self.slanted.append(text)
            return
        if self._invisible:
            self.hidden.append(text)
        certainty = _UNSEEN if self._invisible else 1.0
        self.words.append(
            Word(text, self._start, self._end, baseline, size, self._bold, self._italic, certainty, glued)
        )


def _add_words(pdfium: Any, text: Any, count: int, turn: Turn, rotation: int, content: PageContent) -> None:
    """Put the page's words into ``content``; what is on the slant goes aside, and invisible words are hidden.

    A page whose words are all invisible is a scan with the words of an OCR program under it: those words count.
    """
    reader = _WordReader(pdfium, text.raw, turn, rotation)
    reader.read(count)
    words = _without_shadows(reader.words)
    content.raw_words -= len(reader.words) - len(words)
    content.signs = reader.signs
    if reader.hidden and len(reader.hidden) < 0.9 * len(words):
        words = [w for w in words if w.certainty != _UNSEEN]
        content.hidden.append(" ".join(reader.hidden))
    content.words = words
    if reader.slanted:
        content.aside.append(" ".join(reader.slanted))


def _without_shadows(words: list[Word]) -> list[Word]:
    """The words, each once: some programs print a word twice, a hair apart, to make it bold or cast a shadow."""
    places: dict[str, list[Word]] = {}
    kept = []
    for word in words:
        twins = places.setdefault(word.text, [])
        if any(
            abs(t.x0 - word.x0) < _HAIR * t.size and abs(t.baseline - word.baseline) < _HAIR * t.size
            for t in twins[-8:]
        ):
            continue
        twins.append(word)
        kept.append(word)
    return kept


def _add_drawn_bullets(content: PageContent) -> None:
    """Browsers draw list marks as small discs: put a bullet where one stands right before a line's first word."""
    for x0, x1, y in content.dots[:500]:
        row = [w for w in content.words if w.top < y < w.bottom]
        near = [w for w in row if 1 < w.x0 - x1 < 2 * w.size]
        if near and not any(-3 * w.size < w.x1 - x0 < 1 for w in row):
            word = min(near, key=lambda w: w.x0)
            content.words.append(Word("•", x0, x1, word.baseline, word.size))


def _sign(code: int) -> str:
    if code == _HYPHEN:
        return "-"
    if code in _PRIVATE:
        return _PRIVATE[code]
    if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    sign = chr(code)
    return _LIGATURES.get(sign, sign)
