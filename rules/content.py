"""How much each section says, in five grades: empty, only the template's help text, general, concrete, measurable.

The repeated fault of applications is not missing headings but empty or circular ones (``domain.md`` part 6). The grade is of what the
section itself says, whatever the verdicts on the whole document; it changes none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractors.language.parts import parts
from extractors.model import Application, Sentence, Topic
from rules.content_words import matters
from rules.criterion import catalogue, criterion
from rules.evidence import answers
from rules.model import ContentGrade, Evidence, SectionContent, Verdict

SECTIONS: tuple[Topic, ...] = (
    "syfte", "malgrupp", "mal", "aktiviteter", "organisation", "ekonomi", "uppfoljning", "implementering", "aterkoppling",
)  # fmt: skip
"""The sections that are graded: those that are there to answer something."""

_LEAST_SIGN = 0.5
_MOST_QUOTES = 1

_FIGURE = re.compile(
    r"\d[\d  .,]*\s*(?:%|procent|kr\b|kronor|tkr|mkr|mnkr|timmar|tim\b|veckor|v\b|dagar|månader|mån\b|år\b|gånger|deltagare|delt\b|personer"
    r"|platser|tjänst\w*|möten|ärenden|poäng|av \d+)"
    r"|\b(?:minst|högst|totalt|sammanlagt|cirka|ca|omkring|ungefär)\s+\d"
    r"|\b(?:hälften|halvtid|heltid|en tredjedel|varannan|(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|tolv|femton|tjugo|trettio) "
    r"(?:procent|timmar|veckor|dagar|månader|år|gånger|deltagare|personer|platser|möten|ärenden|tjänster))\b",
    re.I,
)
_DATE = re.compile(
    r"\b20\d\d\b|\b(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b"
    r"|\b(?:varje|var) (?:vecka|månad|termin|kvartal|tertial|halvår|år|(?:tredje|fjärde|sjätte) månad)\b|\bvid (?:start|in- och utskrivning)\b",
    re.I,
)
_PUT_OFF = re.compile(
    r"\b(?:tas fram|ta fram|arbetas fram|formuleras|preciseras|fastställs|bestäms|beslutas|utarbetas|återkommer|uppdras)\b",
    re.I,
)
# Criteria that a part of the answer makes concrete already; a part of the others is an intention, or a name without content.
_PART_IS_CONCRETE = frozenset(
    [
        "rapportering",
        "uppfoljning-nivaer",
        "tidplan",
        "malgrupp-avgransning",
        "bemanning",
        "varaktighet",
        "budget-per-ar",
    ]
)
# What a figure must be beside, for the section to be measurable and not only to hold a date.
_DATES_COUNT: frozenset[Topic] = frozenset({"aktiviteter", "implementering", "aterkoppling", "uppfoljning"})


def grade_sections(application: Application, verdicts: Sequence[Verdict] = ()) -> tuple[SectionContent, ...]:
    """The grade of each section, in the order of the memo. What a verdict rests on is an answer, also where the facts found it."""
    usable = answers(application)
    holders = [(f.block, f.quote) for f in application.flags if f.id == "platshallare"]
    own = [s for s in usable if s.signs.get("malltext", 0.0) < _LEAST_SIGN and not _only_placeholder(s, holders)]
    found = []
    for topic in SECTIONS:
        said = [s for s in own if topic in s.topics]
        whole = [s for s in said if not _holds(s, holders)]
        quoted = {(q.block, q.text) for v in verdicts if _settles(v, topic) for q in v.quotes}
        found.append(_grade(application, topic, said, [s for s in whole if _answers(s, topic, application, quoted)]))
    return tuple(found)


def _settles(verdict: Verdict, topic: Topic) -> bool:
    """Whether the verdict's quotations answer what the section is there for."""
    if criterion(verdict.criterion).topic != topic:
        return False
    return verdict.status == "uppfyllt" or (verdict.status == "delvis" and verdict.criterion in _PART_IS_CONCRETE)


def _grade(application: Application, topic: Topic, own: list[Sentence], telling: list[Sentence]) -> SectionContent:
    if not own:
        return SectionContent(topic=topic, grade=_without_answer(application, topic), quotes=_left(application, topic))
    measured = [s for s in telling if _is_measured(s, topic, application)]
    grade: ContentGrade = "matbar" if measured else "konkret" if telling else "allman"
    words = sum(len(s.text.split()) for s in own)
    return SectionContent(
        topic=topic, grade=grade, words=words, quotes=_evidence(_best(measured or telling or own, topic))
    )


def _without_answer(application: Application, topic: Topic) -> ContentGrade | None:
    """``hjalptext`` or ``tom`` for a section that is there without an answer; None where it is not there at all."""
    about = [s for s in application.sentences if topic in s.topics]
    if any(s.kind not in ("titel", "rubrik") and (s.prompt or application.block(s.block).placeholder) for s in about):
        return "hjalptext"
    return "tom" if about else None


def _left(application: Application, topic: Topic) -> tuple[Evidence, ...]:
    about = [s for s in application.sentences if topic in s.topics and s.prompt and s.kind not in ("titel", "rubrik")]
    return _evidence(about)


def _holds(sentence: Sentence, holders: Sequence[tuple[int, str]]) -> list[str]:
    """The placeholders that stand in the sentence."""
    return [quote for block, quote in holders if block == sentence.block and quote in sentence.text]


def _only_placeholder(sentence: Sentence, holders: Sequence[tuple[int, str]]) -> bool:
    """Whether a placeholder is all that the sentence holds ("[fyll i]", "…")."""
    return any(len(sentence.text) <= len(quote) + 3 for quote in _holds(sentence, holders))


def _answers(sentence: Sentence, topic: Topic, application: Application, quoted: set[tuple[int, str]]) -> bool:
    """Whether the sentence answers something that the section is there for, and does not only put it off."""
    if topic == "ekonomi" and _holds_amount(sentence, application):
        return True
    if topic == "mal":
        goals = [g for g in application.goals if g.block == sentence.block and g.text in sentence.text]
        return any(g.measurable or (g.specific and matters(g.text)) for g in goals)
    if any(block == sentence.block and (text in sentence.text or sentence.text in text) for block, text in quoted):
        return True
    names = _criteria(topic)
    for_it = max((sentence.signs.get(n, 0.0) + _partly(sentence, n) for n in names), default=0.0)
    only_looks = max((sentence.signs.get(n + "?", 0.0) for n in names), default=0.0)
    return for_it >= _LEAST_SIGN > only_looks and not _is_put_off(sentence)


def _partly(sentence: Sentence, name: str) -> float:
    return sentence.signs.get(name + "~", 0.0) if name in _PART_IS_CONCRETE else 0.0


def _criteria(topic: Topic) -> list[str]:
    """The criteria that belong to the section; the discussion points are nobody's section."""
    return [c.id for c in catalogue() if c.topic == topic and not re.match(r"d\d-", c.id)]


def _is_put_off(sentence: Sentence) -> bool:
    return (
        all(_PUT_OFF.search(p.text) or p.denied for p in parts(sentence.text))
        if _PUT_OFF.search(sentence.text)
        else False
    )


def _is_measured(sentence: Sentence, topic: Topic, application: Application) -> bool:
    if topic == "mal":
        return any(g.block == sentence.block and g.text in sentence.text and g.measurable for g in application.goals)
    if topic == "ekonomi":
        return _holds_amount(sentence, application)
    if topic == "syfte" and sentence.signs.get("behovsanalys", 0.0) < _LEAST_SIGN:
        return False  # a figure in passing is no measure of the need
    return bool(_FIGURE.search(sentence.text) or (topic in _DATES_COUNT and _DATE.search(sentence.text)))


def _holds_amount(sentence: Sentence, application: Application) -> bool:
    budget = application.budget
    return any(r.block == sentence.block and r.amount_kr > 0 for r in budget.rows) or any(
        s.block == sentence.block and s.text in sentence.text for s in budget.sums
    )


def _best(found: list[Sentence], topic: Topic) -> list[Sentence]:
    """The sentence that answers most surely, first."""
    names = _criteria(topic)
    return sorted(found, key=lambda s: -max((s.signs.get(name, 0.0) for name in names), default=0.0))


def _evidence(found: Iterable[Sentence]) -> tuple[Evidence, ...]:
    return tuple(Evidence(text=s.text, block=s.block, page=s.page) for s in list(found)[:_MOST_QUOTES])
