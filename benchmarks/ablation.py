"""What the rules and what the learned signs are worth: ``python -m benchmarks.ablation``. Some ten minutes on two cores.

The decision model is fitted anew three times, on the same training applications: with only what facts compute, with only what the sentence
model says, and with both; each time it is measured on the applications of the writers that training keeps out.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping

import numpy as np

from extractors.model import Application
from extractors.understand import understand
from rules.criterion import catalogue
from rules.model import STATUSES, Status
from rules.weigh import FACT_NUMBERS
from training.corpus import applications, as_document, kept_out
from training.decide import fit_decision, table, unseen_applications

Read = list[tuple[Application, Mapping[str, Status]]]


def measure(shares: np.ndarray, which: np.ndarray, status: np.ndarray) -> tuple[float, float, float]:
    """Gap F1, its mean over criteria, and the share of statuses that are exactly right."""
    said = shares.argmax(axis=1)
    gap, told = status >= STATUSES.index("saknas"), said >= STATUSES.index("saknas")
    decided = status != STATUSES.index("delvis")

    def f1(rows: np.ndarray) -> float | None:
        either = int(gap[rows].sum() + told[rows].sum())
        return 2 * int((gap & told)[rows].sum()) / either if either else None

    each = [f1(decided & (which == c)) for c in np.unique(which)]
    known = [v for v in each if v is not None]
    return f1(decided) or 0.0, sum(known) / len(known), float((said == status).mean())


def main() -> int:
    """Fit and print."""
    criteria = catalogue()
    seen: Read = unseen_applications()
    unseen: Read = [(understand(as_document(a, topics=False)), a.status) for _, a in applications(kept_out())]
    rows, which, status = table(criteria, seen)
    others, which_other, status_other = table(criteria, unseen)
    facts = np.zeros(rows.shape[1], dtype=bool)
    facts[-1 - FACT_NUMBERS : -1] = True
    constant = np.zeros_like(facts)
    constant[-1] = True
    print(f"{'':<22} {'gap F1':>8} {'macro':>8} {'exakt':>8}")
    for title, kept in (("bara regler", facts | constant), ("bara lärt", ~facts), ("båda", facts | ~facts)):
        weights = fit_decision(criteria, rows * kept, which, status)
        logits = np.einsum("nsk,nk->ns", weights[which_other], others * kept)
        print(f"{title:<22} " + " ".join(f"{x:8.3f}" for x in measure(logits, which_other, status_other)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
