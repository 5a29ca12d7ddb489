"""What waits for somebody: questions to answer, what is due by the settings and the register, and the next meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from desk.words import days_left, swedish_day
from extractors.model import Frozen
from intake.register import Case, Register
from intake.register.status import BY_HAND
from intake.reminders import reminders
from intake.settings import Meeting, Settings

KINDS = {"beredningsgrupp": "Beredningsgruppens möte", "styrelse": "Styrelsens sammanträde"}
_AHEAD_DAYS = 21
_SOON = 3


class Waiting(Frozen):
    """Something to do; ``case`` is None for what concerns a meeting. ``asks`` is the number of the case that this may be a version of."""

    case: Case | None
    text: str
    when: str = ""
    late: bool = False
    asks: str = ""


class NextMeeting(Frozen):
    """A meeting to come: its name, how long it is until then, and the days that lead up to it (what, the day, how long)."""

    meeting: Meeting
    name: str
    when: str
    steps: tuple[tuple[str, str, str], ...]


def waiting(settings: Settings, register: Register, cases: Sequence[Case], today: date) -> tuple[Waiting, ...]:
    """Questions first, then what is late, then what is due soon."""
    by_number = {case.dnr: case for case in cases}
    found = []
    for case in cases:
        if case.asks:
            found.append(Waiting(case=case, text=f"Är detta en ny version av {case.asks}?", asks=case.asks))
        elif case.status == BY_HAND:
            found.append(Waiting(case=case, text="Programmet kunde inte granska handlingen. Läs den för hand."))
    for each in reminders(settings, register, today, _AHEAD_DAYS):
        when = f"{swedish_day(each.dag)}, {days_left(each.dag, today)}"
        found.append(Waiting(case=by_number.get(each.dnr or ""), text=each.vad, when=when, late=each.forsenad))
    return tuple(found)


def next_meetings(settings: Settings, today: date) -> tuple[NextMeeting, ...]:
    """The next few meetings, the first one first."""
    coming = sorted((m for m in settings.meetings if m.day >= today), key=lambda m: m.day)[:_SOON]
    return tuple(shown_meeting(meeting, settings, today) for meeting in coming)


def shown_meeting(meeting: Meeting, settings: Settings, today: date) -> NextMeeting:
    """A meeting with its name and the days before it that are still to come."""
    lead = settings.lead_times
    steps = (
        ("Ansökan ska ha kommit in", meeting.day - timedelta(days=lead.last_application)),
        ("Handlingarna skickas", meeting.day - timedelta(days=lead.sending)),
    )
    return NextMeeting(
        meeting=meeting,
        name=KINDS[meeting.kind],
        when=days_left(meeting.day, today),
        steps=tuple((what, swedish_day(day), days_left(day, today)) for what, day in steps if day >= today),
    )
