"""Names of organisations as they stand in text, alone or joined ("A tillsammans med B och C")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CAP = r"[A-ZÅÄÖ][\wåäöÅÄÖé]*(?:[-–/][A-ZÅÄÖ][\wåäöÅÄÖé]*){0,4}"
_PLACE = (
    rf"(?!(?:Kontakt|Region|Datum|Samordningsförbund\w*|Arbetsförmedling\w*|Försäkringskass\w*|Telefon|"
    rf"Vi|Den|Det)\b){_CAP}"
)
_ONE = rf"""(?:
    (?P<state>Arbetsförmedlingen|Försäkringskassan|arbetsförmedlingen|försäkringskassan|ARBETSFÖRMEDLINGEN|FÖRSÄKRINGSKASSAN)s?\b(?P<at>\si\s{_PLACE}|\s{_PLACE})?
  | (?:AF|FK|Af)(?:\si)?\s{_PLACE}
  | Region\s{_CAP}(?:\s(?:Örebro|{_CAP}))?(?:\slän)?
  | (?:Västra\sGötalandsregionen|{_CAP}regionen\b(?!\s{_CAP}))
  | (?:{_CAP}(?:,\s|\soch\s)){{1,8}}{_CAP}\s(?:kommuner|städer)\b
  | {_CAP}(?:\s{_CAP}){{0,2}}\s(?:kommun|stad|Stad|kn|KOMMUN|STAD|kommunförbund)(?:s)?\b
  | (?:Samordningsförbund\w*)\s{_CAP}
)"""
_ORGANISATION = re.compile(rf"(?<![\w-]){_ONE}", re.X)
_JOINT = re.compile(
    r"(?:\s\([^()]{3,40}\))?(?:,\s[A-ZÅÄÖ][a-zåäö]+)?,?\s*(?:,|och|samt|&|tillsammans\s+med|i\s+(?:nära\s+)?sam(?:arbete|"
    r"verkan)\s+med|ihop\s+med|jämte)\s+(?:även\s+)?",
    re.I,
)
_NO_PLACE = re.compile(
    r"^(?:I|Vi|Den|Det|De|Till|För|Från|Hos|Sökande|Kontakt|Datum|Hej|Ansökan|På|Av|Och|En|Ett|"
    r"Att)\s"
)


@dataclass(frozen=True)
class Organisation:
    """One organisation, or several joined, at ``text[start:end]``; ``names`` are the single ones."""

    start: int
    end: int
    text: str
    names: tuple[str, ...]


def _singles(text: str) -> Iterator[Organisation]:
    for match in _ORGANISATION.finditer(text):
        start, name = match.start(), match.group(0)
        lead = _NO_PLACE.match(name)
        if lead and not match["state"]:
            start += lead.end()
            name = name[lead.end() :]
        if name.lower().startswith("samordningsförbund"):
            continue
        if match["state"] and not match["at"] and name.lower().endswith("ns"):
            name = name[:-1]
        if name.lower().endswith((" kommuns", " stads")):
            name = name[:-1]
        yield Organisation(start, start + len(name), name, (name,))


def organisations(text: str) -> list[Organisation]:
    """The organisations named in ``text``; those joined by "och", "tillsammans med" and the like come as one."""
    found: list[Organisation] = []
    for one in _singles(text):
        last = found[-1] if found else None
        if last and one.names[0] not in last.names and _JOINT.fullmatch(text[last.end : one.start]):
            found[-1] = Organisation(last.start, one.end, text[last.start : one.end], (*last.names, *one.names))
        else:
            found.append(one)
    return found


def first_organisation(text: str) -> Organisation | None:
    """The first organisation, or joined organisations, of ``text``."""
    return next(iter(organisations(text)), None)


_PERSON = re.compile(
    r"(?<![\w-])[A-ZÅÄÖÉ][a-zåäöéüøćžš]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?(?:\s(?:af|von|de|[A-ZÅÄÖ]\.))?"
    r"(?:\s[A-ZÅÄÖÉ][a-zåäöéüøćžšñ]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?){1,2}(?![\w-])"
)
_NO_PERSON = re.compile(
    r"\b(?:Region|Samordningsförbund\w*|Arbetsförmedling\w*|Försäkringskass\w*|Sveriges|Kommun|"
    r"Norra|Södra|Östra|Västra|Din|Finsam|"
    r"Sankt|Ort|Datum|Med|Vi|Den|Det|Psykiatri|Närhälsan|Växeln|Telefon|Namn|Titel|Borås Stad|Komvux|"
    r"Uppföljning|Område|"
    r"Januari|Februari|Mars|April|Juni|Juli|Augusti|September|Oktober|November|December)\b|\w+regionen\b"
)
_TITLED = re.compile(
    r"\b(?:utvecklings|enhets|verksamhets|projekt|process|sektions|social|område|vård|samverkans|"
    r"förvaltnings|arbetsmarknads|rehab|"
    r"team|kontors?|avdelnings|IFO-|AME-|insats|verksamhets|special|psykosocial )?\w*(?:chef|ledare|"
    r"koordinator|samordnare|handläggare|strateg|"
    r"controller|ekonom|direktör|rektor|specialist|utvecklare|ansvarig|sekreterare|konsulent)(?:e?n)?\b",
    re.I,
)


def persons(text: str) -> list[tuple[int, str]]:
    """(offset, name) of what looks like persons' full names."""
    return [(m.start(), m.group(0)) for m in _PERSON.finditer(text) if not _NO_PERSON.search(m.group(0))]


def function_title(text: str) -> re.Match[str] | None:
    """A title or function in ``text`` ("enhetschef", "rektor för Komvux")."""
    return _TITLED.search(text)
