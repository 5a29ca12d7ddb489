"""What an application lacks under a förbund's profile, the heaviest first: the ground of letters and memos."""

from __future__ import annotations

from collections.abc import Collection

from extractors.model import Frozen
from rules.criterion import catalogue
from rules.model import GAPS, Basis, Review, Status, Verdict
from rules.profile import Profile, ProfileWeight

_WEIGHTS: tuple[ProfileWeight, ...] = ("maste", "bor", "upplysning")


class Gap(Frozen):
    """A criterion not met: its verdict, how heavily the profile counts it, and what it rests on there."""

    verdict: Verdict
    weight: ProfileWeight
    basis: Basis
    note: str = ""


def gaps(review: Review, profile: Profile, statuses: Collection[Status] = GAPS) -> tuple[Gap, ...]:
    """The verdicts with one of these statuses that count in the profile, by weight, then in the catalogue's order."""
    order = {c.id: c.order for c in catalogue()}
    found = [
        Gap(
            verdict=verdict,
            weight=profile.weight(verdict.criterion),
            basis=profile.basis(verdict.criterion),
            note=profile.note(verdict.criterion),
        )
        for verdict in review.verdicts
        if verdict.status in statuses and profile.weight(verdict.criterion) in _WEIGHTS
    ]
    return tuple(sorted(found, key=lambda g: (_WEIGHTS.index(g.weight), order[g.verdict.criterion])))
