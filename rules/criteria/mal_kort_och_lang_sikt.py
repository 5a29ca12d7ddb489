"""Short-term and long-term goals, told apart.

In words or by dates more than a year apart. Facts decide where the goals have a horizon. Goals on one horizon are
partly; goals without any stated horizon do not count.
"""

from __future__ import annotations

import re
from datetime import date

from extractors.facts.dates import find_dates
from extractors.model import Application
from rules.criterion import Criterion, Example
from rules.facts_goals import quotes
from rules.model import Computed

_MORE_THAN_A_YEAR = 366
_SHORT = re.compile(r"\bkort(are)? sikt\b|\bkortsiktig|\bpå kort\b", re.IGNORECASE)
_LONG = re.compile(r"\blång(re)? sikt\b|\blångsiktig|\bpå lång\b", re.IGNORECASE)


def compute(application: Application) -> Computed | None:
    """The goals' horizons, by word or by dates more than a year apart; None where no goal was found."""
    goals = application.goals
    if not goals:
        return None
    short = [g for g in goals if g.horizon == "kort"]
    long = [g for g in goals if g.horizon == "lang"]
    if short and long:
        shown = quotes(application, [short[0], long[0]])
        return Computed(status="uppfyllt", reason="Det finns mål både på kort och på lång sikt.", quotes=shown)
    if both := [g for g in goals if _SHORT.search(g.text) and _LONG.search(g.text)]:
        reason = "Ett mål skiljer på kort och lång sikt."
        return Computed(status="uppfyllt", reason=reason, quotes=quotes(application, both))
    dated = sorted((day, n) for n, goal in enumerate(goals) for day in _times(goal.text))
    if dated and (dated[-1][0] - dated[0][0]).days > _MORE_THAN_A_YEAR:
        shown = quotes(application, [goals[n] for n in dict.fromkeys((dated[0][1], dated[-1][1]))])
        reason = f"Målen ska vara nådda vid olika tider, från {dated[0][0]:%Y-%m} till {dated[-1][0]:%Y-%m}."
        return Computed(status="uppfyllt", reason=reason, quotes=shown)
    if some := short or long or [g for g in goals if g.timed]:
        return Computed(status="delvis", reason="Målen har bara en sikt.", quotes=quotes(application, some))
    return Computed(status="saknas", reason="Inget mål säger på vilken sikt det ska nås.")


def _times(text: str) -> list[date]:
    """The last days of the points in time that a goal names."""
    return [day for found in find_dates(text) if (day := (found.finish or found.begin).last)]


CRITERION = Criterion(
    id="mal-kort-och-lang-sikt",
    order=150,
    name="Mål på kort och lång sikt",
    topic="mal",
    question="Finns mål både på kort och på lång sikt?",
    rule=(
        "Uppfyllt när kortsiktiga och långsiktiga mål skiljs åt, i ord eller med datum som ligger mer än ett år isär. "
        "Delvis när alla mål har samma sikt. Saknas när inget mål har någon sikt."
    ),
    why="Korta mål går att styra efter och långa mål visar vart insatsen ska leda.",
    advice="Skilj på vad som ska vara nått efter första året och vad som ska gälla på längre sikt.",
    basis="forbundets-kriterium",
    source="Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser",
    examples=(
        Example(
            "På kort sikt ska deltagarna ha en planering; på lång sikt ska de klara sin egen försörjning.",
            "uppfyllt",
        ),
        Example(
            (
                "I december 2026 ska tio deltagare vara i praktik.\n"
                "I december 2028 ska hälften av dem försörja sig genom arbete."
            ),
            "uppfyllt",
        ),
        Example("På lång sikt ska fler invånare ha ett arbete.", "delvis"),
        Example("Deltagarna ska må bättre.", "saknas"),
        Example("Om målen ska delas upp i korta och långa avgörs senare.", "saknas"),
    ),
    compute=compute,
)
