"""Several parties, all of one kind: the act counts kommuner together as one part, and regioner likewise."""

from __future__ import annotations

from rules.facts_evidence import of_quotes
from rules.facts_parties import best_quotes, kinds, names, participating
from rules.lagrum import lagrum
from rules.model import Question
from rules.questions._asking import Asking

ORDER = 80
ID = "ett-slags-part"
_LEAST_PARTIES = 2


def ask(asking: Asking) -> tuple[Question, ...]:
    """Who else takes part, where all the parties are of one kind. A gap in ``minst-tva-parter`` asks the same, and then it is enough."""
    parties = participating(asking.application)
    if len(parties) < _LEAST_PARTIES or len(kinds(parties)) != 1 or asking.is_gap("minst-tva-parter"):
        return ()
    what = (
        "kommuner"
        if parties[0].kind == "kommun"
        else "regioner"
        if parties[0].kind == "region"
        else "parter av ett slag"
    )
    return (
        Question(
            id=ID,
            text=f"Vilken part utöver {names(parties)} deltar?",
            why=f"Flera {what} räknas tillsammans som en part, och en insats behöver minst två.",
            source=lagrum("finsam-5").citation,
            quotes=of_quotes(asking.application, best_quotes(parties), 2),
        ),
    )
