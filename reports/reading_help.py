"""What helps a reader beside the verdicts, as data: questions, how much each section says, what answers to each goal, follow-up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from extractors.model import Found
from reports.participants import participants
from rules.model import Evidence, Review

FOR_THE_FORBUND_ALONE = "fragor_till_forbundet"
"""The key of the review that no memo or letter may carry: hints of jäv and of overlap."""

NO_FOLLOW_UP: dict[str, str | int | None] = dict.fromkeys(("inriktning", "uppfoljningsmetod", "esf", "antal_deltagare"))
"""The fields for Uppföljning Finsam of a file that could not be read."""


def quoted(evidence: Evidence | None) -> dict[str, Any] | None:
    """A quotation with its place; None for none."""
    return {"text": evidence.text, "block": evidence.block, "sida": evidence.page} if evidence else None


def follow_up_data(review: Review) -> dict[str, str | int | None]:
    """What Uppföljning Finsam asks for, beside the form head; None where the text does not say."""
    told, planned = review.follow_up, participants(review.application)
    return {
        "inriktning": str(told.direction.value) if told.direction else None,
        "uppfoljningsmetod": ", ".join(str(f.value) for f in told.methods) or None,
        "esf": str(told.esf.value) if told.esf else None,
        "antal_deltagare": planned[0] if planned else None,
    }


def follow_up_quotes(review: Review) -> dict[str, list[dict[str, Any]]]:
    """The words that each of those fields rests on; a field that was not found has none."""
    application, told = review.application, review.follow_up

    def shown(found: Found) -> dict[str, Any]:
        return {"text": found.quote, "block": found.block, "sida": application.block(found.block).page}

    planned = participants(application)
    count = [{"text": planned[1].text, "block": planned[1].block, "sida": planned[1].page}] if planned else []
    return {
        "inriktning": [shown(f) for f in (told.direction, told.also) if f],
        "uppfoljningsmetod": [shown(f) for f in told.methods],
        "esf": [shown(told.esf)] if told.esf else [],
        "antal_deltagare": count,
    }


def goal_data(review: Review, place: int) -> dict[str, Any]:
    """What answers to the goal in this place, and whether it tells of an effect or of something done; null is: not found."""
    answer = next((a for a in review.coherence if a.goal == place), None)
    return {
        "avser": answer.about if answer else None,
        "svarar_mot": {
            "aktivitet": quoted(answer.activity) if answer else None,
            "matt": quoted(answer.measure) if answer else None,
            "kostnad": quoted(answer.cost) if answer else None,
        },
    }


def grade_of_goals(review: Review) -> Literal["effekter", "prestationer", "ospecifika"] | None:
    """The goals together in three steps: a measurable effect among them, only measurable work done, or neither; None without goals.

    After another public funder's scale, which rewards goals on effects above goals on what is done (``domain.md`` part 6, point 19).
    """
    goals = review.application.goals
    if not goals:
        return None
    about = {a.goal: a.about for a in review.coherence}
    measurable = [about.get(place) for place, goal in enumerate(goals) if goal.measurable]
    if "effekt" in measurable:
        return "effekter"
    return "prestationer" if measurable else "ospecifika"


def section_data(review: Review) -> list[dict[str, Any]]:
    """How much each section says; ``halt`` is null where the section was not found."""
    return [
        {"amne": c.topic, "halt": c.grade, "ord": c.words, "citat": [quoted(q) for q in c.quotes]}
        for c in review.contents
    ]


def for_the_forbund_alone(review: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """The questions of a review, as data, that only the förbund itself may see; none in a review of an older program."""
    found = review.get(FOR_THE_FORBUND_ALONE, ())
    return tuple(each for each in found if isinstance(each, Mapping) and "fraga" in each)


def question_data(review: Review, to: Literal["sokande", "forbundet"]) -> list[dict[str, Any]]:
    """The questions to the applicant, or those that only the förbund itself may see (jäv, overlap)."""
    return [
        {"id": q.id, "fraga": q.text, "skal": q.why, "kalla": q.source, "citat": [quoted(e) for e in q.quotes]}
        for q in review.questions
        if q.to == to
    ]
