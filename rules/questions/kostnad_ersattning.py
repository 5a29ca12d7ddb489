"""Pay to participants, for arbetsträning or for coming: support to single persons, which a förbund may not decide on.

Benefits that a party pays by law (sjukpenning, aktivitetsstöd …) are something else and give no question.
"""

from __future__ import annotations

import re

from rules.lagrum import lagrum
from rules.model import Question
from rules.questions._asking import Asking
from rules.questions._costs import cost_question

ORDER = 20
ID = "kostnad-ersattning-deltagare"

_NAMED = re.compile(
    r"\b(?:deltagarersättning\w*|deltagarlön\w*|habiliteringsersättning\w*|flitpeng\w*|fickpeng\w*|stimulansersättning\w*"
    r"|(?:dag)?ersättning(?:en|ar)? (?:till|åt) (?:våra |alla |de |varje )?deltagar\w+"
    r"|(?:lön(?:er)?|stipendi\w+) (?:till|åt) (?:våra |alla |de )?deltagar\w+)\b",
    re.I,
)


def ask(asking: Asking) -> tuple[Question, ...]:
    """Whether a cost is pay to the participants."""
    return cost_question(
        asking.application,
        _NAMED,
        id=ID,
        text="Kan en part betala deltagarnas ersättning i stället?",
        why="Ersättning till deltagare är stöd till enskilda. Det får ett samordningsförbund inte besluta om.",
        source=f"{lagrum('finsam-7-2').citation}, Nationella rådets vägledning",
    )
