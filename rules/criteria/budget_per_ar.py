"""Amounts per year or calendar period.

One budget is enough where the insats lasts 12 months or less. Partly, where a yearly amount is to be multiplied or a
total covers several years. Facts decide: the periods of rows and sums against the length of the insats.
"""

from __future__ import annotations

import re

from extractors.model import Application
from rules.criterion import Criterion, Example
from rules.facts_evidence import evidence, listed, months, number
from rules.model import Computed, Evidence

_YEAR = re.compile(r"\b20[2-4]\d\b")


def compute(application: Application) -> Computed | None:
    """The periods of the budget against the length of the insats; None where the budget or its periods are unknown."""
    rows, sums = application.budget.rows, application.budget.sums
    if not rows and not sums:
        return None
    quotes = _quotes(application)
    length = months(application)
    if length is not None and length <= 12:
        reason = f"Insatsen varar {number(length)} månader, och då räcker en budget."
        return Computed(status="uppfyllt", reason=reason, quotes=quotes)
    years = {row.period for row in rows if row.period and _YEAR.match(row.period)}
    years |= {found[0] for s in sums if len(found := _YEAR.findall(s.text)) == 1}
    if len(years) > 1:
        listing = listed(sorted(str(y) for y in years))
        return Computed(status="uppfyllt", reason=f"Beloppen är fördelade på {listing}.", quotes=quotes)
    if any(row.period == "per år" for row in rows):
        return Computed(status="delvis", reason="Beloppen är årsbelopp som ska räknas upp.", quotes=quotes)
    if length is not None:
        reason = f"Insatsen varar {number(length)} månader, men beloppen är inte fördelade på år."
        return Computed(status="delvis", reason=reason, quotes=quotes)
    return None


def _quotes(application: Application) -> tuple[Evidence, ...]:
    blocks = dict.fromkeys([*(r.block for r in application.budget.rows), *(s.block for s in application.budget.sums)])
    return tuple(evidence(application, b, application.block(b).text) for b in blocks)[:3]


CRITERION = Criterion(
    id="budget-per-ar",
    order=300,
    name="Budget per år",
    topic="ekonomi",
    question="Vad kostar insatsen varje år?",
    rule=(
        "Uppfyllt när beloppen är fördelade på år eller kalenderperioder; för en insats på högst 12 månader räcker en "
        "budget. Delvis när ett årsbelopp ska räknas upp eller när en summa gäller flera år."
    ),
    why="Förbundet beslutar om pengar för ett budgetår i taget.",
    advice="Gör en kolumn för varje kalenderår och räkna bara med de månader som insatsen pågår.",
    basis="forbundets-kriterium",
    source="Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser",
    examples=(
        Example("Kostnad | 2026 | 2027\nCoach | 310 000 kr | 640 000 kr\nLokal | 40 000 kr | 80 000 kr", "uppfyllt"),
        Example("Insatsen pågår januari–december 2026.\nCoach 600 000 kronor\nResor 20 000 kronor", "uppfyllt"),
        Example("Coach 650 000 kronor per år i tre år.", "delvis"),
        Example("För hela perioden 2026–2028 söks 1 900 000 kronor.", "delvis"),
        Example("Kostnaderna per år redovisas senare.", "saknas"),
        Example("Insatsen behöver en coach och en lokal.", "saknas"),
    ),
    compute=compute,
)
