"""Discussion point 7: savings for the authorities in time.

Either uppfyllt or saknas. A low budget is no saving.
"""

from __future__ import annotations

from rules.criterion import Criterion, Example

CRITERION = Criterion(
    id="d7-besparing",
    order=490,
    name="Punkt 7: besparing",
    topic="ekonomi",
    question="Kan insatsen på sikt ge besparingar för myndigheterna?",
    rule=(
        "Uppfyllt när ansökan själv säger att insatsen på sikt kan minska kostnader för myndigheterna. Att insatsen "
        "är billig räcker inte."
    ),
    why="Utan egen vinning för myndigheterna är det svårt att hålla i samarbetet.",
    advice="Skriv vilka kostnader som kan minska, hos vem och på vilken sikt, gärna med en enkel beräkning.",
    basis="forbundets-kriterium",
    source="Samordningsförbundet NNV Skåne: process, tre ändamål och sju diskussionspunkter",
    examples=(
        Example(
            "När fler får arbete sjunker kommunens utgifter för försörjningsstöd och statens för sjukpenning.",
            "uppfyllt",
        ),
        Example("På fem års sikt väntas insatsen ge lägre vårdkostnader för regionen.", "uppfyllt"),
        Example("Insatsen har en låg budget.", "saknas"),
        Example("Nyttan i kronor räknar vi på en annan gång.", "saknas"),
    ),
)
