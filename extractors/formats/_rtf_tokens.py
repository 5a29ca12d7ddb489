"""Cut RTF into its tokens, and its bytes into characters. Source: Rich Text Format specification 1.9.1."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<byte>[0-9a-fA-F]{2})"
    rb"|\\(?P<symbol>.)"
    rb"|(?P<brace>[{}])"
    rb"|(?P<text>[^\\{}\r\n]+)"
    rb"|[\r\n]+",
    re.DOTALL,
)

SYMBOL_FONT = "symbol"

# Character sets of fonts, by \fcharset.
_CHARSETS = {
    0: "cp1252",
    2: SYMBOL_FONT,
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    255: "cp850",
}


class Token(NamedTuple):
    """``kind``: ``word`` (with its number), ``byte``, ``symbol``, ``{``, ``}`` or ``text``; ``data`` its bytes."""

    kind: str
    data: bytes
    number: int | None = None


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of a file in order; binary stretches (``\\bin``) are stepped over."""
    at, size = 0, len(data)
    while at < size:
        match = _TOKEN.match(data, at)
        if match is None:  # a lone backslash at the very end
            return
        at = match.end()
        kind = match.lastgroup
        if match["word"] is not None:
            number = int(match["number"]) if match["number"] else None
            if match["word"] == b"bin":
                at += max(0, number or 0)
                continue
            yield Token("word", match["word"], number)
        elif kind == "byte":
            yield Token("byte", bytes([int(match["byte"], 16)]))
        elif kind == "symbol":
            yield Token("symbol", match["symbol"])
        elif kind == "brace":
            yield Token(match["brace"].decode(), b"")
        elif kind == "text":
            yield Token("text", match["text"])


def charset(number: int) -> str:
    """The codec of a font's character set; Western where it is unknown."""
    return _CHARSETS.get(number, "cp1252")


def codepage(number: int) -> str:
    """The codec of a code page (``\\ansicpg``); Western where Python has none."""
    name = {10000: "mac_roman", 65001: "utf-8"}.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def decoded(data: bytes, codec: str) -> str:
    """Bytes as characters; those of a symbol font go to the private area where Word keeps them."""
    if codec == SYMBOL_FONT:
        return "".join(chr(0xF000 + b) if b > 0x20 else chr(b) for b in data)
    return data.decode(codec, "replace")
