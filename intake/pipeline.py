"""The way an application travels, on one screen: files → `Document` → `Application` → `Review` → papers."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.errors import Unreadable
from extractors.model import Application, Document
from reports.received import NO_CASE, CaseFacts, Received

if TYPE_CHECKING:
    from rules.questions import Known


@dataclass
class Clock:
    """Seconds that each step took, for ``--tidtagning``."""

    steps: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Add the time of the block to the step's account."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.steps[name] = self.steps.get(name, 0.0) + time.perf_counter() - start


@dataclass(frozen=True)
class Outcome:
    """What became of one application: its data for machines, the papers written with notes on them, and the error if it could
    not be read."""

    path: Path
    data: dict[str, Any]
    papers: tuple[Path, ...] = ()
    error: Unreadable | None = None
    notes: tuple[str, ...] = ()


def fingerprint(path: Path) -> str:
    """SHA-256 of a file, or of a folder's files (names and contents) in order of name."""
    digest = hashlib.sha256()
    for file in [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file()):
        if path.is_dir():
            digest.update(str(file.relative_to(path)).encode("utf-8"))
        with file.open("rb") as stream:
            while chunk := stream.read(1 << 20):
                digest.update(chunk)
    return digest.hexdigest()


def review_file(
    path: Path,
    read: Callable[[Path], Document],
    *,
    version: str,
    today: date,
    profile: str | None = None,
    out: Path | None = None,
    clock: Clock | None = None,
    case: Callable[[dict[str, Any]], CaseFacts] = lambda _: NO_CASE,
    templates: Path | None = None,
    profiles: Path | None = None,
    application: Application | None = None,
    known: Known | None = None,
) -> Outcome:
    """Take one file, or folder, the whole way. Papers are written to ``out``; without it only the data is made.

    ``case`` tells what is known of the file's case, given its review; ``templates`` and ``profiles`` are the förbund's own folders.
    ``application`` is what was understood of the file already; it is then neither read nor understood again. ``known`` is what
    settings and register know around the case, for questions that only the förbund itself sees.

    A file that cannot be read gives an `Outcome` with its error; nothing is raised for what a file may hold.
    """
    clock = clock or Clock()
    received = Received(name=path.name, sha256="", version=version, today=today)
    try:
        with clock.step("läsa"):
            received = received.model_copy(update={"sha256": fingerprint(path)}) if path.exists() else received
            document = read(path) if application is None else application.document
        if application is None:
            with clock.step("ladda språket"):
                from extractors.language.pipeline import language
                from extractors.understand import understand

                language()
            with clock.step("förstå"):
                application = understand(document)
        with clock.step("pröva"):
            from rules.engine import review
            from rules.questions import NOTHING_KNOWN

            result = review(application, profile, profiles, known or NOTHING_KNOWN)
        with clock.step("skriva"):
            from reports.granskning import review_data

            data = review_data(received, result)
            papers: tuple[Path, ...] = ()
            notes: tuple[str, ...] = ()
            if out is not None:
                from reports.papers import write_review_papers

                written = write_review_papers(
                    received, result, data, out, case=case(data), templates=templates, profiles=profiles
                )
                papers, notes = written.papers, written.notes
    except Unreadable as error:
        from reports.granskning import unreadable_data

        return Outcome(path, unreadable_data(received, error, profile or "allman"), error=error)
    return Outcome(path, data, papers, notes=notes)
