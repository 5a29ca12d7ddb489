"""A meeting as the desk knows it: its cases by the register, less those that a person has taken off."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from desk.state import MissingError
from intake.meetings import Choice, choose, meeting_on
from intake.register import Case, Register
from intake.settings import Meeting, Settings
from intake.workfolder import WorkFolder


def meeting_of_day(settings: Settings, day: str) -> Meeting:
    """The meeting of a day written ``YYYY-MM-DD``. Raises MissingError."""
    try:
        return meeting_on(settings, date.fromisoformat(day))
    except ValueError as error:
        raise MissingError("Det finns inget möte den dagen. Lägg in det under Inställningar.") from error


def taken_off(register: Register, meeting: Meeting) -> tuple[str, ...]:
    """Numbers of the cases whose last word on this meeting was that they are taken off it."""
    last: dict[int, bool] = {}
    for event in register.events():
        if event.kind == "möte" and event.case is not None and event.data.get("datum") == meeting.day.isoformat():
            last[event.case] = bool(event.data.get("med", True))
    return tuple(register.case_of_id(number).dnr for number, on in last.items() if not on)


def choice_for(
    folder: WorkFolder, register: Register, meeting: Meeting, *, add: Collection[str] = (), leave: Collection[str] = ()
) -> Choice:
    """The meeting's cases. ``add`` and ``leave`` are numbers put on or taken off just now. Raises ValueError, in Swedish."""
    off = {*taken_off(register, meeting), *leave} - set(add)
    return choose(folder, register, meeting, add=add, leave=off)


def case_on(choice: Choice, number: int) -> Case:
    """The case with this internal number among the meeting's and those left out. Raises MissingError."""
    for case in (*choice.taken, *(each for each, _ in choice.left_out)):
        if case.id == number:
            return case
    raise MissingError("Ärendet hör inte till mötet.")
