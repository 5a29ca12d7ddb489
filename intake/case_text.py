"""A case in words for the terminal: its facts, its files, what happened, and what changed since the version before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from intake.register import Case, Event, Override
from intake.summary import kronor
from reports.reading_help import for_the_forbund_alone
from reports.swedish_text import shortened
from rules.compare import Change, Comparison, Moved

_MOST_SHOWN = 8
_SHORT = 100
_QUIET = {"granskning påbörjad", "granskning uppskjuten"}
_FACTS = {
    "insatsnamn": "insats", "datum": "datum", "sokande": "sökande", "insatsansvarig": "insatsansvarig", "forbund": "förbund",
    "start": "start", "slut": "slut", "manader": "månader", "sokt_belopp_kr": "sökt belopp",
    "inriktning": "inriktning", "uppfoljningsmetod": "uppföljningsmetod", "esf": "medel från ESF", "antal_deltagare": "antal deltagare",
}  # fmt: skip


def case_text(
    case: Case,
    events: Iterable[Event],
    overrides: Iterable[Override],
    folder: Path,
    comparison: Comparison | None,
    review: Mapping[str, Any] | None = None,
) -> str:
    """The case as ``beredning visa`` prints it. ``review`` is its newest review, for the questions that only the förbund sees."""
    lines = [
        f"■ {case.dnr}  {case.name or case.subject}",
        f"  Inkom       {case.came}",
        f"  Från        {case.sender}",
        f"  Ärende      {case.subject}",
        f"  Status      {case.status}{f' ({case.merged_into})' if case.merged_into else ''}",
        f"  Mapp        {folder}",
    ]
    if case.asks:
        lines.append(
            f"  Fråga       Är detta en ny version av {case.asks}? Svara med ”beredning knyt {case.dnr} {case.asks}” eller --nej."
        )
    lines.append("\n  Filer")
    for f in case.files:
        lines.append(f"    v{f.version}  {f.name}  ({f.size} byte, inkom {f.came[:10]})\n        SHA-256 {f.sha256}")
        lines += [
            f"        bilaga: {a.name}  ({a.size} byte)\n        SHA-256 {a.sha256}" for a in case.attachments_of(f)
        ]
    changed = list(overrides)
    if changed:
        lines.append("\n  Bedömningar som en människa har ändrat")
        lines += [
            f"    {o.criterion}: {o.status} (programmet: {o.programs_status}). {o.reason} /{o.name} {o.time[:10]}"
            for o in changed
        ]
    if comparison is not None:
        lines += ["", *comparison_lines(comparison)]
    lines += _for_the_forbund(review or {})
    lines.append("\n  Händelser")
    lines += [
        f"    {e.time[:16].replace('T', ' ')}  {e.kind:<14}  {e.text}  [{e.who}]"
        for e in events
        if e.kind not in _QUIET
    ]
    return "\n".join(lines)


def _for_the_forbund(review: Mapping[str, Any]) -> list[str]:
    """The hints of jäv and of overlap, with what each rests on."""
    asked = for_the_forbund_alone(review)
    if not asked:
        return []
    lines = ["\n  Frågor till er själva (står inte i beredning eller brev)"]
    for each in asked:
        lines += [f"    {each['fraga']}", f"      {each.get('skal', '')} Grund: {each.get('kalla', '')}."]
        lines += [f"      ”{shortened(q['text'], _SHORT)}” (sidan {q['sida']})" for q in each.get("citat", ())[:1]]
    return lines


def comparison_lines(change: Comparison) -> list[str]:
    """What changed between two versions, in words: gaps closed and opened, facts, sums, goals and text."""
    lines = [f"  {change.summary} {100 * change.kept_share:.0f} % av styckena är oförändrade."]
    lines += _moved("Åtgärdade brister", change.closed)
    lines += _moved("Nya brister", change.opened)
    lines += _moved("Ändrad bedömning", change.moved)
    facts = [f"{_FACTS.get(c.what, c.what)}: {_value(c, c.before)} → {_value(c, c.after)}" for c in change.facts]
    lines += _listed("Ändrade uppgifter", facts)
    lines += _listed("Ändrade summor", [f"{c.what}: {_money(c.before)} → {_money(c.after)}" for c in change.sums])
    lines += _listed("Nya eller ändrade mål", change.new_goals)
    lines += _listed("Mål som inte finns kvar", change.dropped_goals)
    lines += _listed("Ny eller ändrad text", change.new_text)
    lines += _listed("Text som inte finns kvar", change.dropped_text)
    return lines


def _moved(heading: str, moved: tuple[Moved, ...]) -> list[str]:
    from rules.criterion import criterion

    def name(each: Moved) -> str:
        try:
            return criterion(each.criterion).name
        except KeyError:
            return each.criterion

    return _listed(heading, [f"{name(m)}: {m.before} → {m.after}" for m in moved], most=50)


def _listed(heading: str, entries: Iterable[str], most: int = _MOST_SHOWN) -> list[str]:
    entries = [e if len(e) <= _SHORT else f"{e[:_SHORT].rstrip()} …" for e in entries]
    if not entries:
        return []
    more = [f"      … och {len(entries) - most} till"] if len(entries) > most else []
    return [f"    {heading}", *(f"      {entry}" for entry in entries[:most]), *more]


def _value(change: Change, value: str | int | None) -> str:
    if change.what == "sokt_belopp_kr":
        return _money(value)
    return "framgår inte" if value is None else str(value)


def _money(value: str | int | None) -> str:
    return kronor(value) if value is None or isinstance(value, int) else value
