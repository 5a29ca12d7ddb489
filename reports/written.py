"""What the program has written, so that a paper which a person has changed since is known and left alone.

A review's record (``<stem>.json``) holds, beside the review, the name and SHA-256 of every paper the program has written of that
application (``papper``). The record is written before its papers: a stop in between can at most make the program take a paper of its
own for someone's, and lay the new one beside it.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from extractors.model import Frozen

PAPERS = "papper"


class Known(Frozen):
    """The papers that the program has written: their names with their SHA-256, in the order they were written."""

    papers: tuple[tuple[str, str], ...] = ()

    def wrote(self, path: Path, content: bytes) -> bool:
        """Whether the program has at some time written these bytes under this name."""
        return (path.name, _sha256(content)) in self.papers

    def untouched(self, path: Path) -> bool:
        """Whether the paper is as the program wrote it, or is not there at all. Raises OSError."""
        return not path.exists() or self.wrote(path, path.read_bytes())

    def and_also(self, papers: Mapping[Path, bytes]) -> Known:
        """With these papers too."""
        more = ((path.name, _sha256(content)) for path, content in papers.items())
        return Known(papers=tuple(dict.fromkeys((*self.papers, *more))))

    def as_data(self) -> list[dict[str, str]]:
        """For the record."""
        return [{"namn": name, "sha256": digest} for name, digest in self.papers]


def known_papers(record: Mapping[str, Any] | None) -> Known:
    """The papers that a record tells of; none where there is no record, or one by a program that kept no account."""
    try:
        told: Iterable[Mapping[str, str]] = (record or {}).get(PAPERS, ())
        return Known(papers=tuple((each["namn"], each["sha256"]) for each in told))
    except (KeyError, TypeError, ValueError):
        return Known()


def read_record(path: Path) -> dict[str, Any] | None:
    """A record as it lies on disk; None where there is none that can be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def write_whole(path: Path, content: bytes) -> None:
    """Write beside and move into place, so that a reader never meets half a paper. Raises OSError."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
