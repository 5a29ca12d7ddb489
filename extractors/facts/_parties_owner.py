"""Who owns the insats, as the text says it: projektägare, insatsägare, huvudman, processägare.

The applicant is not the owner by being applicant. An ownership that is denied, under discussion, conditional or said of
something else than the insats is none. Joint owners are possible.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractors.facts._parties_cues import either, phrase
from extractors.facts._parties_features import group_of
from extractors.facts._parties_resolve import Placed
from extractors.model import Quote, Sentence

_ROLE = rf"(?:(?:{either('agare.roll_fore')}\w*\s+)?{either('agare.roll')})"
_IS = either("agare.blir")
_JOINTLY = r"(?:gemensamt |tillsammans |formellt |fortsatt |också |själva? |hela )?"
_ROLE_WORD = re.compile(rf"(?<!\w){_ROLE}(?!\w)", re.I)
_IS_OWNER = re.compile(rf"^[\s,]*(?:[^.;|]{{0,60}}?\b)?{_IS}\b[^.;|]{{0,45}}?(?<!\w){_ROLE}(?!\w)", re.I)
_BRACKET = re.compile(rf"^\s*(?:[(,–:-]|\|\s*(?!{_ROLE}\s*\|\s*[A-ZÅÄÖ]))\s*{_ROLE}\b(?!\s*:)", re.I)
_OWNS = re.compile(
    r"^(?:[\s,]*(?:genom [^,.;]{3,50},?|tillsammans med [^,.;]{3,50}|[^,.;]{0,40},)?)?\s*(?:som )?"
    rf"{_JOINTLY}{either('agare.ager')}\s*{_JOINTLY}(\w+|[,.]|och \w+|$)",
    re.I,
)
_OWNED_BY = re.compile(r"\b(?:sam)?ägs(?:\s+[\w-]+){0,5}?\s+av\s+(?:\w+\s+){0,2}$", re.I)
_LIES_WITH = re.compile(
    rf"(?:{_ROLE}|ansvaret (?=inför|gentemot|mot))(?:\s*(?:för|inför|till|gentemot|mot) \w+)?\s+"
    rf"(?:(?:tillkommer|åvilar)|{either('agare.ligger_hos')}\s+(?:\w+\s+){{0,2}}?(?:hos|på|av|mellan|inom|i|vid))\s+"
    r"(?:(?!och |samt )\w+\s+){0,2}$",
    re.I,
)
_WHO = re.compile(
    r"^[^|:?]{0,20}\bvem\b[^|:?]{0,20}\b(?:äger|är (?:projekt|insats)?ägare)\b[^|:?]{0,30}[?:|]+\s*\|?\s*$", re.I
)
_COMPLEMENT = (
    r"(?:\s+(?:för|av|i|till|gentemot)\s+[^|:.;,]{1,40}?|\s+och\s+[\w ]{3,25}?|\s*\([^)]*\)"
    r"|,\s+[^,|:;]{3,60}(?:\s[^,|:;]{1,20})?,)?"
)
_MEANS = r"(?:[:|–?]|\b(?:är|blir|blev|föreslås bli|föreslås|ska vara|utgörs av|är fortsatt|förblir)\b)"
_ROLE_IS = re.compile(
    rf"(?<!\w){_ROLE}{_COMPLEMENT}\s*{_MEANS}[\s|:]*"
    r"(?:(?!(?:och|samt|med|men|som|att|för|i|från|till)\b)\w+\s+){0,2}$|"
    rf"(?<!\w){_ROLE}\s+$|(?:^|[.;|]\s*){_ROLE},\s+$",
    re.I,
)
_AS_ROLE = re.compile(rf"(?:\bsom|\bi egenskap av)\s+{_ROLE}(?:\s+(?:för|av)\s+\w+)?\s+\w+\s+$", re.I)
_TURNED = re.compile(r"\b(?:är|blir|står|förblir|fungerar|agerar|utses|föreslås)\s+$", re.I)
_TURNED_ROLE = re.compile(rf"^\s+(?:\w+\s+){{0,2}}(?:som\s+)?{_ROLE}\b", re.I)
_OWN_VERB = re.compile(r"^\s+(?!gemensamt)[a-zåäö]+r\b")
_HEADER_CELL = re.compile(rf"\s*{_ROLE}\s*(?:\([^)]*\)|/\s*\w+|\(?och\s+\w+)?\s*:?\s*", re.I)
_NO = phrase("agare.oklart")
_OTHER_THING = re.compile(rf"\b{either('agare.annat')}\b[^.;]*\bägs\b", re.I)
_INSATS = re.compile(rf"^(?:[,.]|och |$|{either('agare.insatsen')}|[A-ZÅÄÖ])")
_QUESTION = re.compile(rf"(?<!\w)(?:{_ROLE}|äger)(?!\w)", re.I)


def owners(
    placed: Sequence[Placed], sentences: Sequence[Sentence], applicants: Sequence[tuple[str, str]]
) -> Mapping[tuple[str, str], Quote]:
    """The owning parties as (kind, name), each with the words that say so."""
    by_sentence: dict[int, list[Placed]] = {}
    for p in placed:
        by_sentence.setdefault(p.sentence.id, []).append(p)
    found: dict[tuple[str, str], Quote] = {}
    asked = False
    columns: tuple[int, int] | None = None
    for sentence in sentences:
        here = by_sentence.get(sentence.id, [])
        text = sentence.text
        claim = re.sub(r"^[^|]*\?\s*\||^[Vv]em [^:]{3,40}:", "", text)
        said = not (_NO.search(claim) and not _sure_despite_no(text)) and not text.rstrip().endswith("?")
        if said:
            for key in _owners_in(text, here):
                found.setdefault(key, Quote(text=text, block=sentence.block))
            if asked and not found and here and here[0].mention.start < 25 and not _ROLE_WORD.search(text):
                found[here[0].kind, here[0].name] = Quote(text=text, block=sentence.block)
            if re.search(rf"{_ROLE}\s*[|:]\s*(?:se ovan|samma|densamma|sökande|som ovan)", text, re.I):
                for key in applicants[:1]:
                    found.setdefault(key, Quote(text=text, block=sentence.block))
            if columns and sentence.kind == "rad" and text.count("|") + 1 == columns[1]:
                for p in here:
                    if text[: p.mention.start].count("|") == columns[0] and p.kind != "annan":
                        found.setdefault((p.kind, p.name), Quote(text=text, block=sentence.block))
        columns = _owner_column(text) if sentence.kind == "rad" and not here else None
        asked = bool(
            _QUESTION.search(text)
            and len(text) < 90
            and (
                text.rstrip().endswith("?")
                or (sentence.kind == "rubrik" and _HEADER_CELL.fullmatch(text))
                or text.rstrip().endswith(":")
            )
        )
    return found


def _owner_column(text: str) -> tuple[int, int] | None:
    """Column number and number of columns of a table's head row that has a column for the owner."""
    cells = text.split("|")
    for i, cell in enumerate(cells):
        if len(cells) > 1 and _HEADER_CELL.fullmatch(cell):
            return i, len(cells)
    return None


def _sure_despite_no(text: str) -> bool:
    """A "no" in the sentence that does not concern the ownership: it stands in another part of it."""
    parts = re.split(r";|\bmen\b|, (?:och|som)\b|\. ", text)
    return any(_ROLE_WORD.search(part) and not _NO.search(part) for part in parts) and len(parts) > 1


def _owners_in(text: str, here: Sequence[Placed]) -> list[tuple[str, str]]:
    """The parties that one sentence names as owners."""
    if not re.search(r"äg|huvudm|ansvarig part|ansvaret", text, re.I):
        return []
    found: list[tuple[str, str]] = []
    for p in here:
        start, end = group_of(p, here)
        before, after = text[:start], text[end:]
        others = [q for q in here if q.mention.start >= end]
        stop = min((q.mention.start - end for q in others if q.mention.form in ("namn", "kort")), default=len(after))
        owns = _OWNS.match(after)
        says = (
            (_IS_OWNER.match(after[: stop + 1]) and p.mention.form != "plats")
            or _BRACKET.match(after)
            or (owns and _INSATS.match(owns.group(1)))
            or (_OWNED_BY.search(before) and not _OTHER_THING.search(before))
            or _LIES_WITH.search(before)
            or _ROLE_IS.search(before)
            or _AS_ROLE.search(before)
            or _WHO.search(before)
            or (_TURNED.search(before) and _TURNED_ROLE.match(after))
            or (re.search(r"\bäger\s+$", before) and _INSATS.match(after.lstrip()))
            or re.match(rf"\s*som\s+{_ROLE}\b", after, re.I)
        )
        if p.mention.start > start and _OWN_VERB.match(after) and not _IS_OWNER.match(after) and not owns:
            continue
        if says and p.kind != "annan" and not re.search(r"\beller\b", text[start:end]):
            found.append((p.kind, p.name))
    return list(dict.fromkeys(found))
