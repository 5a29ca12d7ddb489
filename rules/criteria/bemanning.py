"""Staffing: roles, with extent for at least one.

Percent, full-time posts, days a week. Partly, where roles have no extent. A cost for "personal" is no staffing.
"""

from __future__ import annotations

import re

from extractors.model import Application
from rules.criterion import Criterion, Example
from rules.evidence import answers
from rules.facts_evidence import of_sentences
from rules.model import Computed

_ROLE = (
    r"\w*(samordnare|koordinator|coach|handläggare|processledare|projektledare|insatsledare|teamledare|ledare|handledare|konsulent|konsult|kurator|"
    r"psykolog|terapeut|sekreterare|vägledare|specialist|arbetsförmedlare|sjuksköterska|läkare|pedagog|lots|utredare|administratör|stödperson|"
    r"metodutvecklare|mentor|tjänst|tjänster|personal|medarbetare|delt?id)\w*"
)
_EXTENT = (
    r"(\d{1,3}\s?(%|procent)(?! av (de|delt|grupp|alla|pers|ärend))|\bheltid\w*|\bhalvtid\w*|\b(en|två|tre|\d([,.]\d+)?|1/2|½|halv|kvarts)\s+(hel)?tjänst\w*|"
    r"\bårsarbet\w*|\d+\s?(h|tim\w*)\s?(/|i|per)\s?(v|vecka\w*|mån\w*)|\b(en|två|tre|fyra|\d) dag(ar)?\s?(/|i|per) (v|vecka\w*))"
)
_STAFFED = re.compile(rf"\b{_ROLE}\b[^.;]{{0,70}}?{_EXTENT}|{_EXTENT}[^.;]{{0,50}}?\b{_ROLE}\b", re.I)


def compute(application: Application) -> Computed | None:
    """Roles that stand together with an extent; None where no sentence has both, for then the sentences must tell."""
    staffed = [s for s in answers(application) if _STAFFED.search(s.text) and s.signs.get("bemanning-", 0.0) < 0.5]
    if not staffed:
        return None
    staffed.sort(key=lambda s: s.signs.get("bemanning", 0.0), reverse=True)
    return Computed(status="uppfyllt", reason="Minst en roll har omfattning.", quotes=of_sentences(staffed[:2]))


CRITERION = Criterion(
    id="bemanning",
    order=240,
    name="Bemanning",
    topic="organisation",
    question="Vilka roller bemannar insatsen, och i vilken omfattning?",
    rule=(
        "Uppfyllt när roller anges och minst en har omfattning (procent, heltid, antal tjänster, dagar i veckan). "
        "Delvis när roller anges utan omfattning."
    ),
    why="Bemanningen visar om insatsen går att genomföra och om kostnaden är rimlig.",
    advice="Skriv varje roll med omfattning och vilken part som är arbetsgivare.",
    basis="forbundets-kriterium",
    source="Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser",
    examples=(
        Example("Insatsen har en coach på heltid och en psykolog på 25 procent.", "uppfyllt"),
        Example("Två samordnare om vardera 0,5 tjänst anställs av kommunen.", "uppfyllt"),
        Example("I teamet ingår en arbetsterapeut, en coach och en handläggare.", "delvis"),
        Example("Hur insatsen bemannas avgörs längre fram.", "saknas"),
        Example("Insatsen är öppen på vardagar.", "saknas"),
    ),
    compute=compute,
)
