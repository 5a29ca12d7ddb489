"""Pages of PDFs and scanned pictures as pictures, with boxes where the quoted words stand. Strangers' files are drawn in a process of their own.

Pictures lie in the desk's private folder, named by the file's SHA-256, and go when the desk closes.
"""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import Field, ValidationError

from extractors.model import Frozen

MOST_PAGES = 60
DRAWN = frozenset({"pdf", "bild"})
"""The kinds of file, as a review calls them, whose pages can be drawn."""
_AT_ONCE = 6
_SCALE = 1.75
_SECONDS = 60
_MOST_LAYOUTS = 40
_BOOTSTRAP = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from desk.drawing_child import main; main()"

Box = tuple[float, float, float, float]


class Wanted(Frozen):
    """Words to find: what they are called, their page from 1, and the words."""

    name: str
    page: int
    text: str


class Layout(Frozen):
    """Sizes of the pages in points, and for each name the page from 1 and the boxes (left, top, width, height) in points."""

    sizes: tuple[tuple[float, float], ...] = ()
    found: Mapping[str, tuple[int, tuple[Box, ...]]] = Field(default_factory=dict)
    pages: int = 0


class Drawings:
    """Draws and remembers. A file that cannot be drawn gives an empty layout, and None for its pictures."""

    def __init__(self, private: Path) -> None:
        self._private = private
        self._layouts: dict[tuple[str, int], Layout] = {}
        self._lock = threading.Lock()

    def layout(self, path: Path, sha256: str, wanted: Sequence[Wanted]) -> Layout:
        """Where the words stand on the pages of a file; a scanned picture has sizes only."""
        key = (sha256, hash(tuple((w.name, w.page, w.text) for w in wanted)))
        with self._lock:
            if key in self._layouts:
                return self._layouts[key]
            question = {
                "task": "layout",
                "path": str(path),
                "quotes": [[w.name, w.page, w.text] for w in wanted],
                "most_pages": MOST_PAGES,
            }
            try:
                made = Layout.model_validate_json(_ask(question) or b"{}")
            except ValidationError:
                made = Layout()
            while len(self._layouts) >= _MOST_LAYOUTS:
                del self._layouts[next(iter(self._layouts))]
            self._layouts[key] = made
            return made

    def picture(self, path: Path, sha256: str, page: int) -> bytes | None:
        """The PNG of a page, numbered from 1; None where it cannot be drawn."""
        kept = self._private / f"{sha256}-{page}.png"
        with self._lock:
            if not kept.is_file():
                first = (page - 1) // _AT_ONCE * _AT_ONCE
                answer = _ask({"task": "draw", "path": str(path), "first": first, "count": _AT_ONCE, "scale": _SCALE})
                for number, picture in enumerate(_pictures(answer or b""), first + 1):
                    (self._private / f"{sha256}-{number}.png").write_bytes(picture)
        return kept.read_bytes() if kept.is_file() else None


def _pictures(answer: bytes) -> list[bytes]:
    found, at = [], 0
    while at + 4 <= len(answer):
        (length,) = struct.unpack_from(">I", answer, at)
        picture = answer[at + 4 : at + 4 + length]
        if len(picture) < length or not picture.startswith(b"\x89PNG"):
            break
        found.append(picture)
        at += 4 + length
    return found


def _ask(question: dict[str, object]) -> bytes | None:
    """The child's answer, or None where it failed or took too long."""
    try:
        answer = subprocess.run(  # noqa: S603 - our own interpreter with our own words
            [sys.executable, "-c", _BOOTSTRAP, json.dumps(sys.path)],
            input=json.dumps(question).encode(),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return answer.stdout if answer.returncode == 0 else None
