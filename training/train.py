"""Train the shipped models from the texts in this folder: ``python -m training.train``. Seeded; a few minutes on two cores."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from extractors.facts.goals import Surroundings, goal_features, lead_in, surroundings
from extractors.language.judge import ONLY_LOOKS, contexts
from extractors.language.linear import LinearModel, hashed
from extractors.language.pipeline import language
from extractors.model import Block
from extractors.structure.topics import topic_features
from training.corpus import (
    HERE,
    Example,
    applications,
    as_document,
    as_sentences,
    examples,
    labelled_singles,
    labels_of,
    only_looks,
    single_sentences,
    single_topics,
    training_writers,
    vectors,
)

DATA = Path(__file__).parent.parent / "extractors" / "data"
LEAST_EXAMPLES = 6


def matrix(vectors: Sequence[Mapping[int, float]], ids: np.ndarray) -> csr_matrix:
    """Sparse matrix of the vectors over the kept feature ids (sorted); unknown features are dropped."""
    rows: list[int] = []
    cols: list[int] = []
    vals: list[float] = []
    for r, vector in enumerate(vectors):
        keys = np.fromiter(vector.keys(), dtype=np.uint32, count=len(vector))
        values = np.fromiter(vector.values(), dtype=np.float32, count=len(vector))
        places = np.minimum(np.searchsorted(ids, keys), len(ids) - 1)
        known = ids[places] == keys
        rows += [r] * int(known.sum())
        cols += places[known].tolist()
        vals += values[known].tolist()
    return csr_matrix((vals, (rows, cols)), shape=(len(vectors), len(ids)), dtype=np.float32)


def kept_features(vectors: Sequence[Mapping[int, float]]) -> np.ndarray:
    """Ids of the features that stand in enough sentences to be worth shipping, sorted."""
    counts = Counter(key for vector in vectors for key in vector)
    return np.array(sorted(k for k, n in counts.items() if n >= 3), dtype=np.uint32)


_X: csr_matrix | None = None


def _fit(task: tuple[str, np.ndarray, np.ndarray, float]) -> tuple[str, np.ndarray, float]:
    label, rows, targets, strength = task
    assert _X is not None  # noqa: S101 - set before the pool forks
    model = LogisticRegression(C=strength, solver="liblinear", tol=0.01, max_iter=200, random_state=1)
    model.fit(_X if len(rows) == _X.shape[0] else _X[rows], targets)
    return label, model.coef_[0], float(model.intercept_[0])


def fit(data: Sequence[Example], strength: float = 25.0, labels: Sequence[str] | None = None) -> dict[str, np.ndarray]:
    """One logistic regression per label, or for some labels only.

    SMART letters and goal kinds are learned among goals alone, and whether evidence only looks like it among marked sentences alone.
    """
    global _X
    ids = kept_features([e.vector for e in data])
    _X = matrix([e.vector for e in data], ids)
    counts = Counter(label for e in data for label in e.labels)
    labels = labels or sorted(label for label, n in counts.items() if n >= LEAST_EXAMPLES)
    everything = np.arange(len(data))
    goals = np.array([i for i, e in enumerate(data) if "mal" in e.labels], dtype=int)
    marked = np.array([i for i, e in enumerate(data) if only_looks(e.labels) is not None], dtype=int)
    tasks = []
    for label in labels:
        rows = marked if label == ONLY_LOOKS else goals if label.startswith(("smart:", "mal:")) else everything
        targets = np.array([label in data[int(i)].labels for i in rows])
        if targets.any() and not targets.all():
            tasks.append((label, rows, targets, strength))
    with ProcessPoolExecutor(max_workers=2) as pool:
        fitted = {label: (w, b) for label, w, b in pool.map(_fit, tasks, chunksize=4)}
    labels = sorted(fitted)
    weights = np.stack([fitted[label][0] for label in labels], axis=1)
    scales = np.maximum(np.abs(weights).max(axis=0), 1e-6) / 127.0
    return {
        "ids": ids,
        "weights": np.round(weights / scales).astype(np.int8),
        "scales": scales.astype(np.float32),
        "bias": np.array([fitted[label][1] for label in labels], dtype=np.float32),
        "labels": np.array(labels),
    }


def topic_examples(writers: Iterable[str]) -> list[Example]:
    """Every block of these writers' applications, labelled with its topics; headings of the field's vocabulary are added."""
    found = []
    for writer, annotated in applications(writers):
        blocks = as_document(annotated).blocks
        for i, block in enumerate(blocks):
            vector = hashed(topic_features(block, i / len(blocks)))
            found.append(Example(vector, frozenset(block.topics), writer, str(annotated.head["id"]), True))
        for unit in annotated.units:
            if unit.kind == "stycke":
                block = Block(id=0, kind="stycke", text=unit.text)
                vector = hashed(topic_features(block, unit.block / len(blocks)))
                found.append(Example(vector, frozenset(unit.topics), writer, str(annotated.head["id"]), True))
    for topic, text in single_topics():
        block = Block(id=0, kind="stycke", text=text)
        found.append(Example(hashed(topic_features(block, 0.5)), frozenset({topic}), "", "", False))
    for line in (HERE / "headings.tsv").read_text(encoding="utf-8").splitlines():
        topics, text = line.split("\t")
        block = Block(id=0, kind="rubrik", text=text)
        found.append(Example(hashed(topic_features(block, 0.5)), frozenset(topics.split(",")), "", "", False))
    return found


def goal_examples(writers: Sequence[str]) -> list[Example]:
    """Every goal sentence of these writers' applications, as the SMART model sees it.

    What the rest of a text says of its goals is told by a sentence model that has not seen its writer, as it will be for a stranger's.
    """
    found = []
    known = examples(writers)
    for writer in writers:
        model = LinearModel(fit([e for e in known if e.writer != writer], labels=("smart-a", "smart-r")))
        for _, annotated in applications([writer]):
            bare = as_sentences(annotated)
            table = model.probabilities(vectors(bare))
            signs = [dict(zip(model.labels, map(float, row), strict=True)) for row in table]
            sentences = [s.model_copy(update={"signs": told}) for s, told in zip(bare, signs, strict=True)]
            places = contexts(sentences)
            around = surroundings(sentences)
            for i, unit in enumerate(annotated.units):
                labels = labels_of(unit.marks)
                if "mal" in labels:
                    doc, lead = language()(unit.text), lead_in(sentences, i)
                    vector = hashed(goal_features(doc, places[i], lead, around, signs[i]["smart-r"]))
                    found.append(Example(vector, labels, writer, str(annotated.head["id"]), True))
    return found


def single_goals() -> list[Example]:
    """The goals among the single sentences. They have no document, so their own words alone tell what they rest on."""
    found = []
    for writer, sentence, labels in labelled_singles():
        if "mal" in labels:
            around = Surroundings(accepted=float("smart:a" in labels), based=0.0, timed=False)
            basis = float("smart:r" in labels)
            vector = hashed(goal_features(language()(sentence.text), contexts([sentence])[0], "", around, basis))
            found.append(Example(vector, labels, writer, "", False))
    return found


def write(name: str, arrays: dict[str, np.ndarray], folder: Path = DATA) -> None:
    """Write a model where :func:`extractors.language.linear.shipped` finds it, and say how large it is."""
    path = folder / f"{name}.npz"
    np.savez_compressed(path, allow_pickle=False, **arrays)
    size = path.stat().st_size / 1e6
    print(f"{name}: {len(arrays['labels'])} labels, {len(arrays['ids'])} features, {size:.1f} MB", file=sys.stderr)


def main() -> int:
    """Train and write the topic model and the sentence model."""
    write("topics", fit(topic_examples(training_writers()), strength=6.0))
    write("goals", fit(goal_examples(training_writers()) + single_goals(), strength=5.0))
    data = examples(training_writers()) + single_sentences()
    print(f"{len(data)} sentences, writers {', '.join(training_writers())}", file=sys.stderr)
    write("sentences", fit(data))
    return 0


if __name__ == "__main__":
    sys.exit(main())
