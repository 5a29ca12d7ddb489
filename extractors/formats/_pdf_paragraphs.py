"""Lines of a flow → paragraphs and list items."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.formats._pdf_page import Line, Piece, union
from extractors.formats._pdf_wrap import Vocabulary, ends_sentence, next_would_fit, text_of

_BULLETS = "•●○◦▪■□▫►▶➢❖✓✔‣⁃∙·o§¤*-–—→"
_BULLET = re.compile(rf"^[{re.escape(_BULLETS)}]$")
_STUCK_BULLET = re.compile(r"^[•●○◦▪■►➢❖✓✔‣∙·](?=\w)")
_NUMBER = re.compile(r"^(\(?\d{1,2}[.)]|\(?[a-hA-H]\)|[ivx]{1,4}[.)])$")
_CHECKBOX = "☐☒☑□"
_LABEL = re.compile(r"^[A-ZÅÄÖ][\w/()-]*( [\w/()-]+){0,2}:\s")
_EXPECTS_MORE = re.compile(
    r"([,/–-]|\b(och|eller|samt|av|för|till|i|på|med|om|som|att|den|det|en|ett|hos|från|inom|vid))$"
)
_DATE_WORD = re.compile(
    r"^(januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b", re.I
)


def usual_pitch(lines: Sequence[Line]) -> float:
    """The commonest distance between baselines, in type sizes; 1.2 where it cannot be told."""
    counted: Counter[float] = Counter()
    for a, b in pairwise(lines):
        pitch = (b.baseline - a.baseline) / a.size
        if 0.9 < pitch < 2.6 and abs(a.size - b.size) < 0.1 * a.size and min(len(a.words), len(b.words)) > 2:
            counted[round(pitch, 1)] += 1
    if not counted:
        return 1.2
    most = max(counted.values())
    return min(p for p, n in counted.items() if n >= max(1, 0.4 * most))


def paragraphs(
    lines: Sequence[Line], page: int, known: Vocabulary, *, pitch: float, ocr: bool = False, right: float | None = None
) -> list[Piece]:
    """Join the lines of one column to paragraphs and list items. ``pitch``: distance of baselines in type sizes."""
    lines = _with_marks(lines)
    if not lines:
        return []
    edge = right if right is not None else _right_edge(lines)
    left = _left_edge(lines)
    pieces: list[Piece] = []
    start = 0
    above = lines[0]
    for i in range(1, len(lines) + 1):
        if i < len(lines) and not _breaks(lines, start, i, edge, left, pitch, ocr=ocr):
            continue
        pieces.append(_piece(lines[start:i], page, known, edge, 0.0 if start == 0 else _gap(above, lines[start])))
        start, above = i, lines[i - 1]
    return pieces


def _gap(above: Line, below: Line) -> float:
    return (below.baseline - above.baseline) / max(below.size, 1.0)


def _with_marks(lines: Sequence[Line]) -> list[Line]:
    """A list mark that stands far from its text (a line of its own on the same baseline) is put before it."""
    merged: list[Line] = []
    for line in lines:
        if merged and abs(merged[-1].baseline - line.baseline) < 0.45 * line.size and line.x0 >= merged[-1].x1:
            merged[-1] = Line(merged[-1].words + line.words)
        else:
            merged.append(line)
    return merged


def _right_edge(lines: Sequence[Line]) -> float:
    """Where full lines end: the right end of most of the widest lines."""
    ends = sorted((x.x1 for x in lines if len(x.words) >= 4), reverse=True)
    if len(ends) < 3:
        return max(x.x1 for x in lines)
    return ends[1] if ends[0] - ends[1] > 3 * lines[0].size else ends[0]


def _left_edge(lines: Sequence[Line]) -> float:
    starts = Counter(round(x.x0) for x in lines if len(x.words) > 2) or Counter(round(x.x0) for x in lines)
    most = starts.most_common(1)[0][1]
    return min(x for x, n in starts.items() if n >= 0.5 * most)


def is_marked(line: Line) -> bool:
    """Whether the line opens with a list mark: a bullet, a number, a checkbox."""
    return bool(_mark(line))


def _mark(line: Line) -> str:
    first = line.words[0].text
    if len(line.words) < 2:
        return first[0] if _STUCK_BULLET.match(first) and len(first) > 3 else ""
    if _BULLET.match(first) or first[0] in _CHECKBOX:
        return first
    if _STUCK_BULLET.match(first):
        return first[0]
    second = line.words[1].text
    if _NUMBER.match(first) and not _DATE_WORD.match(second) and not second[0].isdigit():
        return first
    return ""


def _breaks(lines: Sequence[Line], start: int, i: int, right: float, left: float, pitch: float, *, ocr: bool) -> bool:
    """Whether line ``i`` opens a new paragraph; the present one begins at line ``start``."""
    above, line = lines[i - 1], lines[i]
    em = line.size
    step = (line.baseline - above.baseline) / max(above.size, line.size)
    if step > pitch * (1.3 if ocr else 1.2) + 0.03 or step < 0.3:
        return True
    if abs(line.size - above.size) > (0.12 if ocr else 0.07) * max(line.size, above.size):
        return True
    text = above.text
    hyphen = bool(re.search(r"\w[-\u00ad\u2010]$", text))
    white = next_would_fit(above, line, right)
    marked, opens_marked = is_marked(line), is_marked(lines[start])
    lower = line.text[0].islower()
    if marked and (line.words[0].text[0] not in "-–—o" or white > 0 or ends_sentence(text) or opens_marked):
        return not (hyphen and line.words[0].text not in _BULLETS) and not _is_wrapped_number(line, white, opens_marked)
    if hyphen and lower:
        return False
    if (
        above.bold != line.bold
        and not (lower and not ends_sentence(text))
        and _switches(lines, start, i)
        and (white > 1 or not ocr)
    ):
        return True
    if opens_marked:
        body = lines[start].words[1].x0 if len(lines[start].words) > 1 else lines[start].x0
        hanging = any(x.x0 >= body - 0.4 * em for x in lines[start + 1 : i])
        if line.x0 < body - 0.6 * em and (hanging or ends_sentence(text)) and not lower:
            return True
        return white > 1.0 and ends_sentence(text) and not lower and line.x0 < body - 0.6 * em
    if line.x0 - above.x0 > 0.9 * em and above.x0 < left + 0.5 * em and ends_sentence(text) and not lower:
        return True
    if _LABEL.match(line.text) and (_tab_after_colon(line) or not _EXPECTS_MORE.search(text)):
        return True
    if (lower or line.text[0].isdigit()) and not ends_sentence(text):
        return white * em > 0.45 * (right - left)
    if ends_sentence(text):
        return white > (1.2 if ocr else 0.4)
    return white > 2.0


def _is_wrapped_number(line: Line, white: float, opens_marked: bool) -> bool:
    """A figure with full stop that happens to stand first in a full line is no list number."""
    return (
        bool(_NUMBER.match(line.words[0].text))
        and white < 0
        and not opens_marked
        and len(line.words) > 1
        and line.words[1].text[0].islower()
    )


def _tab_after_colon(line: Line) -> bool:
    """Whether a label at the line's start is set apart from its value by more than a space."""
    for word, following in zip(line.words[:4], line.words[1:], strict=False):
        if word.text.endswith(":"):
            return following.x0 - word.x1 > 0.7 * line.size
    return False


def _switches(lines: Sequence[Line], start: int, i: int) -> bool:
    """Whether all lines so far have one weight and this one has the other."""
    return all(x.bold == lines[start].bold for x in lines[start:i]) and lines[i].bold != lines[start].bold


def _piece(lines: Sequence[Line], page: int, known: Vocabulary, right: float, gap: float) -> Piece:
    mark = _mark(lines[0])
    x0, x1, top, bottom = union(lines)
    text = text_of(lines, known)
    kind = "stycke"
    if mark and mark[0] not in _CHECKBOX:
        kind = "lista"
        text = text[len(mark) :].lstrip()
    last = lines[-1]
    return Piece(
        text=text,
        page=page,
        x0=x0,
        x1=x1,
        top=top,
        bottom=bottom,
        size=lines[0].size,
        kind=kind,
        bold=all(x.bold for x in lines),
        italic=all(x.italic for x in lines),
        certainty=min(x.certainty for x in lines),  # a quotation is about a line long, so the worst line counts
        full=last.x1 > right - 6 * last.size,
        gap=gap,
        lines=len(lines),
        mark=mark,
        hyphen=bool(re.search(r"\w[-\u00ad\u2010]$", text)),
    )


def settle_lists(pieces: Sequence[Piece]) -> list[Piece]:
    """A numbered paragraph is a list item only among others of its kind; alone, or bold, it gets its number back."""
    settled = []
    for i, piece in enumerate(pieces):
        if piece.kind == "lista" and piece.mark and piece.mark[-1] in ".)" and len(piece.mark) > 1:
            near = [
                p
                for p in (*pieces[max(0, i - 1) : i], *pieces[i + 1 : i + 2])
                if p.kind == "lista" and p.mark[-1:] == piece.mark[-1]
            ]
            if piece.bold or not near or not _counts_on(piece, near):
                piece = replace(piece, kind="stycke", text=f"{piece.mark} {piece.text}")
        settled.append(piece)
    return settled


def _counts_on(piece: Piece, near: Sequence[Piece]) -> bool:
    def value(mark: str) -> int:
        core = mark.strip("().").lower()
        return int(core) if core.isdigit() else ord(core[0])

    return any(abs(value(piece.mark) - value(p.mark)) in (1, 2) for p in near)
