"""Train the decision model: ``python -m training.decide``. From sentence signs and facts to a status with a calibrated share.

Every application is judged with a sentence model that has not seen its writer, so that the decision model learns how far signs can be
trusted on unseen writers. Run after ``training.train``; a few minutes on two cores, seeded.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from extractors.language.linear import LinearModel
from extractors.model import Application
from extractors.understand import understand
from rules.criterion import Criterion, catalogue
from rules.model import STATUSES, Status
from rules.weigh import numbers
from training.corpus import applications, as_document, examples, single_sentences, training_writers
from training.train import fit

DATA = Path(__file__).parent.parent / "rules" / "data"
OWN_SHARE = 0.6
STRENGTH = 1.0


def unseen_applications() -> list[tuple[Application, Mapping[str, Status]]]:
    """Each training application as the program reads it with a model that knows all other writers, and its right statuses."""
    found: list[tuple[Application, Mapping[str, Status]]] = []
    singles = single_sentences()
    by_writer = {writer: examples([writer]) for writer in training_writers()}
    for writer in by_writer:
        others = [e for other, theirs in by_writer.items() if other != writer for e in theirs]
        model = LinearModel(fit(others + singles))
        for _, annotated in applications([writer]):
            document = as_document(annotated, topics=False)
            found.append((understand(document, model), annotated.status))
        print(f"read {writer}", file=sys.stderr)
    return found


def table(
    criteria: tuple[Criterion, ...], read: list[tuple[Application, Mapping[str, Status]]]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Numbers, criterion index and status index, one row a criterion and application."""
    rows, which, status = [], [], []
    for application, right in read:
        for index, criterion in enumerate(criteria):
            computed = criterion.compute(application) if criterion.compute else None
            rows.append([*numbers(criterion, application, computed), 1.0])
            which.append(index)
            status.append(STATUSES.index(right[criterion.id]))
    return np.array(rows), np.array(which), np.array(status)


def fit_decision(
    criteria: tuple[Criterion, ...], rows: np.ndarray, which: np.ndarray, status: np.ndarray
) -> np.ndarray:
    """Weights of shape (criteria, statuses, numbers): what all criteria share, and what each has of its own, fitted together."""
    width = rows.shape[1]
    wide = np.zeros((len(rows), width * (len(criteria) + 1)))
    wide[:, :width] = rows
    for r, (row, c) in enumerate(zip(rows, which, strict=True)):
        wide[r, width * (c + 1) : width * (c + 2)] = row * OWN_SHARE
    model = LogisticRegression(C=STRENGTH, max_iter=3000, random_state=1)
    model.fit(wide, status)
    coef = np.zeros((len(STATUSES), wide.shape[1]))
    coef[model.classes_] = model.coef_
    weights = np.stack(
        [coef[:, :width] + OWN_SHARE * coef[:, width * (c + 1) : width * (c + 2)] for c in range(len(criteria))]
    )
    weights[:, model.classes_, -1] += model.intercept_
    return weights


def main() -> int:
    """Train and write the decision model."""
    criteria = catalogue()
    rows, which, status = table(criteria, unseen_applications())
    weights = fit_decision(criteria, rows, which, status)
    possible = np.zeros((len(criteria), len(STATUSES)), dtype=bool)
    for c, s in zip(which, status, strict=True):
        possible[c, s] = True
    np.savez_compressed(
        DATA / "decision.npz",
        weights=weights.astype(np.float32),
        possible=possible,
        criteria=np.array([c.id for c in criteria]),
    )
    print(f"decision: {len(rows)} verdicts, {len(criteria)} criteria", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
