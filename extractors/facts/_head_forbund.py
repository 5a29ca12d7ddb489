"""Which samordningsförbund the application is sent to."""

from __future__ import annotations

import re
from collections import Counter

from extractors.facts._head_fields import is_blank
from extractors.model import Document, Found

_CAP = r"[A-ZÅÄÖ][\wåäöÅÄÖé]*(?:[-–/]\w+){0,4}"
_CHAIN = (
    rf"{_CAP}(?:(?:\s|,\s|\soch\s|\s&\s)(?!Vi\b|Den\b|Det\b|Hej\b|Datum\b|Sökande\b|Region\b|Arbetsförm\w+|"
    rf"Försäkringsk\w+){_CAP}){{0,6}}(?:\s(?:län|älvdal|läns|utlopp))?s?"
)
_NAME = re.compile(
    rf"\b[Ss]amordningsförbund(?:et)?(?:\s(?:i|för|RAR\si)\s|\s)(?:(?:nord|syd|väst|öst|norra|södra|västra|östra|mellersta|centrala)\w*\s)?(?:län(?:et)?\s)?{_CHAIN}|{_CAP}(?:\s{_CAP})?s\s[Ss]amordningsförbund\b|"
    rf"\b(?:Finsam|FINSAM|Finsamförbundet)\s(?:i\s)?{_CHAIN}"
)
_ADDRESSED = re.compile(r"\b(?:till|mottagare|förbund|uppdragsgivare|söks hos|ställd till|hos)\b[^.]{0,20}$", re.I)


def find_forbund(document: Document) -> Found | None:
    """The förbund's name as written; the one addressed near the head before one merely mentioned."""
    votes: Counter[str] = Counter()
    first: dict[str, Found] = {}
    for block in document.blocks:
        text = block.text.title() if block.text.isupper() else block.text
        for match in _NAME.finditer(text):
            quote = (
                block.text[match.start() : match.end()].rstrip("., ")
                if len(text) == len(block.text)
                else match.group(0)
            )
            name = match.group(0).rstrip("., ")
            if is_blank(name):
                continue
            addressed = _ADDRESSED.search(text[: match.start()]) is not None
            votes[name] += 1 + (5 if block.id < 10 else 0) + (3 if addressed else 0)
            first.setdefault(
                name, Found(value=name, quote=quote, block=block.id, certainty=0.9 if block.id < 10 else 0.75)
            )
    if not votes:
        return None
    return first[max(votes, key=lambda n: (votes[n], -first[n].block))]
