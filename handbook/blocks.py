"""What a page of the handbook holds that is more than text: commands to run, screens that they print, directives, made parts.

A page is ordinary Markdown. These are read by us:

- a fence ``sh`` holds commands, one a line, each beginning with ``beredning``. They are run, in the page's order, in a folder that is
  empty at the page's start. ``sh slutkod=1`` says that the last of them leaves with that code.
- a fence ``utskrift`` holds what the fence ``sh`` before it printed. ``utskrift 12`` shows the first twelve lines, ``bara=REGEX``
  the lines that match, ``mapp=X`` the files of a folder. Its content is written by the run, never by hand.
- a fence ``toml fil=X`` shows lines of a settings file; they are entered in that file.
- a comment ``<!-- prov … -->`` does what a reader does by hand: ``dag 2026-09-07`` (the date), ``i MAPP`` (where one stands), ``fil FROM TO``
  (a file of the repository is put there) and the others of ``handbook/by_hand.py``, ``kör COMMAND`` (a command that is not shown).
- ``<!-- gjort NAMN -->`` … ``<!-- slut -->`` stand around a part that is made from code or from measurements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

Kind = Literal["sh", "utskrift", "toml", "prov"]
MADE = re.compile(r"(<!-- gjort ([\w-]+) -->\n)(.*?)(<!-- slut -->)", re.DOTALL)
_DIRECTIVE = re.compile(r"\A<!-- prov (.+?)\s*-->\s*\Z", re.DOTALL)


@dataclass(frozen=True)
class Piece:
    """Something to run or to fill in. ``first`` and ``last`` are the lines of its content in the page, counted from 0, last not included."""

    kind: Kind
    text: str
    options: tuple[str, ...]
    first: int
    last: int

    def option(self, name: str) -> str | None:
        """The value of ``name=value`` in the fence's heading line; None where it is not there."""
        return next((o.split("=", 1)[1] for o in self.options if o.startswith(name + "=")), None)


def parser() -> MarkdownIt:
    """The Markdown of our pages: CommonMark with tables."""
    return MarkdownIt("commonmark").enable("table")


def pieces(page: str) -> Iterator[Piece]:
    """All pieces of a page, in order. Raises ValueError for a comment that begins with ``prov`` and is no directive."""
    for token in parser().parse(page):
        found = _piece(token)
        if found is not None:
            yield found


def _piece(token: Token) -> Piece | None:
    if token.map is None:
        return None
    first, last = token.map
    if token.type == "html_block":
        directive = _DIRECTIVE.match(token.content)
        if directive is None:
            if token.content.startswith("<!-- prov"):
                raise ValueError(f"line {first + 1}: not a directive: {token.content!r}")
            return None
        return Piece("prov", directive[1], (), first, last)
    words = token.info.split() if token.type == "fence" else []
    if not words or words[0] not in ("sh", "utskrift", "toml"):
        return None
    if words[0] == "toml" and len(words) == 1:
        return None
    return Piece(words[0], token.content, tuple(words[1:]), first + 1, last - 1)  # type: ignore[arg-type]


def with_screens(page: str, screens: dict[int, str]) -> str:
    """The page with new contents for the ``utskrift`` fences whose content begins at the given lines."""
    lines = page.splitlines(keepends=True)
    for piece in sorted(pieces(page), key=lambda p: -p.first):
        if piece.kind == "utskrift" and piece.first in screens:
            lines[piece.first : piece.last] = [screens[piece.first]]
    return "".join(lines)


def with_made(page: str, made: dict[str, str]) -> str:
    """The page with its made parts renewed. Raises KeyError for a name that nothing makes."""
    return MADE.sub(lambda m: m[1] + "\n" + made[m[2]].strip() + "\n\n" + m[4], page)
