"""Whether the parties put in money or staff of their own.

"Inga egna medel" is an answer. Own working time, premises or money count; a wish that others pay does not.
"""

from __future__ import annotations

import re

from extractors.model import Application, Quote
from rules.criterion import Criterion, Example
from rules.evidence import answers
from rules.facts_evidence import of_quotes, of_sentences
from rules.model import Computed

_NO_OWN = re.compile(
    r"\b(inga|ingen|inget|inte|ej|utan|varken|ingenting)\b[^.;|]{0,50}\b(egna (medel|pengar|resurser|insatser)|egen (insats|finansiering)|eget bidrag|"
    r"medfinansiering|egeninsats)|\b(egna (medel|pengar|resurser)|egen (insats|finansiering)|medfinansiering|egeninsats)\b[^.;]{0,30}(\b(nej|inga|ingen|inte|ej|saknas|0 kr|noll)\b|[-–]\s*$)",
    re.I,
)


def compute(application: Application) -> Computed | None:
    """What the text says of the parties' own money and staff; None where the budget reader found nothing."""
    said_no = [s for s in answers(application) if _NO_OWN.search(s.text)]
    if said_no:
        reason = "Texten säger att parterna inte bidrar med egna medel, vilket är ett svar."
        return Computed(status="uppfyllt", reason=reason, quotes=of_sentences(said_no))
    own = [q for q in application.budget.own_funds if not _is_put_off(application, q)]
    if not own:
        return None
    reason = "Texten säger om parterna bidrar med egna medel."
    return Computed(status="uppfyllt", reason=reason, quotes=of_quotes(application, own))


def _is_put_off(application: Application, quote: Quote) -> bool:
    """Whether the sentence rather looks like an answer than gives one: put off, wished for or past."""
    signs = [s.signs for s in application.sentences if s.block == quote.block and quote.text in s.text]
    return any(s.get("egna-medel?", 0.0) > max(0.5, s.get("egna-medel", 0.0)) for s in signs)


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
