"""Reading and reviewing, as the inbox sees them: one object, so that a test can put a quick one in its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self

from extractors.model import Application, Document
from intake.pipeline import Outcome
from intake.versions import Traits, traits_of
from reports.received import NO_CASE, CaseFacts

if TYPE_CHECKING:
    from rules.questions import Known


@dataclass(frozen=True)
class CaseWork:
    """What the papers of a case need beside the file: the case's facts, given the new review, the förbund's own templates, and what is
    known around the case."""

    facts: Callable[[dict[str, Any]], CaseFacts]
    templates: Path | None
    known: Known | None = None


class Reviewing(Protocol):
    """What the inbox needs done to a file."""

    def read(self, path: Path) -> Document:
        """Read a file. Raises `Unreadable`."""

    def traits(self, document: Document) -> Traits:
        """What the document is recognised by."""

    def review(
        self, path: Path, document: Document | None, out: Path, today: date, case: CaseWork | None = None
    ) -> Outcome:
        """Review a file and write its papers; ``document`` is what was read of it, if it was, ``case`` what is known of its case."""


class Reviewer:
    """The program's own readers and criteria. ``with Reviewer(version, profile) as reviewer:``"""

    def __init__(self, version: str, profile: str | None, profiles: Path | None = None) -> None:
        from extractors.isolation import ReaderPool

        self._pool = ReaderPool()
        self._version, self._profile, self._profiles = version, profile, profiles
        self._understood: Application | None = None
        self._read_last: Document | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.close()

    def warm_up(self) -> None:
        """Load the language layer beside other work: it takes a second, which the inbox waits anyway for files to stand still."""
        import threading

        from extractors.language.pipeline import language

        threading.Thread(target=language, daemon=True).start()

    def read(self, path: Path) -> Document:
        """Read a file in a process of its own. Raises `Unreadable`."""
        return self._pool.read(path)

    def traits(self, document: Document) -> Traits:
        """Word sequences and the names of the form head."""
        application = self._application(document)
        head = application.head
        return traits_of(
            document,
            name=str(head.insatsnamn.value) if head.insatsnamn else None,
            applicant=str(head.sokande.value) if head.sokande else None,
            start=str(head.start.value) if head.start else None,
            is_application=not any(flag.id == "ej-ansokan" for flag in application.flags),
        )

    def _application(self, document: Document) -> Application:
        """What the document says; the last one is kept, so that no file is understood twice on its way in."""
        from extractors.understand import understand

        if self._understood is None or self._read_last is not document:
            self._read_last, self._understood = document, understand(document)
        return self._understood

    def data(self, path: Path, document: Document | None) -> dict[str, Any]:
        """The review of a file as data; no paper is written."""
        from intake.pipeline import review_file

        understood = self._application(document) if document is not None else None
        outcome = review_file(
            path, self._pool.read, version=self._version, today=date.min, profile=self._profile,
            profiles=self._profiles, application=understood,
        )  # fmt: skip
        return outcome.data

    def review(
        self, path: Path, document: Document | None, out: Path, today: date, case: CaseWork | None = None
    ) -> Outcome:
        """Review a file and write its papers."""
        from intake.pipeline import review_file

        about = case or CaseWork(lambda _: NO_CASE, None)
        understood = self._application(document) if document is not None else None
        return review_file(
            path, self._pool.read, version=self._version, today=today, profile=self._profile, out=out,
            case=about.facts, templates=about.templates, profiles=self._profiles, application=understood, known=about.known,
        )  # fmt: skip
