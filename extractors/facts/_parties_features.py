"""What the party model sees of a mention: where it stands, what is said of it, and the cues of that clause.

Features are strings; the model hashes them. Keep this module in step with the weights of ``training/parties.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.facts._parties_cues import cues
from extractors.facts._parties_resolve import Placed
from extractors.language.features import stem
from extractors.language.pipeline import cue_phrases

_BREAK = re.compile(r";|\s[–—]\s|,?\s(?:men|medan|däremot|fast)\s|[.!?…]\s")
_JOIN = re.compile(r"^[\s,&/+|]*(?:(?:och|samt|eller|med|i|respektive|både)\b[\s,]*)?[\s(]*$")
_EXTENT = re.compile(
    r"\d\s*(?:%|procent|tim|h/v|h\b)|\b(?:timm?ar|heltid|halvtid|tjänst|dag(?:ar)? i|förmiddag|eftermiddag|dagar|lokal"
    r"|kostnad|bekost)",
    re.I,
)
_CUES = cues()
_TITLE_WORD = re.compile(
    r"(?:koordinator|förmedlar|sekreterar|handläggar|konsulent|chef|utredar|rådgivar|coach|direktör)", re.I
)


def ticked(placed: Placed) -> bool | None:
    """Whether a mention stands at a ticked (True) or an empty (False) check box; None where there is no box."""
    text, mention = placed.sentence.text, placed.mention
    if before := re.search(r"([☒☑✓✔☐□])\s*(?:[\wåäöÅÄÖ.-]+\s+){0,2}$", text[: mention.start]):
        return before.group(1) not in "☐□"
    boxes = re.findall(r"[☒☑✓✔☐□]", text[mention.end :])
    if boxes and "|" in text and not re.search(r"[☒☑✓✔☐□]", text[: mention.start]):
        return len(boxes) == 1 and boxes[0] not in "☐□"
    return None


def cue_names(text: str) -> list[str]:
    """The names of the cues that a piece of text holds."""
    return [name for name, pattern in _CUES if pattern.search(text)]


def _words(text: str) -> list[str]:
    return ["<num>" if w.isdigit() else w for w in re.findall(r"[a-zåäöé]+|\d+|[:|%()]|[☐☒☑✓]", text.lower())]


def group_of(placed: Placed, others: Sequence[Placed]) -> tuple[int, int]:
    """Start and end of the run of joined mentions ("AF, FK och regionen") that a mention stands in, in its sentence."""
    text = placed.sentence.text
    spans = sorted({(p.mention.start, p.mention.end) for p in others})
    start, end = placed.mention.start, placed.mention.end
    for a, b in spans:
        if a >= end and _JOIN.match(text[end:a]):
            end = b
    for a, b in reversed(spans):
        if b <= start and _JOIN.match(text[b:start]):
            start = a
    return start, end


def clause(placed: Placed, others: Sequence[Placed]) -> tuple[str, str]:
    """The words before and after a mention (or the run it stands in), as far as they speak of it."""
    text = placed.sentence.text
    start, end = group_of(placed, others)
    breaks = [0, *(m.end() for m in _BREAK.finditer(text)), len(text)]
    left = max(b for b in breaks if b <= start)
    right = min([m.start() for m in _BREAK.finditer(text) if m.start() >= end] or [len(text)])
    following = [p.mention.start for p in others if p.mention.start > end and p.mention.form != "enhet"]
    return text[left:start], text[end : min([right, *following])]


def mention_features(placed: Placed, others: Sequence[Placed], position: float) -> Iterator[str]:
    """The features of one mention among those of its sentence; ``position`` is the share of the text before it."""
    sentence, mention = placed.sentence, placed.mention
    text = sentence.text
    start, end = group_of(placed, others)
    before, after = clause(placed, others)
    left, right = _words(before), _words(after)
    yield "bias"
    yield "form:" + mention.form
    if mention.form == "enhet" and _TITLE_WORD.search(text[mention.start : mention.end]):
        yield "yrke"
    yield "slag:" + placed.kind
    yield "blk:" + sentence.kind
    for topic in sentence.topics:
        yield "t:" + topic
        yield f"t:{topic}:{sentence.kind}"
    yield f"pos:{min(int(position * 8), 7)}"
    for word in _words(sentence.heading):
        yield "h:" + stem(word)
    yield "l1:" + (left[-1] if left else "<")
    yield "r1:" + (right[0] if right else ">")
    if len(left) > 1:
        yield f"l2:{left[-2]}_{left[-1]}"
    if len(right) > 1:
        yield f"r2:{right[0]}_{right[1]}"
    for word in left[-6:]:
        yield "l:" + stem(word)
    for word in right[:8]:
        yield "r:" + stem(word)
    for word in set(_words(text)):
        yield "s:" + stem(word)
    whole = before + " | " + after
    for name, pattern in _CUES:
        for mark, piece in (("lc", before), ("rc", after), ("wc", whole), ("sc", text)):
            if pattern.search(piece):
                yield f"{mark}:{name}"
                for topic in sentence.topics:
                    yield f"{mark}:{name}:{topic}"
    folded = f" {' '.join(left)} {' '.join(right)} "
    for cue, phrases in cue_phrases().items():
        if any(f" {phrase} " in folded for phrase in phrases):
            yield "q:" + cue
    for mark, piece in (("n", after[:80]), ("ns", text)):
        if _EXTENT.search(piece):
            yield mark + ":omfattning"
    if text[mention.start : mention.end].endswith("s"):
        yield "genitiv"
        if right:
            yield "genitiv:" + stem(right[0])
    if re.search(r"chef|direktör|rektor", text[max(0, start - 40) : end + 40], re.I):
        yield "chef"
    if start == 0:
        yield "forst"
    if end - start > mention.end - mention.start:
        yield "flera"
    if re.search(r"\b(?:om|ifall|när|såvida)\s+(?:\w+\s+)?$", before, re.I):
        yield "villkor"
    if start == 0 and re.match(r"(?:s del)?:\s*\S", after):
        yield "etikettrad"
        for topic in sentence.topics:
            yield "etikettrad:" + topic
    if "|" in text:
        cells = text.split("|")
        cell = text[: mention.start].count("|")
        yield f"cell:{min(cell, 2)}"
        if cell:
            for word in _words(cells[0]):
                yield "etikett:" + stem(word)
        elif not any(c.strip() for c in cells[1:]):
            yield "tomrad"
    label = re.match(r"([^:]{3,40}):", text)
    if label and label.end() <= start:
        for word in _words(label.group(1)):
            yield "etikett:" + stem(word)
    if re.search(r"_{3,}|\.{4,}|…{2,}", text):
        yield "streck"
