"""Find the headings that the file does not call headings: bold lines, capitals, numbered lines, and short lines before longer text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.model import Block, Document

_MOST_WORDS = 12
_NUMBERED = re.compile(r"^(\d{1,2}(\.\d{1,2}){0,3}[.)]?|[IVX]{1,4}\.|[A-H][.)])\s+\S")
_DATE_OR_SUM = re.compile(
    r"\d{4}-\d\d-\d\d|\d[\d  ]*\s*(kr|kronor|tkr|mkr)\b|@|\b\d{2,4}[ -]\d{2}\s?\d{2}|\b20\d\d\b$", re.I
)
_RUN_IN = re.compile(r"^([A-ZÅÄÖ][\wåäöÅÄÖ/, -]{2,45}?)\s?[:.–]\s+\S")
_CLOSING = re.compile(r"^(med vänlig|vänlig|vänliga|hälsning|mvh|bästa hälsning|hej\b)", re.I)


def with_headings(document: Document) -> Document:
    """The same document, with paragraphs that serve as headings told as ``rubrik``.

    What the file itself marks stays. A paragraph that is short, does not end as a sentence, and is followed by running text is a
    heading when it is bold, in capitals, larger than the text, numbered, or when the document has no marked headings at all.
    """
    blocks = document.blocks
    sizes = sorted(b.size for b in blocks if b.size and b.kind == "stycke" and len(b.text) > 80)
    body_size = sizes[len(sizes) // 2] if sizes else None
    marked = sum(b.kind == "rubrik" for b in blocks)
    found = list(blocks)
    for i, block in enumerate(blocks):
        if block.kind == "stycke" and _serves_as_heading(blocks, i, body_size, few_marked=marked < 3):
            kind = "titel" if i == 0 and not any(b.kind == "titel" for b in blocks) else "rubrik"
            found[i] = block.model_copy(update={"kind": kind, "level": block.level or 2})
    return document.model_copy(update={"blocks": tuple(found)})


def run_in_heading(block: Block) -> str | None:
    """The words before the colon where a paragraph opens with its own heading ("Målgrupp: unga vuxna …"), else None."""
    match = _RUN_IN.match(block.text) if block.kind in ("stycke", "lista") else None
    if match and len(match.group(1).split()) <= 4:
        return match.group(1)
    return None


def _serves_as_heading(blocks: Sequence[Block], i: int, body_size: float | None, *, few_marked: bool) -> bool:
    block = blocks[i]
    text = block.text.strip()
    words = text.split()
    if not words or len(words) > _MOST_WORDS or len(text) > 110 or _CLOSING.match(text):
        return False
    if text[-1] in ".,;!" or (text[-1] == ":" and len(words) > 6) or not re.search(r"[a-zåäöA-ZÅÄÖ]{2}", text):
        return False
    following = blocks[i + 1] if i + 1 < len(blocks) else None
    if following is None:
        return False
    letters = [c for c in text if c.isalpha()]
    capitals = len(letters) > 3 and sum(c.isupper() for c in letters) / len(letters) > 0.85
    larger = bool(block.size and body_size and block.size > body_size * 1.08)
    if capitals or larger:
        return not _DATE_OR_SUM.search(text) or larger
    if _DATE_OR_SUM.search(text):
        return False
    if block.bold or _NUMBERED.match(text):
        return True
    plain_line = text[0].isupper() and ":" not in text[:-1] and "," not in text and len(words) <= 9
    return (
        few_marked
        and plain_line
        and following.kind in ("stycke", "lista", "rad")
        and len(following.text) > len(text) * 1.5
    )
