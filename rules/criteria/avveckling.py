"""What happens when the money ends or if the insats is not carried on.

For the participants, the staff or the premises. That the insats ends on a date is its length and not its winding
down.
"""

from __future__ import annotations

from rules.criterion import Criterion, Example

CRITERION = Criterion(
    id="avveckling",
    order=410,
    name="Avveckling",
    topic="implementering",
    question="Vad händer när pengarna tar slut eller om insatsen inte går vidare?",
    rule=(
        "Uppfyllt när texten säger vad som händer med deltagare, personal eller verksamhet när medlen tar slut eller "
        "om insatsen inte fortsätter."
    ),
    why="Deltagare ska inte bli utan stöd när ett projekt slutar.",
    advice="Skriv hur pågående deltagare tas om hand och hur personal och lokal avvecklas.",
    basis="forbundets-kriterium",
    source="Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser",
    examples=(
        Example(
            ("Om insatsen inte fortsätter lämnas deltagarna över till sin handläggare genom ett gemensamt möte."),
            "uppfyllt",
        ),
        Example("När medlen är slut återgår personalen till sina ordinarie tjänster och lokalen sägs upp.", "uppfyllt"),
        Example("Insatsen avslutas i december 2028.", "saknas"),
        Example("Hur insatsen avvecklas får vi fundera på om det blir aktuellt.", "saknas"),
    ),
)
