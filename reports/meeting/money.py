"""What is sought, year by year, against what the förbund has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from reports.meeting.values import MeetingCase, MeetingFacts, YearRow
from reports.swedish_text import listed, thousands

_YEAR = re.compile(r"20\d\d")
_UNKNOWN = "–"


def by_year(review: Mapping[str, Any]) -> tuple[dict[int, int], bool]:
    """Whole kronor sought by year, and whether the application itself says so (else it is spread evenly over its months).

    Empty where neither the budget nor the months tell.
    """
    head = review["uppgifter"]
    sought = head["sokt_belopp_kr"]
    rows: Counter[int] = Counter()
    for row in review["budget"]["rader"]:
        if row["period"] and _YEAR.fullmatch(row["period"]):
            rows[int(row["period"])] += row["belopp_kr"]
    if rows and (sought is None or sum(rows.values()) == sought):
        return dict(sorted(rows.items())), True
    if sought is not None and head["start"] and head["slut"]:
        return over_months(sought, head["start"], head["slut"]), False
    return {}, False


def over_months(amount: int, start: str, end: str) -> dict[int, int]:
    """Whole kronor spread evenly over the months from ``start`` to ``end`` (``YYYY-MM``, both included), added up by year.

    The last year takes what rounding leaves. Empty where the end is before the start.
    """
    first, last = (int(m[:4]) * 12 + int(m[5:7]) - 1 for m in (start, end))
    months = Counter(month // 12 for month in range(first, last + 1))
    years = sorted(months)
    spread = {year: amount * months[year] // sum(months.values()) for year in years}
    if years:
        spread[years[-1]] += amount - sum(spread.values())
    return spread


def year_rows(meeting: MeetingFacts, cases: Sequence[MeetingCase]) -> tuple[tuple[YearRow, ...], tuple[str, ...]]:
    """The years that money is sought for, or that the budget names, and notes on how the sums came about."""
    sought: Counter[int] = Counter()
    spread, unknown = [], []
    for case in cases:
        years, own = by_year(case.review)
        sought.update(years)
        if not years:
            unknown.append(case.dnr)
        elif not own:
            spread.append(case.dnr)
    first = min([*sought, meeting.day.year])
    rows = tuple(
        _row(meeting, year, sought[year]) for year in sorted({*sought, *(y for y in meeting.budget if y >= first)})
    )
    notes = []
    if spread:
        notes.append(
            f"Fördelat jämnt över månaderna, eftersom ansökan inte har belopp per år som stämmer: {listed(spread)}."
        )
    if unknown:
        notes.append(f"Ingår inte i summorna, eftersom belopp eller år inte framgår: {listed(unknown)}.")
    if any(row.budget == _UNKNOWN for row in rows):
        notes.append("Budget saknas för något av åren. Fyll i den under [budget] i installningar.toml.")
    return rows, tuple(notes)


def _row(meeting: MeetingFacts, year: int, sought: int) -> YearRow:
    budget, bound = meeting.budget.get(year), meeting.bound.get(year, 0)
    left = None if budget is None else budget - bound - sought
    return YearRow(
        ar=str(year),
        budget=_UNKNOWN if budget is None else thousands(budget),
        bundet=thousands(bound),
        sokt=thousands(sought),
        efter=_UNKNOWN if left is None else thousands(left),
        racker=left is None or left >= 0,
    )
