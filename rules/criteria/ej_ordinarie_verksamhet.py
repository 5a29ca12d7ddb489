"""The insats supports the parties' regular work and neither takes it over nor mends a shortcoming of one's own
organisation.

Said or shown. That the work is new is not enough by itself. The text deviates where the money covers what a party
must do anyway.
"""

from __future__ import annotations

from rules.criterion import Criterion, Example

CRITERION = Criterion(
    id="ej-ordinarie-verksamhet",
    order=270,
    name="Inte ordinarie verksamhet",
    topic="organisation",
    question="Stödjer insatsen det ordinarie arbetet utan att ersätta det?",
    rule=(
        "Uppfyllt när texten säger eller visar att insatsen stödjer parternas ordinarie arbete och varken tar över "
        "det eller lagar en brist i den egna organisationen. Att arbetet är nytt räcker inte. Avviker när pengarna "
        "går till det som en part ändå ska göra."
    ),
    why="Förbundets medel ska lägga till något och inte ersätta parternas egna pengar.",
    advice="Skriv vad parterna gör inom ordinarie verksamhet och vad insatsen lägger till.",
    basis="forbundets-kriterium",
    source="Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser",
    examples=(
        Example("Insatsen ersätter inte handläggningen hos parterna utan binder ihop den.", "uppfyllt"),
        Example(
            (
                "Vård och försörjningsstöd sköts som förut av respektive myndighet; teamet arbetar bara med det "
                "som ligger emellan."
            ),
            "uppfyllt",
        ),
        Example("Insatsen är nyskapande.", "saknas"),
        Example("Gränsen mot det ordinarie arbetet kommer att dras längre fram.", "saknas"),
        Example("Medlen täcker två vakanta tjänster i kommunens ordinarie handläggning.", "avviker"),
    ),
)
