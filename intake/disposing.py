"""Disposal in a working folder: the settings' rules, what is due, and destroying it with a line in the log that repeats nothing of it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import date, datetime

from archive.complete import decision_of
from archive.disposal import WHOLE_CASE, WORKING_PAPERS, Destroyed, Rule, due, note
from archive.model import CaseRecord, DisposalNote
from intake.archiving import case_content, case_entries, case_record
from intake.durable import remove, sync_folder
from intake.register import Case, Register
from intake.register.blanking import blank
from intake.sealing import destroy_packages, seal
from intake.settings import Disposal
from intake.workfolder import WorkFolder


def rules_of(settings: Disposal) -> tuple[Rule, ...]:
    """The rules in the order that they are tried: the förbund's own first, then the three plain numbers."""
    own = [Rule(handling=r.handling, outcome=r.outcome, years=r.years, decision=r.decision) for r in settings.rules]
    plain = [
        (WHOLE_CASE, "avslag", settings.rejected),
        (WHOLE_CASE, "ej-vidare", settings.rejected),
        (WHOLE_CASE, "bevilja", settings.granted),
        (WORKING_PAPERS, "alla", settings.working_papers),
    ]
    own += [
        Rule(handling=handling, outcome=outcome, years=years, decision=settings.plan)
        for handling, outcome, years in plain
        if years and settings.plan.strip()
    ]
    return tuple(own)


def disposal_note(settings: Disposal, record: CaseRecord, closed: date) -> DisposalNote:
    """What a package of the case says of its disposal."""
    decision = decision_of(record)
    return note(rules_of(settings), decision.outcome if decision else "okant", closed)


def disposals(folder: WorkFolder, register: Register, today: date) -> list[Destroyed]:
    """What is due in the whole working folder. Raises OSError and SettingsError."""
    rules = rules_of(folder.settings.disposal)
    found: list[Destroyed] = []
    for case in register.cases() if rules else []:
        record = case_record(register, case)
        closed = record.events("avslutat")
        if case.merged_into or not closed or _is_blanked(register, case):
            continue
        decision = decision_of(record)
        found += due(
            rules, record, decision.outcome if decision else "okant", case_entries(folder, record),
            date.fromisoformat(closed[-1].tid[:10]), today,
        )  # fmt: skip
    return found


def destroy(folder: WorkFolder, register: Register, each: Destroyed, who: str, now: datetime, program: str) -> None:
    """Tell the register what a rule takes, then destroy it. It is counted and told by SHA-256, never repeated. Raises ArchiveError and OSError.

    The case's packages go; where only some handlingar were destroyed a new package is made of the rest. The list is entered before the first
    byte goes, so that a run that stops halfway has told of all; done again it goes on where it was.
    """
    case = register.case(each.dnr)
    if case is None:
        raise ValueError(f"Ärendet {each.dnr} finns inte längre i registret.")
    ground = each.rule.decision
    archived = any(event.kind == "arkiverat" for event in register.events(case.id))
    _tell(register, case, each, who)
    destroy_packages(folder, register, case, ground=ground, now=now)
    for entry in each.entries:
        path = folder.root / entry.path
        if path.exists():
            remove(path)
    if each.whole:
        records = (case, *(c for c in register.cases() if c.merged_into == case.dnr))
        for record in records:
            place = folder.cases / record.folder
            if place.exists():
                shutil.rmtree(place)
                sync_folder(place.parent)
        with register.writing():
            for record in records:
                blank(register.connection, record.id, time=register.time(), who=who, decision=ground)
    register.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the log beside the register holds the old rows too
    if archived and not each.whole:
        content = case_content(folder, register, case, now=now, program=program)
        seal(folder, register, case, content, who)


def _tell(register: Register, case: Case, each: Destroyed, who: str) -> None:
    """Enter what is to be destroyed, unless a run that was stopped has told of the same."""
    digests = [entry.sha256 for entry in each.entries]
    about = {"hela": each.whole, "handling": each.rule.handling, "beslut": each.rule.decision}
    for event in register.events(case.id):
        same = event.kind == "gallrat" and all(event.data.get(key) == value for key, value in about.items())
        if same and set(digests) <= set(event.data.get("sha256", ())):
            return
    what = "Hela ärendet" if each.whole else f"{len(digests)} handlingar ({each.rule.handling})"
    register.add_event(
        case.id,
        "gallrat",
        who,
        f"{what} gallras enligt {each.rule.decision}.",
        data={**about, "utfall": each.rule.outcome, "antal": len(digests), "sha256": digests},
    )


def _is_blanked(register: Register, case: Case) -> bool:
    """Whether the whole case was destroyed to the end: its content in the register goes last."""
    return register.connection.execute("SELECT 1 FROM gallringar WHERE arende = ?", (case.id,)).fetchone() is not None


def describe(found: Sequence[Destroyed]) -> list[str]:
    """One Swedish line for each thing that is due."""
    lines = []
    for each in found:
        what = "hela ärendet" if each.whole else f"{len(each.entries)} handlingar ({each.rule.handling})"
        lines.append(f"{each.dnr}: {what}, gallringsbart sedan {each.due}. Beslut: {each.rule.decision}")
    return lines
