"""Reviewing a file that has its case: papers into the case's folder, facts and the outcome into the register.

Whatever happens here, the case stands. A review that was cut off three times by the machine stopping is left to a human.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from extractors.model import Document
from intake.attached import whole_document
from intake.case_facts import case_facts
from intake.compare import compare_versions
from intake.durable import is_passing, why
from intake.known import known_around
from intake.register import Case, Register, StoredFile
from intake.reviewing import CaseWork, Reviewing
from intake.workfolder import WorkFolder

_WHO = "beredning (granskning)"
_MOST_TRIES = 3
_LATER = "Den granskas vid nästa försök."
_GAPS = ("saknas", "avviker")


def review_stored(
    folder: WorkFolder,
    register: Register,
    reviewing: Reviewing,
    case: Case,
    stored: StoredFile,
    document: Document | None,
    begun: int,
    now: Callable[[], datetime],
) -> tuple[str, bool]:
    """Review one file of a case. Returns a Swedish sentence, and whether a passing cause stopped it and it will be tried again."""
    out = (folder.root / stored.path).parents[1]
    try:
        if begun >= _MOST_TRIES:
            return _give_up(register, stored, f"Granskningen av {stored.name} bröts tre gånger. Läs ansökan för hand.")
        register.add_event(
            case.id, "granskning påbörjad", _WHO, f"Granskningen av {stored.name} började.", file=stored.id
        )
        today = now().astimezone().date()
        work = CaseWork(
            lambda data: case_facts(folder, register, case, stored, data, today),
            folder.templates,
            known_around(folder, register, case),
        )
        document = whole_document(folder, reviewing, case, stored, document)
        outcome = reviewing.review(folder.root / stored.path, document, out, today, work)
        if outcome.error is not None:
            return _give_up(register, stored, outcome.error.text)
        return _done(folder, register, case, stored, outcome.data, [p.name for p in outcome.papers], outcome.notes)
    except Exception as error:
        if is_passing(error):
            with suppress(OSError, sqlite3.Error):
                register.add_event(case.id, "granskning uppskjuten", _WHO, why(error, _LATER), file=stored.id)
            return f"{stored.name} är intagen men inte granskad än. {why(error, _LATER)}", True
        text = f"Programmet kunde inte granska {stored.name} ({type(error).__name__}). Läs ansökan för hand."
        return _give_up(register, stored, text)


def _give_up(register: Register, stored: StoredFile, text: str) -> tuple[str, bool]:
    register.add_event(stored.case, "granskning misslyckades", _WHO, text, file=stored.id)
    return text, False


def _done(
    folder: WorkFolder,
    register: Register,
    case: Case,
    stored: StoredFile,
    data: dict[str, Any],
    papers: list[str],
    notes: Sequence[str],
) -> tuple[str, bool]:
    head = data["uppgifter"]
    gaps = [name for name, verdict in data["kriterier"].items() if verdict["status"] in _GAPS]
    if data["status"] == "ej-ansokan":
        text = f"{stored.name} lästes. Handlingen ser inte ut att vara en ansökan, och inget begärs."
    else:
        text = f"{stored.name} granskades: {len(gaps)} av {len(data['kriterier'])} kriterier har brister."
    change = compare_versions(folder, case, stored.version - 1, data)
    if change is not None:
        text += f" {change.summary}"
    text = " ".join([text, *notes])
    name = head["insatsnamn"]
    facts = {"insatsnamn": name, "sokande": head["sokande"], "avsandare": head["sokande"]}
    if name:
        facts["arendemening"] = f"Ansökan om insatsmedel: {name}"
    current = {
        "insatsnamn": case.name,
        "sokande": case.applicant,
        "avsandare": case.sender,
        "arendemening": case.subject,
    }
    with register.writing():
        register.add_facts(case.id, {key: value for key, value in facts.items() if value != current[key]}, _WHO)
        register.add_event(
            case.id,
            "granskad",
            _WHO,
            text,
            file=stored.id,
            data={
                "status": data["status"],
                "profil": data["profil"],
                "version": data.get("version"),
                "brister": gaps,
                "papper": papers,
            },
        )
    return text, False
