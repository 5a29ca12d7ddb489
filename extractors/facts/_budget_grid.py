"""The grid of a budget table: which row and column is what, told by their names or, where these are lost, by arithmetic."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extractors.facts import _budget_words as words
from extractors.facts._budget_entries import close, year_in
from extractors.facts._budget_sections import Place
from extractors.facts.money import parse_cell, parse_scale
from extractors.model import Block

ColumnKind = Literal["kostnad", "summa", "eget", "annat"]


RowKind = Literal["post", "summa", "eget", "avdrag", "annat"]


@dataclass
class Column:
    index: int
    header: str
    scale: int
    kind: ColumnKind = "kostnad"
    parts: tuple[int, ...] = ()
    factor: int = 1
    applied: bool = False


@dataclass
class Row:
    block: Block
    label: str
    kind: RowKind
    applied: bool
    values: dict[int, int]
    year: str | None = None


def width(rows: Sequence[Block]) -> int:
    return max((len(b.cells) for b in rows), default=0)


def is_year(text: str) -> bool:
    return bool(re.fullmatch(r"\W*(?:år\s)?(?:19|20)\d\d\W*", text.strip(), re.I))


def money(text: str, scale: int = 1) -> int | None:
    return None if is_year(text) else parse_cell(text, scale)


def header_rows(rows: Sequence[Block]) -> list[Block]:
    """The rows at the top that hold no amounts but say what the columns are."""
    found: list[Block] = []
    for block in rows[:2]:
        cells = [c for c in block.cells[1:] if c.strip()]
        if not cells and not found and len(rows) > 2 and words.says_own_heading(block.cells[0]):
            return [block]
        if any(money(c) is not None for c in cells) or not cells:
            break
        if all(is_year(c) or not re.fullmatch(r"[\W\d_]*", c) or block.header_row for c in cells):
            found.append(block)
        else:
            break
    if found and not any(money(c) is not None for b in rows[len(found) :] for c in b.cells[1:]):
        return found[:1]
    return found


def find_label_column(body: Sequence[Block]) -> int:
    """The column that names the rows: the first whose cells mostly hold words."""
    for c in range(width(body)):
        cells = [b.cells[c] for b in body if c < len(b.cells) and b.cells[c].strip()]
        if sum(bool(re.search(r"[a-zåäö]{3}", x, re.I)) for x in cells) * 2 > len(cells) or any(
            is_year(x) for x in cells
        ):
            return c
    return 0


def find_columns(body: Sequence[Block], header: list[str], label_column: int, place: Place, after: str) -> list[Column]:
    """The columns that hold amounts, each with its scale."""
    general = parse_scale(header[label_column]) if header else None
    general = general or next((s for h in header if (s := parse_scale(h))), None) or place.scale or parse_scale(after)
    found: list[Column] = []
    for c in range(width(body)):
        if c == label_column:
            continue
        scale = parse_scale(header[c]) or general
        cells = [b.cells[c] for b in body if c < len(b.cells) and re.search(r"\w", b.cells[c])]
        values = [v for x in cells if (v := money(x, scale or 1)) is not None]
        if not values or len(values) * 2 < len(cells):
            continue
        if scale is None and max(map(abs, values)) < 10_000 and place.economic and len(values) >= 3:
            scale = _guessed_scale(cells)
            values = [v for x in cells if (v := money(x, scale)) is not None]
        if max(map(abs, values)) >= 1000:
            found.append(Column(c, header[c], scale or 1))
    costs = [c for c in found if not words.is_no_cost_column(c.header)]
    for column in found:
        if costs and column not in costs:
            column.kind = "annat"
    return found


def _guessed_scale(cells: Sequence[str]) -> int:
    """Thousands, where a budget table says nothing, no cell is written out in kronor and most are below a thousand."""
    small = sum(len(re.sub(r"\D", "", c.partition(",")[0])) <= 3 for c in cells)
    return 1 if 2 * small < len(cells) or any(re.search(r"kr\b|kronor|:-|%", x, re.I) for x in cells) else 1000


def about_money(body: Sequence[Block], columns: Sequence[Column], caption: str, place: Place) -> bool:
    if place.economic or parse_scale(caption) is not None:
        return True
    cells = [b.cells[c.index] for b in body for c in columns if c.index < len(b.cells)]
    return any(
        re.search(r"\d\s?(?:kr|kronor|tkr|kkr|mkr|mnkr|miljoner|:-)", x, re.I) for x in cells
    ) or words.says_cost(caption)


def find_rows(body: Sequence[Block], columns: Sequence[Column], label_column: int) -> list[Row]:
    found: list[Row] = []
    for block in body:
        values = {
            c.index: v
            for c in columns
            if c.index < len(block.cells) and (v := money(block.cells[c.index], c.scale)) is not None
        }
        label = block.cells[label_column].strip() if label_column < len(block.cells) else ""
        if values:
            kind, applied = _row_kind(label, values)
            found.append(Row(block, label, kind, applied, values, year_in(label)))
    return found


def _row_kind(label: str, values: dict[int, int]) -> tuple[RowKind, bool]:
    applied = words.is_applied_label(label)
    if words.says_own(label) and not words.is_sum_label(label) and not applied:
        return "eget", False
    if words.is_sum_label(label) or applied:
        return "summa", applied
    if (all(v <= 0 for v in values.values()) and any(v < 0 for v in values.values())) or words.says_income(label):
        return "avdrag", False
    return ("annat", False) if words.says_past(label) else ("post", False)


def judge_columns(columns: Sequence[Column], table: Sequence[Row]) -> None:
    """Tell cost columns from totals and from other payers' columns."""
    live = [c for c in columns if c.kind == "kostnad"]
    applied = [c for c in live if words.is_applied_column(c.header)]
    periods = [c for c in live if year_in(c.header, last=True) and not words.is_total_column(c.header)]
    if applied and len(applied) < len(live) and not (periods and not set(map(id, applied)) & set(map(id, periods))):
        for column in live:
            if column not in applied:
                column.kind = "summa" if words.is_total_column(column.header) else "eget"
                column.parts = tuple(c.index for c in live if c is not column) if column.kind == "summa" else ()
        for column in applied:
            column.applied = True
    elif applied and len(applied) == 1 and len(periods) == len(live) - 1:
        applied[0].kind, applied[0].parts = "summa", tuple(c.index for c in periods)
    for column in live:
        if column.kind == "kostnad" and words.is_own_column(column.header) and len(live) > 1:
            column.kind = "eget"
    _total_columns([c for c in live if c.kind == "kostnad"], table)
    if not any(c.kind == "kostnad" for c in columns) and live:
        for column in live:
            column.kind = "kostnad" if not words.is_own_column(column.header) else "eget"


def _total_columns(live: Sequence[Column], table: Sequence[Row]) -> None:
    run: list[Column] = []
    done: list[Column] = []
    for column in live:
        named = words.is_total_column(column.header)
        for parts in (run, done):
            others = [c.index for c in parts]
            if (len(others) >= 2 and _adds_up(column.index, others, table)) or (
                named and others and parts is (run or done)
            ):
                column.kind, column.parts = "summa", tuple(others)
                break
        else:
            done.append(column)
            run.append(column)
            continue
        if (
            named
            and set(column.parts) != {c.index for c in done}
            and _adds_up(column.index, [c.index for c in done], table)
        ):
            column.parts = tuple(c.index for c in done)
        run = []
    for column in live:
        if column.kind == "summa" and len(column.parts) == 1:
            column.factor = _factor(column.index, column.parts[0], table)
    first = live[0] if live else None
    if first and first.kind == "kostnad" and words.is_total_column(first.header) and len(done) > 1:
        first.kind, first.parts = "summa", tuple(c.index for c in done[1:])


def _factor(total: int, part: int, table: Sequence[Row]) -> int:
    """How many times a yearly column goes into the total beside it, where that is the same for every row; else 1."""
    times = {r.values[total] / r.values[part] for r in table if r.values.get(part) and total in r.values}
    only = times.pop() if len(times) == 1 else 1.0
    return int(only) if only in (2, 3, 4, 5) else 1


def _adds_up(total: int, parts: Sequence[int], table: Sequence[Row]) -> bool:
    """Whether a column adds up others in two rows of three at least, and in two rows where more than one of them is filled."""
    judged = [r for r in table if total in r.values and any(p in r.values for p in parts)]
    fits = [r for r in judged if close(sum(r.values.get(p, 0) for p in parts), r.values[total])]
    telling = [r for r in fits if sum(bool(r.values.get(p)) for p in parts) > 1]
    return len(telling) >= 2 and len(fits) * 3 >= len(judged) * 2


def judge_rows(columns: Sequence[Column], table: list[Row]) -> None:
    """Find the sums that have no name of a sum, and posts that only look like sums."""
    costs = [c.index for c in columns if c.kind == "kostnad"]
    for i, row in enumerate(table):
        before = [r for r in table[:i] if r.kind == "post"]
        if (
            row.kind in ("post", "annat")
            and len(before) >= 2
            and (i == len(table) - 1 or not row.label or row.kind == "annat")
        ):
            filled = [c for c in costs if c in row.values]
            if filled and all(close(sum(r.values.get(c, 0) for r in before), row.values[c]) for c in filled):
                row.kind = "summa"
        elif row.kind == "summa" and not row.applied and not before and i + 2 < len(table):
            following = [r for r in table[i + 1 :] if r.kind == "post"]
            if not any(close(sum(r.values.get(c, 0) for r in following), row.values.get(c, 0)) for c in costs):
                row.kind = "post"
