"""Staffing: roles, with extent for at least one.

Percent, full-time posts, days a week. Partly, where roles have no extent. A cost for "personal" is no staffing.
"""

from __future__ import annotations

from rules.criterion import Criterion, Example

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
)
