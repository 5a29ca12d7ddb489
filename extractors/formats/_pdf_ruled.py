"""Tables with ruling lines: the grid that the rules span, merged cells, and the words in each cell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.formats._pdf_lines import lines_of, mended
from extractors.formats._pdf_page import Cell, Line, Piece, Rule, Word
from extractors.formats._pdf_paragraphs import paragraphs
from extractors.formats._pdf_wrap import Vocabulary

_TOUCH = 3.5
_MOST_RULES = 3000  # more is a drawing
FIGURE = re.compile(r"^[-–(]?\d[\d\s.,:]*\)?\s*(kr|kronor|tkr|mkr|sek|%|:-)?$", re.I)


@dataclass(frozen=True)
class Grid:
    """A grid: bounds of its columns and rows, and for each elementary cell the number of the cell it is part of."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    region: dict[tuple[int, int], int]

    @property
    def columns(self) -> int:
        """The most cells that stand side by side."""
        return max(len({self.region[i, j] for j in range(len(self.xs) - 1)}) for i in range(len(self.ys) - 1))

    def holds(self, word: Word) -> bool:
        """Whether the word stands in the grid."""
        x, y = word.middle
        return self.xs[0] - 1 <= x <= self.xs[-1] + 1 and self.ys[0] - 1 <= y <= self.ys[-1] + 1


def grids(rules: Sequence[Rule]) -> list[Grid]:
    """The grids on a page, from the top down; frames with a single cell are none."""
    if len(rules) > _MOST_RULES:
        return []
    found = [grid for group in _touching(rules) if (grid := _grid(group)) is not None]
    return sorted(found, key=lambda g: g.ys[0])


def rows_of(grid: Grid, words: Sequence[Word], page: int, known: Vocabulary, pitch: float, *, ocr: bool) -> list[Piece]:
    """The table's rows (or, of a grid with one column, its paragraphs)."""
    inside: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        x, y = word.middle
        inside[grid.region[_slot(grid.ys, y), _slot(grid.xs, x)]].append(word)
    rows: list[Piece] = []
    for i in range(len(grid.ys) - 1):
        cells: list[tuple[float, float, list[Line]]] = []
        seen: set[int] = set()
        for j in range(len(grid.xs) - 1):
            number = grid.region[i, j]
            if number in seen or (i and any(grid.region[i - 1, k] == number for k in range(len(grid.xs) - 1))):
                continue
            seen.add(number)
            last = max(k for k in range(len(grid.xs) - 1) if grid.region[i, k] == number)
            lines = lines_of(inside[number], gap=4.0)
            cells.append((grid.xs[j], grid.xs[last + 1], mended(lines) if ocr else lines))
        for part in _split_at_figures(cells):
            built = tuple(
                Cell(
                    x0, x1, tuple(paragraphs(lines, page, known, pitch=pitch, ocr=ocr, right=max(x1 - 5, _end(lines))))
                )
                for x0, x1, lines in part
            )
            if any(c.paragraphs for c in built):
                rows.append(_row(built, grid, page, i))
    return rows


def _end(lines: Sequence[Line]) -> float:
    return max((x.x1 for x in lines), default=0.0)


def _row(cells: tuple[Cell, ...], grid: Grid, page: int, i: int) -> Piece:
    paragraphs_ = [p for c in cells for p in c.paragraphs]
    return Piece(
        text=" | ".join(c.text for c in cells if c.text),
        page=page,
        x0=grid.xs[0],
        x1=grid.xs[-1],
        top=grid.ys[i],
        bottom=grid.ys[i + 1],
        size=paragraphs_[0].size,
        kind="rad",
        bold=all(p.bold for p in paragraphs_),
        certainty=min(p.certainty for p in paragraphs_),
        columns=grid.xs,
        cells=cells,
        ruled=True,
    )


def _split_at_figures(cells: list[tuple[float, float, list[Line]]]) -> list[list[tuple[float, float, list[Line]]]]:
    """A ruled row that holds several amounts one below the other is several rows without rules between them."""
    anchors: list[float] = []
    for _, _, lines in cells[1:]:
        figures = [x.baseline for x in lines if FIGURE.match(x.text)]
        if len(figures) >= 2 and len(figures) >= len(lines) - 1:
            anchors = max(anchors, [x.baseline for x in lines], key=len)
    if not anchors or not cells[0][2]:
        return [cells]
    tolerance = 0.5 * cells[0][2][0].size
    bounds = [*(a - tolerance for a in anchors[1:]), float("inf")]
    parts = []
    low = float("-inf")
    for high in bounds:
        parts.append([(x0, x1, [x for x in lines if low <= x.baseline < high]) for x0, x1, lines in cells])
        low = high
    return parts


def _slot(edges: Sequence[float], value: float) -> int:
    for i in range(len(edges) - 2):
        if value < edges[i + 1]:
            return i
    return len(edges) - 2


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules that cross or meet, in groups."""
    parent = list(range(len(rules)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    flat = [i for i, r in enumerate(rules) if r.horizontal]
    steep = [i for i, r in enumerate(rules) if not r.horizontal]
    for i in flat:
        h = rules[i]
        for k in steep:
            v = rules[k]
            if h.start - _TOUCH <= v.at <= h.end + _TOUCH and v.start - _TOUCH <= h.at <= v.end + _TOUCH:
                parent[root(i)] = root(k)
    groups: dict[int, list[Rule]] = defaultdict(list)
    for i, rule in enumerate(rules):
        groups[root(i)].append(rule)
    return [g for g in groups.values() if any(r.horizontal for r in g) and any(not r.horizontal for r in g)]


def _edges(values: Sequence[float]) -> list[float]:
    """Values that lie close together as one."""
    edges: list[list[float]] = []
    for value in sorted(values):
        if edges and value - edges[-1][-1] <= _TOUCH:
            edges[-1].append(value)
        else:
            edges.append([value])
    return [sum(e) / len(e) for e in edges]


def _grid(rules: Sequence[Rule]) -> Grid | None:
    flat = [r for r in rules if r.horizontal]
    steep = [r for r in rules if not r.horizontal]
    xs = _edges([*(r.at for r in steep), *_outer([r.at for r in steep], flat)])
    ys = _edges([*(r.at for r in flat), *_outer([r.at for r in flat], steep)])
    if len(xs) < 2 or len(ys) < 2 or (len(xs) == 2 and len(ys) == 2) or len(xs) * len(ys) > 20_000:
        return None
    rows, columns = len(ys) - 1, len(xs) - 1
    parent = {(i, j): (i, j) for i in range(rows) for j in range(columns)}

    def root(cell: tuple[int, int]) -> tuple[int, int]:
        while parent[cell] != cell:
            cell = parent[cell]
        return cell

    for i in range(rows):
        for j in range(columns):
            y, x = (ys[i] + ys[i + 1]) / 2, (xs[j] + xs[j + 1]) / 2
            if j + 1 < columns and not _wall(steep, xs[j + 1], y):
                parent[root((i, j + 1))] = root((i, j))
            if i + 1 < rows and not _wall(flat, ys[i + 1], x):
                parent[root((i + 1, j))] = root((i, j))
    names = {cell: k for k, cell in enumerate(sorted({root(c) for c in parent}))}
    if len(names) < 2:
        return None
    return Grid(tuple(xs), tuple(ys), {cell: names[root(cell)] for cell in parent})


def _outer(own: Sequence[float], across: Sequence[Rule]) -> list[float]:
    """Ends of the crossing rules that reach beyond the outermost rules: a table without outer border."""
    low, high = min(r.start for r in across), max(r.end for r in across)
    return [value for value, far in ((low, min(own) - low > 8), (high, high - max(own) > 8)) if far]


def _wall(rules: Sequence[Rule], at: float, through: float) -> bool:
    return any(abs(r.at - at) <= _TOUCH and r.start - 1 <= through <= r.end + 1 for r in rules)
