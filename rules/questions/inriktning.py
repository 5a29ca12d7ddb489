"""Individ and struktur in one application: Uppföljning Finsam takes them as two insatser, and neither can be changed afterwards."""

from __future__ import annotations

from extractors.model import Found
from rules.facts_evidence import of_found
from rules.model import Evidence, Question
from rules.questions._asking import Asking

ORDER = 70
ID = "inriktning"


def ask(asking: Asking) -> tuple[Question, ...]:
    """Which parts are for individuals and which for the structure, where the text speaks of both."""
    one, other = asking.follow_up.direction, asking.follow_up.also
    if one is None or other is None:
        return ()
    return (
        Question(
            id=ID,
            text="Är insatsen inriktad på individer, på struktur eller på båda?",
            why=(
                "En insats med båda delarna registreras som två insatser i Uppföljning Finsam. Inriktningen går inte att ändra i efterhand."
            ),
            source="Nationella rådets handledning för Uppföljning Finsam",
            quotes=(*_shown(asking, one), *_shown(asking, other)),
        ),
    )


def _shown(asking: Asking, found: Found) -> tuple[Evidence, ...]:
    return of_found(asking.application, found)
