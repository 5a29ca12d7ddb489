"""The body of a Word file in reading order: paragraphs, tables and what wraps them, as blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from extractors.errors import Unreadable
from extractors.formats._docx_numbering import Label
from extractors.formats._docx_package import MC, W
from extractors.formats._docx_paragraphs import Draft, Line, Piece, blocks_of, lines_of
from extractors.formats._docx_runs import Runs, chosen, is_placeholder
from extractors.formats._docx_state import State
from extractors.formats._docx_styles import switch
from extractors.limits import Limits
from extractors.model import Block
from extractors.structure.forms import Cell, Row, table_blocks

_P, _TBL, _TR, _TC, _SDT, _SDT_CONTENT = (W + n for n in ("p", "tbl", "tr", "tc", "sdt", "sdtContent"))
_PPR, _VAL = W + "pPr", W + "val"
_WRAPPERS = frozenset(W + n for n in ("ins", "moveTo", "customXml", "smartTag", "sdtContent", "dir", "bdo"))
_REMOVED = frozenset((W + "del", W + "moveFrom"))
_CONTENTS_WORDS = 16
_PAGE_AT_END = re.compile(r"[.\t\s]\d{1,3}$")
_EMBEDDED = "Dokumentet bäddar in en annan fil vars text inte kunde läsas. Öppna originalet och läs den delen där."


class Story:
    """Reads the body, or any other part that holds paragraphs, of one document."""

    def __init__(self, state: State, name: str, limits: Limits) -> None:
        self.state = state
        self._name = name
        self._limits = limits
        self._read = 0
        self._runs = Runs(state, self.blocks)

    def blocks(self, container: etree._Element) -> list[Block]:
        """All blocks of a body, cell, box, note or header. Raises `Unreadable` past the limits of blocks and pages."""
        lines: list[Line | Block] = []
        carried: list[Piece] = []
        for child in self._unwrapped(container):
            if child.tag == _P:
                carried = self._paragraph(child, carried, lines)
            elif child.tag == _TBL:
                lines += self.table(child)
        if carried:
            lines += lines_of(Draft(self.state.styles.paragraph(None), carried))
        self.state.close_margins()
        self._read += len(lines)
        if self._read > self._limits.blocks or self.state.page > self._limits.pages:
            raise Unreadable(
                "for-stor",
                f"Filen {self._name} är för omfattande för att vara en ansökan (högst {self._limits.pages} sidor). "
                "Be om själva ansökan som egen fil.",
            )
        return blocks_of(lines, self.state.tables)

    def _unwrapped(self, container: etree._Element) -> Iterator[etree._Element]:
        """Paragraphs and tables, with what wraps them taken off and its meaning kept while they are read."""
        state = self.state
        for child in container:
            tag = child.tag
            if tag in (_P, _TBL):
                yield child
            elif tag == _SDT:
                yield from self._control(child)
            elif tag in _WRAPPERS:
                yield from self._unwrapped(child)
            elif tag in _REMOVED:
                state.deleted += 1
                yield from self._unwrapped(child)
                state.deleted -= 1
            elif tag == MC + "AlternateContent":
                branch = chosen(child)
                if branch is not None:
                    yield from self._unwrapped(branch)
            elif tag == W + "altChunk" or tag == W + "subDoc":
                state.note(_EMBEDDED)

    def _control(self, sdt: etree._Element) -> Iterator[etree._Element]:
        state = self.state
        properties, content = sdt.find(W + "sdtPr"), sdt.find(_SDT_CONTENT)
        gallery = properties.find(f"{W}docPartObj/{W}docPartGallery") if properties is not None else None
        contents = gallery is not None and gallery.get(_VAL) == "Table of Contents"
        placeholder = is_placeholder(properties)
        if content is None:
            return
        state.controls += not contents
        state.contents += contents
        state.placeholder += placeholder
        yield from self._unwrapped(content)
        state.contents -= contents
        state.placeholder -= placeholder

    def _paragraph(self, element: etree._Element, carried: list[Piece], lines: list[Line | Block]) -> list[Piece]:
        """Read one paragraph onto ``lines``. Returns its text where its end is deleted: the next paragraph takes it."""
        state = self.state
        properties = element.find(_PPR)
        draft = self._draft(properties)
        draft.pieces += carried
        mark = properties.find(W + "rPr") if properties is not None else None
        joins = mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None)
        self._runs.read(element, draft)
        state.close_margins()
        if properties is not None and properties.find(W + "sectPr") is not None and next(state.section_breaks, False):
            state.new_page()
        if joins:
            lines += draft.blocks
            return draft.pieces
        self._number(properties, draft)
        raw = "".join(p.text for p in draft.pieces)
        if (draft.contents or draft.style.role == "innehall") and _is_contents_line(raw, draft.style.role):
            state.margin("innehall", raw)
        else:
            read = lines_of(draft)
            state.label_words -= sum(line.twice for line in read)  # a word of the file that the text does not repeat
            lines += read
        lines += draft.blocks
        return []

    def _draft(self, properties: etree._Element | None) -> Draft:
        """An empty paragraph with its style, level and page."""
        state = self.state
        style_id = properties.find(W + "pStyle") if properties is not None else None
        style = state.styles.paragraph(style_id.get(_VAL) if style_id is not None else None)
        draft = Draft(style, level=style.level)
        if properties is None:
            if style.page_break:
                state.new_page()
            return draft
        level = properties.find(W + "outlineLvl")
        if level is not None and level.get(_VAL, "").isdigit():
            number = int(level.get(_VAL, "9"))
            draft.level = number + 1 if number < 9 else None
        breaks = switch(properties.find(W + "pageBreakBefore"))
        if breaks if breaks is not None else style.page_break:
            state.new_page()
        return draft

    def _number(self, properties: etree._Element | None, draft: Draft) -> None:
        """Count the paragraph in its list, whether the list is its own or its style's."""
        own = properties.find(W + "numPr") if properties is not None else None
        num_id, ilvl = draft.style.num_id, draft.style.ilvl
        own_level: int | None = None
        if own is not None:
            own_id, level = own.find(W + "numId"), own.find(W + "ilvl")
            if own_id is not None:
                num_id, ilvl = own_id.get(_VAL), None
            if level is not None and level.get(_VAL, "").isdigit():
                own_level = int(level.get(_VAL, "0"))
        if not num_id or num_id == "0" or self.state.deleted:
            return
        numbering = self.state.numbering
        if own_level is None:
            own_level = ilvl if ilvl is not None else numbering.level_of_style(num_id, draft.style.numbered_by)
        draft.num_id = num_id
        draft.label = numbering.next(num_id, own_level)
        text = "".join(p.text for p in draft.pieces).split()
        if draft.label is not None and text:
            if text[0] == draft.label.text:
                draft.label = Label("", bullet=False)  # the number was typed as well
            self.state.label_words += len(re.findall(r"\w+", draft.label.text))

    def table(self, element: etree._Element) -> list[Block]:
        """The blocks of a table, nested tables in their place."""
        number = next(self.state.tables)
        style = element.find(f"{W}tblPr/{W}tblStyle")
        look = element.find(f"{W}tblPr/{W}tblLook")
        first_row = look is not None and (
            look.get(W + "firstRow") in ("1", "true", "on") or _bit(look.get(_VAL, ""), 0x20)
        )
        bold_first = first_row and style is not None and self.state.styles.first_row_is_header(str(style.get(_VAL, "")))
        rows: list[Row] = []
        for tr in self._within(element, _TR):
            row = self._row(tr, bold=bold_first and not rows)
            if row.cells:
                rows.append(row)
        return table_blocks(rows, number)

    def _row(self, tr: etree._Element, *, bold: bool) -> Row:
        state = self.state
        properties = tr.find(W + "trPr")
        removed = properties is not None and properties.find(W + "del") is not None
        header = properties is not None and bool(switch(properties.find(W + "tblHeader")))
        before = properties.find(W + "gridBefore") if properties is not None else None
        column = _count(before, 0)
        state.deleted += removed
        cells: list[Cell] = []
        for tc in self._within(tr, _TC):
            look = tc.find(W + "tcPr")
            gone = look is not None and look.find(W + "cellDel") is not None
            state.deleted += gone
            blocks = self.blocks(tc)
            state.deleted -= gone
            if bold and len(blocks) == 1:
                blocks = [blocks[0].model_copy(update={"bold": True})]
            span = _count(look.find(W + "gridSpan"), 1) if look is not None else 1
            cells.append(Cell(tuple(blocks), column, span, _continues(look), _shaded(look)))
            column += span
        state.deleted -= removed
        return Row(tuple(cells), header)

    def _within(self, container: etree._Element, wanted: str) -> Iterator[etree._Element]:
        """The rows of a table or cells of a row, also those inside content controls and tracked changes."""
        state = self.state
        for child in container:
            if child.tag == wanted:
                yield child
            elif child.tag == _SDT:
                properties, content = child.find(W + "sdtPr"), child.find(_SDT_CONTENT)
                placeholder = is_placeholder(properties)
                if content is not None:
                    state.controls += 1
                    state.placeholder += placeholder
                    yield from self._within(content, wanted)
                    state.placeholder -= placeholder
            elif child.tag in _WRAPPERS:
                yield from self._within(child, wanted)


def _is_contents_line(text: str, role: str) -> bool:
    """Whether text inside a contents list is an entry of it: applicants also type their text in there by mistake."""
    return role == "innehall" or len(text.split()) <= _CONTENTS_WORDS or bool(_PAGE_AT_END.search(text.strip()))


def _continues(properties: etree._Element | None) -> bool:
    merge = properties.find(W + "vMerge") if properties is not None else None
    return merge is not None and merge.get(_VAL) != "restart"


def _shaded(properties: etree._Element | None) -> bool:
    shading = properties.find(W + "shd") if properties is not None else None
    return shading is not None and shading.get(W + "fill", "auto").lower() not in ("auto", "ffffff", "")


def _count(element: etree._Element | None, otherwise: int) -> int:
    value = element.get(_VAL, "") if element is not None else ""
    return min(int(value), 1000) if value.isdigit() else otherwise


def _bit(hexadecimal: str, bit: int) -> bool:
    try:
        return bool(int(hexadecimal, 16) & bit)
    except ValueError:
        return False
