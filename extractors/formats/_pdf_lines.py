"""Words → lines, and lines in reading order: columns one after the other, each a flow of its own."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from extractors.formats._pdf_page import Line, Word

_LETTER_SPACED = 4  # single letters in a row that make a spaced-out word
_FEWEST_COLUMN_LINES = 4
_FIGURE_GAP = 0.62  # amounts in narrow columns stand closer than words; the space within an amount is narrower still
_STAIN = 0.6  # a few signs read with less certainty are a stain or a part of a signature
_SPECKS = frozenset(".,:;'|`´~_")
_BULLET_SLIPS = frozenset("eoO©®°¢«»*+.·-–—s")
_NOTE_MARK = re.compile(r"\d{1,2}|\*{1,3}")
_NUMBER = re.compile(r"^[\d\s .,:%–-]+(kr|tkr|mkr)?$")


def lines_of(words: Sequence[Word], gap: float = 1.15) -> list[Line]:
    """Words of one baseline that stand less than ``gap`` times the type size apart, from the top of the page down."""
    rows: list[list[Word]] = []
    ordered = sorted(words, key=lambda w: w.baseline)
    marks = _NoteMarks(ordered)
    for word in (w for w in ordered if w not in marks):
        row = next((r for r in reversed(rows[-6:]) if _on_one_line(r, word)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    lines: list[Line] = []
    for row in rows:
        row.sort(key=lambda w: w.x0)
        part = [row[0]]
        for word in row[1:]:
            white = word.x0 - part[-1].x1
            figures = part[-1].text[-1].isdigit() and word.text[0].isdigit()
            least = _FIGURE_GAP if figures and not word.certainty < 1 else gap
            if white > least * max(word.size, part[-1].size) and not (part[-1].glued and white < 2 * word.size):
                lines.append(Line(tuple(_close_up(part))))
                part = []
            part.append(word)
        lines.append(Line(tuple(_close_up(part))))
    return sorted(lines, key=lambda x: (x.baseline, x.x0))


def _on_one_line(row: Sequence[Word], word: Word) -> bool:
    """Whether the word stands on the row's baseline, or opens a note whose raised mark the row is."""
    drop = word.baseline - _stand(row)
    if abs(drop) <= 0.35 * min(word.size, row[0].size):
        return True
    mark = len(row) == 1 and row[0].size < 0.9 * word.size and _NOTE_MARK.fullmatch(row[0].text)
    return bool(mark) and drop < 0.6 * word.size and 0 <= word.x0 - row[0].x1 < word.size


def _stand(row: Sequence[Word]) -> float:
    return row[-1].baseline if len(row) < 3 else median(w.baseline for w in row)


class _NoteMarks:
    """Tells note marks: small, raised digits right after a word. Such a mark is no part of the text.

    ``words`` come sorted by baseline, so that only the few lines a mark may belong to are looked at: pages of figures are dense.
    """

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = words
        self._baselines = [w.baseline for w in words]
        self._largest = max((w.size for w in words), default=0.0)

    def __contains__(self, word: Word) -> bool:
        if word.certainty < 1 or 1.12 * word.size >= self._largest or not _NOTE_MARK.fullmatch(word.text):
            return False
        first = bisect_left(self._baselines, word.baseline)
        last = bisect_right(self._baselines, word.baseline + 0.8 * self._largest)
        return any(
            w.size > 1.12 * word.size
            and -2 < word.x0 - w.x1 < 0.2 * w.size
            and 0.15 * w.size < w.baseline - word.baseline < 0.8 * w.size
            for w in self._words[first:last]
            if w.text not in ("m", "km", "cm", "CO")
        )


def _close_up(row: list[Word]) -> list[Word]:
    """Close up spaced-out letters ("M Å L" is a word)."""
    singles = [w for w in row if len(w.text) == 1 and w.text.isalpha()]
    if len(singles) < _LETTER_SPACED or len(singles) < 0.8 * len(row):
        return row
    gaps = [b.x0 - a.x1 for a, b in pairwise(row)]
    usual = sorted(gaps)[len(gaps) // 2]
    closed = [row[0]]
    for word, gap in zip(row[1:], gaps, strict=True):
        if gap <= 1.5 * usual + 0.5:
            closed[-1] = replace(closed[-1], text=closed[-1].text + word.text, x1=word.x1)
        else:
            closed.append(word)
    return closed


def mended(lines: Sequence[Line]) -> list[Line]:
    """Lines read by OCR, its usual slips put right: list marks read as letters, thin spaces lost from amounts."""
    result = []
    for line in lines:
        words = list(line.words)
        if len(words) > 1 and words[-1].text in _SPECKS and words[-1].x0 - words[-2].x1 > 0.5 * words[-1].size:
            words.pop()
        if len(words) == 1 and words[0].text in _SPECKS:
            continue
        if line.certainty < _STAIN and sum(len(w.text) for w in words) <= 4:
            continue
        if len(words) > 1 and words[0].text in _BULLET_SLIPS and words[1].x0 - words[0].x1 > 0.45 * words[1].size:
            words[0] = replace(words[0], text="•")
        figures = all(re.fullmatch(r"[\d.,%:-]+|kr|tkr", w.text) for w in words)
        for k in range(len(words) - 1):
            following = words[k + 1].text.rstrip(".,")
            if re.fullmatch(r"[1-9]\d{3,5}", words[k].text) and (
                following == "000" or (figures and re.fullmatch(r"\d{3}", following))
            ):
                words[k] = replace(words[k], text=f"{words[k].text[:-3]} {words[k].text[-3:]}")
        result.append(Line(tuple(words)))
    return result


def flows(lines: Sequence[Line], width: float) -> list[list[Line]]:
    """The lines in reading order, cut into flows: one for a page without columns, one more for each column."""
    ordered = sorted(lines, key=lambda x: (x.baseline, x.x0))
    found = _best_gutter(ordered, width)
    if found is None:
        return [list(ordered)] if ordered else []
    gutter, first, last = found
    before, within, after = ordered[:first], ordered[first : last + 1], ordered[last + 1 :]
    left = [x for x in within if x.x1 <= gutter + 1]
    right = [x for x in within if x.x1 > gutter + 1]
    result = [before] if before else []
    result += flows(left, width)
    result += flows(right, width)
    result += flows(after, width)
    return result


def _best_gutter(lines: Sequence[Line], width: float) -> tuple[float, int, int] | None:
    """The white strip between two columns of running text: its place, and the first and last line that it parts."""
    if len(lines) < 2 * _FEWEST_COLUMN_LINES:
        return None
    left_edge, right_edge = min(x.x0 for x in lines), max(x.x1 for x in lines)
    starts = sorted(x.x0 for x in lines if left_edge + 0.2 * width < x.x0 < right_edge - 0.15 * width)
    best: tuple[int, float, int, int] | None = None
    tried: list[float] = []
    for start in starts:
        if any(abs(start - t) < 3 for t in tried) or sum(abs(start - s) < 2.5 for s in starts) < _FEWEST_COLUMN_LINES:
            continue
        tried.append(start)
        gutter = start - 3.0
        for first, last in _runs(lines, gutter):
            run = lines[first : last + 1]
            left, right = [x for x in run if x.x1 <= gutter + 1], [x for x in run if x.x0 > gutter]
            if _running_text(left) and _running_text(right) and (best is None or len(run) > best[0]):
                best = (len(run), gutter, first, last)
    return None if best is None else best[1:]


def _runs(lines: Sequence[Line], gutter: float) -> list[tuple[int, int]]:
    """Runs of lines that none of which crosses the gutter."""
    runs, first = [], None
    for i, line in enumerate(lines):
        if line.x0 < gutter < line.x1 - 1:
            if first is not None:
                runs.append((first, i - 1))
            first = None
        elif first is None:
            first = i
    if first is not None:
        runs.append((first, len(lines) - 1))
    return runs


def _running_text(lines: Sequence[Line]) -> bool:
    """Whether the lines of a would-be column are prose: several, most of them filled, with words and not figures."""
    if len(lines) < _FEWEST_COLUMN_LINES:
        return False
    wide = max(x.x1 for x in lines) - min(x.x0 for x in lines)
    filled = sum(x.x1 - x.x0 > 0.7 * wide and len(x.words) >= 3 for x in lines)
    figures = sum(bool(_NUMBER.match(x.text)) for x in lines)
    pitches = [b.baseline - a.baseline for a, b in pairwise(lines) if b.baseline > a.baseline]
    tight = sum(p < 1.6 * lines[0].size for p in pitches)
    return (
        filled >= 0.45 * len(lines)
        and figures < 0.2 * len(lines)
        and tight >= 0.5 * len(pitches)
        and not all(x.bold for x in lines)
    )
