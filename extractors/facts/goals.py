"""Find the goal statements and judge each by SMART, letter by letter.

Whether a sentence is a goal is the sentence model's call (an activity, a past result or a wish for goals to come is none). The letters are
judged by a model of their own, which sees the goal sentence and what the rest of the document says about the goals: that the parties
stand behind them, what their levels rest on (both by the sentence model's word), and a time that is given once for all of them.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from extractors.language.features import Context, features
from extractors.language.judge import contexts
from extractors.language.linear import LinearModel, hashed, shipped
from extractors.language.pipeline import language
from extractors.model import Document, Goal, GoalKind, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc

LEAST = 0.4
_STEPS = (0.05, 0.15, 0.3, 0.5, 0.8)
_SURE_STEP = 3
KINDS: tuple[GoalKind, ...] = ("deltagarmal", "samverkansmal", "annat")

_OWN_BASIS = re.compile(
    r"\b(jämfört med|mot (dagens|idag|\d)|från (dagens |nuvarande )?\d|i dag \d|idag \d|\(?(20\d\d|-\d\d)\)?:|utgångsläge\w*|nuläge|"
    r"föregående|förra året|tidigare|var \d|är (det )?(i dag|idag)|istället för|i stället för|baslinje\w*)",
    re.I,
)
_TIME = re.compile(
    r"\b20\d\d\b|-2\d\b|\b(senast|före|innan|inom|vid (projekt|insats|process|försök|period|tid|års)\w*|vid (slutet|utgången|avslut)|efter \w+ (månad|år|vecka)|"
    r"under (det )?(första|andra|tredje) året|halvår\w*|tertial\w*|kvartal\w*|år (ett|två|tre|1|2|3)|månad\w*|när (insatsen|projektet|20\d\d))\b",
    re.I,
)
_UMBRELLA = re.compile(
    r"\b(alla mål|målen|följande mål|samtliga mål|nedanstående)\b[^.]{0,60}(senast|gäller|ska (vara|nås|uppnås)|20\d\d|slut)",
    re.I,
)
_SHORT = re.compile(
    r"\b(kort(are)? sikt|kortsiktig\w*|delmål|inom (tre|sex|3|6|nio|tolv|12) månader|första (halv)?året|år 1|år ett)\b",
    re.I,
)
_LONG = re.compile(
    r"\b(lång(re)? sikt|långsiktig\w*|på sikt|slutmål\w*|övergripande mål|projektets slut|insatsens slut|efter projekttid\w*)\b",
    re.I,
)
_LEVEL = re.compile(
    r"\d|\b(alla|samtliga|varje|ingen|hälften|en tredjedel|två|tre|fyra|fem|sex|sju|åtta|nio|tio|tolv|tjugo|trettio)\b",
    re.I,
)


@dataclass(frozen=True)
class Surroundings:
    """What the whole document says about its goals: how surely they are agreed and rest on something, and whether they share one time."""

    accepted: float
    based: float
    timed: bool


def surroundings(sentences: Sequence[Sentence]) -> Surroundings:
    """Read once a document: are the goals said to be agreed, to rest on something, to share one time?"""
    prose = [s for s in sentences if s.kind not in ("titel", "rubrik") and s.signs.get("malltext", 0.0) < 0.5]
    return Surroundings(
        accepted=max((s.signs.get("smart-a", 0.0) for s in prose), default=0.0),
        based=max((s.signs.get("smart-r", 0.0) for s in prose), default=0.0),
        timed=any(_UMBRELLA.search(s.text) and _TIME.search(s.text) for s in prose),
    )


def lead_in(sentences: Sequence[Sentence], at: int) -> str:
    """The line that a list or run of goals hangs under ("På kort sikt:"), or the heading; empty where there is none."""
    for earlier in reversed(sentences[max(0, at - 8) : at]):
        if earlier.text.rstrip().endswith(":") or earlier.kind in ("rubrik", "titel"):
            return earlier.text
        if earlier.kind == "stycke" and sentences[at].kind == "lista":
            return earlier.text
    return ""


def goal_features(doc: Doc, place: Context, lead: str, around: Surroundings, basis: float) -> Iterator[str]:
    """What the SMART model sees of a goal: its words, its own time, level and baseline, its lead-in, and the surroundings.

    ``basis`` is how surely the goal's own sentence tells what its level rests on.
    """
    yield from (f for f in features(doc, place) if f[:2] in ("w:", "s:", "b:", "q:", "n:"))
    text = doc.text
    own = {"tid": bool(_TIME.search(text)), "niva": bool(_LEVEL.search(text)), "bas": bool(_OWN_BASIS.search(text))}
    timed_above = bool(_TIME.search(lead)) or around.timed
    accepted, based, carried = (bisect(_STEPS, p) for p in (around.accepted, around.based, basis))
    named: dict[str, object] = {f"egen-{k}": v for k, v in own.items()}
    named |= {"over-tid": timed_above, "nagon-tid": own["tid"] or timed_above}
    named |= {"over-sikt": bool(_SHORT.search(lead + text) or _LONG.search(lead + text))}
    named |= {"accepterat": accepted, "grund": based, "egen-grund": carried}
    named |= {"nagon-grund": (based >= _SURE_STEP, carried >= _SURE_STEP)}
    for name, holds in named.items():
        # Repeated, so that these few weigh against the many words.
        for copy in range(6):
            yield f"G{copy}:{name}:{holds}"


def find_goals(document: Document, sentences: Sequence[Sentence], model: LinearModel | None = None) -> tuple[Goal, ...]:
    """The goals in reading order. Template text and headings are none."""
    chosen = [i for i, s in enumerate(sentences) if _is_goal(s)]
    if not chosen:
        return ()
    model = model or shipped("goals")
    places = contexts(sentences)
    around = surroundings(sentences)
    vectors = [
        hashed(goal_features(doc, places[i], lead_in(sentences, i), around, sentences[i].signs.get("smart-r", 0.0)))
        for i, doc in zip(chosen, language().pipe(sentences[i].text for i in chosen), strict=True)
    ]
    table = model.probabilities(vectors)
    column = {label: k for k, label in enumerate(model.labels)}
    found = []
    for i, row in zip(chosen, table, strict=True):
        sentence = sentences[i]
        letter = {x: float(row[column[f"smart:{x}"]]) > 0.5 for x in "smart"}
        kind = _kind({k: float(row[column[f"mal:{k}"]]) for k in KINDS if f"mal:{k}" in column}, sentence)
        found.append(
            Goal(
                text=sentence.text,
                kind=kind,
                specific=letter["s"],
                measurable=letter["m"],
                accepted=letter["a"],
                realistic=letter["r"],
                timed=letter["t"],
                block=sentence.block,
                certainty=round(sentence.signs.get("mal", 0.5), 3),
                horizon=_horizon(sentence.text, lead_in(sentences, i)),
                grade="matbart" if letter["m"] else "konkret" if letter["s"] else "allmant",
            )
        )
    return tuple(found)


def _kind(by_words: Mapping[GoalKind, float], sentence: Sentence) -> GoalKind:
    """Whom the goal is for: the goals' own model and the sentence model's signs count alike; there are few goals to learn from."""
    return max(KINDS, key=lambda kind: by_words.get(kind, 0.0) + sentence.signs.get(kind, 0.0))


def _is_goal(s: Sentence) -> bool:
    return s.kind not in ("titel", "rubrik") and s.signs.get("mal", 0.0) >= LEAST and s.signs.get("malltext", 0.0) < 0.5


def _horizon(text: str, lead: str) -> Literal["kort", "lang"] | None:
    for where in (text, lead):
        if _SHORT.search(where):
            return "kort"
        if _LONG.search(where):
            return "lang"
    return None
