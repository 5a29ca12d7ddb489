"""At least two kinds of cost, each with an amount.

Facts decide: rows of the budget with different posts. The same post for two years is one kind.
"""

from __future__ import annotations

from extractors.model import Application
from rules.criterion import Criterion, Example
from rules.facts_evidence import evidence, number, sentence_case
from rules.model import Computed


def compute(application: Application) -> Computed | None:
    """How many different posts have an amount; None where the budget has no rows."""
    posts = {row.post.casefold().strip(): row for row in reversed(application.budget.rows)}
    if not posts:
        return None
    rows = sorted(posts.values(), key=lambda r: r.block)
    if len(rows) == 1:
        only = evidence(application, rows[0].block, application.block(rows[0].block).text)
        return Computed(status="delvis", reason=f"Bara ett kostnadsslag har belopp: {rows[0].post}.", quotes=(only,))
    quotes = tuple(evidence(application, b, application.block(b).text) for b in dict.fromkeys(r.block for r in rows))
    reason = f"{sentence_case(number(len(rows)))} kostnadsslag har belopp."
    return Computed(status="uppfyllt", reason=reason, quotes=quotes[:3])


CRITERION = Criterion(
    id="kostnadsslag",
    order=290,
    name="Kostnadsslag",
    topic="ekonomi",
    question="Vad kostar varje del?",
    rule=(
        "Uppfyllt när minst två olika kostnadsslag har var sitt belopp. Delvis när ett enda kostnadsslag har belopp. "
        "Saknas när det bara finns en klumpsumma."
    ),
    why="Uppdelningen visar vad pengarna går till och om nivån är rimlig.",
    advice=(
        "Dela upp budgeten i till exempel löner, lokal, resor, utbildning och utvärdering, med belopp för varje post."
    ),
    basis="forbundets-kriterium",
    source="Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser",
    examples=(
        Example("Coach | 620 000 kr\nLokal | 96 000 kr", "uppfyllt"),
        Example("Lön för samordnaren beräknas till 540 000 kronor och resor till 18 000 kronor.", "uppfyllt"),
        Example("Lönerna kostar 640 tkr och resten går till lokal och material.", "delvis"),
        Example("Totalt behövs 900 000 kronor.", "saknas"),
        Example("Kostnaderna fördelas på poster senare.", "saknas"),
    ),
    compute=compute,
)
