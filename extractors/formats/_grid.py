"""Columns out of the edges of cells, where rows give their cells by width rather than by column."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

_SAME = 100  # twips: cells drawn by hand rarely meet to the point


def grid(edges: Iterable[int]) -> list[int]:
    """The distinct edges, those that nearly meet taken as one."""
    found: list[int] = []
    for edge in sorted(edges):
        if not found or edge - found[-1] > _SAME:
            found.append(edge)
    return found


def column(lines: list[int], edge: int) -> int:
    """Which of the grid's lines an edge is."""
    return bisect_left(lines, edge - _SAME)
