"""Pages → `Document`, with the account of what was read against what the file holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.formats._pdf_assemble import assemble
from extractors.formats._pdf_page import PageContent
from extractors.model import Block, Document, Loss, MarginText

_LOW_CERTAINTY = 0.75


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
    empty = tuple(p.number for p in pages if not p.words)
    read = read_words(found.blocks, found.margins)
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
