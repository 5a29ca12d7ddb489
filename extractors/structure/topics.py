"""Tell what each part of a document is about: blocks → canonical topics.

A heading says it best, its text says it too, and a section seldom changes subject in the middle. The topic model gives each block a
probability for every topic; the best path through the document (Viterbi) weighs words against the cost of changing subject, which is
small at a heading, and large inside a section that a clear heading opens. A letter without headings changes subject in the middle of its
paragraphs: there each sentence is asked, and a paragraph may be about two things.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import get_args

from extractors.language.features import stem
from extractors.language.linear import hashed, shipped
from extractors.language.sentences import split_sentences
from extractors.model import Block, Document, Topic
from extractors.structure.headings import run_in_heading

TOPICS: tuple[Topic, ...] = get_args(Topic)

_CHANGE_AT_HEADING = 0.7
_CHANGE_IN_SECTION = 7.0
_CHANGE_WITH_FEW_HEADINGS = 1.0
_FEW_HEADINGS = 3
_SECOND_TOPIC = 0.45
_SENTENCES_SHARE = 0.7
_SECOND_IN_PARAGRAPH = 0.2
_LONG_PARAGRAPH = 15


def topic_features(block: Block, position: float) -> Iterator[str]:
    """What the topic model sees of a block: its words and letter sequences, apart for headings, prompts and running text."""
    heading = block.kind in ("titel", "rubrik")
    mark = "H" if heading else "B"
    words = re.findall(r"[a-zåäöé]+", block.text.lower())[:120]
    stems = [stem(w) for w in words]
    for a in stems:
        yield f"{mark}s:{a}"
        yield f"s:{a}"
    for a, b in zip(stems, stems[1:], strict=False):
        yield f"{mark}b:{a}_{b}"
    for word in words[:40]:
        framed = f"<{word}>"
        for size in (4, 5):
            for i in range(len(framed) - size + 1):
                yield f"{mark}c:{framed[i : i + size]}"
    if block.cells:
        prompt = block.cells[0].lower()
        for word in re.findall(r"[a-zåäöé]+", prompt):
            yield f"P:{stem(word)}"
    if re.search(r"\d{3}\s*(kr|tkr|000)", block.text):
        yield f"{mark}kr"
    if re.search(r"\b20\d\d\b", block.text):
        yield f"{mark}ar"
    yield f"{mark}k:{block.kind}"
    yield f"{mark}pos:{min(int(position * 8), 7)}"
    if heading and len(words) == 0:
        yield "Htom"


def with_topics(document: Document) -> Document:
    """The same document, each block with the topics of its section; blocks that already have topics keep them."""
    blocks = document.blocks
    if not blocks or all(b.topics for b in blocks):
        return document
    few_headings = sum(b.kind == "rubrik" for b in blocks) < _FEW_HEADINGS
    odds = _odds([(b, i / len(blocks)) for i, b in enumerate(blocks)])
    if few_headings:
        odds = [_with_sentences(b, i / len(blocks), odds[i]) for i, b in enumerate(blocks)]
    path = _best_path(blocks, odds, _CHANGE_WITH_FEW_HEADINGS if few_headings else _CHANGE_IN_SECTION)
    found: list[Block] = []
    second: Topic | None = None
    for i, block in enumerate(blocks):
        main = TOPICS[path[i]]
        if block.kind in ("titel", "rubrik"):
            second = _second_topic(odds[i], path[i])
        elif i and path[i] != path[i - 1]:
            second = None
        other = second
        if few_headings and block.kind == "stycke" and len(block.text.split()) >= _LONG_PARAGRAPH:
            other = second or _second_topic(odds[i], path[i], _SECOND_IN_PARAGRAPH)
        found.append(block.model_copy(update={"topics": (main, other) if other else (main,)}))
    return document.model_copy(update={"blocks": tuple(found)})


def _odds(placed: Sequence[tuple[Block, float]]) -> list[list[float]]:
    """For each block, with its place from 0 to 1 in the document, the probability of every topic."""
    model = shipped("topics")
    table = model.probabilities([hashed(topic_features(block, place)) for block, place in placed])
    column = {label: i for i, label in enumerate(model.labels)}
    return [[float(row[column[t]]) if t in column else 0.001 for t in TOPICS] for row in table]


def _with_sentences(block: Block, place: float, whole: Sequence[float]) -> list[float]:
    """The paragraph's probabilities, mostly as its sentences have them one by one, each counted by its words; they add up to 1."""
    whole_sum = sum(whole) or 1.0
    mixed = [p / whole_sum for p in whole]
    sentences = [text for _, text in split_sentences(block.text)] if block.kind == "stycke" else []
    if len(sentences) < 2:
        return mixed
    words = [len(text.split()) for text in sentences]
    rows = _odds([(Block(id=0, kind="stycke", text=text), place) for text in sentences])
    for row, count in zip(rows, words, strict=True):
        share = count / sum(words) / (sum(row) or 1.0)
        for k, p in enumerate(row):
            mixed[k] += _SENTENCES_SHARE / (1 - _SENTENCES_SHARE) * share * p
    return [p * (1 - _SENTENCES_SHARE) for p in mixed]


def _second_topic(odds: Sequence[float], main: int, least: float = _SECOND_TOPIC) -> Topic | None:
    """The other topic of a heading that plainly names two ("Mål och målgrupp"), or of a paragraph that is about two things."""
    best = max((k for k in range(len(TOPICS)) if k != main), key=lambda k: odds[k])
    return TOPICS[best] if odds[best] >= least else None


def _best_path(blocks: Sequence[Block], odds: Sequence[Sequence[float]], inside: float) -> list[int]:
    """The topic of each block; ``inside`` is what it costs to change subject where no heading stands."""
    states = range(len(TOPICS))
    score = [0.0 for _ in states]
    back: list[list[int]] = []
    for i, block in enumerate(blocks):
        heading = block.kind in ("titel", "rubrik")
        weight = 2.0 if heading else 0.8
        whole = sum(odds[i]) or 1.0
        emission = [weight * math.log(max(p / whole, 0.002)) for p in odds[i]]
        change = _CHANGE_AT_HEADING if heading else inside
        if not heading and run_in_heading(block):
            change = min(change, 1.5)
        if block.kind == "rad" and len(block.cells) == 2 and block.row != 0:
            change = min(change, 3.0)
        best = max(states, key=lambda s: score[s])
        steps, grown = [], []
        for s in states:
            stay, move = score[s], score[best] - change
            steps.append(s if stay >= move else best)
            grown.append(max(stay, move) + emission[s])
        back.append(steps)
        score = grown
    state = max(states, key=lambda s: score[s])
    path = [state]
    for steps in reversed(back[1:]):
        state = steps[state]
        path.append(state)
    return path[::-1]
