"""What the need is grounded in, and what it showed.

A named survey, pilot study, statistics or figures together with a finding. Partly, where the text says that an
analysis exists and not what it showed.
"""

from __future__ import annotations

from rules.criterion import Criterion, Example

CRITERION = Criterion(
    id="behovsanalys",
    order=60,
    name="Behovsanalys",
    topic="syfte",
    question="Vad grundas behovet på, och vad visade underlaget?",
    rule=(
        "Uppfyllt när texten nämner ett underlag (kartläggning, förstudie, statistik, siffror) och vad det visade. "
        "Delvis när det bara sägs att en analys finns."
    ),
    why="Ett belagt behov skiljer en god idé från ett antagande.",
    advice=(
        "Nämn kartläggningen eller statistiken vid namn och år, och skriv det viktigaste den visade, helst med siffror."
    ),
    basis="forbundets-kriterium",
    source=(
        "Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser; mall för lokal behovsanalys finns "
        "hos Nationella rådet"
    ),
    examples=(
        Example(
            (
                "Vår genomgång av 84 akter under 2025 visade att var tredje person hade bytt handläggare minst "
                "fyra gånger."
            ),
            "uppfyllt",
        ),
        Example(
            (
                "Förstudien Kartbladet från 2024 fann att 61 invånare hade haft kontakt med tre myndigheter utan "
                "gemensam plan."
            ),
            "uppfyllt",
        ),
        Example("En kartläggning av behoven har gjorts av parterna.", "delvis"),
        Example("En behovsanalys tas fram om medel beviljas.", "saknas"),
        Example("Någon analys av behovet har inte gjorts.", "saknas"),
    ),
)
