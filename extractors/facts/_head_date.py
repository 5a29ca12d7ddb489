"""The date of the application: by its label, after a place name, or alone on a line near the head or the signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.facts._head_fields import Field
from extractors.facts.dates import DateFound, find_dates
from extractors.model import Document, Found

_LABEL = re.compile(
    r"^(?:dagens |ansökans? )?(?:dat(?:um|\.)(?! för (?:start|slut|styrelse|beslut|möte|genomför|konferens|utbildning|insats|uppstart))|ansökningsdatum|"
    r"ort och datum|ort/datum|"
    r"dag då|dag för ansökan|inlämna\w*|inskickad|inkommen|ingiven|inl\b|ifylld|upprätta\w*|daterad|"
    r"skriven|registrerad)|"
    r"\bdatum(?: för ansökan)?$",
    re.I,
)
_DONE = re.compile(
    r"\b(?:upprätta[dt]|inlämna[dt]|inskicka[dt]|inkommen|ingiven|ingavs|inl|ifylld|daterad|skrive[nt]|"
    r"registrerad|överlämnad|färdigställd|^antagen|"
    r"ansökan är (?:färdig|klar|skriven|upprättad)|lämnas in|undertecknad|snabb ansökan|underlag|"
    r"ansökan (?:av )?den|version)\b",
    re.I,
)
_PLACE = r"[A-ZÅÄÖ][\wåäöé-]+(?:(?:\s|/|\soch\s|\si\s)[A-ZÅÄÖ][\wåäöé-]+)?"
_PLACE_LINE = re.compile(
    rf"^(?:(?:ort och )?datum:?\s*)?(?:{_PLACE}(?: kommun)?,?\s+)?(?:i\s+)?(?:(?:mån|tis|ons|tors|fre|lör|sön)da\w+\s+)?(?:den\s+)?$",
    re.I,
)
_LINE_END = re.compile(r"\s*(?:$|[.,|/]|\s{2}|\s[A-ZÅÄÖ])")
_OTHER = re.compile(
    r"\b(?:beslut\w*|möte\w*|sammanträd\w*|styrelsen?s?|fastställ\w*|start\w*|börja\w*|rapport\w*|senast|mellan|från|till och med|"
    r"t\.o\.m|enligt|statistik|protokoll|beredning\w*gruppen|tid:|plats:|justera\w*|mall\w*|version \d|gäller|period\w*|avser|kl|"
    r"klockan|\w*omgång\w*|utlysning\w*|reviderad|tidigare|sista|konferens\w*|dag:|utbildning\w*|hålls|pågå\w*|slut\w*)\b",
    re.I,
)


def find_datum(document: Document, fields: Sequence[Field], templates: frozenset[int]) -> Found | None:
    """The application's date, ``YYYY-MM-DD``; ``YYYY-MM`` where the text gives no day."""
    best: tuple[float, Found] | None = None
    for field in fields:
        if _LABEL.search(field.label):
            dates = _usable(field.value)
            if dates:
                best = _better(best, (5.0 if not field.below else 4.0) - 0.001 * field.block, field.block, dates[0])
    total = len(document.blocks)
    for block in document.blocks:
        near_head, near_end = block.id < 10, block.id >= total - 8
        if block.id in templates or not (near_head or near_end) or len(block.text) > 400:
            continue
        for text in block.cells if block.kind == "rad" else (block.text,):
            for found in _usable(text):
                score = _line_score(text, found, near_head=near_head, row=block.kind == "rad") - 0.001 * block.id
                if score > 0.6:
                    best = _better(best, score, block.id, found)
    return best[1] if best else None


def _line_score(text: str, found: DateFound, *, near_head: bool, row: bool) -> float:
    """How much a line near the head or the signatures looks like the line that dates the application."""
    before, after = text[: found.start], text[found.end :]
    sentence = re.split(r"[.!?]\s", before)[-1]
    score = 0.0
    if _PLACE_LINE.match(sentence) and _LINE_END.match(after):
        score = 3.5 if len(text) < 60 else 2.0
        if row and near_head:
            score = 0.0
    elif row:
        return 0.0
    elif _DONE.search(sentence):
        score = 3.0
    elif near_head and re.match(r"(?:ansökan|underlag)\b", text, re.I) and not after.strip(" ."):
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
