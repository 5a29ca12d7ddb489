"""Train the party models: ``python -m training.parties``. Seeded; under a minute.

First a model of mentions: does this mention show its party taking part? A mention is an example of yes where its
sentence is marked as evidence of taking part, or heads or signs the application, and the party takes part by the head;
else of no. Each example is given once with its section and once without, since sections may be misread or absent. Then
a model of parties over all their mentions' scores, taken from mention models that had not seen that writer.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from extractors.facts._parties_owner import owners
from extractors.facts._parties_plain import plainly
from extractors.facts._parties_resolve import Placed, resolve
from extractors.facts.parties import Key, applicants, evidence, mention_texts, signers
from extractors.facts.signatures import find_signatures
from extractors.language.linear import LinearModel, hashed
from extractors.model import Quote
from training.annotated import TOPICS, Annotated
from training.corpus import Example, applications, as_document, as_sentences, training_writers
from training.train import DATA, fit, write

_SHOWS = re.compile(r"^(?:minst-tva-parter|ataganden|projektagare|underskrift|egna-medel|bemanning|styrgrupp)(?:~|-)?$")
_SECTION = re.compile(rf"^h:|^pos:|^t:|:(?:{'|'.join(TOPICS)})(?::|$)")
_STRENGTH = 10.0


@dataclass(frozen=True)
class Text:
    """One annotated application, read as the program reads it, with what its head says of the parties."""

    writer: str
    placed: list[Placed]
    examples: list[Example]
    applying: list[Key]
    owning: Mapping[tuple[str, str], Quote]
    signing: set[Key]
    parties: dict[str, bool]


def party_key(kind: str, name: str) -> str:
    """Parties alike but for how the name is written share a key; an application has one region at most."""
    if kind in ("AF", "FK", "region"):
        return kind
    return kind + ":" + re.sub(r"\b(kommun|stad)s?\b", "", name.lower()).strip().rstrip("s")


def read(writer: str, annotated: Annotated) -> Text:
    """Read one application: its mentions as examples, and the facts that weigh in."""
    sentences = as_sentences(annotated)
    document = as_document(annotated)
    placed = resolve(sentences)
    parties = {party_key(p["slag"], p["namn"]): bool(p["deltar"]) for p in annotated.head["parter"]}
    found: list[Example] = []
    for p, features in zip(placed, mention_texts(placed, len(sentences)), strict=True):
        marks = annotated.units[p.sentence.id].marks
        shows = any(_SHOWS.match(m) for m in marks) or bool({"uppgifter", "underskrift"} & set(p.sentence.topics))
        takes_part = parties.get(party_key(p.kind, p.name), False)
        labels = frozenset({"deltar"} if shows and takes_part else ())
        found.append(Example(hashed(features), labels, writer, str(annotated.head["id"]), True))
        bare = [f for f in features if not _SECTION.search(f)]
        found.append(Example(hashed(bare), labels, writer, str(annotated.head["id"]), False))
    applying = applicants(placed)
    signing = signers(find_signatures(document, sentences), placed)
    return Text(writer, placed, found, applying, owners(placed, sentences, applying), signing, parties)


def rows(texts: Sequence[Text], model: LinearModel) -> list[tuple[dict[str, float], bool]]:
    """What speaks for each party of these texts, with the right answer."""
    found = []
    for text in texts:
        vectors = [e.vector for e in text.examples if e.whole]
        scores = plainly(text.placed, [float(row[0]) for row in model.probabilities(vectors)] if vectors else [])
        for key, marks in evidence(text.placed, scores, text.applying, text.owning, text.signing).items():
            if key[0] != "annan":
                found.append((marks, text.parties.get(party_key(*key), False)))
    return found


def mention_model(texts: Sequence[Text]) -> dict[str, Any]:
    """The arrays of a mention model trained on these texts."""
    return fit([e for text in texts for e in text.examples], strength=_STRENGTH)


def party_model(found: Sequence[tuple[Mapping[str, float], bool]]) -> dict[str, float]:
    """Weights by name, with ``bias``."""
    names = list(found[0][0])
    table = np.array([[marks[name] for name in names] for marks, _ in found])
    model = LogisticRegression(C=0.5, max_iter=1000, random_state=1)
    model.fit(table, [answer for _, answer in found])
    weights = dict(zip(names, model.coef_[0].tolist(), strict=True))
    return {name: round(value, 4) for name, value in (weights | {"bias": float(model.intercept_[0])}).items()}


def held_out_rows(texts: Sequence[Text]) -> list[tuple[dict[str, float], bool]]:
    """Rows for the party model, each writer's by a mention model that has not seen that writer."""
    found: list[tuple[dict[str, float], bool]] = []
    for writer in sorted({t.writer for t in texts}):
        others = mention_model([t for t in texts if t.writer != writer])
        found += rows([t for t in texts if t.writer == writer], LinearModel(others))
    return found


def main() -> int:
    """Train and write both models."""
    texts = [read(writer, annotated) for writer, annotated in applications(training_writers())]
    weights = party_model(held_out_rows(texts))
    write("parties", mention_model(texts))
    (DATA / "parties.json").write_text(json.dumps(weights, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(weights, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
