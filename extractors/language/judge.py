"""Give every sentence of a document its signs: the probability that it carries, part-carries, denies or only looks like a criterion."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractors.language.features import Context, features
from extractors.language.linear import LinearModel, hashed, shipped
from extractors.language.pipeline import language
from extractors.language.prompts import is_prompt
from extractors.language.sentences import split_sentences
from extractors.model import Block, Sentence

ONLY_LOOKS = "skenbar"
"""The sign that a sentence denies, postpones or tells of the past, whatever it is about, where it speaks of a criterion at all."""
_LEAST = 0.02


def cut(blocks: Sequence[Block]) -> tuple[Sentence, ...]:
    """Cut the body blocks into sentences, each with the heading that it stands under; rows and headings stay whole."""
    found: list[Sentence] = []
    heading = ""
    for block in blocks:
        if block.kind in ("titel", "rubrik"):
            heading = block.text
        pieces = list(split_sentences(block.text)) if block.kind in ("stycke", "lista") else [(0, block.text)]
        for start, text in pieces:
            found.append(
                Sentence(
                    id=len(found),
                    block=block.id,
                    start=start,
                    text=text,
                    kind=block.kind,
                    page=block.page,
                    topics=block.topics,
                    heading=heading,
                )
            )
    return tuple(found)


def contexts(sentences: Sequence[Sentence]) -> list[Context]:
    """The context of each sentence: what stands before and after it in the same section."""
    total = max(len(sentences), 1)
    found = []
    for i, s in enumerate(sentences):
        before = sentences[i - 1] if i else None
        after = sentences[i + 1] if i + 1 < len(sentences) else None
        found.append(
            Context(
                kind=s.kind,
                topics=s.topics,
                heading=s.heading,
                position=i / total,
                before=before.text if before and before.heading == s.heading else "",
                after=after.text if after and after.heading == s.heading else "",
            )
        )
    return found


def with_signs(sentences: Sequence[Sentence], model: LinearModel | None = None) -> tuple[Sentence, ...]:
    """The same sentences with their signs, by the shipped sentence model or another; signs under 2 % are left out."""
    if not sentences:
        return ()
    model = model or shipped("sentences")
    docs = language().pipe(s.text for s in sentences)
    vectors = [hashed(features(doc, context)) for doc, context in zip(docs, contexts(sentences), strict=True)]
    table = model.probabilities(vectors)
    judged = []
    for sentence, row in zip(sentences, table, strict=True):
        signs = {model.labels[k]: round(float(row[k]), 4) for k in np.flatnonzero(row >= _LEAST)}
        judged.append(sentence.model_copy(update={"signs": signs, "prompt": is_prompt(sentence.text, signs)}))
    return tuple(judged)
