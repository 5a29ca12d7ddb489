"""Choose one of several candidates, or none, by what is marked of each: a small log-linear model with shipped weights."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

Marks = Mapping[str, float]


def probabilities(marks: Sequence[Marks], weights: Mapping[str, float]) -> list[float]:
    """The probability of each candidate; what they lack to 1 is the probability that none of them is right.

    A mark without a weight counts nothing; ``bias`` is what every candidate must overcome.
    """
    scores = [weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in m.items()) for m in marks]
    most = max([0.0, *scores])
    powers = [math.exp(s - most) for s in scores]
    whole = math.exp(-most) + sum(powers)
    return [p / whole for p in powers]


@lru_cache(maxsize=4)
def shipped_weights(name: str) -> Mapping[str, float]:
    """The weights in ``extractors/data/NAME.json``, as ``training/heads.py`` writes them."""
    found: dict[str, float] = json.loads(files("extractors.data").joinpath(f"{name}.json").read_text(encoding="utf-8"))
    return found
