"""At least one goal with a time by which it is to be reached.

A date, a year, the end of the insats or a length. A date of an activity is no goal's time.
"""

from __future__ import annotations

from extractors.model import Application
from rules.criterion import Criterion, Example
from rules.facts_goals import of_all, quotes
from rules.model import Computed


def compute(application: Application) -> Computed | None:
    """How many goals have a time; None where no goal was found."""
    if not application.goals:
        return None
    found = [g for g in application.goals if g.timed]
    if not found:
        return Computed(status="saknas", reason=f"{of_all(found, application.goals)} har en tid då det ska vara nått.")
    reason = f"{of_all(found, application.goals)} har en tid då det ska vara nått."
    return Computed(status="uppfyllt", reason=reason, quotes=quotes(application, found))


CRITERION = Criterion(
    id="mal-tidsatta",
    order=170,
    name="Tidsatta mål",
    topic="mal",
    question="När ska målen vara nådda?",
    rule=(
        "Uppfyllt när minst ett mål har en tid då det ska vara nått: ett datum, ett år, insatsens slut eller en "
        "längd. Saknas annars."
    ),
    why="Tiden gör att målet går att följa upp vid rätt tillfälle.",
    advice='Skriv när varje mål ska vara nått, till exempel "vid insatsens slut" eller "senast juni 2027".',
    basis="forbundets-kriterium",
    source="Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser",
    examples=(
        Example("Senast den 31 december 2027 ska 15 deltagare ha en egen inkomst.", "uppfyllt"),
        Example("När insatsen avslutas ska alla parter arbeta efter samma rutin.", "uppfyllt"),
        Example("Deltagarna ska komma närmare arbetsmarknaden.", "saknas"),
        Example("När målen ska vara nådda får vi återkomma till.", "saknas"),
    ),
    compute=compute,
)
