"""Read a PDF: its text layer where it has one, by OCR where it is a scan, and its form fields and notes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from extractors.errors import Unreadable
from extractors.formats._pdf_assemble import assemble
from extractors.formats._pdf_page import PageContent
from extractors.formats._pdf_text import is_garbage, page_content
from extractors.limits import Limits
from extractors.model import Document, Loss

KIND = "pdf"

_PICTURE_PAGE = 0.3  # share of a page that a scan covers at least
_FEW_WORDS = 12


def recognises(head: bytes, names: frozenset[str]) -> bool:
    """A PDF says so within its first kilobyte."""
    return b"%PDF-" in head[:1024]


def read(path: Path, limits: Limits) -> Document:
    """Read the file. Raises `Unreadable` for encrypted, broken, empty and too long files."""
    from extractors.formats import _pdf_forms as forms
    from extractors.formats._pdf_open import opened

    document = opened(path, limits)
    try:
        pages = [page_content(document[i], i + 1) for i in range(len(document))]
        scanned = [p.number for p in pages if needs_ocr(p)]
        notes: list[str] = []
        if scanned:
            pages, notes = _with_ocr(document, pages, scanned, path.name)
        extra = forms.extras(path, pages)
    finally:
        document.close()
    return to_document(KIND, pages, notes, extra)


def needs_ocr(page: PageContent) -> bool:
    """Whether the page is a picture of text: next to no words and a large picture, or a text layer that makes no sense."""
    few = len(page.words) < _FEW_WORDS
    if is_garbage(page.words):
        return True
    return few and page.picture_share > _PICTURE_PAGE
