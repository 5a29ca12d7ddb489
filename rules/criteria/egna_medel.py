"""Whether the parties put in money or staff of their own.

"Inga egna medel" is an answer. Own working time, premises or money count; a wish that others pay does not.
"""

from __future__ import annotations

from extractors.model import Application
from rules.criterion import Criterion, Example
from rules.facts_evidence import of_quotes
from rules.model import Computed


def compute(application: Application) -> Computed | None:
    """What the text says of the parties' own money and staff; None where the budget reader found nothing."""
    own = application.budget.own_funds
    if not own:
        return None
    reason = "Texten säger om parterna bidrar med egna medel."
    return Computed(status="uppfyllt", reason=reason, quotes=of_quotes(application, own))


CRITERION = Criterion(
    id="egna-medel",
    order=320,
    name="Egna medel",
    topic="organisation",
    question="Bidrar parterna med egna pengar eller egen personal?",
    rule=(
        "Uppfyllt när texten tar ställning: vad parterna själva lägger in, eller att de inte lägger in något. Ett nej "
        "är också ett svar."
    ),
    why="Parternas egen insats visar hur angelägen insatsen är för dem.",
    advice="Skriv vad varje part lägger in i pengar, arbetstid eller lokal, eller att ingen egen insats görs.",
    basis="forbundets-kriterium",
    source=(
        "Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser; lagen ställer inget krav på egen "
        "finansiering"
    ),
    answer_may_be_no=True,
    examples=(
        Example("Arbetsförmedlingen bidrar med en handläggare på 20 procent inom egen budget.", "uppfyllt"),
        Example("Parterna skjuter inte till några egna medel.", "uppfyllt"),
        Example("Frågan om medfinansiering får vi återkomma till.", "saknas"),
        Example("Insatsen är billig i förhållande till nyttan.", "saknas"),
    ),
    compute=compute,
)
