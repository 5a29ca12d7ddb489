"""Wrapped lines → one text: which line goes on in the next, and what becomes of a hyphen at its end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from extractors.formats._pdf_page import Line

_TERMINAL = re.compile(r"[.!?:;][\"”’»)\]]*$")
_SUSPENDED = {"och", "eller", "samt", "respektive", "resp.", "till", "som", "/", "&", "men", "alternativt"}
_SHORT_STEMS = {
    "e",
    "a",
    "b",
    "c",
    "it",
    "tv",
    "pc",
    "hr",
    "sfi",
    "lss",
    "hvb",
    "npf",
    "hbtq",
    "gd",
    "vd",
    "sva",
    "af",
    "fk",
    "kbt",
    "sip",
}
_SAMT = re.compile(
    r"(gemen|verk|lång|var|spar|märk|råd|våld|tvek|still|arbet|omsorg|ömse?)$", re.I
)  # gemen-samt, verk-samt
_END_HYPHEN = re.compile(r"[-\u2010\u00ad]$")
_UNITS = {"kr", "kronor", "tkr", "mkr", "procent", "%", "år", "månader", "personer", "deltagare", "st", "timmar"}

Vocabulary = Counter[str]


def vocabulary(lines: Iterable[Line]) -> Vocabulary:
    """How often each word is written within a line (so that a word parted at a line's end can be looked up whole)."""
    counted: Vocabulary = Counter()
    for line in lines:
        for word in line.words[:-1]:
            counted[word.text.strip('.,;:!?()"”').lower()] += 1
    return counted


def joined(first: str, second: str, known: Vocabulary) -> str:
    """Two parts of one text, the second on the next line.

    A word parted by a hyphen is mended ("samord-" "ning"); a hyphen that belongs there stays ("Dals-" "Ed",
    "läs-" "och", "20-" "årsdagen").
    """
    if not first or not second:
        return first or second
    if first.endswith("\u00ad"):
        return first[:-1] + second
    if re.search(r"\d[–/]$|\w/$", first) and re.match(r"\w", second):
        return first + second
    if not _END_HYPHEN.search(first) or re.search(r"(^|\s)[-\u2010]$", first):
        return f"{first} {second}"
    stem = re.split(r"\s", first)[-1][:-1]
    follower = re.split(r"\s", second)[0]
    if follower.lower().rstrip(",") in _SUSPENDED and not (follower == "samt" and _SAMT.search(stem)):
        return f"{first} {second}"
    part = stem.rsplit("-", 1)[-1].lstrip("(\"”'")
    whole = (stem + follower).strip('.,;:!?()"”').lower()
    hyphened = f"{stem}-{follower}".strip('.,;:!?()"”').lower()
    keeps = (
        not follower[0].islower()
        or not part
        or not part[-1].isalpha()
        or part.lower() in _SHORT_STEMS
        or (len(part) > 1 and part.isupper() and follower.islower())
        or (known[hyphened] > 0 and known[whole] == 0)
    )
    return first + second if keeps else first[:-1] + second


def text_of(lines: Sequence[Line], known: Vocabulary) -> str:
    """The text of wrapped lines, white space folded, soft hyphens gone."""
    text = ""
    for line in lines:
        text = joined(text, line.text, known)
    return re.sub(r"\s+", " ", text.replace("\u00ad", "")).strip()


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence or a lead-in does."""
    return bool(_TERMINAL.search(text.rstrip()))


def next_would_fit(line: Line, following: Line, right: float) -> float:
    """The white, in type sizes, that would be left had the first word of ``following`` been put at the end of ``line``.

    Below zero: the word did not fit, so the line was full. A figure counts with its unit ("120 000 kronor").
    """
    words = following.words
    last = 0
    while last + 1 < len(words) and (
        words[last].glued
        or (
            words[last].text.isdigit()
            and (words[last + 1].text.isdigit() or words[last + 1].text.rstrip(".,;") in _UNITS)
        )
    ):
        last += 1
    size = line.size
    return (right - line.x1 - 0.28 * size - (words[last].x1 - words[0].x0)) / size
