"""Who can take part.

The sentences tell. A title with the word "unga" is no target group; nor is the staff that will be trained, unless the
insats is meant for them.
"""

from __future__ import annotations

from rules.criterion import Criterion, Example

CRITERION = Criterion(
    id="malgrupp",
    order=90,
    name="Målgrupp",
    topic="malgrupp",
    question="Vem kan delta i insatsen?",
    rule="Uppfyllt när texten säger vilka som kan delta. Saknas när gruppen ska bestämmas senare eller inte beskrivs.",
    why="Målgruppen avgör om insatsen ligger inom förbundets uppdrag.",
    advice="Skriv vilka insatsen är till för och hur någon får en plats.",
    basis="forbundets-kriterium",
    source=(
        "Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser; vilka insatserna får avse: 2 § lagen "
        "(2003:1210)"
    ),
    examples=(
        Example(
            ("Insatsen vänder sig till vuxna som har varit sjukskrivna länge och som vill tillbaka till arbete."),
            "uppfyllt",
        ),
        Example("Delta kan den som bor i Tierp, har försörjningsstöd och behöver stöd från vården.", "uppfyllt"),
        Example("Målgruppen bestäms av styrgruppen efter start.", "saknas"),
        Example("Insatsen pågår under två år.", "saknas"),
    ),
)
