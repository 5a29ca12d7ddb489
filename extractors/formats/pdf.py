"""Read a PDF: its text layer where it has one, by OCR where it is a scan, and its form fields and notes."""

from __future__ import annotations

from pathlib import Path
from time import monotonic
from typing import Any

from extractors.errors import Unreadable
from extractors.formats._pdf_account import to_document
from extractors.formats._pdf_check import checked
from extractors.formats._pdf_forms import Extras, form_extras, has_extras, with_extras
from extractors.formats._pdf_open import opened
from extractors.formats._pdf_page import PageContent, pages_text
from extractors.formats._pdf_text import is_garbage, page_content
from extractors.limits import Limits
from extractors.model import Document

KIND = "pdf"

_PICTURE_PAGE = 0.3  # share of a page that a scan covers at least
_FEW_WORDS = 12
_OCR_SHARE = 0.6  # of the file's seconds; what is not read by then is told
_MANY_SHAPES = 150  # letters drawn as outlines


def recognises(head: bytes, names: frozenset[str]) -> bool:
    """A PDF says so within its first kilobyte."""
    return b"%PDF-" in head[:1024]


def read(path: Path, limits: Limits) -> Document:
    """Read the file. Raises `Unreadable`: encrypted, broken, empty, too long, or a scan and no OCR installed."""
    ocr_ends = monotonic() + _OCR_SHARE * limits.seconds
    with opened(path, limits) as source:
        pages = [page_content(source[i], i + 1) for i in range(len(source))]
        pages, notes = checked(path, pages)
        scanned = [p.number for p in pages if needs_ocr(p)]
        if scanned:
            pages, told = _with_ocr(source, pages, scanned, path.name, ocr_ends)
            notes += told
        extra = form_extras(path, pages) if has_extras(source) else Extras()
    document = with_extras(to_document(KIND, pages, (*notes, *extra.notes)), extra)
    if not document.blocks and not document.margins:
        raise Unreadable("tom", f"Filen {path.name} innehåller ingen läsbar text. Be om ansökan som Word eller PDF.")
    return document


def needs_ocr(page: PageContent) -> bool:
    """Whether the page is a picture of text: next to no words but much drawn, or words that make no sense."""
    drawn = page.picture_share > _PICTURE_PAGE or page.shapes > _MANY_SHAPES
    return is_garbage(page.words) or (len(page.words) < _FEW_WORDS and drawn)


def _with_ocr(
    source: Any, pages: list[PageContent], scanned: list[int], name: str, ends: float
) -> tuple[list[PageContent], list[str]]:
    """The pages, scans among them read by OCR. Without OCR the others go on, with a note of what is missing."""
    from extractors.ocr import engine

    if not engine.is_installed():
        if len(scanned) == len(pages) or not any(p.words for p in pages if p.number not in scanned):
            raise engine.missing(name)
        return pages, [f"{pages_text(scanned)} är inskannad och kunde inte läsas, eftersom OCR inte är installerat."]
    found = list(pages)
    with engine.Reader() as reader:
        for k, number in enumerate(scanned):
            if monotonic() > ends:
                return found, [
                    f"{pages_text(scanned[k:])} lästes inte, eftersom OCR tog för lång tid. Läs originalet där."
                ]
            page = source[number - 1]
            read_page = reader.page(engine.rendered(page), number)
            read_page.pictures = pages[number - 1].pictures
            found[number - 1] = read_page
    return found, []
