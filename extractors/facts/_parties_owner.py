"""Who owns the insats, as the text says it: projektägare, insatsägare, huvudman, processägare.

The applicant is not the owner by being applicant. An ownership that is denied, under discussion, conditional or said of something
else than the insats is none. Joint owners are possible.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractors.facts._parties_features import group_of
from extractors.facts._parties_resolve import Placed
from extractors.model import Quote, Sentence

_ROLE = (
    r"(?:(?:formell|juridisk|ekonomisk)\w*\s+)?(?:(?:projekt|insats|process|verksamhets|resultat)?ägare(?:n|ns)?|huvudman(?:nen)?"
    r"|ägarskapet|ägarskap|ägaransvaret|huvudmannaskapet|huvudmannaskap|huvudmannaansvaret|(?:ägande|ansvarig|huvudansvarig) part|huvudägare)"
)
_IS = (
    r"(?:är|blir|blev|står|stod|ska vara|ska bli|skall vara|föreslås|utses|åtar|tar|har|bär|agerar|fungerar|innehar|kommer att|förblir|axlar"
    r"|som|iklär|övertar|delar)"
)
_ROLE_WORD = re.compile(rf"(?<!\w){_ROLE}(?!\w)", re.I)
_IS_OWNER = re.compile(rf"^[\s,]*(?:[^.;|]{{0,60}}?\b)?{_IS}\b[^.;|]{{0,45}}?(?<!\w){_ROLE}(?!\w)", re.I)
_BRACKET = re.compile(rf"^\s*[(,–-]\s*{_ROLE}\b", re.I)
_OWNS = re.compile(
    r"^(?:[\s,]*(?:genom [^,.;]{3,50},?|tillsammans med [^,.;]{3,50}|[^,.;]{0,40},)?)?\s*(?:som )?(?:gemensamt |tillsammans |formellt |fortsatt |också |själv )?"
    r"(?:äger|ägde|kommer att äga|ska äga)\s+(?:gemensamt |tillsammans |fortsatt |hela |själva |formellt )?(\w+)",
    re.I,
)
_OWNED_BY = re.compile(r"\bägs(?:\s+och\s+\w+)?(?:\s+(?:gemensamt|formellt|tillsammans|helt|fortsatt))?\s+av\s+(?:\w+\s+){0,2}$", re.I)
_LIES_WITH = re.compile(
    rf"(?:{_ROLE})\s+(?:för \w+\s+)?(?:ligger|vilar|finns|placeras|läggs|tas|delas|bärs|är placerat|har)\s+(?:\w+\s+){{0,2}}?(?:hos|på|av|mellan|inom|i|vid)\s+(?:\w+\s+){{0,2}}$",
    re.I,
)
_ROLE_IS = re.compile(
    rf"(?<!\w){_ROLE}(?:\s+(?:för|av|i)\s+[^|:.;]{{1,40}}?|\s+och\s+[\w ]{{3,25}})?\s*(?:\([^)]*\)\s*)?(?:[:|–-]|\bär\b|\bblir\b|\bföreslås bli\b|\bföreslås\b|\bska vara\b|\butgörs av\b|\bär fortsatt\b)?[\s|:]*"
    r"(?:\w+\s+){0,2}$",
    re.I,
)
_NO = re.compile(
    r"\b(?:inte|ej|ingen|inget|diskuteras|diskussion|diskuterar|oklart|ännu|enas|utreds|förhandlas|återstår|avgörs|bestäms|får visa|utkristallisera"
    r"|om\s+\w+\s+(?:blir|vill)|skulle|ange|beskriv|tidigare|förra|vilken|någon av|kan bli|kan vara|kan tänka|kan komma|senare|tillsätts|vem)\b",
    re.I,
)
_INSATS = re.compile(
    r"^(?:insats|projekt|process|initiativ|satsning|arbete|resa|upplägg|verksamhet|samverkan|utvecklings|uppdrag|modell|team|detta|den|det|[A-ZÅÄÖ])", re.S
)
_QUESTION = re.compile(rf"(?<!\w)(?:{_ROLE}|äger)(?!\w)", re.I)


def owners(
    placed: Sequence[Placed], sentences: Sequence[Sentence], applicants: Sequence[tuple[str, str]]
) -> Mapping[tuple[str, str], Quote]:
    """The owning parties as (kind, name), each with the words that say so."""
    by_sentence: dict[int, list[Placed]] = {}
    for p in placed:
        by_sentence.setdefault(p.sentence.id, []).append(p)
    found: dict[tuple[str, str], Quote] = {}
    asked = False
    for sentence in sentences:
        here = by_sentence.get(sentence.id, [])
        text = sentence.text
        said = not (_NO.search(text) and not _sure_despite_no(text)) and not text.rstrip().endswith("?")
        if said:
            for key in _owners_in(text, here):
                found.setdefault(key, Quote(text=text, block=sentence.block))
            if asked and not found and here and here[0].mention.start < 25 and not _ROLE_WORD.search(text):
                found[here[0].kind, here[0].name] = Quote(text=text, block=sentence.block)
            if re.search(rf"{_ROLE}\s*[|:]\s*(?:se ovan|samma|densamma|sökande|som ovan)", text, re.I):
                for key in applicants[:1]:
                    found.setdefault(key, Quote(text=text, block=sentence.block))
        asked = bool(
            _QUESTION.search(text)
            and len(text) < 90
            and (text.rstrip().endswith("?") or (sentence.kind == "rubrik" and _ROLE_WORD.match(text)) or text.rstrip().endswith(":"))
        )
    return found


def _sure_despite_no(text: str) -> bool:
    """A "no" in the sentence that does not concern the ownership: it stands in another part of it."""
    parts = re.split(r";|\bmen\b|, (?:och|som)\b|\. ", text)
    return any(_ROLE_WORD.search(part) and not _NO.search(part) for part in parts) and len(parts) > 1


def _owners_in(text: str, here: Sequence[Placed]) -> list[tuple[str, str]]:
    """The parties that one sentence names as owners."""
    if not re.search(r"äg|huvudm|ansvarig part", text, re.I):
        return []
    found: list[tuple[str, str]] = []
    for p in here:
        start, end = group_of(p, here)
        before, after = text[:start], text[end:]
        others = [q for q in here if q.mention.start >= end]
        stop = min((q.mention.start - end for q in others if q.mention.form in ("namn", "kort")), default=len(after))
        owns = _OWNS.match(after)
        if (
            (_IS_OWNER.match(after[: stop + 1]) and p.mention.form != "plats")
            or _BRACKET.match(after)
            or (owns and _INSATS.match(owns.group(1)))
            or _OWNED_BY.search(before)
            or _LIES_WITH.search(before)
            or _ROLE_IS.search(before)
            or re.match(rf"\s*som\s+{_ROLE}\b", after, re.I)
        ):
            found.append((p.kind, p.name))
    return list(dict.fromkeys(found))
