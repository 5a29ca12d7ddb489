"""Find the organisations that a sentence names: parties by name, by short form, by unit, and other organisations.

The names are data (``extractors/data``: ``kommuner.csv``, ``regioner.csv``, ``aliaser.toml``); municipalities and
regions that no list knows are found by their form ("Hultsjö kommun", "Region Norrmark"). A mention says what is
written; which party a unit such as "socialtjänsten" belongs to in a given text is settled in ``_parties_resolve``.
"""

from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from extractors.model import PartyKind

Form = Literal["namn", "kort", "plats", "enhet", "allman", "plural", "alla"]

_CAPITAL = "A-ZÅÄÖÉ"
_NAME = rf"[{_CAPITAL}][a-zåäöéü]+(?:-[{_CAPITAL}][a-zåäöéü]+)*"
_FORBUND = re.compile(
    rf"(?:{_NAME} )?(?:{_NAME}s )?[Ss]amordningsförbund(?:et)?s?\b(?: (?:i|för) {_NAME}| {_NAME}(?: ?[–-] ?{_NAME})?)?"
    rf"(?: (?:och|&) {_NAME})?(?: {_NAME})?(?: län)?"
    rf"|\b(?:FINSAM|Finsam|[Ff]insamförbund(?:et|en)?)(?: i)?(?: {_NAME})+(?: och {_NAME})?"
    rf"|\b{_NAME}(?: {_NAME})? [Ff]insam(?:förbund)?\b"
)
_EVERY = re.compile(
    r"\b(?:berörda|deltagande|medverkande|båda|bägge|två|tre|fyra|fem|sex|alla|samtliga|ingående|aktuella)\s+$", re.I
)
_OTHERS = re.compile(
    rf"\bHögskolan(?: i| för)? {_NAME}|\b{_NAME}(?: tekniska)? (?:universitet|högskola|folkhögskola)s?\b"
    rf"|\b{_NAME}universitetet\b|\b[{_CAPITAL}][\w-]*(?:föreningen|förbundet)\b(?: i)?(?: {_NAME})*"
    rf"|\bStudieförbundet {_NAME}"
    rf"|\b{_NAME}(?: {_NAME})* (?:AB|ekonomisk förening)\b"
)


@dataclass(frozen=True)
class Mention:
    """An organisation as written; ``name`` is canonical, or None for a unit or a general word ("regionen")."""

    start: int
    end: int
    kind: PartyKind
    name: str | None
    form: Form


@dataclass(frozen=True)
class _Names:
    municipality: dict[str, str]
    municipality_region: dict[str, str]
    region: dict[str, str]
    words: dict[str, frozenset[str]]
    patterns: tuple[tuple[re.Pattern[str], PartyKind, Form], ...]
    units: tuple[tuple[re.Pattern[str], PartyKind], ...]


def _any(words: list[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))


def _rows(name: str) -> list[list[str]]:
    text = files("extractors.data").joinpath(name).read_text(encoding="utf-8")
    return list(csv.reader(text.splitlines()))[1:]


@lru_cache(maxsize=1)
def names() -> _Names:
    """The gazetteer, read once a process."""
    municipality: dict[str, str] = {}
    home: dict[str, str] = {}
    for place, full, region_name in _rows("kommuner.csv"):
        municipality[place] = full
        home[full] = region_name
    region: dict[str, str] = {}
    for full, aliases in _rows("regioner.csv"):
        region |= dict.fromkeys([full.lower(), *(a.lower() for a in aliases.split("|"))], full)
    aliases_of = tomllib.loads(files("extractors.data").joinpath("aliaser.toml").read_text(encoding="utf-8"))
    patterns: list[tuple[re.Pattern[str], PartyKind, Form]] = []
    units: list[tuple[re.Pattern[str], PartyKind]] = []
    kinds: tuple[PartyKind, ...] = ("AF", "FK", "region", "kommun", "annan")
    for kind in kinds:
        lists = aliases_of[kind]
        if lists["namn"]:
            patterns.append((re.compile(rf"(?<![\w-])(?:{_any(lists['namn'])})(?![\w])", re.I), kind, "namn"))
        if lists["enhet"]:
            patterns.append((re.compile(rf"(?<![\w-])(?:{_any(lists['enhet'])})(?!\w)", re.I), kind, "enhet"))
        if lists["versal"]:
            patterns.append((re.compile(rf"(?<![\w-])(?:{_any(lists['versal'])})(?![\w-])"), kind, "kort"))
        if lists["stam"]:
            units.append((re.compile(rf"(?<![\w-])(?:{'|'.join(lists['stam'])})(?![\w-])", re.I), kind))
    plural = "|".join(aliases_of["kommuner"]["stam"])
    patterns.append((re.compile(rf"(?<![\w-])(?:{plural})(?!\w)", re.I), "kommun", "plural"))
    words = {key: frozenset(found) for key, found in aliases_of["ord"].items()}
    return _Names(municipality, home, region, words, tuple(patterns), tuple(units))


def region_of(municipality: str) -> str | None:
    """The region where a municipality of the list lies, by its canonical name ("Åmåls kommun")."""
    return names().municipality_region.get(municipality)


@lru_cache(maxsize=1)
def _place() -> re.Pattern[str]:
    known = _any(list(names().municipality))
    return re.compile(rf"(?<![\w-])({known}|Malung)(s?)(?![\w]|-[{_CAPITAL}a-zåäö])")


@lru_cache(maxsize=1)
def _region() -> re.Pattern[str]:
    known = _any(list(names().region))
    return re.compile(rf"(?<![\w-])({known})(?:s)?(?!\w)", re.I)


def municipality_name(place: str) -> str | None:
    """The canonical name of a known municipality by its place name, with or without genitive s; else None."""
    known = names().municipality
    for form in (place, place.removesuffix("s")):
        if form in known:
            return known[form]
    folded = place.replace(" ", "").removesuffix("s").lower()
    falu = {"falu": "Falun", "malung": "Malung-Sälen"}.get(folded)
    return known[falu] if falu else None


def places_in(text: str) -> list[str]:
    """Every municipality whose place is named in any way, also in a förbund's name, by canonical name and in order."""
    return [name for m in _place().finditer(text) if (name := municipality_name(m.group(1)))]


_TOWN = re.compile(rf"((?:{_NAME} )?{_NAME}|[{_CAPITAL}]{{2,}}\w*) ([Kk]ommuns?|[Ss]tads?|KOMMUN|STAD|kn)(?!\w)")
_LISTED = re.compile(
    rf"((?:{_NAME}(?: {_NAME})?, )*{_NAME}(?: {_NAME})?,? (?:och|samt|&|eller) {_NAME}(?: {_NAME})?)s?"
    r" (kommun(?:er|erna|ernas)?)(?!\w)"
)
_LIST_AFTER = re.compile(rf"[Kk]ommunerna,? ((?:{_NAME}(?: {_NAME})?, )*{_NAME}(?: {_NAME})? (?:och|samt|&) {_NAME})")
_REGION_FORM = re.compile(rf"(?<!\w)(?:Region|REGION|Reg\.?) ({_NAME}(?: {_NAME})?)( län)?s?(?!\w)")


def _municipal(text: str) -> list[Mention]:
    found: list[Mention] = []
    for match in [*_LISTED.finditer(text), *_LIST_AFTER.finditer(text)]:
        for part in re.finditer(rf"{_NAME}(?: {_NAME})?", match.group(1)):
            name = municipality_name(part.group())
            if name is None and match.lastindex == 2 and match.group(2) == "kommun":
                continue
            name = name or _invented(part.group())
            if name:
                at = match.start(1) + part.start()
                end = match.end() if part.end() == len(match.group(1)) else at + len(part.group())
                found.append(Mention(at, end, "kommun", name, "namn"))
    for match in _TOWN.finditer(text):
        words = match.group(1).split(" ")
        for size in (2, 1):
            place = " ".join(words[-size:])
            if size <= len(words) and (name := municipality_name(place.title() if place.isupper() else place)):
                at = match.end(1) - len(place)
                found.append(Mention(at, match.end(), "kommun", name, "namn"))
                break
        else:
            if match.group(2) == "kn":
                found.append(Mention(match.end() - 2, match.end(), "kommun", None, "allman"))
            elif match.group(2)[0] in "kK" and (name := _invented(words[-1])):
                found.append(Mention(match.end(1) - len(words[-1]), match.end(), "kommun", name, "namn"))
    return found


def _invented(place: str) -> str | None:
    """The name of a municipality that no list knows, from its form."""
    if place.lower() in names().words["inte_namn"] or place.isupper() or len(place) < 3:
        return None
    return f"{place} kommun"


def _regional(text: str) -> list[Mention]:
    found = []
    for match in _region().finditer(text):
        if match.group(1).isupper() or match.group(1)[0].isupper():
            found.append(Mention(match.start(), match.end(), "region", names().region[match.group(1).lower()], "namn"))
    for match in _REGION_FORM.finditer(text):
        words = match.group(1).split(" ")
        name = next(
            (
                names().region[f"region {' '.join(words[:n])}{match.group(2) or ''}".lower().removesuffix("s")]
                for n in (2, 1)
                if f"region {' '.join(words[:n])}{match.group(2) or ''}".lower().removesuffix("s") in names().region
            ),
            f"Region {words[0].removesuffix('s')}{match.group(2) or ''}",
        )
        if words[0] not in names().words["inte_regioner"]:
            found.append(Mention(match.start(), match.end(), "region", name, "namn"))
    return found


def mentions(text: str) -> tuple[Mention, ...]:
    """Every organisation in a text, in order, without overlap: longest reading first, names before units and places."""
    taken = [(m.start(), m.end()) for m in _FORBUND.finditer(text)]
    found: list[Mention] = []

    def take(more: list[Mention]) -> None:
        for m in sorted(more, key=lambda m: (m.start, -m.end)):
            if all(m.end <= a or b <= m.start for a, b in taken):
                taken.append((m.start, m.end))
                found.append(m)

    take(_regional(text))
    take(_municipal(text))
    take([Mention(m.start(), m.end(), "annan", m.group(), "namn") for m in _OTHERS.finditer(text)])
    for pattern, kind, form in names().patterns:
        take([_named(m, kind, form) for m in pattern.finditer(text)])
    for units, kind in names().units:
        take(
            [
                Mention(
                    m.start(),
                    m.end(),
                    kind,
                    None,
                    "allman" if m.group().lower() in names().words["allmanna"] else "enhet",
                )
                for m in units.finditer(text)
            ]
        )
    take([m for m in map(_place_mention, _place().finditer(text)) if m is not None])
    return tuple(_gotland(m) for m in sorted(found, key=lambda m: m.start))


def _named(match: re.Match[str], kind: PartyKind, form: Form) -> Mention:
    own: dict[PartyKind, str] = {"AF": "Arbetsförmedlingen", "FK": "Försäkringskassan"}
    if form == "plural" and _EVERY.search(match.string[: match.start()]):
        form = "alla"
    name = own.get(kind) if form in ("namn", "kort") else None
    if kind == "annan":
        name = match.group()[:1].upper() + match.group()[1:]
    return Mention(match.start(), match.end(), kind, name, form)


def _place_mention(match: re.Match[str]) -> Mention | None:
    name = municipality_name(match.group(1))
    before = match.string[: match.start()].rstrip()
    person = re.search(rf"[{_CAPITAL}][a-zåäöéü-]+$", before)
    if name is None or (match.group(1) in names().words["tvetydiga"] and (person or not before)):
        return None
    return Mention(match.start(), match.end(), "kommun", name, "plats")


def _gotland(mention: Mention) -> Mention:
    """Gotland's municipality is its region."""
    if mention.name == "Gotlands kommun":
        return Mention(mention.start, mention.end, "region", "Region Gotland", mention.form)
    return mention
