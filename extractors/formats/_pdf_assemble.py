"""Pages of words and rules → blocks and margin texts. The text engine and the OCR engine both end here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.formats import _pdf_aligned as aligned
from extractors.formats import _pdf_ruled as ruled
from extractors.formats._pdf_furniture import body_size, without_furniture
from extractors.formats._pdf_headings import with_heading_kinds
from extractors.formats._pdf_lines import flows, lines_of, mended
from extractors.formats._pdf_page import TABLE_SIGN, Line, PageContent, Piece, Word
from extractors.formats._pdf_paragraphs import paragraphs, settle_lists, usual_pitch
from extractors.formats._pdf_tables import settle_tables, to_blocks
from extractors.formats._pdf_wrap import Vocabulary, ends_sentence, joined, vocabulary
from extractors.model import Block, MarginText

_CONTENTS = re.compile(r"^innehåll(sförteckning)?$", re.I)


@dataclass(frozen=True)
class Assembled:
    """Blocks and margins of a document, and the number of words read that stand in neither.

    Those are the numbers of list items, which the kind of the block tells, marks before footnotes, and header rows that a
    table repeats on each page.
    """

    blocks: tuple[Block, ...]
    margins: tuple[MarginText, ...]
    set_aside: int = 0


def assemble(pages: Sequence[PageContent]) -> Assembled:
    """Build paragraphs, lists, tables and headings from the pages' words, in order, and set the margins apart."""
    margins: list[MarginText] = []
    lined: list[tuple[PageContent, list[Line]]] = []
    found = {content.number: ruled.grids(content.rules) for content in pages}
    grids: dict[int, list[ruled.Grid]] = {}
    for content in pages:
        grids[content.number] = [g for g in found[content.number] if not _is_letterhead(g, content, found)]
        free = [w for w in content.words if not any(g.holds(w) for g in grids[content.number])]
        stand_ins = [_stand_in(k, grid) for k, grid in enumerate(grids[content.number])]
        lines = mended(lines_of(free, gap=1.6)) if content.ocr else lines_of(free)
        lined.append((content, sorted([*lines, *stand_ins], key=lambda x: x.baseline)))
        margins += [MarginText(kind="sidhuvud", text=t, page=content.number) for t in content.aside]
        margins += [MarginText(kind="dolt", text=t, page=content.number) for t in content.hidden]
    bodies, furniture = without_furniture(lined)
    margins += furniture
    every = [x for body in bodies for x in body if not x.is_table]
    known = vocabulary([*every, *(Line((w, w)) for c in pages for w in c.words)])
    size = body_size([Line((w,)) for c in pages for w in c.words])
    pitch = usual_pitch(every)
    pieces: list[Piece] = []
    for content, body in zip(pages, bodies, strict=True):
        for flow in flows(body, content.width):
            new, contents = _flow_pieces(content, flow, grids[content.number], known, pitch)
            margins += contents
            pieces = _continued(pieces, new, known)
    pieces = settle_lists(pieces)
    pieces, contents = _without_contents(pieces)
    margins += contents
    set_aside = sum(_words([m]) for p in pieces for m in _marks(p)) + sum(m.kind == "fotnot" for m in furniture)
    before = _words([p.text for p in pieces])
    pieces = settle_tables(pieces, known)
    set_aside += max(0, before - _words([p.text for p in pieces]))
    ocr = bool(pages) and all(p.ocr for p in pages)
    pieces = with_heading_kinds(pieces, size, ocr=ocr)
    return Assembled(to_blocks(pieces), tuple(margins), set_aside)


def _words(texts: Iterable[str]) -> int:
    return sum(len(re.findall(r"\w+", t)) for t in texts)


def _marks(piece: Piece) -> Iterator[str]:
    """Marks taken off the list items that a piece is or holds."""
    inner = (p for cell in piece.cells for p in cell.paragraphs)
    return (p.mark for p in (piece, *inner) if p.kind == "lista")


def _is_letterhead(grid: ruled.Grid, content: PageContent, found: dict[int, list[ruled.Grid]]) -> bool:
    """Whether the grid is one that comes back at the top or the foot of another page."""
    if grid.ys[-1] > 0.16 * content.height and grid.ys[0] < 0.84 * content.height:
        return False
    edges = (*grid.xs, *grid.ys)
    return any(
        len(g.xs) == len(grid.xs)
        and len(g.ys) == len(grid.ys)
        and all(abs(a - b) < 3 for a, b in zip(edges, (*g.xs, *g.ys), strict=True))
        for number, others in found.items()
        if number != content.number
        for g in others
    )


def _stand_in(number: int, grid: ruled.Grid) -> Line:
    """A line that holds a table's place while the reading order is found."""
    return Line((Word(f"{TABLE_SIGN}{number}", grid.xs[0], grid.xs[-1], grid.ys[0] + 9.0, 10.0),))


def _flow_pieces(
    content: PageContent, flow: Sequence[Line], grids: Sequence[ruled.Grid], known: Vocabulary, pitch: float
) -> tuple[list[Piece], list[MarginText]]:
    """The pieces of a column, its ruled tables in their places."""
    pieces: list[Piece] = []
    margins: list[MarginText] = []
    part: list[Line] = []
    for line in [*flow, None]:
        if line is not None and not line.is_table:
            part.append(line)
            continue
        found, contents = _text_pieces(content, part, known, pitch)
        pieces += found
        margins += contents
        part = []
        if line is not None:
            grid = grids[int(line.words[0].text[1:])]
            inside = [w for w in content.words if grid.holds(w)]
            pieces += ruled.rows_of(grid, inside, content.number, known, pitch, ocr=content.ocr)
    return pieces, margins


def _text_pieces(
    content: PageContent, lines: Sequence[Line], known: Vocabulary, pitch: float
) -> tuple[list[Piece], list[MarginText]]:
    pieces: list[Piece] = []
    margins: list[MarginText] = []
    for is_table, rows in aligned.stretches(lines, pitch):
        contents = [r for r in rows if aligned.is_contents_row(r)]
        margins += [
            MarginText(kind="innehall", text=" ".join(x.text for x in r), page=content.number) for r in contents
        ]
        rows = [r for r in rows if not any(r is c for c in contents)]
        if is_table and rows:
            pieces += aligned.pieces_of(rows, content.number, known, pitch, ocr=content.ocr)
        else:
            pieces += paragraphs([x for r in rows for x in r], content.number, known, pitch=pitch, ocr=content.ocr)
    return pieces, margins


def _continued(before: list[Piece], found: list[Piece], known: Vocabulary) -> list[Piece]:
    """The pieces so far and those of the next column or page; a paragraph parted by the break is one."""
    if not before or not found:
        return [*before, *found]
    last, first = before[-1], found[0]
    same = last.kind in ("stycke", "lista") and first.kind == "stycke" and abs(last.size - first.size) < 0.1 * last.size
    if same and last.bold == first.bold and not first.mark:
        lower = first.text[:1].islower()
        runs_on = (lower and (last.hyphen or not ends_sentence(last.text))) or (
            last.full and not ends_sentence(last.text)
        )
        if runs_on and len(last.text) > 30:
            text = joined(last.text, first.text, known)
            return [*before[:-1], replace(last, text=text, full=first.full, hyphen=first.hyphen), *found[1:]]
    return [*before, *found]


def _without_contents(pieces: list[Piece]) -> tuple[list[Piece], list[MarginText]]:
    """Take off a contents list: its heading, and lines that have no dot leaders but end with page numbers."""
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
