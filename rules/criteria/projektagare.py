"""One of the parties is named as owner.

Projektägare, huvudman, insatsägare, processägare: the word differs between förbund, the sense is one. An owner
outside the four kinds of party (an association, the förbund itself) does not meet the rule.
"""

from __future__ import annotations

from extractors.model import Application
from rules.criterion import Criterion, Example
from rules.facts_evidence import of_quotes
from rules.facts_parties import LAW_KINDS
from rules.model import Computed


def compute(application: Application) -> Computed | None:
    """The party named as owner; None where no organisation was found to own the insats."""
    owners = [p for p in application.parties if p.owner]
    if not owners:
        return None
    owner = next((p for p in owners if p.kind in LAW_KINDS), None)
    if owner is None:
        reason = f"{owners[0].name} anges som ägare men är inte en av de fyra slagens parter."
        return Computed(status="saknas", reason=reason)
    words = owner.owner_quote or next(iter(owner.mentions), None)
    quotes = of_quotes(application, [words] if words else [])
    return Computed(status="uppfyllt", reason=f"{owner.name} anges som ägare.", quotes=quotes)


CRITERION = Criterion(
    id="projektagare",
    order=220,
    name="Projektägare",
    topic="organisation",
    question="Vilken part äger insatsen?",
    rule=(
        "Uppfyllt när en av parterna anges som ägare (projektägare, huvudman, insatsägare, processägare). Saknas när "
        "ägaren inte är en part eller ska utses senare."
    ),
    why="Ägaren har arbetsgivaransvar och budget och svarar inför förbundet.",
    advice="Skriv vilken part som äger insatsen och har arbetsgivaransvar och budget.",
    basis="forbundets-kriterium",
    source="Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser",
    examples=(
        Example("Projektägare är Vetlanda kommun genom arbetsmarknadsförvaltningen.", "uppfyllt"),
        Example("Huvudman för insatsen är Arbetsförmedlingen, som också har arbetsgivaransvaret.", "uppfyllt"),
        Example("Vem som ska äga insatsen är parterna inte klara med.", "saknas"),
        Example("Föreningen Nya Vägar äger projektet.", "saknas"),
    ),
    compute=compute,
)
