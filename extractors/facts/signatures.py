"""Signature lines: a named person with title or organisation in a signature block.

Empty lines, placeholders, the heading itself and contact lines are no signatures. Names, titles and organisations may
stand on one line, on lines below each other, or in table columns side by side.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from extractors.facts.gazetteer import mentions
from extractors.model import Block, Document, PartyKind, Sentence, Signature

_HEADING = re.compile(
    r"under(?:skri|teckn)|namnteckning|påskrift|behöriga? (?:chef|företrädare)|med vänlig(?:a)? hälsning|vänligen", re.I
)
_CAP = "A-ZÅÄÖÉČĆŠŽØÆ"
_PART = rf"(?:[{_CAP}][a-zåäöéèüćčšžđøæáóí]+(?:-[{_CAP}]?[a-zåäöéèüćčšž]+)*|[{_CAP}]\.)"
_PERSON = re.compile(
    rf"(?<![\w])({_PART}(?: (?:af|von|de|van|el|al|ben|{_PART})){{0,2}} (?:[A-ZÅÄÖ][a-z]?[{_CAP}])?{_PART})(?![\w])"
)
_EMPTY = re.compile(r"_{3,}|\.{4,}|…{2,}|\bN\.\s?N\.|\bxx+\b|\[[^\]]*\]|\bNamn Namnsson\b|ÅÅÅÅ", re.I)
_CONTACT = re.compile(r"kontaktperson|upplysningar|frågor|nås på", re.I)


@dataclass(frozen=True)
class _Words:
    title: re.Pattern[str]
    not_names: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    lists = tomllib.loads(files("extractors.data").joinpath("underskrifter.toml").read_text(encoding="utf-8"))
    title = re.compile(
        rf"\b[\w-]*(?:{'|'.join(lists['titlar'])})(?:en)?\b"
        r"(?: (?:för|på|vid|i|vuxen|inom|primärvård|psykiatri)\b[\w åäöÅÄÖ-]*)?",
        re.I,
    )
    return _Words(title, frozenset(lists["inte_namn"]))


def find_signatures(document: Document, sentences: Sequence[Sentence]) -> tuple[Signature, ...]:
    """The signatures of a document, in order, each person once. A part that cannot be read is an empty string."""
    del sentences
    found: list[Signature] = []
    for run in _signature_runs(document.blocks):
        found += _read_run(run)
    seen: dict[str, Signature] = {}
    for signature in found:
        if signature.title or signature.organisation:
            seen.setdefault(signature.name.lower(), signature)
    return tuple(seen.values())


def _signature_runs(blocks: Sequence[Block]) -> list[list[Block]]:
    """The stretches of blocks that are signature blocks."""
    runs: list[list[Block]] = []
    inside = False
    for i, block in enumerate(blocks):
        heading = block.kind in ("rubrik", "titel")
        late = i > len(blocks) * 0.5
        opens = bool(_HEADING.search(block.text)) and len(block.text) < 90 and late
        if heading:
            inside = opens or "underskrift" in block.topics
        elif opens or "underskrift" in block.topics:
            inside = True
        elif "underskrift" not in block.topics and len(block.text) > 160:
            inside = False
        belongs = inside or (late and (block.text.startswith("/") or _looks_signed(block.text)))
        if belongs and not heading:
            if runs and runs[-1][-1].id == block.id - 1:
                runs[-1].append(block)
            else:
                runs.append([block])
    return runs


def _looks_signed(text: str) -> bool:
    """Whether a late line by itself is a signature: a person, then title and organisation, and no more."""
    people = _people(text)
    if (
        len(people) != 1
        or people[0].start() > 1
        or len(text) > 110
        or not re.match(r"\s*[,|]", text[people[0].end() :])
    ):
        return False
    rest = text[people[0].end() :]
    return bool(_title(rest) and _party(rest)[1]) and not re.search(
        r"[.!?]\s|\b(?:är|har|ska|kan|svarar|leder|tar)\b", rest
    )


def _people(text: str) -> list[re.Match[str]]:
    """Names of persons in a line: two to four capitalised words that are no organisation, place or form word."""
    taken = [(m.start, m.end) for m in mentions(text) if m.form != "plats"]
    found = []
    for match in _PERSON.finditer(text):
        words = match.group(1).lower().split()
        if any(a < match.end() and match.start() < b for a, b in taken) or any(w in _words().not_names for w in words):
            continue
        if _words().title.fullmatch(match.group(1)) or re.search(
            r"chef(?:en)?$|direktör$|kommun$|förbundet$", match.group(1)
        ):
            continue
        found.append(match)
    return found


def _party(text: str) -> tuple[str, PartyKind | None]:
    """The organisation that a line names and its kind: a name before a unit."""
    found = [m for m in mentions(text) if m.form != "plats"]
    named = [m for m in found if m.form in ("namn", "kort")] or found
    return (text[named[0].start : named[0].end], named[0].kind) if named else ("", None)


def _title(text: str) -> str:
    match = _words().title.search(text)
    return match.group().strip(" ,") if match else ""


def _read_run(run: Sequence[Block]) -> list[Signature]:
    """Signatures of one signature block; tables with a person a column are read down their columns."""
    found: list[Signature] = []
    lines: list[tuple[Block, str]] = []
    i = 0
    while i < len(run):
        table = [b for b in run[i:] if b.table is not None and b.table == run[i].table]
        if run[i].table is not None and _columns(table):
            width = max(len(b.cells) for b in table)
            for c in range(width):
                column = [(b, b.cells[c]) for b in table if c < len(b.cells) and b.cells[c].strip()]
                found += _read_lines(column)
            i += len(table)
            continue
        lines.append((run[i], run[i].text))
        i += 1
    return _read_lines(lines) + found


def _columns(table: Sequence[Block]) -> bool:
    """Whether a table holds one person a column: some row has two persons, and titles stand in other rows."""
    return any(sum(bool(_people(c)) for c in b.cells) >= 2 for b in table)


def _read_lines(lines: Sequence[tuple[Block, str]]) -> list[Signature]:
    """Signatures in lines below each other; a line without title or organisation takes them from its neighbours."""
    found: list[Signature] = []
    starts = [k for k, (_, text) in enumerate(lines) if _people(text)]
    for n, k in enumerate(starts):
        block, text = lines[k]
        people = _people(text)
        end = starts[n + 1] if n + 1 < len(starts) else len(lines)
        own = [text[: people[0].start()] + " | " + text[people[-1].end() :]] if len(people) == 1 else []
        if len(people) > 1:
            for j, person in enumerate(people):
                until = people[j + 1].start() if j + 1 < len(people) else len(text)
                around = text[person.end() : until]
                if title_or_party := (_title(around) or _party(around)[0]):
                    organisation, kind = _party(around)
                    found.append(
                        _signature(block, person.group(1), _title(around) or title_or_party, organisation, kind)
                    )
            continue
        if _CONTACT.search(own[0]) and "underskrift" not in block.topics:
            continue
        title = _title(own[0])
        organisation, kind = _party(own[0])
        for _, near in lines[k + 1 : min(end, k + 4)]:
            if _EMPTY.search(near) or len(near) > 80 or (title and organisation):
                break
            title = title or _title(near)
            organisation, kind = (organisation, kind) if organisation else _party(near)
        first = starts[n - 1] + 1 if n else 0
        for _, near in reversed(lines[max(first, k - 3) : k]):
            if organisation or len(near) > 80:
                break
            organisation, kind = _party(near)
        found.append(_signature(block, people[0].group(1), title, organisation, kind))
    return found


def _signature(block: Block, name: str, title: str, organisation: str, kind: PartyKind | None) -> Signature:
    if kind is None and title:
        kind = _party(title)[1]
    return Signature(name=name, title=title, organisation=organisation, kind=kind, block=block.id)
