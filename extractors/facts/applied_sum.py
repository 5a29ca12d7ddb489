"""Find the amount applied for over the whole period: as the text states it, or as its own yearly sums plainly give it."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.facts._budget_entries import Entry, close
from extractors.facts._budget_reading import read_money
from extractors.facts._budget_words import says_past
from extractors.model import Document, Found, Sentence


def find_applied_sum(document: Document, sentences: Sequence[Sentence], months: int | None) -> Found | None:
    """The amount applied for in whole kronor, all years together, with the words it rests on; None where the text gives none.

    ``months`` is how long the insats lasts, where that is known; a yearly amount is multiplied by it unless its own sentence says
    for how many years it is meant.
    """
    del sentences  # the amounts are read from the blocks; the parameter is part of the finders' common form
    entries = read_money(document, months).entries
    sums = [e for e in entries if e.kind == "summa" and not says_past(e.label)]
    applied = [e for e in sums if e.applied]
    for candidates, certainty in ((applied, 0.95), (sums, 0.85)):
        whole = _whole(candidates, months)
        if whole:
            value, entry = whole
            return Found(value=value, quote=entry.quote, block=entry.block, certainty=certainty)
    return None


def _whole(sums: Sequence[Entry], months: int | None) -> tuple[int, Entry] | None:
    """The sum of all years among some stated sums, with the entry that states it best."""
    totals = [e for e in sums if e.scope == "total" and e.per is None]
    if totals:
        if all(e.applied for e in totals):
            return _most_exact(totals)
        return _total_of_tables(totals) if all(e.table is not None for e in totals) else _most_exact(totals)
    yearly = [e for e in sums if e.scope == "år" or e.per == "år"]
    if yearly:
        years = yearly[0].years or (round(months / 12, 2) if months else None)
        if years:
            return round(yearly[0].value * years), yearly[0]
        if yearly[0].applied:  # for how long is not said: the yearly sum is all that is stated
            return yearly[0].value, yearly[0]
    periods = [e for e in sums if e.scope == "period" or e.year]
    if periods:
        distinct = {(e.year, e.label): e for e in periods}
        return sum(e.value for e in distinct.values()), periods[-1]
    return None


def _most_exact(totals: Sequence[Entry]) -> tuple[int, Entry]:
    """The largest of the totals, and of equal ones the one written out most exactly."""
    largest = max(totals, key=lambda e: e.value)
    same = [e for e in totals if close(e.value, largest.value)]
    best = max(same, key=lambda e: len(str(e.value).rstrip("0")))
    return best.value, best


def _total_of_tables(totals: Sequence[Entry]) -> tuple[int, Entry]:
    """The total of tables that each hold a year of their own, else of the one that is largest."""
    years = [e.year for e in totals]
    if len(totals) > 1 and all(years) and len(set(years)) == len(totals):
        return sum(e.value for e in totals), totals[-1]
    return _most_exact(totals)
