"""The förbundschef's own assessment of a case: an event in the register, of which the latest holds."""

from __future__ import annotations

from collections.abc import Iterable

from intake.register import Event
from intake.register.values import EventKind
from reports.received import Assessment

KIND: EventKind = "bedömning"


def assessment_of(events: Iterable[Event]) -> Event | None:
    """The latest assessment, if one was written; its words are ``data["text"]``."""
    found = [e for e in events if e.kind == KIND and str(e.data.get("text", "")).strip()]
    return found[-1] if found else None


def for_memo(events: Iterable[Event]) -> Assessment | None:
    """The latest assessment as the memo tells it; None where none was written."""
    found = assessment_of(events)
    return Assessment(text=str(found.data["text"]), name=found.who, day=found.time[:10]) if found else None
