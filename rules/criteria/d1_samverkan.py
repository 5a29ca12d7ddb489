"""Discussion point 1: the application itself says that it develops or connects cooperation across sectors.

Either uppfyllt or saknas, nothing between. That parties are listed is not enough.
"""

from __future__ import annotations

from rules.criterion import Criterion, Example

CRITERION = Criterion(
    id="d1-samverkan",
    order=430,
    name="Punkt 1: samverkan",
    topic="aktiviteter",
    question="Utvecklar insatsen samverkan över sektorsgränserna?",
    rule=(
        "Uppfyllt när ansökan själv säger att insatsen utvecklar eller knyter ihop samverkan mellan sektorer. Att "
        "parterna räknas upp räcker inte."
    ),
    why="Välfärden är uppdelad i sektorer, och insatsen ska bygga broar mellan dem.",
    advice="Skriv vad som blir annorlunda i samarbetet mellan sektorerna genom insatsen.",
    basis="forbundets-kriterium",
    source="Samordningsförbundet NNV Skåne: process, tre ändamål och sju diskussionspunkter",
    examples=(
        Example(
            "Insatsen bygger en bro mellan vården och arbetsmarknadssidan, som hittills arbetat var för sig.",
            "uppfyllt",
        ),
        Example(
            ("Genom teamet utvecklas samarbetet mellan stat, region och kommun till ett gemensamt sätt att arbeta."),
            "uppfyllt",
        ),
        Example("I insatsen finns tre anställda.", "saknas"),
        Example("Samarbete mellan sektorerna blir en fråga för en kommande ansökan.", "saknas"),
    ),
)
