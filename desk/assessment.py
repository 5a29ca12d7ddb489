"""The förbundschef's own assessment of a case: an event in the register, of which the latest holds."""

from __future__ import annotations

from collections.abc import Iterable

from intake.register import Event
from intake.register.values import EventKind

KIND: EventKind = "bedömning"


def assessment_of(events: Iterable[Event]) -> Event | None:
    """The latest assessment, if one was written; its words are ``data["text"]``."""
    found = [e for e in events if e.kind == KIND]
    return found[-1] if found else None
