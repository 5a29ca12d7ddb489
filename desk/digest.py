"""What the lists need of each case's review, kept in memory: reading five hundred reviews for every page would be slow."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any

from extractors.model import Frozen
from intake.compare import stored_review
from intake.register import Case
from intake.workfolder import WorkFolder
from rules.model import GAPS
from rules.profile import NEUTRAL, Profile, ProfileError, load_profile


class Digest(Frozen):
    """The few things of a review that a list shows. ``gaps`` are the criteria with a gap that the profile makes a must."""

    parties: frozenset[str] = frozenset()
    amount: int | None = None
    gaps: frozenset[str] = frozenset()
    is_application: bool = True
    reviewed: bool = False


class Digests:
    """Digests by the version's folder and when it last changed; papers are always moved into it whole, which changes it."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[int, Digest]] = {}
        self._lock = threading.Lock()

    def of(self, folder: WorkFolder, case: Case) -> Digest:
        """The digest of a case's newest version."""
        if not case.files:
            return Digest()
        newest = case.newest
        try:
            changed = (folder.root / newest.path).parents[1].stat().st_mtime_ns
        except OSError:
            return Digest()
        with self._lock:
            kept = self._kept.get(newest.id)
        if kept is not None and kept[0] == changed:
            return kept[1]
        review = stored_review(folder, case, newest.version)
        made = digest(review, profile_of(folder, review)) if review is not None else Digest()
        with self._lock:
            self._kept[newest.id] = (changed, made)
        return made


def profile_of(folder: WorkFolder, review: Mapping[str, Any]) -> Profile:
    """The profile that a review was made by, or the neutral one where that is gone or cannot be used."""
    try:
        return load_profile(str(review.get("profil") or NEUTRAL), folder.profiles)
    except ProfileError:
        return load_profile(NEUTRAL)


def digest(review: Mapping[str, Any], profile: Profile) -> Digest:
    """The digest of a review in the form of ``reports/granskning.py``; keys that are not there count as nothing found."""
    verdicts = review.get("kriterier", {})
    return Digest(
        parties=frozenset(p["slag"] for p in review.get("parter", ()) if p["deltar"]),
        amount=review.get("uppgifter", {}).get("sokt_belopp_kr"),
        gaps=frozenset(name for name, v in verdicts.items() if v["status"] in GAPS and profile.weight(name) == "maste"),
        is_application=review.get("status") != "ej-ansokan",
        reviewed=True,
    )
