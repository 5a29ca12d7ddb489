"""When an answer must be in, and to which meeting it then comes: from the meetings and the lead times of the settings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from extractors.model import Frozen
from reports.letters.workdays import workday_on_or_after, workday_on_or_before

_SHORTEST = 7


class Meeting(Frozen):
    """A meeting that a letter may speak of: its day, and the time and place where they are known."""

    day: date
    time: str = ""
    place: str = ""


class Lead(Frozen):
    """Days: from a letter to its answer, from the papers' sending to the meeting, from the last application to the
    meeting, and from the meeting to the adjusted minutes."""

    answer: int = 21
    sending: int = 7
    last_application: int = 28
    minutes: int = 14


class Deadline(Frozen):
    """The last day for an answer, always a working day, and the meeting that the case then comes to, if one is known."""

    last: date
    meeting: Meeting | None = None


def papers_closed(meeting: Meeting, lead: Lead) -> date:
    """The last working day that something can still go into the papers of the meeting."""
    return workday_on_or_before(meeting.day - timedelta(days=lead.sending))


def deadline(day: date, meetings: Iterable[Meeting], lead: Lead, *, wanted: date | None = None) -> Deadline:
    """The last day to answer a letter of ``day``.

    It is the day when the answering time of the settings has run out, or the day when the papers of the next meeting
    close, whichever is first. A meeting that would leave less than half of the answering time (or less than a week) is
    passed over for the one after it, unless it is the ``wanted`` one. Raises ValueError, in Swedish, for a wanted
    meeting that leaves no day to answer on.
    """
    full = workday_on_or_after(day + timedelta(days=lead.answer))
    least = day + timedelta(days=min(lead.answer, max(_SHORTEST, (lead.answer + 1) // 2)))
    for meeting in sorted(meetings, key=lambda m: m.day):
        closed = papers_closed(meeting, lead)
        if wanted is not None:
            if meeting.day == wanted:
                if closed <= day:
                    raise ValueError(
                        f"Mötet {wanted} är för nära: handlingarna till det skickas ut {closed} eller tidigare. "
                        "Ange ett senare möte med --mote."
                    )
                return Deadline(last=min(full, closed), meeting=meeting)
        elif closed >= least:
            return Deadline(last=min(full, closed), meeting=meeting)
    return Deadline(last=full)


def first_meeting(came: date, meetings: Iterable[Meeting], lead: Lead) -> Meeting | None:
    """The first meeting that an application that came on this day is in time for; None where none is planned."""
    in_time = (m for m in meetings if m.day - timedelta(days=lead.last_application) >= came)
    return min(in_time, key=lambda m: m.day, default=None)
