"""Read a budget table: which rows are posts and which sums, which columns are periods, totals or somebody's own money.

Works for posts as rows and years as columns, for the reverse, and for tables whose header was lost: then the arithmetic tells which
column and which row add up the others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.facts import _budget_words as words
from extractors.facts._budget_entries import Check, Entry, Reading, Scope, year_in
from extractors.facts._budget_grid import (
    Column,
    Row,
    about_money,
    find_columns,
    find_label_column,
    find_rows,
    header_rows,
    is_year,
    judge_columns,
    judge_rows,
    money,
    width,
)
from extractors.facts._budget_sections import Place, per_in
from extractors.model import Block


def read_table(rows: Sequence[Block], place: Place, after: str = "", number: int = 0) -> Reading | None:
    """The entries and checks of a table, or None where it is no table of amounts.

    ``after`` is the paragraph that follows, which may state the scale.
    """
    heads = header_rows(rows)
    header = [" ".join(b.cells[c] for b in heads if c < len(b.cells) and b.cells[c]) for c in range(width(rows))]
    body = [b for b in rows if b not in heads]
    caption = f"{place.intro} {' '.join(header)}"
    label_column = find_label_column(body)
    columns = find_columns(body, header, label_column, place, after)
    if not columns or not about_money(body, columns, caption, place):
        return None
    table = find_rows(body, columns, label_column)
    if words.says_own_heading(header[label_column]) or words.says_own_heading(place.heading):
        for row in table:
            row.kind, row.applied = "eget", False
    judge_columns(columns, table)
    judge_rows(columns, table)
    if not place.economic and not any(r.kind == "post" for r in table) and not any(r.applied for r in table):
        return None
    return _entries(columns, table, header, place, number)


def budget_parts(rows: Sequence[Block]) -> list[list[Block]]:
    """The budgets within a table: a form may be one long table with a budget among its answers, or two budgets may have run together.

    A part is a run of rows with amounts (or left blank), with the header row right above it.
    """
    parts: list[list[Block]] = []
    run: list[Block] = []
    for i, block in enumerate(rows):
        answers = [c for c in block.cells[1:] if c.strip()]
        amounts = any(money(c) is not None for c in answers)
        worded = any(re.search(r"[a-zåäö]{2}", c, re.I) or is_year(c) for c in answers) and not amounts
        closed = bool(run) and words.is_sum_label(run[-1].cells[0]) and not amounts and i + 1 < len(rows)
        if worded or (closed and not answers and block.cells[0].strip()):
            parts += [run] if run else []
            run = [block] if all(len(c.split()) <= 6 for c in answers) else []
        else:
            run.append(block)
    parts += [run] if run else []
    return [p for p in parts if any(money(c) is not None for b in p for c in b.cells[1:])]


def _entries(columns: Sequence[Column], table: Sequence[Row], header: list[str], place: Place, number: int) -> Reading:
    found = Reading()
    costs = [c for c in columns if c.kind == "kostnad"]
    years_as_rows = sum(r.year is not None for r in table if r.kind == "post") >= 2
    frame = _Frame(
        year=year_in(" ".join(header)) or year_in(place.intro),
        per=per_in(" ".join(header)) or place.per,
        several=len(costs) > 1,
        transposed=years_as_rows and not any(year_in(c.header) for c in costs),
        own=frozenset(c.index for c in columns if c.kind == "eget"),
        number=number,
        section=place.section,
    )
    for row in table:
        for column in columns:
            entry = _entry(row, column, frame)
            if entry is not None:
                found.entries.append(entry)
    found.checks.extend(_checks(columns, table, costs))
    return found


@dataclass(frozen=True)
class _Frame:
    """What holds for a whole table: its year and unit of time, and how it is laid out."""

    year: str | None
    per: str | None
    several: bool
    transposed: bool
    own: frozenset[int]
    number: int
    section: int


def _entry(row: Row, column: Column, frame: _Frame) -> Entry | None:
    """The entry of one cell, or None where the cell is no amount of its own (a blank, a note, the sum of a row of posts)."""
    value = row.values.get(column.index)
    if value is None or column.kind == "annat" or row.kind == "annat":
        return None
    kind, label = row.kind, row.label
    scope: Scope = "total"
    # A total that also holds what others pay is no sum of what is applied for.
    beside = column.kind == "summa" and bool(frame.own & set(column.parts))
    if column.kind == "eget":
        kind = "eget"
    elif column.kind == "summa":
        if kind != "summa" and not frame.transposed:
            return None
        scope = "total" if kind == "summa" else "period"
        kind = "summa" if kind == "post" else kind
        label = f"{label} {column.header}".strip()
    elif kind == "summa":
        whole = frame.several and len(row.values) == 1 and not words.is_total_column(column.header)
        scope = "total" if (not frame.several or whole) else "period"
        label = f"{label} {column.header}".strip() if frame.several and not whole else label
        scope = "del" if re.search(r"\bdel", label, re.I) else scope
    elif frame.transposed:
        label = f"{column.header} {row.label}".strip()
    year = year_in(column.header) or row.year or frame.year
    dated = frame.several or year_in(column.header) or row.year
    per = None if dated else frame.per or per_in(f"kostnad {row.label}")
    if per in ("år", "månad") and kind == "summa" and not row.applied and scope == "total":
        scope = "år" if per == "år" else "månad"
    return Entry(
        kind=kind,
        label=label,
        value=value,
        block=row.block.id,
        quote=row.block.text,
        year=None if kind == "summa" and scope == "total" and frame.several else year,
        per=per,
        applied=(row.applied and not beside) or (kind == "summa" and column.applied),
        scope="del" if beside else scope,
        table=frame.number,
        section=frame.section,
    )


def _checks(columns: Sequence[Column], table: Sequence[Row], costs: Sequence[Column]) -> list[Check]:
    found: list[Check] = []
    for i, row in enumerate(table):
        for column in columns:
            stated = row.values.get(column.index)
            if stated is None or column.kind == "annat":
                continue
            if row.kind == "summa" and column.kind != "eget":
                ways = _down(table, i, column.index)
                if column.kind == "kostnad" and len(costs) > 1 and len(row.values) == 1:
                    ways += [[v for way in (_down(table, i, c.index)[0] for c in costs) for v in way]]
                if check := _best(
                    f"{row.label} {column.header if len(columns) > 1 else ''}".strip(), stated, ways, row.block.id
                ):
                    found.append(check)
            if column.kind == "summa" and row.kind in ("post", "summa") and len(row.values) > 1:
                terms = [row.values[p] for p in column.parts if p in row.values]
                if terms and (
                    check := _best(f"{row.label} {column.header}".strip(), stated, [terms], row.block.id, column.factor)
                ):
                    found.append(check)
    return found


def _down(table: Sequence[Row], at: int, column: int) -> list[list[int]]:
    """The ways in which a sum may add up what stands above it (or, where nothing does, below it); the likeliest first."""
    above = list(table[:at]) if any(r.kind == "post" for r in table[:at]) else list(table[at + 1 :])
    last_sum = max((k for k, r in enumerate(above) if r.kind == "summa"), default=-1)
    every = [r.values[column] for r in above if r.kind == "post" and column in r.values]
    recent = [r.values[column] for r in above[last_sum + 1 :] if r.kind == "post" and column in r.values]
    subtotals = [r.values[column] for r in above if r.kind == "summa" and column in r.values]
    deductions = [-abs(r.values[column]) for r in above if r.kind in ("avdrag", "eget") and column in r.values]
    with_own = [abs(d) for d in deductions]
    named_part = bool(re.search(r"\bdel", table[at].label, re.I))
    ways = [recent, every] if named_part else [every, recent]
    ways += [every + deductions, every + with_own, subtotals, subtotals[-1:] + deductions, subtotals + recent]
    if subtotals:
        ways.append(subtotals[-1:])
    return [w for w in ways if w] or [[]]


def _best(label: str, stated: int, ways: Sequence[Sequence[int]], block: int, factor: int = 1) -> Check | None:
    checks = [Check(label, stated, tuple(w), sum(w) * factor, block, factor) for w in ways if w]
    return next((c for c in checks if c.fits), checks[0] if checks else None)
