"""The register for other programs: a table of cases as CSV or Excel, or everything as JSON."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

from intake.durable import write_whole
from intake.register import Case, Register

FORMS = ("csv", "xlsx", "json")
_HEADINGS = (
    "Diarienummer", "Inkom", "Avsändare", "Ärendemening", "Status", "Insats", "Sökande", "Versioner", "Filer", "SHA-256", "Knutet till",
)  # fmt: skip
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export(register: Register, target: Path, form: str) -> int:
    """Write the register to a file, whole or not at all. Returns the number of cases. Raises OSError."""
    cases = register.cases()
    content = {"csv": _csv, "xlsx": _xlsx}[form](cases) if form != "json" else _json(register, cases)
    write_whole(target, content)
    return len(cases)


def _row(case: Case) -> list[str | int]:
    return [
        case.dnr, case.came, case.sender, case.subject, case.status, case.name or "", case.applicant or "", len(case.files),
        "; ".join(f.name for f in case.files), "; ".join(f.sha256 for f in case.files), case.merged_into or "",
    ]  # fmt: skip


def _csv(cases: list[Case]) -> bytes:
    """Semicolons and a byte order mark, so that a Swedish Excel opens it right; a text is never taken for a formula."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";")
    writer.writerow(_HEADINGS)
    for case in cases:
        writer.writerow([_as_text(value) for value in _row(case)])
    return stream.getvalue().encode("utf-8-sig")


def _as_text(value: str | int) -> str | int:
    return f"'{value}" if isinstance(value, str) and value.startswith(_STARTS_FORMULA) else value


def _xlsx(cases: list[Case]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Ärenden"
    sheet.append(_HEADINGS)
    for number, case in enumerate(cases, 2):
        for column, value in enumerate(_row(case), 1):
            cell: Any = sheet.cell(number, column)
            if isinstance(value, str):
                cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
                cell.data_type = "s"  # never a formula, whatever it begins with
            else:
                cell.value = value
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABCDEFGHIJK", (14, 12, 28, 40, 20, 28, 28, 10, 30, 20, 14), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _json(register: Register, cases: list[Case]) -> bytes:
    events = register.events()
    data = {
        "schema": "beredning.register/1",
        "arenden": [
            {
                **case.as_line(),
                "avsandare": case.sender,
                "arendemening": case.subject,
                "knutet_till": case.merged_into,
                "avsteg": [o.model_dump() for o in register.overrides(case.id).values()],
                "handelser": [e.model_dump(exclude={"id", "case", "file"}) for e in events if e.case == case.id],
            }
            for case in cases
        ],
        "utan_arende": [e.model_dump(exclude={"id", "case", "file"}) for e in events if e.case is None],
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")
