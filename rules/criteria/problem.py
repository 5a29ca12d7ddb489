"""Which existing problem is to be solved.

The sentences tell. A purpose ("insatsen ska öka samverkan") is no problem, and a task without anything that goes
wrong is none either.
"""

from __future__ import annotations

from rules.criterion import Criterion, Example

CRITERION = Criterion(
    id="problem",
    order=50,
    name="Problem",
    topic="syfte",
    question="Vilket problem finns i dag som insatsen ska lösa?",
    rule=(
        "Uppfyllt när texten säger vad som inte fungerar i dag. Ett syfte eller en beskrivning av insatsen räcker inte."
    ),
    why="Utan ett uttalat problem går det inte att bedöma om insatsen är rätt svar.",
    advice="Beskriv vad som brister i dag, för vem och med vilken följd, innan ni beskriver lösningen.",
    basis="forbundets-kriterium",
    source="Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser",
    examples=(
        Example(
            ("Den som skrivs ut från psykiatrin får i dag ingen hand att hålla i, och kontakten med jobbsidan bryts."),
            "uppfyllt",
        ),
        Example("Många unga hamnar mellan stolarna när ingen verksamhet ser hela deras situation.", "uppfyllt"),
        Example("Projektet heter Brobyggarna och pågår i tre år.", "saknas"),
        Example("Vilka svårigheter som finns kommer vi att beskriva längre fram.", "saknas"),
    ),
)
