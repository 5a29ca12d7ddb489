"""The application as it looks: pages as pictures where there are such, and its text laid out, with the quoted words marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from desk.drawing import Layout
from desk.verdicts import QuoteShown
from extractors.model import Block, Document, Frozen


class Piece(Frozen):
    """A run of text, and the names of the quotations that it belongs to; ``begins`` are those that begin here."""

    text: str
    names: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()


class Line(Frozen):
    """A paragraph or heading: the HTML tag, how it looks, the block's number, and its text in pieces."""

    tag: str
    look: str
    block: int
    pieces: tuple[Piece, ...]


class TableShown(Frozen):
    """A table: rows of cells, each cell in pieces; ``header`` tells whether the first row names the columns."""

    blocks: tuple[int, ...]
    rows: tuple[tuple[tuple[Piece, ...], ...], ...]
    header: bool
    columns: int


class Part(Frozen):
    """A line, a list or a table: exactly one of the three is there."""

    line: Line | None = None
    items: tuple[Line, ...] = ()
    table: TableShown | None = None


class Marked(Frozen):
    """A box on a page, in points."""

    name: str
    first: bool
    x: float
    y: float
    width: float
    height: float


class PageShown(Frozen):
    """A page: its number, its size in points where it can be drawn, the boxes on it, and its text."""

    number: int
    width: float = 0
    height: float = 0
    boxes: tuple[Marked, ...] = ()
    parts: tuple[Part, ...] = ()


def pages(
    review: Mapping[str, Any], document: Document | None, quotes: Sequence[QuoteShown], layout: Layout
) -> tuple[PageShown, ...]:
    """All pages of the application. ``document`` gives tables and levels; without it the review's own blocks are laid out."""
    blocks = document.blocks if document else _blocks(review)
    by_page: dict[int, list[Block]] = {}
    for block in blocks:
        by_page.setdefault(block.page, []).append(block)
    boxed: dict[int, list[Marked]] = {}
    for name, (page, boxes) in layout.found.items():
        for number, (x, y, width, height) in enumerate(boxes):
            boxed.setdefault(page, []).append(
                Marked(name=name, first=number == 0, x=x - 1, y=y - 1, width=width + 2, height=height + 2)
            )
    numbers = sorted({*by_page, *range(1, len(layout.sizes) + 1)})
    shown = []
    for number in numbers:
        width, height = layout.sizes[number - 1] if 0 < number <= len(layout.sizes) else (0.0, 0.0)
        shown.append(
            PageShown(
                number=number,
                width=width,
                height=height,
                boxes=tuple(boxed.get(number, ())),
                parts=tuple(_parts(by_page.get(number, []), quotes)),
            )
        )
    return tuple(shown)


def same_text(document: Document, review: Mapping[str, Any]) -> bool:
    """Whether a document is read as it was when it was reviewed, so that the review's block numbers hold for it."""
    return [b.text for b in document.blocks] == [b["text"] for b in review["block"]]


def _blocks(review: Mapping[str, Any]) -> tuple[Block, ...]:
    return tuple(
        Block(
            id=b["id"],
            kind=b["slag"],
            text=b["text"],
            page=b["sida"],
            cells=tuple(b["text"].split(" | ")) if b["slag"] == "rad" else (),
            table=0 if b["slag"] == "rad" else None,
        )
        for b in review["block"]
    )


def _parts(blocks: Iterable[Block], quotes: Sequence[QuoteShown]) -> Iterable[Part]:
    def kind(block: Block) -> tuple[str, int | None]:
        if block.kind == "rad" and block.cells:
            return "rad", block.table
        return ("lista", None) if block.kind == "lista" else ("", block.id)

    depth = _PAGE_HEADING
    for (sort, _), found in groupby(blocks, kind):
        together = list(found)
        if sort == "rad":
            yield Part(table=_table(together, quotes))
        elif sort == "lista":
            yield Part(items=tuple(_line(b, "li", "", quotes) for b in together))
        else:
            tag, look = "p", _look(together[0])
            if look:
                depth = min(_DEPTHS[look], depth + 1)
                tag = f"h{depth}"
            yield Part(line=_line(together[0], tag, look, quotes))


_PAGE_HEADING = 3
_DEPTHS = {"titel": 4, "rubrik": 5, "underrubrik": 6}
"""Headings of the application stand below those of the page itself, and never skip a level, whatever the applicant did."""


def _look(block: Block) -> str:
    """How a heading looks; empty for what is none."""
    if block.kind == "titel":
        return "titel"
    if block.kind == "rubrik":
        return "rubrik" if (block.level or 1) <= 1 else "underrubrik"
    return ""


def _line(block: Block, tag: str, look: str, quotes: Sequence[QuoteShown]) -> Line:
    return Line(tag=tag, look=look, block=block.id, pieces=_pieces(block.text, 0, block.text, block.id, quotes))


def _table(rows: Sequence[Block], quotes: Sequence[QuoteShown]) -> TableShown:
    made = []
    for block in rows:
        cells, at = [], 0
        for cell in block.cells:
            found = block.text.find(cell, at)
            start = found if found >= 0 else at
            cells.append(_pieces(cell, start, block.text, block.id, quotes))
            at = start + len(cell)
        made.append(tuple(cells))
    return TableShown(
        blocks=tuple(b.id for b in rows),
        rows=tuple(made),
        header=rows[0].header_row,
        columns=max(len(r) for r in made),
    )


def _pieces(text: str, offset: int, whole: str, block: int, quotes: Sequence[QuoteShown]) -> tuple[Piece, ...]:
    """The text cut where quotations begin and end. ``offset`` is where it stands in the block's whole text."""
    spans = []
    for quote in quotes:
        at = whole.find(quote.text) if quote.block == block else -1
        start, end = at - offset, at - offset + len(quote.text)
        if at >= 0 and start < len(text) and end > 0:
            spans.append((max(start, 0), min(end, len(text)), quote.name, start >= 0))
    cuts = sorted({0, len(text), *(s for s, *_ in spans), *(e for _, e, *_ in spans)})
    return tuple(
        Piece(
            text=text[a:b],
            names=tuple(name for s, e, name, _ in spans if s <= a and b <= e),
            begins=tuple(name for s, _, name, whole_here in spans if s == a and whole_here),
        )
        for a, b in zip(cuts, cuts[1:], strict=False)
    )
