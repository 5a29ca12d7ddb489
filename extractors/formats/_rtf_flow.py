"""A stream of text in an RTF file: the body, a header, a note or a text box, with its open paragraph and table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.formats._docx_paragraphs import Line
from extractors.formats._grid import column as column_of
from extractors.formats._grid import grid
from extractors.formats._paper import Paper
from extractors.formats._runs import Look, Runs
from extractors.model import Block, BlockKind, MarginKind
from extractors.structure.forms import Cell, Row

_HEADING_NAME = re.compile(r"(?:heading|rubrik)\s*([1-9])$", re.I)
_TITLE_NAMES = ("title", "titel", "rubrik")
_CONTENTS_NAME = re.compile(r"(?:toc|innehåll|contents)\s*\d", re.I)
_CAPTION_NAMES = ("caption", "beskrivning", "bildtext")


@dataclass(frozen=True)
class Style:
    """A paragraph style of the sheet."""

    name: str = ""
    outline: int | None = None


@dataclass(frozen=True)
class Para:
    """Properties of the open paragraph."""

    style: int = 0
    outline: int | None = None
    list_id: int = 0
    in_table: bool = False


@dataclass
class RowShape:
    """Where the cells of a row lie (twips), which of them continue a cell to the left or above, and whether it is a header."""

    edges: list[int] = field(default_factory=list)
    merged: list[bool] = field(default_factory=list)
    continued: list[bool] = field(default_factory=list)
    header: bool = False
    next_merged: bool = False
    next_continued: bool = False

    def set(self, word: bytes, number: int | None) -> bool:
        """Take in a word of a row's description; False where it is none."""
        if word == b"cellx":
            self.edges.append(number or 0)
            self.merged.append(self.next_merged)
            self.continued.append(self.next_continued)
            self.next_merged = self.next_continued = False
        elif word == b"clmrg":
            self.next_merged = True
        elif word == b"clvmrg":
            self.next_continued = True
        elif word == b"trhdr":
            self.header = True
        else:
            return False
        return True


@dataclass
class Flow:
    """Text being read. ``margin`` is the kind of margin it goes to, None for the body and text boxes.

    ``label`` is the number or bullet before the open paragraph, as shown; None where there is none.
    """

    paper: Paper
    styles: dict[int, Style]
    margin: MarginKind | None = None
    runs: Runs = field(default_factory=Runs)
    lines: list[Line | Block] = field(default_factory=list)
    label: str | None = None
    contents: bool = False
    beside: list[Block] = field(default_factory=list)
    _cell: list[Line | Block] = field(default_factory=list)
    _cells: list[list[Block]] = field(default_factory=list)
    _rows: list[tuple[list[list[Block]], RowShape]] = field(default_factory=list)

    def add(self, text: str, look: Look, *, contents: bool) -> None:
        """Put text last in the open paragraph. ``contents``: it belongs to a table of contents."""
        self.contents = self.contents or (contents and bool(text.strip()))
        self.runs.add(text, look, self.paper.page)

    def end_paragraph(self, para: Para) -> None:
        """The open paragraph is full."""
        lines: list[Line | Block] = [*self._paragraph(para), *self.beside]
        if not para.in_table and not self._cells and not self._cell:
            self.end_table()
            self.lines += lines
        else:
            self._cell += lines
        self.runs, self.label, self.contents, self.beside = Runs(), None, False, []

    def end_cell(self, para: Para) -> None:
        """The open cell is full."""
        self._cell += [*self._paragraph(para), *self.beside]
        self.runs, self.label, self.contents, self.beside = Runs(), None, False, []
        self._cells.append(self.paper.settle(self._cell))
        self._cell = []

    def end_row(self, shape: RowShape) -> None:
        """The open row is full."""
        if self._cell:
            self._cells.append(self.paper.settle(self._cell))
        if self._cells:
            self._rows.append((self._cells, shape))
        self._cell, self._cells = [], []

    def end_table(self) -> None:
        """What comes is outside the table."""
        self.end_row(RowShape())
        if self._rows:
            rights = grid(e for _, shape in self._rows for e in shape.edges)
            rows = [Row(_cells(cells, shape, rights), header=shape.header) for cells, shape in self._rows]
            self.lines += self.paper.table(rows)
        self._rows = []

    def finish(self, para: Para) -> list[Block]:
        """The blocks of the whole flow."""
        if self.runs.runs or self.beside:
            self.end_paragraph(para)
        self.end_table()
        return self.paper.settle(self.lines)

    def _paragraph(self, para: Para) -> list[Line]:
        style = self.styles.get(para.style, Style())
        name = style.name.lower()
        if self.contents or _CONTENTS_NAME.match(name):
            self.paper.margin("innehall", self.runs.text)
            return []
        if name in _CAPTION_NAMES:
            self.paper.margin("bildtext", self.runs.text)
            return []
        kind, level = self._kind(para, style)
        label = (self.label or "").strip()
        shown = label if any(c.isalnum() for c in label) and label.isprintable() and len(label) < 12 else ""
        if kind == "lista" and label in ("o", ""):  # a letter that stands for a round bullet
            shown = ""
        return self.runs.lines(
            self.paper, kind, level=level, style=style.name, listed_as=str(para.list_id or "*"), label=shown
        )

    def _kind(self, para: Para, style: Style) -> tuple[BlockKind, int | None]:
        named = _HEADING_NAME.match(style.name)
        if style.name.lower() in _TITLE_NAMES:
            return "titel", None
        outline = para.outline if para.outline is not None else style.outline
        if outline is not None and outline < 9:
            return "rubrik", outline + 1
        if named:
            return "rubrik", int(named[1])
        return ("lista", None) if para.list_id or self.label is not None else ("stycke", None)


def _cells(cells: list[list[Block]], shape: RowShape, rights: list[int]) -> tuple[Cell, ...]:
    found: list[Cell] = []
    column = 0
    for i, blocks in enumerate(cells):
        right = column_of(rights, shape.edges[i]) + 1 if i < len(shape.edges) else column + 1
        span = max(1, right - column)
        if i < len(shape.merged) and shape.merged[i] and found and not blocks:
            last = found[-1]
            found[-1] = Cell(last.blocks, last.column, last.span + span, last.continues)
        else:
            continues = i < len(shape.continued) and shape.continued[i] and not blocks
            found.append(Cell(tuple(blocks), column=column, span=span, continues=continues))
        column += span
    return tuple(found)
