"""Which files of a batch have been reviewed already: the same bytes, by the same program under the same profile, papers and all."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from intake.batch import Task
from intake.pipeline import Outcome, fingerprint


def done_before(paths: Iterable[Path], task: Task) -> dict[Path, Outcome]:
    """The outcomes that lie in the task's folder; a review of another day counts, since only the date on it differs."""
    if task.out is None or not task.out.is_dir():
        return {}
    records = dict(_records(task.out))
    found = {}
    for path in paths:
        record = records.get((path.name, fingerprint(path))) if path.exists() else None
        if record is not None and _holds(record[1], task):
            memos = sorted(
                p for p in task.out.glob(f"{_literal(record[0].stem)}-beredning*") if not p.name.startswith(".")
            )
            if memos:
                found[path] = Outcome(path, record[1], (*memos, record[0]))
    return found


def _records(out: Path) -> Iterable[tuple[tuple[str, str], tuple[Path, dict[str, Any]]]]:
    for path in sorted(out.glob("*.json")):
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            yield (data["fil"]["namn"], data["fil"]["sha256"]), (path, data)
        except (OSError, ValueError, KeyError, TypeError):
            continue


def _holds(data: dict[str, Any], task: Task) -> bool:
    same_program = data.get("version") == task.version and data.get("status") != "olasbar"
    return same_program and task.profile in (None, data.get("profil"))


def _literal(stem: str) -> str:
    """The stem with the characters that a pattern gives meaning to taken at their word."""
    return "".join(f"[{c}]" if c in "[*?" else c for c in stem)
