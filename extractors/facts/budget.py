"""Find the budget: its posts, the sums it states, whether they add up, and what is said of the parties' own money."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.facts._budget_check import check_sums
from extractors.facts._budget_entries import Check, Entry, kronor
from extractors.facts._budget_own import own_funds
from extractors.facts._budget_reading import read_money
from extractors.model import Budget, BudgetRow, BudgetSum, Document, Head, Sentence


def find_budget(document: Document, sentences: Sequence[Sentence], head: Head) -> Budget:
    """Read the budget of an application; an empty one where no amounts stand.

    The period of the insats (``head``) is used to multiply yearly and monthly amounts; without it, only what the text says is.
    """
    months = head.manader.value if head.manader and isinstance(head.manader.value, int) else None
    reading = read_money(document, months)
    checks = check_sums(reading, months)
    fallback = _only_year(head)
    return Budget(
        rows=tuple(_row(e, months, fallback) for e in reading.entries if e.kind == "post"),
        sums=tuple(_sum(e, checks) for e in reading.entries if e.kind == "summa"),
        adds_up=all(c.fits for c in checks) if checks else None,
        arithmetic=tuple(dict.fromkeys(_line(c) for c in checks)),
        own_funds=own_funds(document, sentences),
    )


def _only_year(head: Head) -> str | None:
    """The calendar year of an insats that lies within one."""
    start, end = (str(f.value)[:4] if f else None for f in (head.start, head.slut))
    return start if start == end else None


def _row(entry: Entry, months: int | None, only_year: str | None) -> BudgetRow:
    period = entry.year or ("per år" if entry.per == "år" else None)
    if period is None and entry.per is None:
        period = only_year or ("totalt" if months else None)
    return BudgetRow(post=entry.label or "Kostnad", amount_kr=entry.value, period=period, block=entry.block)


def _sum(entry: Entry, checks: Sequence[Check]) -> BudgetSum:
    computed = next((c.computed for c in checks if c.block == entry.block and c.stated == entry.value), None)
    return BudgetSum(text=entry.label or "Summa", amount_kr=entry.value, computed_kr=computed, block=entry.block)


def _line(check: Check) -> str:
    """One sum spelled out: ``Summa 2026: 690 000 + 610 000 = 1 300 000 kr; angivet 1 300 000 kr: stämmer``."""
    terms = " + ".join(kronor(t) for t in check.terms).replace("+ -", "− ")
    if check.factor > 1:
        terms = f"({terms}) × {check.factor}" if len(check.terms) > 1 else f"{terms} × {check.factor}"
    if check.fits:
        verdict = "stämmer"
    else:
        gap = check.stated - check.computed
        verdict = f"stämmer inte, skillnad {kronor(abs(gap))} kr"
    return (
        f"{check.label or 'Summa'}: {terms} = {kronor(check.computed)} kr; angivet {kronor(check.stated)} kr: {verdict}"
    )
