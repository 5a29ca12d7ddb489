"""Discussion point 3: the application makes clear who is responsible.

For the participants' way between authorities, not for the project's economy. Either uppfyllt or saknas.
"""

from __future__ import annotations

from rules.criterion import Criterion, Example

CRITERION = Criterion(
    id="d3-ansvar",
    order=450,
    name="Punkt 3: ansvar",
    topic="organisation",
    question="Förtydligar insatsen vem som har ansvaret?",
    rule="Uppfyllt när ansökan själv säger hur insatsen gör det tydligt vem som ansvarar för vad.",
    why="Otydligt ansvar gör att människor hamnar mellan myndigheterna.",
    advice="Skriv vem som håller i ärendet i varje steg och hur ansvaret lämnas över.",
    basis="forbundets-kriterium",
    source="Samordningsförbundet NNV Skåne: process, tre ändamål och sju diskussionspunkter",
    examples=(
        Example(
            (
                "För varje deltagare utses en ansvarig handläggare, och i planen står vilken myndighet som "
                "svarar för nästa steg."
            ),
            "uppfyllt",
        ),
        Example("Insatsen gör det tydligt vem som håller i ärendet från remiss till avslut.", "uppfyllt"),
        Example("Vem som ansvarar för vad mellan myndigheterna reder vi ut så småningom.", "saknas"),
        Example("Alla parter är engagerade.", "saknas"),
    ),
)
