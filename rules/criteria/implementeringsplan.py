"""How the insats is to be carried into regular work: at least one concrete step.

Partly, where there is only an intention. A sum set aside for later is no step.
"""

from __future__ import annotations

from rules.criterion import Criterion, Example

CRITERION = Criterion(
    id="implementeringsplan",
    order=390,
    name="Implementeringsplan",
    topic="implementering",
    question="Hur förs insatsen över i ordinarie verksamhet?",
    rule=(
        "Uppfyllt när minst ett konkret steg anges (vad görs, när eller av vem). Delvis när det bara finns en avsikt. "
        "Avviker när texten säger att ingen implementering planeras."
    ),
    why="Det som fungerar ska finnas kvar när förbundets pengar tar slut.",
    advice="Skriv vilka steg som tas, när beslut fattas hos varje part och vad som kostar pengar efteråt.",
    basis="forbundets-kriterium",
    source=(
        "Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser; Samordningsförbundet NNV Skåne: "
        "process, tre ändamål och sju diskussionspunkter; Från en idé om samverkan till implementerad process (tio "
        "steg)"
    ),
    examples=(
        Example(
            (
                "Sex månader före slutet tar kommunen och vården fram en rutin, och arbetssättet skrivs in i "
                "deras verksamhetsplaner."
            ),
            "uppfyllt",
        ),
        Example(
            "Hösten 2027 utbildas alla handläggare i metoden, så att den kan användas utan projektmedel.",
            "uppfyllt",
        ),
        Example("Målet är att insatsen ska bli en del av ordinarie verksamhet.", "delvis"),
        Example("En plan för implementering tas fram under arbetets gång.", "saknas"),
        Example("Insatsen kan leda till nya arbetstillfällen i regionen.", "saknas"),
    ),
)
