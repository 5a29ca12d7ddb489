"""What the settings and the register know around a case: people who prepare and decide, and the other cases.

It raises questions to the förbund itself (jäv, overlap); it changes no verdict and is told to nobody else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from intake.compare import stored_review
from intake.decisions import decision_of
from intake.register import Case, Register
from intake.register.status import AGREED, ARCHIVED, CLOSED, DECIDED, DESTROYED, NOT_TAKEN_ON
from intake.settings import Settings
from intake.workfolder import WorkFolder
from reports.meeting.public import fit_blocks
from rules.profile import KnownPerson
from rules.questions import Known, OtherCase

_OVER = frozenset({NOT_TAKEN_ON, CLOSED, ARCHIVED, DESTROYED})
_MOST_KEPT = 2000


def known_around(folder: WorkFolder, register: Register, case: Case) -> Known:
    """What is known around a case. Raises SettingsError and sqlite3.Error."""
    return Known(people=known_people(folder.settings), others=tuple(_others(folder, register, case)))


def known_people(settings: Settings) -> tuple[KnownPerson, ...]:
    """The board's and the beredningsgrupp's members by the settings, each with the role in words."""
    groups = ((settings.board.members, "ledamot i styrelsen"), (settings.group.members, "ledamot i beredningsgruppen"))
    return tuple(
        KnownPerson.model_validate({"namn": name, "roll": role}) for names, role in groups for name in names if name
    )


def _others(folder: WorkFolder, register: Register, case: Case) -> Iterator[OtherCase]:
    """Applications that are not decided on, and insatser that run: what was refused, ended or is this very case is left out."""
    cases = register.cases()
    for other in cases:
        if other.id == case.id or other.dnr == case.merged_into or other.merged_into or other.status in _OVER:
            continue
        running = False
        if other.status in (DECIDED, AGREED):
            decided = decision_of(register.events(other.id))
            if decided is not None and decided.utfall != "bevilja":
                continue
            running = decided is not None
        told = _newest(folder, other, cases)
        if told is not None:
            yield told.model_copy(update={"dnr": other.dnr, "running": running})


def _newest(folder: WorkFolder, case: Case, cases: Sequence[Case]) -> OtherCase | None:
    """The newest version of a case in brief, also where that came as a case of its own and was joined."""
    for each in (*reversed([c for c in cases if c.merged_into == case.dnr]), case):
        for file in sorted(each.files, key=lambda f: -f.version):
            place = (folder.root / file.path).parents[1]
            try:
                changed = place.stat().st_mtime_ns
            except OSError:
                continue
            told = _in_brief(folder.root, each, file.version, changed)
            if told is not None:
                return told
    return None


@lru_cache(maxsize=_MOST_KEPT)
def _in_brief(root: Path, case: Case, version: int, _changed: int) -> OtherCase | None:
    """A version's review in brief; read again only when its folder has changed. None where there is no review of an application."""
    review = stored_review(WorkFolder(root), case, version)
    try:
        if review is None or review["status"] != "granskad":
            return None
        taking_part = [p for p in review["parter"] if p["deltar"]]
        return OtherCase(
            dnr=case.dnr,
            name=str(review["uppgifter"]["insatsnamn"] or ""),
            group=" ".join(fit_blocks(review, "malgrupp")),
            areas=tuple(p["namn"] for p in taking_part if p["slag"] == "kommun"),
            parties=tuple(p["namn"] for p in taking_part),
        )
    except (KeyError, TypeError):
        return None  # written by a program whose reviews look otherwise
