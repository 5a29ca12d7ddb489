"""Tables over page breaks made whole, and pieces turned into blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from extractors.formats._pdf_page import Cell, Piece
from extractors.formats._pdf_ruled import FIGURE
from extractors.formats._pdf_wrap import Vocabulary, ends_sentence, joined
from extractors.model import Block
from extractors.structure import forms

_YEAR = re.compile(r"^(år )?20\d\d$", re.I)


def settle_tables(pieces: Sequence[Piece], known: Vocabulary) -> list[Piece]:
    """Number the tables, join what a page break parted, and drop repeated header rows."""
    result: list[Piece] = []
    tables: list[list[Piece]] = []
    for i, piece in enumerate(pieces):
        if piece.kind != "rad":
            result.append(piece)
            continue
        previous = pieces[i - 1] if i else None
        if previous is not None and previous.kind == "rad" and _same_table(previous, piece):
            table = tables[-1]
            if piece.page != table[-1].page and piece.text == table[0].text:
                continue
            if piece.page != table[-1].page and _is_rest_of_row(table[-1], piece):
                table[-1] = result[-1] = _joined_row(table[-1], piece, known)
                continue
        else:
            tables.append([])
        numbered = replace(piece, table=len(tables) - 1)
        tables[-1].append(numbered)
        result.append(numbered)
    return result


def _same_table(a: Piece, b: Piece) -> bool:
    if a.page == b.page:
        return a.ruled == b.ruled and (not a.ruled or a.columns == b.columns) and b.top - a.bottom < 40
    shift = b.x0 - a.x0
    return len(a.columns) == len(b.columns) and all(
        abs(x + shift - y) < 6 for x, y in zip(a.columns, b.columns, strict=True)
    )


def _is_rest_of_row(above: Piece, row: Piece) -> bool:
    """Whether the first row on a page is the end of the row above: its first cell is empty and its text goes on."""
    if len(above.cells) != len(row.cells) or not row.cells:
        return False
    filled = [(a, b) for a, b in zip(above.cells, row.cells, strict=True) if b.text]
    if not row.cells[0].text:
        return all(
            a.text and (b.text[0].islower() or not ends_sentence(a.text)) for a, b in filled
        ) or not FIGURE.match(filled[-1][1].text)
    return False


def _joined_row(above: Piece, row: Piece, known: Vocabulary) -> Piece:
    cells = tuple(_joined_cell(a, b, known) for a, b in zip(above.cells, row.cells, strict=True))
    return replace(above, cells=cells, text=" | ".join(c.text for c in cells if c.text))


def _joined_cell(a: Cell, b: Cell, known: Vocabulary) -> Cell:
    if not a.paragraphs or not b.paragraphs:
        return replace(a, paragraphs=a.paragraphs + b.paragraphs)
    if ends_sentence(a.text) and not b.text[0].islower():
        return replace(a, paragraphs=a.paragraphs + b.paragraphs)
    last, first = a.paragraphs[-1], b.paragraphs[0]
    whole = last.with_text(joined(last.text, first.text, known))
    return replace(a, paragraphs=(*a.paragraphs[:-1], whole, *b.paragraphs[1:]))


def to_blocks(pieces: Sequence[Piece]) -> tuple[Block, ...]:
    """Blocks, numbered by their place; a table that only lays out a form becomes headings and paragraphs."""
    blocks: list[Block] = []
    tables = 0
    for number, group in groupby(pieces, key=lambda p: p.table if p.kind == "rad" else None):
        members = list(group)
        if number is None:
            blocks += [_block(p) for p in members]
            continue
        found = forms.table_blocks(_form_rows(members), tables)
        tables += any(b.kind == "rad" for b in found)
        blocks += found
    return tuple(b.model_copy(update={"id": i}) for i, b in enumerate(b for b in blocks if b.text))


def _block(piece: Piece) -> Block:
    return Block.model_validate(
        {
            "id": 0,
            "kind": piece.kind,
            "text": re.sub(r"\s+", " ", piece.text).strip(),
            "page": piece.page,
            "level": piece.level if piece.kind == "rubrik" else None,
            "bold": piece.bold,
            "italic": piece.italic,
            "size": round(piece.size, 1),
            "certainty": round(max(0.0, min(1.0, piece.certainty)), 3),
        }
    )


def _form_rows(rows: Sequence[Piece]) -> list[forms.Row]:
    header = _names_columns(rows)
    edges = sorted({x for r in rows for x in r.columns})
    return [
        forms.Row(
            tuple(
                forms.Cell(
                    tuple(_block(p) for p in cell.paragraphs),
                    column=k if len(row.cells) == len(rows[0].cells) else _column(edges, cell.x0),
                    span=max(1, sum(cell.x0 + 4 < x < cell.x1 - 4 for x in edges) + 1) if row.ruled else 1,
                )
                for k, cell in enumerate(row.cells)
            ),
            header=header and i == 0,
        )
        for i, row in enumerate(rows)
    ]


def _column(edges: Sequence[float], x: float) -> int:
    return sum(e < x - 4 for e in edges)


def _names_columns(rows: Sequence[Piece]) -> bool:
    """Whether the first row names the columns: no amount in it, amounts below it."""
    first, rest = rows[0], rows[1:]
    plain = not any(FIGURE.match(c.text) and not _YEAR.match(c.text) for c in first.cells)
    amounts = sum(any(FIGURE.match(c.text) for c in r.cells[1:]) for r in rest)
    return len([c for c in first.cells if c.text]) > 1 and plain and amounts >= max(1, 0.5 * len(rest))
