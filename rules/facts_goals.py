"""Goals counted for the criteria that ask for a kind of goal, a level or a time."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.model import Application, Goal, GoalKind
from rules.facts_evidence import evidence, number, sentence_case
from rules.model import Computed, Evidence


def quotes(application: Application, goals: Sequence[Goal], most: int = 2) -> tuple[Evidence, ...]:
    """The goals' own words."""
    return tuple(evidence(application, g.block, g.text) for g in goals[:most])


def count(goals: Sequence[Goal]) -> str:
    """``ett mål`` or ``tre mål``."""
    return "ett mål" if len(goals) == 1 else f"{number(len(goals))} mål"


def of_all(found: Sequence[Goal], goals: Sequence[Goal]) -> str:
    """The subject of a sentence about some of the goals: ``Två av fem mål``, ``Inget av fem mål``."""
    if len(goals) == 1:
        return "Insatsens enda mål" if found else "Inget mål"
    some = sentence_case(number(len(found))) if len(found) > 1 else ("Ett" if found else "Inget")
    return f"{some} av {number(len(goals))} mål"


def of_kind(application: Application, kind: GoalKind, about: str) -> Computed | None:
    """Whether there is a goal of this kind; ``about`` ends the sentence (``för deltagarna``). None without any goal."""
    if not application.goals:
        return None
    found = [g for g in application.goals if g.kind == kind]
    if not found:
        reason = f"{sentence_case(count(application.goals))} hittades, men inget {about}."
        return Computed(status="saknas", reason=reason)
    strongest = sorted(found, key=lambda g: (-(g.measurable + g.timed), -g.certainty))
    reason = f"{sentence_case(count(found))} {about} hittades."
    return Computed(status="uppfyllt", reason=reason, quotes=quotes(application, strongest))
