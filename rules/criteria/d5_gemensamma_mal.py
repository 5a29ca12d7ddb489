"""Discussion point 5: shared goals, set together.

Either uppfyllt or saknas. Goals alone are not shared goals: the text must say that the authorities set them together
or have them in common.
"""

from __future__ import annotations

from rules.criterion import Criterion, Example

CRITERION = Criterion(
    id="d5-gemensamma-mal",
    order=470,
    name="Punkt 5: gemensamma mål",
    topic="mal",
    question="Bidrar insatsen till mål som myndigheterna sätter tillsammans?",
    rule="Uppfyllt när ansökan själv säger att myndigheterna har gemensamma mål eller tar fram dem tillsammans.",
    why="När myndigheterna har olika mål drar de åt olika håll i samma ärende.",
    advice="Skriv vilka mål parterna har tagit fram tillsammans och hur det gick till.",
    basis="forbundets-kriterium",
    source="Samordningsförbundet NNV Skåne: process, tre ändamål och sju diskussionspunkter",
    examples=(
        Example("Målen har tagits fram av alla fyra parterna i två gemensamma arbetsmöten.", "uppfyllt"),
        Example("Vid starten enas myndigheterna om ett mål som de delar för varje deltagare.", "uppfyllt"),
        Example("Kommunens mål är att minska kostnaden för försörjningsstöd.", "saknas"),
        Example("Varje myndighet behåller sina egna mål.", "saknas"),
    ),
)
