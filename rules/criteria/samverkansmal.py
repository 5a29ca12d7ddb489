"""At least one goal for the cooperation between the parties.

Facts decide where goals were found. A goal for one's own staff alone is none for the cooperation.
"""

from __future__ import annotations

from extractors.model import Application
from rules.criterion import Criterion, Example
from rules.facts_goals import of_kind
from rules.model import Computed


def compute(application: Application) -> Computed | None:
    """Whether a goal for the cooperation was found; None where no goal was."""
    return of_kind(application, "samverkansmal", "för samverkan")


CRITERION = Criterion(
    id="samverkansmal",
    order=140,
    name="Samverkansmål",
    topic="mal",
    question="Vilka mål finns för samverkan mellan parterna?",
    rule=(
        "Uppfyllt när minst ett mål säger vad som ska bli annorlunda i samarbetet mellan parterna. Att parterna ska "
        "träffas är en aktivitet."
    ),
    why="Förbundet ska se till att samverkan utvecklas och inte bara att deltagare får stöd.",
    advice=(
        "Skriv vad som ska ha förändrats i samarbetet: nya rutiner, kortare väntan mellan parterna eller gemensamma "
        "planer."
    ),
    basis="forbundets-kriterium",
    source="Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser",
    examples=(
        Example(
            "Vid insatsens slut ska parterna ha en gemensam rutin för överlämning som används i alla ärenden.",
            "uppfyllt",
        ),
        Example("Tiden mellan remiss från vården och första mötet hos Arbetsförmedlingen ska halveras.", "uppfyllt"),
        Example("Styrgruppen träffas varannan månad.", "saknas"),
        Example("Samverkansmålen är ännu inte formulerade.", "saknas"),
    ),
    compute=compute,
)
