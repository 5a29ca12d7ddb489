"""Which paragraphs are headings, of what level, and which one is the title: by size, weight, capitals and numbering."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.formats._pdf_page import Piece

_NUMBERED = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,3})[.)]?\s+\S")
_VALUE = re.compile(r":\s+\S|\d{4}-\d\d-\d\d|\d\s*(kr|kronor|tkr|mkr)\b|@|_{3,}")


def with_heading_kinds(pieces: Sequence[Piece], body: float, *, ocr: bool) -> list[Piece]:
    """The pieces with headings told as ``rubrik`` with a level (1 is highest) and the title as ``titel``."""
    text = [p for p in pieces if p.kind in ("stycke", "lista")]
    letters = sum(len(p.text) for p in text) or 1
    bold_tells = sum(len(p.text) for p in text if p.bold) < 0.4 * letters
    capitals_tell = sum(len(p.text) for p in text if _capitals(p.text)) < 0.4 * letters
    marked = [
        i
        for i, p in enumerate(pieces)
        if _is_heading(pieces, i, body, bold_tells=bold_tells, capitals_tell=capitals_tell, ocr=ocr)
    ]
    styles = sorted({_style(pieces[i], ocr=ocr) for i in marked}, reverse=True)
    result = list(pieces)
    for i in marked:
        number = _NUMBERED.match(pieces[i].text)
        level = number.group(1).count(".") + 1 if number else styles.index(_style(pieces[i], ocr=ocr)) + 1
        result[i] = replace(pieces[i], kind="rubrik", level=min(level, 6))
    title = _title(pieces, marked, ocr=ocr)
    if title is not None:
        result[title] = replace(result[title], kind="titel", level=None)
        alone = sum(_style(pieces[i], ocr=ocr) == styles[0] for i in marked) == 1
        if alone and _style(pieces[title], ocr=ocr) == styles[0]:
            result = [
                replace(p, level=p.level - 1)
                if p.kind == "rubrik" and p.level and p.level > 1 and not _NUMBERED.match(p.text)
                else p
                for p in result
            ]
    return result


def _capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 2 and sum(c.isupper() for c in letters) > 0.85 * len(letters)


def _style(piece: Piece, *, ocr: bool) -> tuple[float, bool, bool]:
    step = 3.0 if ocr else 1.0
    return round(piece.size / step) * step, piece.bold, _capitals(piece.text)


def _is_heading(
    pieces: Sequence[Piece], i: int, body: float, *, bold_tells: bool, capitals_tell: bool, ocr: bool
) -> bool:
    piece = pieces[i]
    if piece.kind != "stycke" or piece.lines > 3:
        return False
    words = piece.text.split()
    most = 32 if piece.size >= 1.3 * body else 16
    if not words or len(words) > most or len(piece.text) > 9 * most or not re.search(r"[A-Za-zÅÄÖåäö]{2}", piece.text):
        return False
    if piece.text[-1] in ",;" or (piece.text[-1] == "." and not re.fullmatch(r"[A-ZÅÄÖ\d .]+", piece.text)):
        return False
    below = pieces[i + 1] if i + 1 < len(pieces) else None
    if piece.size >= (1.2 if ocr else 1.09) * body:
        return not re.search(r"\d{4}-\d\d-\d\d|@", piece.text)
    if below is None or _VALUE.search(piece.text):
        return False
    letters = sum(c.isalpha() for c in piece.text)
    if bold_tells and piece.bold and len(words) <= 14 and (letters > 3 or not ocr):
        return True
    if capitals_tell and _capitals(piece.text) and letters > 2:
        return len(words) > 1 or len(piece.text) > 3 or piece.text == "MÅL"
    prose_below = below.kind in ("stycke", "lista", "rad") and len(below.text) > len(piece.text)
    apart = piece.gap > 1.6 or i == 0 or pieces[i - 1].page != piece.page
    return (
        bool(_NUMBERED.match(piece.text)) and prose_below and apart and len(words) <= 9 and piece.text[-1] not in ".:"
    )


def _title(pieces: Sequence[Piece], marked: Sequence[int], *, ocr: bool) -> int | None:
    """The largest of the first headings; if several are as large, one that opens the document or a heading."""
    early = [i for i in marked if i < 12 and pieces[i].page == 1]
    if not early:
        return None
    largest = max(early, key=lambda i: (pieces[i].size, -i))
    rest = max((pieces[i].size for i in marked if i != largest), default=0.0)
    if pieces[largest].size > (1.12 if ocr else 1.05) * rest and not _NUMBERED.match(pieces[largest].text):
        return largest
    heads_a_heading = early[0] < 8 and len(early) > 1 and early[1] == early[0] + 1
    return early[0] if (early[0] == 0 or heads_a_heading) and not _NUMBERED.match(pieces[early[0]].text) else None
