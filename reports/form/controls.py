"""Word's content controls, made as XML: text, date, choice and check box, each with a title for those who do not see it.

All are controls among runs, in a paragraph of their own or in a cell: LibreOffice keeps those, and Word lets
several lines be written in them. A prompt that is still shown is marked as such (``w:showingPlcHdr``), so that a reader knows it is no answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal
from xml.sax.saxutils import escape, quoteattr

ControlKind = Literal["text", "datum", "val", "kryss"]
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
PROMPT_STYLE = "Ledtext"
EMPTY = "\u2003" * 4
_TAG_LENGTH = 64
_TITLE_LENGTH = 64


@dataclass(frozen=True)
class Control:
    """A field to fill in. ``title`` is read aloud, ``tag`` names it for machines, ``hint`` is what it shows while empty.

    A control without a hint shows a blank, for cells of tables.
    """

    tag: str
    title: str
    kind: ControlKind = "text"
    hint: str = ""
    choices: tuple[str, ...] = ()


def add_control(paragraph: Any, control: Control, number: int) -> None:
    """Put the control at the paragraph's end. ``number`` is its identity in the file and must be its own."""
    from docx.oxml import parse_xml

    paragraph._p.append(parse_xml(_xml(control, number)))


def _xml(control: Control, number: int) -> str:
    from docx.oxml.ns import nsdecls

    box = control.kind == "kryss"
    # The order of the elements is the schema's: Word calls a file broken that has them in another.
    properties = (
        f"<w:alias w:val={quoteattr(control.title[:_TITLE_LENGTH])}/><w:tag w:val={quoteattr(control.tag[:_TAG_LENGTH])}/>"
        f'<w:id w:val="{number}"/><w:lock w:val="sdtLocked"/>' + ("" if box else "<w:showingPlcHdr/>") + _kind(control)
    )
    run = (
        '<w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/></w:rPr><w:t>☐</w:t></w:r>'
        if box
        else f'<w:r><w:rPr><w:rStyle w:val="{PROMPT_STYLE}"/></w:rPr><w:t xml:space="preserve">{escape(control.hint or EMPTY)}</w:t></w:r>'
    )
    return f'<w:sdt {nsdecls("w")} xmlns:w14="{W14}"><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>'


def _kind(control: Control) -> str:
    if control.kind == "datum":
        return (
            '<w:date><w:dateFormat w:val="yyyy-MM-dd"/><w:lid w:val="sv-SE"/>'
            '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
        )
    if control.kind == "val":
        items = "".join(
            f"<w:listItem w:displayText={quoteattr(choice)} w:value={quoteattr(choice)}/>" for choice in control.choices
        )
        return f"<w:dropDownList>{items}</w:dropDownList>"
    if control.kind == "kryss":
        return (
            '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
            '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
        )
    return ""  # rich text: unlike plain text, LibreOffice keeps its lines and that it still shows its hint
