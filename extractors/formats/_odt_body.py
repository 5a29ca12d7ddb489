"""Walk the body of an OpenDocument text: paragraphs, headings, lists, tables, text boxes; notes and comments go to the margins."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from extractors.formats._docx_paragraphs import Line
from extractors.formats._odt_styles import TEXT, Styles
from extractors.formats._odt_styles import Look as StyleLook
from extractors.formats._paper import Paper
from extractors.formats._runs import Look, Runs
from extractors.model import Block, BlockKind
from extractors.structure.forms import Cell, Row

if TYPE_CHECKING:
    from lxml import etree

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
FORM = "{urn:oasis:names:tc:opendocument:xmlns:form:1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

_SPACES = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n", f"{TEXT}s": " "}
_INDEXES = {
    f"{TEXT}{name}"
    for name in (
        "table-of-content",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
        "alphabetical-index",
        "bibliography",
    )
}
_UNSEEN = {
    f"{TEXT}tracked-changes",
    f"{OFFICE}forms",
    f"{TEXT}sequence-decls",
    f"{OFFICE}annotation-end",
    f"{TEXT}ruby-text",
}
_PICTURES = {f"{DRAW}image", f"{DRAW}object", f"{DRAW}object-ole"}
_MOST_REPEATS = 200


@dataclass
class Walk:
    """The walk through a body. Counts what is no text: pictures, text boxes, form controls."""

    paper: Paper
    styles: Styles
    values: dict[str, str] = field(default_factory=dict)
    pictures: int = 0
    text_boxes: int = 0
    controls: int = 0
    _lists: int = 0

    def blocks(self, parent: Iterable[etree._Element], *, hidden: bool = False) -> list[Block]:
        """The blocks of elements, or of all that stands under one, in order."""
        return self.paper.settle(self._lines(parent, listed="", hidden=hidden))

    def _lines(self, parent: Iterable[etree._Element], *, listed: str, hidden: bool) -> list[Line | Block]:
        """The lines under an element; ``listed`` names the list around it, if any."""
        found: list[Line | Block] = []
        for child in parent:
            tag = child.tag
            if tag in (f"{TEXT}p", f"{TEXT}h"):
                found += self._paragraph(child, listed=listed, hidden=hidden)
            elif tag == f"{TEXT}list":
                self._lists += not listed
                found += self._lines(child, listed=listed or str(self._lists), hidden=hidden)
            elif tag == f"{TABLE}table":
                found += self._table(child, hidden=hidden)
            elif tag in _INDEXES:
                self._margins("innehall", child)
            elif tag == f"{TEXT}section":
                look = child.get(f"{TEXT}display")
                found += self._lines(child, listed=listed, hidden=hidden or look == "none")
            elif tag == f"{TEXT}soft-page-break":
                self.paper.page += 1
            elif tag in _UNSEEN or (tag == f"{TEXT}list-header" and not len(child)):
                continue
            elif str(tag).startswith(DRAW):
                found += self._drawing(child, hidden=hidden)
            else:
                found += self._lines(child, listed=listed, hidden=hidden)
        return found

    def deletions(self, body: etree._Element) -> None:
        """Keep what tracked changes took away."""
        for region in body.iter(f"{TEXT}deletion"):
            for line in region.iter(f"{TEXT}p", f"{TEXT}h"):
                self.paper.margin("borttaget", _spaced(line))

    def _paragraph(self, element: etree._Element, *, listed: str, hidden: bool) -> list[Line | Block]:
        style = self.styles.look("paragraph", str(element.get(f"{TEXT}style-name", "")))
        if style.page_break and self.paper.blocks:
            self.paper.page += 1
        runs = Runs()
        beside: list[Line | Block] = []
        look = Look(style.bold, style.italic, style.size, hidden or style.hidden)
        self._inline(element, look, runs, beside)
        kind, level = _kind(element, style, listed)
        if style.is_called("contents heading", "toc heading", "innehållsförteckningsrubrik"):
            self.paper.margin("innehall", runs.text)
            return beside
        if style.is_called("caption", "beskrivning", "bildtext", "illustration"):
            self.paper.margin("bildtext", runs.text)
            return beside
        return [*runs.lines(self.paper, kind, level=level, style=style.name, listed_as=listed), *beside]

    def _inline(self, element: etree._Element, look: Look, runs: Runs, beside: list[Line | Block]) -> None:
        runs.add(_folded(element.text), look, self.paper.page)
        for child in element:
            self._piece(child, look, runs, beside)
            runs.add(_folded(child.tail), look, self.paper.page)

    def _piece(self, child: etree._Element, look: Look, runs: Runs, beside: list[Line | Block]) -> None:
        tag = child.tag
        if tag in _SPACES:
            runs.add(_SPACES[tag], look, self.paper.page)
        elif tag == f"{TEXT}span":
            style = self.styles.look("text", str(child.get(f"{TEXT}style-name", "")))
            self._inline(child, _over(look, style), runs, beside)
        elif tag == f"{TEXT}note":
            self._margins("fotnot", child, within=f"{TEXT}note-body")
        elif tag == f"{OFFICE}annotation":
            self._margins("kommentar", child)
        elif tag in (f"{TEXT}hidden-text", f"{TEXT}hidden-paragraph"):
            self.paper.margin("dolt", str(child.get(f"{TEXT}string-value", "")) or _spaced(child))
        elif tag == f"{TEXT}placeholder":
            runs.add(_spaced(child), replace(look, placeholder=True), self.paper.page)
        elif tag == f"{TEXT}soft-page-break":
            self.paper.page += 1
        elif tag == f"{DRAW}control":
            self.controls += 1
            runs.add(self.values.get(str(child.get(f"{DRAW}control", "")), ""), look, self.paper.page)
        elif tag in _UNSEEN:
            return
        elif str(tag).startswith(DRAW) and tag != f"{DRAW}a":
            beside += self._drawing(child, hidden=look.hidden)
        else:
            self._inline(child, look, runs, beside)

    def _drawing(self, element: etree._Element, *, hidden: bool) -> list[Block]:
        """The text of a frame or shape; a picture is counted."""
        boxes = element.tag == f"{DRAW}text-box" or (
            element.tag != f"{DRAW}frame" and element.find(f"{TEXT}p") is not None
        )
        self.text_boxes += boxes
        self.pictures += element.tag in _PICTURES
        if element.tag in _PICTURES:
            return []
        return self.blocks(element, hidden=hidden)

    def _table(self, element: etree._Element, *, hidden: bool) -> list[Block]:
        rows: list[Row] = []
        self._rows(element, rows, header=False, hidden=hidden)
        return self.paper.table(rows)

    def _rows(self, element: etree._Element, rows: list[Row], *, header: bool, hidden: bool) -> None:
        for child in element:
            if child.tag == f"{TABLE}table-row":
                out_of_sight = hidden or child.get(f"{TABLE}visibility") in ("collapse", "filter")
                row = Row(self._cells(child, hidden=out_of_sight), header=header)
                repeats = _number(child, f"{TABLE}number-rows-repeated") if row.filled else 1
                rows.extend([row] * repeats)
            elif child.tag in (f"{TABLE}table-header-rows", f"{TABLE}table-rows", f"{TABLE}table-row-group"):
                headers = header or child.tag.endswith("header-rows")
                self._rows(child, rows, header=headers, hidden=hidden)
            elif child.tag == f"{TEXT}soft-page-break":
                self.paper.page += 1

    def _cells(self, row: etree._Element, *, hidden: bool) -> tuple[Cell, ...]:
        cells: list[Cell] = []
        column = 0
        for child in row:
            repeats = _number(child, f"{TABLE}number-columns-repeated")
            if child.tag == f"{TABLE}table-cell":
                blocks = tuple(self.blocks(child, hidden=hidden))
                span = _number(child, f"{TABLE}number-columns-spanned")
                for _ in range(repeats):
                    cells.append(Cell(blocks, column=column, span=span))
                    column += 1
            elif child.tag == f"{TABLE}covered-table-cell":
                # A cell covered from the left belongs to that cell; one covered from above is an empty place of this row.
                for _ in range(repeats):
                    if not cells or column >= cells[-1].column + cells[-1].span:
                        cells.append(Cell(column=column, continues=True))
                    column += 1
        while cells and not cells[-1].blocks and not cells[-1].continues:
            cells.pop()
        return tuple(cells)

    def _margins(self, kind: str, element: etree._Element, within: str | None = None) -> None:
        for part in element.iter(within) if within else (element,):
            for line in part.iter(f"{TEXT}p", f"{TEXT}h"):
                if kind == "fotnot":
                    self.paper.margin("fotnot", _spaced(line))
                elif kind == "kommentar":
                    self.paper.margin("kommentar", _spaced(line))
                else:
                    self.paper.margin("innehall", _spaced(line))


def _kind(element: etree._Element, style: StyleLook, listed: str) -> tuple[BlockKind, int | None]:
    if style.is_called("title", "rubrik (titel)", "dokumenttitel"):
        return "titel", None
    if element.tag == f"{TEXT}h" or (style.outline and not listed):
        return "rubrik", _number(element, f"{TEXT}outline-level") if element.tag == f"{TEXT}h" else style.outline
    if listed:
        return "lista", None
    return "stycke", None


def _over(look: Look, style: StyleLook) -> Look:
    """A text style laid over the paragraph's look: what it sets wins, what it does not set stays."""
    return replace(
        look,
        bold=style.bold or look.bold,
        italic=style.italic or look.italic,
        size=style.size or look.size,
        hidden=style.hidden or look.hidden,
    )


def _number(element: etree._Element, attribute: str) -> int:
    """A count in an attribute, 1 where it is missing or no number, bounded."""
    written = str(element.get(attribute, "1"))
    return (
        max(1, min(int(written), _MOST_REPEATS)) if written.isascii() and written.isdigit() and len(written) < 9 else 1
    )


def _folded(text: str | None) -> str:
    """Text of XML, where a line break is only white space: tabs and breaks that are meant are elements of their own."""
    return re.sub(r"\s*[\n\t]\s*", " ", text) if text else ""


def _spaced(element: etree._Element) -> str:
    """All text under an element; tabs, breaks and repeated spaces part words."""
    parts = [element.text or ""]
    for child in element.iterdescendants():
        if child.tag in _SPACES:
            parts.append(_SPACES[str(child.tag)])
        parts.append(child.text or "")
        parts.append(child.tail or "")
    return "".join(parts)
