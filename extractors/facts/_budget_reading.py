"""Read all money of a document into entries and checks: tables as tables, the rest as text, and settle what neither tells alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from extractors.facts._budget_arbiter import arbitrate
from extractors.facts._budget_entries import Entry, Reading, close
from extractors.facts._budget_lines import with_tables
from extractors.facts._budget_prose import read_prose
from extractors.facts._budget_sections import Place, places
from extractors.facts._budget_table import budget_parts, read_table
from extractors.facts.money import parse_cell
from extractors.model import Block, Document


def read_money(document: Document, months: int | None = None) -> Reading:
    """All posts and stated sums of a document in reading order, and the checks of its tables."""
    found = Reading()
    where = places(document)
    blocks = with_tables([b for b in document.blocks if not b.placeholder])
    for (is_row, _), group in groupby(blocks, key=lambda b: (b.kind == "rad" and bool(b.cells), b.table)):
        run = list(group)
        if is_row:
            after = next((b.text for b in document.blocks[run[-1].id + 1 : run[-1].id + 2] if b.kind == "stycke"), "")
            _read_rows(run, after, where, found)
        else:
            for block in run:
                if block.kind != "titel" and not (block.italic and not re.search(r"\d", block.text)):
                    found.entries += read_prose(block, where[block.id])
    found.entries = arbitrate(_settled(found.entries), months)
    return found


def _read_rows(run: Sequence[Block], after: str, where: Sequence[Place], found: Reading) -> None:
    """Read the rows of a table: its budgets as grids, the rest of its rows as a form of labels and answers."""
    starts: dict[int, Reading] = {}
    read: set[int] = set()
    for number, part in enumerate(budget_parts(run)):
        first = next(b for b in part if b is part[-1] or any(parse_cell(c) is not None for c in b.cells[1:]))
        table = read_table(part, where[first.id], after, number=(run[0].table or 0) * 100 + number)
        if table:
            starts[part[0].id] = table
            read |= {b.id for b in part if b.id in {e.block for e in table.entries} or b is part[0]}
    for block in run:
        if block.id in starts:
            found.entries += starts[block.id].entries
            found.checks += starts[block.id].checks
        if block.id not in read:
            found.entries += _worded_row(block, where[block.id])


def _worded_row(block: Block, place: Place) -> list[Entry]:
    """The amounts of a form row whose answer is a sentence, read with the row's label before it."""
    label, *answers = block.cells
    return read_prose(block, place, f"{label}: {' '.join(a for a in answers if a)}")


def _settled(entries: list[Entry]) -> list[Entry]:
    """Drop posts that are told outside a budget or twice, and turn a post that the others add up to into the sum it is."""
    entries = _as_sums(entries)
    in_tables = [e for e in entries if e.table is not None and e.kind == "post"]
    sums = [e for e in entries if e.kind == "summa"]
    kept: list[Entry] = []
    for entry in entries:
        if entry.kind != "post" or entry.table is not None:
            kept.append(entry)
        elif (not entry.sure and not _told_with_sum(entry, entries)) or (
            len(in_tables) >= 2 and not _completes(entry, entries, in_tables, sums)
        ):
            continue
        else:
            kept.append(entry)
    return kept


def _told_with_sum(entry: Entry, entries: Sequence[Entry]) -> bool:
    """Whether a post outside the budget section stands in a paragraph that also says what is applied for or what it all costs."""
    return any(e.kind == "summa" and e.block == entry.block for e in entries)


def _completes(entry: Entry, entries: Sequence[Entry], in_tables: Sequence[Entry], sums: Sequence[Entry]) -> bool:
    """Whether a cost told in the text beside a table is needed to reach a stated sum, and not one that the table already holds."""
    loose = sum(e.value for e in entries if e.kind == "post" and e.table is None and e.sure)
    inside = sum(e.value for e in in_tables)
    if any(e.value == entry.value for e in in_tables):
        return False
    return any(close(inside + loose, s.value) or close(inside + entry.value, s.value) for s in sums) and not any(
        close(inside, s.value) for s in sums if s.table is None
    )


def _as_sums(entries: list[Entry]) -> list[Entry]:
    found = list(entries)
    for k, entry in enumerate(entries):
        if entry.kind != "post" or entry.table is not None:
            continue
        near = [(i, e) for i, e in enumerate(entries) if i != k and e.kind == "post" and e.section == entry.section]
        others = [e for _, e in near if e.table is None]
        following = [e for i, e in near if i > k and e.table is None]
        before = [e for i, e in near if i < k and e.table is None]
        if any(e.kind == "summa" and close(entry.value + sum(o.value for o in others), e.value) for e in entries):
            continue
        if (
            (len(following) >= 2 and sum(e.value for e in following) == entry.value)
            or (len(before) >= 2 and sum(e.value for e in before) == entry.value and entries[k - 1].kind == "post")
            or (
                len(following) >= 2
                and len(following) == len(others)
                and sum(e.quote == entry.quote for e in entries) == 1
                and abs(sum(e.value for e in following) - entry.value) < 0.06 * entry.value
                and not any(e.kind == "summa" and e.section == entry.section for e in entries)
            )
        ):
            found[k] = replace(entry, kind="summa")
    return _enumerated_posts(found)


def _enumerated_posts(entries: list[Entry]) -> list[Entry]:
    """Turn amounts enumerated after a year into posts where a sum of them follows: ``för 2027 blir det 700, 350 och 50, ihop 1 100``."""
    found = list(entries)
    for start, entry in enumerate(entries):
        if entry.kind != "summa" or entry.table is not None or entry.joined:
            continue
        run = [start]
        while run[-1] + 1 < len(entries) and entries[run[-1] + 1].joined and entries[run[-1] + 1].kind == "summa":
            run.append(run[-1] + 1)
        after = entries[run[-1] + 1 : run[-1] + 2]
        if (
            len(run) > 1
            and after
            and after[0].kind == "summa"
            and close(sum(entries[i].value for i in run), after[0].value)
        ):
            for i in run:
                found[i] = replace(entries[i], kind="post", applied=False)
    return found
