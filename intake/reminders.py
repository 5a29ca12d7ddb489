"""What is due and what is late, told by the settings' meetings and lead times and by the register's events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from extractors.model import Frozen
from intake.decisions import AGREEMENT, decision_of
from intake.meetings import last_recommendation, meeting_of
from intake.register import Case, Event, Register
from intake.register.status import CLOSED
from intake.settings import Meeting, Settings

_ANSWERS = ("ny version", "svar inkom", "beslut")
_MEETING_TASKS = {"utskick": "utskicket till mötet", "protokoll": "protokollet från mötet"}
_LETTERS = {
    "bevilja": "Beslutet att bevilja",
    "avslag": "Beslutet om avslag",
    "aterremiss": "Beslutet om återremiss",
    "ej-vidare": "Beskedet att ansökan inte tas vidare",
}


class Reminder(Frozen):
    """Something to do by a day; ``dnr`` is None for what concerns a meeting and no case."""

    dag: date
    vad: str
    dnr: str | None = None
    insats: str | None = None
    forsenad: bool = False


def reminders(settings: Settings, register: Register, today: date, days: int) -> list[Reminder]:
    """What is late, and what is due within so many days, by day and case number."""
    everything = register.events()
    of_case: defaultdict[int | None, list[Event]] = defaultdict(list)
    for event in everything:
        of_case[event.case].append(event)
    cases = [(case, of_case[case.id]) for case in register.cases() if case.merged_into is None]
    found = [*_of_meetings(settings, cases, everything, today)]
    for case, events in cases:
        found += [
            Reminder(dag=day, vad=what, dnr=case.dnr, insats=case.name or case.subject)
            for day, what in _of_case(case, events)
        ]
    last = today + timedelta(days=days)
    marked = [each.model_copy(update={"forsenad": each.dag < today}) for each in found if each.dag <= last]
    return sorted(marked, key=lambda each: (each.dag, each.dnr or "", each.vad))


def _of_case(case: Case, events: Sequence[Event]) -> Iterator[tuple[date, str]]:
    if case.status == CLOSED:
        return
    asked = [(e.id, last) for e in events if e.kind == "skickat" and (last := e.day("svar_senast"))]
    if asked and not any(e.kind in _ANSWERS and e.id > asked[-1][0] for e in events):
        yield asked[-1][1], "Svar på kompletteringen ska ha kommit in."
    sent = {e.data.get("slag"): e.id for e in events if e.kind == "skickat"}
    made = {e.data.get("slag"): e for e in events if e.kind == "brev" and e.data.get("slag")}
    for slag, event in made.items():
        if sent.get(slag, 0) < event.id:
            yield date.fromisoformat(event.time[:10]), f"Brevet ({slag}) är skrivet men inte antecknat som skickat."
    decided = decision_of(events)
    if decided is not None and decided.utfall not in {*sent, *made}:
        yield decided.datum, f"{_LETTERS[decided.utfall]} ska skickas till sökanden."
    yield from _watched(events)


def _watched(events: Sequence[Event]) -> Iterator[tuple[date, str]]:
    """Agreements, reports and whatever a person has asked to be reminded of, that nothing has come for yet."""
    decided = max((e.id for e in events if e.kind == "beslut"), default=0)
    watched = [
        (last, str(e.data.get("vad") or "det som bevakas"))
        for e in events
        if e.kind == "bevakning" and (last := e.day("senast")) and (e.data.get("av") != "beslut" or e.id > decided)
    ]
    done: list[str] = [
        str(e.data.get("vad", AGREEMENT if e.kind == "överenskommelse" else ""))
        for e in events
        if e.kind in ("överenskommelse", "rapport") or (e.kind == "bevakning" and e.data.get("klar"))
    ]
    for last, what in sorted(watched, key=lambda each: each[0]):
        if what in done:
            done.remove(what)
        else:
            yield last, f"{what[:1].upper()}{what[1:]} ska vara klar."


def _of_meetings(
    settings: Settings, cases: Sequence[tuple[Case, Sequence[Event]]], events: Sequence[Event], today: date
) -> Iterator[Reminder]:
    lead = settings.lead_times
    noted = {(e.data.get("datum"), e.data.get("vad")) for e in events if e.kind == "möte" and e.case is None}
    for meeting in settings.meetings:
        name, key = _named(meeting), meeting.day.isoformat()
        there = [(case, own) for case, own in cases if meeting_of(own) == meeting.day]
        if meeting.day >= today:
            last = meeting.day - timedelta(days=lead.last_application)
            if last >= today:
                yield Reminder(dag=last, vad=f"Sista dag för ansökningar till {name}.")
            if (key, "utskick") not in noted:
                yield Reminder(
                    dag=meeting.day - timedelta(days=lead.sending), vad=f"Handlingarna ska skickas till {name}."
                )
        elif meeting.kind == "styrelse":
            if there and (key, "protokoll") not in noted:
                yield Reminder(
                    dag=meeting.day + timedelta(days=lead.minutes), vad=f"Protokollet från {name} ska vara justerat."
                )
            for case, own in there:
                if decision_of(own) is None:
                    yield Reminder(
                        dag=meeting.day, vad=f"Beslutet från {name} är inte infört.", dnr=case.dnr, insats=case.name
                    )
        else:
            for case, own in there:
                if last_recommendation(own) is None:
                    yield Reminder(
                        dag=meeting.day,
                        vad=f"Rekommendationen från {name} är inte inläst.",
                        dnr=case.dnr,
                        insats=case.name,
                    )


def _named(meeting: Meeting) -> str:
    return (
        f"{'beredningsgruppens möte' if meeting.kind == 'beredningsgrupp' else 'styrelsens sammanträde'} {meeting.day}"
    )


def note_meeting(register: Register, meeting: Meeting, what: str, who: str) -> str:
    """Enter that the papers have been sent (``utskick``) or the minutes adjusted (``protokoll``); returns a Swedish sentence."""
    key = meeting.day.isoformat()
    text = f"{_MEETING_TASKS[what].capitalize()} {meeting.day} är klart."
    if any(
        e.kind == "möte" and e.case is None and (e.data.get("datum"), e.data.get("vad")) == (key, what)
        for e in register.events()
    ):
        return f"{text} Det var redan antecknat."
    register.add_event(None, "möte", who, text, data={"datum": key, "vad": what})
    return text
