"""Read a budget table: which rows are posts and which sums, which columns are periods, totals or somebody's own money.

Works for posts as rows and years as columns, for the reverse, and for tables whose header was lost: then the arithmetic tells which
column and which row add up the others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extractors.facts import _budget_words as words
from extractors.facts._budget_entries import Check, Entry, Reading, Scope, close, year_in
from extractors.facts._budget_sections import Place, per_in
from extractors.facts.money import parse_cell, parse_scale
from extractors.model import Block

ColumnKind = Literal["kostnad", "summa", "eget", "annat"]
RowKind = Literal["post", "summa", "eget", "avdrag", "annat"]


@dataclass
class _Column:
    index: int
    header: str
    scale: int
    kind: ColumnKind = "kostnad"
    parts: tuple[int, ...] = ()
    factor: int = 1
    applied: bool = False


@dataclass
class _Row:
    block: Block
    label: str
    kind: RowKind
    applied: bool
    values: dict[int, int]
    year: str | None = None


def read_table(rows: Sequence[Block], place: Place, after: str = "", number: int = 0) -> Reading | None:
    """The entries and checks of a table, or None where it is no table of amounts.

    ``after`` is the paragraph that follows, which may state the scale.
    """
    heads = _header_rows(rows)
    header = [" ".join(b.cells[c] for b in heads if c < len(b.cells) and b.cells[c]) for c in range(_width(rows))]
    body = [b for b in rows if b not in heads]
    caption = f"{place.intro} {' '.join(header)}"
    label_column = _label_column(body)
    columns = _columns(body, header, label_column, place, after)
    if not columns or not _about_money(body, columns, caption, place):
        return None
    table = _rows(body, columns, label_column)
    if words.says_own_heading(header[label_column]) or words.says_own_heading(place.heading):
        for row in table:
            row.kind, row.applied = "eget", False
    _judge_columns(columns, table, bool(heads))
    _judge_rows(columns, table)
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
        amounts = any(_money(c) is not None for c in answers)
        worded = any(re.search(r"[a-zåäö]{2}", c, re.I) or _is_year(c) for c in answers) and not amounts
        closed = bool(run) and words.is_sum_label(run[-1].cells[0]) and not amounts and i + 1 < len(rows)
        if worded or (closed and not answers and block.cells[0].strip()):
            parts += [run] if run else []
            run = [block] if all(len(c.split()) <= 6 for c in answers) else []
        else:
            run.append(block)
    parts += [run] if run else []
    return [p for p in parts if any(_money(c) is not None for b in p for c in b.cells[1:])]


def _width(rows: Sequence[Block]) -> int:
    return max((len(b.cells) for b in rows), default=0)


def _is_year(text: str) -> bool:
    return bool(re.fullmatch(r"\W*(?:år\s)?(?:19|20)\d\d\W*", text.strip(), re.I))


def _money(text: str, scale: int = 1) -> int | None:
    return None if _is_year(text) else parse_cell(text, scale)


def _header_rows(rows: Sequence[Block]) -> list[Block]:
    """The rows at the top that hold no amounts but say what the columns are."""
    found: list[Block] = []
    for block in rows[:2]:
        cells = [c for c in block.cells[1:] if c.strip()]
        if not cells and not found and len(rows) > 2 and words.says_own_heading(block.cells[0]):
            return [block]
        if any(_money(c) is not None for c in cells) or not cells:
            break
        if all(_is_year(c) or not re.fullmatch(r"[\W\d_]*", c) or block.header_row for c in cells):
            found.append(block)
        else:
            break
    if found and not any(_money(c) is not None for b in rows[len(found) :] for c in b.cells[1:]):
        return found[:1]
    return found


def _label_column(body: Sequence[Block]) -> int:
    """The column that names the rows: the first whose cells mostly hold words."""
    for c in range(_width(body)):
        cells = [b.cells[c] for b in body if c < len(b.cells) and b.cells[c].strip()]
        if sum(bool(re.search(r"[a-zåäö]{3}", x, re.I)) for x in cells) * 2 > len(cells) or any(
            _is_year(x) for x in cells
        ):
            return c
    return 0


def _columns(body: Sequence[Block], header: list[str], label_column: int, place: Place, after: str) -> list[_Column]:
    """The columns that hold amounts, each with its scale."""
    general = parse_scale(header[label_column]) if header else None
    general = general or next((s for h in header if (s := parse_scale(h))), None) or place.scale or parse_scale(after)
    found: list[_Column] = []
    for c in range(_width(body)):
        if c == label_column:
            continue
        scale = parse_scale(header[c]) or general
        cells = [b.cells[c] for b in body if c < len(b.cells) and re.search(r"\w", b.cells[c])]
        values = [v for x in cells if (v := _money(x, scale or 1)) is not None]
        if not values or len(values) * 2 < len(cells):
            continue
        if scale is None and max(map(abs, values)) < 10_000 and place.economic and len(values) >= 3:
            scale = _guessed_scale(cells)
            values = [v for x in cells if (v := _money(x, scale)) is not None]
        if max(map(abs, values)) >= 1000:
            found.append(_Column(c, header[c], scale or 1))
    costs = [c for c in found if not words.is_no_cost_column(c.header)]
    for column in found:
        if costs and column not in costs:
            column.kind = "annat"
    return found


def _guessed_scale(cells: Sequence[str]) -> int:
    """Thousands, where a budget table says nothing and no cell is written out in kronor."""
    return 1 if any(re.search(r"kr\b|kronor|:-|%", x, re.I) for x in cells) else 1000


def _about_money(body: Sequence[Block], columns: Sequence[_Column], caption: str, place: Place) -> bool:
    if place.economic or parse_scale(caption) is not None:
        return True
    cells = [b.cells[c.index] for b in body for c in columns if c.index < len(b.cells)]
    return any(
        re.search(r"\d\s?(?:kr|kronor|tkr|kkr|mkr|mnkr|miljoner|:-)", x, re.I) for x in cells
    ) or words.says_cost(caption)


def _rows(body: Sequence[Block], columns: Sequence[_Column], label_column: int) -> list[_Row]:
    found: list[_Row] = []
    for block in body:
        values = {
            c.index: v
            for c in columns
            if c.index < len(block.cells) and (v := _money(block.cells[c.index], c.scale)) is not None
        }
        label = block.cells[label_column].strip() if label_column < len(block.cells) else ""
        if values:
            kind, applied = _row_kind(label, values)
            found.append(_Row(block, label, kind, applied, values, year_in(label)))
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


def _judge_columns(columns: Sequence[_Column], table: Sequence[_Row], has_header: bool) -> None:
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


def _total_columns(live: Sequence[_Column], table: Sequence[_Row]) -> None:
    run: list[_Column] = []
    done: list[_Column] = []
    for column in live:
        named = words.is_total_column(column.header)
        for parts in (run, done):
            others = [c.index for c in parts]
            if (
                (len(others) >= 2
                and _adds_up(column.index, others, table))
                or (named and others and parts is (run or done))
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


def _factor(total: int, part: int, table: Sequence[_Row]) -> int:
    """How many times a yearly column goes into the total beside it, where that is the same for every row; else 1."""
    times = {r.values[total] / r.values[part] for r in table if r.values.get(part) and total in r.values}
    only = times.pop() if len(times) == 1 else 1.0
    return int(only) if only in (2, 3, 4, 5) else 1


def _adds_up(total: int, parts: Sequence[int], table: Sequence[_Row]) -> bool:
    """Whether a column adds up others in two rows of three at least, and in two rows where more than one of them is filled."""
    judged = [r for r in table if total in r.values and any(p in r.values for p in parts)]
    fits = [r for r in judged if close(sum(r.values.get(p, 0) for p in parts), r.values[total])]
    telling = [r for r in fits if sum(bool(r.values.get(p)) for p in parts) > 1]
    return len(telling) >= 2 and len(fits) * 3 >= len(judged) * 2


def _judge_rows(columns: Sequence[_Column], table: list[_Row]) -> None:
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


def _entries(
    columns: Sequence[_Column], table: Sequence[_Row], header: list[str], place: Place, number: int
) -> Reading:
    found = Reading()
    costs = [c for c in columns if c.kind == "kostnad"]
    whole_year = year_in(" ".join(header)) or year_in(place.intro)
    per = per_in(" ".join(header)) or place.per
    several = len(costs) > 1
    transposed = sum(r.year is not None for r in table if r.kind == "post") >= 2 and not any(
        year_in(c.header) for c in costs
    )
    for row in table:
        for column in columns:
            value = row.values.get(column.index)
            if value is None or column.kind == "annat" or row.kind == "annat":
                continue
            year = year_in(column.header) or row.year or whole_year
            row_per = None if year_in(column.header) or row.year or several else per or per_in(f"kostnad {row.label}")
            label = row.label
            kind = row.kind
            scope: Scope = "total"
            beside = column.kind == "summa" and any(c.kind == "eget" and c.index in column.parts for c in columns)
            if column.kind == "eget":
                kind = "eget"
            elif column.kind == "summa":
                if kind != "summa" and not transposed:
                    continue
                scope = "period" if kind != "summa" else "total"
                kind = "summa" if kind in ("post", "summa") else kind
                label = f"{label} {column.header}".strip()
            elif kind == "summa":
                whole = several and len(row.values) == 1 and not words.is_total_column(column.header)
                scope = "total" if (not several or whole) else "period"
                label = f"{label} {column.header}".strip() if several and not whole else label
                if words.says_sum(label) and re.search(r"\bdel", label, re.I):
                    scope = "del"
            elif transposed:
                label = f"{column.header} {row.label}".strip()
            if row_per in ("år", "månad") and kind == "summa" and not row.applied and scope == "total":
                scope = "år" if row_per == "år" else "månad"
            if beside:
                scope = "del"
            found.entries.append(
                Entry(
                    kind=kind if kind != "annat" else "eget",
                    label=label,
                    value=value,
                    block=row.block.id,
                    quote=row.block.text,
                    year=year if kind != "summa" or scope != "total" or not several else None,
                    per=row_per,
                    applied=(row.applied and not beside) or (kind == "summa" and column.applied),
                    scope=scope,
                    table=number,
                    section=place.section,
                )
            )
    found.checks.extend(_checks(columns, table, costs))
    return found


def _checks(columns: Sequence[_Column], table: Sequence[_Row], costs: Sequence[_Column]) -> list[Check]:
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


def _down(table: Sequence[_Row], at: int, column: int) -> list[list[int]]:
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
