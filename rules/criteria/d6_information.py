"""Discussion point 6: communication and passing on of information between the authorities.

Either uppfyllt or saknas. Information to the public or to participants does not count.
"""

from __future__ import annotations

from rules.criterion import Criterion, Example

CRITERION = Criterion(
    id="d6-information",
    order=480,
    name="Punkt 6: information",
    topic="aktiviteter",
    question="Bidrar insatsen till bättre informationsöverföring mellan myndigheterna?",
    rule=(
        "Uppfyllt när ansökan själv säger hur information eller kommunikation mellan myndigheterna ska förbättras "
        "eller gå till."
    ),
    why="Den enskilde ska slippa bära information mellan myndigheter.",
    advice="Skriv hur parterna delar information, med samtycke från deltagaren, och i vilka forum.",
    basis="forbundets-kriterium",
    source="Samordningsförbundet NNV Skåne: process, tre ändamål och sju diskussionspunkter",
    examples=(
        Example(
            "Med deltagarens samtycke delar myndigheterna information i ett gemensamt möte varannan vecka.",
            "uppfyllt",
        ),
        Example("En kontaktväg öppnas så att vården och Försäkringskassan når varandra samma dag.", "uppfyllt"),
        Example("En broschyr om insatsen trycks upp.", "saknas"),
        Example("Hur myndigheterna ska utbyta information är en fråga för senare.", "saknas"),
    ),
)
