"""Plain text, in UTF-8, UTF-16 or the Western Windows alphabet."""

from __future__ import annotations

import re
from pathlib import Path

from extractors.errors import Unreadable
from extractors.formats._docx_text import is_wrapped, without_bullet
from extractors.formats._paper import Paper
from extractors.limits import Limits
from extractors.model import Document

KIND = "txt"
PRIORITY = 90
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = bytes(b for b in range(32) if b not in b"\t\n\r\f\x0b\x1a")
_MARKUP = re.compile(rb"^\s*(<\?xml|<!DOCTYPE|<\w+[\s:>])", re.I)


def recognises(head: bytes, names: frozenset[str]) -> bool:
    """What has no control characters and is no XML."""
    if head[:2] in _UTF16:
        return "\0" not in head[: len(head) // 2 * 2].decode("utf-16", "replace")
    plain = head.translate(None, _CONTROL) == head
    return plain and not _MARKUP.match(head) and head[:2] != b"PK" and b"%PDF-" not in head


def read(path: Path, limits: Limits) -> Document:
    """Read plain text: an empty line parts paragraphs; where no line is broken by width, every line break does. Raises `Unreadable`."""
    text = decode_text(path.read_bytes())
    if text is None:
        raise Unreadable("okand-typ", f"Filen {path.name} är inte läsbar text. Be om ansökan som Word eller PDF.")
    paper = Paper(path.name, limits)
    add_plain(paper, text)
    return paper.document(KIND)


def decode_text(data: bytes) -> str | None:
    """Bytes as text; None where they are no text."""
    if data[:2] in _UTF16:
        return data.decode("utf-16", "replace")
    if b"\0" in data:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def add_plain(paper: Paper, text: str, *, style: str = "") -> None:
    """Place the paragraphs and list items of plain text last in the body."""
    for part in re.split(r"\n[ \t>]*\n|\f", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = [line for line in part.split("\n") if line.strip()]
        wrapped = is_wrapped(lines)
        open_lines: list[str] = []
        for line in lines:
            bare = without_bullet(line.lstrip())
            if open_lines and (bare is not None or not wrapped):
                _place(paper, open_lines, style)
                open_lines = []
            open_lines.append(line)
        _place(paper, open_lines, style)


def _place(paper: Paper, lines: list[str], style: str) -> None:
    if not lines:
        return
    bare = without_bullet(lines[0].lstrip())
    first = lines[0] if bare is None else bare
    paper.add(" ".join([first, *lines[1:]]), "stycke" if bare is None else "lista", style=style)
