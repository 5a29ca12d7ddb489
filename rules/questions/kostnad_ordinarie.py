"""Budget posts that sound like what a party must do anyway: ordinary work, vacancies, running costs.

Asked only where the criterion ``ej-ordinarie-verksamhet`` has not fallen already, so that nothing is asked twice.
"""

from __future__ import annotations

import re

from rules.model import Question
from rules.questions._asking import Asking
from rules.questions._costs import cost_question

ORDER = 40
ID = "kostnad-ordinarie"

_NAMED = re.compile(
    r"(?<!till )\b(?:ordinarie (?:tjänst\w*|personal\w*|handlägg\w+|drift\w*|lokal\w*)|befintlig(?:a)? (?:tjänst\w*|personal\w*)"
    r"|vakan(?:t|ta|s|ser)\b(?: \w+)?|driftkostnad\w*|driftskostnad\w*|löpande drift)\b",
    re.I,
)


def ask(asking: Asking) -> tuple[Question, ...]:
    """Whether a cost is for a party's ordinary work."""
    if asking.is_gap("ej-ordinarie-verksamhet"):
        return ()
    return cost_question(
        asking.application,
        _NAMED,
        id=ID,
        text="Hör kostnaden till det som en part ändå ska göra?",
        why="Insatsmedel ska lägga till något och ersätter inte parternas egna pengar för ordinarie verksamhet.",
        source=asking.profile.note("ej-ordinarie-verksamhet") or "Förbundets kriterier, Nationella rådets vägledning",
    )
