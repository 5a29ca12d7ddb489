"""How the papers look: page, styles, numbering and tables, made once for all shipped templates."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from reports.word import describe_table, header_row, keep_row_whole, set_language, set_widths, without_clock

FONT = "Calibri"
TEXT_WIDTH = 16.4
INK, BLUE, GREY = RGBColor(0x1C, 0x1C, 0x1C), RGBColor(0x1F, 0x3A, 0x5F), RGBColor(0x59, 0x59, 0x59)
_ABSTRACT_NUMBERS, _ABSTRACT_BULLETS = 90, 91
_NUMBERED_LISTS = 6
_TIGHT = 10

_TABLE_STYLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="BeredningTabell">
  <w:name w:val="Beredning tabell"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:qFormat/>
  <w:tblPr><w:tblBorders>
    <w:top w:val="single" w:sz="8" w:space="0" w:color="1F3A5F"/>
    <w:bottom w:val="single" w:sz="4" w:space="0" w:color="9AA5B1"/>
    <w:insideH w:val="single" w:sz="4" w:space="0" w:color="D0D5DB"/></w:tblBorders>
    <w:tblCellMar><w:top w:w="24" w:type="dxa"/><w:left w:w="57" w:type="dxa"/>
    <w:bottom w:w="24" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>
  <w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="1F3A5F"/></w:rPr>
    <w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="1F3A5F"/></w:tcBorders>
    <w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>
</w:style>"""


def _font(style: Any, size: float, *, bold: bool = False, italic: bool = False, colour: RGBColor = INK) -> None:
    """Set the style's letters; the theme's own font names would win over ours and are taken away."""
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    style.font.name = FONT
    properties.find(qn("w:rFonts")).set(qn("w:cs"), FONT)
    style.font.size, style.font.bold, style.font.italic, style.font.color.rgb = Pt(size), bold, italic, colour


def _spacing(style: Any, before: float, after: float, *, line: float = 1.0, keep: bool = False) -> None:
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), line
    form.keep_with_next, form.widow_control = keep, True


def _styles(document: Any) -> None:
    styles = document.styles
    _font(styles["Normal"], 10)
    _spacing(styles["Normal"], 0, 4, line=1.0)
    _font(styles["Title"], 17, bold=True, colour=BLUE)
    _spacing(styles["Title"], 6, 4)
    for border in styles["Title"].element.pPr.findall(qn("w:pBdr")):
        styles["Title"].element.pPr.remove(border)
    _font(styles["Heading 1"], 13, bold=True, colour=BLUE)
    _spacing(styles["Heading 1"], 8, 2, keep=True)
    _font(styles["Heading 2"], 10.5, bold=True)
    _spacing(styles["Heading 2"], 4, 1.5, keep=True)
    _font(styles["List Number"], 9.5)
    _spacing(styles["List Number"], 0, 2, line=1.0)
    _font(styles["List Bullet"], 9.5)
    _spacing(styles["List Bullet"], 0, 2, line=1.05)
    _font(styles["Header"], 8.5, colour=GREY)
    _font(styles["Footer"], 8, colour=GREY)
    for name in ("Header", "Footer"):
        for stops in styles[name].element.pPr.findall(qn("w:tabs")):
            styles[name].element.pPr.remove(stops)
    own = {
        "Avsändare": (11.5, True, False, INK, 0, 0),
        "Handlingstyp": (10.5, False, False, GREY, 0, 8),
        "Anvisning": (9.5, False, True, GREY, 0, 4),
        "Tabelltext": (9, False, False, INK, 0, 0),
        "Tabelltext tät": (8.5, False, False, INK, 0, 0),
        "Tabellrubrik": (9, True, False, BLUE, 0, 0),
        "Tabellfot": (8.5, False, False, GREY, 3, 6),
        "Räkning": (9, False, False, INK, 0, 1),
        "Ruta": (9.5, False, False, BLUE, 2, 6),
        "Liten": (8, False, False, GREY, 0, 0),
    }
    for name, (size, bold, italic, colour, before, after) in own.items():
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.quick_style = True
        _font(style, size, bold=bold, italic=italic, colour=colour)
        _spacing(style, before, after)
    styles["Anvisning"].paragraph_format.keep_with_next = True
    letters = styles.add_style("Citat i text", WD_STYLE_TYPE.CHARACTER)
    letters.font.italic = True
    faint = styles.add_style("Dämpad", WD_STYLE_TYPE.CHARACTER)
    faint.font.color.rgb = GREY
    styles.element.append(parse_xml(_TABLE_STYLE))


def _level(number: int, kind: str, text: str, left: int, hanging: int) -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )


def _numbering(document: Any) -> None:
    """One form of numbered list (1. with a. below it) in several lists that each begin at 1, and one form of bullets."""
    numbering = document.part.numbering_part.element
    first_number = numbering.find(qn("w:num"))
    for ident, levels in (
        (_ABSTRACT_NUMBERS, _level(0, "decimal", "%1.", 397, 397) + _level(1, "lowerLetter", "%2.", 794, 397)),
        (_ABSTRACT_BULLETS, _level(0, "bullet", "–", 284, 284)),
    ):
        first_number.addprevious(
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{ident}">'
                f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
            )
        )
    restart = "".join(f'<w:lvlOverride w:ilvl="{n}"><w:startOverride w:val="1"/></w:lvlOverride>' for n in (0, 1))
    for ident in range(1, _NUMBERED_LISTS + 1):
        numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{900 + ident}"><w:abstractNumId w:val="{_ABSTRACT_NUMBERS}"/>{restart}</w:num>'
            )
        )
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="900"><w:abstractNumId w:val="{_ABSTRACT_BULLETS}"/></w:num>')
    )


def new_document() -> Any:
    """An empty A4 in Swedish with the house's styles and numbering."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.4), Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(1.8), Cm(1.5)
    section.header_distance, section.footer_distance = Cm(0.9), Cm(0.7)
    set_language(document)
    _styles(document)
    _numbering(document)
    return document


def paragraph(container: Any, text: str, style: str = "Normal") -> Any:
    """A paragraph of the style."""
    return container.add_paragraph(text, style=style)


def tag(container: Any, text: str) -> None:
    """A paragraph that holds nothing but a tag, and is gone once the paper is made."""
    container.add_paragraph("{%p " + text + " %}", style="Liten")


def numbered(container: Any, text: str, number: int, level: int = 0) -> Any:
    """An item of the numbered list with this number (1 and up); level 1 is lettered."""
    item = container.add_paragraph(text, style="List Number")
    _list_of(item, 900 + number, level)
    return item


def bullet(container: Any, text: str) -> Any:
    """An item of a list with dashes."""
    item = container.add_paragraph(text, style="List Bullet")
    _list_of(item, 900, 0)
    return item


def _list_of(item: Any, number: int, level: int) -> None:
    properties = item._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = number


def runs(item: Any, *pieces: tuple[str, str | None]) -> Any:
    """Pieces of text, each with its character style (``fet`` for bold)."""
    for text, style in pieces:
        run = item.add_run(text)
        if style == "fet":
            run.bold = True
        elif style:
            run.style = style
    return item


def table(document: Any, title: str, description: str, widths: Sequence[float], heads: Sequence[str]) -> Any:
    """A table in the house's style with a header row and described for those who do not see it."""
    made = document.add_table(rows=1, cols=len(widths))
    made.style = "Beredning tabell"
    header_row(made.rows[0])
    keep_row_whole(made.rows[0])
    for cell, head in zip(made.rows[0].cells, heads, strict=True):
        _fill(cell, head, "Tabellrubrik")
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    describe_table(made, title, description)
    set_widths(made, widths)
    return made


def _fill(cell: Any, text: str, style: str = "Tabelltext") -> None:
    cell.paragraphs[0].style = style
    if text:
        cell.paragraphs[0].add_run(text)


def tighten(made: Any) -> None:
    """Less air between the rows, for a long table that is only looked things up in."""
    margins = f'<w:top w:w="{_TIGHT}" w:type="dxa"/><w:bottom w:w="{_TIGHT}" w:type="dxa"/>'
    look = made._tbl.tblPr.find(qn("w:tblLook"))
    look.addprevious(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{margins}</w:tblCellMar>"))


def row(made: Any, *texts: str, style: str = "Tabelltext") -> Any:
    """A row that is not broken over pages; returns its cells."""
    new = made.add_row()
    keep_row_whole(new)
    for cell, text, like in zip(new.cells, texts, made.rows[0].cells, strict=True):
        _fill(cell, text, style)
        cell.width = like.width
    return new.cells


def tag_row(made: Any, text: str) -> None:
    """A row that holds nothing but a tag, and is gone once the paper is made."""
    row(made, "{%tr " + text + " %}", *[""] * (len(made.columns) - 1))


def bullets(container: Any, source: str, line: str = "{{ rad }}") -> None:
    """A bullet for each ``rad`` of the paper's field ``source``."""
    tag(container, f"for rad in {source}")
    bullet(container, line)
    tag(container, "endfor")


def template_file(document: Any, title: str) -> bytes:
    """The finished template as a Word file that is the same each time it is made."""
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "", ""
    properties.created = properties.modified = datetime(2026, 1, 1)
    raw = io.BytesIO()
    document.save(raw)
    return without_clock(raw.getvalue())


def room(document: Any, lines: int) -> None:
    """Empty lines to write in."""
    for _ in range(lines):
        document.add_paragraph("", style="Normal")


def field(item: Any, code: str, shown: str = "1") -> None:
    """A field that Word fills in: ``PAGE`` or ``NUMPAGES``."""
    for xml in (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{shown}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ):
        item._p.append(parse_xml(f"<w:r {nsdecls('w')}>{xml}</w:r>"))


def page_number(item: Any) -> None:
    """``Sida 2 (4)`` at the right edge."""
    item.paragraph_format.tab_stops.add_tab_stop(Cm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    item.add_run("\tSida ")
    field(item, "PAGE")
    item.add_run(" (")
    field(item, "NUMPAGES")
    item.add_run(")")
