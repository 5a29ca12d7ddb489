"""The date of the application: by its label, after a place name, or alone on a line near the head or the signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.facts._head_fields import Field
from extractors.facts.dates import DateFound, find_dates
from extractors.model import Document, Found, Sentence

_LABEL = re.compile(
    r"^(?:dagens |ansökans? |ort och |ort/|ort, )?dat(?:um|\.|erat|erad)(?! för (?:start|slut|styrelse|"
    r"beslut|möte|genomför|konferens|utbildning|"
    r"insats|uppstart))|\b(?:inlämn|inskick|upprätt|ifyll|fylld|fyll[st]|skriv|dater|ankom|inkom|"
    r"ingiv|ingav|registrer|dagteckn|undertecknad)\w*|"
    r"^inl\b|^dag(?: då| för ansökan)?$|^dag då|ansöknings(?:dag|datum)|\bdatum(?: för ansökan)?$",
    re.I,
)
_NOT_THE_LABEL = re.compile(
    r"\b(?:start|slut|skrivelse|möte|beslut|inskrivning|inskrivna|utskriv\w*|födel\w*|projekt(?:start|slut))", re.I
)
_DONE = re.compile(
    r"\b(?:upprätta[dt]s?|inlämna[dt]|inskicka[dt]|inkommen|ingive[nt]|ingavs|ingivits|inl|ifyll[dt]|"
    r"daterad|dagtecknad|skrive[nt]|skriver|"
    r"skrivs|registrerad|överlämna[dst]*|färdigställ[dt]|sammanställ[dt]|framtage[nt]|ställd|^antagen|"
    r"ansökan är \w+|lämnar?s? (?:vi )?in|"
    r"skickas?|inges|ges in|undertecknad|snabb ansökan|underlag|ansökan (?:av )?den|version)\b",
    re.I,
)
_LONGEST_ANSWER = 160
_OPENS_LINE = re.compile(
    r"(?:ansökan|underlag|till|från|avsändare|mottagare|sökande|dnr|diarien\w*|vår ref\w*)\b", re.I
)
_PLACE = r"[A-ZÅÄÖ][\wåäöé-]+(?:(?:\s|/|\soch\s|\si\s)[A-ZÅÄÖ][\wåäöé-]+)?"
_PLACE_LINE = re.compile(
    rf"^(?:(?i:(?:ort och )?datum):?\s*)?(?:{_PLACE}(?: kommun)?,?\s+)?(?:i\s+)?"
    r"(?:(?:[Mm]ån|[Tt]is|[Oo]ns|[Tt]ors|[Ff]re|[Ll]ör|[Ss]ön)da\w+\s+)?(?:[Dd]en\s+)?$"
)
_LINE_END = re.compile(r"\s*(?:$|[.,|/]|\s{2}|\s[A-ZÅÄÖ])")
_OTHER = re.compile(
    r"\b(?:beslut\w*|möte\w*|sammanträd\w*|styrelsen?s?|fastställ\w*|start\w*|börja\w*|rapport\w*|"
    r"senast|mellan|från|till och med|"
    r"t\.o\.m|enligt|statistik|protokoll|beredning\w*gruppen|tid:|plats:|justera\w*|mall\w*|version "
    r"\d|gäller|period\w*|avser|kl|"
    r"klockan|\w*omgång\w*|utlysning\w*|reviderad|tidigare|sista|konferens\w*|dag:|utbildning\w*|"
    r"hålls|pågå\w*|slut\w*)\b",
    re.I,
)


def find_datum(
    document: Document, fields: Sequence[Field], sentences: Sequence[Sentence], templates: frozenset[int]
) -> Found | None:
    """The application's date, ``YYYY-MM-DD``; ``YYYY-MM`` where the text gives no day."""
    best: tuple[float, Found] | None = None
    for field in fields:
        asked = not field.below or len(field.value) < _LONGEST_ANSWER
        if asked and _LABEL.search(field.label) and not _NOT_THE_LABEL.search(field.label):
            dates = _usable(field.value)
            if dates:
                best = _better(best, (5.0 if not field.below else 4.0) - 0.001 * field.block, field.block, dates[0])
    total = len(document.blocks)
    for sentence in sentences:
        learned = sentence.signs.get("datum", 0.0)
        near_head, near_end = sentence.block < 10, sentence.block >= total - 8
        if sentence.block in templates or not (near_head or near_end or learned > 0.5):
            continue
        row = sentence.kind == "rad"
        for text in sentence.text.split(" | ") if row else (sentence.text,):
            for found in _usable(text):
                score = _line_score(text, found, near_head=near_head, row=row) + 2.0 * learned
                score -= 0.001 * sentence.block
                if score > 0.6:
                    best = _better(best, score, sentence.block, found)
    return best[1] if best else None


def _line_score(text: str, found: DateFound, *, near_head: bool, row: bool) -> float:
    """How much a line near the head or the signatures looks like the line that dates the application."""
    sentence, after = text[: found.start], text[found.end :]
    score = 0.0
    if _PLACE_LINE.match(sentence) and _LINE_END.match(after):
        score = 3.5 if len(text) < 60 else 2.0
        if row and near_head:
            score = 0.0
    elif row:
        return 0.0
    elif _DONE.search(sentence):
        score = 3.0
    elif near_head and _OPENS_LINE.match(text) and not after.strip(" ."):
        score = 2.0
    elif near_head and not _OTHER.search(text) and len(text) < 90 and found.precision == "day":
        score = 1.5
    if _OTHER.search(sentence[-30:]) and not _DONE.search(sentence):
        score -= 2.5
    return score - 0.6 * (found.precision != "day") - 0.2 * (not near_head)


def _usable(text: str) -> list[DateFound]:
    found = find_dates(text)
    if len(found) > 2:  # a list of meetings, not the day of the application
        return []
    return [
        d
        for d in found
        if d.finish is None and d.begin.year and d.precision in ("day", "month") and d.relation == "vid"
    ]


def _better(best: tuple[float, Found] | None, score: float, block: int, date: DateFound) -> tuple[float, Found]:
    if best is not None and best[0] >= score:
        return best
    moment = date.begin
    value = f"{moment.year}-{moment.month:02}" + (f"-{moment.day:02}" if moment.day else "")
    return score, Found(value=value, quote=date.text, block=block, certainty=min(0.97, 0.55 + 0.1 * score))
