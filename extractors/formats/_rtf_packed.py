"""The packed RTF of Outlook messages. Source: [MS-OXRTFCP] 3."""

from __future__ import annotations

import struct

from extractors.formats.rtf import plain_text
from extractors.limits import Limits

_DICTIONARY = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbol"
    b"ArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_RING = 4096
_MOST_BYTES = 20_000_000


def unpacked_rtf(data: bytes, limits: Limits) -> str:
    """The plain text of packed RTF; empty where it is broken."""
    if len(data) < 16:
        return ""
    magic = data[8:12]
    rtf = data[16:] if magic == b"MELA" else _unpacked(data[16:])
    return plain_text(rtf, limits)


def _unpacked(data: bytes) -> bytes:
    ring = bytearray(_DICTIONARY.ljust(_RING, b" "))
    write, at, found = len(_DICTIONARY), 0, bytearray()
    while at < len(data) and len(found) < _MOST_BYTES:
        control, at = data[at], at + 1
        for bit in range(8):
            if at >= len(data):
                return bytes(found)
            if not control >> bit & 1:
                piece, at = data[at : at + 1], at + 1
            else:
                if at + 2 > len(data):
                    return bytes(found)
                (token,) = struct.unpack_from(">H", data, at)
                offset, length, at = token >> 4, (token & 0xF) + 2, at + 2
                if offset == write:
                    return bytes(found)
                piece = b""
                for i in range(length):
                    # A reference may run into what it has just written.
                    byte = ring[(offset + i) % _RING]
                    ring[(write + i) % _RING] = byte
                    piece += bytes([byte])
                write = (write + length) % _RING
                found += piece
                continue
            ring[write] = piece[0]
            write = (write + 1) % _RING
            found += piece
    return bytes(found)
