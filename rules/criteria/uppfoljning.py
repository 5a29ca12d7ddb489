"""How follow-up is done, with at least one thing that is measured.

Partly, where the text only says that it will be done.
"""

from __future__ import annotations

from rules.criterion import Criterion, Example

CRITERION = Criterion(
    id="uppfoljning",
    order=330,
    name="Uppföljning",
    topic="uppfoljning",
    question="Hur följs insatsen upp, och vad mäts?",
    rule=(
        "Uppfyllt när texten säger hur uppföljningen görs och minst en sak som mäts. Delvis när den bara säger att "
        "insatsen ska följas upp."
    ),
    why="Uppföljningen ska vara planerad innan insatsen börjar, annars saknas utgångsvärden.",
    advice="Skriv vad som mäts, hur, hur ofta och av vem, gärna med ett utgångsvärde.",
    basis="forbundets-kriterium",
    source=(
        "Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser; förbundets ansvar för uppföljning: 7 "
        "§ lagen (2003:1210)"
    ),
    examples=(
        Example("Vid start och efter sex månader skattar deltagarna sin arbetsförmåga i en enkät.", "uppfyllt"),
        Example(
            "Processledaren räknar varje månad hur många som gått vidare till arbete, studier eller praktik.",
            "uppfyllt",
        ),
        Example("Insatsen kommer att följas upp.", "delvis"),
        Example("Det är viktigt med goda resultat.", "saknas"),
        Example("Hur uppföljningen ska gå till bestäms senare.", "saknas"),
    ),
)
