"""Train the choice of the name of the insats: ``python -m training.heads``. Seeded; some minutes, a third of it the held-out sentence models.

A log-linear model over the candidates of one application, with "none of them" as one more. There are few applications and
many marks, so the weights are drawn towards ``BELIEFS``: what a reader would say beforehand that each mark is worth.
What the sentence model says of a sentence comes from a model that has not seen its writer, as it will be for a stranger's.
``--held-out`` prints how often each writer's names are found by weights that have not seen that writer.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from extractors.facts._choice import probabilities
from extractors.facts._head_fields import fields, template_blocks
from extractors.facts._name_candidates import candidates, people_in
from extractors.facts._name_marks import marks
from extractors.language.judge import contexts, cut, with_signs
from extractors.language.linear import LinearModel
from extractors.model import Sentence
from extractors.structure.headings import with_headings
from extractors.structure.topics import with_topics
from training.annotated import Annotated
from training.corpus import applications, as_document, examples, training_writers, vectors
from training.train import DATA, fit

BELIEFS: Mapping[str, float] = {
    "bias": -4.5,
    "etikett": 4.5,
    "etikett-under": 4,
    "etikett-del": 2,
    "etikett-under-del": 2,
    "svag-etikett": 3,
    "svag-etikett-under": 1.5,
    "svag-etikett-del": 1,
    "namnger": 2,
    "namnger-nagot": 2,
    "medel": 1.5,
    "slag": 1,
    "subjekt": 0.5,
    "gors": 0.2,
    "versal": -0.2,
    "citat": 0.7,
    "forkortning": 0.5,
    "titel-ensam": 2,
    "titel-efter-allmant": 3.2,
    "titel-fore": 2.2,
    "titel-inuti": 2.2,
    "titel-citat": 3,
    "titel-hel": 0,
    "titel-efter": -0.5,
    "titel-kort": 0.3,
    "titel-parentes": 1.5,
    "rubrik-ensam": -0.5,
    "rubrik-efter-allmant": 2,
    "rubrik-fore": 0.5,
    "rubrik-inuti": 0.5,
    "rubrik-citat": 1.5,
    "rubrik-hel": -0.5,
    "rad-ensam": 0,
    "rad-efter-allmant": 2,
    "rad-fore": 1.5,
    "rad-efter": 0,
    "rad-inuti": 1.5,
    "rad-citat": 1.5,
    "rad-hel": -0.5,
    "titel-aterkommer": 1.5,
    "aterkommer": 0.7,
    "larts": 1.5,
    "larts-forst": 1,
    "lage": -1,
    "tidigt": 0.5,
    "ort": -2.5,
    "part": -2.5,
    "namner-part": -0.5,
    "gemen": -1.2,
    "borjar-gement": -2,
    "beskriver": -1,
    "vanligt-ord": -1,
    "del-av-vanligare": -2,
    "rymmer-vanligare": -1,
    "efter-ort-ord": -1.5,
    "efter-slag": 1,
    "fore-verb": 0.7,
    "bara-rader": -0.3,
    "andras": -1,
    "person": -1,
    "antal": 0.7,
    "en-gang": -0.3,
    "i-rubrik": 0.3,
    "med-tid": 0.5,
    "ord:6": -1,
    "ord:5": -0.4,
    "ord:4": -0.1,
    "versaler": -0.1,
    "del-av-person": -3,
    "etikettord": -2.5,
    "bojt-ord": -1,
    "slutar-med-ort": -1,
    "bygd": -2,
    "borjas": 1.5,
    "varar": 1.5,
    "forklaras": 2.5,
}
_STRENGTH = 2.0
_SIGNS = ("insatsnamn", "varaktighet", "malltext")


@dataclass(frozen=True)
class Case:
    """The candidates of one application by their marks, and which of them are right; none is where the text gives no name."""

    writer: str
    marks: list[dict[str, float]]
    right: list[bool]
    named: bool


def cases(writers: Sequence[str]) -> Iterator[Case]:
    """Every application of these writers, as the program reads it."""
    known = examples(writers)
    for writer in writers:
        model = LinearModel(fit([e for e in known if e.writer != writer], labels=_SIGNS))
        for _, annotated in applications([writer]):
            yield _case(writer, annotated, model)


def _case(writer: str, annotated: Annotated, model: LinearModel) -> Case:
    document = with_topics(with_headings(as_document(annotated, topics=False)))
    sentences = _signed(with_signs(cut(document.blocks)), model)
    found = candidates(document, fields(document, template_blocks(document, sentences)), sentences)
    name = annotated.head.get("insatsnamn")
    right = [name is not None and c.name.lower() == str(name).lower() for c in found]
    people = people_in(b.text for b in document.blocks)
    seen = [marks(document, sentences, c, found, people) for c in found]
    return Case(writer, seen, right, name is not None)


def _signed(sentences: Sequence[Sentence], model: LinearModel) -> list[Sentence]:
    """The sentences with this model's signs in place of the shipped model's."""
    table = model.probabilities(vectors(list(sentences), contexts(list(sentences))))
    return [
        s.model_copy(update={"signs": {**s.signs, **dict(zip(model.labels, map(float, row), strict=True))}})
        for s, row in zip(sentences, table, strict=True)
    ]


def weights(known: Sequence[Case]) -> dict[str, float]:
    """The most likely weights given the cases and the beliefs; a case whose name is no candidate teaches nothing."""
    usable = [c for c in known if c.marks and (any(c.right) or not c.named)]
    names = [*sorted({k for c in usable for m in c.marks for k in m} | set(BELIEFS) - {"bias"}), "bias"]
    column = {name: i for i, name in enumerate(names)}
    rows = [(m | {"bias": 1.0}, i, yes) for i, c in enumerate(usable) for m, yes in zip(c.marks, c.right, strict=True)]
    table = np.zeros((len(rows), len(names)))
    for r, (m, _, _) in enumerate(rows):
        for name, value in m.items():
            table[r, column[name]] = value
    case = np.array([i for _, i, _ in rows])
    right = np.array([yes for _, _, yes in rows])
    has = np.zeros(len(usable), bool)
    has[case[right]] = True
    beliefs = np.array([BELIEFS.get(name, 0.0) for name in names])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = table @ w
        most = np.zeros(len(usable))
        np.maximum.at(most, case, scores)
        power = np.exp(scores - most[case])
        whole, good = np.exp(-most), np.where(has, 1e-300, np.exp(-most))
        np.add.at(whole, case, power)
        np.add.at(good, case[right], power[right])
        pull = w - beliefs
        slope = table.T @ (power / whole[case] - np.where(right, power / good[case], 0.0)) + 2 * _STRENGTH * pull
        return float(np.log(whole / good).sum() + _STRENGTH * pull @ pull), slope

    best = minimize(loss, beliefs, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return {name: round(float(value), 3) for name, value in zip(names, best, strict=True)}


def held_out(known: Sequence[Case]) -> dict[str, float]:
    """The share of right answers (the name, or that there is none) for each writer, by weights that have not seen it."""
    found = {}
    for writer in sorted({c.writer for c in known}):
        others = weights([c for c in known if c.writer != writer])
        own = [c for c in known if c.writer == writer]
        found[writer] = round(sum(_answered(c, others) for c in own) / len(own), 3)
    return found


def _answered(case: Case, chosen: Mapping[str, float]) -> bool:
    chances = probabilities(case.marks, chosen)
    if not chances or sum(chances) < 0.5:
        return not case.named
    return case.right[chances.index(max(chances))]


def main() -> int:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--held-out", action="store_true", help="also measure each writer by weights that have not seen it"
    )
    args = parser.parse_args()
    known = list(cases(training_writers()))
    if args.held_out:
        print(held_out(known), file=sys.stderr)
    (DATA / "insatsnamn.json").write_text(
        json.dumps(weights(known), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
