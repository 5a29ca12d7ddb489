"""What the sentence model sees of a sentence: stems, pairs, letter sequences, its clauses' cues, its numbers and its place.

Features are strings; the model hashes them. Keep this module in step with the shipped weights: `training/train.py` makes them anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.language.pipeline import clauses
from extractors.model import BlockKind, Topic

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ENDINGS = re.compile(
    r"(?<=[a-zåäö]{3})(heternas|heterna|heten|heter|ningarna|ningar|ningen|arnas|ernas|ornas|arna|erna|orna|andes|ande|ens|ets|"
    r"aren|are|ast|ade|ats|at|en|et|er|ar|or|na|as|es|s|a|e|t|n|d)$"
)
_NUMBERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("kr", re.compile(r"\d[\d  .,]*\s*(kr\b|kronor|tkr|mkr|mnkr|kkr|:-)", re.I)),
    ("procent", re.compile(r"\d\s*(%|procent)", re.I)),
    ("tjanst", re.compile(r"\d[\d,]*\s*(%|procent|tjänst|årsarbet|heltid)|heltid|halvtid|deltid", re.I)),
    ("alder", re.compile(r"\d\d\s*(-|–|till|och)\s*\d\d\s*år|\d\d\s*år\b|\d\d[-–]åring", re.I)),
    (
        "datum",
        re.compile(
            r"\b(20\d\d-\d\d(-\d\d)?|\d{1,2}[/.]\d{1,2}[ -]|\d{1,2} (jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec))",
            re.I,
        ),
    ),
    (
        "manad",
        re.compile(
            r"\b(januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b", re.I
        ),
    ),
    ("termin", re.compile(r"\b(hösten|våren|HT|VT|tertial|kvartal|vecka|v\.?)\s*-?\d", re.I)),
    ("ar", re.compile(r"\b20[12]\d\b|-2\d\b")),
    ("langd", re.compile(r"\b(\d+|ett|en|två|tre|fyra|fem|sex|tolv|arton) (år|månader|mån|veckor)\b", re.I)),
    ("antal", re.compile(r"\b\d{1,3}\b")),
    ("antalord", re.compile(r"\b(två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|femton|tjugo|trettio)\b", re.I)),
)
_PARTIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("AF", re.compile(r"\b(AF|Af|[Aa]rbetsförmedling\w*)\b")),
    ("FK", re.compile(r"\b(FK|Fk|F-kassan|[Ff]örsäkringskassa\w*)\b")),
    (
        "kommun",
        re.compile(
            r"\b(\w*[Kk]ommun\w*|[Ss]ocialtjänst\w*|IFO|\w*nämnden|[Ss]ocialförvaltning\w*|AME|[Aa]rbetsmarknadsenhet\w*)\b"
        ),
    ),
    (
        "region",
        re.compile(
            r"\b([Rr]egion\w*|[Pp]sykiatri\w*|[Pp]rimärvård\w*|[Vv]årdcentral\w*|VC|\w+psykiatri\w*|[Ll]andsting\w*|[Ss]jukvård\w*)\b"
        ),
    ),
)


@dataclass(frozen=True)
class Context:
    """Where a sentence stands: kind, topics, nearest heading, share of the document before it, its neighbours' text."""

    kind: BlockKind
    topics: tuple[Topic, ...]
    heading: str
    position: float
    before: str
    after: str


def stem(word: str) -> str:
    """The word without its commonest inflection endings; enough for features, not a lemma."""
    shorter = _ENDINGS.sub("", word)
    return _ENDINGS.sub("", shorter) if len(shorter) > 6 else shorter


def _words(text: str) -> list[str]:
    return re.findall(r"[a-zåäöé]+|\d+", text.lower())


def features(doc: Doc, context: Context) -> Iterator[str]:
    """The features of one sentence in its context, as strings, with repetition allowed."""
    text = doc.text
    words = ["<num>" if w.isdigit() else w for w in _words(text)]
    stems = [stem(w) for w in words]
    for word in words:
        yield "w:" + word
    for a in stems:
        yield "s:" + a
    padded = ["<", *stems, ">"]
    for a, b in zip(padded, padded[1:], strict=False):
        yield f"b:{a}_{b}"
    for a, b in zip(padded, padded[2:], strict=False):
        yield f"g:{a}_{b}"
    for word in words:
        framed = f"<{word}>"
        if len(word) > 4:
            for size in (4, 5, 6):
                for i in range(len(framed) - size + 1):
                    yield f"c:{framed[i : i + size]}"
    for clause in clauses(doc):
        for cue in clause.cues:
            yield "q:" + cue
            if cue not in ("mal", "skyldighet"):
                for word in clause.words:
                    if not word.isdigit():
                        yield f"q:{cue}:{stem(word)}"
    for name, pattern in _NUMBERS:
        count = len(pattern.findall(text))
        if count:
            yield f"n:{name}"
            if count > 1:
                yield f"n2:{name}"
    kinds = [name for name, pattern in _PARTIES if pattern.search(text)]
    for name in kinds:
        yield "p:" + name
    yield f"p:{min(len(kinds), 3)}"
    if text.endswith("?"):
        yield "fraga"
    for topic in context.topics:
        yield "t:" + topic
        for a in set(stems):
            yield f"t:{topic}:{a}"
    yield "k:" + context.kind
    for a in {stem(w) for w in _words(context.heading)}:
        yield "h:" + a
        yield f"hk:{a}:{context.kind}"
    yield f"l:{min(len(words) // 6, 5)}"
    yield f"pos:{min(int(context.position * 6), 5)}"
    for a in {stem(w) for w in _words(context.before)}:
        yield "f:" + a
    for a in {stem(w) for w in _words(context.after)}:
        yield "e:" + a
