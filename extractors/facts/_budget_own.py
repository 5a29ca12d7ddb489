"""Find what the application says of the parties' own money and staff, also that there is none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.facts._budget_entries import sentences_of
from extractors.model import Document, Quote, Sentence

_OWN_MONEY = re.compile(
    r"\bmed-?\s?finansier\w*|\begn?(?:a|et|en) (?:medel|insats\w*|finans\w*|pengar|bidrag|kostnad\w*|resurs\w*|bekostnad|budget|tid\b)"
    r"|\bin natura\b|\butan (?:kostnad|ersättning|att ta betalt)\b|\bparternas egn?a?\b|\bbekosta(?:s av|r (?:\w+ ){0,4}själv)\w*|\bbetalas av (?:\w+ ){0,2}(?:själv|myndigh|arbetsgiv|kommun|region)\w*"
    r"|\bskjuter (?:inte )?(?:\w+ )?till\b|\bmotfinans\w*|\bstår själva? för\b|\bsjälva för\b|\btar kostn\w* själv\w*|\bbetalar (?:\w+ ){0,3}(?:sin|sina|själv)\w*",
    re.I,
)
_AT_LEAST = 0.5


def own_funds(document: Document, sentences: Sequence[Sentence]) -> tuple[Quote, ...]:
    """Quotes on the parties' own money or staff: sentences that say so outright, or that the trained reader takes for it."""
    found: dict[tuple[int, str], None] = {}
    signed = {(s.block, s.text) for s in sentences if s.signs.get("egna-medel", 0.0) >= _AT_LEAST}
    for block in document.blocks:
        if block.kind in ("titel", "rubrik") or block.italic:
            continue
        cut = [(0, block.text)] if block.kind == "rad" else sentences_of(block.text)
        for _, text in cut:
            if _OWN_MONEY.search(text) or (block.id, text) in signed:
                found[(block.id, text)] = None
    return tuple(Quote(text=text, block=block) for block, text in found)
