"""Word 97–2003 files (.doc), read from their bytes: text by pieces, tables, heading styles, tracked deletions, notes and headers."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from pathlib import Path

from extractors.errors import Unreadable
from extractors.formats._doc_fields import BEGIN, END, SEPARATOR, Fields, symbol
from extractors.formats._doc_file import DocError, DocFile, OldWordError, is_encrypted, old_text, open_doc, plc
from extractors.formats._doc_looks import Looks, Para, read_looks
from extractors.formats._doc_tables import Table
from extractors.formats._docx_paragraphs import Line
from extractors.formats._ole import OLE_MAGIC, read_streams
from extractors.formats._paper import Paper, count_words
from extractors.formats._runs import Look, Runs
from extractors.formats._safe import broken, encrypted
from extractors.limits import Limits
from extractors.model import Block, BlockKind, Document, MarginKind
from extractors.structure.forms import Row, cell

KIND = "doc"
_FIELD_MARKS = re.compile(f"([{BEGIN}{SEPARATOR}{END}])")
_PARAGRAPH_ENDS = re.compile("[\r\x07\x0c]")
_SIGNS = str.maketrans(
    {"\x0b": "\n", "\x0e": "\n", "\x1e": "-", "\x1f": None, "\x01": None, "\x02": None, "\x08": None}
)
_HEADING_NAME = re.compile(r"(?:heading|rubrik)\s*([1-9])$", re.I)
_TITLE, _CAPTION, _CONTENTS = 62, 34, range(19, 28)
_LIST_STYLES = range(47, 62)
_FIELD_CODE = re.compile(f"{BEGIN}[^{BEGIN}{SEPARATOR}{END}]*(?={SEPARATOR}|{END})")


def recognises(head: bytes, names: frozenset[str]) -> bool:
    """An OLE file with a Word text in it, not sealed with a password as a whole."""
    return head[:8] == OLE_MAGIC and "worddocument" in {n.lower() for n in names} and "EncryptedPackage" not in names


def read(path: Path, limits: Limits) -> Document:
    """Read a Word 97–2003 file; of a Word 6 or 95 file the plain text. Raises `Unreadable`."""
    streams = read_streams(path, ("WordDocument", "0Table", "1Table", "Data"))
    main = streams.get("WordDocument", b"")
    try:
        if is_encrypted(main):
            raise encrypted(path.name)
        return _Reader(open_doc(main, streams), path.name, limits).document()
    except OldWordError:
        return _old(path.name, main, limits)
    except (DocError, struct.error) as error:
        raise broken(path.name) from error


class _Reader:
    def __init__(self, doc: DocFile, name: str, limits: Limits) -> None:
        self.doc = doc
        self.looks: Looks = read_looks(doc)
        self.paper = Paper(name, limits)
        self.pictures = 0
        self.controls = 0

    def document(self) -> Document:
        paper = self.paper
        self._headers()
        paper.blocks = self._blocks(self.doc.ranges["body"])
        paper.blocks += self._blocks(self.doc.ranges["text_boxes"])
        for story in ("footnotes", "endnotes"):
            self._margins("fotnot", self.doc.ranges[story])
        self._margins("kommentar", self.doc.ranges["comments"])
        self._margins("sidhuvud", self.doc.ranges["header_boxes"])
        boxes = len(plc(self.doc.part(56), 22)) if self.doc.ranges["text_boxes"] else 0
        return paper.document(
            KIND,
            source_words=self._source_words(),
            pictures=self.pictures,
            controls=self.controls,
            text_boxes=max(0, boxes - 1),
        )

    def _blocks(self, story: range) -> list[Block]:
        """The blocks of a stretch of text, tables put together."""
        found: list[Line | Block] = []
        table = Table()
        for lines, para, ended_by in self._paragraphs(story):
            in_table = para.in_table or para.depth > 0 or ended_by == "\x07"
            if table and not in_table:
                found += self.paper.table(table.rows(self.paper))
            if not in_table:
                found += lines
                continue
            table.lines += lines
            if ended_by == "\x07" and para.row_end:
                table.end_row(para, self.paper)
            elif ended_by == "\x07":
                table.end_cell(self.paper)
        if table:
            found += self.paper.table(table.rows(self.paper))
        return self.paper.settle(found)

    def _paragraphs(self, story: range) -> Iterator[tuple[list[Line], Para, str]]:
        """Each paragraph's lines, what is known of it, and the sign that ends it."""
        text, at = self.doc.text, story.start
        fields = Fields(self.doc.data)
        while at < min(story.stop, len(text)):
            match = _PARAGRAPH_ENDS.search(text, at, story.stop)
            end = match.start() if match else min(story.stop, len(text))
            sign = text[end] if match else "\r"
            mark_at, piece = self.doc.place(min(end, len(text) - 1))
            para = self.looks.para(mark_at, piece.changes)
            runs, contents = self._runs(range(at, end), para, fields)
            if para.page_break and self.paper.page and at > story.start:
                self.paper.page += 1
            yield self._lines(runs, para, contents=contents), para, sign
            if sign == "\x0c":
                self.paper.page += 1
            at = end + 1
        self.controls += fields.controls

    def _runs(self, cps: range, para: Para, fields: Fields) -> tuple[Runs, bool]:
        """The seen text of a paragraph, and whether any of it lies in a table of contents."""
        runs, at, contents = Runs(), cps.start, False
        while at < cps.stop:
            fc, piece = self.doc.place(at)
            look = self.looks.char(fc, piece.changes, para.style)
            same = max(1, (self.looks.run_end(fc) - fc) // piece.width)
            step = max(1, min(cps.stop - at, same, piece.end - at))
            for part in _FIELD_MARKS.split(self.doc.text[at : at + step]):
                if part in (BEGIN, SEPARATOR, END):
                    runs.add(fields.mark(part), look, self.paper.page)
                elif part:
                    self._part(part, fc, look, runs, fields)
                    contents = contents or fields.in_contents
            at += step
        return runs, contents

    def _part(self, part: str, fc: int, look: Look, runs: Runs, fields: Fields) -> None:
        data_at = sign = None
        if "\x01" in part or "(" in part:
            data_at, sign = self.looks.special(fc)
        if not fields.shows:
            fields.code(part, data_at)
            return
        self.pictures += part.count("\x01")
        if sign is not None:
            part = part.replace("(", symbol(sign))
        if any("\ud800" <= c <= "\udfff" for c in part):
            part = part.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
        runs.add(part.translate(_SIGNS), look, self.paper.page)

    def _lines(self, runs: Runs, para: Para, *, contents: bool) -> list[Line]:
        style = self.looks.styles[para.style] if para.style < len(self.looks.styles) else None
        number = style.number if style else 0
        name = style.name if style else ""
        if contents or number in _CONTENTS:
            self.paper.margin("innehall", runs.text)
            return []
        if number == _CAPTION:
            self.paper.margin("bildtext", runs.text)
            return []
        kind, level = _kind(para, number, name)
        return runs.lines(self.paper, kind, level=level, style=name, listed_as=str(para.list_id))

    def _headers(self) -> None:
        story = self.doc.ranges["headers"]
        for i, (start, end, _) in enumerate(plc(self.doc.part(11), 0)):
            if i < 6 or end <= start or story.start + end > story.stop:
                continue  # the first six separate notes from the text
            self._margins(
                "sidfot" if (i - 6) % 6 in (2, 3, 5) else "sidhuvud", range(story.start + start, story.start + end)
            )
        self.paper.page = 1

    def _margins(self, kind: MarginKind, story: range) -> None:
        page = self.paper.page
        for lines, _, _ in self._paragraphs(story):
            for line in lines:
                self.paper.margin(kind, line.block.text)
        self.paper.page = page

    def _source_words(self) -> int:
        body = self.doc.text[: self.doc.ranges["header_boxes"].stop].replace("\x1f", "")
        return count_words(_FIELD_CODE.sub("", _FIELD_CODE.sub("", body)))


def _kind(para: Para, number: int, name: str) -> tuple[BlockKind, int | None]:
    named = _HEADING_NAME.match(name)
    if number == _TITLE or name.lower() in ("title", "rubrik", "titel"):
        return "titel", None
    if 1 <= number <= 9:
        return "rubrik", number
    if named:
        return "rubrik", int(named[1])
    if para.outline is not None:
        return "rubrik", para.outline + 1
    if para.list_id or number in _LIST_STYLES:
        return "lista", None
    return "stycke", None


def _old(name: str, main: bytes, limits: Limits) -> Document:
    """A Word 6 or 95 file: paragraphs and rows, without looks."""
    try:
        text = old_text(main)
    except DocError as error:
        raise Unreadable(
            "okand-typ", f"Filen {name} är sparad i en mycket gammal Word-version. Be om ansökan som Word eller PDF."
        ) from error
    paper = Paper(name, limits)
    text = _FIELD_MARKS.sub("", _FIELD_CODE.sub("", text))
    rows: list[Row] = []
    for line in re.split("[\r\x0c]|\x07\x07", text):
        if "\x07" in line:
            rows.append(Row(tuple(cell([c], column=i) for i, c in enumerate(line.split("\x07")))))
            continue
        if rows:
            paper.blocks += paper.table(rows)
            rows = []
        paper.add(line.translate(_SIGNS))
    if rows:
        paper.blocks += paper.table(rows)
    return paper.document(KIND, notes=["Filen är sparad i Word 95 eller äldre; rubriker och format kan inte läsas."])
