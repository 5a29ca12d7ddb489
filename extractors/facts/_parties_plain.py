"""Plain speech: clauses that say by themselves that a party takes part or does not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.facts._parties_cues import either, phrase
from extractors.facts._parties_features import clause, ticked
from extractors.facts._parties_resolve import Placed

_YES = 0.9
_NO = 0.05
_REACH = 45

_COMMITS = phrase("atar_sig")
_DECLINES = phrase("star_utanfor")
_HEDGED = phrase("forbehall")
_YET = re.compile(
    rf",?\s*(?:men|utan|däremot)\s+(?:\w+\s+)?(?:{either('atar_sig')}|deltar|medverkar|bidrar|ingår|är med)\b"
    r"(?!\s+(?:inte|ej)\b)",
    re.I,
)
_UNSIGNED = re.compile(r"_{4,}|\.{5,}|…{2,}|\bundertecknas\b")


def plainly(placed: Sequence[Placed], scores: Sequence[float]) -> list[float]:
    """The scores of the mentions, settled where a box, an unsigned line or a plain clause says yes or no."""
    around: dict[int, list[Placed]] = {}
    for p in placed:
        around.setdefault(p.sentence.id, []).append(p)
    found = []
    for p, score in zip(placed, scores, strict=True):
        before, after = clause(p, around[p.sentence.id])
        box = ticked(p)
        if box is not None:
            score = 0.95 if box else _NO
        elif _UNSIGNED.search(p.sentence.text):
            score = min(score, 0.1)
        elif p.sentence.text.rstrip().endswith("?"):
            score = min(score, _NO)
        elif re.match(r"\s*(?:Om|Ifall|Skulle|Såvida)\s+(?:\w+\s+)?$", before):
            score = min(score, 0.1)
        elif commits(before, after) or _yet_takes_part(p, after):
            score = max(score, _YES)
        elif declines(before, after):
            score = min(score, _NO)
        found.append(score)
    return found


def commits(before: str, after: str) -> bool:
    """Whether the words after a mention are a commitment that it is the subject of, without hedge or condition."""
    verb = _COMMITS.search(after[: _REACH + 20])
    if verb is None or verb.start() > _REACH or _DECLINES.search(after):
        return False
    own = after[: verb.end() + 12]
    return not _HEDGED.search(own) and not re.search(r"\b(?:om|ifall|att|som|hos|från|till)\s*$", before, re.I)


def _yet_takes_part(placed: Placed, after: str) -> bool:
    """Whether the sentence goes on "… men deltar genom …" with the mention as subject still."""
    at = placed.sentence.text.find(after, placed.mention.end) + len(after)
    return bool(after) and bool(_YET.match(placed.sentence.text[at:]))


def declines(before: str, after: str) -> bool:
    """Whether the clause says that the party is informed, asked, invited, hoped for, has declined or has left."""
    near = f"{before[-60:]} # {after}"
    return bool(_DECLINES.search(near)) and not _COMMITS.search(after)
