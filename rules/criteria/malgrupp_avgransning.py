"""The target group is delimited by at least two kinds of limits.

Counted kinds: age, place, situation (income support, sick leave, diagnosis, time out of work), number of
participants, contact with several authorities. The count reads the wording of the sentences that speak of the group;
a wording no pattern foresees is left to the sentences' own signs.
"""

from __future__ import annotations

import re

from extractors.model import Application
from rules.criterion import Criterion, Example
from rules.facts_evidence import listed, number, of_sentences, sentence_case, speaking
from rules.model import Computed

_KINDS = {
    "ålder": r"\b\d{2}\s*(–|-|till|och|t\.?o\.?m\.?)\s*\d{2}\s*år"
    r"|\b(under|över|fyllda?|från|yngre än|äldre än) \d{2}(\s*år)?\b|\båldern?\b|\bårs? ålder|\b\d{2}[- ]åring",
    "ort": r"\b(bosatt|folkbokförd|skriven|skrivna|bor i|boende i|invånare i|hemmahörande)|\bkommuninvånar"
    r"|\b(från|i) [A-ZÅÄÖ][\wåäö-]+(s kommun|s stad|\s+och\s+[A-ZÅÄÖ])",
    "situation": r"försörjningsstöd|ekonomiskt bistånd|sjukskriv|sjukpenning|aktivitetsersättning|sjukersättning"
    r"|rehabiliteringspenning|diagnos|arbetslös|utan arbete|utan jobb|funktionsnedsättning|psykisk ohälsa|nollplacer"
    r"|långtids|varken arbetar eller studerar|utskriv|beroende(vård|problem)|missbruk|nyanländ|etablering|smärta",
    "antal": r"\b\d+\s*(–|-)?\s*\d*\s*(deltagare|personer|individer|platser|ungdomar|vuxna|kvinnor|män|unga)\b"
    r"|\b(tio|tolv|femton|tjugo|trettio|fyrtio|femtio|hundra)\w* (deltagare|personer|platser|individer)",
    "kontakt med flera myndigheter": r"\b(flera|minst två|två eller flera|fler än en|mer än en|minst tre|båda|olika) "
    r"(\w+ )?(myndighet|part|aktör|samhällsaktör|verksamhet|instans|huvudm)",
}


def compute(application: Application) -> Computed | None:
    """How many kinds of limits the sentences about the group name; None where no such sentence was found."""
    about = speaking(application, "malgrupp-avgransning", 0.3)
    about += [s for s in speaking(application, "malgrupp", 0.5) if s not in about]
    found = {
        kind: next((s for s in about if re.search(pattern, s.text, re.IGNORECASE if kind != "ort" else 0)), None)
        for kind, pattern in _KINDS.items()
    }
    named = {kind: sentence for kind, sentence in found.items() if sentence is not None}
    if not named:
        return None
    quotes = of_sentences({s.id: s for s in named.values()}.values())
    what = f"{number(len(named))} slags avgränsning: {listed(list(named))}"
    return Computed(status="uppfyllt" if len(named) > 1 else "delvis", reason=f"{sentence_case(what)}.", quotes=quotes)


CRITERION = Criterion(
    id="malgrupp-avgransning",
    order=100,
    name="Målgruppens avgränsning",
    topic="malgrupp",
    question="Hur är målgruppen avgränsad?",
    rule=(
        "Uppfyllt vid minst två av: ålder, ort, situation (till exempel försörjningsstöd, sjukskrivning, diagnos, tid "
        "utan arbete), antal deltagare, kontakt med flera myndigheter. Delvis vid en."
    ),
    why="Avgränsningen visar vem som får plats och gör resultatet möjligt att jämföra.",
    advice="Ange ålder, ort, situation och antal platser, och säg om deltagarna ska ha kontakt med flera myndigheter.",
    basis="forbundets-kriterium",
    source="Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser",
    examples=(
        Example("Deltagarna är 20–35 år, bor i Ljusdal och har varit utan arbete i minst ett år.", "uppfyllt"),
        Example("Insatsen tar emot högst 25 personer som är sjukskrivna sedan mer än 180 dagar.", "uppfyllt"),
        Example("Insatsen riktar sig till personer mellan 30 och 60 år.", "delvis"),
        Example("Insatsen vänder sig till alla som behöver den.", "saknas"),
        Example("Avgränsningen av gruppen görs längre fram.", "saknas"),
    ),
    compute=compute,
)
