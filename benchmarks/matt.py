"""Measure what the handbook tells about the program, and write it to ``docs/handbok/matt.json``.

    python -m benchmarks.matt

Runs ``benchmarks.unseen`` (judgement, on applications by writers that no training saw) and ``benchmarks.score`` (the whole way from Word and
PDF files) and keeps their figures. ``python -m handbook uppdatera`` then writes them into the pages. No figure of the handbook is typed by hand.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "handbok" / "matt.json"
RUNS: Mapping[str, str] = {"osedda": "benchmarks.unseen", "filer": "benchmarks.score"}
_FIGURE = re.compile(r"([a-z_.]+(?:f1\w*)?)\s+(\d\.\d{3})")
_BIN = re.compile(r"\s+said (\d\.\d+)\s+right (\d\.\d+)\s+n (\d+)")


def told(output: str) -> dict[str, Any]:
    """The figures of the last table that a benchmark printed: ``matt``, ``svagast``, ``sakerhet``, ``ansokningar`` and ``tabell``, its title.

    Raises ValueError for an output without a table.
    """
    head, _, table = ("\n" + output).rpartition("\n== ")
    if not head and not table:
        raise ValueError("the benchmark printed no table")
    lines = table.splitlines()
    found: dict[str, Any] = {"tabell": lines[0], "matt": {}, "sakerhet": [], "svagast": {}}
    for line in lines[1:]:
        if figure := _FIGURE.fullmatch(line.strip()):
            found["matt"][figure[1]] = float(figure[2])
        elif told_bin := _BIN.fullmatch(line):
            found["sakerhet"].append(
                {"sagt": float(told_bin[1]), "ratt": float(told_bin[2]), "antal": int(told_bin[3])}
            )
        elif line.startswith("documents"):
            found["ansokningar"] = int(line.split()[-1])
        elif line.startswith("weakest"):
            found["svagast"] = {name: float(value) for name, value in re.findall(r"([\w-]+) (\d\.\d+)", line)}
        elif line.startswith("calibration error"):
            found["kalibreringsfel"] = float(line.split()[-1])
    return found


def main() -> int:
    """Run both and write the file."""
    measured: dict[str, Any] = {}
    for name, module in RUNS.items():
        print(f"python -m {module} …", file=sys.stderr, flush=True)
        done = subprocess.run(
            [sys.executable, "-m", module], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
        )
        if done.returncode:
            sys.stderr.write(done.stderr)
            return done.returncode
        measured[name] = {"kommando": f"python -m {module}", **told(done.stdout)}
    TARGET.write_text(json.dumps(measured, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{TARGET.relative_to(ROOT)} is written. Go on with: python -m handbook uppdatera")
    return 0


if __name__ == "__main__":
    sys.exit(main())
