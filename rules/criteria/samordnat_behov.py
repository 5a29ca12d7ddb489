"""The participants need support from at least two parties at once.

It is the participants' need that counts, not that two parties take part in the insats. The act asks for individuals
in need of coordinated rehabilitation; "at least two at once" is how the förbund read it.
"""

from __future__ import annotations

from rules.criterion import Criterion, Example

CRITERION = Criterion(
    id="samordnat-behov",
    order=120,
    name="Behov av samordnat stöd",
    topic="malgrupp",
    question="Behöver deltagarna stöd från minst två parter samtidigt?",
    rule=(
        "Uppfyllt när texten säger att deltagarna behöver stöd från minst två av parterna samtidigt. Avviker när "
        "texten säger att en part räcker."
    ),
    why="Lagen låter förbundet finansiera insatser för dem som behöver samordnad rehabilitering.",
    advice="Skriv vilka två eller fler parter som varje deltagare behöver samtidigt, och varför en av dem inte räcker.",
    basis="lag",
    law="2 § lagen (2003:1210)",
    source=(
        "2 § lagen (2003:1210): insatserna ska avse den som behöver samordnade rehabiliteringsinsatser; att minst två "
        "parter ska vara inblandade är förbundens läsning (BÅDESÅ)"
    ),
    examples=(
        Example(
            "Den som deltar behöver samtidigt behandling i vården och vägledning från Arbetsförmedlingen.",
            "uppfyllt",
        ),
        Example(
            "Alla i gruppen har behov som varken kommunen eller Försäkringskassan kan möta på egen hand.",
            "uppfyllt",
        ),
        Example("Deltagarna är mellan 18 och 30 år.", "saknas"),
        Example("Deltagarna behöver bara stöd av kommunen och inte av någon annan part.", "avviker"),
    ),
)
