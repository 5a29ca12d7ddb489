"""The target group is delimited by at least two kinds of limits.

Counted kinds: age, place, situation (income support, sick leave, diagnosis, time out of work), number of
participants, contact with several authorities. The count reads the wording of the sentences that speak of the group;
a wording no pattern foresees is left to the sentences' own signs.
"""

from __future__ import annotations

import re

from extractors.facts.dates import find_lengths
from extractors.facts.gazetteer import places_in
from extractors.model import Application, Sentence
from rules.criterion import Criterion, Example
from rules.facts_evidence import listed, number, of_sentences, sentence_case, speaking
from rules.model import Computed

_COUNTED = "deltagare|personer|individer|platser|ungdomar|vuxna|kvinnor|män|unga|elever|patienter|st(?:ycken)?"
_WORDS = "fem|sex|sju|åtta|nio|tio|elva|tolv|fjorton|femton|sexton|arton|tjugo|trettio|fyrtio|femtio|hundra"
_PATTERNS = {
    "ålder": r"\b\d{2}\s*(–|-|till|och|t\.?o\.?m\.?)\s*\d{2}(\s*år|[- ]åring)|\båldern\b|\bårskurs|\bmyndig\b"
    r"|\bmellan \d{2} och \d{2}\b|\b(under|över|fyllda?|från|yngre än|äldre än|fyllt) (de )?\d{2}(\s*år)?\b|\båldrarna"
    r"|\b\d{2}[- ]åring",
    "ort": r"\b(bosatt|folkbokförd|skriven|skrivna|bor i|bor hos|boende i|invånare i|hemmahörande|listade)"
    r"|kommuninvånar",
    "situation": r"försörjningsstöd|ekonomiskt bistånd|\bEB\b|sjukskriv|sjukpenning|aktivitetsersättning|sjukersättning"
    r"|rehabiliteringspenning|läkarintyg|diagnos|arbetslös|utan (arbete|jobb|sysselsättning)|funktionsnedsättning"
    r"|psykisk|nollplac|varken arbetar eller studerar|utskriv|beroende(vård|problem|sjuk)|missbruk|nyanländ"
    r"|etablering|smärta|utmattning|neuropsyk|autism|adhd|ensamstående|hemlös|frigiv|anpassade gymnasie",
    "antal": rf"\b\d+\s*(–|-)?\s*\d*\s*(nya )?({_COUNTED})\b|\b({_WORDS})\w* (nya )?({_COUNTED})\b|\b\d+\s?/\s?år\b"
    r"|\b(högst|cirka|ca|omkring|ungefär|sammanlagt|totalt|upp till) (\d{1,3}|"
    + _WORDS
    + r")\b(?!\s*(år|mån|veck|dag|tim|procent|%|kr))|\bplatser \| \d+",
    "kontakt med flera myndigheter": r"\b(flera|minst två|två eller (flera|fler)|fler än en|mer än en|minst tre|båda"
    r"|olika) (av )?(\w+ ){0,2}(myndighet|part|aktör|samhällsaktör|verksamhet|instans|huvudm)",
}
_KINDS = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _PATTERNS.items()}


def compute(application: Application) -> Computed | None:
    """How many kinds of limits the sentences about the group name; None where they name none."""
    about = speaking(application, "malgrupp-avgransning", 0.3)
    about += [s for s in speaking(application, "malgrupp", 0.5) if s not in about]
    named: dict[str, Sentence] = {}
    for sentence in about:
        for kind in _limits(sentence.text):
            named.setdefault(kind, sentence)
    if not named:
        return None
    quotes = of_sentences({s.id: s for s in named.values()}.values())
    how_many = "ett slags" if len(named) == 1 else f"{number(len(named))} slags"
    reason = sentence_case(f"{how_many} avgränsning: {listed(list(named))}.")
    return Computed(status="uppfyllt" if len(named) > 1 else "delvis", reason=reason, quotes=quotes)


def _limits(text: str) -> list[str]:
    """The kinds of limits that a sentence about the group names."""
    found = [kind for kind, pattern in _KINDS.items() if pattern.search(text)]
    if "ort" not in found and places_in(text):
        found.append("ort")
    if "situation" not in found and find_lengths(text):
        found.append("situation")
    return found


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
