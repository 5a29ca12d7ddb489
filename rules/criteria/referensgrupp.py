"""A reference or working group, and who is in it or what it does.

Partly, where the group is only named.
"""

from __future__ import annotations

from rules.criterion import Criterion, Example

CRITERION = Criterion(
    id="referensgrupp",
    order=260,
    name="Referens- eller arbetsgrupp",
    topic="organisation",
    question="Finns en referensgrupp eller arbetsgrupp, och vad gör den?",
    rule=(
        "Uppfyllt när en referens- eller arbetsgrupp anges och vilka som ingår eller vad den gör. Delvis när den bara "
        "nämns. Avviker när texten säger att ingen sådan grupp ska finnas."
    ),
    why="Gruppen för in kunskap från dem som möter deltagarna i vardagen.",
    advice="Skriv vilka som ingår i gruppen och vilket uppdrag den har.",
    basis="forbundets-kriterium",
    source="Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser",
    examples=(
        Example(
            (
                "En referensgrupp med handläggare från parterna och två tidigare deltagare lämnar synpunkter "
                "varje kvartal."
            ),
            "uppfyllt",
        ),
        Example("Arbetsgruppen förbereder ärenden och består av medarbetare från kommun och region.", "uppfyllt"),
        Example("En referensgrupp kommer att knytas till insatsen.", "delvis"),
        Example("Samtal förs med olika aktörer vid behov.", "saknas"),
        Example("Någon referensgrupp ska inte finnas.", "avviker"),
    ),
)
