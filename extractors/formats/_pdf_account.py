"""Pages → `Document`, with the account of what was read against what the file holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.formats._pdf_assemble import assemble
from extractors.formats._pdf_page import PageContent, pages_text
from extractors.model import Block, Document, Loss, MarginText

_LOW_CERTAINTY = 0.75
_DOUBTFUL = 0.6  # below it, about every other word is wrong
_SHOWN = 6
_LARGE_PICTURE = 0.12  # share of the page: larger than a logotype


def words_in(texts: Sequence[str]) -> int:
    """How many words the texts hold."""
    return sum(len(re.findall(r"\w+", t)) for t in texts)


def read_words(blocks: Sequence[Block], margins: Sequence[MarginText]) -> int:
    """How many words were read, in the body and around it."""
    return words_in([b.text for b in blocks]) + words_in([m.text for m in margins])


def to_document(kind: str, pages: Sequence[PageContent], notes: Sequence[str] = ()) -> Document:
    """The document that the pages make. Its account tells of pages without words and scans that were hard to read."""
    found = assemble(pages)
    told = list(notes)
    hard = [
        p.number
        for p in pages
        if p.ocr and p.words and sum(w.certainty for w in p.words) / len(p.words) < _LOW_CERTAINTY
    ]
    if hard:
        told.append(f"Skanningen är svårläst på {_listed(hard)}. Läs originalet där.")
    doubtful = [w.text for p in pages if p.ocr for w in p.words if w.certainty < _DOUBTFUL and _is_word(w.text)]
    if doubtful:
        shown = ", ".join(f"”{t}”" for t in dict.fromkeys(doubtful[:_SHOWN]))
        told.append(f"{_counted(len(doubtful))} i skanningen: {shown}. Jämför med originalet.")
    pictured = [p.number for p in pages if not p.ocr and p.picture_share > _LARGE_PICTURE]
    if pictured:
        told.append(f"{pages_text(pictured)} har stora bilder. Text i dem är inte läst, se originalet.")
    empty = tuple(p.number for p in pages if not p.words)
    read = read_words(found.blocks, found.margins) + found.set_aside
    titles = [b.text for b in found.blocks if b.kind == "titel"]
    return Document(
        kind=kind,
        pages=len(pages),
        ocr=any(p.ocr for p in pages),
        blocks=found.blocks,
        margins=found.margins,
        loss=Loss(
            source_words=sum(p.raw_words for p in pages),
            read_words=read,
            pages_without_text=empty,
            pictures=sum(p.pictures for p in pages),
            notes=tuple(told),
        ),
        title=titles[0] if titles else None,
    )


def _listed(numbers: Sequence[int]) -> str:
    return f"sida {numbers[0]}" if len(numbers) == 1 else f"sidorna {', '.join(map(str, numbers))}"


def _is_word(text: str) -> bool:
    return sum(c.isalnum() for c in text) >= 3


def _counted(number: int) -> str:
    return "Ett ord är osäkert läst" if number == 1 else f"{number} ord är osäkert lästa"
