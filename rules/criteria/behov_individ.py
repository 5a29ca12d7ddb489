"""The need seen from the individual.

What the situation is like for the person: going round, waiting, telling the story again, losing health or money. A
group's size or a service's wish is not the individual's view.
"""

from __future__ import annotations

from rules.criterion import Criterion, Example

CRITERION = Criterion(
    id="behov-individ",
    order=70,
    name="Behov, individ",
    topic="syfte",
    question="Hur ser behovet ut för den enskilda personen?",
    rule=(
        "Uppfyllt när texten beskriver vad situationen betyder för den enskilde. Saknas när bara verksamheternas "
        "behov beskrivs."
    ),
    why="Insatserna ska utgå från människors behov och inte från organisationernas.",
    advice="Beskriv hur det är att vara i målgruppens situation i dag, gärna med deltagarnas egna ord.",
    basis="forbundets-kriterium",
    source="Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser",
    examples=(
        Example(
            (
                "För den enskilde betyder det nya möten, nya blanketter och samma berättelse om och om igen, "
                "medan orken tar slut."
            ),
            "uppfyllt",
        ),
        Example("De vi har träffat säger att de tappar hoppet av att vänta i månader utan besked.", "uppfyllt"),
        Example("Våra handläggare saknar ett gemensamt forum.", "saknas"),
        Example("Hur de enskilda upplever sin situation ska undersökas senare.", "saknas"),
    ),
)
