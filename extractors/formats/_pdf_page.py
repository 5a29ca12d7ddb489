"""What a page holds once its engine is done with it: words with boxes, ruling lines and pictures, upright, in points.

The text engine and the OCR engine both give these values; lines, columns, tables and headings are built from them.
Coordinates run from the top left corner of the page as a reader sees it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from statistics import median

TABLE_SIGN = "\0"
"""First sign of a word that holds a table's place while the reading order is found."""

Point = tuple[float, float]
Turn = Callable[[float, float], Point]


@dataclass(frozen=True, slots=True)
class Word:
    """A word: its box in points, the baseline, and its type. ``certainty`` is below 1 for OCR only."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    bold: bool = False
    italic: bool = False
    certainty: float = 1.0
    glued: bool = False
    """Whether a no-break space ties it to the next word."""

    @property
    def top(self) -> float:
        """Upper edge, by the usual height of letters."""
        return self.baseline - 0.8 * self.size

    @property
    def bottom(self) -> float:
        """Lower edge, by the usual depth of letters."""
        return self.baseline + 0.22 * self.size

    @property
    def middle(self) -> tuple[float, float]:
        """The middle point of the word."""
        return (self.x0 + self.x1) / 2, self.baseline - 0.3 * self.size


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight ruling line: at ``at`` (y if ``horizontal``, else x), from ``start`` to ``end``."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, eq=False)
class Line:
    """Words of one baseline that stand close together, from left to right."""

    words: tuple[Word, ...]

    @cached_property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @cached_property
    def x1(self) -> float:
        """Right edge."""
        return self.words[-1].x1

    @cached_property
    def size(self) -> float:
        """The type size that most of the line's letters have."""
        return median(w.size for w in self.words for _ in w.text[:12])

    @cached_property
    def baseline(self) -> float:
        """Where the letters stand."""
        return median(w.baseline for w in self.words)

    @cached_property
    def top(self) -> float:
        """Upper edge of the tallest word."""
        return min(w.top for w in self.words)

    @cached_property
    def bottom(self) -> float:
        """Lower edge."""
        return max(w.bottom for w in self.words)

    @property
    def is_table(self) -> bool:
        """Whether the line holds a table's place."""
        return self.words[0].text[0] == TABLE_SIGN

    @cached_property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(w.text for w in self.words)

    @cached_property
    def bold(self) -> bool:
        """Whether the whole line is bold (nine letters in ten)."""
        letters = sum(len(w.text) for w in self.words)
        return sum(len(w.text) for w in self.words if w.bold) >= 0.9 * letters

    @cached_property
    def italic(self) -> bool:
        """Whether the whole line is italic."""
        return all(w.italic for w in self.words)

    @cached_property
    def certainty(self) -> float:
        """Mean certainty of its letters."""
        letters = sum(len(w.text) for w in self.words) or 1
        return sum(w.certainty * len(w.text) for w in self.words) / letters


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its left and right bounds and its paragraphs."""

    x0: float
    x1: float
    paragraphs: tuple[Piece, ...] = ()

    @property
    def text(self) -> str:
        """The paragraphs in one line."""
        return " ".join(p.text for p in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, list item or table row on its way to becoming a block.

    ``full``: its last line reaches the right margin, so it may run on over a page break. ``gap``: the white above it,
    in lines. ``mark``: the list mark that was taken off. ``columns``: the left bounds of the table's columns.
    """

    text: str
    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    kind: str = "stycke"
    bold: bool = False
    italic: bool = False
    certainty: float = 1.0
    full: bool = False
    gap: float = 0.0
    lines: int = 1
    mark: str = ""
    hyphen: bool = False
    table: int | None = None
    columns: tuple[float, ...] = ()
    cells: tuple[Cell, ...] = ()
    ruled: bool = False
    level: int | None = None

    def with_text(self, text: str) -> Piece:
        """The same piece with other words."""
        return replace(self, text=text)


@dataclass(slots=True)
class PageContent:
    """A page as its engine gives it. ``number`` counts from 1, sizes are in points.

    ``dots`` are small filled shapes (left, right, lower edge), which may be list marks. ``aside`` is text that does not
    run with the page (a watermark, a note along the edge); ``hidden`` is text that nobody sees.
    """

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    dots: list[tuple[float, float, float]] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    pictures: int = 0
    picture_share: float = 0.0
    shapes: int = 0
    ocr: bool = False
    raw_words: int = 0
    signs: int = 0
    """Signs that the engine found on the page, blanks apart."""


def pages_text(numbers: Sequence[int]) -> str:
    """The pages as a Swedish sentence begins: ``Sida 3`` or ``Sidorna 3, 4``."""
    return f"Sida {numbers[0]}" if len(numbers) == 1 else f"Sidorna {', '.join(map(str, numbers))}"


def union(lines: Sequence[Line]) -> tuple[float, float, float, float]:
    """Box of several lines: left, right, top, bottom."""
    return min(x.x0 for x in lines), max(x.x1 for x in lines), min(x.top for x in lines), max(x.bottom for x in lines)
