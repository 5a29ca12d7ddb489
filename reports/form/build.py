"""The form as a Word file: headings, fields, tables and signatures in the house's look, readable by ear and by machine."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Any

from reports.form.controls import PROMPT_STYLE, Control, add_control
from reports.form.plan import FormPlan, FormSection
from reports.form.tables import FormTable
from reports.sender import Sender
from reports.swedish_text import swedish_date
from rules.template_text import INSTRUCTION_STYLE

_HOW = (
    "Klicka i ett fält och skriv. Den grå texten i fältet är en ledtext och försvinner när du skriver. "
    "Svara på alla frågor; skriv att något inte är aktuellt hellre än att lämna fältet tomt."
)
_ROW_HEIGHT = 0.75


def build_form(plan: FormPlan, sender: Sender, *, day: date, last_day: date | None = None) -> bytes:
    """The form as bytes of a .docx, dated ``day``; ``last_day`` to apply is told where it is known.

    The same values give the same bytes.
    """
    from reports.templates.looks import new_document
    from reports.word import LANGUAGE, without_clock

    document = new_document()
    _styles(document)
    _furniture(document, plan, sender)
    _opening(document, plan, sender, last_day)
    numbers = count(100_001)
    for section in plan.sections:
        _section(document, section, numbers)
    properties = document.core_properties
    properties.title = f"{plan.title} – {sender.forbund}" if sender.forbund else plan.title
    properties.author, properties.comments, properties.language = sender.forbund, "", LANGUAGE
    properties.created = properties.modified = _midnight(day)
    raw = io.BytesIO()
    document.save(raw)
    return without_clock(raw.getvalue())


def _midnight(day: date) -> Any:
    from datetime import datetime

    return datetime(day.year, day.month, day.day)


def _styles(document: Any) -> None:
    """The form's own styles: answer in a frame, and the hint shown in an empty field."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Pt, RGBColor

    styles = document.styles
    answer = styles.add_style("Svar", WD_STYLE_TYPE.PARAGRAPH)
    answer.base_style = styles["Normal"]
    answer.paragraph_format.left_indent = answer.paragraph_format.right_indent = Pt(5)
    answer.paragraph_format.space_after = Pt(8)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="4" w:color="7A8794"/>'
        for side in ("top", "left", "bottom", "right")
    )
    border = parse_xml(f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>")
    properties = answer.element.get_or_add_pPr()
    spacing = properties.find("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}spacing")
    spacing.addprevious(border)
    hint = styles.add_style(PROMPT_STYLE, WD_STYLE_TYPE.CHARACTER)
    hint.font.color.rgb = RGBColor(0x59, 0x59, 0x59)


def _furniture(document: Any, plan: FormPlan, sender: Sender) -> None:
    from docx.shared import Cm

    from reports.templates.looks import page_number

    section = document.sections[0]
    section.bottom_margin = Cm(2.2)
    header = section.header.paragraphs[0]
    header.add_run(f"{sender.forbund} – {plan.title}" if sender.forbund else plan.title)
    page_number(header)
    manager = f"{sender.title.capitalize()} {sender.manager} · " if sender.manager else ""
    section.footer.paragraphs[0].add_run(manager + sender.foot)


def _opening(document: Any, plan: FormPlan, sender: Sender, last_day: date | None) -> None:
    from reports.templates.looks import bullet, paragraph

    if sender.logo:
        _logo(document, sender)
    if sender.forbund:
        paragraph(document, sender.forbund, "Avsändare")
    paragraph(document, plan.title, "Title")
    if last_day:
        told = paragraph(document, f"Ansökan ska ha kommit in senast den {swedish_date(last_day)}.", INSTRUCTION_STYLE)
        told.runs[0].bold = True
    # The person's name stands in the foot alone: here she would be read as the one who answers for the insats.
    ways = " eller ".join(way for way in (sender.phone, sender.email) if way)
    if ways:
        paragraph(document, f"Hör gärna av dig till oss innan du skriver: {ways}.", INSTRUCTION_STYLE)
    paragraph(document, _HOW, INSTRUCTION_STYLE)
    for line in plan.advice:
        bullet(document, line).style = INSTRUCTION_STYLE


def _logo(document: Any, sender: Sender) -> None:
    from docx.shared import Cm

    picture = document.add_paragraph().add_run().add_picture(io.BytesIO(sender.logo or b""), height=Cm(1.6))
    picture._inline.docPr.set("descr", f"Logotyp för {sender.forbund}")


def _section(document: Any, section: FormSection, numbers: Iterator[int]) -> None:
    from reports.templates.looks import paragraph

    document.add_heading(section.heading, 1)
    for question in section.questions:
        if question.text != section.heading:
            document.add_heading(question.text, 2)
        add_control(paragraph(document, "", "Svar"), question.control, next(numbers))
    for table in section.tables:
        _table(document, table, numbers, named=bool(section.questions))
    for check in section.checks:
        line = paragraph(document, "")
        line.paragraph_format.space_before = line.paragraph_format.space_after
        add_control(line, check.control, next(numbers))
        line.add_run(f" {check.text}")


def _table(document: Any, plan: FormTable, numbers: Iterator[int], *, named: bool) -> None:
    from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    from reports.templates.looks import paragraph, row, table

    if named:
        document.add_heading(plan.title, 2)
    if plan.note:
        paragraph(document, plan.note, INSTRUCTION_STYLE)
    made = table(document, plan.title, plan.description, plan.widths, plan.heads)
    _grid(made)
    money = plan.last_row_is_sum
    for n, texts in enumerate(plan.rows):
        cells = row(made, *(t if isinstance(t, str) else "" for t in texts))
        made.rows[-1].height, made.rows[-1].height_rule = Cm(_ROW_HEIGHT), WD_ROW_HEIGHT_RULE.AT_LEAST
        for column, (cell, text) in enumerate(zip(cells, texts, strict=True)):
            item, cell.vertical_alignment = cell.paragraphs[0], WD_ALIGN_VERTICAL.CENTER
            item.paragraph_format.keep_with_next = n < len(plan.rows) - 1  # a table of a dozen rows is kept on one page
            if isinstance(text, Control):
                add_control(item, text, next(numbers))
            elif column == 0 and (not money or n == len(plan.rows) - 1):
                for run in item.runs:
                    run.bold = True
            if money and column:
                item.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if money:
        for cell in made.rows[0].cells[1:]:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph("", style="Liten")


def _grid(made: Any) -> None:
    """Lines between columns too, so that every cell is seen to be a field."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="7A8794"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    borders = parse_xml(f"<w:tblBorders {nsdecls('w')}>{sides}</w:tblBorders>")
    properties = made._tbl.tblPr
    after = next(
        (e for e in properties if e.tag in {qn(f"w:{n}") for n in ("shd", "tblLayout", "tblCellMar", "tblLook")}), None
    )
    properties.append(borders) if after is None else after.addprevious(borders)
