"""Load the annotated texts and give them the form in which the program itself sees text."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

from extractors.language.features import Context, features
from extractors.language.judge import ONLY_LOOKS, contexts
from extractors.language.linear import hashed
from extractors.language.pipeline import language
from extractors.language.sentences import split_sentences
from extractors.model import Block, BlockKind, Document, Sentence, Topic
from rules.criterion import catalogue
from training.annotated import Annotated, parse

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Example:
    """A sentence with its feature vector, its labels, and the writer it comes from; ``whole`` is False for single sentences."""

    vector: dict[int, float]
    labels: frozenset[str]
    writer: str
    document: str
    whole: bool


@lru_cache(maxsize=1)
def kept_out() -> frozenset[str]:
    """The writers that no training may see."""
    return frozenset(tomllib.loads((HERE / "writers.toml").read_text(encoding="utf-8"))["kept_out"])


def applications(writers: Iterable[str] | None = None) -> Iterator[tuple[str, Annotated]]:
    """(writer, application) in order of name; ``writers`` limits to some."""
    wanted = set(writers) if writers is not None else None
    for path in sorted((HERE / "applications").glob("*.md")):
        writer = path.stem.rpartition("-")[0]
        if wanted is None or writer in wanted:
            yield writer, parse(path.read_text(encoding="utf-8"))


def training_writers() -> list[str]:
    """The writers of whole applications that train."""
    return sorted({p.stem.rpartition("-")[0] for p in (HERE / "applications").glob("*.md")} - kept_out())


def as_document(annotated: Annotated, *, topics: bool = True) -> Document:
    """The blocks of an annotated application, as if read without loss; with its right topics if ``topics``."""
    blocks: list[Block] = []
    table, row, last_row_block = -1, 0, -2
    for number in sorted({u.block for u in annotated.units}):
        units = [u for u in annotated.units if u.block == number]
        first = units[0]
        cells: tuple[str, ...] = ()
        if first.kind == "rad":
            table, row = (table, row + 1) if last_row_block == len(blocks) - 1 else (table + 1, 0)
            last_row_block = len(blocks)
            cells = tuple(c.strip() for c in first.text.split("|"))
        blocks.append(
            Block(
                id=len(blocks),
                kind=first.kind,
                text=" | ".join(cells) if cells else " ".join(u.text for u in units),
                topics=first.topics if topics else (),
                cells=cells,
                table=table if cells else None,
                row=row if cells else None,
                level=1 if first.kind == "rubrik" else None,
                italic="malltext" in {m for u in units for m in u.marks},
            )
        )
    return Document(kind="md", blocks=tuple(blocks))


@lru_cache(maxsize=1)
def smart_carriers() -> Mapping[tuple[str, str], frozenset[str]]:
    """What carries the SMART letters a and r, by application and sentence: ``smart-a``, ``smart-r``, or with ``?`` what only looks so."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for line in (HERE / "smart-carriers.tsv").read_text(encoding="utf-8").splitlines():
        name, letter, text = line.split("\t")
        found[name, text].add(f"smart-{letter}")
    return {place: frozenset(labels) for place, labels in found.items()}


def as_sentences(annotated: Annotated) -> list[Sentence]:
    """The units as sentences, one to one and in the same order."""
    found: list[Sentence] = []
    heading, block, at = "", -1, 0
    for unit in annotated.units:
        if unit.kind in ("titel", "rubrik"):
            heading = unit.text
        at = at if unit.block == block else 0
        block = unit.block
        found.append(
            Sentence(
                id=len(found),
                block=unit.block,
                start=at,
                text=unit.text,
                kind=unit.kind,
                topics=unit.topics,
                heading=heading,
            )
        )
        at += len(unit.text) + 1
    return found


def labels_of(marks: Iterable[str]) -> frozenset[str]:
    """The labels that the model learns from a unit's marks: goals also give one label a SMART letter."""
    found: set[str] = set()
    for mark in marks:
        if mark.startswith("mal:"):
            _, kind, letters = mark.split(":")
            found |= {"mal", f"mal:{kind}"} | {f"smart:{letter}" for letter in letters if letter != "-"}
        else:
            found.add(mark)
    return frozenset(found)


def only_looks(labels: Iterable[str]) -> bool | None:
    """Whether a sentence only looks like evidence or denies it, of whatever criterion; None where it is marked as neither or as both.

    Denial, postponement and past are told in the same ways whatever they are about, so one label learns them from all criteria together.
    """
    known = {c.id for c in catalogue()}
    carries = any(label.removesuffix("~") in known for label in labels)
    misses = any(label[-1:] in "?-" and label[:-1] in known for label in labels)
    return misses if carries != misses else None


def _with_looks(labels: frozenset[str]) -> frozenset[str]:
    return labels | {ONLY_LOOKS} if only_looks(labels) else labels


def vectors(sentences: list[Sentence], places: list[Context] | None = None) -> list[dict[int, float]]:
    """Feature vectors of sentences in their contexts."""
    places = places or contexts(sentences)
    docs = language().pipe(s.text for s in sentences)
    return [hashed(features(doc, place)) for doc, place in zip(docs, places, strict=True)]


def examples(writers: Iterable[str]) -> list[Example]:
    """All sentences of these writers' applications."""
    found: list[Example] = []
    for writer, annotated in applications(writers):
        name = str(annotated.head["id"])
        for unit, vector in zip(annotated.units, vectors(as_sentences(annotated)), strict=True):
            labels = labels_of(unit.marks) | smart_carriers().get((name, unit.text), frozenset())
            found.append(Example(vector, _with_looks(labels), writer, name, True))
    return found


def labelled_singles() -> Iterator[tuple[str, Sentence, frozenset[str]]]:
    """(writer, sentence, labels) for each labelled single sentence."""
    for path in sorted((HERE / "sentences").glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            marks, topic, text = line.split("\t")
            kind: BlockKind = "rad" if " | " in text else "stycke"
            sentence = Sentence(id=0, block=0, start=0, text=text.strip(), kind=kind, topics=(cast(Topic, topic),))
            yield path.stem, sentence, labels_of(m for m in marks.split() if m != "-")
    yield from catalogue_examples()


def catalogue_examples() -> Iterator[tuple[str, Sentence, frozenset[str]]]:
    """The catalogue's own examples of one sentence: what `beredning kriterier` promises, the program shall have learned."""
    signs = {"uppfyllt": "", "delvis": "~", "avviker": "-", "saknas": "?"}
    for criterion in (c for c in catalogue() if c.topic != "mal"):  # a goal's example says nothing of its SMART letters
        for example in criterion.examples:
            if "\n" not in example.text and len(list(split_sentences(example.text))) == 1:
                kind: BlockKind = "rad" if " | " in example.text else "stycke"
                sentence = Sentence(id=0, block=0, start=0, text=example.text, kind=kind, topics=(criterion.topic,))
                yield "catalogue", sentence, frozenset({criterion.id + signs[example.status]})


def single_sentences() -> list[Example]:
    """The labelled single sentences as examples, each standing alone."""
    found: list[Example] = []
    for writer, sentence, labels in labelled_singles():
        place = Context(kind=sentence.kind, topics=sentence.topics, heading="", position=0.5, before="", after="")
        found.append(Example(vectors([sentence], [place])[0], _with_looks(labels), writer, "", False))
    return found


def single_topics() -> list[tuple[str, str]]:
    """(topic, sentence) for every single sentence that is evidence of something."""
    lines = (
        line for path in sorted((HERE / "sentences").glob("*.tsv")) for line in path.read_text("utf-8").splitlines()
    )
    return [(topic, text) for marks, topic, text in (line.split("\t") for line in lines) if marks != "-"]
