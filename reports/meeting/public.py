"""Text that may be read by anyone: personal numbers and what was flagged as sensitive are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from extractors.facts.personnummer import find_personnummer
from reports.swedish_text import clean

REMOVED = "[uppgift borttagen]"
_PROMPT = re.compile(r"(?:ange|beskriv|fyll i|redogör|vem|vilk[ae]n?|vilket|vad|hur)\b", re.IGNORECASE)
_UNFIT = {"personnummer", "kanslig-uppgift", "malltext", "platshallare"}


def public_text(text: str) -> str:
    """The text without personal numbers, and without what Word cannot hold."""
    for number in set(find_personnummer(text)):
        text = text.replace(number, REMOVED)
    return clean(text)


def has_personal_number(text: str) -> bool:
    """Whether the text holds a personal number."""
    return next(iter(find_personnummer(text)), None) is not None


def fit_blocks(review: Mapping[str, Any], topic: str) -> Iterator[str]:
    """The texts of a review's blocks on a topic, headings and all blocks with a flag (sensitive, template text) left out."""
    unfit = {flag["block"] for flag in review["flaggor"] if flag["id"] in _UNFIT}
    for block in review["block"]:
        if topic in block["amnen"] and block["slag"] not in ("titel", "rubrik") and block["id"] not in unfit:
            if _PROMPT.match(block["text"]):  # the template's own question, left standing
                continue
            yield public_text(block["text"])
