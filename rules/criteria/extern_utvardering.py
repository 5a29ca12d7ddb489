"""An external evaluator is taken a stand on.

"Ingen extern utvärdering" is an answer. Partly, where it is to be decided later.
"""

from __future__ import annotations

from rules.criterion import Criterion, Example

CRITERION = Criterion(
    id="extern-utvardering",
    order=360,
    name="Extern utvärdering",
    topic="uppfoljning",
    question="Ska en extern utvärderare följa insatsen?",
    rule=(
        "Uppfyllt när texten tar ställning till extern utvärdering; ett nej är också ett svar. Delvis när frågan "
        "avgörs senare."
    ),
    why="En utomstående blick ger kunskap som fler förbund kan använda.",
    advice=(
        "Skriv om en extern utvärderare ska anlitas, vem som betalar och när upphandlingen görs, eller att ni avstår."
    ),
    basis="forbundets-kriterium",
    source=(
        "Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser; Samordningsförbundet NNV Skåne: "
        "process, tre ändamål och sju diskussionspunkter"
    ),
    answer_may_be_no=True,
    examples=(
        Example("Linnéuniversitetet följer insatsen och lämnar en utvärdering vid periodens slut.", "uppfyllt"),
        Example("Någon extern utvärdering görs inte.", "uppfyllt"),
        Example("Om en extern utvärderare ska anlitas avgörs av styrgruppen under hösten.", "delvis"),
        Example("Processledaren samlar synpunkter från deltagarna.", "saknas"),
        Example("Utvärdering är viktigt för lärandet.", "saknas"),
    ),
)
