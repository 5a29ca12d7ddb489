"""Tables without ruling lines: rows whose cells stand below each other, and label–value lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.formats._pdf_page import Cell, Line, Piece, union
from extractors.formats._pdf_paragraphs import is_marked, paragraphs
from extractors.formats._pdf_ruled import FIGURE
from extractors.formats._pdf_wrap import Vocabulary

Row = list[Line]


def rows_by_baseline(lines: Sequence[Line]) -> list[Row]:
    """Lines that stand on one baseline, together, left to right."""
    rows: list[Row] = []
    for line in sorted(lines, key=lambda x: (x.baseline, x.x0)):
        if rows and abs(rows[-1][0].baseline - line.baseline) < 0.4 * max(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda x: x.x0) for row in rows]


def stretches(lines: Sequence[Line], pitch: float) -> list[tuple[bool, list[Row]]]:
    """The flow cut into stretches of running text (False) and of table rows (True)."""
    rows = rows_by_baseline(lines)
    result: list[tuple[bool, list[Row]]] = []
    i = 0
    while i < len(rows):
        end = _table_end(rows, i, pitch)
        if end > i:
            result.append((True, rows[i:end]))
            i = end
        else:
            if result and not result[-1][0]:
                result[-1][1].append(rows[i])
            else:
                result.append((False, [rows[i]]))
            i += 1
    return result


def _is_many(row: Row) -> bool:
    """Whether the row has cells: a list mark before its text is no cell."""
    return len(row) > 2 or (
        len(row) == 2
        and not (len(row[0].words) == 1 and len(row[0].text) <= 3 and is_marked(Line(row[0].words + row[1].words)))
    )


def _table_end(rows: Sequence[Row], start: int, pitch: float) -> int:
    """One past the last row of the table that begins at ``start``; ``start`` itself if none does."""
    if not _is_many(rows[start]):
        return start
    members = [rows[start]]
    i = start + 1
    while i < len(rows):
        row, above = rows[i], rows[i - 1]
        step = (row[0].baseline - above[0].baseline) / max(row[0].size, above[0].size)
        if step > 3.2 * pitch:
            break
        if _is_many(row):
            if not any(_aligned(a, b) for member in members for a in member[1:] for b in row[1:]):
                break
            members.append(row)
        elif not (
            step <= 1.25 * pitch and any(_aligned_left(row[0], c) for c in members[-1][1:])
        ) and not _first_cell_goes_on(rows, i, members, pitch):
            break
        i += 1
    if len(members) >= 2 or FIGURE.match(members[0][-1].text) or _is_label(members[0][0]):
        return i
    return start


def _first_cell_goes_on(rows: Sequence[Row], i: int, members: Sequence[Row], pitch: float) -> bool:
    """A short line under the first cell between two rows is that cell's second line."""
    row = rows[i]
    if (
        not _aligned_left(row[0], members[-1][0])
        or row[0].x1 > members[-1][1].x0
        or i + 1 >= len(rows)
        or not _is_many(rows[i + 1])
    ):
        return False
    up = row[0].baseline - rows[i - 1][0].baseline
    down = rows[i + 1][0].baseline - row[0].baseline
    return up < 1.25 * pitch * row[0].size and row[0].text[0].islower() and down >= up


def _aligned(a: Line, b: Line) -> bool:
    slack = 0.7 * max(a.size, b.size)
    return abs(a.x0 - b.x0) < slack or abs(a.x1 - b.x1) < slack or abs((a.x0 + a.x1) - (b.x0 + b.x1)) < slack


def _aligned_left(a: Line, b: Line) -> bool:
    return abs(a.x0 - b.x0) < 0.7 * max(a.size, b.size)


def _is_label(line: Line) -> bool:
    return line.text.endswith(":") and len(line.words) <= 6


def pieces_of(rows: Sequence[Row], page: int, known: Vocabulary, pitch: float, *, ocr: bool) -> list[Piece]:
    """The rows as table rows; "Label:  value" lines as paragraphs."""
    groups: list[list[Row]] = []
    for row in rows:
        if groups and not _is_many(row):
            groups[-1].append(row)
        else:
            groups.append([row])
    if all(len(g[0]) == 2 and _is_label(g[0][0]) for g in groups):
        return [_labelled(g, page, known, pitch, ocr=ocr) for g in groups]
    bounds = _columns([g[0] for g in groups])
    return [_table_row(g, bounds, page, known, pitch, ocr=ocr) for g in groups]


def _labelled(group: Sequence[Row], page: int, known: Vocabulary, pitch: float, *, ocr: bool) -> Piece:
    lines = [x for row in group for x in row]
    value = paragraphs([group[0][1], *(x for row in group[1:] for x in row)], page, known, pitch=pitch, ocr=ocr)
    x0, x1, top, bottom = union(lines)
    text = f"{group[0][0].text} {' '.join(p.text for p in value)}"
    return replace(
        value[0], text=text, kind="stycke", x0=x0, x1=x1, top=top, bottom=bottom, gap=2.0, bold=False, full=False
    )


def _columns(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Left and right bounds of the columns, from the rows that have the most cells."""
    most = max(len(r) for r in rows)
    bounds: list[tuple[float, float]] = []
    for line in sorted((x for r in rows if len(r) == most for x in r), key=lambda x: x.x0):
        if bounds and line.x0 < bounds[-1][1] - 1:
            bounds[-1] = (bounds[-1][0], max(bounds[-1][1], line.x1))
        else:
            bounds.append((line.x0, line.x1))
    return bounds


def _table_row(
    group: Sequence[Row],
    bounds: Sequence[tuple[float, float]],
    page: int,
    known: Vocabulary,
    pitch: float,
    *,
    ocr: bool,
) -> Piece:
    inside: list[list[Line]] = [[] for _ in bounds]
    for row in group:
        for line in row:
            inside[
                max(range(len(bounds)), key=lambda k: min(line.x1, bounds[k][1]) - max(line.x0, bounds[k][0]))
            ].append(line)
    cells = tuple(
        Cell(x0, x1, tuple(paragraphs(lines, page, known, pitch=pitch, ocr=ocr, right=x1)))
        for (x0, x1), lines in zip(bounds, inside, strict=True)
    )
    lines = [x for row in group for x in row]
    x0, x1, top, bottom = union(lines)
    return Piece(
        text=" | ".join(c.text for c in cells if c.text),
        page=page,
        x0=x0,
        x1=x1,
        top=top,
        bottom=bottom,
        size=lines[0].size,
        kind="rad",
        bold=all(x.bold for x in lines),
        certainty=min(x.certainty for x in lines),
        columns=tuple(b[0] for b in bounds),
        cells=cells,
    )


_LEADER = re.compile(r"(\.\s?){5,}|…\s*…")


def is_contents_row(row: Row) -> bool:
    """Whether the row is a line of a contents list: a title, dot leaders, a page number."""
    text = " ".join(x.text for x in row)
    return bool(_LEADER.search(text) and re.search(r"\d{1,3}$", text))
