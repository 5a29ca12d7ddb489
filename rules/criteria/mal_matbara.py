"""At least one goal with a target level.

A number, a share, or a state that is plainly reached or not. Partly, where an indicator has no level, or levels are
put off with who and when; that the sentences tell.
"""

from __future__ import annotations

from extractors.model import Application
from rules.criterion import Criterion, Example
from rules.facts_goals import of_all, quotes
from rules.model import Computed


def compute(application: Application) -> Computed | None:
    """How many goals have a level; None where no goal was found."""
    if not application.goals:
        return None
    found = [g for g in application.goals if g.measurable]
    if not found:
        return Computed(status="saknas", reason=f"{of_all(found, application.goals)} har en målnivå.")
    reason = f"{of_all(found, application.goals)} har en målnivå."
    return Computed(status="uppfyllt", reason=reason, quotes=quotes(application, found))


CRITERION = Criterion(
    id="mal-matbara",
    order=160,
    name="Mätbara mål",
    topic="mal",
    question="Går det att mäta om målen är nådda?",
    rule=(
        "Uppfyllt när minst ett mål har en målnivå: ett antal, en andel eller ett läge som tydligt är nått eller "
        "inte. Delvis när mått nämns utan nivå, eller när nivåer sätts senare och texten säger av vem och när."
    ),
    why="Utan nivå går det inte att säga i efterhand om insatsen lyckades.",
    advice="Sätt en nivå på minst ett mål för deltagarna och ett för samverkan, till exempel en andel eller ett antal.",
    basis="forbundets-kriterium",
    source="Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser",
    examples=(
        Example("Minst 12 av 20 deltagare ska ha gått vidare till arbete eller studier.", "uppfyllt"),
        Example("70 procent av deltagarna ska ha en gemensam planering.", "uppfyllt"),
        Example("Vi mäter andelen som går vidare till arbete.", "delvis"),
        Example("Målnivåer sätts av styrgruppen senast den 1 oktober 2026.", "delvis"),
        Example("Deltagarna ska få ett bättre liv.", "saknas"),
        Example("Mätbara mål tas fram längre fram.", "saknas"),
    ),
    compute=compute,
)
