"""Run every file of a tree through the isolated reader and tell what became of it: ``python -m benchmarks.robusthet MAPP``.

Prints a table of outcomes by kind of file, every fault inside a reader, and the ten slowest files. Exits 1 if there was a fault.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.errors import Unreadable
from extractors.isolation import ReaderPool
from extractors.limits import DEFAULT

_WHOLE = 0.98


@dataclass(frozen=True)
class Outcome:
    """What became of a file: a word for the table, the seconds it took, and what a developer should see."""

    path: Path
    word: str
    seconds: float
    text: str = ""
    fault: str = ""


def run(pool: ReaderPool, path: Path) -> Outcome:
    """Read one file and tell what became of it."""
    start = time.perf_counter()
    try:
        document = pool.read(path)
    except Unreadable as error:
        fault = str(error.__cause__ or "no detail") if error.code == "internt" else ""
        return Outcome(path, error.code, time.perf_counter() - start, error.text, fault)
    seconds = time.perf_counter() - start
    if document.loss.share < _WHOLE:
        return Outcome(path, "läst med förlust", seconds, f"{document.loss.share:.2f} av orden lästa")
    if document.ocr:
        return Outcome(path, "skannad", seconds)
    if not document.blocks:
        return Outcome(path, "läst utan text", seconds)
    return Outcome(path, "läst", seconds)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("mapp", type=Path)
    parser.add_argument("--sekunder", type=float, default=30.0, help="längsta tid per fil")
    parser.add_argument("--visa", default="", help="visa filerna med detta utfall")
    options = parser.parse_args()
    files = sorted(p for p in options.mapp.rglob("*") if p.is_file())
    table: dict[str, Counter[str]] = defaultdict(Counter)
    outcomes = []
    with ReaderPool(1, replace(DEFAULT, seconds=options.sekunder)) as pool:
        for path in files:
            outcome = run(pool, path)
            outcomes.append(outcome)
            table[path.suffix.lower()][outcome.word] += 1
    words = sorted({o.word for o in outcomes})
    for suffix, counts in sorted(table.items()):
        print(f"{suffix or '(ingen)':8}", *(f"{word}: {counts[word]}" for word in words if counts[word]), sep="  ")
    print(f"{len(outcomes)} filer på {sum(o.seconds for o in outcomes):.1f} s")
    faults = [o for o in outcomes if o.word in ("internt", "tidsgrans")]
    for outcome in (*faults, *(o for o in outcomes if o.word == options.visa)):
        print(f"\n{outcome.word}: {outcome.path}: {outcome.text}\n{outcome.fault}")
    print("\nLångsammast:")
    for outcome in sorted(outcomes, key=lambda o: -o.seconds)[:10]:
        print(f"{outcome.seconds:7.2f} s  {outcome.word:18} {outcome.path}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
