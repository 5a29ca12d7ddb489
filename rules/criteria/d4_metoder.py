"""Discussion point 4: shared methods across authorities.

Either uppfyllt or saknas. A method used by one party alone does not count.
"""

from __future__ import annotations

from rules.criterion import Criterion, Example

CRITERION = Criterion(
    id="d4-metoder",
    order=460,
    name="Punkt 4: metoder",
    topic="aktiviteter",
    question="Bidrar insatsen till gemensamma metoder hos myndigheterna?",
    rule="Uppfyllt när ansökan själv säger att myndigheterna ska använda en gemensam metod, rutin eller modell.",
    why="Gemensamma metoder gör att samarbetet inte hänger på enskilda personer.",
    advice="Skriv vilken metod eller rutin parterna ska ha gemensamt, och hur den sprids.",
    basis="forbundets-kriterium",
    source="Samordningsförbundet NNV Skåne: process, tre ändamål och sju diskussionspunkter",
    examples=(
        Example(
            "Arbetsförmedlingen och socialtjänsten ska använda samma kartläggningsmall och samma mötesform.",
            "uppfyllt",
        ),
        Example(
            "Tillsammans tar myndigheterna fram en modell för trepartssamtal som alla ska arbeta efter.",
            "uppfyllt",
        ),
        Example("Kommunen använder sin egen metod.", "saknas"),
        Example("Metodfrågorna lämnas till ett senare skede.", "saknas"),
    ),
)
