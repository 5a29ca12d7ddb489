"""The table at the end of a batch: a line for each file."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from intake.pipeline import Outcome
from reports.swedish_text import shortened, thousands

_FILE, _NAME = 34, 30


def batch_table(outcomes: Sequence[Outcome], before: Collection[Path], profiles: Path | None = None) -> str:
    """What became of each file, in the order given; ``before`` were reviewed in an earlier run."""
    lines = [f"{'Fil':<{_FILE}}  {'Insats':<{_NAME}}  {'Sökt, kr':>12}  Hinder  Brister  Läge"]
    lines += [_line(each, each.path in before, profiles) for each in outcomes]
    unread = sum(each.error is not None for each in outcomes)
    new = len(outcomes) - unread - len(before)
    lines.append(
        f"{len(outcomes)} filer: {new} granskade nu, {len(before)} granskade tidigare, {unread} kunde inte läsas."
    )
    return "\n".join(lines)


def _line(outcome: Outcome, before: bool, profiles: Path | None) -> str:
    from rules.profile import ProfileError, load_profile

    data: dict[str, Any] = outcome.data
    name = f"{shortened(outcome.path.name, _FILE):<{_FILE}}"
    if outcome.error is not None:
        return f"{name}  {'–':<{_NAME}}  {'–':>12}  {'–':>6}  {'–':>7}  kunde inte läsas ({outcome.error.code})"
    head = data["uppgifter"]
    gaps = [c for c, verdict in data["kriterier"].items() if verdict["status"] in ("saknas", "avviker")]
    try:
        profile = load_profile(data["profil"], profiles)
        must = str(sum(profile.weight(c) == "maste" for c in gaps))
    except ProfileError:
        must = "–"
    sought = head["sokt_belopp_kr"]
    state = "ser inte ut att vara en ansökan" if data["status"] == "ej-ansokan" else "granskad"
    state = f"{state}, sedan tidigare" if before else state
    return (
        f"{name}  {shortened(head['insatsnamn'] or '–', _NAME):<{_NAME}}  "
        f"{'–' if sought is None else thousands(sought):>12}  {must:>6}  {len(gaps):>7}  {state}"
    )
