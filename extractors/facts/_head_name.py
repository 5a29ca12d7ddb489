"""The name of the insats: of all that may be its name, what the learned weights find most likely, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.facts._choice import probabilities, shipped_weights
from extractors.facts._head_fields import Field
from extractors.facts._name_candidates import Candidate, candidates, people_in
from extractors.facts._name_marks import marks
from extractors.model import Document, Found, Sentence

_LEAST = 0.5  # probability that the name is among the candidates at all


def find_name(document: Document, fields: Sequence[Field], sentences: Sequence[Sentence]) -> Found | None:
    """The name as written, without quotation marks; None where the text gives none."""
    found = candidates(document, fields, sentences)
    people = people_in(b.text for b in document.blocks)
    chances = probabilities(
        [marks(document, sentences, c, found, people) for c in found], shipped_weights("insatsnamn")
    )
    if not found or sum(chances) < _LEAST:
        return None
    chance, best = max(zip(chances, found, strict=True), key=lambda pair: pair[0])
    best = next((c for c in found if _answers(c) and best.name in c.name), best)
    body = "\n".join(b.text for b in document.blocks)
    text = document.blocks[best.block].text
    return Found(
        value=_as_in_body(best.name, body),
        quote=best.name if best.name in text else text,
        block=best.block,
        certainty=round(min(0.97, max(0.5, chance)), 2),
    )


def _answers(candidate: Candidate) -> bool:
    """Whether the whole of a field's answer gives the name: what is put after "Insats:" is not cut, however short the text makes it later."""
    return bool({"etikett", "svag-etikett"} & candidate.marks.keys())


def _as_in_body(name: str, body: str) -> str:
    """A name in capitals is given as the running text writes it, where it does."""
    if not name.isupper() or len(name) < 5:
        return name
    mixed = [
        m.group(0) for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", body, re.I) if not m.group(0).isupper()
    ]
    return next((m for m in mixed if m[0].isupper()), name)
