"""Let arithmetic settle what words leave open: an amount that is exactly what a stated sum lacks is one of its posts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from extractors.facts._budget_check import ways_of
from extractors.facts._budget_entries import Entry

_MOST_MOVED = 2
_MOST_CANDIDATES = 14


def arbitrate(entries: list[Entry], months: int | None) -> list[Entry]:
    """The entries, with amounts of running text moved to or from the posts where a stated sum then comes out to the krona.

    Only what was judged by its surrounding words is moved: never a cell of a table, and never into a sum that already fits.
    """
    sums = [i for i, e in enumerate(entries) if e.kind == "summa" and e.scope in ("total", "år", "period")]
    for target in sorted(sums, key=lambda i: (not entries[i].applied, entries[i].scope != "total", -entries[i].value)):
        goal = entries[target]
        if not any(e.kind == "post" for e in entries) and sum(e.section == goal.section for e in entries) < 3:
            continue
        if any(c.fits for c in ways_of(goal, entries[:target], entries, months)):
            continue
        moved = _moved(entries, target) or _told_twice(entries, target)
        if moved:
            return moved
    return [e for e in entries if e.kind != "annat"]


def _told_twice(entries: Sequence[Entry], target: int) -> list[Entry] | None:
    """A whole told both by year and by post: then the years' amounts are sums, and what the posts lack is one of them."""
    goal = entries[target].value
    loose = [i for i, e in enumerate(entries) if e.kind == "post" and e.table is None]
    years = [i for i in loose if entries[i].year]
    rest = sum(entries[i].value for i in loose if i not in years)
    if len({entries[i].year for i in years}) < 2 or sum(entries[i].value for i in years) != goal or not rest:
        return None
    lacking = [
        i for i, e in enumerate(entries) if e.kind in ("summa", "annat") and e.table is None and e.value == goal - rest
    ]
    if rest != goal and not lacking:
        return None
    changed = [replace(e, kind="summa", scope="period") if i in years else e for i, e in enumerate(entries)]
    return _as(changed, lacking[:1] if rest != goal else (), "post")


def _moved(entries: Sequence[Entry], target: int) -> list[Entry] | None:
    goal = entries[target]
    posts = [i for i, e in enumerate(entries) if e.kind == "post"]
    told = sum(entries[i].value for i in posts)
    open_ones = [
        i
        for i, e in enumerate(entries)
        if i != target and e.kind in ("summa", "eget", "annat") and e.table is None and e.section == goal.section
        and 0 < e.value < goal.value and not (e.kind == "summa" and e.scope == "period" and not e.sure)
    ][:_MOST_CANDIDATES]  # fmt: skip
    for size in range(1, _MOST_MOVED + 1):
        for some in combinations(open_ones, size):
            if told + sum(entries[i].value for i in some) == goal.value and len(posts) + size >= 2 and posts:
                return _as(entries, some, "post")
    for i in posts:
        if entries[i].per == "månad" and entries[i].table is None and told - entries[i].value == goal.value:
            return _as(entries, (i,), "annat")
    return None


def _as(entries: Sequence[Entry], chosen: Sequence[int], kind: str) -> list[Entry]:
    return [
        replace(e, kind="post", applied=False) if i in chosen and kind == "post" else e
        for i, e in enumerate(entries)
        if e.kind != "annat" or i in chosen
        if not (i in chosen and kind == "annat")
    ]
