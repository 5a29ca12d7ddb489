"""A steering group, and who is in it.

Any name of the group counts (ledningsgrupp, chefsgrupp). Partly, where it is named and its members are not. A
beredningsgrupp that steers counts as named.
"""

from __future__ import annotations

from rules.criterion import Criterion, Example

CRITERION = Criterion(
    id="styrgrupp",
    order=250,
    name="Styrgrupp",
    topic="organisation",
    question="Vem styr insatsen?",
    rule=(
        "Uppfyllt när en grupp som styr insatsen anges och vilka som sitter i den. Delvis när gruppen nämns utan "
        "medlemmar. Avviker när texten säger att ingen styrgrupp ska finnas."
    ),
    why="Styrgruppen fattar beslut när planen måste ändras och håller parterna kvar i arbetet.",
    advice="Skriv vilka funktioner från varje part som sitter i styrgruppen och hur ofta den träffas.",
    basis="forbundets-kriterium",
    source="Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser",
    examples=(
        Example("Styrgruppen består av enhetschefer från kommunen, Arbetsförmedlingen och vårdcentralen.", "uppfyllt"),
        Example("Insatsen leds av en chefsgrupp där socialchefen och Försäkringskassans enhetschef ingår.", "uppfyllt"),
        Example("En styrgrupp följer arbetet.", "delvis"),
        Example("Någon form av ledning för insatsen får ta form under resans gång.", "saknas"),
        Example("Insatsen har ingen styrgrupp.", "avviker"),
    ),
)
