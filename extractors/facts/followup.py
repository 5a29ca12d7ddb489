"""What Uppföljning Finsam asks for and cannot be changed afterwards: inriktning, method of follow-up, and money from ESF.

Only what the text plainly says is told: most applications leave the three open, and a guess would be registered for good
(``domain.md`` part 0, point 9).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from extractors.language.parts import Part, part_with, parts
from extractors.model import Document, Found, Frozen, Sentence

Direction = Literal["individ", "struktur", "båda"]

_INDIVIDUAL = re.compile(
    r"\b(?:individ(?:inriktad\w*|inriktning\w*|insats(?:en|er)?)|individuell\w* insats\w*|inriktning\w*: ?individ)\b",
    re.I,
)
_STRUCTURAL = re.compile(
    r"\b(?:struktur(?:inriktad\w*|inriktning\w*|insats(?:en|er)?|övergripande|projekt\w*)|strukturell\w* (?:insats|projekt)\w*"
    r"|inriktning\w*: ?struktur)\b",
    re.I,
)
_NOBODY_ENROLLED = re.compile(
    r"\b(?:inga|inte några|utan) (?:\w+ )?(?:deltagare|inskrivna|enskilda|individer)\b[^.]{0,60}\b(?:skrivs|registrer\w+|tas emot|ingår|deltar)\b"
    r"|\b(?:har|får) inga (?:inskrivna|egna )?(?:deltagare|medborgare)\b",
    re.I,
)
_ENROLLED = re.compile(
    r"\b(?:deltagar\w*|individer\w*|personer\w*)\b[^.;]{0,80}\b(?:registreras|skrivs in|följs upp) i (?:SUS|Uppföljning Finsam)\b"
    r"|\b(?:registrerar|följer) (?:vi |alla |samtliga )*(?:deltagar\w*|individer\w*) i (?:SUS|Uppföljning Finsam)\b",
    re.I,
)
_OPEN = re.compile(r"\b(?:huruvida|avgörs|frågan om|oklart|ta ställning|om deltagar\w*)\b", re.I)
# Another insats than the one applied for, one that has been, or a förbund's insatser at large.
_ELSEWHERE = re.compile(
    r"\b(?:tidigare|förra|liknande|systerprojekt\w*|annan|andra|annat|flera|antal|sex|fem|fyra|tre|två|pågående|avslutad\w*"
    r"|förbundets|har finansierat|genomfört|följde|fick|har varit|nationell\w*|i närheten|granne\w*|överlappar)\b",
    re.I,
)
_ESF = re.compile(r"(?-i:\bESF\b)|\b(?:europeiska )?social(?:a )?fonden\b", re.I)
_ESF_FUNDING = re.compile(
    r"\b(?:med|del|sam)?finansier\w+|\bfinansiär\w*|\bmedel\b|\bsöker|\bsöks|\bbeviljat|\bpengar|\bESF ?[:|]|ESF-projekt",
    re.I,
)
_ESF_UNSETTLED = re.compile(
    r"\b(?:väntas|besked|ansökan om|lämnats|övervägs|undersöks|kan komma|eventuell\w*|möjlighet\w*|planer\w*|framöver|ska söka)\b",
    re.I,
)
_OWN = re.compile(
    r"\b(?:insats\w*|projekt\w*|process\w*|ansökan|verksamhet\w*|förstudie\w*|arbetet|vi|ESF ?[:|])\b", re.I
)
_BOX = re.compile(r"(?P<box>[☐☒☑■□]|\[[ xX]\])\s*(?P<label>[^☐☒☑■□\[]+)")
_TICKED = frozenset("☒☑■")
_FOLLOWS = ("uppfoljning", "uppfoljning-nivaer", "sus", "extern-utvardering")
_LEAST_SIGN = 0.3
_TITLE_BLOCKS = 15


class FollowUp(Frozen):
    """The three fields, each with the words it rests on; None or empty where the text does not say.

    ``direction`` has the value ``individ``, ``struktur`` or ``båda``; ``esf`` has ``ja`` or ``nej``; each of ``methods`` has the name of
    a method or tool.
    """

    direction: Found | None = None
    also: Found | None = None
    methods: tuple[Found, ...] = ()
    esf: Found | None = None


@lru_cache(maxsize=1)
def _methods() -> Mapping[str, tuple[bool, re.Pattern[str]]]:
    source = files("extractors.data").joinpath("uppfoljningsmetoder.toml").read_text(encoding="utf-8")
    lists = tomllib.loads(source)
    return {
        name: (kind == "egennamn", re.compile(pattern, re.IGNORECASE))
        for kind in ("egennamn", "vanliga")
        for name, pattern in lists[kind].items()
    }


def find_follow_up(document: Document, sentences: Sequence[Sentence]) -> FollowUp:
    """The fields as far as the text settles them. Never raises for any content."""
    direction, also = _direction(document, sentences)
    return FollowUp(direction=direction, also=also, methods=_found_methods(sentences), esf=_esf(sentences))


def _found(value: str, sentence: Sentence, certainty: float = 0.9) -> Found:
    return Found(value=value, quote=sentence.text, block=sentence.block, certainty=certainty)


def _direction(document: Document, sentences: Sequence[Sentence]) -> tuple[Found | None, Found | None]:
    """Inriktning and, where the text speaks of both kinds, the words for the second.

    Its own word for itself counts, and so does what settles it: whether participants are registered or there are none.
    """
    one = next(_speaking("individ", document, sentences), None) or next(_enrolled(sentences), None)
    other = next(_speaking("struktur", document, sentences), None) or next(_without_participants(sentences), None)
    if one and other:
        return _found("båda", one), _found("båda", other)
    if one:
        return _found("individ", one), None
    return (_found("struktur", other), None) if other else (None, None)


def _enrolled(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    for sentence in sentences:
        text = sentence.text
        if not _ENROLLED.search(text) or sentence.prompt or _ELSEWHERE.search(text) or _OPEN.search(text):
            continue
        if not any(part.denied for part in parts(text)):
            yield sentence


def _without_participants(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    for sentence in sentences:
        if _NOBODY_ENROLLED.search(sentence.text) and not sentence.prompt and not _ELSEWHERE.search(sentence.text):
            yield sentence


def _speaking(value: str, document: Document, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """The sentences that say of this very insats that it is of this kind: ticked boxes, the title, and plain statements."""
    pattern = _INDIVIDUAL if value == "individ" else _STRUCTURAL
    for sentence in sentences:
        text = sentence.text
        if not pattern.search(text):
            continue
        boxes = list(_BOX.finditer(text))
        if boxes:
            if any(_is_ticked(b["box"]) and pattern.search(b["label"]) for b in boxes):
                yield sentence
        elif sentence.prompt or document.blocks[sentence.block].placeholder or _ELSEWHERE.search(text):
            continue
        elif sentence.kind in ("titel", "rubrik"):
            if sentence.block < _TITLE_BLOCKS and "(" not in text:
                yield sentence
        elif _says_of_itself(text, pattern):
            yield sentence


def _says_of_itself(text: str, pattern: re.Pattern[str]) -> bool:
    """Whether a sentence holds the word undenied, and as a statement on the insats rather than in passing."""
    for part in parts(text):
        if pattern.search(part.text) and not part.denied and not _perhaps(part):
            return bool(
                re.match(
                    r"\W*(?:ansök\w+|insatsen|projektet|detta|det här|denna|vi söker|inriktning|typ av|slag av|struktur|individ)",
                    text,
                    re.I,
                )
                or re.search(r"\b(?:eftersom|då) (?:det(?:ta)? (?:här )?|insatsen |projektet )är\b", text, re.I)
            )
    return False


def _is_ticked(box: str) -> bool:
    return box in _TICKED or "x" in box.lower()


def _found_methods(sentences: Sequence[Sentence]) -> tuple[Found, ...]:
    """Each method once, in the order of the list, with the sentence that speaks most surely of following up."""
    told: list[Found] = []
    for name, (proper, pattern) in _methods().items():
        fit = [s for s in sentences if _follows_up(s, proper) and _uses(s.text, pattern)]
        if fit:
            best = max(fit, key=_about_follow_up)
            told.append(_found(name, best, 0.9 if proper else 0.8))
    return tuple(told)


def _about_follow_up(sentence: Sentence) -> float:
    return max(sentence.signs.get(name + kind, 0.0) for name in _FOLLOWS for kind in ("", "~"))


def _follows_up(sentence: Sentence, proper: bool) -> bool:
    if sentence.kind in ("titel", "rubrik") or sentence.prompt:
        return False
    if sentence.signs.get("behovsanalys", 0.0) > _LEAST_SIGN or "syfte" in sentence.topics:
        return False
    about = _about_follow_up(sentence) >= _LEAST_SIGN
    return about or (proper and "uppfoljning" in sentence.topics)


def _uses(text: str, pattern: re.Pattern[str]) -> bool:
    """Whether the method is used: named in a part of the sentence that is neither denied nor only perhaps so."""
    if not pattern.search(text):
        return False
    return any(pattern.search(part.text) and not part.denied and not _perhaps(part) for part in parts(text))


def _perhaps(part: Part) -> bool:
    return bool(
        re.search(r"\b(?:eventuellt?|kanske|skulle kunna|kan komma att|undersöks|utreds|övervägs)\b", part.text, re.I)
    )


def _esf(sentences: Sequence[Sentence]) -> Found | None:
    """Whether ESF pays for a part of this insats: ``ja`` or ``nej`` by its own words, None where they are silent or divided."""
    answers: dict[str, Sentence] = {}
    for sentence in sentences:
        match = _ESF.search(sentence.text)
        if not match or sentence.kind in ("titel", "rubrik"):
            continue
        boxes = list(_BOX.finditer(sentence.text))
        answer = _ticked_answer(boxes) if boxes else _said_answer(sentence, match.group())
        if answer:
            answers.setdefault(answer, sentence)
    if len(answers) != 1:
        return None
    ((answer, sentence),) = answers.items()
    return _found(answer, sentence)


def _ticked_answer(boxes: Sequence[re.Match[str]]) -> str | None:
    ticked = [b["label"].strip().casefold() for b in boxes if _is_ticked(b["box"])]
    return next((answer for answer in ("ja", "nej") if any(re.match(rf"{answer}\b", label) for label in ticked)), None)


def _said_answer(sentence: Sentence, named: str) -> str | None:
    text = sentence.text
    if direct := re.search(r"\bESF\b[^.:|?]{0,40}[:|?]\s*(ja|nej)\b", text, re.I):
        return direct[1].lower()
    part = part_with(text, named)
    if sentence.prompt or part is None or not _ESF_FUNDING.search(part.text) or _ELSEWHERE.search(text):
        return None
    if part.denied:
        return "nej"
    if _ESF_UNSETTLED.search(text) or {"uppskjutet", "forfluten"} & part.cues or not _OWN.search(text):
        return None
    return (
        "ja"
        if re.search(
            r"\b(?:med|del|sam)?finansieras|\bfinansierar|\bmedfinansiär|\bbeviljat|\bbidrar|\bESF-projekt",
            part.text,
            re.I,
        )
        else None
    )
