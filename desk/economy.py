"""The money of an application: what it costs by post and period, what is said to be the sum, and the arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extractors.model import Frozen
from reports.swedish_text import hard_figures


class CostRow(Frozen):
    """A cost with its amount for each period, None where it has none."""

    post: str
    amounts: tuple[int | None, ...]
    block: int


class Economy(Frozen):
    """A table of costs with its sums by period, the stated sums, and whether they add up (None: cannot be told)."""

    periods: tuple[str, ...]
    rows: tuple[CostRow, ...]
    sums: tuple[int, ...]
    adds_up: bool | None
    arithmetic: tuple[str, ...]
    applied_for: int | None
    own_funds: tuple[str, ...]


def economy(review: Mapping[str, Any]) -> Economy:
    """The money by the review; a cost named several times for one period keeps a row for each time."""
    budget = review["budget"]
    periods = tuple(dict.fromkeys(r["period"] or "" for r in budget["rader"]))
    rows: list[tuple[str, dict[str, int], int]] = []
    for each in budget["rader"]:
        period = each["period"] or ""
        same = next((r for r in rows if r[0] == each["post"] and period not in r[1] and r[2] == each["block"]), None)
        if same is None:
            rows.append((each["post"], {period: each["belopp_kr"]}, each["block"]))
        else:
            same[1][period] = each["belopp_kr"]
    own = review["kriterier"].get("egna-medel", {}).get("citat", ())
    return Economy(
        periods=tuple(p or "utan period" for p in periods),
        rows=tuple(CostRow(post=p, amounts=tuple(a.get(x) for x in periods), block=b) for p, a, b in rows),
        sums=tuple(sum(a.get(x, 0) for _, a, _ in rows) for x in periods),
        adds_up=budget.get("stammer"),
        arithmetic=tuple(hard_figures(line) for line in budget.get("utrakning", ())),
        applied_for=review["uppgifter"].get("sokt_belopp_kr"),
        own_funds=tuple(q["text"] for q in own),
    )
