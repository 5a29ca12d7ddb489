"""How long the insats lasts: start and end, or a length.

Facts decide where the form head has both ends or a length. A start alone is no length.
"""

from __future__ import annotations

from extractors.model import Application
from rules.criterion import Criterion, Example
from rules.facts_evidence import months, number, of_found
from rules.model import Computed


def compute(application: Application) -> Computed | None:
    """The length of the insats; None where neither both ends nor a length was found."""
    head, length = application.head, months(application)
    if length is None:
        return None
    if head.start and head.slut:
        reason = f"Insatsen pågår från {head.start.value} till {head.slut.value}, {number(length)} månader."
        quotes = dict.fromkeys([*of_found(application, head.start), *of_found(application, head.slut)])
        return Computed(status="uppfyllt", reason=reason, quotes=tuple(quotes))
    quotes_of_length = of_found(application, head.manader) if head.manader else ()
    return Computed(status="uppfyllt", reason=f"Insatsen pågår i {number(length)} månader.", quotes=quotes_of_length)


CRITERION = Criterion(
    id="varaktighet",
    order=380,
    name="Varaktighet",
    topic="implementering",
    question="Hur länge ska insatsen pågå?",
    rule=(
        "Uppfyllt när texten anger start och slut, eller hur länge insatsen pågår. Saknas när bara starten anges "
        "eller längden lämnas öppen."
    ),
    why="Längden avgör hur mycket pengar som binds och när implementeringen måste vara klar.",
    advice="Skriv från och med vilken månad och till och med vilken månad insatsen pågår.",
    basis="forbundets-kriterium",
    source="Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser",
    examples=(
        Example("Insatsen pågår från augusti 2026 till och med juli 2028.", "uppfyllt"),
        Example("Projekttiden är 18 månader.", "uppfyllt"),
        Example("Insatsen startar så snart personalen är anställd.", "saknas"),
        Example("Hur länge insatsen ska pågå beror på utfallet och bestäms då.", "saknas"),
    ),
    compute=compute,
)
