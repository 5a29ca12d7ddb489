"""What stands inside a paragraph of a Word file: runs, fields, controls, tracked changes, symbols, notes and boxes."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from extractors.formats._docx_package import MC, W14, WP, A, M, V, W
from extractors.formats._docx_paragraphs import Draft, Piece
from extractors.formats._docx_state import Field, State
from extractors.formats._docx_styles import Look, look_of
from extractors.formats._docx_text import CHECKED, UNCHECKED, symbol
from extractors.model import Block

_T, _R, _RPR, _RSTYLE, _VAL = W + "t", W + "r", W + "rPr", W + "rStyle", W + "val"
_PLAIN = {W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-"}
_BR, _SYM, _TEXTS = W + "br", W + "sym", (W + "t", W + "delText")
_RENDERED_BREAK, _FIELD_CHAR, _FIELD_CODE = W + "lastRenderedPageBreak", W + "fldChar", W + "instrText"
_SDT, _SDT_CONTENT, _FIELD_SIMPLE = W + "sdt", W + "sdtContent", W + "fldSimple"
_REMOVED = frozenset((W + "del", W + "moveFrom"))
_ADDED = frozenset((W + "ins", W + "moveTo"))
_ALTERNATE = MC + "AlternateContent"
_GRAPHICS = frozenset((W + "drawing", W + "pict", W + "object"))
_BOX = W + "txbxContent"
_MATH = frozenset((M + "oMath", M + "oMathPara"))
_NOTES = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes", W + "commentReference": "comments"}
_SKIPPED = frozenset(
    (
        *(W + n for n in ("pPr", "sdtPr", "sdtEndPr", "proofErr", "bookmarkStart", "bookmarkEnd", "commentRangeStart")),
        *(W + n for n in ("commentRangeEnd", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart")),
        *(W + n for n in ("moveToRangeEnd", "permStart", "permEnd", "smartTagPr", "customXmlPr", "rt", "rubyPr")),
    )
)
_TRACKED = (
    "Dokumentet har spårade ändringar som inte är godkända: infogad text är läst som gällande och borttagen text är "
    "lämnad utanför. Be avsändaren bekräfta vilken lydelse som gäller."
)
_HIDDEN = "Dokumentet har dold text, som inte syns i utskrift. Den är lämnad utanför granskningen."
_PICTURES = "Dokumentet har stora bilder. Text i dem är inte läst, se originalet."
_LARGE_PICTURE = 60 * 360_000**2  # square centimetres, in the file's own measure: larger than a logotype
_MACHINE_DESCRIPTION = re.compile(
    r"\s*(?:Automatiskt genererad beskrivning|Description automatically generated)\.?", re.I
)

BlocksOf = Callable[[etree._Element], list[Block]]


def chosen(alternate: etree._Element) -> etree._Element | None:
    """The one branch of an ``mc:AlternateContent`` to read: the first that holds text, else the first. Never two."""
    branches = [*alternate.iterchildren(MC + "Choice"), *alternate.iterchildren(MC + "Fallback")]
    return next((b for b in branches if next(b.iter(_T), None) is not None), branches[0] if branches else None)


class Runs:
    """Reads the inside of paragraphs into a `Draft`. ``blocks_of`` reads the paragraphs of a text box."""

    def __init__(self, state: State, blocks_of: BlocksOf) -> None:
        self.state = state
        self._blocks_of = blocks_of

    def read(self, parent: etree._Element, draft: Draft) -> None:
        """Read all that ``parent`` holds: a paragraph, or anything that may stand around runs."""
        state = self.state
        for child in parent:
            tag = child.tag
            if tag == _R:
                self._run(child, draft)
            elif tag in _SKIPPED:
                continue
            elif tag in _REMOVED:
                state.note(_TRACKED)
                state.deleted += 1
                self.read(child, draft)
                state.deleted -= 1
            elif tag == _SDT:
                self._control(child, draft)
            elif tag == _FIELD_SIMPLE:
                state.fields.append(Field(code=child.get(W + "instr", ""), in_result=True))
                self.read(child, draft)
                state.fields.pop()
            elif tag == _ALTERNATE:
                branch = chosen(child)
                if branch is not None:
                    self.read(branch, draft)
            elif tag in _MATH:
                self._write(draft, " " + "".join(t.text or "" for t in child.iter(M + "t")) + " ", draft.style.look)
            else:
                if tag in _ADDED:
                    state.note(_TRACKED)
                self.read(child, draft)

    def _run(self, run: etree._Element, draft: Draft) -> None:
        state = self.state
        look = draft.style.look
        for child in run:
            tag = child.tag
            if tag in _TEXTS:
                if child.text:
                    self._write(draft, _shown(child.text) if look.symbols else child.text, look)
            elif tag == _RPR:
                look = self._look(child, draft)
            elif tag in _PLAIN:
                self._write(draft, _PLAIN[tag], look)
            elif tag == _BR:
                page_break = child.get(W + "type") == "page"
                self._write(draft, "\f" if page_break else "\n", look)
                if page_break and not state.deleted:
                    state.new_page()
            elif tag == _RENDERED_BREAK:
                state.new_page(rendered=True)
            elif tag == _SYM:
                self._write(draft, _symbol(child), look)
            elif tag == _FIELD_CHAR:
                self._field(child, draft, look)
            elif tag == _FIELD_CODE:
                if state.fields and child.text:
                    state.fields[-1].code += child.text
            elif tag in _GRAPHICS:
                self._graphics(child, draft)
            elif tag == _ALTERNATE:
                branch = chosen(child)
                if branch is not None:
                    self._run(branch, draft)
                    if branch.find(_T) is None:
                        self._graphics(branch, draft, below=_GRAPHICS)
            elif tag in _NOTES:
                state.references.setdefault((_NOTES[tag], str(child.get(W + "id", ""))), state.page)
            elif tag == W + "ruby":
                for base in child.iter(W + "rubyBase"):
                    self.read(base, draft)

    def _look(self, properties: etree._Element, draft: Draft) -> Look:
        under = draft.style.look
        own = look_of(properties)
        style = properties.find(_RSTYLE)
        if style is not None:
            character = self.state.styles.character(style.get(_VAL, ""))
            # Bold in both the paragraph's and the character's style means not bold: the switch is thrown twice.
            bold = bool(character.bold) != bool(under.bold) if character.bold is not None else under.bold
            under = character.over(under)._replace(bold=bold)
        return own.over(under)

    def _write(self, draft: Draft, text: str, look: Look) -> None:
        state = self.state
        if state.deleted:
            state.removed.append(text)
            return
        if look.hidden or state.in_field_code:
            state.hidden.append(text)
            if look.hidden and text.strip():
                state.note(_HIDDEN)
            return
        if not text.isspace():
            if state.removed or state.hidden:
                state.close_margins()
            state.page_is_fresh = False
            if state.in_contents and not any(p.text.strip() for p in draft.pieces):
                draft.contents = True
        draft.pieces.append(
            Piece(text, bool(look.bold), bool(look.italic), look.size, state.page, state.placeholder > 0)
        )

    def _control(self, sdt: etree._Element, draft: Draft) -> None:
        """A content control among runs. A check box is told by its state, whatever sign is drawn."""
        state = self.state
        state.controls += 1
        properties, content = sdt.find(W + "sdtPr"), sdt.find(_SDT_CONTENT)
        box = properties.find(W14 + "checkbox") if properties is not None else None
        if box is not None:
            checked = box.find(W14 + "checked")
            on = checked is not None and checked.get(W14 + "val", "1") in ("1", "true", "on")
            self._write(draft, CHECKED if on else UNCHECKED, draft.style.look)
        elif content is not None:
            shows_prompt = is_placeholder(properties)
            state.placeholder += shows_prompt
            self.read(content, draft)
            state.placeholder -= shows_prompt

    def _field(self, mark: etree._Element, draft: Draft, look: Look) -> None:
        state = self.state
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            if mark in state.broken_fields:
                return
            form = mark.find(W + "ffData")
            state.controls += form is not None
            state.fields.append(Field(form=form, written=len(draft.pieces)))
        elif not state.fields:
            return
        elif kind == "separate":
            state.fields[-1].in_result = True
        elif kind == "end":
            ended = state.fields.pop()
            if ended.form is not None:
                self._form_field(ended.form, draft, look, empty=len(draft.pieces) <= ended.written)

    def _form_field(self, form: etree._Element, draft: Draft, look: Look, *, empty: bool) -> None:
        """The state of an old form field, which Word does not write as text."""
        box, choices = form.find(W + "checkBox"), form.find(W + "ddList")
        if box is not None:
            state = box.find(W + "checked")
            if state is None:
                state = box.find(W + "default")
            on = state is not None and state.get(_VAL, "1") in ("1", "true", "on")
            self._write(draft, CHECKED if on else UNCHECKED, look)
        elif choices is not None and empty:
            entries = choices.findall(W + "listEntry")
            result = choices.find(W + "result")
            if result is None:
                result = choices.find(W + "default")
            number = result.get(_VAL, "0") if result is not None else "0"
            if number.isdigit() and int(number) < len(entries):
                self._write(draft, entries[int(number)].get(_VAL, ""), look)

    def _graphics(self, graphic: etree._Element, draft: Draft, below: frozenset[str] = frozenset()) -> None:
        """Count pictures, keep their descriptions, and read text boxes, each once."""
        state = self.state
        for child in graphic:
            tag = child.tag
            if tag in below:
                continue  # has been read as part of its run
            if tag == _BOX:
                self._box(child, draft)
            elif tag == _ALTERNATE:
                branch = chosen(child)
                if branch is not None:
                    self._graphics(branch, draft)
            else:
                if tag == A + "blip" or tag == V + "imagedata":
                    state.pictures += 1
                elif tag == WP + "extent":
                    if _area(child) > _LARGE_PICTURE and next(graphic.iter(A + "blip"), None) is not None:
                        state.note(_PICTURES)
                elif tag == WP + "docPr":
                    state.margin("bildtext", _MACHINE_DESCRIPTION.sub("", child.get("descr", "")))
                self._graphics(child, draft)

    def _box(self, box: etree._Element, draft: Draft) -> None:
        state = self.state
        state.text_boxes += 1
        outside, state.fields = state.fields, []
        draft.blocks += self._blocks_of(box)
        state.fields = outside


def is_placeholder(properties: etree._Element | None) -> bool:
    """Whether a content control still shows its prompt: nobody has filled it in."""
    shown = properties.find(W + "showingPlcHdr") if properties is not None else None
    return shown is not None and shown.get(_VAL, "1") not in ("0", "false", "off")


def _area(extent: etree._Element) -> int:
    """Width times height of a drawing; 0 where they are not told."""
    sides = (extent.get("cx", ""), extent.get("cy", ""))
    return int(sides[0]) * int(sides[1]) if all(s.isdigit() and len(s) < 12 for s in sides) else 0


def _symbol(element: etree._Element) -> str:
    try:
        code = int(element.get(W + "char", ""), 16)
    except ValueError:
        return " "
    font = element.get(W + "font", "")
    if code >= 0xF000 or font.startswith(("Wingdings", "Symbol", "Webdings")):
        return symbol(code)
    return chr(code) if 0x20 <= code < 0xD800 else " "


def _shown(text: str) -> str:
    """Text typed in a symbol font: what the reader sees, for single signs; longer text was meant as text."""
    return "".join(c if c.isspace() else symbol(ord(c)) for c in text) if len(text.strip()) < 3 else text
