"""The words of scanned pages with their places, by OCR: what the reader read is read again, for it keeps no places."""

from __future__ import annotations

import ctypes
from collections.abc import Collection
from typing import Any

from reports.marked.pdf_text import Box, Spot

Signs = list[tuple[str, Spot | None]]


def scanned_words(source: Any, pages: Collection[int]) -> dict[int, Signs]:
    """The characters of these pages (from 0) of an open pdfium document; nothing where OCR is not installed.

    A page takes about a second. Every character has its word's share of the word's box.
    """
    from extractors.ocr import engine

    if not pages or not engine.is_installed():
        return {}
    with engine.Reader() as reader:
        return {number: _words(source[number], number, reader) for number in sorted(pages)}


def _words(page: Any, number: int, reader: Any) -> Signs:
    from extractors.ocr import engine

    picture = engine.rendered(page)
    width, height = picture[0].size
    words, turn = reader.located(picture)
    upright = (turn + page.get_rotation()) % 180 == 0
    found: Signs = []
    for word in words:
        x0, y0, x1, y1 = word.box
        for i, sign in enumerate(word.text):
            left, right = (x0 + (x1 - x0) * k / len(word.text) for k in (i, i + 1))
            corners = [_unturned(x, y, turn, width, height) for x, y in ((left, y0), (right, y1))]
            found.append((sign, Spot(number, _on_page(page, corners, width, height), upright)))
        found.append((" ", None))
    return found


def _unturned(x: float, y: float, turn: int, width: int, height: int) -> tuple[float, float]:
    """A place in the picture turned clockwise as a place in the picture as it was, of this width and height."""
    return {0: (x, y), 90: (y, height - x), 180: (width - x, height - y), 270: (width - y, x)}[turn]


def _on_page(page: Any, corners: list[tuple[float, float]], width: int, height: int) -> Box:
    """Two corners in pixels as a box in the page's own points."""
    from pypdfium2 import raw

    xs, ys = [], []
    for px, py in corners:
        x, y = ctypes.c_double(), ctypes.c_double()
        # Ten times the pixels: the call takes whole ones.
        raw.FPDF_DeviceToPage(page.raw, 0, 0, 10 * width, 10 * height, 0, round(10 * px), round(10 * py), x, y)
        xs.append(x.value)
        ys.append(y.value)
    return min(xs), min(ys), max(xs), max(ys)
