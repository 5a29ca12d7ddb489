"""The amount applied for.

Facts decide: the total of what is asked of the förbund, as stated. A cost or a frame budget is not by itself an
amount applied for.
"""

from __future__ import annotations

from extractors.model import Application
from rules.criterion import Criterion, Example
from rules.facts_evidence import kronor, of_found
from rules.model import Computed


def compute(application: Application) -> Computed | None:
    """The amount applied for in the form head; None where none was found."""
    amount = application.head.sokt_belopp_kr
    if amount is None:
        return None
    reason = f"Det sökta beloppet är {kronor(int(amount.value))}."
    return Computed(status="uppfyllt", reason=reason, quotes=of_found(application, amount))


CRITERION = Criterion(
    id="sokt-belopp",
    order=280,
    name="Sökt belopp",
    topic="ekonomi",
    question="Hur mycket söks?",
    rule="Uppfyllt när texten säger vilket belopp som söks från förbundet. Saknas när beloppet lämnas öppet.",
    why="Styrelsen måste ha ett belopp att ta ställning till.",
    advice="Skriv det sökta beloppet i kronor, för varje år och totalt.",
    basis="forbundets-kriterium",
    source="Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser",
    examples=(
        Example("Vi ansöker om 1 240 000 kronor för perioden 2026–2027.", "uppfyllt"),
        Example("Sökt belopp: 875 000 kr", "uppfyllt"),
        Example("Sökt belopp fylls i när lönerna är kända.", "saknas"),
        Example("Insatsen kommer att kosta en del i uppstarten.", "saknas"),
    ),
    compute=compute,
)
