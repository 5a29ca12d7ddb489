"""Tell a form's own words from an answer: questions and instructions are never evidence."""

from __future__ import annotations

import re
from collections.abc import Mapping

_INSTRUCTION = re.compile(
    r"^(\W|\d|[a-h]\))*(vänligen )?(beskriv|ange|redogör|redovisa|fyll i|lista|räkna upp|motivera|förklara|berätta|precisera|specificera|"
    r"kryssa|bifoga|besvara|skriv|uppge|ta bort|lägg (gärna )?in|tänk på|observera|kontrollera|namnge|sammanfatta|presentera|utgå från|"
    r"utveckla|svara|klicka|välj|exempel på vad|här (ska|anger|beskriver|skriver|fyller|redovisar)|ska beskriva|max(imalt)? \d+ (ord|tecken|rader))\b",
    re.I,
)
_SHOULD = re.compile(
    r"\b(ska|bör|skall) (framgå|beskrivas|anges|redovisas|preciseras|bifogas|fyllas i|specificeras|motiveras)\b|\b(har|ska|kan|tänker|behöver|vill|gör|mäter) ni\b.*\?$",
    re.I,
)
_SURE = 0.5


def is_prompt(text: str, signs: Mapping[str, float]) -> bool:
    """Whether a sentence asks or instructs instead of answering; by its form, or by the sentence model's word for template text."""
    text = text.strip()
    if signs.get("malltext", 0.0) > _SURE or text.endswith("?"):
        return True
    return bool(_INSTRUCTION.match(text) or _SHOULD.search(text)) and "|" not in text
