"""What several letters say in the same words: to whom, about what, when the meetings are, whom to ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reports.letters.deadlines import Meeting
from reports.letters.model import BLANK, Decision, Fact, Letter, LetterKind, Material, Part
from reports.swedish_text import HARD, clean, kronor, months_between, number, swedish_date

FINSAM = "lagen (2003:1210) om finansiell samordning av rehabiliteringsinsatser"
_MEMBERS = ("AF", "FK", "kommun", "region")


def applicant(material: Material) -> str:
    """The applicant's name, or a line to fill in."""
    return clean(material.applicant or material.head("sokande")) or BLANK


def insats(material: Material) -> str:
    """The insats' name as the application gives it, or a line to fill in."""
    return clean(material.name or material.head("insatsnamn")) or BLANK


def receiver(material: Material) -> tuple[str, ...]:
    """The lines of the address: the applicant, and the person who answers for the insats without the applicant's name again."""
    who = applicant(material)
    person = clean(material.head("insatsansvarig")).replace(f", {who}", "").strip(" ,")
    return (who, person) if person and person != who else (who,)


def other_parties(material: Material) -> tuple[str, ...]:
    """The parties that take part, without the applicant: an application is often everybody's."""
    parties = (material.review or {}).get("parter", ())
    names = (clean(p["namn"]) for p in parties if p["deltar"] and p["slag"] in _MEMBERS)
    return tuple(dict.fromkeys(name for name in names if name != applicant(material)))


def is_member(material: Material) -> bool:
    """Whether the applicant may be a member of the förbund: it is one of the four kinds of 3 §, or it is not known what it is."""
    kinds = {p["slag"] for p in (material.review or {}).get("parter", ()) if clean(p["namn"]) == applicant(material)}
    return not kinds or bool(kinds & set(_MEMBERS))


def the_day(day: Any) -> str:
    """``den 12 mars 2026``, or a line to fill in where the day is not known."""
    return f"den {swedish_date(day)}" if day else f"den {BLANK}"


def meeting_words(meeting: Meeting | None) -> str:
    """The day of a meeting with time and place, as far as they are known."""
    if meeting is None:
        return "Datum är inte bestämt"
    time = f"klockan{HARD}{meeting.time}" if meeting.time else ""
    return ", ".join(each for each in (swedish_date(meeting.day), time, meeting.place) if each)


def letter(
    material: Material,
    kind: LetterKind,
    *,
    headline: str,
    opening: tuple[str, ...],
    parts: tuple[Part, ...],
    copies: tuple[str, ...] = (),
    to_fill_in: tuple[str, ...] = (),
    unsure: tuple[str, ...] = (),
) -> Letter:
    """A letter with all that is the same in every kind; empty parts are left out."""
    answer = material.answer
    to_fill_in += () if applicant(material) != BLANK else ("sökandens namn",)
    to_fill_in += () if insats(material) != BLANK else ("insatsens namn",)
    return Letter(
        slag=kind.slug,
        handling=kind.name,
        mottagare=receiver(material),
        datum=swedish_date(material.day),
        dnr=material.dnr,
        arende=f"Ansökan om insatsmedel till insatsen {insats(material)}",
        rubrik=headline,
        ingress=opening,
        delar=tuple(p for p in parts if p.stycken or p.fakta or p.numrerat or p.lista or p.punkter),
        kopia=copies,
        insats=insats(material),
        sokande=applicant(material),
        svar_senast=swedish_date(answer.last) if answer else "",
        mote=swedish_date(answer.meeting.day) if answer and answer.meeting else "",
        svar_dag=answer.last if answer else None,
        att_fylla_i=to_fill_in,
        osakra=unsure,
    )


def help_part(material: Material, offer: str = "Vi hjälper gärna till. Ring eller skriv om något är oklart, eller om ni vill träffas.") -> Part:  # fmt: skip
    """Whom to turn to."""
    return Part(rubrik="Kontakt", stycken=(f"{offer} Kontakta {material.sender.whom_to_ask}.",))


def counted(count: int, one: str, many: str) -> str:
    """``en punkt``, ``tre punkter``."""
    return f"{number(count)} {one if count == 1 else many}"


def decided(decision: Decision) -> str:
    """``den 12 mars 2026, § 14``, with lines to fill in for what is not known."""
    return f"{the_day(decision.day)}, §{HARD}{decision.paragraph or BLANK}"


def decision_gaps(decision: Decision) -> tuple[str, ...]:
    """What of the decision's day and paragraph the letter leaves to be filled in."""
    wanted: Mapping[str, object] = {"beslutsdatum": decision.day, "paragraf": decision.paragraph}
    return tuple(name for name, value in wanted.items() if not value)


def period(start: str, end: str) -> str:
    """``januari 2027–december 2028``; a line to fill in where an end is not known."""
    return months_between(start, end) if start and end else BLANK


def money_facts(decision: Decision) -> tuple[Fact, ...]:
    """The sum granted, and each year's where they are given."""
    vat = f", {decision.vat} moms" if decision.vat else ""
    total = f"{kronor(decision.amount)}{vat}" if decision.amount is not None else f"{BLANK}{HARD}kronor"
    years = sorted(decision.by_year.items())
    return (Fact(namn="Beviljat belopp", varde=total), *(Fact(namn=f"Varav {y}", varde=kronor(kr)) for y, kr in years))
