"""Young people whom the school still answers for: Nationella rådet lets them in only where they need labour-market measures."""

from __future__ import annotations

import re

from extractors.language.parts import parts
from rules.model import Evidence, Question
from rules.questions._asking import Asking
from rules.questions.alder import stated_ages, target_sentences

ORDER = 60
ID = "skolans-ansvar"

_SCHOOL = re.compile(
    r"\b(?:kommunala aktivitetsansvaret|(?-i:KAA)|aktivitetsansvar\w*|introduktionsprogram\w*|gymnasieålder\w*)\b", re.I
)
_SCHOOL_AGE = 18


def ask(asking: Asking) -> tuple[Question, ...]:
    """What the insats adds to the school's own duty, where its target group is named by that duty."""
    for sentence in target_sentences(asking):
        if not any(_SCHOOL.search(part.text) and not part.denied for part in parts(sentence.text)):
            continue
        youngest, _ = stated_ages(sentence.text)
        if youngest is not None and youngest >= _SCHOOL_AGE:
            continue
        return (
            Question(
                id=ID,
                text="Vad gör insatsen för de yngsta utöver skolans eget ansvar?",
                why="Kommunen ansvarar själv för unga i gymnasieålder som inte går i skolan.",
                source="Nationella rådets vägledning om målgrupper",
                quotes=(Evidence(text=sentence.text, block=sentence.block, page=sentence.page),),
            ),
        )
    return ()
