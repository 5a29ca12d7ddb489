"""From the reviews of the cases to the overview of their meeting."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from reports.meeting.money import year_rows
from reports.meeting.overlaps import overlap_questions
from reports.meeting.public import fit_blocks, public_text
from reports.meeting.values import (
    PARTIES,
    CaseQuestions,
    CaseRow,
    MeetingCase,
    MeetingFacts,
    Overview,
    Recommendation,
    ViewRow,
)
from reports.reading_help import for_the_forbund_alone
from reports.swedish_text import capital, listed, months_between, number, shortened, swedish_date, thousands
from rules.criterion import catalogue
from rules.model import GAPS
from rules.profile import NEUTRAL, Profile, ProfileError, load_profile

NOT_SAID = "framgår inte"
_MOST_QUESTIONS = 6
_MOST_FINDINGS = 3
_TARGET_GROUP = 150
_KINDS = {"beredningsgrupp": "beredningsgruppens möte", "styrelse": "styrelsens sammanträde"}


def overview(meeting: MeetingFacts, cases: Sequence[MeetingCase], profiles: Path | None = None) -> Overview:
    """The overview of a meeting on these cases; ``profiles`` is the förbund's own folder of profiles.

    Cases marked as running only count for overlaps. Raises KeyError for reviews of another form than the program's.
    """
    own = [case for case in cases if not case.running]
    rows, notes = year_rows(meeting, own)
    day = swedish_date(meeting.day)
    overlaps = overlap_questions(cases)
    together = [_cases_in(line, cases) for line in overlaps]
    return Overview(
        forbund=meeting.forbund,
        rubrik=f"Översikt inför {_KINDS[meeting.kind]} den {day}",
        slag=meeting.kind,
        datum=day,
        tid_plats=", ".join(each for each in (meeting.time and f"kl. {meeting.time}", meeting.place) if each),
        arenden=tuple(_row(meeting, n, case, _profile(case, profiles)) for n, case in enumerate(own, 1)),
        summering=_summary(own),
        summor=rows,
        summor_not=notes,
        overlapp=overlaps,
        jav=_bias(own),
        fragor=tuple(_questions(case, _profile(case, profiles), together) for case in own),
        synpunkter=tuple(_view(case) for case in own),
    )


def _profile(case: MeetingCase, folder: Path | None) -> Profile:
    """The profile that the case was reviewed under; the neutral one where that is gone or cannot be read."""
    try:
        return load_profile(str(case.review["profil"]), folder)
    except ProfileError:
        return load_profile(NEUTRAL)


def _name(case: MeetingCase) -> str:
    return public_text(str(case.review["uppgifter"]["insatsnamn"] or case.review["fil"]["namn"]))


def _row(meeting: MeetingFacts, count: int, case: MeetingCase, profile: Profile) -> CaseRow:
    head = case.review["uppgifter"]
    taking_part = {p["slag"] for p in case.review["parter"] if p["deltar"]}
    people, sought = headcount(case.review), head["sokt_belopp_kr"]
    must = [name for name, weight, _ in _gaps(case, profile) if weight == "maste"]
    said = case.recommendation
    return CaseRow(
        nr=str(count),
        dnr=case.dnr,
        insats=_name(case),
        sokande=public_text(head["sokande"] or NOT_SAID),
        **{key.lower(): "✓" if key in taking_part else "–" for key in PARTIES},
        malgrupp=_target_group(case.review),
        antal=str(people) if people else NOT_SAID,
        tid=months_between(head["start"], head["slut"]) if head["start"] and head["slut"] else NOT_SAID,
        belopp=NOT_SAID if sought is None else thousands(sought),
        per_deltagare=thousands(round(sought / people)) if sought and people else "–",
        lage=_state(case, len(must)),
        fynd=_findings(must),
        dragning=_slot(meeting, count),
        rekommendation=said.rekommendation if said else "",
    )


def _target_group(review: Mapping[str, Any]) -> str:
    first = next((text for text in fit_blocks(review, "malgrupp") if len(text) > 20), "")
    return shortened(re.split(r"(?<=[.!?])\s", first)[0], _TARGET_GROUP) if first else NOT_SAID


def headcount(review: Mapping[str, Any]) -> int | None:
    """The number of participants that the application plans for, where it says so plainly."""
    from extractors.model import Application, Document, Sentence
    from reports.participants import participants

    pieces = [
        Sentence(id=0, block=block["id"], start=0, text=piece, kind=block["slag"], topics=tuple(block["amnen"]))
        for block in review["block"]
        for piece in re.split(r"(?<=[.!?])\s+", block["text"])
    ]
    found = participants(Application(document=Document(kind="json"), sentences=tuple(pieces)))
    return found[0] if found else None


def _state(case: MeetingCase, must: int) -> str:
    if case.review["status"] == "ej-ansokan":
        return "ser inte ut att vara en ansökan"
    version = f"version {case.version}, " if case.version > 1 else ""
    if not must:
        return f"{version}inga hinder funna"
    return f"{version}{'ett' if must == 1 else number(must)} hinder kvar"


def _findings(names: Sequence[str]) -> str:
    shown = [_names()[name] for name in names[:_MOST_FINDINGS]]
    more = [f"{len(names) - _MOST_FINDINGS} till"] if len(names) > _MOST_FINDINGS else []
    return listed([*shown, *more]) if shown else "–"


def _names() -> dict[str, str]:
    return {c.id: c.name for c in catalogue()}


def _gaps(case: MeetingCase, profile: Profile) -> list[tuple[str, str, Mapping[str, Any]]]:
    """What the application lacks under the profile, people's own verdicts before the program's: must first, then should."""
    found = []
    for criterion in catalogue():
        verdict = case.review["kriterier"].get(criterion.id)
        weight = profile.weight(criterion.id)
        if verdict is None or weight not in ("maste", "bor") or case.review["status"] == "ej-ansokan":
            continue
        if case.settled.get(criterion.id, verdict["status"]) in GAPS:
            found.append((criterion.id, str(weight), verdict))
    return sorted(found, key=lambda each: each[1] != "maste")


def _questions(case: MeetingCase, profile: Profile, together: Sequence[Collection[str]]) -> CaseQuestions:
    asked = {c.id: c.question for c in catalogue()}
    gaps = _gaps(case, profile)
    head = case.review["uppgifter"]
    lines = [
        asked[name] if verdict["status"] != "avviker" else f"{asked[name]} {public_text(verdict['motivering'])}"
        for name, _, verdict in gaps[:_MOST_QUESTIONS]
    ]
    left = len(gaps) - len(lines)
    return CaseQuestions(
        dnr=case.dnr,
        insats=_name(case),
        till=public_text(head["sokande"] or "den som föredrar"),
        fragor=tuple(lines),
        fler=f"{capital(number(left))} {'fråga' if left == 1 else 'frågor'} till finns i beredningen." if left else "",
        egna=_for_the_group(case, together),
    )


_JAV = "Ett namn i ansökan finns också i styrelsen eller beredningsgruppen. Förbundschefen ser vilket: pröva om någon är jävig."
"""The overview is written as if public, and names no one."""


def _for_the_group(case: MeetingCase, together: Sequence[Collection[str]]) -> tuple[str, ...]:
    """What the review asks the förbund itself. ``together`` are the sets of cases whose overlap the overview asks about already."""
    known = {dnr for numbers in together if case.dnr in numbers for dnr in numbers} - {case.dnr}
    return tuple(
        _JAV if each.get("id") == "jav" else public_text(f"{each['fraga']} {each.get('skal', '')}".strip())
        for each in for_the_forbund_alone(case.review)
        if not (each.get("id") == "overlapp" and any(_mentions(str(each["fraga"]), dnr) for dnr in known))
    )


def _cases_in(line: str, cases: Sequence[MeetingCase]) -> list[str]:
    return [case.dnr for case in cases if _mentions(line, case.dnr)]


def _mentions(text: str, dnr: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(dnr)}(?!\w)", text) is not None


def _view(case: MeetingCase) -> ViewRow:
    said = case.recommendation or Recommendation(dnr=case.dnr)
    return ViewRow(
        dnr=case.dnr,
        insats=_name(case),
        **{key.lower(): said.synpunkter.get(key, "") for key in PARTIES},
        rekommendation=said.rekommendation,
        motivering=said.motivering,
        jav=said.jav,
    )


def _slot(meeting: MeetingFacts, count: int) -> str:
    """When the case is presented, where the meeting's time can be read."""
    found = re.match(r"(\d{1,2})[.:](\d\d)", meeting.time)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        return ""
    start = datetime(2000, 1, 1, int(found[1]), int(found[2])) + timedelta(minutes=meeting.minutes_each * (count - 1))
    return start.strftime("%H.%M")


def _summary(cases: Sequence[MeetingCase]) -> str:
    known = [case.review["uppgifter"]["sokt_belopp_kr"] for case in cases]
    total = sum(amount for amount in known if amount is not None)
    cases_said = f"{capital(number(len(cases)))} {'ansökan' if len(cases) == 1 else 'ansökningar'}"
    if not cases:
        return "Inga ansökningar är klara för mötet."
    missing = known.count(None)
    text = f"{cases_said}, som tillsammans söker {thousands(total)}\u00a0kronor."
    return text + (f" I {number(missing)} av dem framgår inte beloppet." if missing else "")


def _bias(cases: Sequence[MeetingCase]) -> tuple[str, ...]:
    """Who should think of jäv: those who belong to an applicant or owner. 6 kap. 28–32 §§ kommunallagen by 19 § lagen (2003:1210)."""
    involved: dict[str, list[str]] = {}
    for case in cases:
        names = {p["namn"] for p in case.review["parter"] if p["agare"]}
        applicant = case.review["uppgifter"]["sokande"]
        for name in sorted(names | ({applicant} if applicant else set())):
            involved.setdefault(public_text(name), []).append(case.dnr)
    return tuple(f"{name} ({listed(numbers)})" for name, numbers in sorted(involved.items()))
