"""Gather the blocks and margins of a file as a reader meets them, within the bounds, and make the `Document` of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import count

from extractors.errors import Unreadable
from extractors.formats._docx_paragraphs import Line, blocks_of
from extractors.formats._docx_text import fold as fold_seen
from extractors.limits import Limits
from extractors.model import Block, BlockKind, Document, Loss, MarginKind, MarginText
from extractors.structure.forms import Row, table_blocks

# What XML and people cannot read: control characters, lone surrogates, soft hyphens, zero-width marks and the byte order mark.
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]")
_MOST_CHARACTERS = 20_000_000


def seen_only(text: str) -> str:
    """The text without characters that are not for reading; white space stays as it is."""
    return text if text.isascii() and text.isprintable() else _UNSEEN.sub("", text)


def fold(text: str) -> str:
    """The text on one line: unseen characters away, every run of white space one space."""
    return fold_seen(seen_only(text))


class Paper:
    """What has been read so far. ``page`` is the page that new blocks stand on."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.page = 1
        self.blocks: list[Block] = []
        self.margins: list[MarginText] = []
        self._limits = limits
        self._made = 0
        self._characters = 0
        self._repeated = 0
        self._tables = count(1)

    def block(
        self,
        text: str,
        kind: BlockKind = "stycke",
        *,
        level: int | None = None,
        style: str = "",
        bold: bool = False,
        italic: bool = False,
        size: float | None = None,
        placeholder: bool = False,
    ) -> Block | None:
        """A block of this text, not yet placed; None where nothing is left to read. Raises `Unreadable` past the bounds."""
        folded = fold(text)
        if not folded:
            return None
        self._count(folded)
        return Block(
            id=0,
            kind=kind,
            text=folded,
            page=self.page,
            level=level,
            style=style,
            bold=bold,
            italic=italic,
            size=size,
            placeholder=placeholder,
        )

    def add(self, text: str, kind: BlockKind = "stycke", *, level: int | None = None, style: str = "") -> None:
        """Place a block of this text last in the body, if it says anything."""
        block = self.block(text, kind, level=level, style=style)
        if block:
            self.blocks.append(block)

    def settle(self, lines: Sequence[Line | Block]) -> list[Block]:
        """Lines as blocks, each seen among its neighbours; not yet placed. Raises `Unreadable` past the bounds."""
        blocks = blocks_of(lines, self._tables)
        for line in lines:
            if isinstance(line, Line):
                self._count(line.block.text)
        return blocks

    def table(self, rows: Sequence[Row]) -> list[Block]:
        """The blocks of a table, numbered but not yet placed."""
        return table_blocks(rows, next(self._tables))

    def margin(self, kind: MarginKind, text: str) -> None:
        """Keep text that is no part of the body; a page header or footer that is repeated is kept once."""
        folded = fold(text)
        if not folded:
            return
        self._count(folded)
        margin = MarginText(kind=kind, text=folded, page=self.page)
        if kind in ("sidhuvud", "sidfot") and any(m.kind == kind and m.text == folded for m in self.margins):
            self._repeated += count_words(folded)
            return
        self.margins.append(margin)

    def document(
        self,
        kind: str,
        *,
        source_words: int | None = None,
        notes: Iterable[str] = (),
        pictures: int = 0,
        controls: int = 0,
        text_boxes: int = 0,
        title: str | None = None,
        may_be_empty: bool = False,
    ) -> Document:
        """The finished document, blocks numbered by place. Without ``source_words`` all there is counts as read.

        Raises `Unreadable` for one without text in its body, unless it ``may_be_empty``.
        """
        if not self.blocks and not may_be_empty:
            raise _empty(self.name, pictures)
        blocks = tuple(b.model_copy(update={"id": i}) for i, b in enumerate(self.blocks))
        # The bars between a row's cells stand for no words, so words are letters and figures.
        read_words = self._repeated + sum(count_words(b.text) for b in blocks)
        read_words += sum(count_words(m.text) for m in self.margins)
        return Document(
            kind=kind,
            pages=max(1, self.page),
            blocks=blocks,
            margins=tuple(self.margins),
            title=(fold(title) or None) if title else None,
            loss=Loss(
                source_words=read_words if source_words is None else source_words,
                read_words=read_words,
                pictures=pictures,
                controls=controls,
                text_boxes=text_boxes,
                notes=tuple(dict.fromkeys(notes)),
            ),
        )

    def _count(self, text: str) -> None:
        self._made += 1
        self._characters += len(text)
        if self._made > self._limits.blocks or self._characters > _MOST_CHARACTERS:
            raise Unreadable(
                "for-stor",
                f"Filen {self.name} innehåller mer text än en ansökan kan göra. Be om en fil med bara ansökan.",
            )


def _empty(name: str, pictures: int) -> Unreadable:
    if pictures:
        return Unreadable(
            "tom", f"Filen {name} har bara bilder och ingen text. Be om ansökan som text, eller som inskannad PDF."
        )
    return Unreadable("tom", f"Filen {name} har ingen text. Be avsändaren skicka den ifyllda ansökan.")


def count_words(text: str) -> int:
    """How many words a text has; signs that stand alone are none."""
    return len(re.findall(r"\w+", text))
