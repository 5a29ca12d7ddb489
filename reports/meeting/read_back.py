"""Reading the filled-in sheet, in Excel or Word, back into views and recommendations."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from reports.meeting.public import has_personal_number
from reports.meeting.sheet import VIEW_HEADINGS, VIEWS_SHEET
from reports.meeting.values import PARTIES, RECOMMENDATIONS, Recommendation
from reports.swedish_text import clean

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MEANINGS: Mapping[str, str] = {
    "bevilja": "bevilja", "beviljas": "bevilja", "tillstyrk": "bevilja", "tillstyrker": "bevilja", "tillstyrka": "bevilja",
    "komplettera": "komplettera", "kompletteras": "komplettera", "komplettering": "komplettera", "återremiss": "komplettera",
    "återremittera": "komplettera", "avslå": "avslå", "avslås": "avslå", "avslag": "avslå", "avstyrk": "avslå", "avstyrker": "avslå",
    "avstyrka": "avslå", "bordlägg": "bordlägg", "bordlägga": "bordlägg", "bordläggs": "bordlägg", "bordläggning": "bordlägg",
}  # fmt: skip
_UNREADABLE = "Filen {name} går inte att läsa som Excel eller Word. Spara den som .xlsx eller .docx och försök igen."
_NOT_A_SHEET = (
    "Filen {name} har inget blad eller ingen tabell för synpunkter. Använd den fil som ”beredning mote” gjorde."
)


class SheetError(ValueError):
    """A sheet that cannot be taken back; the message is one Swedish sentence that says what to mend."""


def read_sheet(content: bytes, name: str) -> tuple[Recommendation, ...]:
    """The views in a filled-in sheet, in its order; cases where nothing was filled in are left out.

    Raises SheetError for a file that is no such sheet, a recommendation that is none of the words, a case that stands twice,
    or a text with a personal number.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = set(archive.namelist())
    except zipfile.BadZipFile as error:
        raise SheetError(_UNREADABLE.format(name=name)) from error
    try:
        rows = list(_from_excel(content) if "xl/workbook.xml" in members else _from_word(content))
    except SheetError:
        raise
    except Exception as error:  # whatever a damaged file makes the readers do
        raise SheetError(_UNREADABLE.format(name=name)) from error
    if not rows:
        raise SheetError(_NOT_A_SHEET.format(name=name))
    said = [_recommendation(row) for row in rows]
    numbers = [each.dnr for each in said]
    twice = next((dnr for dnr in numbers if numbers.count(dnr) > 1), None)
    if twice is not None:
        raise SheetError(f"Ärendet {twice} står två gånger i {name}. Ta bort den ena raden och läs in filen igen.")
    return tuple(each for each in said if not each.is_empty)


def _from_excel(content: bytes) -> Iterator[dict[str, str]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    if VIEWS_SHEET not in book.sheetnames:
        return
    rows = book[VIEWS_SHEET].iter_rows(values_only=True)
    heads = [_text(cell) for cell in next(rows, ())]
    if VIEW_HEADINGS[0] not in heads:
        return
    for values in rows:
        row = dict(zip(heads, map(_text, values), strict=False))
        if row.get(VIEW_HEADINGS[0]):
            yield row


def _from_word(content: bytes) -> Iterator[dict[str, str]]:
    """Tables of two columns whose first column names the parts of a view; the first row holds the case's number."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        raw = archive.read("word/document.xml")
    root = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True))
    for table in root.iter(f"{{{_WORD}}}tbl"):
        lines = [[_cell(cell) for cell in line.iter(f"{{{_WORD}}}tc")] for line in table.iter(f"{{{_WORD}}}tr")]
        if len(lines) < 2 or any(len(line) != 2 for line in lines) or "Rekommendation" not in (n for n, _ in lines):
            continue
        (dnr, insats), *rest = lines
        yield {"Dnr": dnr, "Insats": insats, **{line[0]: line[1] for line in rest}}


def _cell(cell: Any) -> str:
    """The words of a table cell, with those written with tracked changes and in form fields; deleted words are no ``w:t``."""
    paragraphs = ("".join(t.text or "" for t in p.iter(f"{{{_WORD}}}t")) for p in cell.iter(f"{{{_WORD}}}p"))
    return clean(" ".join(p for p in paragraphs if p.strip()))


def _text(value: object) -> str:
    return "" if value is None else clean(str(value))


def _recommendation(row: Mapping[str, str]) -> Recommendation:
    dnr = row["Dnr"]
    for head, text in row.items():
        if has_personal_number(text):
            raise SheetError(f"{dnr}, {head}: texten har ett personnummer. Ta bort det och läs in filen igen.")
    word = row.get("Rekommendation", "")
    found = _MEANINGS.get(re.sub(r"[^\wåäö]+", "", word.casefold())) if word else ""
    if found is None:
        raise SheetError(
            f"{dnr}: rekommendationen ”{word}” är inget av orden {', '.join(RECOMMENDATIONS)}. Rätta den och läs in filen igen."
        )
    return Recommendation(
        dnr=dnr,
        synpunkter={key: text for key, part in PARTIES.items() if (text := row.get(part, ""))},
        rekommendation=found,
        motivering=row.get("Skäl", ""),
        jav=row.get("Jäv", ""),
    )
