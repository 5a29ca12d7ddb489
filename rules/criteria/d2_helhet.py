"""Discussion point 2: a whole around the individual's own needs.

Either uppfyllt or saknas.
"""

from __future__ import annotations

from rules.criterion import Criterion, Example

CRITERION = Criterion(
    id="d2-helhet",
    order=440,
    name="Punkt 2: helhet",
    topic="aktiviteter",
    question="Underlättar insatsen en helhet utifrån individens egna behov?",
    rule="Uppfyllt när ansökan själv säger att stödet samlas till en helhet utifrån vars och ens behov.",
    why="Den som behöver flera sorters stöd behöver få dem i ett sammanhang.",
    advice="Skriv hur stöd från olika håll sätts samman efter den enskildes behov.",
    basis="forbundets-kriterium",
    source="Samordningsförbundet NNV Skåne: process, tre ändamål och sju diskussionspunkter",
    examples=(
        Example(
            ("Stödet sätts samman efter vad just den personen behöver, med vård, ekonomi och arbete i samma plan."),
            "uppfyllt",
        ),
        Example("Vi ser till hela livssituationen och anpassar ordningen på insatserna efter var och en.", "uppfyllt"),
        Example("Alla deltagare går samma tioveckorskurs.", "saknas"),
        Example("Kursen ges i kommunens lokaler.", "saknas"),
    ),
)
