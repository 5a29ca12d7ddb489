"""What two pieces of text have in common: words that tell, by their stems and compound heads, and the matters they speak of.

A careful tool: it misses much that a reader sees, and so it may say that nothing was found, never that there is nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from extractors.language.features import stem
from extractors.model import Frozen

_WORD = re.compile(r"[A-Za-zÅÄÖåäöÉé]+(?:-\d+[A-Z]*)?")
_LEAST, _LEAST_HEAD = 4, 6
_NUMBER_WORDS = {
    word: str(n)
    for n, word in enumerate(("två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"), start=2)
}
_COUNT = re.compile(rf"\b(\d+|{'|'.join(_NUMBER_WORDS)})\s+([a-zåäö]{{4,}})", re.I)


@lru_cache(maxsize=1)
def _plain() -> frozenset[str]:
    """Words that stand in every application, or only hold a sentence together: sharing them tells nothing."""
    return frozenset(files("rules.data").joinpath("vanliga_ord.txt").read_text(encoding="utf-8").split())


class Matter(Frozen):
    """A thing spoken of, and the words that show it."""

    name: str
    words: tuple[str, ...] = ()
    beginnings: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def _matters() -> tuple[Matter, ...]:
    table = tomllib.loads(files("rules.data").joinpath("begrepp.toml").read_text(encoding="utf-8"))
    return tuple(
        Matter(
            name=name,
            words=tuple(w[1:].lower() for w in entry["ord"] if w.startswith("=")),
            beginnings=tuple(w.lower() for w in entry["ord"] if not w.startswith("=")),
            parts=tuple(entry.get("del", ())),
        )
        for name, entry in table.items()
    )


@lru_cache(maxsize=4096)
def matters(text: str) -> Mapping[str, str]:
    """The matters that a text speaks of, each with the first of its words that shows it."""
    found: dict[str, str] = {}
    for word in (w.lower() for w in _WORD.findall(text)):
        for matter in _matters():
            if word in matter.words or word.startswith(matter.beginnings) or any(p in word for p in matter.parts):
                found.setdefault(matter.name, word)
    return found


@lru_cache(maxsize=4096)
def telling_stems(text: str) -> frozenset[str]:
    """The stems of the words that tell what a text is about; plain words, names of months and figures are left out."""
    words = (w.lower() for w in _WORD.findall(text))
    return frozenset(stem(w) for w in words if len(w) >= _LEAST and w not in _plain())


def shared_stems(one: str, other: str) -> frozenset[str]:
    """The stems of ``one`` that ``other`` has too, alone or as a part of a compound ("utbildning" in "utbildningsdag")."""
    theirs = telling_stems(other)
    return frozenset(s for s in telling_stems(one) if s in theirs or any(_compound(s, t) for t in theirs))


@lru_cache(maxsize=4096)
def counts(text: str) -> frozenset[tuple[str, str]]:
    """Numbers with what they count: ("6", "veck") in "sex veckor". Years and ones are left out."""
    found = ((_NUMBER_WORDS.get(n.lower(), n), what.lower()[:4]) for n, what in _COUNT.findall(text))
    return frozenset((n, what) for n, what in found if n != "1" and not (len(n) == 4 and n.startswith("20")))


def _compound(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _LEAST_HEAD and short != long and (long.startswith(short) or long.endswith(short))
