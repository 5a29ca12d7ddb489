"""The responsible contact: a named person, or a function with its organisation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.facts._head_fields import Field, is_blank
from extractors.facts._head_organisations import first_organisation, function_title, persons
from extractors.model import Document, Found, Sentence

_LABEL = re.compile(
    r"\bkontakt(?:person\w*|uppgift\w*|a[rs]?)?\b|^kontakt|\bansvarig\b(?! för (?:uppfölj|implement|rapport|utvärd|att|ekonomi|budget))|"
    r"^(?:insats|projekt|process)ansvarig|\b(?:handläggare|projektledare|processledare|insatsledare)\b|uppgiftslämnare|\bfrågor\b|upplysning|ringa\b|"
    r"^rapportförfattare|ägare$|företrädare|^avsändare|\bsvarar\b",
    re.I,
)
_FUNCTION_LABEL = re.compile(r"kontakt|^insatsansvarig|ansvarig funktion|frågor|ansvarig för (?:insats|ansökan)", re.I)
_ASKED = re.compile(
    r"\b(?:frågor\s+(?:besvaras|ställs|riktas|kan ställas)|upplysningar|kontakt(?:person)?(?:en)?(?:\s+för\s+\w+)?\s+"
    r"(?:är|blir)|nå[rs]\s+(?:oss|genom|på)|"
    r"hör\w*\s+(?:gärna\s+)?av\s+(?:er|sig|dig)|ring(?:a|er)?\b|vill\s+veta\s+mer|prata\s+me[d]?\b|"
    r"undrar\s+(?:ni|du)|fråga\s+efter|vända?\s+(?:sig|er)\s+till|innehållet|vänder\s+(?:ni|sig)|jag\s+heter|kontakta\b|ansvarig\s+för\s+(?:insatsen|ansökan)\s+är|"
    r"den\s+som\s+räknat|handläggande|föredragande|har\s+ni\s+frågor)",
    re.I,
)
_ME = re.compile(
    r"\b(?:ring(?:a)?|nås?|av\s+er\s+till|kontakta|prata\s+me[d]?|fråga|ställs\s+till|svar\s+till)\s+(?:\w+\s+){0,2}(?:mig|undertecknad|"
    r"mej|oss\s+på|säkrast)\b",
    re.I,
)
_OWN_VOICE = re.compile(r"(?<![”\"])\b(?:jag|mig|mej|min|mitt|undertecknad)\b", re.I)
_PHONE = re.compile(r"\b0\d{1,3}[-–\s]\d{2,3}[\s\d]{3,}|@\w")


def find_contact(document: Document, fields: Sequence[Field], sentences: Sequence[Sentence]) -> Found | None:
    """The contact's name with title and organisation, as written; placeholders and switchboards are none."""
    found = [*_from_fields(fields), *_from_sentences(sentences), *_from_closing(document)]
    if not found:
        return None
    score, block, quote = max(found, key=lambda c: (c[0], -c[1]))
    return Found(value=quote, quote=quote, block=block, certainty=min(0.97, 0.5 + 0.08 * score))


def _named(text: str) -> str | None:
    """The person with what is said of him, or the function with its organisation; None where neither is there."""
    text = text.strip()
    if is_blank(text):
        return None
    people = persons(text)
    if people:
        at, name = people[0]
        lead = re.search(
            r"(?:^|\s)((?:\w+\s)?[a-zåäöA-Z-]+(?:chef|ledare|handläggare|koordinator|samordnare|strateg|"
            r"sekreterare)(?:en)?)\s$",
            text[:at],
            re.I,
        )
        start = lead.start(1) if lead else at
        tail = re.match(
            r"(?:,\s(?!tel|tfn|telefon|\d)[^,.|@\d]{2,60}+(?![\w.]*@)|\spå\s[^,.|@\d]{2,50}|\svid\s[^,.|@\d]{2,50}){0,3}",
            text[at + len(name) :],
        )
        return text[start : at + len(name) + (tail.end() if tail else 0)].rstrip(" ,")
    title = function_title(text)
    organisation = first_organisation(text)
    if title and organisation and len(text) < 200:
        return text[min(title.start(), organisation.start) : max(title.end(), organisation.end)]
    return None


def _from_fields(fields: Sequence[Field]) -> Iterator[tuple[float, int, str]]:
    for field in fields:
        if _LABEL.search(field.label) and not (field.below and field.rank > 2):
            named = _named(field.value) if persons(field.value) or _FUNCTION_LABEL.search(field.label) else None
            if named and named in field.value:
                owner = "ägare" in field.label
                yield (3.5 if owner else 6.0) - 0.4 * field.rank, field.block, named


def _from_sentences(sentences: Sequence[Sentence]) -> Iterator[tuple[float, int, str]]:
    for s in sentences:
        learned = s.signs.get("insatsansvarig", 0.0)
        asked = _ASKED.search(s.text)
        if (s.kind == "rad" and learned < 0.5) or not (asked or learned > 0.5):
            continue
        named = _named(s.text)
        if named:
            yield (4.0 if asked else 2.0) + learned, s.block, named


def _is_letter(document: Document) -> bool:
    """Whether one person writes in her own name: "jag" and "mig" come back, and no table or form is there."""
    own = sum(len(_OWN_VOICE.findall(b.text)) for b in document.blocks)
    return own >= 2 and not any(b.kind in ("rad", "rubrik") for b in document.blocks)


def _from_closing(document: Document) -> Iterator[tuple[float, int, str]]:
    """The signature of a letter that gives a telephone number or asks to be answered to its writer."""
    asks_me = any(_ME.search(b.text) for b in document.blocks) or _is_letter(document)
    for block in document.blocks[-6:]:
        people = persons(block.text[:60])
        if block.kind == "rad" or len(block.text) > 160 or not people or people[0][0] > 2:
            continue
        if asks_me or _PHONE.search(block.text) or "kontakt" in block.text.lower():
            named = _named(block.text)
            if named:
                yield 2.5, block.id, named
