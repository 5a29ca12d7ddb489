"""Recognising an answer to a komplettering: a new version of a case that is there already, told by its content.

Three signs are weighed: how much of the running text is the same, whether the insats and the applicant have the same names, and
whether the text names a case number. What is not sure is asked about and never done by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

from extractors.model import Document
from intake.register.values import Case, Marks

_WORDS_IN_A_ROW = 5
_MOST_SHINGLES = 4096
_FEWEST_SHINGLES = 20
_SAME_TEXT = 0.60
_MUCH_THE_SAME = 0.30
_SOMEWHAT_THE_SAME = 0.12
# Measured on 144 texts by many writers: two applications share at most 2 %; one with a fifth of its sentences rewritten keeps half.
_SAME_WITH_NAME = 0.15
_REFERENCE = re.compile(
    r"\b(?:dnr|diarie\w*|ärende\w*|beteckning\w*|ert nummer|er ref\w*)\b[^\n]{0,40}?$", re.IGNORECASE
)
_RENEWAL = re.compile(r"\b(?:förläng\w+|fortsättningsansök\w+|fortsatt finansiering)\b", re.IGNORECASE)
_OPENING_CHARACTERS = 600


@dataclass(frozen=True)
class Traits:
    """What a newly come text is recognised by."""

    shingles: frozenset[int]
    name: str | None = None
    applicant: str | None = None
    start: str | None = None
    text: str = ""
    is_application: bool = True


@dataclass(frozen=True)
class Recognition:
    """What a text is taken for: a new case, a new version of one, or perhaps a version, to be asked about."""

    kind: Literal["nytt", "version", "fråga"]
    case: int | None = None
    reason: str = ""


def traits_of(
    document: Document,
    *,
    name: str | None = None,
    applicant: str | None = None,
    start: str | None = None,
    is_application: bool = True,
) -> Traits:
    """The traits of a document; the names are those of the form head, if they were found."""
    text = "\n".join(block.text for block in document.blocks)
    return Traits(shingles(text), name, applicant, start, text, is_application)


def shingles(text: str) -> frozenset[int]:
    """Hashes (64 bits) of all sequences of five words; of a long text the lowest 4,096, which stand for the whole."""
    words = re.findall(r"\w+", text.casefold())
    sequences = {" ".join(words[i : i + _WORDS_IN_A_ROW]) for i in range(len(words) - _WORDS_IN_A_ROW + 1)}
    numbers = (int.from_bytes(blake2b(s.encode("utf-8", "replace"), digest_size=8).digest(), "big") for s in sequences)
    return frozenset(sorted(numbers)[:_MOST_SHINGLES])


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """Share of the word sequences of both that they have in common, 0 to 1; 0 where either is too short to tell."""
    if min(len(one), len(other)) < _FEWEST_SHINGLES:
        return 0.0
    if max(len(one), len(other)) < _MOST_SHINGLES:
        return len(one & other) / len(one | other)
    lowest = sorted(one | other)[:_MOST_SHINGLES]
    return sum(number in one and number in other for number in lowest) / len(lowest)


def recognise(traits: Traits, file_name: str, known: Iterable[Marks], cases: Mapping[int, Case]) -> Recognition:
    """Tell whether a text is a new version of one of the cases."""
    best, best_rank = Recognition("nytt"), 0.0
    for marks in known:
        case = cases[marks.case]
        alike = likeness(traits.shingles, marks.shingles)
        found = _weigh(traits, file_name, marks, case, alike)
        rank = alike + {"version": 2.0, "fråga": 1.0, "nytt": 0.0}[found.kind]
        if found.kind != "nytt" and rank > best_rank:
            best, best_rank = found, rank
    return best


def _weigh(traits: Traits, file_name: str, marks: Marks, case: Case, alike: float) -> Recognition:
    same_name = _same(traits.name, marks.name)
    other_name = bool(traits.name and marks.name) and not same_name
    same_applicant = _same(traits.applicant, marks.applicant)
    other_applicant = bool(traits.applicant and marks.applicant) and not same_applicant
    cites = _cites(traits.text, file_name, case)
    share = f"{100 * alike:.0f} % av texten är densamma"
    if alike >= _SAME_TEXT and not other_name and not other_applicant:
        sure, reason = True, share
    elif alike >= _SAME_WITH_NAME and same_name and not other_applicant:
        sure, reason = True, f"samma insats, och {share}"
    elif cites and (same_name or alike >= _SOMEWHAT_THE_SAME):
        sure, reason = True, f"handlingen anger {case.dnr}"
    elif cites:
        sure, reason = False, f"handlingen anger {case.dnr}, men texten är en annan"
    elif alike >= _MUCH_THE_SAME:
        sure, reason = False, f"{share}, men namnet på insatsen eller sökanden skiljer sig"
    elif same_name and (same_applicant or alike >= _SOMEWHAT_THE_SAME):
        sure, reason = False, "insatsen heter likadant, men texten är till stor del en annan"
    else:
        return Recognition("nytt")
    if case.status in ("beslutat", "överenskommelse finns", "avslutat"):
        sure, reason = False, f"{reason}; men ärendet är redan beslutat"
    elif _RENEWAL.search(traits.text[:_OPENING_CHARACTERS]) or _starts_later(traits.start, marks.start):
        sure, reason = False, f"{reason}; men det kan vara en ansökan om förlängning"
    return Recognition("version" if sure else "fråga", case.id, reason)


def _same(one: str | None, other: str | None) -> bool:
    return bool(one and other) and _folded(one or "") == _folded(other or "")


def _folded(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))


def _cites(text: str, file_name: str, case: Case) -> bool:
    """Whether the text or the file's name gives the case number, with a word before it that says it is one."""
    for match in re.finditer(rf"(?<![\w-]){re.escape(case.dnr)}(?![\w-])", text):
        if _REFERENCE.search(text[max(0, match.start() - 60) : match.start()]):
            return True
    return re.search(rf"(?<![\w-]){re.escape(case.folder)}(?!\w)", file_name) is not None


def _starts_later(new: str | None, old: str | None) -> bool:
    """Whether the start has moved half a year or more: then it may be the next application of the same insats."""

    def months(value: str) -> int:
        year, _, month = value.partition("-")
        return int(year) * 12 + int(month[:2] or 1)

    return bool(new and old) and months(new or "") - months(old or "") >= 6
