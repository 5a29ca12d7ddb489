"""What is remembered while a Word file is read from its first word to its last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from lxml import etree

from extractors.formats._docx_numbering import Numbering
from extractors.formats._docx_styles import Styles
from extractors.formats._docx_text import fold
from extractors.model import MarginKind, MarginText


@dataclass
class Field:
    """A complex field that has begun: its code, whether its result has begun, and its form data, if any."""

    code: str = ""
    in_result: bool = False
    form: etree._Element | None = None
    written: int = 0


@dataclass
class State:
    """The running state of one reading: page, open fields, what is deleted or hidden, what was met on the way."""

    styles: Styles
    numbering: Numbering
    page: int = 1
    page_is_fresh: bool = False
    deleted: int = 0
    placeholder: int = 0
    contents: int = 0
    fields: list[Field] = field(default_factory=list)
    broken_fields: set[etree._Element] = field(default_factory=set)
    section_breaks: Iterator[bool] = field(default_factory=lambda: iter(()))
    tables: Iterator[int] = field(default_factory=count)
    margins: list[MarginText] = field(default_factory=list)
    references: dict[tuple[str, str], int] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    label_words: int = 0
    pictures: int = 0
    controls: int = 0
    text_boxes: int = 0
    notes: list[str] = field(default_factory=list)

    def new_page(self, *, rendered: bool = False) -> None:
        """A page begins. Word also marks where it last broke a page; right after a forced break that is no new page."""
        if rendered and self.page_is_fresh:
            self.page_is_fresh = False
            return
        self.page += 1
        self.page_is_fresh = not rendered

    def note(self, sentence: str) -> None:
        """Tell the reader once."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def margin(self, kind: MarginKind, text: str, page: int | None = None) -> None:
        """Keep a text of the margin, unless it is empty."""
        folded = fold(text)
        if folded:
            self.margins.append(MarginText(kind=kind, text=folded, page=page or self.page))

    def close_margins(self) -> None:
        """What was deleted or hidden up to here ends here."""
        if self.removed:
            self.margin("borttaget", "".join(self.removed))
            self.removed.clear()
        if self.hidden:
            self.margin("dolt", "".join(self.hidden))
            self.hidden.clear()

    @property
    def in_field_code(self) -> bool:
        """Whether text here is part of a field's code, which no reader sees."""
        return any(not f.in_result for f in self.fields)

    @property
    def in_contents(self) -> bool:
        """Whether text here belongs to a contents list."""
        return self.contents > 0 or any(f.in_result and f.code.split()[:1] == ["TOC"] for f in self.fields)
