"""Interpreters: named among what is never funded; but the word may only describe the target group, and then nothing is asked."""

from __future__ import annotations

import re

from rules.lagrum import lagrum
from rules.model import Question
from rules.questions._asking import Asking
from rules.questions._costs import cost_question

ORDER = 30
ID = "kostnad-tolk"

# "tolkar" and "tolkning" are also what a reader does to a text: only the person and the cost count.
_NAMED = re.compile(
    r"\b(?:\w+språks)?tolk(?:en|kostnad\w*|tjänst\w*|arvode\w*|hjälp\w*|stöd\w*)?\b|\b(?:till|för|av|på) tolkar\b|^tolkar\b",
    re.I,
)


def ask(asking: Asking) -> tuple[Question, ...]:
    """Whether a cost is for interpreters in the contact with participants."""
    return cost_question(
        asking.application,
        _NAMED,
        id=ID,
        text="Avser kostnaden tolk vid samtal med deltagarna?",
        why="Tolk till enskilda räknas till det som ett samordningsförbund inte betalar.",
        source=f"{lagrum('finsam-7-2').citation}, Nationella rådets vägledning",
    )
