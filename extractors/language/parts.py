"""Cut a sentence where it turns ("men", "utan", a cell border), and tell which of the parts are denied.

A clause is too small to carry a denial: in "Busskort, tolk och resor ingår inte" the word that denies stands two clauses after the
first cost. A whole sentence is too large: "Tolk ingår inte, men busskort gör det" denies one thing and says the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.language.pipeline import language

_TURNS = frozenset(["men", "medan", "fast"])
_TURNS_AFTER_COMMA = frozenset(["däremot", "dock"])
_BORDERS = frozenset([";", "|"])
_ONLY = re.compile(r"\binte (?:bara|endast|enbart|minst)\b", re.IGNORECASE)
_SENTENCE_END = frozenset([".", "!", "?"])


@dataclass(frozen=True)
class Part:
    """A part of a sentence between two turns: its words as they stand, and the cues found in it (see ``cues.toml``)."""

    text: str
    cues: frozenset[str]

    @property
    def denied(self) -> bool:
        """Whether the part says that something is not so; "inte bara" says that it is."""
        return "nekan" in self.cues and not _ONLY.search(self.text)


def parts(text: str) -> tuple[Part, ...]:
    """The parts of a sentence, in order; together they hold all its words.

    "utan" turns a sentence only after a denial ("inte X utan Y"); else it is itself one ("utan busskort").
    """
    doc = language()(text)
    marks: list[set[str]] = [set() for _ in doc]
    for start, end, cue in doc._.cues:
        for i in range(start, end):
            marks[i].add(cue)
    found: list[Part] = []
    begin, cues = 0, set[str]()

    def close(end: int) -> None:
        nonlocal begin, cues
        words = doc[begin:end].text.strip()
        if words:
            found.append(Part(words, frozenset(cues)))
        begin, cues = end, set()

    for i, token in enumerate(doc):
        lower = token.lower_
        turns = lower in _TURNS or (lower in _TURNS_AFTER_COMMA and i > 0 and doc[i - 1].text == ",")
        if turns or lower in _BORDERS or (lower in _SENTENCE_END and i + 1 < len(doc)):
            close(i)
        elif lower == "utan":
            after_denial = "nekan" in cues
            if after_denial or i + 1 < len(doc):
                close(i)
            if not after_denial:
                cues.add("nekan")
        cues |= marks[i]
    close(len(doc))
    return tuple(found)


def part_with(text: str, words: str) -> Part | None:
    """The first part of a sentence that holds these words; None where they stand across a turn or not at all."""
    return next((part for part in parts(text) if words in part.text), None)
