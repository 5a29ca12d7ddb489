"""Beslut att bevilja: sum, period, terms, and what happens before the insats may begin.

An överenskommelse between the förbund and the members must be made before the start; members of the kommuner and
regioner may ask for laglighetsprövning within three weeks (28 § lagen 2003:1210, kommunallagen 13 kap.), so that nothing
should be bound before that.
"""

from __future__ import annotations

import re
from datetime import timedelta

from reports.letters import phrases
from reports.letters.model import BLANK, Fact, Letter, LetterKind, Material, Part
from reports.letters.workdays import workday_on_or_after
from reports.swedish_text import HARD, capital, clean, kronor, listed, small, swedish_date

_ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def _owner(material: Material) -> str:
    owners = [clean(p["namn"]) for p in (material.review or {}).get("parter", ()) if p["agare"]]
    return listed(owners) or phrases.applicant(material)


def _span(material: Material) -> tuple[str, str]:
    decision = material.decision
    return decision.start or material.head("start"), decision.end or material.head("slut")


def _facts(material: Material) -> tuple[Fact, ...]:
    parties = [clean(p["namn"]) for p in (material.review or {}).get("parter", ()) if p["deltar"]]
    known = (
        Fact(namn="Tid", varde=phrases.period(*_span(material))),
        Fact(namn=capital(material.own_profile.owner_term), varde=_owner(material)),
        *([Fact(namn="Deltagande parter", varde=listed(parties))] if parties else []),
    )
    return (*phrases.money_facts(material.decision), *known)


def _terms(material: Material) -> tuple[str, ...]:
    profile, decision = material.own_profile, material.decision
    reports = _ISO.sub(lambda found: swedish_date(found[0]), listed(decision.reports or profile.reporting))
    start, end = _span(material)
    several_years = len(decision.by_year) > 1 or (bool(start and end) and start[:4] != end[:4])
    return tuple(
        term
        for term in (
            "Förbundet och de parter som genomför insatsen ingår en överenskommelse innan insatsen startar.",
            f"Insatsen registreras i {profile.follow_up} innan den startar. Inriktning, uppföljningsmetod och eventuell "
            "ESF-finansiering går inte att ändra efteråt.",
            f"Till förbundet lämnas {small(reports)}." if reports else "",
            "Medlen används till det som står i ansökan. Förbundet ska godkänna större ändringar av innehåll, tid eller "
            "budget i förväg.",
            "Medel som inte har använts betalas tillbaka när insatsen har slutat.",
            "Medel för senare år betalas ut under förutsättning att förbundet får medel från sina medlemmar."
            if several_years
            else "",
            *decision.terms,
        )
        if term
    )


def _next(material: Material) -> tuple[str, ...]:
    decided = material.decision.day
    minutes = ""
    if decided is not None:
        latest = workday_on_or_after(decided + timedelta(days=material.lead.minutes))
        minutes = f", senast den {swedish_date(latest)}"
    return (
        f"Protokollet justeras{minutes}. Ni får ett utdrag när det är klart.",
        "Vi kallar de parter som ska genomföra insatsen till ett samtal om överenskommelsen.",
        "Ni och förbundet registrerar insatsen, och pengarna kan rekvireras när överenskommelsen är underskriven.",
        "Den som är medlem i en kommun eller region som ingår i förbundet kan begära laglighetsprövning av beslutet inom "
        f"tre veckor från det att justeringen har tillkännagetts (28{HARD}§ lagen 2003:1210). Vänta med bindande åtaganden "
        "till dess.",
    )


def _opening(material: Material) -> str:
    decision = material.decision
    amount = kronor(decision.amount) if decision.amount is not None else f"{BLANK}{HARD}kronor"
    return (
        f"Styrelsen beviljar {phrases.applicant(material)} {amount} i insatsmedel till insatsen {phrases.insats(material)} "
        f"för tiden {phrases.period(*_span(material))}. Beslutet fattades {phrases.decided(decision)}."
    )


def write(material: Material) -> Letter:
    """The letter. The sum is the board's: what was applied for is never taken for what was granted."""
    gaps = phrases.decision_gaps(material.decision)
    gaps += () if material.decision.amount is not None else ("beviljat belopp",)
    gaps += () if all(_span(material)) else ("tiden",)
    return phrases.letter(
        material,
        KIND,
        headline="Er ansökan är beviljad",
        opening=(_opening(material),),
        parts=(
            Part(rubrik="Beslutet", fakta=_facts(material)),
            Part(rubrik="Villkor", numrerat=_terms(material)),
            Part(rubrik="Det här händer nu", numrerat=_next(material)),
            phrases.help_part(material, "Vi ser fram emot att följa insatsen. Hör av er om ni har frågor."),
        ),
        copies=phrases.other_parties(material),
        to_fill_in=gaps,
    )


KIND = LetterKind(
    slug="bevilja",
    name="Beslut om insatsmedel",
    about="Styrelsen har beviljat medel: belopp, tid, villkor och vad som händer nu.",
    write=write,
    tells_decision=True,
    order=50,
)
