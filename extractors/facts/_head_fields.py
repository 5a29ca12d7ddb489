"""The labelled answers of a form: table rows, "Label: value" lines, and question headings with the answer below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.model import Block, Document, Sentence

_NUMBERING = re.compile(r"^(?:ruta\s+)?(?:\d{1,2}(?:\.\d+)*[.)]?|[A-H][.)])\s+", re.I)
_BLANK = re.compile(
    r"^[\s.…_\-–:|]*$|^\s*[\[<(].*[\])>]\s*\.?$|\b[ÅY]{2,4}[-/.]?MM|\b[Xx]{2,}\b|\bN\.\s?N\.|\bNN\b|"
    r"_{3,}|\.{5,}|…{2,}|^…|"
    r"\bklicka (?:eller tryck )?här\b|\bfyll(?:s)? i(?: här)?\b|^\(?(?:ange|skriv|anges|namn och telefon)\b|^[?–-]+$|^(?:ännu )?(?:ej|inte)\s|"
    r"\b(?:meddelas|kompletteras|fylls i) senare\b|^(?:saknas|vakant|ej klart|inte klart|se ovan|ej aktuellt)\b",
    re.I,
)
_INLINE = re.compile(
    r"(?:^|(?<=[.;!?|)]\s)|(?<=\s{2})|(?<=\d\s))"
    r"(?P<label>[A-ZÅÄÖa-zåäö][\wåäöÅÄÖé/ ,&-]{1,58}?(?:\s\([^()]{2,40}\))?):\s+(?=\S)"
)
_NO_COLON = re.compile(
    r"^(?P<label>Sökande|Projektägare|Insatsägare|Huvudman|Insatsansvarig|Kontaktperson|Datum|Från|Avsändare|Projektnamn)\s+"
    r"(?P<value>(?:(?!ska\b|är\b|och\b)[A-ZÅÄÖ0-9]).{1,100})$"
)
_QUESTION = re.compile(r"^(?P<label>[A-ZÅÄÖ][^.?!:|]{4,70}\?)\s+(?P<value>\S.*)$", re.S)
_MOST_BELOW = 5
_LONGEST_LABEL = 70

KNOWN = re.compile(
    r"^(?:(?:sökt )?(?:projekt|insats|aktivitet|process|verksamhet)(?:en|et|ens|ets|s)?\s?(?:s?namn|"
    r"benämning|titel)?|namn|titel|benämning|"
    r"datum.*|uppdragsgivare|insatsansvarig|projektägare|insatsägare|sökande.*|kontakt.*|ansvarig.*|"
    r"förbund|dnr|diarienummer|telefon|e-post)$",
    re.I,
)


@dataclass(frozen=True)
class Field:
    """A label in lower case without numbering, and its answer: a substring of the text of block ``block``.

    ``rank`` counts the answers below one heading (0 for the first); ``below`` is True for those.
    """

    label: str
    value: str
    block: int
    below: bool = False
    rank: int = 0


def is_blank(value: str) -> bool:
    """Whether an answer is no answer: empty, dotted, a placeholder, or a note that it will be filled in."""
    return not re.search(r"\w", value) or _BLANK.search(value) is not None


def clean_label(text: str) -> str:
    """A label as it is compared: lower case, without numbering and closing colon."""
    return _NUMBERING.sub("", " ".join(text.split())).strip(" :|").lower()


def template_blocks(document: Document, sentences: Sequence[Sentence]) -> frozenset[int]:
    """Blocks that are a template's instructions: in italics, or judged so by the sentence model."""
    found = {b.id for b in document.blocks if b.italic and b.kind in ("stycke", "lista")}
    return frozenset(found | {s.block for s in sentences if s.start == 0 and s.signs.get("malltext", 0.0) > 0.6})


def fields(document: Document, templates: frozenset[int] = frozenset()) -> list[Field]:
    """All labelled answers in reading order; blank ones are left out."""
    blocks = document.blocks
    found: list[Field] = []
    for i, block in enumerate(blocks):
        if block.kind == "rad":
            found += _of_row(blocks, i)
            continue
        if block.kind in ("titel", "rubrik") or _asks(block):
            found += _below_heading(blocks, i, templates)
        found += _in_line(block)
    return [f for f in found if not is_blank(f.value)]


def _asks(block: Block) -> bool:
    text = block.text.strip()
    return len(text) <= _LONGEST_LABEL and (text.endswith("?") or (block.bold and not text.endswith(".")))


def _of_row(blocks: Sequence[Block], i: int) -> Iterator[Field]:
    block = blocks[i]
    cells = block.cells or tuple(c.strip() for c in block.text.split("|"))
    if len(cells) < 2:
        yield from _in_line(block)
        return
    if all(KNOWN.match(clean_label(c)) for c in cells):
        below = blocks[i + 1] if i + 1 < len(blocks) else None
        if below is not None and below.kind == "rad" and below.table == block.table:
            values = below.cells or tuple(c.strip() for c in below.text.split("|"))
            for label, value in zip(cells, values, strict=False):
                yield Field(clean_label(label), value, below.id)
        return
    pairs = zip(cells[::2], cells[1::2], strict=False) if len(cells) % 2 == 0 else [(cells[0], cells[1])]
    for label, value in pairs:
        if 0 < len(label) <= _LONGEST_LABEL:
            yield Field(clean_label(label), value, block.id)


def _in_line(block: Block) -> Iterator[Field]:
    text = block.text
    question = _QUESTION.match(text)
    if question:
        yield Field(clean_label(question["label"]), question["value"], block.id)
    bare = _NO_COLON.match(text)
    if bare and not text.endswith("."):
        yield Field(clean_label(bare["label"]), bare["value"], block.id)
    marks = list(_INLINE.finditer(text))
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        end = following.start() if following else len(text)
        yield Field(clean_label(mark["label"]), text[mark.end() : end].strip(), block.id)


def _below_heading(blocks: Sequence[Block], i: int, templates: frozenset[int]) -> Iterator[Field]:
    label = clean_label(blocks[i].text)
    if len(label) > _LONGEST_LABEL:
        return
    rank = 0
    for block in blocks[i + 1 : i + 1 + _MOST_BELOW]:
        if block.kind in ("titel", "rubrik", "rad") or _asks(block):
            return
        if block.id in templates:
            continue
        yield Field(label, block.text, block.id, below=True, rank=rank)
        rank += 1
