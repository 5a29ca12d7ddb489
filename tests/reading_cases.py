"""Small applications for tests of what helps a reader: a line is a topic, a text and, where it matters, its signs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import cast

from extractors.model import (
    Application,
    Block,
    BlockKind,
    Budget,
    BudgetRow,
    Document,
    Flag,
    Goal,
    Party,
    PartyKind,
    Quote,
    Sentence,
    Topic,
)

Line = tuple[str, str] | tuple[str, str, Mapping[str, float]]


def an_application(
    *lines: Line,
    goals: Sequence[Goal] = (),
    parties: Sequence[Party] = (),
    flags: Sequence[Flag] = (),
    prompts: Sequence[int] = (),
) -> Application:
    """The lines as blocks of one sentence each. ``# `` begins a heading, " | " makes a row; a row's last figure is its amount."""
    blocks, sentences, rows = [], [], []
    heading = ""
    for number, line in enumerate(lines):
        topic, text = line[0], line[1]
        kind: BlockKind = "rubrik" if text.startswith("# ") else "rad" if " | " in text else "stycke"
        text = text.removeprefix("# ")
        heading = text if kind == "rubrik" else heading
        topics = (cast(Topic, topic),)
        blocks.append(Block(id=number, kind=kind, text=text, topics=topics))
        sentences.append(
            Sentence(
                id=number,
                block=number,
                start=0,
                text=text,
                kind=kind,
                topics=topics,
                heading=heading,
                signs=line[2] if len(line) == 3 else {},
                prompt=number in prompts,
            )
        )
        if kind == "rad" and topic == "ekonomi":
            figures = re.findall(r"\d[\d ]*", text)
            amount = int(figures[-1].replace(" ", "")) if figures else 0
            rows.append(BudgetRow(post=text.split(" | ")[0], amount_kr=amount, period=None, block=number))
    return Application(
        document=Document(kind="test", blocks=tuple(blocks)),
        sentences=tuple(sentences),
        goals=tuple(goals),
        parties=tuple(parties),
        budget=Budget(rows=tuple(rows)),
        flags=tuple(flags),
    )


def a_party(name: str, kind: PartyKind, block: int = 0) -> Party:
    """A party that takes part, named in this block."""
    return Party(name=name, kind=kind, participates=True, mentions=(Quote(text=name, block=block),))


def a_goal(text: str, block: int, *, measurable: bool = True, specific: bool = True) -> Goal:
    """A goal that is the whole of its block."""
    return Goal(
        text=text,
        kind="deltagarmal",
        specific=specific,
        measurable=measurable,
        accepted=False,
        realistic=False,
        timed=False,
        block=block,
        grade="matbart" if measurable else "konkret" if specific else "allmant",
    )
