"""The overview as an Excel file: what is applied for, the money, the questions, and the sheet that the group fills in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from reports.meeting.values import PARTIES, RECOMMENDATIONS, Overview
from reports.word import without_clock

VIEWS_SHEET = "Synpunkter"
VIEW_HEADINGS = ("Dnr", "Insats", *PARTIES.values(), "Rekommendation", "Skäl", "Jäv")
"""The first row of the sheet that is filled in; columns are found by these names when it is read back."""
_CASES = (
    ("Nr", "nr", 5), ("Dnr", "dnr", 13), ("Insats", "insats", 26), ("Sökande", "sokande", 24), ("AF", "af", 5), ("FK", "fk", 5),
    ("Region", "region", 8), ("Kommun", "kommun", 9), ("Målgrupp", "malgrupp", 44), ("Antal deltagare", "antal", 12),
    ("Tid", "tid", 22), ("Sökt, kr", "belopp", 13), ("Kr per deltagare", "per_deltagare", 13), ("Läge", "lage", 22),
    ("Det som fattas", "fynd", 34), ("Dragning", "dragning", 10), ("Rekommendation", "rekommendation", 16),
)  # fmt: skip
_YEARS = (("År", "ar"), ("Budget, kr", "budget"), ("Redan bundet, kr", "bundet"), ("Sökt, kr", "sokt"), ("Kvar om allt beviljas, kr", "efter"))  # fmt: skip
_FIGURES = {"nr", "antal", "belopp", "per_deltagare", "ar", "budget", "bundet", "sokt", "efter"}
_BLUE = "1F3A5F"


def overview_sheet(made: Overview, day: date) -> bytes:
    """The overview as .xlsx, the same bytes for the same overview and day. Amounts are numbers, so that they can be summed."""
    from openpyxl import Workbook

    book = Workbook()
    cases: Any = book.active
    cases.title = "Ärenden"
    _fill(cases, [h for h, _, _ in _CASES], [[getattr(a, name) for _, name, _ in _CASES] for a in made.arenden],
          [w for _, _, w in _CASES], [name in _FIGURES for _, name, _ in _CASES])  # fmt: skip
    money = book.create_sheet("Budget")
    _fill(money, [h for h, _ in _YEARS], [[getattr(y, name) for _, name in _YEARS] for y in made.summor],
          [8, 16, 18, 16, 24], [True] * len(_YEARS))  # fmt: skip
    for line in made.summor_not:
        money.append([line])
    asked = [
        *([q.dnr, q.insats, q.till, line] for q in made.fragor for line in q.fragor),
        *([q.dnr, q.insats, "Gruppen", line] for q in made.fragor for line in q.egna),
        *(["", "", "Gruppen", line] for line in made.overlapp),
        *(["", "", "Gruppen", f"Jäv? {line}"] for line in made.jav),
    ]
    _fill(book.create_sheet("Frågor"), ["Dnr", "Insats", "Till", "Fråga"], asked, [13, 26, 26, 90], [False] * 4)
    views = book.create_sheet(VIEWS_SHEET)
    parts = [key.lower() for key in PARTIES]
    names = ("dnr", "insats", *parts, "rekommendation", "motivering", "jav")
    _fill(views, VIEW_HEADINGS, [[getattr(v, name) for name in names] for v in made.synpunkter],
          [13, 26, 34, 34, 34, 34, 17, 44, 24], [False] * len(names))  # fmt: skip
    _choices(views, len(made.synpunkter))
    book.properties.title, book.properties.creator, book.properties.language = made.rubrik, made.forbund, "sv-SE"
    book.properties.created = book.properties.modified = datetime(day.year, day.month, day.day)
    raw = io.BytesIO()
    _save(book, raw)
    return without_clock(raw.getvalue())


def _save(book: Any, raw: io.BytesIO) -> None:
    """Save as openpyxl does, less its stamp of the hour."""
    from openpyxl.writer.excel import ExcelWriter

    ExcelWriter(book, zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED)).save()


def _fill(
    sheet: Any, headings: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int], figures: Sequence[bool]
) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    line = Border(bottom=Side("thin", color="C4CBD3"))
    sheet.append(list(headings))
    for cell in sheet[1]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=_BLUE)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    for count, values in enumerate(rows, 2):
        for column, (value, is_figure) in enumerate(zip(values, figures, strict=True), 1):
            cell = sheet.cell(count, column)
            digits = value.replace("\u00a0", "").replace("\u2212", "-")
            if is_figure and digits.lstrip("-").isdigit():
                cell.value, cell.number_format = int(digits), "0" if len(digits) < 5 else "#,##0"
            else:
                cell.value, cell.data_type = (
                    value or None,
                    "s" if value else "n",
                )  # never a formula, whatever it begins with
            cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="right" if is_figure else None)
            cell.border = line
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "C2" if headings[0] == "Dnr" else "A2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _choices(sheet: Any, count: int) -> None:
    """A list of the recommendations to choose from in each row."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    if not count:
        return
    rule = DataValidation("list", formula1=f'"{",".join(RECOMMENDATIONS)}"', allow_blank=True, showErrorMessage=True)
    rule.errorTitle, rule.error = "Rekommendation", f"Välj {', '.join(RECOMMENDATIONS)}."
    column = get_column_letter(VIEW_HEADINGS.index("Rekommendation") + 1)
    sheet.add_data_validation(rule)
    rule.add(f"{column}2:{column}{count + 1}")
