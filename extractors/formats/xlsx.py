"""Excel workbooks (.xlsx, .xlsm): each used row as it is shown, with the sheet's name as a heading."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from extractors.errors import Unreadable
from extractors.formats._numbers import shown
from extractors.formats._paper import Paper, fold
from extractors.formats._safe import broken, dangerous, safe_zip
from extractors.limits import Limits
from extractors.model import Block, Document

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

KIND = "xlsx"
_MOST_COLUMNS = 100
_MOST_EMPTY_ROWS = 2_000
_MOST_ROWS = 2_000  # in a sheet; a budget or a time plan has a hundred
_MOST_CELLS = 60_000  # in a workbook: about a second's reading
_DTD = b"<!DOCTYPE"


def recognises(head: bytes, names: frozenset[str]) -> bool:
    """A zip with a workbook in it."""
    return head[:2] == b"PK" and any(name.replace("\\", "/").lower().startswith("xl/workbook") for name in names)


def read(path: Path, limits: Limits) -> Document:
    """Read a workbook: values as they were last calculated. Raises `Unreadable`."""
    import warnings

    _check(path, limits)
    from openpyxl import load_workbook

    paper = Paper(path.name, limits)
    reader = _Reader(paper)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
            try:
                for number, sheet in enumerate(book.worksheets, 1):
                    paper.page = number
                    reader.sheet(sheet)
            finally:
                book.close()
    except (Unreadable, MemoryError, RecursionError):
        raise
    except BadZipFile as error:
        raise broken(path.name) from error
    except Exception as error:  # openpyxl lets faults of every kind through for workbooks that break the rules
        raise broken(path.name) from error
    return paper.document(KIND, notes=reader.notes, title=book.properties.title)


class _Reader:
    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.notes: list[str] = []
        self._tables = 0
        self._cells_left = _MOST_CELLS

    def sheet(self, sheet: ReadOnlyWorksheet) -> None:
        """Read one sheet; a hidden one goes to the margins. Rows past the bounds are left, and that is told."""
        rows: list[tuple[list[str], bool]] = []
        for row in _used_rows(sheet):
            if len(rows) == _MOST_ROWS or self._cells_left <= 0:
                self.notes.append(
                    f"Bladet {sheet.title} är mycket stort. Bara de första {len(rows)} raderna är lästa, se originalet."
                    if rows
                    else f"Bladet {sheet.title} är inte läst, eftersom arbetsboken är mycket stor. Se originalet."
                )
                break
            self._cells_left -= sum(map(bool, row[0]))
            rows.append(row)
        if not rows:
            return
        if sheet.sheet_state != "visible":
            self.notes.append(f"Bladet {sheet.title} är dolt i filen; det räknas inte till ansökan.")
            for cells, _ in rows:
                self.paper.margin("dolt", " | ".join(filter(None, cells)))
            return
        used = [i for i in range(max(len(c) for c, _ in rows)) if any(i < len(c) and c[i] for c, _ in rows)]
        self.paper.add(sheet.title, "rubrik", level=1)
        self._tables += 1
        for number, (cells, bold) in enumerate(rows):
            block = self._row(tuple(cells[i] if i < len(cells) else "" for i in used), number, bold=bold)
            if block:
                self.paper.blocks.append(block)

    def _row(self, cells: tuple[str, ...], number: int, *, bold: bool) -> Block | None:
        block = self.paper.block(" | ".join(cells), "rad", bold=bold)
        if block is None:
            return None
        texts = sum(bool(c) for c in cells) > 1 and not any(ch.isdigit() for ch in "".join(cells[1:]))
        header = bold and texts and number < 5
        return block.model_copy(update={"cells": cells, "table": self._tables, "row": number, "header_row": header})


def _used_rows(sheet: ReadOnlyWorksheet) -> Iterator[tuple[list[str], bool]]:
    """Rows that hold something: their texts, and whether all of it is bold. Long empty stretches end the sheet."""
    sheet.reset_dimensions()
    empty = 0
    for row in sheet.iter_rows(max_col=_MOST_COLUMNS):
        texts = [fold(shown(cell.value, getattr(cell, "number_format", None))) for cell in row]
        if any(texts):
            empty = 0
            yield texts, all(_bold(cell) for cell, text in zip(row, texts, strict=True) if text)
        else:
            empty += 1
            if empty > _MOST_EMPTY_ROWS:
                return


def _bold(cell: Any) -> bool:
    font = getattr(cell, "font", None)
    return bool(font is not None and font.b)


def _check(path: Path, limits: Limits) -> None:
    """Bounds on the zip, and no document types in its XML: openpyxl's own parser would follow their entities."""
    with safe_zip(path, limits) as archive:
        for name in archive.members:
            if name.lower().endswith((".xml", ".rels")) and _DTD in archive.read(name)[:2_000].upper():
                raise dangerous(path.name)
