"""The verdicts of a case as the page shows them: grouped by what they are about, the program's and a person's side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desk import words
from extractors.model import Frozen
from intake.register import Override
from reports.memo_findings import SURE_ENOUGH, basis
from rules.criterion import Criterion, catalogue
from rules.model import GAPS, STATUSES
from rules.profile import Profile


class QuoteShown(Frozen):
    """Quoted words: the name that the application's pages know them by, the words, and where they stand."""

    name: str
    text: str
    block: int
    page: int


class VerdictShown(Frozen):
    """A verdict: what holds now, what the program found, and what a person has set in its place, if so."""

    id: str
    name: str
    question: str
    rule: str
    why: str
    status: str
    programs_status: str
    certainty: str
    unsure: bool
    reason: str
    weight: str
    basis: str
    quotes: tuple[QuoteShown, ...]
    override: Override | None

    @property
    def is_gap(self) -> bool:
        """Whether something is missing as it stands now."""
        return self.status in GAPS


class Group(Frozen):
    """The verdicts of one part of an application."""

    topic: str
    name: str
    verdicts: tuple[VerdictShown, ...]

    @property
    def gaps(self) -> int:
        """How many of them are gaps."""
        return sum(v.is_gap for v in self.verdicts)


def groups(review: Mapping[str, Any], overrides: Mapping[str, Override], profile: Profile) -> tuple[Group, ...]:
    """All verdicts that count in the profile, in the order of the parts of an application."""
    by_topic: dict[str, list[VerdictShown]] = {topic: [] for topic in words.TOPICS}
    for about in catalogue():
        verdict = review["kriterier"].get(about.id)
        if verdict is not None and profile.weight(about.id) != "av":
            by_topic[about.topic].append(_shown(about, verdict, profile, overrides.get(about.id)))
    return tuple(Group(topic=t, name=words.TOPICS[t], verdicts=tuple(v)) for t, v in by_topic.items() if v)


def tally(shown: tuple[Group, ...]) -> dict[str, int]:
    """How many verdicts there are of each status, the statuses in their own order."""
    found = [v.status for group in shown for v in group.verdicts]
    return {status: found.count(status) for status in STATUSES}


def _shown(about: Criterion, verdict: Mapping[str, Any], profile: Profile, override: Override | None) -> VerdictShown:
    sure = float(verdict.get("sakerhet", 0.0))
    return VerdictShown(
        id=about.id,
        name=about.name,
        question=about.question,
        rule=about.rule,
        why=about.why,
        status=override.status if override else verdict["status"],
        programs_status=verdict["status"],
        certainty=words.certainty(sure),
        unsure=override is None and (sure < SURE_ENOUGH or bool(verdict.get("osaker_lasning"))),
        reason=verdict.get("motivering", ""),
        weight=words.WEIGHT[profile.weight(about.id)],
        basis=basis(about, profile),
        quotes=tuple(
            QuoteShown(name=f"{about.id}-{number}", text=q["text"], block=q["block"], page=q["sida"])
            for number, q in enumerate(verdict.get("citat", ()))
        ),
        override=override,
    )
