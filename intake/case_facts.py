"""What the register and the settings know of a case, as the plain value that its memo is made from."""

from __future__ import annotations

from datetime import date
from typing import Any

from intake.assessment import for_memo
from intake.compare import compare_versions
from intake.letterhead import sender_of
from intake.register import Case, Event, Override, Register, StoredFile
from intake.settings import Forbund, Settings, SettingsError
from intake.workfolder import WorkFolder
from reports.received import CaseFacts, SetAside
from reports.sender import Sender

_REQUEST = "komplettering"


def case_facts(
    folder: WorkFolder, register: Register, case: Case, stored: StoredFile, data: dict[str, Any], today: date
) -> CaseFacts:
    """What is known of the case of a file whose review is ``data``. Raises OSError and sqlite3.Error."""
    settings = folder.settings
    events = register.events(case.id)
    return CaseFacts(
        dnr=case.dnr,
        handler=settings.contacts.manager,
        came=case.came,
        asked=_asked(events),
        completed=tuple(dict.fromkeys(f.came[:10] for f in case.files if 1 < f.version <= stored.version)),
        group_meeting=_next_meeting(settings, "beredningsgrupp", today),
        board_meeting=_next_meeting(settings, "styrelse", today),
        sender=_sender(folder),
        set_aside=tuple(_set_aside(each) for each in register.overrides(case.id).values()),
        comparison=compare_versions(folder, case, stored.version - 1, data),
        assessment=for_memo(events),
    )


def _set_aside(override: Override) -> SetAside:
    return SetAside.model_validate(
        {**override.model_dump(exclude={"time"}), "day": override.time[:10]}  # the register holds only known statuses
    )


def _asked(events: list[Event]) -> tuple[str, ...]:
    """The days that a request for more was sent."""
    sent = (e for e in events if e.kind == "skickat" and e.data.get("slag") == _REQUEST)
    return tuple(dict.fromkeys(e.time[:10] for e in sent))


def _next_meeting(settings: Settings, kind: str, today: date) -> str:
    """The day of the next meeting of this kind; empty where none is planned."""
    days = sorted(m.day for m in settings.meetings if m.kind == kind and m.day >= today)
    return days[0].isoformat() if days else ""


def _sender(folder: WorkFolder) -> Sender | None:
    """The förbund as a sender by its settings; None where they still hold the starter's name. A faulty logo must stop no review:
    the letters tell of it."""
    if folder.settings.forbund.name == Forbund().name:
        return None
    try:
        return sender_of(folder)
    except SettingsError:
        return Sender(forbund=folder.settings.forbund.name)
