"""What the judging room hands on: a `Verdict` per criterion, and the `Review` of an application."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from extractors.facts.followup import FollowUp
from extractors.model import Application, Frozen, Topic

Status = Literal["uppfyllt", "delvis", "saknas", "avviker"]
STATUSES: tuple[Status, ...] = ("uppfyllt", "delvis", "saknas", "avviker")
GAPS: frozenset[Status] = frozenset({"saknas", "avviker"})
Basis = Literal["lag", "nationella-radet", "forbundets-kriterium"]
Weight = Literal["maste", "bor", "upplysning"]
ContentGrade = Literal["tom", "hjalptext", "allman", "konkret", "matbar"]


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


class Question(Frozen):
    """Something to ask, which is no verdict: the question, why it is asked, what it rests on, and the words that raised it.

    ``to`` says who can answer: the applicant, or the förbund itself (a hint of jäv is never put to an applicant).
    """

    id: str
    text: str
    why: str
    source: str
    quotes: tuple[Evidence, ...] = ()
    to: Literal["sokande", "forbundet"] = "sokande"


class SectionContent(Frozen):
    """How much a section says. ``grade`` is None where the section was not found; the quotation shows the grade.

    ``tom``: a heading without an answer. ``hjalptext``: only the template's own words. ``allman``: own words that answer nothing
    asked. ``konkret``: answers a question that the section is there for. ``matbar``: answers it with a figure or a date.
    """

    topic: Topic
    grade: ContentGrade | None
    words: int = 0
    quotes: tuple[Evidence, ...] = ()


class GoalAnswer(Frozen):
    """What answers to a goal elsewhere in the application; None where nothing was found, which does not say that there is nothing.

    ``goal`` is the goal's place among the application's. ``about`` tells an effect for people or organisations (``effekt``) from
    something that is done (``prestation``); None where the words do not tell. ``alone``: no activity and no follow-up even comes near.
    """

    goal: int
    activity: Evidence | None = None
    measure: Evidence | None = None
    cost: Evidence | None = None
    about: Literal["effekt", "prestation"] | None = None
    alone: bool = False


class Review(Frozen):
    """An application with its verdicts, in the catalogue's order, under a förbund's profile.

    ``questions``, ``contents``, ``coherence`` and ``follow_up`` help a reader; none of them changes a verdict.
    """

    application: Application
    profile: str
    verdicts: tuple[Verdict, ...]
    is_application: bool = True
    questions: tuple[Question, ...] = ()
    contents: tuple[SectionContent, ...] = ()
    coherence: tuple[GoalAnswer, ...] = ()
    follow_up: FollowUp = FollowUp()

    def verdict(self, criterion: str) -> Verdict:
        """The verdict on one criterion. Raises KeyError for an unknown id."""
        for verdict in self.verdicts:
            if verdict.criterion == criterion:
                return verdict
        raise KeyError(criterion)
