"""What the memo tells of the case: its steps with dates, verdicts that people have set aside, and what changed since before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reports.memo_model import SetAsideRow, Steps
from reports.received import CaseFacts, Received
from reports.swedish_text import capital, clean, kronor, listed, shortened, small, swedish_date
from rules.compare import Change, Comparison, Moved
from rules.criterion import criterion
from rules.model import Review, Verdict

_MOST_NAMED = 8
_QUOTE = 110
_FACTS = {
    "insatsnamn": "insatsens namn", "datum": "datum", "sokande": "sökande", "insatsansvarig": "insatsansvarig",
    "forbund": "förbund", "start": "start", "slut": "slut", "manader": "antal månader", "sokt_belopp_kr": "sökt belopp",
    "inriktning": "inriktning", "uppfoljningsmetod": "uppföljningsmetod", "esf": "medel från ESF", "antal_deltagare": "antal deltagare",
}  # fmt: skip


def as_people_decided(review: Review, facts: CaseFacts) -> Review:
    """The review with the statuses that people have decided in place of the program's own; their word needs no certainty."""
    decided = {each.criterion: each for each in facts.set_aside}

    def settled(verdict: Verdict) -> Verdict:
        by = decided.get(verdict.criterion)
        if by is None:
            return verdict
        settled_by = {"status": by.status, "certainty": 1.0, "uncertain_reading": False, "computed": None}
        return verdict.model_copy(update=settled_by)

    return review.model_copy(update={"verdicts": tuple(settled(v) for v in review.verdicts)}) if decided else review


def set_aside(review: Review, facts: CaseFacts) -> tuple[SetAsideRow, ...]:
    """The verdicts set aside, each beside what the program finds in this review."""
    programs = {v.criterion: v.status for v in review.verdicts}
    return tuple(
        SetAsideRow(
            namn=_name(each.criterion),
            program=capital(programs.get(each.criterion, each.programs_status)),
            beslutad=capital(each.status),
            skal=clean(each.reason),
            vem=f"{clean(each.name)}, {swedish_date(each.day)}",
        )
        for each in facts.set_aside
    )


def steps(received: Received, facts: CaseFacts) -> Steps:
    """The case's way, a date for each step that has been taken or is planned."""
    return Steps(
        inkom=swedish_date(facts.came) if facts.came else "",
        granskad=swedish_date(received.today),
        begard=listed([swedish_date(day) for day in facts.asked]),
        komplettering=listed([swedish_date(day) for day in facts.completed]),
        grupp=swedish_date(facts.group_meeting) if facts.group_meeting else "",
        styrelse=swedish_date(facts.board_meeting) if facts.board_meeting else "",
    )


def assessment(facts: CaseFacts) -> tuple[str, ...]:
    """The förbundschef's own words on the whole, a paragraph each; empty where none were written."""
    lines = facts.assessment.text.splitlines() if facts.assessment else []
    return tuple(clean(line) for line in lines if line.strip())


def assessed_by(facts: CaseFacts) -> str:
    """Who wrote the assessment, and when."""
    return f"{clean(facts.assessment.name)}, {swedish_date(facts.assessment.day)}" if facts.assessment else ""


def changes(comparison: Comparison | None) -> tuple[str, ...]:
    """What changed since the version before, a line for each kind of change; empty where there is no earlier version."""
    return (*differences(comparison), _unchanged(comparison)) if comparison else ()


def differences(comparison: Comparison) -> tuple[str, ...]:
    """How two reviews differ, a line for each kind of difference; empty where they say the same."""
    return tuple(
        line
        for line in (
            _sentence("Åtgärdade brister", [small(_name(m.criterion)) for m in comparison.closed]),
            _sentence("Nya brister", [_moved(m) for m in comparison.opened]),
            _sentence("Ändrad bedömning", [_moved(m) for m in comparison.moved]),
            _sentence("Ändrade uppgifter", [_change(c) for c in comparison.facts]),
            _sentence("Ändrade summor i budgeten", [_change(c) for c in comparison.sums]),
            _sentence("Nya eller ändrade mål", [_quoted(goal) for goal in comparison.new_goals]),
            _sentence("Mål som inte finns kvar", [_quoted(goal) for goal in comparison.dropped_goals]),
        )
        if line
    )


def _unchanged(comparison: Comparison) -> str:
    return f"{100 * comparison.kept_share:.0f}\u00a0% av styckena i ansökan är oförändrade."


def _sentence(heading: str, entries: Sequence[str]) -> str:
    if not entries:
        return ""
    more = len(entries) - _MOST_NAMED
    shown: Iterable[str] = [*entries[:_MOST_NAMED], f"{more} till"] if more > 0 else entries
    return f"{heading}: {'; '.join(shown)}."


def _name(criterion_id: str) -> str:
    """The criterion's name; its id where this version of the program knows no such criterion."""
    try:
        return criterion(criterion_id).name
    except KeyError:
        return criterion_id


def _moved(moved: Moved) -> str:
    return f"{small(_name(moved.criterion))} ({moved.before} → {moved.after})"


def _change(change: Change) -> str:
    what = _FACTS.get(change.what, clean(change.what).rstrip(":"))
    plain = change.what in _FACTS and change.what != "sokt_belopp_kr"
    return f"{what} {_value(change.before, plain)} → {_value(change.after, plain)}"


def _value(value: str | int | None, plain: bool) -> str:
    if value is None:
        return "framgår inte"
    if isinstance(value, int) and not plain:
        return kronor(value)
    return swedish_date(clean(str(value)))


def _quoted(text: str) -> str:
    return f"”{shortened(clean(text), _QUOTE)}”"
