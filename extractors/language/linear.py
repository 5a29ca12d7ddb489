"""A linear model over hashed features: small, exact to repeat, and quick to load.

Weights are shipped as int8 with one scale per label; features are hashed with CRC-32, so no vocabulary is shipped.
Trained by ``training/train.py``; the file is an ``.npz`` with ``ids``, ``weights``, ``scales``, ``bias`` and ``labels``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import as_file, files
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


# A sentence's own words, its letter sequences and its neighbours' words are brought to one length each before they are put together, so
# that neither a long word nor a long neighbour drowns what the sentence says.
_PARTS = {"c": 0.7, "f": 0.35, "e": 0.35}


def hashed(features: Iterable[str]) -> dict[int, float]:
    """Hash features to a sparse vector whose parts have set lengths; repeated features count with the logarithm of their number."""
    # Plain dicts and no logarithm of one: this runs for each of some hundred thousand features of an application.
    parts: dict[str, dict[int, int]] = {}
    for feature in features:
        name = feature.partition(":")[0]
        if name not in _PARTS:
            name = ""
        counts = parts.get(name)
        if counts is None:
            counts = parts[name] = {}
        key = crc32(feature.encode("utf-8"))
        counts[key] = counts.get(key, 0) + 1
    vector: dict[int, float] = {}
    for name, counts in parts.items():
        weights = {key: 1.0 if n == 1 else 1.0 + math.log(n) for key, n in counts.items()}
        scale = _PARTS.get(name, 1.0) / math.sqrt(sum(w * w for w in weights.values()))
        vector |= {key: w * scale for key, w in weights.items()}
    return vector


class LinearModel:
    """One logistic regression per label over hashed features."""

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        self.ids: npt.NDArray[np.uint32] = arrays["ids"]
        self.weights: npt.NDArray[np.int8] = arrays["weights"]
        self.scales: Floats = arrays["scales"]
        self.bias: Floats = arrays["bias"]
        self.labels: tuple[str, ...] = tuple(str(label) for label in arrays["labels"])

    def probabilities(self, vectors: Sequence[Mapping[int, float]]) -> Floats:
        """Probability of each label for each vector: an array of shape (vectors, labels)."""
        scores = np.empty((len(vectors), len(self.labels)), dtype=np.float32)
        for row, vector in enumerate(vectors):
            keys = np.fromiter(vector.keys(), dtype=np.uint32, count=len(vector))
            values = np.fromiter(vector.values(), dtype=np.float32, count=len(vector))
            places = np.minimum(np.searchsorted(self.ids, keys), len(self.ids) - 1)
            known = self.ids[places] == keys
            scores[row] = values[known] @ self.weights[places[known]].astype(np.float32)
        logits = scores * self.scales + self.bias
        result: Floats = (1.0 / (1.0 + np.exp(-logits))).astype(np.float32)
        return result


@lru_cache(maxsize=4)
def shipped(name: str) -> LinearModel:
    """Load a shipped model, by the name of its file in ``extractors/data`` without ``.npz``; loaded once a process."""
    with as_file(files("extractors.data").joinpath(f"{name}.npz")) as path, np.load(path, allow_pickle=False) as arrays:
        return LinearModel({key: arrays[key] for key in arrays.files})
