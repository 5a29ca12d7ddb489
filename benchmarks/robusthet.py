"""Run every file of a tree through the isolated reader and tell what became of it: ``python -m benchmarks.robusthet MAPP…``.

Prints a table of outcomes by kind of file, every fault inside a reader, the files whose words were not all read with what the reader
says about it, and the ten slowest files. Exits 1 if there was a fault: an error inside a reader, a file past the time, or a Word file
with under 99 % of its words that says nothing of it.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from extractors.errors import Unreadable
from extractors.isolation import ReaderPool
from extractors.limits import DEFAULT

_WHOLE = 0.99
_LOSS = "läst med förlust"
_WORDS = {
    "krypterad": "krypterad",
    "okand-typ": "fel typ",
    "tidsgrans": "tidsgräns",
    "for-stor": "för stor",
    "saknas": "får inte öppnas",
    "internt": "fel i programmet",
}


@dataclass(frozen=True)
class Outcome:
    """What became of a file: a word for the table, the seconds it took, what was told of it, and what a developer should see."""

    path: Path
    word: str
    seconds: float
    text: str = ""
    fault: str = ""
    notes: tuple[str, ...] = ()

    @property
    def is_fault(self) -> bool:
        """Whether this must not happen: an error inside the reader, a hang, or words of a Word file that went missing unsaid."""
        silent = self.word == _LOSS and not self.notes and self.path.suffix.lower() in (".docx", ".docm", ".dotx")
        return silent or self.word in (_WORDS["internt"], _WORDS["tidsgrans"])


def run(pool: ReaderPool, path: Path) -> Outcome:
    """Read one file and tell what became of it."""
    start = time.perf_counter()
    try:
        document = pool.read(path)
    except Unreadable as error:
        fault = str(error.__cause__ or "utan uppgift") if error.code == "internt" else ""
        return Outcome(path, _WORDS.get(error.code, error.code), time.perf_counter() - start, error.text, fault)
    seconds = time.perf_counter() - start
    loss = document.loss
    text = f"{loss.read_words} av {loss.source_words} ord ({loss.share:.3f})"
    if loss.share < _WHOLE:
        word = _LOSS
    elif document.ocr:
        word = "skannad"
    else:
        word = "läst" if document.blocks else "läst utan text"
    return Outcome(path, word, seconds, text, notes=loss.notes)


def run_all(files: Sequence[Path], workers: int, seconds: float) -> list[Outcome]:
    """What became of each file, in the files' order."""
    with (
        ReaderPool(workers, replace(DEFAULT, seconds=seconds)) as pool,
        ThreadPoolExecutor(workers) as threads,
    ):
        return list(threads.map(partial(run, pool), files))


def table(outcomes: Sequence[Outcome]) -> list[str]:
    """One line for each kind of file and one for all, one column for each outcome that came up."""
    words = [w for w, _ in Counter(o.word for o in outcomes).most_common()]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for outcome in outcomes:
        counts[outcome.path.suffix.lower() or "(ingen)"][outcome.word] += 1
    counts["alla"] = Counter(o.word for o in outcomes)
    wide = [max(len(w), 5) for w in words]
    lines = ["  ".join(["slag".ljust(8), "filer", *(w.rjust(n) for w, n in zip(words, wide, strict=True))])]
    for kind, count in counts.items():
        cells = [str(count[w] or "–").rjust(n) for w, n in zip(words, wide, strict=True)]
        lines.append("  ".join([kind.ljust(8), str(count.total()).rjust(5), *cells]))
    return lines


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mapp", type=Path, nargs="+")
    parser.add_argument("--sekunder", type=float, default=30.0, help="längsta tid per fil")
    parser.add_argument("--lasare", type=int, default=1, help="läsare som arbetar samtidigt")
    parser.add_argument("--visa", default="", help="visa filerna med detta utfall")
    options = parser.parse_args()
    files = sorted(p for folder in options.mapp for p in folder.rglob("*") if p.is_file())
    start = time.perf_counter()
    outcomes = run_all(files, options.lasare, options.sekunder)
    print(*table(outcomes), sep="\n")
    print(f"{len(outcomes)} filer på {time.perf_counter() - start:.1f} s")
    for outcome in outcomes:
        if outcome.is_fault or outcome.word in (_LOSS, options.visa):
            mark = "FEL " if outcome.is_fault else ""
            print(f"\n{mark}{outcome.word}: {outcome.path}: {outcome.text}", *outcome.notes, outcome.fault, sep="\n  ")
    print("\nLångsammast:")
    for outcome in sorted(outcomes, key=lambda o: -o.seconds)[:10]:
        print(f"{outcome.seconds:7.2f} s  {outcome.word:18} {outcome.path}")
    return 1 if any(o.is_fault for o in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
