"""Pages of words and rules → the blocks and margin texts of a document. The text engine and the OCR engine both end here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.formats import _pdf_aligned as aligned
from extractors.formats import _pdf_ruled as ruled
from extractors.formats._pdf_furniture import body_size, without_furniture
from extractors.formats._pdf_headings import with_heading_kinds
from extractors.formats._pdf_lines import flows, lines_of
from extractors.formats._pdf_page import Line, PageContent, Piece
from extractors.formats._pdf_paragraphs import paragraphs, settle_lists, usual_pitch
from extractors.formats._pdf_tables import settle_tables, to_blocks
from extractors.formats._pdf_wrap import Vocabulary, ends_sentence, joined, vocabulary
from extractors.model import Block, MarginText

_CONTENTS = re.compile(r"^innehåll(sförteckning)?$", re.I)


@dataclass(frozen=True)
class Assembled:
    """Blocks and margins of a document."""

    blocks: tuple[Block, ...]
    margins: tuple[MarginText, ...]


def assemble(pages: Sequence[PageContent]) -> Assembled:
    """Build paragraphs, lists, tables and headings from the pages' words, in reading order, and set the margins apart."""
    margins: list[MarginText] = []
    lined: list[tuple[PageContent, list[Line]]] = []
    grids: dict[int, list[ruled.Grid]] = {}
    for content in pages:
        grids[content.number] = ruled.grids(content.rules)
        free = [w for w in content.words if not any(g.holds(w) for g in grids[content.number])]
        lined.append((content, lines_of(free, gap=1.6 if content.ocr else 1.15)))
        margins += [MarginText(kind="sidhuvud", text=t, page=content.number) for t in content.aside]
        margins += [MarginText(kind="dolt", text=t, page=content.number) for t in content.hidden]
    bodies, furniture = without_furniture(lined)
    margins += furniture
    every = [x for body in bodies for x in body]
    known = vocabulary([*every, *(Line((w, w)) for c in pages for w in c.words)])
    size = body_size(every or [Line((w,)) for c in pages for w in c.words])
    pitch = usual_pitch([x for body in bodies for x in body])
    pieces: list[Piece] = []
    for content, body in zip(pages, bodies, strict=True):
        found, contents = _page_pieces(content, body, grids[content.number], known, pitch)
        margins += contents
        pieces = _continued(pieces, settle_lists(found), known)
    pieces, contents = _without_contents(pieces)
    margins += contents
    pieces = settle_tables(pieces, known)
    ocr = bool(pages) and all(p.ocr for p in pages)
    pieces = with_heading_kinds(pieces, size, ocr=ocr)
    return Assembled(to_blocks(pieces), tuple(margins))


def _page_pieces(
    content: PageContent, body: Sequence[Line], grids: Sequence[ruled.Grid], known: Vocabulary, pitch: float
) -> tuple[list[Piece], list[MarginText]]:
    """The page's pieces from the top down; ruled tables stand between the lines above and those below them."""
    pieces: list[Piece] = []
    margins: list[MarginText] = []
    rest = list(body)
    for grid in [*grids, None]:
        band = rest if grid is None else [x for x in rest if x.baseline < grid.ys[0] + 2 or (x.baseline < grid.ys[-1])]
        taken = {id(x) for x in band}
        rest = [x for x in rest if id(x) not in taken]
        for flow in flows(band, content.width):
            found, contents = _flow_pieces(content, flow, known, pitch)
            pieces += found
            margins += contents
        if grid is not None:
            inside = [w for w in content.words if grid.holds(w)]
            rows = ruled.rows_of(grid, inside, content.number, known, pitch, ocr=content.ocr)
            pieces += rows if grid.columns > 1 else [p for row in rows for cell in row.cells for p in cell.paragraphs]
    return pieces, margins


def _flow_pieces(content: PageContent, flow: Sequence[Line], known: Vocabulary, pitch: float) -> tuple[list[Piece], list[MarginText]]:
    pieces: list[Piece] = []
    margins: list[MarginText] = []
    for is_table, rows in aligned.stretches(flow, pitch):
        contents = [r for r in rows if aligned.is_contents_row(r)]
        margins += [MarginText(kind="innehall", text=" ".join(x.text for x in r), page=content.number) for r in contents]
        rows = [r for r in rows if not any(r is c for c in contents)]
        if is_table and rows:
            pieces += aligned.pieces_of(rows, content.number, known, pitch, ocr=content.ocr)
        else:
            pieces += paragraphs([x for r in rows for x in r], content.number, known, pitch=pitch, ocr=content.ocr)
    return pieces, margins


def _continued(before: list[Piece], found: list[Piece], known: Vocabulary) -> list[Piece]:
    """The pieces so far and those of the next page; a paragraph parted by the page break is one."""
    if not before or not found:
        return [*before, *found]
    last, first = before[-1], found[0]
    same = last.kind in ("stycke", "lista") and first.kind == "stycke" and abs(last.size - first.size) < 0.1 * last.size
    if same and last.bold == first.bold and not first.mark:
        lower = first.text[:1].islower()
        runs_on = (lower and (last.hyphen or not ends_sentence(last.text))) or (last.full and not ends_sentence(last.text))
        if runs_on and len(last.text) > 30:
            text = joined(last.text, first.text, known)
            return [*before[:-1], replace(last, text=text, full=first.full, hyphen=first.hyphen), *found[1:]]
    return [*before, *found]


def _without_contents(pieces: list[Piece]) -> tuple[list[Piece], list[MarginText]]:
    """Take off the heading of a contents list, and its lines where they have no dot leaders but end with page numbers."""
    for i, piece in enumerate(pieces):
        if not _CONTENTS.match(piece.text):
            continue
        end = i + 1
        while end < len(pieces) and re.search(r"\D\s(\| )?\d{1,3}$", pieces[end].text) and len(pieces[end].text) < 140:
            end += 1
        taken = pieces[i:end]
        if end - i == 1 and i > 12:
            continue
        return pieces[:i] + pieces[end:], [MarginText(kind="innehall", text=p.text, page=p.page) for p in taken]
    return pieces, []
