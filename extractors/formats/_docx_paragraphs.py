"""From the text pieces of a Word paragraph to blocks: its lines, what kind each is, and what it looks like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.formats._docx_numbering import Label
from extractors.formats._docx_styles import ParagraphStyle
from extractors.formats._docx_text import fold, is_wrapped, parts_from, typed_item, without_bullet
from extractors.model import Block, BlockKind

_MOST_HEADING_WORDS = 30  # a paragraph longer than this, ending as a sentence, only borrows the heading's style
_MOST_NUMBERED_HEADING_WORDS = 10
_AMOUNT = re.compile(r"^\d[\d\s.,]*(?:kr|kronor|tkr|mkr|:-|%)?\.?$", re.I)


class Piece(NamedTuple):
    """A stretch of text with one look. ``\\n`` is a line break, ``\\f`` a page break, ``\\t`` a tab."""

    text: str
    bold: bool
    italic: bool
    size: float | None
    page: int
    placeholder: bool


@dataclass
class Draft:
    """A paragraph while it is read. ``blocks``: what its text boxes say; ``contents``: it is in a contents list."""

    style: ParagraphStyle
    pieces: list[Piece] = field(default_factory=list)
    label: Label | None = None
    num_id: str | None = None
    level: int | None = None
    contents: bool = False
    blocks: list[Block] = field(default_factory=list)


@dataclass
class Line:
    """A block to be, with what its neighbours may still change: its list (``num_id``) and its parts between tabs.

    ``twice``: its number stood there twice and was kept once.
    """

    block: Block
    num_id: str | None = None
    bullet: bool = False
    tabs: tuple[str, ...] = ()
    twice: bool = False


def lines_of(draft: Draft) -> list[Line]:
    """The lines of a paragraph that are things of their own; empty lines are left out."""
    heading = draft.level is not None or draft.style.role == "titel"
    numbered = draft.label is not None
    found: list[Line] = []
    for pieces in _split(draft.pieces, whole=heading or numbered):
        raw = "".join(p.text for p in pieces)
        text = fold(raw)
        if not text:
            continue
        first, twice = not found, False
        label = draft.label if first else None
        kind, bullet = _kind(draft, text, heading=heading, label=label)
        if kind in ("stycke", "lista") and (bare := without_bullet(raw.lstrip())) is not None and fold(bare):
            kind, bullet, text = "lista", True, fold(bare)
        elif kind == "stycke" and (item := typed_item(raw)) is not None:
            kind, (text, twice) = "lista", item
        if label is not None and label.text:
            text = f"{label.text} {text}"
        tabs = _tabs(raw) if kind == "stycke" and raw.count("\t") > 1 else ()
        level = (draft.level or 1) if kind in ("rubrik", "titel") else None
        num_id = draft.num_id if kind == "lista" and draft.num_id else None
        found.append(Line(_block(pieces, kind, text, level, draft.style.name), num_id, bullet, tabs, twice))
    return found


def blocks_of(lines: Sequence[Line | Block], table: Iterable[int]) -> list[Block]:
    """Lines as blocks, each seen among its neighbours: numbered headings, and tables typed with tabs.

    ``table`` gives the numbers for such tables.
    """
    blocks: list[Block] = []
    numbers = iter(table)
    i = 0
    while i < len(lines):
        line = lines[i]
        if isinstance(line, Block):
            blocks.append(line)
            i += 1
            continue
        rows = _tab_rows(lines, i)
        if rows:
            number = next(numbers)
            for n, row in enumerate(rows):
                text = fold(" | ".join(row.tabs))
                blocks.append(
                    row.block.model_copy(
                        update={"kind": "rad", "text": text, "cells": row.tabs, "table": number, "row": n}
                        | {"header_row": n == 0 and row.block.bold}
                    )
                )
            i += len(rows)
            continue
        blocks.append(
            _among_neighbours(line, lines[i - 1] if i else None, lines[i + 1] if i + 1 < len(lines) else None)
        )
        i += 1
    return blocks


def _kind(draft: Draft, text: str, *, heading: bool, label: Label | None) -> tuple[BlockKind, bool]:
    if heading:
        words = text.split()
        if len(words) > _MOST_HEADING_WORDS and text.endswith((".", ":", ";")):
            return "stycke", False
        return ("titel" if draft.style.role == "titel" and draft.level is None else "rubrik"), False
    if label is not None:
        return "lista", label.bullet
    if draft.style.role == "punkt":
        return "lista", True
    return "stycke", False


def _split(pieces: Sequence[Piece], *, whole: bool) -> list[list[Piece]]:
    """Cut the pieces at the breaks that part. ``whole``: only where a page break or a bullet typed by hand says so."""
    if not any("\n" in p.text or "\f" in p.text for p in pieces):
        return [list(pieces)]
    rows: list[list[Piece]] = [[]]
    breaks: list[str] = []
    for piece in pieces:
        for part in re.split(r"([\n\f])", piece.text):
            if part in ("\n", "\f"):
                breaks.append(part)
                rows.append([])
            elif part:
                rows[-1].append(piece._replace(text=part))
    wrapped = is_wrapped(["".join(p.text for p in row) for row in rows])
    joined = [rows[0]]
    for mark, row in zip(breaks, rows[1:], strict=True):
        before, after = ("".join(p.text for p in r) for r in (joined[-1], row))
        if whole:
            part_here = without_bullet(after.lstrip()) is not None
        else:
            part_here = mark == "\f" or parts_from(before, after, wrapped=wrapped) or _turns_from_bold(joined[-1], row)
        if part_here:
            joined.append(row)
        else:
            if joined[-1] and row:
                joined[-1].append(row[0]._replace(text=" "))
            joined[-1].extend(row)
            if not after.strip() and before.strip() and not whole:
                joined.append([])  # an empty line parts, whatever comes
    return joined


def _turns_from_bold(before: Sequence[Piece], after: Sequence[Piece]) -> bool:
    """Whether a bold line is followed by a line that is not bold."""
    return _all(before, bold=True) and bool(after) and not _all(after, bold=True)


def _all(pieces: Sequence[Piece], *, bold: bool) -> bool:
    seen = [p for p in pieces if p.text.strip()]
    return bool(seen) and all((p.bold if bold else p.italic) for p in seen)


def _block(pieces: Sequence[Piece], kind: BlockKind, text: str, level: int | None, style: str) -> Block:
    seen = [p for p in pieces if p.text.strip()]
    if len(seen) == 1:
        size = seen[0].size
    else:
        sizes: Counter[float | None] = Counter()
        for p in seen:
            sizes[p.size] += len(p.text)
        size = sizes.most_common(1)[0][0]
    return Block(
        id=0,
        kind=kind,
        text=text,
        page=seen[0].page,
        level=level,
        style=style,
        bold=_all(seen, bold=True),
        italic=_all(seen, bold=False),
        size=size,
        placeholder=any(p.placeholder for p in seen),
    )


def _tabs(raw: str) -> tuple[str, ...]:
    """The parts of a line between its tabs; several tabs in a row are one, but a first empty part is kept."""
    parts = [fold(p) for p in raw.split("\t")]
    return tuple(p for i, p in enumerate(parts) if p or i == 0)


def _tab_rows(lines: Sequence[Line | Block], start: int) -> list[Line]:
    """Two lines or more from here on that line up three columns with tabs, with amounts among them."""
    rows: list[Line] = []
    for line in lines[start:]:
        if isinstance(line, Block) or len(line.tabs) < 3:
            break
        rows.append(line)
    amounts = sum(bool(_AMOUNT.match(cell)) for row in rows for cell in row.tabs[1:])
    return rows if len(rows) > 1 and amounts >= len(rows) else []


def _among_neighbours(line: Line, before: Line | Block | None, after: Line | Block | None) -> Block:
    """A short list item that no other item of its list stands beside is a heading that was numbered by list."""
    block = line.block
    if block.kind != "lista" or line.num_id is None or after is None:
        return block
    words = block.text.split()
    if len(words) > _MOST_NUMBERED_HEADING_WORDS or block.text.endswith((".", ",", ";")):
        return block
    alone = not _same_list(line, before) and not _same_list(line, after)
    if block.bold and not line.bullet:
        return block.model_copy(update={"kind": "rubrik", "level": 2})
    if alone and (block.bold if line.bullet else True) and (isinstance(after, Block) or after.block.kind != "lista"):
        return block.model_copy(update={"kind": "stycke"})
    return block


def _same_list(line: Line, other: Line | Block | None) -> bool:
    return isinstance(other, Line) and other.num_id == line.num_id
