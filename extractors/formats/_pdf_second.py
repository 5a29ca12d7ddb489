"""What a second engine says a page holds: the signs that its drawing commands show, counted by qpdf.

The count stands on its own: it neither lays out text nor looks up characters, so it cannot lose words the way a text engine can.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

_SHOWING = "Tj TJ ' \" Tf Do"
_DEEPEST = 4
_MOST_FORMS = 200  # drawings within drawings, on one page
_MOST_BYTES = 3_000_000  # of drawing commands: more is a map or a chart
_SECONDS_PER_PAGE = 0.02
_SECONDS_TO_BEGIN = 0.5
_MOST_TABLE = 200_000
_BLANKS = (0x20, 0xA0, 0x09)
_SECTION = re.compile(rb"beginbf(char|range)(.*?)endbf", re.S)
_ONE = re.compile(rb"<([0-9A-Fa-f]{2,4})>\s*<([0-9A-Fa-f]{4})>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]{2,4})>\s*<([0-9A-Fa-f]{2,4})>\s*\[?\s*<([0-9A-Fa-f]{4})>")


def signs_by_page(path: Path, pages: int) -> list[int | None]:
    """How many signs, spaces apart, each page shows; None for a page that was not counted.

    Costs 1 to 18 ms a page. Counting ends when the time allowed is spent, so that a page of drawings costs no more than its share.
    """
    import pikepdf

    logging.getLogger("pikepdf").setLevel(logging.ERROR)
    found: list[int | None] = [None] * pages
    ends = monotonic() + _SECONDS_TO_BEGIN + _SECONDS_PER_PAGE * pages
    fonts: dict[Any, _Font] = {}
    try:
        with pikepdf.open(path) as document:
            for number, page in enumerate(document.pages):
                if number >= pages or monotonic() > ends:
                    break
                try:
                    found[number] = _Counter(fonts, ends).signs(page, page.resources, 0)
                except Exception:  # noqa: S112 - what a mangled page may hold has no end; it then has no second count
                    continue
    except (pikepdf.PdfError, OSError, RuntimeError, ValueError):
        return found
    return found


class _Counter:
    """Counts the signs of one page, also in the drawings that it puts in."""

    def __init__(self, fonts: dict[Any, _Font], ends: float) -> None:
        self._fonts = fonts
        self._ends = ends
        self._forms = 0

    def signs(self, drawing: Any, resources: Any, depth: int) -> int:
        """Signs that the drawing's commands show. Raises what qpdf raises, and `TimeoutError` past the time allowed."""
        import pikepdf

        if _weight(drawing) > _MOST_BYTES:
            raise ValueError("too many drawing commands")
        font, total = _PLAIN, 0
        command: Any
        for command in pikepdf.parse_content_stream(drawing, _SHOWING):
            if monotonic() > self._ends:
                raise TimeoutError
            operands, operator = command
            name = str(operator)
            if name == "Tf":
                font = self._font(resources, operands[0])
            elif name == "Do":
                total += self._put_in(resources, operands[0], depth)
            else:
                shown = operands[-1]
                strings = shown if name == "TJ" else (shown,)
                total += sum(font.signs(bytes(s)) for s in strings if isinstance(s, pikepdf.String))
        return total

    def _put_in(self, resources: Any, name: Any, depth: int) -> int:
        form = resources.get("/XObject", {}).get(str(name))
        self._forms += 1
        if form is None or form.get("/Subtype") != "/Form" or depth >= _DEEPEST or self._forms > _MOST_FORMS:
            return 0
        return self.signs(form, form.get("/Resources", resources), depth + 1)

    def _font(self, resources: Any, name: Any) -> _Font:
        font = resources.get("/Font", {}).get(str(name))
        if font is None:
            return _PLAIN
        if font.objgen not in self._fonts or not font.is_indirect:
            self._fonts[font.objgen] = _font(font)
        return self._fonts[font.objgen]


@dataclass(frozen=True)
class _Font:
    """How many bytes of a string stand for one sign, and which of its codes are blank."""

    width: int
    blanks: frozenset[bytes]

    def signs(self, shown: bytes) -> int:
        """Signs in a string, blanks apart."""
        if self.width == 1:
            return len(shown) - sum(shown.count(b) for b in self.blanks)
        codes = (shown[i : i + self.width] for i in range(0, len(shown), self.width))
        return sum(code not in self.blanks for code in codes)


_PLAIN = _Font(1, frozenset((b" ",)))


def _font(font: Any) -> _Font:
    """Composite fonts take two bytes a sign (all but always); a table in the font may tell which code is the blank."""
    width = 2 if font.get("/Subtype") == "/Type0" else 1
    table = font.get("/ToUnicode")
    if table is None or not hasattr(table, "read_bytes"):
        return _Font(width, frozenset((b" ".rjust(width, b"\0"),)))
    found = set()
    for kind, body in _SECTION.findall(table.read_bytes()[:_MOST_TABLE]):
        if kind == b"char":
            mapped = [(int(c, 16), int(c, 16), int(sign, 16)) for c, sign in _ONE.findall(body)]
        else:
            mapped = [(int(c, 16), int(d, 16), int(sign, 16)) for c, d, sign in _RANGE.findall(body)]
        found |= {first + b - sign for first, last, sign in mapped for b in _BLANKS if 0 <= b - sign <= last - first}
    return _Font(width, frozenset(c.to_bytes(width, "big") for c in found if c < 256**width))


def _weight(drawing: Any) -> int:
    """Bytes of drawing commands as packed in the file."""
    thing = getattr(drawing, "obj", drawing)
    contents = thing.get("/Contents", thing)
    parts = list(contents) if isinstance(contents, list) or contents._type_name == "array" else [contents]
    return sum(int(p.get("/Length", 0)) for p in parts)
