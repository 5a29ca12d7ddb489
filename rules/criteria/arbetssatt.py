"""How the work will be done, concretely.

The sentences tell. "Vi arbetar i samverkan med individen i centrum" says nothing of what will be done.
"""

from __future__ import annotations

from rules.criterion import Criterion, Example

CRITERION = Criterion(
    id="arbetssatt",
    order=180,
    name="Arbetssätt",
    topic="aktiviteter",
    question="Hur ska arbetet gå till?",
    rule=(
        "Uppfyllt när texten konkret säger vad som görs med eller för deltagarna eller samverkan. Saknas när det bara "
        "finns allmänna ord eller när arbetssättet ska tas fram."
    ),
    why="Arbetssättet visar att målen går att nå och vad pengarna används till.",
    advice="Beskriv steg för steg vad som händer från första kontakt till avslut, vem som gör vad och hur ofta.",
    basis="forbundets-kriterium",
    source="Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser",
    examples=(
        Example(
            ("Varje deltagare träffar sin coach två gånger i veckan och gör en kartläggning under den första månaden."),
            "uppfyllt",
        ),
        Example(
            (
                "Teamet möts varje torsdag, går igenom nya ärenden och skriver en gemensam plan tillsammans med "
                "personen."
            ),
            "uppfyllt",
        ),
        Example("Vi sätter individen i centrum.", "saknas"),
        Example("Hur arbetet ska läggas upp bestäms av projektledaren.", "saknas"),
    ),
)
