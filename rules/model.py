"""What the judging room hands on: a `Verdict` per criterion, and the `Review` of an application."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from extractors.model import Application, Frozen

Status = Literal["uppfyllt", "delvis", "saknas", "avviker"]
STATUSES: tuple[Status, ...] = ("uppfyllt", "delvis", "saknas", "avviker")
GAPS: frozenset[Status] = frozenset({"saknas", "avviker"})
Basis = Literal["lag", "nationella-radet", "forbundets-kriterium"]
Weight = Literal["maste", "bor", "upplysning"]


class Evidence(Frozen):
    """Words of the document, character for character, with their place."""

    text: str
    block: int
    page: int


class Candidate(Frozen):
    """A sentence that was weighed for a verdict: what it says for the criterion and against it (probabilities)."""

    text: str
    block: int
    page: int
    carries: float
    partly: float
    denies: float
    only_looks: float


class Computed(Frozen):
    """What the facts alone say of a criterion; ``exact`` facts are arithmetic and names, and settle the matter."""

    status: Status
    reason: str
    quotes: tuple[Evidence, ...] = ()
    exact: bool = False


class Verdict(Frozen):
    """How an application measures up to one criterion.

    ``certainty`` is calibrated: of verdicts given 0.9, nine in ten are right. ``reason`` is one Swedish sentence.
    ``candidates`` and ``computed`` are the ground that ``beredning forklara`` shows.
    """

    criterion: str
    status: Status
    certainty: float
    quotes: tuple[Evidence, ...] = ()
    reason: str = ""
    uncertain_reading: bool = False
    candidates: tuple[Candidate, ...] = ()
    computed: Computed | None = None
    shares: Mapping[str, float] = {}

    @property
    def is_gap(self) -> bool:
        """Whether the applicant must be asked: nothing was found, or the opposite was."""
        return self.status in GAPS


class Review(Frozen):
    """An application with its verdicts, in the catalogue's order, under a förbund's profile."""

    application: Application
    profile: str
    verdicts: tuple[Verdict, ...]
    is_application: bool = True

    def verdict(self, criterion: str) -> Verdict:
        """The verdict on one criterion. Raises KeyError for an unknown id."""
        for verdict in self.verdicts:
            if verdict.criterion == criterion:
                return verdict
        raise KeyError(criterion)
