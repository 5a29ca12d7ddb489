"""Words of single PDF pages by pdfplumber, for the pages where pdfium and the second count disagree.

Measured on 369 pages of public test files and applications: pdfium reads a page in 2 to 30 ms, pdfplumber in 50 to 290 ms. Of those
pages, 359 have the same number of signs (within 2 %) by pdfium and by qpdf's count (6 ms a page); on four of the other ten pdfium
had the same words printed twice, one over the other, and was right, and on six, whose fonts are not embedded, it lost three signs in four
that pdfplumber reads. pdfplumber mixes columns and has no use for pages of pictures, so order, tables and headings are found by our own
modules from the words, whichever engine gave them. Ruled tables too: they need nothing but the words and the rules, which pdfium gives for
nothing on the way. So pdfplumber is asked for the words of the pages where it may know more, and for no others.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import Any

from extractors.formats._pdf_page import Word

_MOST_PAGES = 12
_SECONDS = 5.0
_DEPTH = 0.22  # share of the type size that letters reach below the baseline


def words_of(path: Path, numbers: Sequence[int]) -> dict[int, list[Word]]:
    """Words of the pages with these numbers (from 1), in points from the top left corner.

    A page that is turned, that the engine cannot follow, or that is past the bounds on pages and seconds is not among them.
    """
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    found: dict[int, list[Word]] = {}
    ends = monotonic() + _SECONDS
    try:
        with pdfplumber.open(path, pages=list(numbers[:_MOST_PAGES])) as document:
            for page in document.pages:
                if monotonic() > ends:
                    break
                if not page.rotation:
                    found[page.page_number] = _words(page)
                page.close()
    except Exception:  # pdfminer lets faults of every kind through; a second opinion that fails is none
        return found
    return found


def _words(page: Any) -> list[Word]:
    upright = page.filter(lambda thing: thing.get("upright", True)).dedupe_chars(tolerance=1)
    left, top = page.bbox[:2]
    words = upright.extract_words(x_tolerance_ratio=0.2, extra_attrs=["fontname", "size"])
    return [
        Word(
            text=word["text"],
            x0=float(word["x0"] - left),
            x1=float(word["x1"] - left),
            baseline=float(word["bottom"] - top - _DEPTH * word["size"]),
            size=float(word["size"]) or 1.0,
            bold="bold" in word["fontname"].lower(),
            italic="italic" in word["fontname"].lower() or "oblique" in word["fontname"].lower(),
        )
        for word in words
        if word["text"].strip() and 0 <= word["x0"] - left < page.width and 0 <= word["top"] - top < page.height
    ]
