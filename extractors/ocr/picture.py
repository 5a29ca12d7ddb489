"""What a page picture tells beside its letters: how heavy the type is, and where ruling lines run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.formats._pdf_page import Rule, Word

Box = tuple[int, int, int, int]
Mask = NDArray[np.bool_]

_BOLD = 1.22  # how much thicker than usual a bold stroke is, for its size
_RULE_INCHES = 0.4  # the shortest ruling line, longer than any letter
_POOL = 3  # pixels over which a line may waver
_EDGE = 0.015  # share of the page along its edges where scanners leave shadows
_MOST_RULES = 400  # more is a photograph
_SAME_SIZE = 0.11
_FEWEST_LETTERS = 10  # fewer letters do not tell a size: a line of "Mål" is as tall as its ring


def turned_upright(image: Any, clockwise: int) -> Any:
    """The picture turned by quarter turns."""
    from PIL import Image

    turns = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
    return image.transpose(turns[clockwise]) if clockwise in turns else image


def straightened(image: Any, slope: float) -> Any:
    """The picture turned about its middle so that lines that fall by ``slope`` (per unit of length) run level."""
    import math

    return image.rotate(math.degrees(math.atan(slope)), fillcolor=255) if abs(slope) > 0.0005 else image


def dark(image: Any) -> Mask:
    """Which pixels are ink: darker than half way between the page's ink and its paper."""
    pixels = np.asarray(image)
    paper = float(np.percentile(pixels[::8, ::8], 80))
    ink = float(np.percentile(pixels[::8, ::8], 1))
    return np.asarray(pixels < ink + 0.55 * (paper - ink))


def stroke_widths(mask: Mask, boxes: Sequence[Box]) -> list[float]:
    """Mean thickness in pixels of the strokes within each box: twice the ink over the length of its outline."""
    widths = []
    for x0, y0, x1, y1 in boxes:
        part = mask[y0:y1, x0:x1]
        outline = int((part[:, 1:] != part[:, :-1]).sum()) + int((part[1:] != part[:-1]).sum())
        widths.append(2.0 * float(part.sum()) / outline if outline else 0.0)
    return widths


def evened(words: Sequence[Word]) -> list[Word]:
    """Sizes that differ by the engine's wavering made the same: each takes the commonest size close to it."""
    counts: dict[float, int] = {}
    for word in words:
        size = round(word.size * 2) / 2
        counts[size] = counts.get(size, 0) + len(word.text)
    steps: list[float] = []
    for size in sorted(counts, key=lambda s: -counts[s]):
        if (not steps or counts[size] >= _FEWEST_LETTERS) and not any(abs(size - s) <= _SAME_SIZE * s for s in steps):
            steps.append(size)
    return [replace(w, size=min(steps, key=lambda s: abs(s - w.size))) for w in words]


def weighed(words: Sequence[Word], strokes: Sequence[float]) -> list[Word]:
    """The words, bold where their strokes are thicker than the page's usual ones for their size."""
    shares = [s / w.size for w, s in zip(words, strokes, strict=True) if len(w.text) > 2 and s]
    if len(shares) < 10:
        return list(words)
    usual = median(shares)
    return [
        replace(w, bold=len(w.text) > 1 and s / w.size > _BOLD * usual) for w, s in zip(words, strokes, strict=True)
    ]


def ruling_lines(mask: Mask, dpi: float) -> list[Rule]:
    """Straight level and upright lines of a straightened page, in points."""
    least = round(_RULE_INCHES * dpi)
    points = 72 / dpi
    flat = _runs(mask, least)
    steep = _runs(np.ascontiguousarray(mask.T), least)
    height, width = mask.shape
    rules = [
        Rule(True, y * points, a * points, b * points) for y, a, b in flat if _EDGE * height < y < (1 - _EDGE) * height
    ]
    rules += [
        Rule(False, x * points, a * points, b * points) for x, a, b in steep if _EDGE * width < x < (1 - _EDGE) * width
    ]
    return rules if len(rules) <= _MOST_RULES else []


def _runs(mask: Mask, least: int) -> list[tuple[float, float, float]]:
    """Level runs of ink of at least ``least`` pixels: where, from, to. Runs in neighbouring rows are one."""
    rows = mask.shape[0] // _POOL
    pooled: NDArray[np.bool_] = np.logical_or.reduce(mask[: rows * _POOL].reshape(rows, _POOL, -1), axis=1)
    if pooled.shape[1] <= least:
        return []
    busy = np.flatnonzero(pooled.sum(axis=1) >= least)
    found: list[tuple[float, float, float]] = []
    for row in busy:
        total: NDArray[np.int32] = np.zeros(pooled.shape[1] + 1, dtype=np.int32)
        np.cumsum(pooled[row], out=total[1:])
        starts: NDArray[np.intp] = np.flatnonzero(total[least:] - total[:-least] >= 0.98 * least)
        if not starts.size:
            continue
        for part in np.split(starts, np.flatnonzero(np.diff(starts) > 1) + 1):
            y, a, b = (row + 0.5) * _POOL, float(part[0]), float(part[-1] + least)
            near = next(
                (
                    k
                    for k in range(len(found) - 1, -1, -1)
                    if y - found[k][0] <= 2.5 * _POOL and found[k][1] < b and a < found[k][2]
                ),
                None,
            )
            if near is None:
                found.append((y, a, b))
            else:
                found[near] = (y, min(a, found[near][1]), max(b, found[near][2]))
    return found
