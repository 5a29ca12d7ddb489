"""A responsible contact is named.

A person, or a function together with its organisation. A signature alone is no contact, and "projektledare
rekryteras" names nobody.
"""

from __future__ import annotations

from extractors.model import Application
from rules.criterion import Criterion, Example
from rules.facts_evidence import of_found
from rules.model import Computed


def compute(application: Application) -> Computed | None:
    """The responsible contact in the form head; None where none was found."""
    contact = application.head.insatsansvarig
    if contact is None:
        return None
    reason = f"{contact.value} anges som ansvarig eller kontakt."
    return Computed(status="uppfyllt", reason=reason, quotes=of_found(application, contact))


CRITERION = Criterion(
    id="insatsansvarig",
    order=30,
    name="Insatsansvarig",
    topic="uppgifter",
    question="Vem svarar för insatsen och kan svara på frågor?",
    rule=(
        "Uppfyllt när en person anges, eller en funktion tillsammans med sin organisation. Saknas när ansvaret lämnas "
        "öppet."
    ),
    why="Förbundet behöver veta vem som kan svara på frågor under beredningen.",
    advice="Skriv namn, funktion och organisation för den som svarar för insatsen, gärna med telefon och e-post.",
    basis="forbundets-kriterium",
    source="Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser",
    examples=(
        Example("Insatsansvarig: Malin Forsgren, enhetschef vid arbetsmarknadsenheten i Hultsfreds kommun", "uppfyllt"),
        Example("Frågor om ansökan besvaras av sektionschefen på Försäkringskassan i Falun.", "uppfyllt"),
        Example("Insatsansvarig:", "saknas"),
        Example("Vem som blir ansvarig för insatsen är inte bestämt.", "saknas"),
        Example("Kontaktperson utses när rekryteringen är klar.", "saknas"),
    ),
    compute=compute,
)
