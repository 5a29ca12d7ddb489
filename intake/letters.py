"""What a letter on a case is written from: the register, the case's review, and the settings, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from intake.compare import latest_review
from intake.decisions import decision_of
from intake.letterhead import sender_of
from intake.register import Case, Register
from intake.settings import Meeting as SetMeeting
from intake.settings import Settings
from intake.workfolder import WorkFolder
from reports.letters.deadlines import Deadline, Lead, Meeting, deadline, first_meeting
from reports.letters.model import Decision, LetterKind, Material
from rules.profile import NEUTRAL, Profile, UnknownProfileError, load_profile


def profile_of(folder: WorkFolder, review: Mapping[str, object] | None) -> Profile:
    """The profile that the review was made by, else the förbund's own, else the neutral one."""
    for name in (review or {}).get("profil"), folder.settings.forbund.profile:
        if name:
            try:
                return load_profile(str(name), folder.profiles)
            except UnknownProfileError:
                continue
    return load_profile(NEUTRAL)


def material_of(
    folder: WorkFolder,
    register: Register,
    case: Case,
    kind: LetterKind,
    day: date,
    *,
    added: Decision,
    wanted: date | None = None,
    last: date | None = None,
) -> Material:
    """What a letter on the case is written from.

    ``added`` holds reasons, questions and terms that a person gives besides what is decided; ``wanted`` is a meeting's day and
    ``last`` the last day for an answer, where a person has chosen them. Raises SettingsError, and ValueError in Swedish for a
    meeting that is not there or too near, and for a letter that tells of another outcome than the one decided.
    """
    settings = folder.settings
    lead = lead_of(settings)
    ahead = [m for m in settings.meetings if m.day > day]
    if wanted is not None and wanted not in {m.day for m in ahead}:
        raise ValueError(
            f"Det finns inget möte den {wanted} bland kommande [[moten]] i installningar.toml. Skriv in det och försök igen."
        )
    came = date.fromisoformat(case.came)
    group = first_meeting(came, _of_kind(ahead, "beredningsgrupp"), lead)
    board = first_meeting(
        group.day if group else came, _of_kind(ahead, "styrelse"), lead.model_copy(update={"last_application": 1})
    )
    review = latest_review(folder, register, case)
    return Material(
        sender=sender_of(folder),
        day=day,
        dnr=case.dnr,
        came=came,
        applicant=case.applicant or "",
        name=case.name or "",
        review=review,
        overrides={name: each.status for name, each in register.overrides(case.id).items()},
        profile=profile_of(folder, review),
        lead=lead,
        group=group,
        board=board,
        answer=_answer(kind, day, [m for m in ahead if m.day == wanted or _in_time(m, came, lead)], lead, wanted, last),
        decision=_decision(register, case, kind, added),
    )


def lead_of(settings: Settings) -> Lead:
    """The lead times that letters count by."""
    times = settings.lead_times
    return Lead(
        answer=times.answer, sending=times.sending, last_application=times.last_application, minutes=times.minutes
    )


def _of_kind(meetings: list[SetMeeting], kind: str) -> list[Meeting]:
    return [Meeting(day=m.day, time=m.time, place=m.place) for m in meetings if m.kind == kind]


def _in_time(meeting: SetMeeting, came: date, lead: Lead) -> bool:
    """Whether an application that came on this day may come to the meeting; only the beredningsgrupp has a last day for that."""
    return meeting.kind == "styrelse" or meeting.day - timedelta(days=lead.last_application) >= came


def _answer(
    kind: LetterKind, day: date, ahead: list[SetMeeting], lead: Lead, wanted: date | None, last: date | None
) -> Deadline | None:
    if not kind.answer_before:
        return None
    chosen = [m for m in ahead if m.day == wanted] if wanted else []
    candidates = _of_kind(ahead, chosen[0].kind if chosen else kind.answer_before)
    if last is None:
        return deadline(day, candidates, lead, wanted=wanted)
    if last <= day:
        raise ValueError(f"Sista dag för svar, {last}, måste vara efter brevets datum {day}.")
    after = [m for m in candidates if m.day == wanted or (wanted is None and m.day > last)]
    return Deadline(last=last, meeting=min(after, key=lambda m: m.day, default=None))


def _decision(register: Register, case: Case, kind: LetterKind, added: Decision) -> Decision:
    """What the register says was decided, with what a person adds; for a letter that tells of no decision only the latter."""
    found = decision_of(register.events(case.id))
    if not kind.tells_decision or found is None:
        return added
    if found.outcome != kind.slug:
        raise ValueError(
            f"{case.dnr} har ett annat beslut i registret: {found.words} Skriv brevet {found.outcome}, eller rätta beslutet "
            f"med ”beredning beslut {case.dnr} …”."
        )
    told = found.for_letter()
    return told.model_copy(
        update={
            "reasons": (*told.reasons, *added.reasons),
            "questions": (*told.questions, *added.questions),
            "terms": (*told.terms, *added.terms),
        }
    )
