"""The need seen from the organisations.

Gaps between them, people sent around, unclear responsibility. Partly, where only the applicant's own workload is
described.
"""

from __future__ import annotations

from rules.criterion import Criterion, Example

CRITERION = Criterion(
    id="behov-verksamhet",
    order=80,
    name="Behov, verksamhet",
    topic="syfte",
    question="Hur ser behovet ut för verksamheterna?",
    rule=(
        "Uppfyllt när texten visar glapp mellan organisationerna, rundgång eller otydligt ansvar. Delvis när bara den "
        "sökandes egen arbetsbörda beskrivs."
    ),
    why="Förbundets medel ska lösa det som brister mellan verksamheterna.",
    advice="Beskriv var det brister mellan verksamheterna: vem lämnar över till vem, och vad faller bort på vägen.",
    basis="forbundets-kriterium",
    source="Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser",
    examples=(
        Example(
            (
                "Vårdcentralen, kommunen och Försäkringskassan planerar var för sig och känner inte till "
                "varandras beslut."
            ),
            "uppfyllt",
        ),
        Example(
            ("Ingen av myndigheterna har i dag uppdraget att hålla samman ärendet, så det skickas fram och tillbaka."),
            "uppfyllt",
        ),
        Example("Våra socialsekreterare har så många ärenden att de inte hinner med.", "delvis"),
        Example("Insatsen ska drivas i kommunens lokaler.", "saknas"),
        Example("Vilka brister som finns mellan verksamheterna får framtiden utvisa.", "saknas"),
    ),
)
