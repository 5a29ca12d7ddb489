"""The participants' own influence on their plan or on the insats.

Being heard in a survey after the end is follow-up and not influence.
"""

from __future__ import annotations

from rules.criterion import Criterion, Example

CRITERION = Criterion(
    id="deltagarmedverkan",
    order=420,
    name="Deltagarnas medverkan",
    topic="aktiviteter",
    question="Hur kan deltagarna påverka sin plan eller insatsen?",
    rule=(
        "Uppfyllt när texten visar att deltagarna själva påverkar sin planering eller hur insatsen utformas. Saknas "
        "när andra planerar åt dem."
    ),
    why="Den som är med och bestämmer om sin egen väg håller ofta ut längre.",
    advice="Skriv hur deltagaren är med och bestämmer, till exempel i sin plan, i ett brukarråd eller i styrgruppen.",
    basis="forbundets-kriterium",
    source="Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser",
    examples=(
        Example("Varje deltagare formulerar själv sina mål och väljer vilka som ska vara med på mötena.", "uppfyllt"),
        Example(
            "Två tidigare deltagare sitter i ett råd som avgör vilka gruppaktiviteter som ska erbjudas.",
            "uppfyllt",
        ),
        Example("Handläggaren bestämmer vilka aktiviteter som ska ingå.", "saknas"),
        Example("Hur deltagarna ska få inflytande är en fråga som väntar.", "saknas"),
    ),
)
