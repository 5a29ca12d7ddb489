"""Web pages, and those that a program saved under a Word name."""

from __future__ import annotations

import re
from pathlib import Path

from extractors.formats._html import HtmlWalk, parse_html
from extractors.formats._paper import Paper
from extractors.limits import Limits
from extractors.model import Document

KIND = "html"
PRIORITY = 60
_START = re.compile(
    rb"^\s*(<!--.*?-->\s*|<\?xml[^>]*\?>\s*)*<(!doctype\s+html|html|head|body|meta|div|p|table)[\s>]", re.I | re.S
)


def recognises(head: bytes, names: frozenset[str]) -> bool:
    """Text that opens with the tags of a page."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "ignore").encode()
    return bool(_START.match(head.removeprefix(b"\xef\xbb\xbf")))


def read(path: Path, limits: Limits) -> Document:
    """Read a page's text. Raises `Unreadable` where there is none."""
    paper = Paper(path.name, limits)
    walk = HtmlWalk(paper)
    root = parse_html(path.read_bytes(), None, path.name, limits)
    if root is not None:
        paper.blocks = walk.blocks(root)
    notes = ["Filen är en webbsida, fast den kan heta något annat; sidor och sidhuvud kan inte läsas."]
    return paper.document(KIND, pictures=walk.pictures, notes=notes)
