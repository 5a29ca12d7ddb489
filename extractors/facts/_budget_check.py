"""Check the stated sums of a budget against its posts: posts to year, years to total, text against table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractors.facts._budget_entries import Check, Entry, Reading
from extractors.facts._budget_words import says_in_part


def check_sums(reading: Reading, months: int | None) -> list[Check]:
    """Every stated sum that can be reckoned from the posts, in reading order; ``months`` is how long the insats lasts."""
    posts = [e for e in reading.entries if e.kind == "post"]
    if not posts:
        return []
    found = [_with_text(c, reading.entries, months) for c in reading.checks]
    tabled = {(c.block, c.stated) for c in found}
    for k, entry in enumerate(reading.entries):
        if entry.kind == "summa" and (entry.block, entry.value) not in tabled:
            ways = ways_of(entry, reading.entries[:k], reading.entries, months)
            checks = [c for c in ways if c.terms]
            best = next((c for c in checks if c.fits), checks[0] if checks else None)
            if best and (best.fits or not (_told_in_part(entry, posts) or _no_whole(entry, posts, best))):
                found.append(best)
    return sorted(found, key=lambda c: c.block)


def _with_text(check: Check, entries: Sequence[Entry], months: int | None) -> Check:
    """A table's check, or, where posts told beside the table are needed to reach its sum, the check with these."""
    entry = next((e for e in entries if e.block == check.block and e.value == check.stated and e.kind == "summa"), None)
    beside = any(e.kind == "post" and e.table is None for e in entries)
    if check.fits or entry is None or entry.scope == "period" or not beside:
        return check
    return next((c for c in ways_of(entry, (), entries, months) if c.fits), check)


def _no_whole(entry: Entry, posts: Sequence[Entry], best: Check) -> bool:
    """Whether a stated amount cannot be meant as the sum of the posts: one year of posts told by year, or far less than they are."""
    if entry.scope in ("år", "månad") and not any(p.per == entry.scope for p in posts):
        return True
    if entry.scope == "period" and entry.year and not any(p.year == entry.year or p.per for p in posts):
        return True
    return not entry.applied and entry.table is None and 2 * entry.value < best.computed


def _told_in_part(entry: Entry, posts: Sequence[Entry]) -> bool:
    """Whether only a part of a sum is broken down (``1,2 mkr, varav lön 900 tkr``): then nothing can be reckoned."""
    told = sum(p.value for p in posts)
    if any(p.table is not None for p in posts) or told >= entry.value:
        return False
    if any(says_in_part(p.quote) for p in posts):
        return True
    return len(posts) == 1 and not re.search(r"\b(?:allt|hela|alltihop)\b", posts[0].quote, re.I)


def _check(entry: Entry, terms: Iterable[int], factor: int = 1) -> Check:
    values = tuple(terms)
    return Check(entry.label, entry.value, values, sum(values) * factor, entry.block, factor)


def ways_of(entry: Entry, before: Sequence[Entry], every: Sequence[Entry], months: int | None) -> list[Check]:
    """The ways in which a sum may have been reckoned, the likeliest first."""
    posts = [e for e in every if e.kind == "post"]
    earlier = [e for e in before if e.kind == "post" and e.section == entry.section]
    since = _since_last_sum(before, entry)
    same_block = [e for e in posts if e.block == entry.block]
    values = [e.value for e in posts]
    ways: list[Check] = []
    years = entry.years or _years(months)
    yearly = [e for e in posts if e.per == "år"]
    monthly = [e for e in posts if e.per == "månad"]
    if entry.scope == "period":
        ways += [_check(entry, [e.value for e in since])]
        if entry.year:
            ways.append(_check(entry, [e.value for e in posts if e.year == entry.year]))
        ways.append(_check(entry, [e.value for e in yearly]))
    if entry.scope in ("år", "månad"):
        same = yearly if entry.scope == "år" else monthly
        ways.append(_check(entry, [e.value for e in same]))
    ways.append(_check(entry, _scaled(posts, years, months)))
    ways.append(_check(entry, values))
    if years and years > 1:
        ways.append(_check(entry, values, years))
    if months and months > 1:
        ways.append(_check(entry, values, months))
    for some in (since, earlier, same_block):
        ways.append(_check(entry, [e.value for e in some]))
        if years and years > 1:
            ways.append(_check(entry, [e.value for e in some], years))
    for table in sorted({e.table for e in posts if e.table is not None}):
        ways.append(_check(entry, [e.value for e in posts if e.table == table]))
    ways.append(_check(entry, values + [-abs(e.value) for e in every if e.kind == "avdrag"]))
    ways.append(_check(entry, values + [abs(e.value) for e in every if e.kind == "eget"]))
    return [w for w in ways if w.terms]


def _since_last_sum(before: Sequence[Entry], entry: Entry) -> list[Entry]:
    found: list[Entry] = []
    for other in reversed(before):
        if other.section != entry.section or other.kind == "summa":
            break
        if other.kind == "post":
            found.append(other)
    return found[::-1]


def _years(months: int | None) -> int | None:
    return round(months / 12) if months and months >= 12 else None


def _scaled(posts: Sequence[Entry], years: int | None, months: int | None) -> list[int]:
    return [
        e.value * (years or 1) if e.per == "år" else e.value * (months or 1) if e.per == "månad" else e.value
        for e in posts
    ]
