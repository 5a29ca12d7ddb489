"""Which cases come to which meeting, and what the groups have said: read from and entered in the register."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pydantic import ValidationError

from intake.compare import all_versions, latest_review
from intake.register import Case, Event, Register
from intake.register.status import (
    AT_MEETING,
    BY_HAND,
    CAME,
    NOT_TAKEN_ON,
    RECOMMENDED,
    RETURNED,
    REVIEWED,
    SETTLED,
    WAITING,
)
from intake.settings import Meeting, Settings
from intake.workfolder import WorkFolder
from reports.meeting.values import MeetingCase, MeetingFacts, Recommendation
from reports.swedish_text import listed

GROUP = "beredningsgruppen"
_KINDS = {"beredningsgrupp": "beredningsgruppen", "styrelse": "styrelsen"}
_NOT_READY = {
    CAME: "är inte granskat än",
    BY_HAND: "måste granskas för hand",
    WAITING: "väntar på svar från sökanden",
    RETURNED: "är återremitterat och har inte fått något svar",
}


@dataclass(frozen=True)
class Choice:
    """The cases of a meeting in the order they came, and those left out, each with the reason in Swedish."""

    taken: tuple[Case, ...]
    left_out: tuple[tuple[Case, str], ...]


def meeting_on(settings: Settings, day: date) -> Meeting:
    """The meeting of this day. Raises ValueError, in Swedish, with the days that there are."""
    for meeting in settings.meetings:
        if meeting.day == day:
            return meeting
    if not settings.meetings:
        raise ValueError(
            "Inga möten är inlagda. Skriv in dem som stycken med [[moten]] i installningar.toml och försök igen."
        )
    days = [f"{m.day} ({_KINDS[m.kind]})" for m in sorted(settings.meetings, key=lambda m: m.day)]
    raise ValueError(f"Det finns inget möte den {day}. Möten i installningar.toml: {listed(days)}.")


def choose(
    folder: WorkFolder, register: Register, meeting: Meeting, *, add: Collection[str] = (), leave: Collection[str] = ()
) -> Choice:
    """The cases that are ready for the meeting. ``add`` and ``leave`` are case numbers that a person has put in or taken out.

    Raises ValueError, in Swedish, for a case put in that has no review.
    """
    taken: list[Case] = []
    left_out: list[tuple[Case, str]] = []
    for case in register.cases():
        if case.merged_into is not None:
            continue
        if case.dnr in add:
            if latest_review(folder, register, case) is None:
                raise ValueError(f"{case.dnr} har ingen granskning och kan inte tas med. Kör ”beredning inkorg” först.")
            taken.append(case)
        elif case.dnr in leave:
            left_out.append((case, "togs bort från mötet"))
        elif case.status not in SETTLED and case.status != NOT_TAKEN_ON:
            reason = _why_not(folder, register, case, meeting)
            if reason is None:  # only now is the review read: that is the slow part of a long register
                review = latest_review(folder, register, case)
                if review is None or review["status"] == "ej-ansokan":
                    reason = "är inte granskat än" if review is None else "ser inte ut att vara en ansökan"
            if reason is None:
                taken.append(case)
            else:
                left_out.append((case, reason))
    return Choice(tuple(taken), tuple(left_out))


def _why_not(folder: WorkFolder, register: Register, case: Case, meeting: Meeting) -> str | None:
    """Why a case does not come to the meeting by itself; None where it does."""
    events = register.events(case.id)
    at, said = meeting_of(events), last_recommendation(events)
    if at == meeting.day:
        return None
    if case.asks is not None:
        return f"väntar på besked om det är en ny version av {case.asks}"
    if case.status in _NOT_READY:
        return _NOT_READY[case.status]
    if case.status == AT_MEETING and at is not None and at > meeting.day:
        return f"är med på mötet den {at}"
    if case.status not in (REVIEWED, AT_MEETING, RECOMMENDED):
        return f"har status {case.status}"
    if meeting.kind == "styrelse":
        has_group = any(m.kind == "beredningsgrupp" for m in folder.settings.meetings)
        return "har ingen rekommendation från beredningsgruppen" if has_group and said is None else None
    if said is not None and said.rekommendation not in ("", "bordlägg"):
        return f"har redan fått en rekommendation ({said.rekommendation})"
    last = meeting.day - timedelta(days=folder.settings.lead_times.last_application)
    if date.fromisoformat(case.came) > last:
        return f"kom in {case.came}, och sista dagen för mötet var {last}"
    return None


def meeting_of(events: Iterable[Event]) -> date | None:
    """The day of the meeting that the case was last put on, if it was not taken off again."""
    day = None
    for event in events:
        if event.kind == "möte" and event.data.get("datum"):
            day = event.day("datum") if event.data.get("med", True) else None
    return day


def last_recommendation(events: Iterable[Event]) -> Recommendation | None:
    """What the group said last of the case."""
    fields = set(Recommendation.model_fields)
    found = [e.data for e in events if e.kind == "rekommendation" and "dnr" in e.data]
    try:
        return Recommendation.model_validate({k: v for k, v in found[-1].items() if k in fields}) if found else None
    except ValidationError:
        return None  # entered by hand, or by a program whose sheets looked otherwise


def put_on(register: Register, meeting: Meeting, choice: Choice, leave: Collection[str], who: str) -> None:
    """Enter which cases the meeting has: an event for each that comes to it or is taken off; none for what stands already."""
    with register.writing():
        for case in choice.taken:
            if meeting_of(register.events(case.id)) != meeting.day:
                _enter(register, case, meeting, who, on=True)
        for case, _ in choice.left_out:
            if case.dnr in leave and meeting_of(register.events(case.id)) == meeting.day:
                _enter(register, case, meeting, who, on=False)


def _enter(register: Register, case: Case, meeting: Meeting, who: str, *, on: bool) -> None:
    text = f"Ärendet {'tas upp på' if on else 'togs bort från'} {_KINDS[meeting.kind]}s möte den {meeting.day}."
    data = {"datum": meeting.day.isoformat(), "slag": meeting.kind, "med": on}
    register.add_event(case.id, "möte", who, text.replace("styrelsens möte", "styrelsens sammanträde"), data=data)


def take_back(
    register: Register, meeting: Meeting, said: Sequence[Recommendation], *, file: str, sha256: str
) -> tuple[list[str], list[str]]:
    """Enter what the group said, all or nothing. Returns the case numbers that got something new, and those that stood already.

    Raises ValueError, in Swedish, for a case that there is none of or that was not at the meeting.
    """
    new: list[str] = []
    same: list[str] = []
    with register.writing():
        for each in said:
            case = register.case(each.dnr)
            if case is None:
                raise ValueError(f"{file}: ärendet {each.dnr} finns inte. Rätta numret och läs in filen igen.")
            events = register.events(case.id)
            if not any(e.kind == "möte" and e.data.get("datum") == meeting.day.isoformat() for e in events):
                raise ValueError(
                    f"{file}: {each.dnr} var inte med på mötet den {meeting.day}. Ta med det med --med {each.dnr} först."
                )
            if last_recommendation(events) == each:
                same.append(each.dnr)
                continue
            changed = " (ändrat)" if last_recommendation(events) else ""
            data = {**each.model_dump(), "mote": meeting.day.isoformat(), "fil": file, "sha256": sha256}
            register.add_event(case.id, "rekommendation", GROUP, _in_words(each) + changed, data=data)
            new.append(each.dnr)
    return new, same


def _in_words(said: Recommendation) -> str:
    parts = [
        f"Beredningsgruppen rekommenderar: {said.rekommendation}." if said.rekommendation else "Synpunkter lämnades."
    ]
    if said.motivering:
        parts.append(f"Skäl: {said.motivering}")
    return " ".join(parts)


def meeting_cases(
    folder: WorkFolder, register: Register, cases: Iterable[Case], *, running: bool = False
) -> list[MeetingCase]:
    """The cases as the overview needs them; those without a review are left out."""
    found = []
    for case in cases:
        review = latest_review(folder, register, case)
        if review is None:
            continue
        found.append(
            MeetingCase(
                dnr=case.dnr,
                came=case.came,
                version=len(all_versions(register, case)),
                review=review,
                settled={name: each.status for name, each in register.overrides(case.id).items()},
                recommendation=last_recommendation(register.events(case.id)),
                running=running,
            )
        )
    return found


def meeting_facts(settings: Settings, meeting: Meeting, granted: Iterable[tuple[int, int]]) -> MeetingFacts:
    """The meeting and the förbund's money; ``granted`` are (year, kronor) of decisions in the register."""
    bound = dict(settings.bound)
    for year, amount in granted:
        bound[year] = bound.get(year, 0) + amount
    return MeetingFacts(
        forbund=settings.forbund.name,
        day=meeting.day,
        kind=meeting.kind,
        time=meeting.time,
        place=meeting.place,
        minutes_each=meeting.minutes_each,
        budget=settings.budget,
        bound=bound,
    )
