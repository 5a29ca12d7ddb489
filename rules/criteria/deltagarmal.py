"""At least one goal for the participants.

Facts decide where goals were found. An activity ("vi håller tio träffar") is no goal, not even under the heading Mål.
"""

from __future__ import annotations

from extractors.model import Application
from rules.criterion import Criterion, Example
from rules.facts_goals import of_kind
from rules.model import Computed


def compute(application: Application) -> Computed | None:
    """Whether a goal for the participants was found; None where no goal was."""
    return of_kind(application, "deltagarmal", "för deltagarna")


CRITERION = Criterion(
    id="deltagarmal",
    order=130,
    name="Deltagarmål",
    topic="mal",
    question="Vilka mål finns för deltagarna?",
    rule=(
        "Uppfyllt när minst ett mål säger vad som ska bli annorlunda för deltagarna. En aktivitet är inget mål, inte "
        "heller med siffra och datum."
    ),
    why="Målen visar vad insatsen ska betyda för människorna den är till för.",
    advice=(
        "Skriv vad som ska ha förändrats för deltagarna när de lämnar insatsen, till exempel arbete, studier eller "
        "hälsa."
    ),
    basis="forbundets-kriterium",
    source=(
        "Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser; insatsernas syfte: 2 § lagen "
        "(2003:1210)"
    ),
    examples=(
        Example("Hälften av deltagarna ska ha ett arbete eller studera när de avslutar insatsen.", "uppfyllt"),
        Example(
            "Målet är att deltagarna ska ha fått bättre hälsa och klara sin vardag utan ekonomiskt bistånd.",
            "uppfyllt",
        ),
        Example("Vi anordnar tolv gruppträffar under hösten.", "saknas"),
        Example("Mål för deltagarna formuleras av styrgruppen senare.", "saknas"),
    ),
    compute=compute,
)
