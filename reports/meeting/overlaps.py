"""Where cases may overlap: the same applicant, or the same people in the same place. Asked about, never judged."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from reports.meeting.public import fit_blocks
from reports.meeting.values import MeetingCase
from reports.swedish_text import listed

_MOST = 10
_GROUPS: Mapping[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "unga": r"\b(?:unga|ungdom\w*|unga vuxna|1[6-9]\s?(?:–|-|till|och)\s?(?:2[0-9]|30)(?:\s?år|-år\w*))\b",
        "personer som är sjukskrivna": r"\bsjuk(?:skriv\w+|penning\w*|frånvar\w+)\b|\brehabiliteringsersättning\w*",
        "personer med aktivitets- eller sjukersättning": r"\b(?:aktivitetsersättning\w*|sjukersättning\w*)\b",
        "personer med försörjningsstöd": r"\b(?:försörjningsstöd\w*|ekonomiskt bistånd|biståndsmottagar\w*)\b",
        "långtidsarbetslösa": r"\b(?:långtidsarbetslös\w*|långvarig\w* arbetslös\w*|länge varit arbetslös\w*)\b",
        "personer med psykisk ohälsa": r"\b(?:psykisk\w* (?:ohälsa|besvär)|ångest|depression\w*|utmattning\w*|stressrelaterad\w*)\b",
        "personer med neuropsykiatriska svårigheter": r"\b(?:neuropsykiatrisk\w*|npf|adhd|autism\w*)\b",
        "utrikes födda och nyanlända": r"\b(?:utrikes ?född\w*|utlandsfödd\w*|nyanländ\w*|svenska språket|språkstöd\w*)\b",
        "personer med skadligt bruk": r"\b(?:missbruk\w*|beroende(?:problematik|sjukdom\w*)|skadligt bruk)\b",
        "personer med långvarig smärta": r"\bsmärt(?:a|problematik|tillstånd)\b",
        "personer med funktionsnedsättning": r"\bfunktionsnedsättning\w*\b",
        "våldsutsatta": r"\bvåldsutsatt\w*\b",
        "föräldrar": r"\b(?:föräldrar|ensamstående|familjer)\b",
    }.items()
}


def groups(review: Mapping[str, Any]) -> frozenset[str]:
    """The groups of people that the application's own words on its target group name."""
    text = "\n".join(fit_blocks(review, "malgrupp"))
    return frozenset(name for name, pattern in _GROUPS.items() if pattern.search(text))


def overlap_questions(cases: Sequence[MeetingCase]) -> tuple[str, ...]:
    """Questions on what cases have in common, those with the most in common first; running insatser are marked."""
    return (*_same_applicant(cases), *_same_people(cases)[:_MOST])


def _same_applicant(cases: Sequence[MeetingCase]) -> list[str]:
    by_applicant: dict[str, list[MeetingCase]] = {}
    for case in cases:
        name = case.review["uppgifter"]["sokande"]
        if name:
            by_applicant.setdefault(" ".join(name.casefold().split()), []).append(case)
    return [
        f"{same[0].review['uppgifter']['sokande']} står bakom {_named(same)}. Hör insatserna ihop, och räcker personalen till alla?"
        for same in by_applicant.values()
        if len(same) > 1 and _open(same)
    ]


def _same_people(cases: Sequence[MeetingCase]) -> list[str]:
    """One question for each set of cases that share target groups in the same kommun (or where a kommun is not named)."""
    shared: dict[tuple[str, ...], tuple[list[MeetingCase], set[str], set[str]]] = {}
    people = {case.dnr: groups(case.review) for case in cases}
    places = {case.dnr: _kommuner(case.review) for case in cases}
    for place in sorted(set().union(*places.values())) if places else []:
        for group in _GROUPS:
            same = [c for c in cases if group in people[c.dnr] and place in places[c.dnr]]
            if len(same) > 1 and _open(same):
                _, found, where = shared.setdefault(tuple(c.dnr for c in same), (same, set(), set()))
                found.add(group)
                where.add(place)
    ranked = sorted(shared.items(), key=lambda item: (-len(item[1][1]), -len(item[0]), item[0]))
    return [
        f"{_named(same)} vänder sig till {listed([g for g in _GROUPS if g in found])} i {listed(sorted(where))}. "
        "Är det samma personer, och hur skiljer sig insatserna åt?"
        for _, (same, found, where) in ranked
    ]


def _kommuner(review: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(p["namn"] for p in review["parter"] if p["slag"] == "kommun" and p["deltar"])


def _open(cases: Sequence[MeetingCase]) -> bool:
    return any(not case.running for case in cases)


def _named(cases: Sequence[MeetingCase]) -> str:
    return listed([f"{case.dnr} (pågår)" if case.running else case.dnr for case in cases])
