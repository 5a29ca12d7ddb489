"""The marked copy of any file: the kind that can mark it is found among the modules here."""

from __future__ import annotations

import pkgutil
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from reports.marked.model import MarkedCopy, MarkingJob
from reports.swedish_text import listed


class Marker(Protocol):
    """What a module for a kind of file offers."""

    KIND: str
    NAME: str

    def mark(self, job: MarkingJob) -> MarkedCopy:
        """The copy with its notes. Raises `Unreadable`."""


class CannotBeMarkedError(ValueError):
    """A kind of file that holds no notes; the message is one Swedish sentence."""


@lru_cache(maxsize=1)
def markers() -> dict[str, Marker]:
    """The kinds of files that can be marked, by the reader's name of the kind."""
    package = import_module("reports.marked")
    modules = (import_module(f"reports.marked.{m.name}") for m in pkgutil.iter_modules(package.__path__))
    return {module.KIND: cast(Marker, module) for module in modules if hasattr(module, "KIND")}


def check_kind(kind: str, path: Path) -> None:
    """Raise `CannotBeMarkedError` where a file of this kind (the reader's name of it) holds no notes."""
    if kind not in markers() or not path.is_file():
        kinds = listed(sorted(marker.NAME for marker in markers().values()))
        raise CannotBeMarkedError(
            f"En markerad kopia kan bara göras av {kinds}. Läs beredningen av {path.name}, eller be om filen i ett av de formaten."
        )


def marked_copy(job: MarkingJob) -> MarkedCopy:
    """The marked copy of a file. Same file, marks and day give the same bytes.

    Raises `CannotBeMarkedError` for other kinds of files than those that hold notes, and `Unreadable`.
    """
    kind = job.application.document.kind
    check_kind(kind, job.path)
    return markers()[kind].mark(job)


def copy_name(path: Path) -> str:
    """The copy's file name: ``ansökan.docx`` becomes ``ansökan-markerad.docx``."""
    return f"{path.stem}-markerad{path.suffix}"
