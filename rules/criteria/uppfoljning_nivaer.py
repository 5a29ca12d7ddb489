"""Follow-up both at project and at participant level.

Partly, where only one of them is followed up. The count reads which of the two levels the sentences about follow-up
speak of.
"""

from __future__ import annotations

import re

from extractors.model import Application
from rules.criterion import Criterion, Example
from rules.facts_evidence import of_sentences, speaking
from rules.model import Computed

_PERSON = re.compile(r"deltag|individ|person|självskatt|\bSUS\b|Uppföljning Finsam", re.IGNORECASE)
_PROJECT = re.compile(
    r"(projekt|insats|process|verksamhets|organisations|struktur|samverkans)nivå|samverkan|styrgrupp|parterna|medarbetare"
    r"|chefer|insatsen|projektet|processen|kostnad|budget|ekonomi",
    re.IGNORECASE,
)


def compute(application: Application) -> Computed | None:
    """Which of the two levels the sentences about follow-up speak of; None where they speak of neither."""
    about = speaking(application, "uppfoljning-nivaer")
    person = [s for s in about if _PERSON.search(s.text)]
    project = [s for s in about if _PROJECT.search(s.text)]
    if person and project:
        shown = of_sentences({s.id: s for s in (person[0], project[0])}.values())
        return Computed(status="uppfyllt", reason="Både deltagarna och insatsen följs upp.", quotes=shown)
    if person:
        return Computed(status="delvis", reason="Bara deltagarna följs upp.", quotes=of_sentences(person[:1]))
    if project:
        return Computed(status="delvis", reason="Bara insatsen följs upp.", quotes=of_sentences(project[:1]))
    return None


CRITERION = Criterion(
    id="uppfoljning-nivaer",
    order=350,
    name="Uppföljning på två nivåer",
    topic="uppfoljning",
    question="Följs både insatsen och deltagarna upp?",
    rule=(
        "Uppfyllt när texten visar uppföljning både på projektnivå (insatsen, samverkan) och på deltagarnivå. Delvis "
        "vid en av dem."
    ),
    why="Deltagarnas resultat och samverkans resultat är två olika saker som båda ska synas.",
    advice="Skriv hur deltagarnas utveckling följs upp, och för sig hur själva insatsen och samverkan följs upp.",
    basis="forbundets-kriterium",
    source="Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser",
    examples=(
        Example(
            (
                "På deltagarnivå mäts försörjning före och efter; på projektnivå följer styrgruppen upp "
                "samverkan två gånger om året."
            ),
            "uppfyllt",
        ),
        Example(
            (
                "Deltagarna svarar på en enkät vid start och avslut.\n"
                "Samverkan mellan parterna följs upp med intervjuer av chefer varje år."
            ),
            "uppfyllt",
        ),
        Example("Deltagarnas hälsa mäts med en enkät vid start och avslut.", "delvis"),
        Example("Uppföljning på olika nivåer beskrivs längre fram.", "saknas"),
        Example("Insatsen är viktig för alla parter.", "saknas"),
    ),
    compute=compute,
)
