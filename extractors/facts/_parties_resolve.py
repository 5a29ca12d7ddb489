"""Settle which party each mention in a document belongs to.

"Socialtjänsten i Mora" is Mora kommun; "kommunen" is the municipality spoken of; "vuxenpsykiatrin" is the region that
the text names, or "Regionen" where it names none. A place name alone is a party only where it stands as one ("Gnosjö
och Värnamo skickar …"), never where it says where something is ("i Mora", "Arbetsförmedlingen Västerås").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractors.facts.gazetteer import Mention, mentions, places_in
from extractors.model import PartyKind, Sentence

_PLACE_BEFORE = re.compile(
    r"\b(?:i|på|vid|från|till|kring|runt|utanför|inom|genom|norr om|söder om|omkring|bland|bor|över|hela)\s+"
    r"(?:centrala\s+|norra\s+|södra\s+)?$",
    re.I,
)
_JOIN = re.compile(r"^\s*(?:,|och|samt|&|/|–|-|eller|,\s*samt|,\s*och)\s*$")
_APPLICANT = re.compile(r"\b(?:sökande|ansökan från|ansökande|söker|ansöker|uppdragsgivare)\b", re.I)


@dataclass(frozen=True)
class Placed:
    """A mention with its party (``name``, ``kind``) and the sentence that it stands in."""

    name: str
    kind: PartyKind
    sentence: Sentence
    mention: Mention


def resolve(sentences: Sequence[Sentence]) -> list[Placed]:
    """All mentions of all sentences, in order, each given to its party; a plural gives one for every municipality."""
    read = [(s, _settle_places(s, mentions(s.text))) for s in sentences]
    municipalities = _ordered(m for _, found in read for m in found if m.kind == "kommun" and m.name)
    regions = Counter(m.name for _, found in read for m in found if m.kind == "region" and m.name)
    region = regions.most_common(1)[0][0] if regions else "Regionen"
    if not municipalities:
        if region == "Region Gotland":
            read = [(s, tuple(_as_region(m) for m in found)) for s, found in read]
        else:
            municipalities = _by_place(read)
            read = [(s, tuple(_general(m) for m in found)) for s, found in read]
    applicant = _first_applicant(read) or (municipalities[0] if municipalities else "Kommunen")
    placed: list[Placed] = []
    last, block = None, -1
    for sentence, found in read:
        if sentence.block != block:
            last, block = None, sentence.block
        for m in found:
            if m.kind == "kommun" and m.form in ("plural", "alla") and municipalities:
                fits = _fits(sentence.text[: m.start], len(municipalities))
                form = m if fits or m.form == "plural" else replace(m, form="plural")
                placed += [Placed(name, "kommun", sentence, form) for name in municipalities]
            elif m.kind == "kommun" and m.name is None:
                name = municipalities[0] if len(municipalities) == 1 else last or applicant
                placed.append(Placed(name, "kommun", sentence, m))
            elif m.kind == "kommun" and m.name:
                last = m.name
                placed.append(Placed(m.name, "kommun", sentence, m))
            else:
                own: dict[PartyKind, str] = {
                    "AF": "Arbetsförmedlingen",
                    "FK": "Försäkringskassan",
                    "region": region or "",
                }
                placed.append(Placed(m.name or own[m.kind], m.kind, sentence, m))
    return placed


def _fits(before: str, count: int) -> bool:
    """Whether a number word before "kommunerna" is that of the municipalities named; without one it fits."""
    word = re.search(r"\b(båda|bägge|två|tre|fyra|fem|sex)\s+$", before, re.I)
    numbers = {"båda": 2, "bägge": 2, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6}
    return word is None or numbers[word.group(1).lower()] == count


def _by_place(read: Sequence[tuple[Sentence, tuple[Mention, ...]]]) -> list[str]:
    """The municipalities of a text that names none: by its places; all of them where it speaks of several."""
    places: list[str] = []
    for sentence, found in read:
        text = sentence.text
        for m in found:
            text = text[: m.start] + "·" * (m.end - m.start) + text[m.end :]
        places += places_in(text)
    several = any(m.form in ("plural", "alla") and m.kind == "kommun" for _, found in read for m in found)
    return [name for name, _ in Counter(places).most_common(2 if several else 1)]


def _general(mention: Mention) -> Mention:
    return replace(mention, form="alla") if mention.form == "plural" else mention


def _ordered(found: Iterable[Mention]) -> list[str]:
    return list(dict.fromkeys(m.name for m in found if m.name))


def _as_region(mention: Mention) -> Mention:
    """On Gotland the region is the municipality too."""
    return replace(mention, kind="region") if mention.kind == "kommun" and mention.name is None else mention


def _first_applicant(read: Sequence[tuple[Sentence, tuple[Mention, ...]]]) -> str | None:
    """The municipality that the text first names as applicant."""
    for sentence, found in read:
        if _APPLICANT.search(sentence.text):
            for m in found:
                if m.kind == "kommun" and m.name:
                    return m.name
    return None


def _settle_places(sentence: Sentence, found: Sequence[Mention]) -> tuple[Mention, ...]:
    """Give places to the units before or after them; drop places that only say where."""
    text = sentence.text
    kept: list[Mention] = []
    located = -1
    for i, m in enumerate(found):
        if m.form != "plats":
            if m.name is None and m.kind == "kommun" and m.form != "plural" and i:
                previous = found[i - 1]
                gap = text[previous.end : m.start]
                if (
                    previous.form == "plats"
                    and text[previous.start : previous.end].endswith("s")
                    and len(gap.split()) < 2
                ):
                    m = replace(m, name=previous.name)
            kept.append(m)
            continue
        before = kept[-1] if kept else None
        gap = text[before.end : m.start] if before else ""
        if _names_a_unit(text, m, found[i + 1 :]):
            continue
        if before and before.kind == "kommun" and before.name is None and re.fullmatch(r"\s+(?:i\s+)?|,\s+", gap):
            kept[-1] = replace(before, name=m.name)
            located = m.end
        elif (
            _PLACE_BEFORE.search(text[: m.start])
            or (located >= 0 and _JOIN.match(text[located : m.start]))
            or (before and before.kind != "kommun" and re.fullmatch(r"\s+|,\s+|\s*\(", gap))
        ):
            located = m.end
        elif _stands_as_party(sentence, m, found[i + 1 :]):
            kept.append(m)
    return tuple(kept)


def _names_a_unit(text: str, place: Mention, later: Sequence[Mention]) -> bool:
    """Whether places are the first part of the name of another party's unit: "Orsa och Mora vårdcentraler"."""
    end = place.end
    for m in later:
        gap = text[end : m.start]
        if m.form == "plats" and _JOIN.match(gap):
            end = m.end
        else:
            return m.form == "enhet" and m.kind != "kommun" and bool(re.fullmatch(r"\s+|s\s+", gap))
    return False


def _stands_as_party(sentence: Sentence, place: Mention, later: Sequence[Mention]) -> bool:
    """Whether a bare place name is written where a party would be: as a label, or as subject before a verb."""
    if sentence.kind in ("rubrik", "titel"):
        return False
    after = sentence.text[place.end :]
    while later and later[0].form == "plats" and _JOIN.match(sentence.text[place.end : later[0].start]):
        place, later = later[0], later[1:]
        after = sentence.text[place.end :]
    if (
        sentence.text[: place.end].endswith("s")
        and place.name
        and sentence.text[place.start : place.end] not in place.name
    ):
        return False
    return bool(re.match(r"\s*(?::|\|)|\s+[a-zåäö]{2,}", after)) and not re.match(
        r"\s+(?:den|är en|och dess|är en)\b", after
    )
