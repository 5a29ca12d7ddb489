"""Participants are followed up in SUS, or in its successor Uppföljning Finsam (since 2023).

SUS as a source of statistics for the need does not count. "SUS används inte" is a deviation.
"""

from __future__ import annotations

from rules.criterion import Criterion, Example

CRITERION = Criterion(
    id="sus",
    order=340,
    name="SUS eller Uppföljning Finsam",
    topic="uppfoljning",
    question="Registreras deltagarna i Uppföljning Finsam (tidigare SUS)?",
    rule=(
        "Uppfyllt när deltagarna följs upp i SUS eller i efterträdaren Uppföljning Finsam. Avviker när texten säger "
        "att systemet inte används. Att SUS nämns som källa till statistik räknas inte."
    ),
    why="Det gemensamma systemet gör att insatser kan jämföras i hela landet.",
    advice="Skriv att deltagarna registreras i Uppföljning Finsam och vem som ansvarar för registreringen.",
    basis="nationella-radet",
    source=(
        "Nationella rådets nationella uppföljningssystem Uppföljning Finsam, som ersatte SUS 2023; "
        "Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser; Samordningsförbundet NNV Skåne: "
        "process, tre ändamål och sju diskussionspunkter"
    ),
    examples=(
        Example("Samtliga deltagare registreras i Uppföljning Finsam av samordnaren.", "uppfyllt"),
        Example("Vi rapporterar in deltagarna i SUS varje månad.", "uppfyllt"),
        Example("Uppgifter ur SUS visar att behovet har ökat i länet.", "saknas"),
        Example("Deltagarnas väg följs i kommunens eget verksamhetssystem.", "saknas"),
        Example("SUS kommer inte att användas i den här insatsen.", "avviker"),
    ),
)
