"""Measure the program against labelled applications.

    python -m benchmarks.score [FOLDER …] [--misses] [--keep FILE]

A FOLDER holds ``ID.gold.json``, ``ID.blocks.json`` and the received file of each application; the default is ``tests/corpus/dev``. The files
are reviewed as ``beredning granska --format json`` does, and for each folder the table of ``benchmarks/review_score.py`` is printed: every
figure is a share from 0 to 1, higher is better. Below it: how well ``sakerhet`` is calibrated, and seconds per document.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

HERE = Path(__file__).parent
OTHERS = (".json", ".md")


def review_all(folder: Path) -> tuple[list[dict[str, Any]], float]:
    """Review the received files of a folder with the command line; the reviews and seconds per document."""
    files = sorted(p for p in folder.iterdir() if p.suffix not in OTHERS)
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", "from intake.cli import main; main()", "granska", "--format", "json", *map(str, files)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    sys.stderr.write("".join(line + "\n" for line in done.stderr.splitlines() if not line.startswith("[")))
    return [json.loads(line) for line in done.stdout.splitlines()], (time.perf_counter() - start) / max(len(files), 1)


def calibration(reviews: list[dict[str, Any]], folder: Path) -> tuple[float, list[str]]:
    """Expected calibration error of ``sakerhet`` over all verdicts, and one line a bin: stated, right, number."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for review in reviews:
        gold_file = folder / (review["fil"]["namn"].split(".")[0] + ".gold.json")
        gold = json.loads(gold_file.read_text(encoding="utf-8"))["kriterier"]
        for name, verdict in review["kriterier"].items():
            sure = verdict["sakerhet"]
            bins.setdefault(min(int(sure * 10), 9), []).append((sure, verdict["status"] == gold[name]["status"]))
    total = sum(map(len, bins.values())) or 1
    lines, error = [], 0.0
    for _, verdicts in sorted(bins.items()):
        stated = sum(s for s, _ in verdicts) / len(verdicts)
        right = sum(r for _, r in verdicts) / len(verdicts)
        error += abs(stated - right) * len(verdicts) / total
        lines.append(f"    said {stated:.2f}  right {right:.2f}  n {len(verdicts)}")
    return error, lines


def main() -> int:
    """Score each folder and print its table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=[HERE.parent / "tests" / "corpus" / "dev"])
    parser.add_argument("--misses", action="store_true", help="list each wrong criterion")
    parser.add_argument("--keep", type=Path, help="keep the reviews in this file")
    args = parser.parse_args()
    for folder in args.folders:
        reviews, seconds = review_all(folder)
        with TemporaryDirectory() as temporary:
            kept = args.keep or Path(temporary) / "reviews.jsonl"
            kept.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in reviews), encoding="utf-8")
            print(f"== {folder.name}", flush=True)
            command = [sys.executable, str(HERE / "review_score.py"), str(kept), str(folder)]
            subprocess.run(command + (["--misses"] if args.misses else []), check=True)
        error, lines = calibration(reviews, folder)
        print(f"calibration error of sakerhet {error:.3f}", *lines, sep="\n")
        print(f"seconds per document {seconds:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
