"""The reviews that lie in a case's folder, and how one version differs from the one before it."""

from __future__ import annotations

import json
from typing import Any

from intake.register import Case, Register
from intake.workfolder import WorkFolder
from rules.compare import Comparison, compare


def stored_review(folder: WorkFolder, case: Case, version: int) -> dict[str, Any] | None:
    """The review of a version, as it was written; None where there is none, or it cannot be read."""
    file = next((f for f in case.files if f.version == version), None)
    if file is None:
        return None
    for path in sorted((folder.root / file.path).parents[1].glob("*.json")):
        try:
            data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            if data["fil"]["sha256"] == file.sha256 and data["status"] != "olasbar":
                return data
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return None


def compare_versions(folder: WorkFolder, case: Case, version: int, newer: dict[str, Any]) -> Comparison | None:
    """How a review differs from that of an earlier version; None where that has none."""
    older = stored_review(folder, case, version)
    try:
        return compare(older, newer) if older is not None else None
    except (KeyError, TypeError):
        return None  # written by a program whose reviews look otherwise


def latest_comparison(folder: WorkFolder, register: Register, case: Case) -> Comparison | None:
    """How the newest version of a case differs from the one before it, also where it came as a case of its own and was joined."""
    chain = [(case, file.version) for file in case.files]
    chain += [(each, file.version) for each in register.cases() if each.merged_into == case.dnr for file in each.files]
    reviews = [found for each, version in chain if (found := stored_review(folder, each, version)) is not None]
    try:
        return compare(reviews[-2], reviews[-1]) if len(reviews) > 1 else None
    except (KeyError, TypeError):
        return None
