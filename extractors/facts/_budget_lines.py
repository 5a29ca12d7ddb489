"""Put budget tables together again that came out of a PDF as lines of text, or with several amounts in one cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.facts.money import SPACE
from extractors.model import Block

_GROUP = r"(?:\d{1,3}(?:[.,]\d{1,2})?|[–-])"
_TAIL = re.compile(
    rf"^(?P<label>.*?[a-zåäö%)].*?)[ \u00a0\u202f|:]+(?P<tail>{_GROUP}(?:{SPACE}+{_GROUP})+)\W*(?:kr|tkr)?$", re.I
)
_PERIOD = re.compile(r"20\d\d|\bår \d\b|\b[hv]t[ -]?\d\d|\bt[123]\b|\btotalt?\b|\bsumma\b", re.I)
_MOST_COLUMNS = 6


def split_amounts(tail: str, columns: int) -> list[str] | None:
    """Cut a run of digit groups into that many amounts; None where it cannot be done.

    ``500 000 515 000 1 015 000`` in three columns is 500 000, 515 000 and 1 015 000: of all cuts, one where the last amount adds up the
    others is taken first, then the one whose amounts are most alike in length.
    """
    tokens = re.split(rf"{SPACE}+", tail.strip())
    cuts = list(_cuts(tokens, columns))
    if not cuts:
        return None
    return min(cuts, key=_unlikeliness)


def _cuts(tokens: Sequence[str], columns: int) -> Iterator[list[str]]:
    if columns == 1:
        if _is_amount(tokens):
            yield [" ".join(tokens)]
        return
    for size in range(1, min(4, len(tokens) - columns + 2)):
        if _is_amount(tokens[:size]):
            for rest in _cuts(tokens[size:], columns - 1):
                yield [" ".join(tokens[:size]), *rest]


def _is_amount(tokens: Sequence[str]) -> bool:
    if not tokens or (len(tokens) > 1 and (not tokens[0].isdigit() or tokens[0].startswith("0"))):
        return False
    return all(re.fullmatch(r"\d{3}", t) for t in tokens[1:]) and (len(tokens) > 1 or tokens[0] != "000")


def _unlikeliness(amounts: Sequence[str]) -> tuple[bool, int]:
    values = [int(re.sub(r"\D", "", a) or 0) for a in amounts]
    adds_up = len(values) > 2 and values[-1] == sum(values[:-1])
    lengths = [len(str(v)) for v in values if v]
    return not adds_up, (max(lengths) - min(lengths)) if lengths else 0


def with_tables(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with runs of two or more lines of a label and several amounts as table rows, and crowded cells cut apart."""
    found = list(blocks)
    number = 1 + max((b.table for b in blocks if b.table is not None), default=-1)
    i = 0
    while i < len(found):
        run = _run(found, i)
        if len(run) < 2:
            found[i] = _uncrowded(found[i])
            i += 1
            continue
        header = _header(found, i)
        columns = len(_PERIOD.findall(header.text)) if header else 0
        columns = columns if columns >= 2 else _common_columns([m["tail"] for m in run])
        rows = [split_amounts(m["tail"], columns) for m in run] if columns else []
        if header and columns == len(_PERIOD.findall(header.text)):
            label = header.text[: _PERIOD.search(header.text).start()].strip()  # type: ignore[union-attr]
            cells = (label, *(m.group(0) for m in _PERIOD.finditer(header.text)))
            found[i - 1] = header.model_copy(update={"kind": "rad", "cells": cells, "table": number, "row": 0})
        for k, (match, amounts) in enumerate(zip(run, rows, strict=False)):
            if amounts:
                cells = (match["label"].strip(" :|"), *amounts)
                found[i + k] = found[i + k].model_copy(
                    update={"kind": "rad", "cells": cells, "table": number, "row": k + 1}
                )
        number += 1
        i += len(run)
    return found


def _run(blocks: Sequence[Block], start: int) -> list[re.Match[str]]:
    """The lines from ``start`` on that each hold a label and at least two amounts' worth of digits."""
    found: list[re.Match[str]] = []
    for block in blocks[start:]:
        match = _TAIL.match(block.text) if block.kind in ("stycke", "lista") and len(block.text) < 120 else None
        if (
            not match
            or len(re.findall(r"\d{3}", match["tail"])) + match["tail"].count("–") < 2
            or _one_amount(match["tail"])
        ):
            break
        found.append(match)
    return found


def _one_amount(tail: str) -> bool:
    tokens = re.split(rf"{SPACE}+", tail.strip())
    return len(tokens) <= 3 and _is_amount(tokens)  # no application is for a thousand million


def _header(blocks: Sequence[Block], start: int) -> Block | None:
    before = blocks[start - 1] if start else None
    return (
        before
        if before and before.kind in ("stycke", "rubrik", "lista") and len(_PERIOD.findall(before.text)) >= 2
        else None
    )


def _common_columns(tails: Sequence[str]) -> int:
    """The number of columns into which every line can be cut, 0 for none; the fewest first."""
    return next((n for n in range(2, _MOST_COLUMNS + 1) if all(split_amounts(t, n) for t in tails)), 0)


def _uncrowded(block: Block) -> Block:
    """A row whose cell holds the amounts of the empty cells after it, with these put in their places."""
    cells = list(block.cells)
    for c, cell in enumerate(cells[1:], 1):
        empty = 0
        while c + empty + 1 < len(cells) and not cells[c + empty + 1].strip():
            empty += 1
        if empty and re.fullmatch(rf"{_GROUP}(?:{SPACE}+{_GROUP})+", cell.strip()) and not _one_amount(cell):
            amounts = split_amounts(cell, empty + 1)
            if amounts:
                cells[c : c + empty + 1] = amounts
    return block if tuple(cells) == block.cells else block.model_copy(update={"cells": tuple(cells)})
