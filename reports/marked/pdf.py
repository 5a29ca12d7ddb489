"""Highlights with notes at the exact words, in a copy of the applicant's PDF.

The words are found with pdfium and the notes written with qpdf (pikepdf). Words of a scanned page are found by reading the page
once more with OCR. What finds no words stands as a sign at the top of its page.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from extractors.errors import Unreadable
from extractors.formats._pdf_open import locked, opened
from extractors.limits import DEFAULT
from reports.marked.matching import Found, Places
from reports.marked.model import Mark, MarkedCopy, MarkingJob, MarkKind
from reports.marked.pdf_notes import Notes
from reports.marked.pdf_scan import scanned_words
from reports.marked.pdf_text import Box, PdfText

KIND = "pdf"
NAME = "PDF-filer"

_GRAVITY: tuple[MarkKind, ...] = ("brist", "delvis", "uppfyllt")


def mark(job: MarkingJob) -> MarkedCopy:
    """The copy with its notes. Raises `Unreadable` for a file that is not what was read."""
    import pikepdf

    with opened(job.path, DEFAULT) as source:
        text = PdfText(source)
        found = _found(job, text)
        if job.application.document.ocr:
            pages = {m.page - 1 for m in job.marks if m not in found and m.block is not None}
            text = PdfText(source, scanned_words(source, pages & set(range(len(source)))))
            found = _found(job, text)
    try:
        with pikepdf.open(job.path) as document:
            return _marked(job, text, found, document)
    except pikepdf.PasswordError as error:
        raise locked(job.path) from error
    except (pikepdf.PdfError, OSError, ValueError, RuntimeError) as error:
        raise Unreadable(
            "trasig",
            f"Filen {job.path.name} är skadad och kan inte märkas. Be avsändaren spara om den och skicka den igen.",
        ) from error


def _found(job: MarkingJob, text: PdfText) -> dict[Mark, Found]:
    """Where the marks' words stand. Not ``whole``: their block, where the words themselves were not found."""
    places = Places(text.text, [block.text for block in job.application.document.blocks])
    found: dict[Mark, Found] = {}
    for mark in job.marks:
        if mark.block is None:
            continue
        words = places.find(mark.quote, mark.block)
        if words is not None and words.whole:
            found[mark] = words
        elif (span := places.block(mark.block)) is not None:
            found[mark] = Found((span,), whole=False)
    return found


def _marked(job: MarkingJob, text: PdfText, found: Mapping[Mark, Found], document: Any) -> MarkedCopy:
    notes = Notes(document, job.today, text.turns)
    exact: list[Mark] = []
    near: list[Mark] = []
    loose: list[Mark] = []
    for marks in _on_the_same_words(job.marks):
        first = marks[0]
        words = found.get(first)
        if words is not None and _highlight(notes, text, words, marks):
            (exact if words.whole else near).extend(marks)
            continue
        for mark in marks:
            notes.sign(min(max(mark.page, 1), len(document.pages)) - 1 if mark.of_words else 0, mark)
        (loose if first.of_words else exact).extend(marks)
    raw = io.BytesIO()
    document.save(raw, deterministic_id=True)
    return MarkedCopy(content=raw.getvalue(), exact=tuple(exact), near=tuple(near), loose=tuple(loose))


def _on_the_same_words(marks: Sequence[Mark]) -> list[list[Mark]]:
    """The marks, those on the very same words together and the gravest first: two colours on top of each other are none."""
    groups: dict[tuple[int | None, str, bool], list[Mark]] = {}
    for mark in marks:
        groups.setdefault((mark.block, mark.quote, mark.of_words), []).append(mark)
    return [sorted(group, key=lambda m: _GRAVITY.index(m.kind)) for group in groups.values()]


def _highlight(notes: Notes, text: PdfText, found: Found, marks: Sequence[Mark]) -> bool:
    """Highlight all parts, one note on each page; returns whether there was anything to see."""
    pages: dict[int, list[Box]] = {}
    for span in found.spans:
        for page, boxes in text.lines(*span).items():
            pages.setdefault(page, []).extend(boxes)
    note = "\n\n".join(m.text if found.whole else m.text_away_from_words() for m in marks)
    for page, boxes in pages.items():
        notes.highlight(page, boxes, note, marks[0].kind)
    return bool(pages)
