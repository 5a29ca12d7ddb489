"""The skeleton of a Word 97–2003 file: its header block (FIB), where each kind of text lies, and the text itself by pieces.

Source: [MS-DOC] 2.5 (FIB), 2.8 (PLCs), 2.9.38 (Clx). A *cp* counts characters of the text, an *fc* bytes of the main stream.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from dataclasses import dataclass

_MAGIC_97 = 0xA5EC
_FIRST_97 = 0xC1
_FC_LCB = 0x9A
_CCP = 0x4C
_COMPRESSED = 0x40000000
_MOST_CHARACTERS = 20_000_000

STORIES = ("body", "footnotes", "headers", "macros", "comments", "endnotes", "text_boxes", "header_boxes")


class DocError(Exception):
    """The bytes are not those of a Word file, or not whole."""


class OldWordError(Exception):
    """The file is older than Word 97."""


@dataclass(frozen=True)
class Piece:
    """A run of text that lies together in the main stream: first cp, first fc, bytes per character, and its own changes."""

    cp: int
    end: int
    fc: int
    width: int
    changes: bytes


@dataclass(frozen=True)
class DocFile:
    """An opened file: the whole text by cp, its pieces, and the ranges of cp of each story."""

    main: bytes
    table: bytes
    data: bytes
    text: str
    pieces: tuple[Piece, ...]
    ranges: dict[str, range]
    starts: tuple[int, ...]

    def part(self, index: int) -> bytes:
        """The bytes of the table stream that pair ``index`` of the FIB points to; empty where there are none."""
        fc, size = _unpack("<II", self.main, _FC_LCB + 8 * index)
        return self.table[fc : fc + size] if size else b""

    def place(self, cp: int) -> tuple[int, Piece]:
        """Where a character lies in the main stream, and the piece it belongs to."""
        piece = self.pieces[max(0, bisect_right(self.starts, cp) - 1)]
        return piece.fc + (cp - piece.cp) * piece.width, piece


def is_encrypted(main: bytes) -> bool:
    """Whether the header says that the text is encrypted or obfuscated."""
    return bool(_unpack("<H", main, 10)[0] & 0x8100)


def open_doc(main: bytes, streams: dict[str, bytes]) -> DocFile:
    """Read header and text. Raises `OldWordError`, and `DocError` where the file is not whole."""
    magic, version = _unpack("<HH", main, 0)
    if magic != _MAGIC_97:
        raise OldWordError if magic in (0xA5DC, 0xA5DB, 0xA699, 0xA698, 0xA697) else DocError
    if version < _FIRST_97:
        raise OldWordError
    (flags,) = _unpack("<H", main, 10)
    table = streams.get("1Table" if flags & 0x0200 else "0Table") or streams.get("0Table") or streams.get("1Table")
    if table is None:
        raise DocError
    counts = _unpack("<8i", main, _CCP)
    if any(c < 0 for c in counts) or sum(counts) > _MOST_CHARACTERS:
        raise DocError
    ranges, at = {}, 0
    for story, count in zip(STORIES, counts, strict=True):
        ranges[story] = range(at, at + count)
        at += count
    fc, size = _unpack("<II", main, _FC_LCB + 8 * 33)
    pieces = _pieces(table[fc : fc + size])
    text = "".join(_text(main, p) for p in pieces)
    starts = tuple(p.cp for p in pieces)
    return DocFile(main, table, streams.get("Data", b""), text, pieces, ranges, starts)


def old_text(main: bytes) -> str:
    """The text of a Word 6 or 95 file, which lies in one place unless it was saved in haste. Raises `DocError`."""
    flags, start = _unpack("<H", main, 10)[0], _unpack("<I", main, 0x18)[0]
    (count,) = _unpack("<i", main, 0x34)
    if flags & 0x0104 or count <= 0 or start + count > len(main):
        raise DocError
    return main[start : start + count].decode("cp1252", "replace")


def plc(data: bytes, size: int) -> list[tuple[int, int, bytes]]:
    """The entries of a PLC: from, to, and ``size`` bytes of data each."""
    if len(data) < 4:
        return []
    count = (len(data) - 4) // (4 + size)
    places = struct.unpack_from(f"<{count + 1}I", data)
    base = 4 * (count + 1)
    return [(places[i], places[i + 1], data[base + i * size : base + (i + 1) * size]) for i in range(count)]


def _pieces(clx: bytes) -> tuple[Piece, ...]:
    changes: list[bytes] = []
    at = 0
    while at < len(clx) and clx[at] == 1:
        (size,) = _unpack("<H", clx, at + 1)
        changes.append(clx[at + 3 : at + 3 + size])
        at += 3 + size
    if at >= len(clx) or clx[at] != 2:
        raise DocError
    (size,) = _unpack("<I", clx, at + 1)
    found: list[Piece] = []
    total = 0
    for start, end, descriptor in plc(clx[at + 5 : at + 5 + size], 8):
        fc, prm = _unpack("<IH", descriptor, 2)
        total += end - start
        if end < start or start != (found[-1].end if found else 0) or total > _MOST_CHARACTERS:
            raise DocError
        own = changes[prm >> 1] if prm & 1 and prm >> 1 < len(changes) else b""
        if fc & _COMPRESSED:
            found.append(Piece(start, end, (fc & ~_COMPRESSED) // 2, 1, own))
        else:
            found.append(Piece(start, end, fc, 2, own))
    if not found:
        raise DocError
    return tuple(found)


def _text(main: bytes, piece: Piece) -> str:
    """A piece's text, filled up where the stream ends too soon so that every cp keeps its place."""
    count = piece.end - piece.cp
    raw = main[piece.fc : piece.fc + count * piece.width]
    text = raw.decode("cp1252", "replace") if piece.width == 1 else _utf16_units(raw)
    return text.ljust(count, "\0")[:count]


def _utf16_units(raw: bytes) -> str:
    """One character per two bytes, as cps count; signs outside the base plane are put together when blocks are made."""
    count = len(raw) // 2
    return "".join(map(chr, struct.unpack(f"<{count}H", raw[: count * 2])))


def _unpack(form: str, data: bytes, at: int) -> tuple[int, ...]:
    try:
        return struct.unpack_from(form, data, at)
    except struct.error as error:
        raise DocError from error
