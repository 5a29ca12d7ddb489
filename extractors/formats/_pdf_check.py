"""Hold what pdfium read of each page against a second engine's count, and ask a third where they part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from extractors.formats._pdf_page import PageContent, Word, pages_text
from extractors.formats._pdf_second import signs_by_page
from extractors.formats._pdf_text import is_garbage

_AGREE = 0.98  # pages that were read whole agree this well, but for the odd sign
_ODD_SIGNS = 5
_KNOWS_MORE = 1.05


def checked(path: Path, pages: Sequence[PageContent]) -> tuple[list[PageContent], list[str]]:
    """The pages, those that pdfium lost signs of read by pdfplumber, with Swedish notes about them.

    A page that is garbage to pdfium is asked for as well: reading its letters takes a tenth of the time that OCR takes.
    """
    counted = signs_by_page(path, len(pages))
    doubtful = [
        page.number
        for page, signs in zip(pages, counted, strict=True)
        if signs is not None and (is_garbage(page.words) or page.signs + _ODD_SIGNS < _AGREE * signs)
    ]
    if not doubtful:
        return list(pages), []
    from extractors.formats._pdf_plumber import words_of

    found = words_of(path, doubtful)
    better = {n: words for n, words in found.items() if _better(words, pages[n - 1])}
    notes = []
    if better:
        notes.append(f"{pages_text(sorted(better))} har typsnitt som är svåra att läsa. Jämför med originalet där.")
    return [_with_words(p, better[p.number]) if p.number in better else p for p in pages], notes


def _better(words: list[Word], page: PageContent) -> bool:
    """Whether the other engine's words make sense and hold clearly more letters than the page's own."""
    own = 0 if is_garbage(page.words) else _letters([*(w.text for w in page.words), *page.aside, *page.hidden])
    theirs = _letters([w.text for w in words])
    return (
        theirs > _KNOWS_MORE * own + _ODD_SIGNS
        and not is_garbage(words)
        and "(cid:" not in " ".join(w.text for w in words[:200])
    )


def _letters(texts: Sequence[str]) -> int:
    return sum(sum(c.isalnum() for c in text) for text in texts)


def _with_words(page: PageContent, words: list[Word]) -> PageContent:
    raw = sum(len(re.findall(r"\w+", w.text)) for w in words)
    return replace(page, words=words, aside=[], hidden=[], raw_words=raw)
