"""Ages outside those that the förbund's profile gives. No age is in the act, so nothing is asked where the profile gives none."""

from __future__ import annotations

import re

from extractors.language.parts import parts
from extractors.model import Sentence
from rules.evidence import answers
from rules.model import Evidence, Question
from rules.questions._asking import Asking

ORDER = 50
ID = "alder"

_SPAN = re.compile(r"\b(?P<from>\d{2})\s*(?:-|–|—|till|och|till och med|t\.o\.m\.)\s*(?P<to>\d{2})(?:\s*|-)år", re.I)
_FROM = re.compile(r"\b(?:från|fyllda?|över|minst)\s+(?P<from>\d{2})(?:\s+års ålder|\s+år)\b", re.I)
_TO = re.compile(r"\b(?:upp till|högst|under|till och med|t\.o\.m\.)\s+(?P<to>\d{2})(?:\s+års ålder|\s+år)\b", re.I)
# Figures on people at large, what has been, a goal or a length of time: none of them says who may take part.
_NOT_THE_GROUP = re.compile(
    r"%|\bprocent|\b(?:andel\w*|statistik\w*|antalet|genomsnitt\w*|medel(?:ålder|värde)\w*|sedan|tidigare|förra|enligt|i dag|idag|"
    r"arbetat|erfarenhet\w*|folkmängd\w*|invånare|var|hade|framtiden?|tjänstgjort)\b",
    re.I,
)
_LEAST = 0.5


def target_sentences(asking: Asking) -> list[Sentence]:
    """The sentences that say who may take part."""
    return [
        s
        for s in answers(asking.application)
        if "malgrupp" in s.topics
        and max(s.signs.get("malgrupp", 0.0), s.signs.get("malgrupp-avgransning", 0.0)) >= _LEAST
    ]


def stated_ages(text: str) -> tuple[int | None, int | None]:
    """The youngest and the oldest that a sentence lets in; None where it does not say."""
    youngest: list[int] = []
    oldest: list[int] = []
    for part in parts(text):
        if part.denied or _NOT_THE_GROUP.search(part.text):
            continue
        for pattern in (_SPAN, _FROM, _TO):
            for match in pattern.finditer(part.text):
                found = match.groupdict()
                youngest += [int(found["from"])] if found.get("from") else []
                oldest += [int(found["to"])] if found.get("to") else []
    return min(youngest, default=None), max(oldest, default=None)


def ask(asking: Asking) -> tuple[Question, ...]:
    """Whether those outside the förbund's ages are meant to take part."""
    span = asking.profile.age
    if span is None:
        return ()
    outside: list[Sentence] = []
    for sentence in target_sentences(asking):
        youngest, oldest = stated_ages(sentence.text)
        if (youngest is not None and youngest < span.youngest) or (oldest is not None and oldest > span.oldest):
            outside.append(sentence)
    if not outside:
        return ()
    return (
        Question(
            id=ID,
            text=f"Ska personer utanför åldrarna {span.youngest}–{span.oldest} år kunna delta?",
            why=f"Förbundet finansierar insatser för den som är {span.youngest}–{span.oldest} år. Åldern står inte i lagen.",
            source="Förbundets profil",
            quotes=tuple(Evidence(text=s.text, block=s.block, page=s.page) for s in outside[:2]),
        ),
    )
