"""The application is dated.

Facts decide: the date of the paper itself, not of a meeting, a start or a survey. A template's "ÅÅÅÅ-MM-DD" is no
date.
"""

from __future__ import annotations

from extractors.model import Application
from rules.criterion import Criterion, Example
from rules.facts_evidence import of_found
from rules.model import Computed


def compute(application: Application) -> Computed | None:
    """The date in the form head; None where none was found."""
    date = application.head.datum
    if date is None:
        return None
    return Computed(status="uppfyllt", reason=f"Ansökan är daterad {date.value}.", quotes=of_found(application, date))


CRITERION = Criterion(
    id="datum",
    order=20,
    name="Datum",
    topic="uppgifter",
    question="När är ansökan skriven?",
    rule="Uppfyllt när ansökan själv har ett datum. Ett datum för start, möte eller kartläggning räknas inte.",
    why="Datumet visar vilken version som prövas och när uppgifterna gällde.",
    advice="Skriv dagens datum överst i ansökan eller vid underskriften.",
    basis="forbundets-kriterium",
    source="Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser",
    examples=(
        Example("Datum: 2026-03-17", "uppfyllt"),
        Example("Ansökan är upprättad den 4 maj 2026.", "uppfyllt"),
        Example("Datum: ÅÅÅÅ-MM-DD", "saknas"),
        Example("Datum fylls i när ansökan är förankrad hos alla chefer.", "saknas"),
    ),
    compute=compute,
)
