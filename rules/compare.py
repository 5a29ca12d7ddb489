"""What changed between two reviews of the same case: gaps closed and opened, sums, goals and text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

from extractors.model import Frozen
from rules.model import GAPS

_MOST_BLOCKS = 3000


class Moved(Frozen):
    """A criterion whose status is another than before."""

    criterion: str
    before: str
    after: str


class Change(Frozen):
    """A fact with another value than before; None where it was not found. Amounts are whole kronor."""

    what: str
    before: str | int | None
    after: str | int | None


class Comparison(Frozen):
    """Two reviews laid side by side. ``kept_share`` is the share of the text's paragraphs, in both, that are the same."""

    closed: tuple[Moved, ...] = ()
    opened: tuple[Moved, ...] = ()
    moved: tuple[Moved, ...] = ()
    facts: tuple[Change, ...] = ()
    sums: tuple[Change, ...] = ()
    new_goals: tuple[str, ...] = ()
    dropped_goals: tuple[str, ...] = ()
    new_text: tuple[str, ...] = ()
    dropped_text: tuple[str, ...] = ()
    kept_share: float = 1.0

    @property
    def summary(self) -> str:
        """One Swedish sentence."""
        closed, opened, texts = len(self.closed), len(self.opened), len(self.new_text)
        return (
            f"Mot förra versionen: {closed} {'brist åtgärdad' if closed == 1 else 'brister åtgärdade'}, "
            f"{opened} {'ny' if opened == 1 else 'nya'}, {texts} {'nytt eller ändrat stycke' if texts == 1 else 'nya eller ändrade stycken'}."
        )


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> Comparison:
    """Compare two reviews in the form of ``reports/granskning.py``; criteria that only one of them knows are left out."""
    closed: list[Moved] = []
    opened: list[Moved] = []
    moved: list[Moved] = []
    for name, verdict in after["kriterier"].items():
        if name not in before["kriterier"]:
            continue
        old, new = before["kriterier"][name]["status"], verdict["status"]
        if old == new:
            continue
        change = Moved(criterion=name, before=old, after=new)
        if (old in GAPS) == (new in GAPS):
            moved.append(change)
        else:
            (closed if old in GAPS else opened).append(change)
    old_text, new_text = _paragraphs(before), _paragraphs(after)
    gone, come, kept = _text_changes(old_text, new_text)
    old_goals, new_goals = ([g["text"] for g in review["mal"]] for review in (before, after))
    return Comparison(
        closed=tuple(closed), opened=tuple(opened), moved=tuple(moved),
        facts=tuple(
            Change(what=name, before=before["uppgifter"].get(name), after=value)
            for name, value in after["uppgifter"].items()
            if name in before["uppgifter"] and before["uppgifter"][name] != value
        ),
        sums=_sums(before, after),
        new_goals=_only_first(new_goals, old_goals), dropped_goals=_only_first(old_goals, new_goals),
        new_text=come, dropped_text=gone, kept_share=kept,
    )  # fmt: skip


def _paragraphs(review: Mapping[str, Any]) -> list[str]:
    return [block["text"] for block in review["block"] if block["text"].strip()][:_MOST_BLOCKS]


def _text_changes(old: list[str], new: list[str]) -> tuple[tuple[str, ...], tuple[str, ...], float]:
    """Paragraphs that are gone and that have come, in order, and the share that stayed."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    gone: list[str] = []
    come: list[str] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            gone += old[a:b]
            come += new[c:d]
    return tuple(gone), tuple(come), round(matcher.ratio(), 4) if old or new else 1.0


def _sums(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """Stated sums by their wording; several of one wording are compared in order."""

    def by_text(review: Mapping[str, Any]) -> dict[tuple[str, int], int]:
        count: Counter[str] = Counter()
        found = {}
        for each in review["budget"]["summor"]:
            found[each["text"], count[each["text"]]] = each["belopp_kr"]
            count[each["text"]] += 1
        return found

    old, new = by_text(before), by_text(after)
    return tuple(
        Change(what=key[0], before=old.get(key), after=new.get(key))
        for key in {**old, **new}
        if old.get(key) != new.get(key)
    )


def _only_first(one: list[str], other: list[str]) -> tuple[str, ...]:
    def folded(text: str) -> str:
        return " ".join(text.casefold().split()).rstrip(".")

    there = {folded(text) for text in other}
    return tuple(text for text in one if folded(text) not in there)
