"""Whether an activity, a measure and a cost answer to each goal, and whether the goal tells of an effect or of something done.

Funders judge whether goals, activities, follow-up and budget hang together (``domain.md`` part 6, point 16). Words are compared, by
stems, compound heads and the matters they speak of; a reader sees more, so "nothing was found" is all that may be said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from extractors.facts.goals import lead_in
from extractors.language.parts import parts
from extractors.model import Application, Goal, Sentence, Topic
from rules.content_words import counts, matters, shared_stems, telling_stems
from rules.evidence import answers
from rules.model import Evidence, GoalAnswer

_LEAST = 1.0
_NEAR = 0.5
_MATTER, _COMMON_MATTER, _STEM, _COMMON_STEM, _COUNT = 1.0, 0.5, 0.7, 0.25, 0.5
_RARE = 4
_SIGN = 0.4
# Matters that half of all sentences touch on: on their own they link nothing.
_COMMON = frozenset({"plan", "kontakt", "beslut", "vantetid", "mote"})

_NEARBY: frozenset[Topic] = frozenset({"aktiviteter", "organisation", "uppfoljning"})
_ACTIVITY = ("arbetssatt", "tidplan")
_NO_ACTIVITY = ("behovsanalys", "problem", "ej-ordinarie-verksamhet", "egna-medel", "styrgrupp", "malgrupp")
_MEASURE = ("uppfoljning", "uppfoljning-nivaer", "sus")
_FOLLOWED = re.compile(
    r"\b(?:följ\w*|mät\w*|mäts|registrer\w+|utvärder\w+|enkät\w*|skatt\w+|redovisa\w*|noter\w+|räkna\w*|stäm\w+ av|statistik\w*|indikator\w*|SUS"
    r"|Uppföljning Finsam|intervju\w*|jämför\w*|skriver upp|protokoll\w*|logg\w*|antal\w*)\b",
    re.I,
)
_SYSTEM = re.compile(r"(?-i:\bSUS\b)|\buppföljning finsam\b", re.I)
_EMPLOYMENT = "sysselsattning"

# What a level is held against, or rests on, is no part of what the goal is about.
_BASIS = re.compile(r",? ?\(?\b(?:jämfört med|att jämföra med|utan insats\b|mot dagens|enligt kartläggningen)", re.I)
_DONE = re.compile(
    r"\b(?:genomför\w*|hållits|hålls|håller|påbörja\w*|startat|startar|skrivits in|skrivs in|tas emot|tagits emot|deltagit i|deltar i|erbjud\w*|bjudits|anställts"
    r"|utbildats|gått (?:en |den )?(?:utbildning|kurs)|skickat|tagit fram|tagits fram|finnas en|infört|infördes|införts|utsett|kartlag\w+|(?:fått|haft) (?:ett|en) \w+|kommit överens|enats"
    r"|har (?:en|ett) (?:gemensam|skriftlig|egen|individuell)\w* plan|med på|möten|beviljats)\b",
    re.I,
)
_EFFECT = re.compile(
    r"\b(?:i (?:arbete|jobb|studier|anställning|egen försörjning)|till (?:arbete|studier|jobb)|anställning|arbete|jobb|lön|inkomst|egenförsörj\w*|försörjning"
    r"|skatta\w*|upplev\w*|känn\w*|känna|vet vem|vet vart|hälsa|mår|mående|arbetsförmåga|självkänsla|livskvalitet|återgå\w*|minska\w*|sjunk\w*|öka\w*|kort(?:ats|are)"
    r"|halver\w*|avbrut\w*|avhopp\w*|gått upp|klarat|klara|kvar i|använd\w*|beslutad som ordinarie|kunskap)\b",
    re.I,
)


def answers_to_goals(application: Application) -> tuple[GoalAnswer, ...]:
    """What answers to each goal, in the goals' order."""
    goals = application.goals
    if not goals:
        return ()
    usable = [s for s in answers(application) if not any(g.block == s.block and g.text == s.text for g in goals)]
    usable = [s for s in usable if s.signs.get("mal", 0.0) < _SIGN]
    activities = [s for s in usable if _is_activity(s)]
    measures = [s for s in usable if _is_measure(s)]
    costs = _costs(application, usable)
    nearby = [s for s in usable if s in activities or s in measures or _NEARBY & set(s.topics)]
    scale = _Scale(usable)
    found = []
    for place, goal in enumerate(goals):
        about = _BASIS.split(_with_lead_in(application, goal))[0]
        activity = scale.best(about, activities)
        found.append(
            GoalAnswer(
                goal=place,
                activity=_evidence(activity),
                measure=_evidence(scale.best(about, measures) or _registered(goal, measures)),
                cost=_evidence(_cost(scale, about, activity, costs)),
                about=effect_or_done(goal.text),
                alone=scale.most(about, nearby) < _NEAR,
            )
        )
    return tuple(found)


def effect_or_done(text: str) -> Literal["effekt", "prestation"] | None:
    """Whether a goal tells of a change for people or organisations, or of something done; None where its words do not tell."""
    if _EFFECT.search(text):
        return "effekt"
    return "prestation" if _DONE.search(text) else None


class _Scale:
    """Weighs what two texts share: a matter, or a word that is rare in this application, counts more than a common one."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._often: dict[str, int] = {}
        for sentence in sentences:
            for stem in telling_stems(sentence.text):
                self._often[stem] = self._often.get(stem, 0) + 1

    def weigh(self, one: str, other: str) -> float:
        """How much two texts share; 1.0 is one matter in common, or two rare words, or numbers that count the same thing twice."""
        mine, theirs = matters(one), matters(other)
        total = sum(_COMMON_MATTER if name in _COMMON else _MATTER for name in mine if name in theirs)
        told = {w for name in mine if name in theirs for w in (mine[name], theirs[name])}
        for stem in shared_stems(one, other):
            if not any(word.startswith(stem) for word in told):
                total += _STEM if self._often.get(stem, 0) <= _RARE else _COMMON_STEM
        return total + _COUNT * len(counts(one) & counts(other))

    def most(self, about: str, among: Iterable[Sentence]) -> float:
        """The most that any of the sentences shares."""
        return max((self.weigh(about, _undenied(s.text)) for s in among), default=0.0)

    def best(self, about: str, among: Iterable[Sentence]) -> Sentence | None:
        """The sentence that shares most, if it shares enough; the first of equals."""
        weighed = [(self.weigh(about, _undenied(s.text)), -s.id, s) for s in among]
        if not weighed:
            return None
        weight, _, sentence = max(weighed, key=lambda row: row[:2])
        return sentence if weight >= _LEAST else None


def _is_activity(sentence: Sentence) -> bool:
    """What the insats does: not what was found before it, what others go on doing, or what happens only if."""
    own = max(sentence.signs.get(name, 0.0) for name in _ACTIVITY)
    other = max(sentence.signs.get(name, 0.0) for name in _NO_ACTIVITY)
    if other > max(own, _SIGN) or (own < _SIGN and "aktiviteter" not in sentence.topics):
        return False
    return not _is_denied(sentence) and not re.match(r"(?:Om|Ifall)\b", sentence.text)


def _is_measure(sentence: Sentence) -> bool:
    signs = max(sentence.signs.get(name, 0.0) for name in _MEASURE)
    home = "uppfoljning" in sentence.topics and bool(_FOLLOWED.search(sentence.text))
    return (signs >= _SIGN or home) and not _is_denied(sentence)


def _is_denied(sentence: Sentence) -> bool:
    return not _undenied(sentence.text)


@lru_cache(maxsize=2048)
def _undenied(text: str) -> str:
    """The parts of a sentence that say that something is so."""
    return " ".join(part.text for part in parts(text) if not part.denied)


def _with_lead_in(application: Application, goal: Goal) -> str:
    """The goal with the line that it hangs under, which may hold half of its words."""
    for place, sentence in enumerate(application.sentences):
        if sentence.block == goal.block and sentence.text == goal.text:
            lead = lead_in(application.sentences, place)
            return goal.text if sentence.kind == "rad" or len(telling_stems(goal.text)) > 1 else f"{lead} {goal.text}"
    return goal.text


def _registered(goal: Goal, measures: Sequence[Sentence]) -> Sentence | None:
    """Registration in the follow-up system measures every goal on the participants' work and studies: that is what it holds."""
    if _EMPLOYMENT not in matters(goal.text):
        return None
    return next((s for s in measures if _SYSTEM.search(_undenied(s.text))), None)


def _costs(application: Application, usable: Sequence[Sentence]) -> list[Sentence]:
    paid = {r.block for r in application.budget.rows if r.amount_kr > 0}
    return [s for s in usable if s.block in paid and not _is_denied(s)]


def _cost(scale: _Scale, about: str, activity: Sentence | None, costs: Sequence[Sentence]) -> Sentence | None:
    """The cost that shares words with the goal, or else with the activity that answers to it (the role that does the work)."""
    direct = scale.best(about, costs)
    if direct is not None or activity is None:
        return direct
    carried = [(len(shared_stems(activity.text, s.text)), -s.id, s) for s in costs]
    if not carried:
        return None
    most, _, sentence = max(carried, key=lambda row: row[:2])
    return sentence if most else None


def _evidence(sentence: Sentence | None) -> Evidence | None:
    return Evidence(text=sentence.text, block=sentence.block, page=sentence.page) if sentence else None
