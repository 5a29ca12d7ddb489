"""What the budget is read into before it is checked: entries (posts and sums) and checks of sums."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from extractors.language.sentences import split_sentences

EntryKind = Literal["post", "summa", "eget", "avdrag", "annat"]
Scope = Literal["period", "år", "månad", "total", "del"]

_COUNTS = {"ett": 1, "en": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "båda": 2, "bägge": 2}
_YEARS = re.compile(
    r"\b(?:(?:i|för|på|under|över|om|totalt|de)\s+(?:\w+\s+)?)?(ett|två|tre|fyra|fem|båda|bägge|[1-6])\s(?:läs|kalender|verksamhets)?år(?:en)?\b(?!\s*(?:gammal|senare|sedan))",
    re.I,
)
_YEAR = re.compile(r"(?<![\d§/.-])(20[12]\d)(?![\d/])(?!-\d\d)")


@dataclass(frozen=True)
class Entry:
    """An amount of the budget: a cost, a stated sum, somebody's own money or a deduction.

    ``scope`` of a sum says what it adds up: one period, a year or month that recurs, a part, or everything. ``years`` is
    how many the same sentence states. ``table`` tells the table it stands in, None in running text; ``joined``
    that it only continues an enumeration.
    """

    kind: EntryKind
    label: str
    value: int
    block: int
    quote: str
    year: str | None = None
    per: str | None = None
    applied: bool = False
    scope: Scope = "total"
    years: int | None = None
    table: int | None = None
    section: int = -1
    sure: bool = True
    joined: bool = False


@dataclass(frozen=True)
class Check:
    """A stated sum beside what its terms add up to."""

    label: str
    stated: int
    terms: tuple[int, ...]
    computed: int
    block: int
    factor: int = 1

    @property
    def fits(self) -> bool:
        """Whether stated and computed agree within one per cent."""
        return close(self.computed, self.stated)


@dataclass
class Reading:
    """Entries and the checks that were made where they stood."""

    entries: list[Entry] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)


def close(computed: int, stated: int) -> bool:
    """Whether two sums agree within rounding, one per cent of the stated one."""
    return abs(computed - stated) <= 0.01 * abs(stated) + 0.5


def year_in(text: str, *, last: bool = False) -> str | None:
    """The calendar year that a text names: the only one, or with ``last`` the last one."""
    years = _YEAR.findall(text)
    if last:
        return years[-1] if years else None
    return years[0] if len(set(years)) == 1 else None


def stated_years(text: str) -> int | None:
    """How many years a text says an amount is for (``i två år``, ``båda åren``), or None."""
    match = _YEARS.search(text)
    if not match:
        return None
    word = match.group(1).lower()
    return int(word) if word.isdigit() else _COUNTS.get(word)


_AFTER_KRONOR = re.compile(
    r"(?<=\d[ \u00a0\u202f]kr\.)\s+(?=[A-ZÅÄÖ])|(?<=\dkr\.)\s+(?=[A-ZÅÄÖ])|(?<=kr/år\.)\s+(?=[A-ZÅÄÖ])"
)


def sentences_of(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text with their offsets; ``500 000 kr. Resor`` is two, since the amount ends there."""
    for start, sentence in split_sentences(text):
        at = 0
        for boundary in _AFTER_KRONOR.finditer(sentence):
            yield start + at, sentence[at : boundary.start()]
            at = boundary.end()
        yield start + at, sentence[at:]


def kronor(value: int) -> str:
    """An amount as it is printed: ``1 489 000``."""
    return f"{value:,}".replace(",", " ")
