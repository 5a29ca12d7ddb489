"""On what grounds the group was identified.

The text must tie the choice of group to a ground. Statistics elsewhere in the text, or how participants are
recruited, are not enough.
"""

from __future__ import annotations

from rules.criterion import Criterion, Example

CRITERION = Criterion(
    id="malgrupp-identifierad",
    order=110,
    name="Hur målgruppen valdes",
    topic="malgrupp",
    question="På vilka grunder har målgruppen valts?",
    rule=(
        "Uppfyllt när texten knyter valet av grupp till en grund. Statistik på annat ställe eller en beskrivning av "
        "hur deltagare rekryteras räcker inte."
    ),
    why="Grunden visar att rätt personer får insatsen och inte de som är lättast att nå.",
    advice="Skriv varför just den här gruppen valdes och vilket underlag valet bygger på.",
    basis="forbundets-kriterium",
    source="Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser",
    examples=(
        Example(
            (
                "Gruppen valdes efter att parternas gemensamma ärendegenomgång visat att just 25- till "
                "29-åringar oftast saknar planering."
            ),
            "uppfyllt",
        ),
        Example(
            (
                "Att vi riktar oss till personer med långvarig smärta bygger på vårdcentralernas statistik över "
                "återkommande sjukskrivningar."
            ),
            "uppfyllt",
        ),
        Example("Deltagarna anvisas av handläggare hos parterna.", "saknas"),
        Example("Varför gruppen valts utvecklar vi i en senare version.", "saknas"),
    ),
)
