"""Tell a form's own words from an answer: questions, instructions and fields left open are never evidence."""

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
PLACEHOLDER = re.compile(
    r"\[[^\[\]\d][^\[\]]{0,80}\]|\b[ÅY]{2,4}[-/.]?MM[-/.]?DD\b|\b20XX\b|\b[Xx]{2,}(?:[-–][Xx]{2,})?\b(?:\s*(?:kr|procent|%|år|deltagare))?|"
    r"<[^<>]{2,40}>|_{3,}|\.{5,}|(?:^|[:|]\s*)…(?=\s*(?:$|\|))|\bN\.\s?N\.|\bKlicka (?:eller tryck )?här\b[^.]*|\bfyll i här\b|\bNN\b"
)
_OPEN_AMOUNT = re.compile(r"(…|\.{3,}|_{3,}|\b[Xx]{2,})\s*(kr|kronor|tkr|mkr|procent|%)(?!\w)")
_LABEL_WORDS = 8


def is_prompt(text: str, signs: Mapping[str, float]) -> bool:
    """Whether a sentence asks or instructs instead of answering; by its form, or by the sentence model's word for template text."""
    text = text.strip()
    if signs.get("malltext", 0.0) > _SURE or text.endswith("?") or is_unanswered(text):
        return True
    return bool(_INSTRUCTION.match(text) or _SHOULD.search(text)) and "|" not in text


def is_unanswered(text: str) -> bool:
    """Whether a field is left open: "Datum | ÅÅÅÅ-MM-DD", "Sökt belopp |", "Egna medel: -", "Vi söker … kr". A line that leads in a list is not."""
    if "|" in text:
        label, *values = text.split("|")
        return len(label.split()) <= _LABEL_WORDS and ":" not in label and not any(map(_says, values))
    label, colon, value = text.partition(":")
    if colon and value.strip() and len(label.split()) <= _LABEL_WORDS:
        return not _says(value)
    return bool(_OPEN_AMOUNT.search(text))


def _says(value: str) -> bool:
    """Whether anything is left of a value when placeholders and empty boxes are taken away."""
    return bool(re.search(r"\w", PLACEHOLDER.sub("", value).replace("☐", "")))
