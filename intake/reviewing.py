"""Reading and reviewing, as the inbox sees them: one object, so that a test can put a quick one in its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from extractors.model import Document
from intake.pipeline import Outcome
from intake.versions import Traits, traits_of


class Reviewing(Protocol):
    """What the inbox needs done to a file."""

    def read(self, path: Path) -> Document:
        """Read a file. Raises `Unreadable`."""

    def traits(self, document: Document) -> Traits:
        """What the document is recognised by."""

    def review(self, path: Path, document: Document | None, out: Path, today: date) -> Outcome:
        """Review a file and write its papers; ``document`` is what was read of it, if it was."""


class Reviewer:
    """The program's own readers and criteria. ``with Reviewer(version, profile) as reviewer:``"""

    def __init__(self, version: str, profile: str | None) -> None:
        from extractors.isolation import ReaderPool

        self._pool = ReaderPool()
        self._version, self._profile = version, profile

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.close()

    def read(self, path: Path) -> Document:
        """Read a file in a process of its own. Raises `Unreadable`."""
        return self._pool.read(path)

    def traits(self, document: Document) -> Traits:
        """Word sequences and the names of the form head."""
        from extractors.understand import understand

        head = understand(document).head
        return traits_of(
            document,
            name=str(head.insatsnamn.value) if head.insatsnamn else None,
            applicant=str(head.sokande.value) if head.sokande else None,
            start=str(head.start.value) if head.start else None,
        )

    def review(self, path: Path, document: Document | None, out: Path, today: date) -> Outcome:
        """Review a file and write its papers."""
        from intake.pipeline import review_file

        read = self._pool.read if document is None else lambda _: document
        return review_file(path, read, version=self._version, today=today, profile=self._profile, out=out)
