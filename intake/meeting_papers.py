"""The papers of a meeting on the disk: the overview and the cases' dossiers in ``moten/<datum>/``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from intake.decisions import decision_of, years_of
from intake.dossier import dossier
from intake.kept_papers import Written, write_papers
from intake.meetings import Choice, meeting_cases, meeting_facts
from intake.register import Case, Register
from intake.register.status import CLOSED, SETTLED
from intake.settings import Meeting
from intake.workfolder import WorkFolder
from reports.meeting.gather import overview
from reports.meeting.papers import TEMPLATE, overview_papers
from reports.meeting.values import Overview


def meeting_overview(folder: WorkFolder, register: Register, meeting: Meeting, choice: Choice) -> Overview:
    """What the meeting's overview says, by the register as it is now."""
    granted = [case for case in register.cases() if case.status in SETTLED and decision_of(register.events(case.id))]
    money = [each for case in granted for each in years_of(decision_of(register.events(case.id))).items()]
    running = [case for case in granted if case.status != CLOSED and case not in choice.taken]
    return overview(
        meeting_facts(folder.settings, meeting, money),
        [
            *meeting_cases(folder, register, choice.taken),
            *meeting_cases(folder, register, [c for c in running if _is_granted(register, c)], running=True),
        ],
        folder.profiles,
    )


def make_papers(
    folder: WorkFolder, register: Register, meeting: Meeting, choice: Choice, today: date
) -> tuple[Path, Written]:
    """Write the meeting's overview and dossiers; return the folder and what was laid beside papers that people have changed.

    Raises OSError, and ValueError in Swedish for a template that cannot be used.
    """
    made = meeting_overview(folder, register, meeting, choice)
    papers = dict(overview_papers(made, today, _own_template(folder)))
    for case in choice.taken:
        papers |= dossier(folder, register, case)
    place = folder.meetings / meeting.day.isoformat()
    return place, write_papers(place, papers, known=_read_sheets(register, choice.taken))


def _is_granted(register: Register, case: Case) -> bool:
    found = decision_of(register.events(case.id))
    return found is not None and found.outcome == "bevilja"


def _own_template(folder: WorkFolder) -> bytes | None:
    path = folder.templates / TEMPLATE
    return path.read_bytes() if path.is_file() else None


def _read_sheets(register: Register, cases: Iterable[Case]) -> set[str]:
    """SHA-256 of the filled-in sheets that have been read: what they say is in the register."""
    return {
        str(event.data["sha256"])
        for case in cases
        for event in register.events(case.id)
        if event.kind == "rekommendation" and "sha256" in event.data
    }
