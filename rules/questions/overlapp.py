"""Overlap with other applications and running insatser: the same people in the same place. Told to the förbund, never judged.

Parliament's follow-up found that målgrupper och insatser overlap (``domain.md`` part 6, point 4).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.model import Application, Frozen
from rules.content_words import shared_stems
from rules.evidence import answers
from rules.facts_evidence import evidence, listed
from rules.facts_parties import participating
from rules.model import Evidence, Question
from rules.questions._asking import Asking, OtherCase

ORDER = 100
ID = "overlapp"
_LEAST_WORDS = 2
_LEAST_SIGN = 0.5
_MOST = 3
_AGES = re.compile(r"\b(\d{2})\s*(?:-|–|till|och)\s*(\d{2})(?:\s*|-)år", re.I)


class Overlap(Frozen):
    """What an application has in common with another case: words on the target group, kommuner and parties."""

    other: OtherCase
    words: tuple[str, ...]
    areas: tuple[str, ...]
    parties: tuple[str, ...]
    quotes: tuple[Evidence, ...]


def overlaps(application: Application, others: Sequence[OtherCase]) -> tuple[Overlap, ...]:
    """The cases that seem to turn to the same people in the same place, those with most in common first.

    Two telling words of the target group must be shared, and a kommun, or a party where either names no kommun. Ages that do not
    meet are other people.
    """
    group = [s for s in answers(application) if "malgrupp" in s.topics and s.signs.get("malgrupp", 0.0) >= _LEAST_SIGN]
    own = " ".join(s.text for s in group)
    parties = participating(application)
    places = [p.name for p in parties if p.kind == "kommun"]
    found = []
    for other in others:
        words = _shared_in_words(own, other.group)
        areas = _common(places, other.areas)
        shared = _common([p.name for p in parties], other.parties)
        together = bool(areas) or (bool(shared) and not (places and other.areas))
        if len(words) < _LEAST_WORDS or not together or _ages_apart(own, other.group):
            continue
        told = [s for s in group if shared_stems(s.text, other.group)]
        quotes = tuple(evidence(application, s.block, s.text) for s in told[:1])
        found.append(Overlap(other=other, words=words, areas=areas, parties=shared, quotes=quotes))
    return tuple(sorted(found, key=lambda o: (-len(o.words), o.other.dnr)))


def ask(asking: Asking) -> tuple[Question, ...]:
    """Whether these are the same people, for each of the cases with most in common."""
    return tuple(_question(found) for found in overlaps(asking.application, asking.known.others)[:_MOST])


def _question(found: Overlap) -> Question:
    name = f" {found.other.name}" if found.other.name else ""
    running = ", som pågår," if found.other.running else ""
    where = f" i {listed(found.areas)}" if found.areas else f" tillsammans med {listed(found.parties)}"
    return Question(
        id=ID,
        text=f"Vänder sig insatsen till samma personer som {found.other.dnr}{name}{running} och hur skiljer de sig åt?",
        why=f"Båda beskriver målgruppen med {listed(found.words[:4])}{where}.",
        source="Riksdagens uppföljning av finansiell samordning (2014/15:RFR13)",
        quotes=found.quotes,
        to="forbundet",
    )


def _shared_in_words(own: str, other: str) -> tuple[str, ...]:
    """The application's own words for what both speak of, in the order that they stand, each stem once."""
    shared = shared_stems(own, other)
    told: dict[str, str] = {}
    for word in re.findall(r"[A-Za-zÅÄÖåäö]+", own):
        for stem in shared & shared_stems(word, other):
            told.setdefault(stem, word.lower())
    return tuple(dict.fromkeys(told.values()))


def _common(own: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    theirs = {_folded(name) for name in other}
    return tuple(dict.fromkeys(name for name in own if _folded(name) in theirs))


def _folded(name: str) -> str:
    return re.sub(r"\b(?:kommun|stad)\b", "", name.casefold()).strip().removesuffix("s")


def _ages_apart(own: str, other: str) -> bool:
    one, two = _AGES.search(own), _AGES.search(other)
    if not one or not two:
        return False
    return int(one[2]) < int(two[1]) or int(two[2]) < int(one[1])
