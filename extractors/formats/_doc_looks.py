"""What a Word 97–2003 file says about its characters and paragraphs: property pages, style sheet, and the changes they hold.

Source: [MS-DOC] 2.6 (sprm codes), 2.9.33 (ChpxFkp), 2.9.174 (PapxFkp), 2.9.271 (STSH).
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from extractors.formats._doc_file import DocFile, plc
from extractors.formats._runs import Look

_PAGE = 512
_OPERANDS = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_BOLD, _ITALIC, _HIDDEN, _DELETED = 0x0835, 0x0836, 0x083C, 0x0800
_SIZE, _CHARACTER_STYLE = 0x4A43, 0x4A30
_NIL = 0xFFF


@dataclass(frozen=True)
class Para:
    """What is known of a paragraph: its style, outline level, list (0 for none) and place in tables."""

    style: int = 0
    outline: int | None = None
    list_id: int = 0
    in_table: bool = False
    depth: int = 0
    row_end: bool = False
    inner_cell: bool = False
    header_row: bool = False
    page_break: bool = False
    cells: tuple[tuple[int, int, int], ...] = ()
    """Flags, left and right edge (twips) of each cell, for row ends."""


@dataclass(frozen=True)
class Style:
    """A style of the sheet: its built-in number, name, kind, the style it rests on, and its own changes."""

    number: int = 0xFFE
    name: str = ""
    character: bool = False
    base: int = _NIL
    para_changes: bytes = b""
    char_changes: bytes = b""


@dataclass
class Looks:
    """Answers what a character or paragraph looks like, by its place in the main stream."""

    data: bytes
    styles: list[Style]
    chars: _Runs
    paras: _Runs
    _known: dict[int, tuple[Para, Look]] = field(default_factory=dict)

    def para(self, fc: int, changes: bytes) -> Para:
        """The paragraph whose mark lies at ``fc``."""
        data = self.paras.at(fc)
        style = struct.unpack_from("<H", data)[0] if len(data) >= 2 else 0
        for code, operand in sprms(data[2:] + changes):
            if code == 0x4600 and len(operand) == 2:
                style = struct.unpack("<H", operand)[0]
            elif code == 0x6646 and len(operand) == 4:  # too many changes for a page: the rest lies in the data stream
                (at,) = struct.unpack("<I", operand)
                data += self.data[at + 2 : at + 2 + int.from_bytes(self.data[at : at + 2], "little")]
        base, _ = self.of_style(style)
        return _para(replace(base, style=style), data[2:] + changes)

    def char(self, fc: int, changes: bytes, style: int) -> Look:
        """The look of the character at ``fc`` in a paragraph of this style."""
        _, base = self.of_style(style)
        data = self.chars.at(fc) + changes
        return self._look(base, data) if data else base

    def special(self, fc: int) -> tuple[int | None, int | None]:
        """For a character that stands for something else: where its data lie in the data stream, and the symbol's code."""
        data_at = symbol = None
        for code, operand in sprms(self.chars.at(fc)):
            if code == 0x6A03 and len(operand) == 4:
                (data_at,) = struct.unpack("<I", operand)
            elif code == 0x6A09 and len(operand) == 4:
                symbol = struct.unpack("<HH", operand)[1]
        return data_at, symbol

    def run_end(self, fc: int) -> int:
        """The fc where the look may next change."""
        return self.chars.end(fc)

    def of_style(self, number: int, depth: int = 0) -> tuple[Para, Look]:
        """What a paragraph style says, the styles it rests on included."""
        if number in self._known:
            return self._known[number]
        if number >= len(self.styles) or depth > 15:
            return Para(), Look()
        style = self.styles[number]
        para, look = self.of_style(style.base, depth + 1) if style.base != _NIL else (Para(), Look())
        found = _para(para, style.para_changes), self._look(look, style.char_changes)
        self._known[number] = found
        return found

    def _look(self, base: Look, data: bytes, depth: int = 0) -> Look:
        look = base
        for code, operand in sprms(data):
            if code == _CHARACTER_STYLE and len(operand) == 2 and depth < 5:
                number = struct.unpack("<H", operand)[0]
                if number < len(self.styles) and self.styles[number].character:
                    look = self._look(look, self.styles[number].char_changes, depth + 1)
            elif code == _SIZE and len(operand) == 2:
                look = replace(look, size=struct.unpack("<H", operand)[0] / 2)
            elif operand and code == _BOLD:
                look = replace(look, bold=_toggled(operand[0], base.bold))
            elif operand and code == _ITALIC:
                look = replace(look, italic=_toggled(operand[0], base.italic))
            elif operand and code == _HIDDEN:
                look = replace(look, hidden=_toggled(operand[0], base.hidden))
            elif operand and code == _DELETED:
                look = replace(look, deleted=bool(operand[0]))
        return look


def read_looks(doc: DocFile) -> Looks:
    """Collect the pages of properties that the file's bin tables point to."""
    return Looks(
        doc.data,
        _styles(doc.part(1)),
        _Runs.of(_char_runs(doc)),
        _Runs.of(_para_runs(doc)),
    )


def sprms(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The changes in a list of property modifiers: code and operand. Stops where the list is not whole."""
    at = 0
    while at + 2 <= len(data):
        code = data[at] | data[at + 1] << 8
        at += 2
        kind = code >> 13
        if kind == 6:
            if at >= len(data):
                return
            if code in (0xD608, 0xD606):  # table definitions tell their size in two bytes
                if at + 2 > len(data):
                    return
                size, skip = (data[at] | data[at + 1] << 8) - 1, 2
            elif code == 0xC615 and data[at] == 255:  # a long list of tab stops
                deleted = data[at + 1] if at + 1 < len(data) else 0
                added = data[at + 2 + 4 * deleted] if at + 2 + 4 * deleted < len(data) else 0
                size, skip = 2 + 4 * deleted + 3 * added, 1
            else:
                size, skip = data[at], 1
            at += skip
        else:
            size = _OPERANDS[kind]
        if size < 0 or at + size > len(data):
            return
        yield code, data[at : at + size]
        at += size


@dataclass(frozen=True)
class _Runs:
    """Stretches of the main stream with their property bytes, sorted by place."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    data: tuple[bytes, ...]

    @classmethod
    def of(cls, runs: Iterator[tuple[int, int, bytes]]) -> _Runs:
        ordered = sorted(runs, key=lambda r: r[0])
        return cls(tuple(r[0] for r in ordered), tuple(r[1] for r in ordered), tuple(r[2] for r in ordered))

    def at(self, fc: int) -> bytes:
        i = bisect_right(self.starts, fc) - 1
        return self.data[i] if i >= 0 and fc < self.ends[i] else b""

    def end(self, fc: int) -> int:
        i = bisect_right(self.starts, fc) - 1
        if i >= 0 and fc < self.ends[i]:
            return self.ends[i]
        return self.starts[i + 1] if i + 1 < len(self.starts) else 1 << 62


def _pages(doc: DocFile, index: int) -> Iterator[bytes]:
    for _, _, number in plc(doc.part(index), 4):
        at = (struct.unpack("<I", number)[0] & 0x3FFFFF) * _PAGE
        page = doc.main[at : at + _PAGE]
        if len(page) == _PAGE:
            yield page


def _char_runs(doc: DocFile) -> Iterator[tuple[int, int, bytes]]:
    for page in _pages(doc, 12):
        count = min(page[-1], 0x65)
        places = struct.unpack_from(f"<{count + 1}I", page)
        for i in range(count):
            at = page[4 * (count + 1) + i] * 2
            yield places[i], places[i + 1], page[at + 1 : at + 1 + page[at]] if at else b""


def _para_runs(doc: DocFile) -> Iterator[tuple[int, int, bytes]]:
    for page in _pages(doc, 13):
        count = min(page[-1], 0x1D)
        places = struct.unpack_from(f"<{count + 1}I", page)
        for i in range(count):
            at = page[4 * (count + 1) + 13 * i] * 2
            data = b""
            if at:
                size = 2 * page[at] - 1 if page[at] else 2 * page[min(at + 1, _PAGE - 1)]
                begin = at + 1 if page[at] else at + 2
                data = page[begin : begin + size]
            yield places[i], places[i + 1], data


def _para(base: Para, data: bytes) -> Para:
    para = base
    for code, operand in sprms(data):
        value = int.from_bytes(operand[:4], "little") if operand else 0
        match code:
            case 0x2640:
                para = replace(para, outline=value if value < 9 else None)
            case 0x460B:
                para = replace(para, list_id=value if value < 0xF801 else 0)
            case 0x2416:
                para = replace(para, in_table=bool(value))
            case 0x6649:
                para = replace(para, depth=min(value, 20))
            case 0x2417 | 0x244C:
                para = replace(para, row_end=bool(value))
            case 0x244B:
                para = replace(para, inner_cell=bool(value))
            case 0x2407:
                para = replace(para, page_break=bool(value))
            case 0x3404:
                para = replace(para, header_row=bool(value))
            case 0xD608:
                para = replace(para, cells=_cell_flags(operand))
            case _:
                pass
    return para


def _cell_flags(operand: bytes) -> tuple[tuple[int, int, int], ...]:
    count = min(operand[0], 64) if operand else 0
    base = 1 + 2 * (count + 1)
    if len(operand) < base:
        return ()
    edges = struct.unpack_from(f"<{count + 1}h", operand, 1)
    found = []
    for i in range(count):
        at = base + 20 * i
        flags = operand[at] | operand[at + 1] << 8 if at + 2 <= len(operand) else 0
        found.append((flags, edges[i], edges[i + 1]))
    return tuple(found)


def _styles(sheet: bytes) -> list[Style]:
    found: list[Style] = []
    if len(sheet) < 6:
        return found
    header, count, fixed = struct.unpack_from("<HHH", sheet)
    at = 2 + header
    while at + 2 <= len(sheet) and len(found) < count:
        (size,) = struct.unpack_from("<H", sheet, at)
        found.append(_style(sheet[at + 2 : at + 2 + size], fixed))
        at += 2 + size + size % 2
    return found


def _style(data: bytes, fixed: int) -> Style:
    if len(data) < fixed + 2 or fixed < 8:
        return Style()
    number, kind, counts = struct.unpack_from("<HHH", data)
    (length,) = struct.unpack_from("<H", data, fixed)
    end = fixed + 2 + 2 * length
    style = Style(
        number=number & 0xFFF,
        name=data[fixed + 2 : end].decode("utf-16-le", "replace").split(",")[0],
        character=kind & 0xF == 2,
        base=kind >> 4,
    )
    changes, at = [], end + 2
    for _ in range(min(counts & 0xF, 3)):
        if at + 2 > len(data):
            break
        (size,) = struct.unpack_from("<H", data, at)
        changes.append(data[at + 2 : at + 2 + size])
        at += 2 + size + size % 2
    if style.character:
        return replace(style, char_changes=changes[0] if changes else b"")
    if kind & 0xF == 1 and changes:
        return replace(style, para_changes=changes[0][2:], char_changes=changes[1] if len(changes) > 1 else b"")
    return style


def _toggled(value: int, inherited: bool) -> bool:
    if value in (0x80, 0x81):
        return inherited != (value == 0x81)
    return bool(value)
