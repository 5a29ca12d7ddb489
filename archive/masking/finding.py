"""Finding what may have to be masked in a text: numbers, addresses, names of private persons, and sensitive statements.

It rather takes too much than too little: a person looks the list over, but what slips through is out. Names of officials stand, since they act
in their office; they are told in the list so that a person can decide otherwise.

Source: OSL (2009:400) 21 kap. 1 and 3 §§, 25 and 26 kap.; the data protection regulation articles 9 and 87.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from extractors.facts.personnummer import find_personnummer
from extractors.model import Frozen

Kind = Literal[
    "personnummer", "telefonnummer", "e-post", "namn", "kanslig-uppgift", "angiven", "bild", "metadata", "del"
]
WHY: dict[str, str] = {
    "personnummer": "Personnummer, samordningsnummer eller nummer som ser ut så.",
    "telefonnummer": "Telefonnummer.",
    "e-post": "E-postadress till en person.",
    "namn": "Namn på en privatperson.",
    "kanslig-uppgift": "Uppgift om hälsa eller andra personliga förhållanden.",
    "angiven": "Angavs av den som beställde maskeringen.",
    "bild": "Bilder kan visa text och personer och ersattes.",
    "metadata": "Uppgifter om vem som skrev filen, och när, togs bort.",
    "del": "En del av filen som inte kan läsas som text togs bort.",
}
_LABEL = "[maskerat: {}]"
_LOOKS_PERSONAL = re.compile(r"(?<!\d)((?:19|20)?\d\d)(\d\d)(\d\d)\s?[-+–]?\s?\d{4}(?!\d)")
_LOOKS_PERSONAL_IN_PARTS = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)\s?[-+–]\s?(?!20[2-9]\d)\d{4}(?![-\d])")
_PHONE = re.compile(
    r"(?<![\d.,/-])(?:(?:\+|00)\d{2}\s?(?:\(0\)\s?)?|0)\d{1,3}(?:\s?[-–/]\s?|\s)?\d{2,3}(?:[\s-]?\d{2,3}){1,3}(?![\d%])"
)
_EMAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
_FUNCTION = re.compile(
    r"^(info|kontakt|registrator|kansli|kommun\w*|region\w*|post|diarium|finsam|samordning\w*|forbund\w*|socialtjanst\w*|arbetsmarknad\w*)@?$",
    re.I,
)
_WORD = r"[A-ZÅÄÖÉÜČĆŠŽØÆ][a-zåäöéèüćčšžđøæáóí]+(?:-[A-ZÅÄÖ]?[a-zåäöéèü]+)*"
_CAPITALISED = re.compile(rf"(?<!\w){_WORD}(?!\w)")
_SURNAMES = re.compile(rf"(?:\s+(?:af|von|de|van|el|al|bin|{_WORD}|[A-ZÅÄÖ]\.)){{1,3}}(?!\w)")
_ALONE = re.compile(
    rf"(?<![\w])({_WORD})(?=,?\s*\(?\d{{2}}\s*år\b)|(?:\b(?i:heter|deltagaren|brukaren|klienten|patienten|sonen|dottern)\s+)({_WORD})"
)
_OFFICE = re.compile(
    r"\b[\w-]*(?:chef|direktör|rektor|ordförande|handläggare|samordnare|ansvarig|ledare|strateg|sekreterare|koordinator|intendent|överläkare|"
    r"föreståndare|utvecklare|controller|coach|kurator|ledamot|registrator|konsulent|ägare|kontaktperson)(?:en|n)?\b",
    re.I,
)
_NEAR = 60
_AT_LINE_END = r"(?:[-\u00ad] {0,2})?"
_PERSONAL_MATTER = re.compile(
    r"diagnos|depress|ångest|utmatt|sjukskriv|sjukdom|psykos|psykisk ohälsa|psykiatri|\badhd\b|\badd\b|autis|bipolär|missbruk|beroende av|alkohol|"
    r"narkotika|självmord|suicid|medicin|behandlas|funktionsneds|utvecklingsstörning|våld|misshandel|kriminal|dömd|häkt|skuldsatt|försörjningsstöd|"
    r"gravid|cancer|smärt|stroke|demens|asyl|skyddad identitet|homosexuell|muslim|kristen|fackligt",
    re.I,
)
_SENTENCE = re.compile(r"[^.!?]*(?:[.!?](?!\s|$)[^.!?]*)*[.!?]?")


class Spot(Frozen):
    """A place in a text: start and end offsets, and why it is masked."""

    start: int
    end: int
    kind: Kind


class Wanted(Frozen):
    """What to look for beside the patterns: passages (sensitive statements and what the orderer gave), names to mask and to leave.

    ``standing`` are officials' full names: a private person's name within one of them is not masked there.
    """

    passages: tuple[tuple[str, Kind], ...] = ()
    names: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    standing: tuple[str, ...] = ()

    def knowing(self, names: Iterable[str]) -> Wanted:
        """The same with more names to mask."""
        return self.model_copy(update={"names": tuple(sorted({*self.names, *names} - set(self.keep)))})


@lru_cache(maxsize=1)
def _first_names() -> frozenset[str]:
    text = files("archive.masking").joinpath("fornamn.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def label(kind: Kind) -> str:
    """What stands in the copy where something was: ``[maskerat: personnummer]``."""
    return _LABEL.format({"kanslig-uppgift": "känslig uppgift", "angiven": "uppgift"}.get(kind, kind))


def people(text: str) -> tuple[set[str], set[str]]:
    """Full names in a text: those of private persons, and those that stand with an office and are left."""
    private: set[str] = set()
    officials: set[str] = set()
    end = 0
    for first in _CAPITALISED.finditer(text):
        rest = _SURNAMES.match(text, first.end()) if first.start() >= end and first.group() in _first_names() else None
        if rest is None:
            continue
        end = rest.end()
        name = " ".join(text[first.start() : end].split())
        before, after = text[max(0, first.start() - _NEAR) : first.start()], text[end : end + _NEAR]
        (officials if _in_office(before, after) else private).add(name)
    for match in _ALONE.finditer(text):
        name = match.group(1) or match.group(2)
        if name in _first_names():
            private.add(name)
    return private - officials, officials


def _in_office(before: str, after: str) -> bool:
    """Whether an office stands in the same sentence or cell, right before or after the name."""
    near_before = re.split(r"[.!?\n|]\s", before)[-1]
    near_after = re.split(r"[.!?\n]\s", after)[0]
    return bool(_OFFICE.search(near_before) or _OFFICE.search(near_after[:40]))


def find_spots(text: str, wanted: Wanted) -> list[Spot]:
    """All places to mask in a text, in order, none overlapping another. White space of any kind counts as a blank."""
    flat = re.sub(r"\s", " ", text)
    spots = [Spot(start=m.start(), end=m.end(), kind="personnummer") for m in _personal(flat)]
    spots += [
        Spot(start=m.start(), end=m.end(), kind="telefonnummer")
        for m in _PHONE.finditer(flat)
        if 8 <= _digits(m.group()) <= 13
    ]
    spots += [
        Spot(start=m.start(), end=m.end(), kind="e-post")
        for m in _EMAIL.finditer(flat)
        if not _FUNCTION.match(m.group().split("@")[0])
    ]
    standing = [m.span() for pattern in _standing(wanted) for m in pattern.finditer(flat)]
    for pattern, kind in _patterns(wanted):
        spots += [
            Spot(start=m.start(), end=m.end(), kind=kind)
            for m in pattern.finditer(flat)
            if kind != "namn" or not any(start <= m.start() and m.end() <= end for start, end in standing)
        ]
    spots += _about_persons(flat, [s for s in spots if s.kind in ("namn", "personnummer")])
    return _apart(spots, flat, wanted.keep)


def _about_persons(text: str, persons: Sequence[Spot]) -> list[Spot]:
    """Sentences that point a private person out and tell of health or the like: the name alone is not enough to take away."""
    found = []
    for match in _SENTENCE.finditer(text) if persons and _PERSONAL_MATTER.search(text) else ():
        named = any(match.start() <= spot.start < match.end() for spot in persons)
        if named and _PERSONAL_MATTER.search(match.group()):
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            found.append(Spot(start=start, end=match.end(), kind="kanslig-uppgift"))
    return found


def _personal(text: str) -> list[re.Match[str]]:
    """Real personal numbers, and whatever has a date and four digits: a mistyped number points at a person too."""
    real = set(find_personnummer(text))
    found = [m for number in real for m in re.finditer(re.escape(number), text)]
    for match in (*_LOOKS_PERSONAL.finditer(text), *_LOOKS_PERSONAL_IN_PARTS.finditer(text)):
        year, month, day = (int(part) for part in match.groups())
        try:
            date(2000 + year % 100, month, day - 60 if day > 60 else day)
        except ValueError:
            continue
        found.append(match)
    return found


def _digits(text: str) -> int:
    return sum(char.isdigit() for char in text)


@lru_cache(maxsize=8)
def _patterns(wanted: Wanted) -> tuple[tuple[re.Pattern[str], Kind], ...]:
    """Passages by their words, whatever the white space; full names however written, also in file names; and bare first names.

    A hyphen at a line's end may stand inside any word.
    """
    found: list[tuple[re.Pattern[str], Kind]] = []
    for passage, kind in wanted.passages:
        if words := passage.split():
            found.append((re.compile(r"\s*".join(map(_broken, words))), kind))
    for name in wanted.names:
        parts = name.split()
        found += [(pattern, "namn") for pattern in _full_name(parts)]
        if len(parts) > 1 and parts[0] in _first_names():
            found.append((re.compile(rf"(?<!\w){_broken(parts[0])}s?(?!\w)"), "namn"))
    return tuple(found)


@lru_cache(maxsize=8)
def _standing(wanted: Wanted) -> tuple[re.Pattern[str], ...]:
    return tuple(pattern for name in wanted.standing for pattern in _full_name(name.split()))


def _full_name(parts: Sequence[str]) -> list[re.Pattern[str]]:
    if not parts:
        return []
    full = r"[ _-]+".join(map(_broken, parts))
    found = [re.compile(rf"(?<![^\W_]){full}s?(?![^\W_])", re.I if len(parts) > 1 else 0)]
    if len(parts) > 1:  # as registers write it: the surname first
        turned = r" +".join(map(_broken, parts[1:])) + r" ?, ?" + _broken(parts[0])
        found.append(re.compile(rf"(?<!\w){turned}(?!\w)", re.I))
    return found


def without_standing(text: str, wanted: Wanted) -> str:
    """The text in one line, without officials' full names."""
    flat = re.sub(r"\s", " ", text)
    for pattern in _standing(wanted):
        flat = pattern.sub(" ", flat)
    return flat


def says(text: str, passage: str) -> bool:
    """Whether a text has this passage, whatever its white space."""
    return any(pattern.search(text) for pattern, _ in _patterns(Wanted(passages=((passage, "angiven"),))))


def names(text: str, name: str) -> bool:
    """Whether a text has this name in full; a first name alone may be another's."""
    return any(pattern.search(text) for pattern in _full_name(name.split()))


def is_within(name: str, other: str) -> bool:
    """Whether the words of a name stand side by side in another, whatever the size of the letters."""
    words, others = (" ".join(re.findall(r"[^\s,;|]+", each.casefold())) for each in (name, other))
    return f" {words} " in f" {others} "


def is_full_name(name: str) -> bool:
    """Whether a name has more than first names, so that it is one person's and no other's."""
    return any(part not in _first_names() for part in name.split()[1:])


def _broken(word: str) -> str:
    """A pattern for the word, whole or broken at the end of a line."""
    return _AT_LINE_END.join(map(re.escape, word))


def _apart(spots: Sequence[Spot], text: str, keep: Sequence[str]) -> list[Spot]:
    """The spots in order; of two that overlap the wider stands, and what a person said to keep is left."""
    kept: list[Spot] = []
    for spot in sorted(spots, key=lambda s: (s.start - s.end, s.start)):
        free = all(spot.end <= other.start or spot.start >= other.end for other in kept)
        if free and text[spot.start : spot.end] not in keep:
            kept.append(spot)
        elif not free:
            kept = _widened(kept, spot)
    return sorted(kept, key=lambda s: s.start)


def _widened(kept: list[Spot], spot: Spot) -> list[Spot]:
    """What sticks out of a wider spot is taken into it, so that no half of a number is left."""
    out = []
    for other in kept:
        overlaps = spot.start < other.end and other.start < spot.end
        wider = {"start": min(other.start, spot.start), "end": max(other.end, spot.end)}
        out.append(other.model_copy(update=wider) if overlaps else other)
    return out


def masked(text: str, spots: Sequence[Spot]) -> str:
    """The text with a label in the place of each spot."""
    out, at = [], 0
    for spot in spots:
        out += [text[at : spot.start], label(spot.kind)]
        at = max(at, spot.end)
    return "".join([*out, text[at:]])
