"""The organisations that an application names, and which of them take part, own and sign.

Each mention is judged where it stands (who does what in that clause, in which section); then all mentions of a party
are weighed together with what is known of it: that it applies, owns, or has signed. Both steps are small logistic
models trained by ``training/parties.py``; boxes, plain yes and no, ownership and signatures are read by rules.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from extractors.facts._parties_cues import phrase
from extractors.facts._parties_features import clause, cue_names, mention_features
from extractors.facts._parties_owner import owners
from extractors.facts._parties_plain import plainly
from extractors.facts._parties_resolve import Placed, resolve
from extractors.facts.gazetteer import mentions
from extractors.language.linear import hashed, shipped
from extractors.model import Document, Party, PartyKind, Quote, Sentence, Signature

Key = tuple[PartyKind, str]

_APPLIES = phrase("ansoker")
_FIRST_BLOCKS = 25
_LEAST = 0.02
_COMMITS = 0.5
_TAKES_PART = 0.5


def find_parties(
    document: Document, sentences: Sequence[Sentence], signatures: Sequence[Signature]
) -> tuple[Party, ...]:
    """The organisations of an application, those that take part first; the förbund applied to is not among them."""
    placed = resolve(sentences)
    if not placed:
        return ()
    scores = mention_scores(placed, len(sentences))
    applying = applicants(placed)
    owning = owners(placed, sentences, applying)
    signing = signers(signatures, placed)
    found = []
    for key, marks in evidence(placed, scores, applying, owning, signing).items():
        kind, name = key
        own = [(p, s) for p, s in zip(placed, scores, strict=True) if (p.kind, p.name) == key]
        sure = key in owning or key in signing or key in applying
        part = kind != "annan" and (sure or _probability(marks) >= _TAKES_PART)
        found.append(
            Party(
                name=name,
                kind=kind,
                participates=part or key in owning,
                owner=key in owning,
                mentions=_quotes([p for p, _ in own]),
                commitments=_quotes([p for p, s in own if s >= _COMMITS]) if part else (),
                signed=key in signing,
                owner_quote=owning.get(key),
            )
        )
    return tuple(sorted(found, key=lambda party: not party.participates))


def mention_scores(placed: Sequence[Placed], total: int) -> list[float]:
    """The probability of each mention that it shows its party taking part."""
    model = shipped("parties")
    vectors = [hashed(f) for f in mention_texts(placed, total)]
    return plainly(placed, [float(row[0]) for row in model.probabilities(vectors)])


def mention_texts(placed: Sequence[Placed], total: int) -> list[list[str]]:
    """The features of each mention, given the number of sentences of the document."""
    around: dict[int, list[Placed]] = defaultdict(list)
    for p in placed:
        around[p.sentence.id].append(p)
    return [list(mention_features(p, around[p.sentence.id], p.sentence.id / max(total, 1))) for p in placed]


def applicants(placed: Sequence[Placed]) -> list[Key]:
    """The parties that apply, by the lines that say so near the start."""
    found: dict[Key, None] = {}
    for p in placed:
        if p.sentence.block <= _FIRST_BLOCKS and p.kind != "annan":
            before = p.sentence.text[: p.mention.start]
            after = clause(p, [p])[1]
            label = _APPLIES.search(before) and len(before) < 60
            if label or re.match(r"[^.;|]{0,50}?\b(?:an)?söker\b|[^.;|]{0,50}?\bhemställer\b", after):
                found[p.kind, p.name] = None
    return list(found)


def signers(signatures: Sequence[Signature], placed: Sequence[Placed]) -> set[Key]:
    """The parties whose people have signed."""
    found: set[Key] = set()
    for signature in signatures:
        for p in placed:
            if p.kind == signature.kind and p.sentence.block == signature.block and p.mention.form != "plural":
                written = p.sentence.text[p.mention.start : p.mention.end]
                if written in (signature.organisation or written):
                    found.add((p.kind, p.name))
        if signature.organisation:
            for m in mentions(signature.organisation):
                if m.name and m.kind == signature.kind and m.form != "plats":
                    found.add((m.kind, m.name))
    return {key for key in found if key in {(p.kind, p.name) for p in placed}}


def evidence(
    placed: Sequence[Placed],
    scores: Sequence[float],
    applying: Sequence[Key],
    owning: Mapping[tuple[str, str], Quote],
    signing: set[Key],
) -> dict[Key, dict[str, float]]:
    """What speaks for and against each party's taking part, as numbers; parties in the order of their first mention."""
    own: dict[Key, list[tuple[Placed, float]]] = defaultdict(list)
    for p, score in zip(placed, scores, strict=True):
        own[p.kind, p.name].append((p, score))
    around: dict[int, list[Placed]] = defaultdict(list)
    for p in placed:
        around[p.sentence.id].append(p)
    result: dict[Key, dict[str, float]] = {}
    for key, found in own.items():
        strong = [*sorted((s for p, s in found if p.mention.form != "plural"), reverse=True), _LEAST, _LEAST]
        named = [s for p, s in found if p.mention.form not in ("plural", "enhet")]
        denials = [
            s
            for p, s in found
            if s < 0.4
            and p.mention.form in ("namn", "kort")
            and set(p.sentence.topics) & {"organisation", "ekonomi", "implementering"}
            and {"nej", "kontakt", "sedan"} & set(cue_names(" | ".join(clause(p, around[p.sentence.id]))))
        ]
        result[key] = {
            "storst": _logit(strong[0]),
            "nast": _logit(strong[1]),
            "namngiven": _logit(max(named, default=_LEAST)),
            "plural": max([s for p, s in found if p.mention.form == "plural"], default=0.0),
            "avvisas": float(bool(denials)),
            "avvisas-lagst": -_logit(min(denials, default=0.5)),
            "soker": float(key in applying),
            "undertecknar": float(key in signing or key in owning),
        }
    return result


def _logit(p: float) -> float:
    p = min(max(p, _LEAST), 1 - _LEAST)
    return math.log(p / (1 - p))


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    found: dict[str, float] = json.loads(files("extractors.data").joinpath("parties.json").read_text(encoding="utf-8"))
    return found


def _probability(marks: Mapping[str, float]) -> float:
    """The probability that a party takes part."""
    weights = _weights()
    return 1 / (1 + math.exp(-weights["bias"] - sum(weights[name] * value for name, value in marks.items())))


def _quotes(found: Sequence[Placed]) -> tuple[Quote, ...]:
    """The sentences of these mentions, each once, in order."""
    return tuple({p.sentence.id: Quote(text=p.sentence.text, block=p.sentence.block) for p in found}.values())
