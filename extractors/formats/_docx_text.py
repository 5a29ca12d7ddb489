"""Characters of a Word file: folding of white space, symbol fonts, and which line breaks part two things."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

CHECKED, UNCHECKED = "☒", "☐"

# Codes of Wingdings, Wingdings 2 and Symbol that carry meaning in a form; Word stores them from F000 up.
_SYMBOLS = {
    0x6E: "■", 0x6F: UNCHECKED, 0x71: UNCHECKED, 0x72: UNCHECKED, 0x78: CHECKED, 0xA3: UNCHECKED, 0xA8: UNCHECKED,
    0x52: CHECKED, 0x53: CHECKED, 0x54: CHECKED, 0xFD: CHECKED, 0xFE: CHECKED, 0xFC: "✓", 0xFB: "✗",
    0xA7: "•", 0xB7: "•", 0x9F: "•", 0x76: "•", 0x77: "•", 0xD8: "•",
    0xE0: "→", 0xE8: "→", 0xF0: "→", 0xDF: "←", 0x4A: "☺",
}  # fmt: skip
_PRIVATE = re.compile("[\uf000-\uf0ff]")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f]")
_BOX_GLUED = re.compile(r"([☒☐☑])(?=\w)")
_DASH = re.compile(r"[\u2010\u2011]")
_BULLET = re.compile(r"^(?:(?:[•·▪▫◦‣⁃●○■►➢➤✓✔→∙⚫]|[-–—*](?=\s))\s*)+(?=\S)|^[-–](?=[A-ZÅÄÖa-zåäö]{2})|^o\t(?=\S)")
_TYPED_NUMBER = re.compile(r"^\s*(\d{1,2}[.)]|[a-h]\))(\s+\1)?\s+(?=\S)")
_SHORT_ITEM = 8
_NUMBER = re.compile(r"^(?:\d{1,2}[.)]|[a-h]\))\s")
_SENTENCE_END = (".", "!", "?", ":", ";")
_WRAPPED_FROM = 50  # a line this long without an end was broken by width, not by meaning


def fold(text: str) -> str:
    """White space folded to single blanks, invisible characters dropped, private symbols told, accents composed."""
    if text.isascii():
        return " ".join(text.split())
    text = _INVISIBLE.sub("", text)
    text = _DASH.sub("-", _PRIVATE.sub(lambda m: symbol(ord(m.group(0))), text))
    text = _BOX_GLUED.sub(r"\1 ", " ".join(text.split()))
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def symbol(code: int) -> str:
    """What a character of a symbol font shows: check boxes, ticks, bullets and arrows; a blank for ornaments."""
    return _SYMBOLS.get(code & 0xFF, " ")


def without_bullet(text: str) -> str | None:
    """The text after a bullet typed by hand (``•``, ``- ``, ``–``), or None where there is none. Tabs may follow it."""
    match = _BULLET.match(text)
    return text[match.end() :] if match else None


def typed_item(text: str) -> tuple[str, bool] | None:
    """The folded text of a list item whose number was typed, and whether the number stood there twice; else None.

    A number that a converter wrote twice is kept once. Short lines and questions are None: they may be headings.
    """
    match = _TYPED_NUMBER.match(text)
    if match is None:
        return None
    number, rest = match.group(1), fold(text[match.end() :])
    twice = match.group(2) is not None
    heading = rest.endswith("?") or (len(rest.split()) <= _SHORT_ITEM and not rest.endswith((".", "!", ";", ",")))
    return None if heading and not twice else (f"{number} {rest}", twice)


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines were broken by width (pasted from a mail or a PDF): some sentence goes on in lower case below."""
    return any(
        len(a) >= _WRAPPED_FROM and b[:1].islower() and not a.endswith(_SENTENCE_END) and without_bullet(b) is None
        for a, b in ((x.strip(), y.strip()) for x, y in pairwise(lines))
    )


def parts_from(line: str, following: str, *, wrapped: bool) -> bool:
    """Whether a line break between two lines parts two things, rather than breaking one sentence in two.

    ``wrapped``: the lines around were broken by width (`is_wrapped`).
    """
    line, following = line.strip(), following.strip()
    if not line or not following:
        return bool(line)
    if without_bullet(following) is not None or _NUMBER.match(following):
        return True
    if line.endswith(_SENTENCE_END):
        return not following[0].islower() or line.endswith((":", ";"))
    if line.endswith((",", "-", "–", "/", "(")) or following[0].islower():
        return False
    return not wrapped or len(line) < _WRAPPED_FROM
