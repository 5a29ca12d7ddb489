"""The insats has a name.

Facts decide: the name found in the title, the form head or a sentence that names the insats. A heading such as
"Ansökan om insatsmedel" names the paper and not the insats. The limit is a title that is both.
"""

from __future__ import annotations

from extractors.model import Application
from rules.criterion import Criterion, Example
from rules.facts_evidence import of_found
from rules.model import Computed


def compute(application: Application) -> Computed | None:
    """The name in the form head; None where none was found."""
    name = application.head.insatsnamn
    if name is None:
        return None
    return Computed(status="uppfyllt", reason=f"Insatsen heter {name.value}.", quotes=of_found(application, name))


CRITERION = Criterion(
    id="insatsnamn",
    order=10,
    name="Insatsens namn",
    topic="uppgifter",
    question="Vad heter insatsen?",
    rule=(
        'Uppfyllt när insatsen eller projektet har ett eget namn. Saknas när texten bara talar om "insatsen" eller '
        '"projektet".'
    ),
    why="Namnet gör att ärendet går att hitta och att alla menar samma insats.",
    advice="Ge insatsen ett kort namn och skriv det överst i ansökan.",
    basis="forbundets-kriterium",
    source="Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser",
    examples=(
        Example("Projektets namn: Vändpunkten", "uppfyllt"),
        Example("Insatsen kallas Ljusglimten och riktar sig till två kommuner.", "uppfyllt"),
        Example("Projektets namn:", "saknas"),
        Example("Namnet på insatsen bestäms när en projektledare är på plats.", "saknas"),
    ),
    compute=compute,
)
