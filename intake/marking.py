"""Marking an application: read, reviewed and given back as a copy with notes. The file itself is only ever read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from extractors.model import Document
from intake.durable import make_folder, write_whole
from intake.register import Case, Register
from reports.marked.copy import copy_name, marked_copy
from reports.marked.model import MarkedCopy, MarkingJob
from reports.received import SetAside

_MOST_COPIES = 1000


def mark_file(
    path: Path,
    read: Callable[[Path], Document],
    *,
    today: date,
    profile: str | None = None,
    profiles: Path | None = None,
    decided: Sequence[SetAside] = (),
) -> MarkedCopy:
    """The marked copy of a file; ``decided`` are verdicts that people have set in place of the program's.

    Raises `Unreadable`, and `CannotBeMarkedError` for kinds of files that hold no notes.
    """
    from extractors.understand import understand
    from reports.marked.copy import check_kind
    from reports.marked.notes import marks_of
    from rules.engine import review
    from rules.profile import load_profile

    document = read(path)
    check_kind(document.kind, path)
    found = review(understand(document), profile, profiles)
    marks = marks_of(found, load_profile(found.profile, profiles), decided)
    return marked_copy(MarkingJob(path=path, application=found.application, marks=marks, today=today))


def decided_verdicts(register: Register, case: Case) -> tuple[SetAside, ...]:
    """The verdicts of a case that people have set aside."""
    return tuple(
        SetAside.model_validate({**each.model_dump(exclude={"time"}), "day": each.time[:10]})
        for each in register.overrides(case.id).values()
    )


def write_copy(path: Path, copy: MarkedCopy, out: Path) -> Path:
    """Write the copy into a folder and return where it lies. A copy there that differs may hold people's answers: it is left. Raises OSError."""
    make_folder(out)
    wanted = out / copy_name(path)
    for number in range(1, _MOST_COPIES):
        target = wanted if number == 1 else wanted.with_stem(f"{wanted.stem}-{number}")
        if not target.exists():
            write_whole(target, copy.content)
            return target
        if target.is_file() and target.read_bytes() == copy.content:
            return target
    raise ValueError(
        f"I mappen {out} finns redan för många markerade kopior av {path.name}. Ta bort dem som inte behövs."
    )
