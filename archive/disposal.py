"""What may be destroyed and when, by the förbund's own decisions. Without a decision everything is kept.

Source: arkivlagen (1990:782) 10 §, FinsamL (2003:1210) 20 §. What no plan names is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from archive.model import CaseRecord, DisposalNote, Entry, Outcome
from extractors.model import Frozen

WHOLE_CASE = "arende"
WORKING_PAPERS = "arbetspapper"
_WORKING = frozenset({"markerad-kopia", "ovrigt"})
_KEEP = "Bevaras tills förbundet har beslutat om gallring."


class Rule(Frozen):
    """After ``years`` from closing, ``handling`` of cases with ``outcome`` ("alla" for any) is destroyed by ``decision``."""

    handling: str
    outcome: str
    years: int
    decision: str


class Destroyed(Frozen):
    """What a rule takes of a case: the whole case, or some of its files."""

    dnr: str
    rule: Rule
    due: str
    entries: tuple[Entry, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing of the case is left but its line in the register."""
        return self.rule.handling == WHOLE_CASE


def years_later(day: date, years: int) -> date:
    """The same day some years on; 29 February becomes 1 March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def due(
    rules: Sequence[Rule],
    record: CaseRecord,
    outcome: Outcome,
    entries: Sequence[Entry],
    closed: date | None,
    today: date,
) -> tuple[Destroyed, ...]:
    """What is due in a case. A case that is not closed, or has no known outcome, is never due."""
    if closed is None:
        return ()
    found: list[Destroyed] = []
    for rule in rules:
        day = years_later(closed, rule.years)
        if rule.outcome not in ("alla", outcome) or outcome == "okant" or not rule.decision.strip() or day > today:
            continue
        taken = tuple(e for e in entries if _covers(rule, e))
        if taken or rule.handling == WHOLE_CASE:
            found.append(Destroyed(dnr=record.dnr, rule=rule, due=day.isoformat(), entries=taken))
    whole = [each for each in found if each.whole]
    return tuple(whole[:1] or found)


def _covers(rule: Rule, entry: Entry) -> bool:
    if rule.handling == WHOLE_CASE:
        return True
    return entry.kind in _WORKING if rule.handling == WORKING_PAPERS else entry.kind == rule.handling


def note(rules: Sequence[Rule], outcome: Outcome, closed: date) -> DisposalNote:
    """What the package says of the whole case's disposal."""
    for rule in rules:
        if rule.handling == WHOLE_CASE and rule.outcome in ("alla", outcome) and rule.decision.strip():
            day = years_later(closed, rule.years).isoformat()
            return DisposalNote(years=rule.years, mandate=rule.decision, day=day)
    return DisposalNote(years=0, mandate=_KEEP, day=None)
