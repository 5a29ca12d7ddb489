"""The items add up to every stated sum, and years to the total, within rounding of 1 %.

Facts decide wholly: the arithmetic of rows and sums. Where there is no sum or no item it cannot be computed. Whether
a row belongs to a sum is the budget reader's judgement, so the answer is not called exact.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.model import Application, BudgetSum
from rules.criterion import Criterion, Example
from rules.facts_evidence import evidence, kronor, number, sentence_case
from rules.model import Computed, Evidence


def compute(application: Application) -> Computed | None:
    """The arithmetic of the budget: every stated sum against its rows."""
    budget = application.budget
    if budget.adds_up is None:
        lacking = "för få poster" if budget.sums else "ingen summa att räkna mot" if budget.rows else "inga belopp"
        return Computed(status="saknas", reason=f"Det går inte att räkna: {lacking} hittades.")
    if budget.adds_up:
        reason = "Posterna stämmer med den angivna summan."
        if len(budget.sums) > 1:
            reason = f"Posterna stämmer med alla {number(len(budget.sums))} angivna summor."
        return Computed(status="uppfyllt", reason=reason, quotes=_quotes(application, budget.sums))
    wrong = [s for s in budget.sums if s.computed_kr is not None and _is_off(s.computed_kr, s.amount_kr)]
    if not wrong:
        return Computed(status="avviker", reason="Posterna stämmer inte med de angivna summorna.")
    reason = "; ".join(
        f"{s.text}: {kronor(s.amount_kr)} i texten, {kronor(s.computed_kr or 0)} räknat" for s in wrong[:2]
    )
    return Computed(status="avviker", reason=sentence_case(f"{reason}."), quotes=_quotes(application, wrong))


def _is_off(computed: int, stated: int) -> bool:
    return abs(computed - stated) > 0.01 * stated


def _quotes(application: Application, sums: Sequence[BudgetSum]) -> tuple[Evidence, ...]:
    return tuple(evidence(application, b, application.block(b).text) for b in dict.fromkeys(s.block for s in sums))[:3]


CRITERION = Criterion(
    id="budget-summerar",
    order=310,
    name="Budgeten summerar",
    topic="ekonomi",
    question="Stämmer summorna med posterna?",
    rule=(
        "Uppfyllt när posterna stämmer med varje angiven summa och åren med totalen, med högst 1 procents avvikelse. "
        "Avviker när de inte gör det. Saknas när det inte går att räkna."
    ),
    why="En budget som inte går ihop gör det oklart vad styrelsen beslutar om.",
    advice=(
        "Räkna ihop posterna för varje år och åren till totalen, och kontrollera att samma belopp står i ansökans text."
    ),
    basis="forbundets-kriterium",
    source="Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser",
    examples=(
        Example("Coach | 600 000 kr\nResor | 20 000 kr\nSumma | 620 000 kr", "uppfyllt"),
        Example("Samordnare 480 000 kronor\nUtbildning 45 000 kronor\nTotalt söks 525 000 kronor", "uppfyllt"),
        Example("Coach | 600 000 kr\nResor | 20 000 kr\nSumma | 680 000 kr", "avviker"),
        Example("Kostnaden för insatsen räknas fram av ekonomen senare.", "saknas"),
        Example("Insatsen har låga kostnader.", "saknas"),
    ),
    compute=compute,
)
