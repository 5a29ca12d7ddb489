"""Put table rows together out of the paragraphs of a Word 97–2003 file, and places of columns out of the cells' edges."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.formats._doc_looks import Para
from extractors.formats._docx_paragraphs import Line
from extractors.formats._grid import column as column_of
from extractors.formats._grid import grid
from extractors.formats._paper import Paper
from extractors.model import Block
from extractors.structure.forms import Cell, Row

_MERGED, _BELOW, _RESTART = 0x2, 0x20, 0x40


@dataclass
class Table:
    """The table being read: finished rows with their row ends, and the cells of the row that is open."""

    done: list[tuple[list[list[Block]], Para]] = field(default_factory=list)
    cells: list[list[Block]] = field(default_factory=list)
    lines: list[Line | Block] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.done or self.cells or self.lines)

    def end_cell(self, paper: Paper) -> None:
        """The open cell is full."""
        self.cells.append(paper.settle(self.lines))
        self.lines = []

    def end_row(self, para: Para, paper: Paper) -> None:
        """The open row is full; its end says where the cells lie."""
        if self.lines:
            self.end_cell(paper)
        if self.cells:
            self.done.append((self.cells, para))
        self.cells = []

    def rows(self, paper: Paper) -> list[Row]:
        """All rows, a row left open included; the table is empty afterwards."""
        self.end_row(Para(), paper)
        lefts = grid(c[1] for _, para in self.done for c in para.cells)
        found = [Row(_cells(cells, para, lefts), header=para.header_row) for cells, para in self.done]
        self.done = []
        return found


def _cells(cells: list[list[Block]], para: Para, lefts: list[int]) -> tuple[Cell, ...]:
    found: list[Cell] = []
    for i, lines in enumerate(cells):
        if i >= len(para.cells):
            found.append(Cell(tuple(lines), column=found[-1].column + found[-1].span if found else 0))
            continue
        flags, left, right = para.cells[i]
        column = column_of(lefts, left)
        span = max(1, column_of(lefts, right) - column)
        if flags & _MERGED and found and not lines:
            last = found[-1]
            found[-1] = Cell(last.blocks, last.column, last.span + span, last.continues)
            continue
        continues = bool(flags & _BELOW and not flags & _RESTART)
        found.append(Cell(tuple(lines), column=column, span=span, continues=continues and not lines))
    return tuple(found)
