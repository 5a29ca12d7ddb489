"""Tables over page breaks made whole, forms told from tables, and pieces turned into blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.formats._pdf_page import Cell, Piece
from extractors.formats._pdf_ruled import FIGURE
from extractors.formats._pdf_wrap import Vocabulary, ends_sentence, joined
from extractors.model import Block

_LONG_ANSWER = 18  # words that no cell of a plain table has


def settle_tables(pieces: Sequence[Piece], known: Vocabulary) -> list[Piece]:
    """Number the tables, join what a page break parted, drop repeated header rows, and unfold forms to headings and paragraphs."""
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
    forms = {k for k, table in enumerate(tables) if is_form(table)}
    unfolded: list[Piece] = []
    for piece in result:
        if piece.table in forms and piece.kind == "rad":
            unfolded += _unfolded(piece)
        else:
            unfolded.append(piece)
    return unfolded


def _same_table(a: Piece, b: Piece) -> bool:
    if a.page == b.page:
        return a.ruled == b.ruled and (not a.ruled or a.columns == b.columns) and b.top - a.bottom < 40
    shift = b.x0 - a.x0
    return len(a.columns) == len(b.columns) and all(abs(x + shift - y) < 6 for x, y in zip(a.columns, b.columns, strict=True))


def _is_rest_of_row(above: Piece, row: Piece) -> bool:
    """Whether the first row on a page is the end of the row above: its first cell is empty, or its text goes on in mid-sentence."""
    if len(above.cells) != len(row.cells) or not row.cells:
        return False
    filled = [(a, b) for a, b in zip(above.cells, row.cells, strict=True) if b.text]
    if not row.cells[0].text:
        return all(a.text and (b.text[0].islower() or not ends_sentence(a.text)) for a, b in filled) or not FIGURE.match(filled[-1][1].text)
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


def is_form(rows: Sequence[Piece]) -> bool:
    """Whether the table is a layout of questions and answers rather than a table of values.

    Two cells a row at most; short prompts to the left, running text (somewhere a long answer) to the right, and few figures.
    """
    pairs = [r for r in rows if sum(bool(c.text) for c in r.cells) == 2]
    wide = [r for r in rows if sum(bool(c.text) for c in r.cells) > 2]
    if len(wide) > 0.2 * len(rows):
        return _is_boxes(rows)
    prompts = [next(c.text for c in r.cells if c.text) for r in pairs]
    answers = [[c.text for c in r.cells if c.text][-1] for r in pairs]
    if not pairs:
        return _is_boxes(rows)
    short = sum(len(p.split()) <= 14 for p in prompts)
    long = sum(len(a.split()) >= _LONG_ANSWER for a in answers)
    figures = sum(bool(FIGURE.match(a)) for a in answers)
    asking = sum(p.endswith(("?", ":")) for p in prompts)
    return short >= 0.8 * len(pairs) and figures <= 0.2 * len(pairs) and (long >= max(1, 0.3 * len(pairs)) or asking >= 0.7 * len(pairs))


def _is_boxes(rows: Sequence[Piece]) -> bool:
    """Whether the grid is made of boxes with text in them: most cells stand alone and some text is long."""
    alone = sum(sum(bool(c.text) for c in r.cells) == 1 for r in rows)
    return alone >= 0.6 * len(rows) and any(len(c.text.split()) > 25 for r in rows for c in r.cells)


def _unfolded(row: Piece) -> list[Piece]:
    """A form row: its prompt as a heading, or as the start of a short value, and its answer as paragraphs."""
    cells = [c for c in row.cells if c.text]
    found: list[Piece] = []
    for k, cell in enumerate(cells):
        if k == 0 and len(cells) > 1:
            found.append(replace(cell.paragraphs[0], text=cell.text, kind="rubrik", level=2, gap=2.0))
        else:
            found += cell.paragraphs
    return found


def to_blocks(pieces: Sequence[Piece]) -> tuple[Block, ...]:
    """Blocks, numbered by their place; rows numbered within their table."""
    blocks: list[Block] = []
    row, table, tables = 0, None, -1
    heads = _header_rows(pieces)
    for piece in pieces:
        text = re.sub(r"\s+", " ", piece.text).strip()
        if not text:
            continue
        is_row = piece.kind == "rad"
        if is_row:
            row = row + 1 if piece.table == table else 0
            tables += piece.table != table
            table = piece.table
        blocks.append(
            Block.model_validate(
                {
                    "id": len(blocks),
                    "kind": piece.kind,
                    "text": text,
                    "page": piece.page,
                    "level": piece.level if piece.kind == "rubrik" else None,
                    "bold": piece.bold,
                    "italic": piece.italic,
                    "size": round(piece.size, 1),
                    "cells": tuple(c.text for c in piece.cells) if is_row else (),
                    "table": tables if is_row else None,
                    "row": row if is_row else None,
                    "header_row": is_row and id(piece) in heads,
                    "certainty": round(max(0.0, min(1.0, piece.certainty)), 3),
                }
            )
        )
    return tuple(blocks)


def _header_rows(pieces: Sequence[Piece]) -> set[int]:
    """First rows that name their columns: bold, or without figures above rows with figures."""
    heads: set[int] = set()
    for i, piece in enumerate(pieces):
        if piece.kind != "rad" or (i and pieces[i - 1].kind == "rad" and pieces[i - 1].table == piece.table):
            continue
        rest = [p for p in pieces[i + 1 :] if p.table == piece.table]
        years = re.compile(r"^(år )?20\d\d$", re.I)
        plain = not any(FIGURE.match(c.text) and not years.match(c.text) for c in piece.cells)
        figures = any(FIGURE.match(c.text) for r in rest for c in r.cells)
        if rest and plain and (figures or (piece.bold and not all(r.bold for r in rest))):
            heads.add(id(piece))
    return heads
