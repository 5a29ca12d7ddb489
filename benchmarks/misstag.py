"""Where judgement goes wrong on unseen writers: ``python -m benchmarks.misstag [--plot FIL.svg] [--antal N]``.

Prints the gap F1 of every criterion, weakest first, and the mistakes that the program was surest of, each with what the labeller saw and what
the program weighed. ``--plot`` draws how often a verdict of a stated ``sakerhet`` was right.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from extractors.understand import understand
from rules.engine import review
from rules.model import GAPS, Status, Verdict
from training.annotated import Annotated
from training.corpus import applications, as_document, kept_out

_SIDE, _EDGE = 360, 48


@dataclass(frozen=True)
class Judged:
    """A verdict beside the labeller's."""

    annotated: Annotated
    verdict: Verdict
    gold: Status

    @property
    def right(self) -> bool:
        """Whether both say the same."""
        return self.verdict.status == self.gold


def judged() -> list[Judged]:
    """Every verdict on the applications of the writers that training keeps out."""
    found = []
    for _, annotated in applications(kept_out()):
        for verdict in review(understand(as_document(annotated, topics=False))).verdicts:
            found.append(Judged(annotated, verdict, annotated.status[verdict.criterion]))
    return found


def gap_f1(some: list[Judged]) -> float | None:
    """F1 of gaps, verdicts that the labeller calls ``delvis`` left out; None where there is no gap to find or tell."""
    decided = [j for j in some if j.gold != "delvis"]
    both = sum(j.gold in GAPS and j.verdict.status in GAPS for j in decided)
    either = sum((j.gold in GAPS) + (j.verdict.status in GAPS) for j in decided)
    return 2 * both / either if either else None


def print_criteria(everything: list[Judged]) -> None:
    """A line for each criterion, weakest first: gap F1, share of statuses that are right, and number of gaps."""
    by_criterion = defaultdict(list)
    for each in everything:
        by_criterion[each.verdict.criterion].append(each)
    rows = [(gap_f1(some), name, some) for name, some in by_criterion.items()]
    print(f"{'kriterium':<26} {'brist F1':>9} {'exakt':>7} {'brister':>8}")
    for f1, name, some in sorted(rows, key=lambda row: (row[0] if row[0] is not None else 2.0, row[1])):
        exact = sum(j.right for j in some) / len(some)
        told = f"{f1:9.3f}" if f1 is not None else f"{'–':>9}"
        print(f"{name:<26} {told} {exact:7.3f} {sum(j.gold in GAPS for j in some):8}")


def print_worst(everything: list[Judged], count: int) -> None:
    """The mistakes of the highest certainty, with the labelled sentences and the program's quotation or best candidate."""
    wrong = sorted((j for j in everything if not j.right), key=lambda j: -j.verdict.certainty)
    for each in wrong[:count]:
        name = each.verdict.criterion
        print(
            f"\n{each.annotated.head['id']} {name}: rätt {each.gold}, sagt {each.verdict.status} ({each.verdict.certainty:.2f})"
        )
        for unit in each.annotated.units:
            if any(mark.rstrip("~-?") == name for mark in unit.marks):
                print(f"    märkt   {unit.text[:200]}")
        said = [q.text for q in each.verdict.quotes] or [c.text for c in each.verdict.candidates[:1]]
        for text in said:
            print(f"    vägt    {text[:200]}")
        print(f"    skäl    {each.verdict.reason}")


def draw(everything: list[Judged], path: Path) -> None:
    """Draw stated certainty against the share that was right, a dot a tenth, its area by the number of verdicts."""
    bins = defaultdict(list)
    for each in everything:
        bins[min(int(each.verdict.certainty * 10), 9)].append(each)
    size = _SIDE + 2 * _EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" font-family="sans-serif" font-size="12" role="img">',
        "<title>Angiven säkerhet mot andel rätta omdömen</title>",
        f'<rect x="{_EDGE}" y="{_EDGE}" width="{_SIDE}" height="{_SIDE}" fill="none" stroke="#888"/>',
        f'<line x1="{_EDGE}" y1="{_EDGE + _SIDE}" x2="{_EDGE + _SIDE}" y2="{_EDGE}" stroke="#bbb" stroke-dasharray="4 4"/>',
    ]
    for tenth in range(0, 11, 2):
        at = _EDGE + _SIDE * tenth / 10
        label = f"{tenth / 10:.1f}".replace(".", ",")
        parts.append(f'<text x="{at:.0f}" y="{_EDGE + _SIDE + 18}" text-anchor="middle">{label}</text>')
        parts.append(
            f'<text x="{_EDGE - 8}" y="{_EDGE + _SIDE - _SIDE * tenth / 10 + 4:.0f}" text-anchor="end">{label}</text>'
        )
    for some in bins.values():
        stated = sum(j.verdict.certainty for j in some) / len(some)
        right = sum(j.right for j in some) / len(some)
        radius = 3 + 17 * (len(some) / len(everything)) ** 0.5
        parts.append(
            f'<circle cx="{_EDGE + _SIDE * stated:.1f}" cy="{_EDGE + _SIDE * (1 - right):.1f}" r="{radius:.1f}" '
            f'fill="#1f5673" fill-opacity="0.7"><title>{len(some)} omdömen</title></circle>'
        )
    middle = _EDGE + _SIDE / 2
    parts.append(f'<text x="{middle}" y="{size - 8}" text-anchor="middle">angiven säkerhet</text>')
    parts.append(
        f'<text x="14" y="{middle}" text-anchor="middle" transform="rotate(-90 14 {middle})">andel rätt</text>'
    )
    path.write_text("\n".join([*parts, "</svg>", ""]), encoding="utf-8")


def main() -> int:
    """Judge, print, and draw if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--antal", type=int, default=10)
    args = parser.parse_args()
    everything = judged()
    print_criteria(everything)
    print_worst(everything, args.antal)
    if args.plot:
        draw(everything, args.plot)
    return 0


if __name__ == "__main__":
    sys.exit(main())
