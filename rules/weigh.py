"""Weigh the evidence for one criterion: what single sentences say, and what the facts say, to one calibrated status.

Two steps. The sentence model has given each sentence its signs. Here the strongest signs for, partly for and against, and the
status that the facts alone give, become a dozen numbers, and a small trained model turns those into a probability for each status
(`rules/data/decision.npz`, made by ``training/decide.py`` on writers that the sentence model had not seen).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np

from extractors.language.judge import ONLY_LOOKS
from extractors.model import Application, Sentence
from rules.criterion import Criterion
from rules.evidence import answers
from rules.model import STATUSES, Candidate, Computed, Evidence, Status, Verdict

_FLOOR = 0.003
_SILENCE = 0.06
_TOLD = 0.1
FACT_NUMBERS = len(STATUSES) + 1
"""How many of the numbers, the last ones, are what facts alone say."""


def _logit(p: float) -> float:
    p = min(max(p, _FLOOR), 1 - _FLOOR)
    return math.log(p / (1 - p))


def _strongest(sentences: Sequence[Sentence], label: str, count: int = 2) -> list[float]:
    values = sorted((s.signs.get(label, 0.0) for s in sentences), reverse=True)[:count]
    return values + [0.0] * (count - len(values))


def numbers(criterion: Criterion, application: Application, computed: Computed | None) -> list[float]:
    """The numbers that the decision model sees for one criterion of one application."""
    body = answers(application)
    home = [s for s in body if criterion.topic in s.topics]
    name = criterion.id
    first, second = _strongest(body, name)
    # Weak signs are left out of the chance that any sentence carries it: a long text has many, and they are no evidence.
    told = [p for s in body if (p := s.signs.get(name, 0.0)) >= _TOLD]
    either = 1.0 - math.prod(1.0 - p for p in told)
    net = max((s.signs.get(name, 0.0) * (1 - s.signs.get(name + "?", 0.0)) for s in body), default=0.0)
    real = max((s.signs.get(name, 0.0) * (1 - s.signs.get(ONLY_LOOKS, 0.0)) for s in body), default=0.0)
    best = max(body, key=lambda s: s.signs.get(name, 0.0), default=None)
    seeming = best.signs.get(ONLY_LOOKS, 0.0) if best else 0.0
    row = [
        _logit(net) / 3,
        _logit(real) / 3,
        _logit(seeming) / 3,
        _logit(first) / 3,
        _logit(second) / 3,
        _logit(either) / 3,
        _logit(_strongest(home, name, 1)[0]) / 3,
        *(_logit(partly) / 3 for partly in _strongest(body, name + "~")),
        _logit(_strongest(body, name + "-", 1)[0]) / 3,
        _logit(_strongest(body, name + "?", 1)[0]) / 3,
        min(len(body), 150) / 150,
    ]
    row.append(1.0 if _silent(name, application, computed) else 0.0)
    row += [1.0 if computed and computed.status == status else 0.0 for status in STATUSES]
    row.append(1.0 if computed is None else 0.0)
    return row


def _silent(criterion: str, application: Application, computed: Computed | None) -> bool:
    """Whether neither facts nor any sentence speak of the criterion: then nothing can be quoted, and nothing is said to be there."""
    signs = (s.signs.get(criterion + sign, 0.0) for s in answers(application) for sign in ("", "~", "-"))
    return computed is None and max(signs, default=0.0) < _SILENCE


@lru_cache(maxsize=1)
def _decision() -> Mapping[str, Any]:
    with as_file(files("rules.data").joinpath("decision.npz")) as path, np.load(path, allow_pickle=False) as arrays:
        return {key: arrays[key] for key in arrays.files}


def shares(criterion: str, row: Sequence[float]) -> dict[Status, float]:
    """Probability of each status, from the numbers of :func:`numbers`. Raises KeyError for a criterion never trained."""
    model = _decision()
    index = {str(c): i for i, c in enumerate(model["criteria"])}[criterion]
    logits = model["weights"][index] @ np.array([*row, 1.0])
    logits = np.where(model["possible"][index], logits, -1e9)
    grown = np.exp(logits - logits.max())
    return {status: float(p) for status, p in zip(STATUSES, grown / grown.sum(), strict=True)}


def _candidates(criterion: str, sentences: Sequence[Sentence]) -> tuple[Candidate, ...]:
    def interest(s: Sentence) -> float:
        return max(s.signs.get(criterion + sign, 0.0) for sign in ("", "~", "-", "?"))

    best = sorted((s for s in sentences if interest(s) >= 0.1), key=interest)
    return tuple(
        Candidate(
            text=s.text,
            block=s.block,
            page=s.page,
            carries=s.signs.get(criterion, 0.0),
            partly=s.signs.get(criterion + "~", 0.0),
            denies=s.signs.get(criterion + "-", 0.0),
            only_looks=s.signs.get(criterion + "?", 0.0),
        )
        for s in best[-1:-5:-1]
    )


def _quotes(criterion: str, status: Status, sentences: Sequence[Sentence]) -> tuple[Evidence, ...]:
    """The sentence that carries the status best; a second one where it is nearly as strong."""
    weights = {"uppfyllt": (1.0, 0.4, 0.0), "delvis": (0.5, 1.0, 0.2), "avviker": (0.1, 0.1, 1.0)}[status]

    def strength(s: Sentence) -> float:
        signs = (s.signs.get(criterion, 0.0), s.signs.get(criterion + "~", 0.0), s.signs.get(criterion + "-", 0.0))
        return sum(w * p for w, p in zip(weights, signs, strict=True)) - 0.3 * s.signs.get(criterion + "?", 0.0)

    ranked = sorted(sentences, key=strength, reverse=True)
    if not ranked or strength(ranked[0]) < _SILENCE:
        return ()
    best = [s for s in ranked[:2] if strength(s) > 0.6 * strength(ranked[0])] or ranked[:1]
    return tuple(Evidence(text=s.text, block=s.block, page=s.page) for s in best)


_REASONS: dict[Status, str] = {
    "uppfyllt": "Texten visar det själv.",
    "delvis": "Något sägs, men mindre än kriteriet frågar efter.",
    "saknas": "Inget i handlingen visar det.",
    "avviker": "Texten visar motsatsen.",
}


def weigh(criterion: Criterion, application: Application) -> Verdict:
    """The verdict on one criterion, with its quotations, reason and ground."""
    computed = criterion.compute(application) if criterion.compute else None
    if computed and computed.exact:
        found: dict[Status, float] = {s: 0.97 if s == computed.status else 0.01 for s in STATUSES}
    else:
        found = shares(criterion.id, numbers(criterion, application, computed))
        if _silent(criterion.id, application, computed):
            found = {"uppfyllt": 0.05, "delvis": 0.05, "saknas": 0.88, "avviker": 0.02}
    status = max(STATUSES, key=lambda s: found[s])
    quotes: tuple[Evidence, ...] = ()
    if status != "saknas":
        if computed and computed.quotes and (computed.status == status or computed.exact):
            quotes = computed.quotes
        else:
            quotes = _quotes(criterion.id, status, answers(application))
        if not quotes and status in ("uppfyllt", "delvis"):
            # Nothing that could be shown to a reader: then nothing is said to be there.
            status = "saknas"
    reason = computed.reason if computed and computed.status == status else _REASONS[status]
    leans = any(application.block(q.block).certainty < 0.8 for q in quotes)
    return Verdict(
        criterion=criterion.id,
        status=status,
        certainty=round(found[status], 3),
        quotes=quotes,
        reason=reason,
        uncertain_reading=leans,
        candidates=_candidates(criterion.id, answers(application)),
        computed=computed,
        shares={s: round(p, 3) for s, p in found.items()},
    )
