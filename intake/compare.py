"""The reviews that lie in a case's folder, and how one version differs from the one before it."""

from __future__ import annotations

import json
from typing import Any

from intake.register import Case, Register, StoredFile
from intake.workfolder import WorkFolder
from reports.granskning import SCHEMA
from rules.compare import Comparison, compare

_PARTS: dict[str, type] = {"kriterier": dict, "uppgifter": dict, "parter": list, "block": list, "flaggor": list}


def stored_review(folder: WorkFolder, case: Case, version: int) -> dict[str, Any] | None:
    """The review of a version, as it was written; None where there is none, or it cannot be read."""
    file = next((f for f in case.files if f.version == version), None)
    if file is None:
        return None
    for path in sorted((folder.root / file.path).parents[1].glob("*.json")):
        try:
            data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            if data["fil"]["sha256"] == file.sha256 and data["status"] != "olasbar" and _is_whole(data):
                return data
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return None


def _is_whole(data: dict[str, Any]) -> bool:
    """Whether a review looks as this program's; one that another kind of program wrote, or that is cut off, counts as none."""
    shaped = all(isinstance(data.get(key, kind()), kind) for key, kind in _PARTS.items())
    return data.get("schema", SCHEMA) == SCHEMA and shaped and "kriterier" in data and "uppgifter" in data


def compare_versions(folder: WorkFolder, case: Case, version: int, newer: dict[str, Any]) -> Comparison | None:
    """How a review differs from that of an earlier version; None where that has none."""
    older = stored_review(folder, case, version)
    try:
        return compare(older, newer) if older is not None else None
    except (KeyError, TypeError):
        return None  # written by a program whose reviews look otherwise


def all_versions(register: Register, case: Case) -> list[tuple[Case, StoredFile]]:
    """All versions of a case in order, each with the case whose folder it lies in: its own, then those of cases joined to it."""
    found = [(case, file) for file in case.files]
    return found + [(each, file) for each in register.joined_to(case.id) for file in each.files]


def _reviews(folder: WorkFolder, register: Register, case: Case) -> list[dict[str, Any]]:
    versions = all_versions(register, case)
    return [found for each, file in versions if (found := stored_review(folder, each, file.version)) is not None]


def latest_review(folder: WorkFolder, register: Register, case: Case) -> dict[str, Any] | None:
    """The review of the newest version that has one, also where that came as a case of its own and was joined."""
    return next(reversed(_reviews(folder, register, case)), None)


def latest_comparison(folder: WorkFolder, register: Register, case: Case) -> Comparison | None:
    """How the newest version of a case differs from the one before it, also where it came as a case of its own and was joined."""
    reviews = _reviews(folder, register, case)
    try:
        return compare(reviews[-2], reviews[-1]) if len(reviews) > 1 else None
    except (KeyError, TypeError):
        return None
