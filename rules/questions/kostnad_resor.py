"""Travel for participants: busskort, milersättning and the like are support to single persons, which a förbund may not decide on.

A question, for the words may mean the staff's travel or something that a party pays.
"""

from __future__ import annotations

import re

from rules.lagrum import lagrum
from rules.model import Question
from rules.questions._asking import Asking
from rules.questions._costs import costs_for

ORDER = 10
ID = "kostnad-resor-deltagare"

_STAFF = r"(?:personal\w*|handläggar\w*|team\w*|styrgrupp\w*|medarbetar\w*|process\w*|projektled\w*|samordnar\w*)"
_NAMED = re.compile(
    r"\b(?:busskort\w*|bussbiljett\w*|bussresor|färdbiljett\w*|färdbevis\w*|reskort\w*|SL-kort\w*|resekort\w*|sjukresor"
    r"|deltagarresor\w*|deltagar(?:nas|ens) (?:res\w+|milersättning\w*)"
    r"|(?:resor|res(?:e)?ersättning\w*|reskostnad\w*|milersättning\w*|taxi\w*) (?:till |för |åt )(?:våra |alla |de )?deltagar\w+)"
    rf"(?! (?:för|till|åt) {_STAFF})",
    re.I,
)
_GIVEN = re.compile(
    r"\b(?:busskort|reskort|resekort|färdbevis|SL-kort|reseersättning|milersättning)\w*\b.*\b(?:ingår|delas ut|ges|erbjuds)\b"
    r"|\b(?:får|erbjuds|ges|delar ut|köper|förses med)\b.*\b(?:busskort|reskort|resekort|färdbevis|SL-kort|reseersättning|milersättning)",
    re.I,
)


def ask(asking: Asking) -> tuple[Question, ...]:
    """Whether a cost is for the participants' travel."""
    quotes = costs_for(asking.application, _NAMED, _GIVEN)
    if not quotes:
        return ()
    said = re.search(r"\bdeltagar", " ".join(q.text for q in quotes), re.I)
    return (
        Question(
            id=ID,
            text="Kan en part betala deltagarnas resor i stället?" if said else "Avser kostnaden resor för deltagarna?",
            why=(
                "Busskort, milersättning och andra resor till deltagare är stöd till enskilda. Det får ett samordningsförbund inte "
                "besluta om."
            ),
            source=f"{lagrum('finsam-7-2').citation}, Nationella rådets vägledning",
            quotes=quotes,
        ),
    )
