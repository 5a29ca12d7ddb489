"""Where money is spoken of: each block with its heading, the lines that lead in to it, and whether its section is about the budget."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.facts._budget_words import is_economic_heading
from extractors.facts.money import find_amounts, parse_scale
from extractors.model import Block, Document

_PER = re.compile(
    r"\b(?:belopp\w*|kostnad\w*|kronor|kr|tkr|kkr|siffror\w*|summor\w*|allt)\b[^.]{0,25}?(?:\bper\s|/\s?)(?P<what>år|månad|mån)\b|^\W*per (?P<only>år|månad)\W*$"
    r"|\b(?P<yearly>årlig(?:en|a)?|årskostnad\w*)\b",
    re.I,
)
_RUN_IN = re.compile(r"^\W*(?P<head>[A-ZÅÄÖ][\wåäöÅÄÖ ]{1,30}?)\W?\s*[:–.-]\s")
_INSTRUCTION = re.compile(r"^\W*(?:ange|redovisa|specificera|beskriv|fyll i|glöm inte|lista|sätt ut|skriv)\b", re.I)
_MANY_TOPICS = 4


@dataclass(frozen=True)
class Place:
    """Where a block stands. ``economic``: its section is about money. ``intro``: heading and lead-in lines, nearest last."""

    section: int
    heading: str
    economic: bool
    intro: str

    @property
    def scale(self) -> int | None:
        """The scale that the lead-in states, or None."""
        return parse_scale(self.intro)

    @property
    def per(self) -> str | None:
        """What the lead-in says every amount is counted by: ``år``, ``månad`` or None."""
        return per_in(self.intro)


def per_in(text: str) -> str | None:
    """``år`` or ``månad`` where a caption or header says that its amounts are for a year or a month each."""
    found = None
    for match in _PER.finditer(text):
        what = (match["what"] or match["only"] or ("år" if match["yearly"] else "")).lower()
        found = "månad" if what.startswith("mån") else "år"
    return found


def places(document: Document) -> list[Place]:
    """The place of every block, in order."""
    found: list[Place] = []
    section, heading, intro, own_heading = -1, "", "", False
    for block in document.blocks:
        if block.kind in ("rubrik", "titel") and not (_year_only(block.text) and heading):
            section, heading, intro = block.id, block.text, block.text
        elif block.kind in ("rubrik", "titel"):
            intro = f"{heading}. {block.text}"
        own_heading = is_economic_heading(heading)
        found.append(Place(section, heading, _economic(block, own_heading), intro))
        if block.kind == "stycke" and not block.italic and _leads_in(block):
            intro = f"{heading}. {block.text}" if _year_only(block.text) else f"{intro} {block.text}"
    return found


def _economic(block: Block, heading_says_so: bool) -> bool:
    if "ekonomi" in block.topics and len(block.topics) < _MANY_TOPICS:
        return True
    if block.topics and len(block.topics) >= _MANY_TOPICS:
        return False
    if heading_says_so:
        return True
    run_in = _RUN_IN.match(block.text)
    return bool(run_in and is_economic_heading(run_in["head"]))


def _year_only(text: str) -> bool:
    return bool(re.fullmatch(r"\W*(?:(?:budget|år|kostnader)\W*)?20\d\d\W*", text.strip(), re.I))


def _leads_in(block: Block) -> bool:
    """Whether a paragraph prepares for amounts rather than stating them: it names a scale or a year, or ends with a colon."""
    text = block.text
    if _INSTRUCTION.match(text):
        return False
    if text.rstrip().endswith(":") or _year_only(text):
        return True
    return (parse_scale(text) is not None or per_in(text) is not None) and len(find_amounts(text, bare=False)) <= 2
