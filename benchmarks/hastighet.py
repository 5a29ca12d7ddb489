"""How long it takes, beside bare reading and other converters on the same files: ``python -m benchmarks.hastighet [--andra PYTHON]``.

In one run: a fresh process from start to memo for one docx and one PDF, `--help`, a folder of mixed applications on two cores with each
step's share and the largest process's memory, warm time for each file, and the same files through bare reading (lxml, pypdfium2), markitdown
and kreuzberg. The last two live in an environment of their own (``benchmarks/requirements.txt``); without ``--andra`` they are left out.
Scans are left out of the comparison, since only we read them. Everything is byte-compiled by a run that is not counted, as after an
installation. Medians. Growth with length and number is measured by ``benchmarks.vaxt``. Exits 1 where a promised bound is broken.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks.textlasning import bare

ROOT = Path(__file__).resolve().parents[1]
OTHERS = ("markitdown", "kreuzberg")
_PROGRAM = Path(sys.executable).with_name("beredning")
_SCRIPT = Path(__file__).with_name("textlasning.py")
_LEAST_TEXT = 500
# What we aim at: seconds, and MB for one process.
BOUNDS = {"--help": 0.25, "cold docx": 1.5, "warm": 0.15, "MB": 400.0}


@dataclass(frozen=True)
class Run:
    """A process from start to end: seconds by the clock, seconds of processor with its children's, what it wrote on stderr."""

    wall: float
    cpu: float
    said: str


def run(*words: str | Path) -> Run:
    """One process, with byte-compiled modules as after an installation."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    done = subprocess.run([*map(str, words)], env=environment, capture_output=True, text=True, check=True)
    wall = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Run(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stderr)


def fresh(times: int, *words: str | Path) -> Run:
    """The median by the clock of some runs, after one that is not counted."""
    run(*words)
    return sorted((run(*words) for _ in range(times)), key=lambda r: r.wall)[times // 2]


def applications() -> list[Path]:
    """The development applications and samples in docx and PDF that are not scans."""
    read = bare()
    folders = (ROOT / "tests" / "corpus" / "dev", ROOT / "sample_submissions")
    found = [p for folder in folders for p in sorted(folder.iterdir()) if p.suffix in (".docx", ".pdf")]
    return [p for p in found if len(read(str(p)).strip()) >= _LEAST_TEXT]


def mixed(paths: list[Path], number: int, folder: Path) -> Path:
    """A folder with so many applications, the same ones again and again under names of their own."""
    folder.mkdir()
    for i in range(number):
        source = paths[i % len(paths)]
        shutil.copy(source, folder / f"{i:04d}-{source.name}")
    return folder


def warm(paths: list[Path], out: Path) -> tuple[dict[str, float], dict[str, float]]:
    """Seconds for each file from file to papers in a process that has read one before, and seconds for each step in all."""
    from extractors.isolation import ReaderPool
    from intake.pipeline import Clock, review_file

    seconds, clock = {}, Clock()
    with ReaderPool() as pool:
        for counted in (False, True):
            for path in paths if counted else paths[:2]:
                begun = time.perf_counter()
                review_file(
                    path, pool.read, version="0", today=date(2026, 11, 1), out=out / str(counted), clock=clock if counted else None
                )  # fmt: skip
                seconds[path.name] = time.perf_counter() - begun
    return seconds, clock.steps


def others(python: Path | None, paths: list[Path]) -> dict[str, dict[str, float]]:
    """Seconds for each file with bare reading and each other converter."""
    found = {}
    for program in ("lxml+pypdfium2", *(OTHERS if python else ())):
        interpreter = sys.executable if program == "lxml+pypdfium2" else str(python)
        words = [interpreter, str(_SCRIPT), program, *map(str, paths)]
        done = subprocess.run(words, capture_output=True, text=True, check=True)
        found[program] = json.loads(done.stdout.splitlines()[-1])
    return found


def line(name: str, *figures: object) -> None:
    """One row of the table."""
    print(f"{name:<34}" + "".join(f"{f:>12.3f}" if isinstance(f, float) else f"{f!s:>12}" for f in figures), flush=True)


def cold_table(docx: Path, pdf: Path, times: int, python: Path | None, temporary: Path) -> dict[str, float]:
    """Fresh processes."""
    line("Fresh process, median", "s", "cpu s")
    measured = {"--help": fresh(times, _PROGRAM, "--help")}
    for path in (docx, pdf):
        name = path.suffix[1:]
        measured[f"cold {name}"] = fresh(times, _PROGRAM, "granska", path, "--om", "--ut", temporary / name)
        for program in ("lxml+pypdfium2", *(OTHERS if python else ())):
            interpreter = sys.executable if program == "lxml+pypdfium2" else str(python)
            measured[f"  {program} {name}"] = fresh(times, interpreter, _SCRIPT, program, path)
    for name, each in measured.items():
        line(name, each.wall, each.cpu)
    return {name: each.wall for name, each in measured.items()}


def warm_table(paths: list[Path], python: Path | None, temporary: Path) -> dict[str, float]:
    """One process, file after file."""
    seconds, steps = warm(paths, temporary / "warm")
    rows = {"review with memo": seconds, **others(python, paths)}
    line(f"Warm, {len(paths)} files", "docx", "pdf", "sum")
    for name, each in rows.items():
        by_kind = [median(s for file, s in each.items() if file.endswith(kind)) for kind in (".docx", ".pdf")]
        line(name, *by_kind, sum(each.values()))
    total = sum(steps.values())
    line("Share of each step", *(f"{name} {100 * s / total:.0f} %" for name, s in steps.items()))
    return {"warm": median(seconds.values())} | {name: sum(each.values()) for name, each in rows.items()}


def folder_table(paths: list[Path], number: int, temporary: Path) -> float:
    """A folder on two cores. Returns the largest process's MB."""
    folder = mixed(paths, number, temporary / "mapp")
    each = run(_PROGRAM, "granska", folder, "--ut", temporary / "ut", "--processer", "2", "--tidtagning")
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    line(f"{number} mixed, two workers", "s", "cpu s", "a minute", "MB largest")
    line("review with memo", each.wall, each.cpu, 60 * number / each.wall, largest)
    print("\n".join(row for row in each.said.splitlines() if row.rstrip().endswith("%")))
    return largest


def main() -> int:
    """Measure, print the table, and tell of broken bounds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--andra", type=Path, help="a Python that has markitdown and kreuzberg")
    parser.add_argument("--antal", type=int, default=100, help="applications in the folder")
    parser.add_argument("--ganger", type=int, default=5, help="runs of each fresh process")
    given = parser.parse_args()
    paths = applications()
    docx = next(p for p in paths if p.suffix == ".docx")
    pdf = next(p for p in paths if p.suffix == ".pdf")
    if given.andra is None:
        print(f"markitdown and kreuzberg are left out; see {_SCRIPT.with_name('requirements.txt').relative_to(ROOT)}.")
    with tempfile.TemporaryDirectory() as folder:
        temporary = Path(folder)
        cold = cold_table(docx, pdf, given.ganger, given.andra, temporary)
        warmed = warm_table(paths, given.andra, temporary)
        largest = folder_table(paths, given.antal, temporary)
    found = {**cold, "warm": warmed["warm"], "MB": largest}
    broken = [f"{name}: {found[name]:.3f}, aim {most}" for name, most in BOUNDS.items() if found[name] > most]
    if "markitdown" in warmed and warmed["review with memo"] > warmed["markitdown"]:
        broken.append(f"all files: {warmed['review with memo']:.2f} s, markitdown {warmed['markitdown']:.2f} s")
    if warmed["review with memo"] > 3 * warmed["lxml+pypdfium2"]:
        broken.append(
            f"all files: {warmed['review with memo'] / warmed['lxml+pypdfium2']:.0f} times the bare reading, aim 3"
        )
    print("\n".join(f"BROKEN  {each}" for each in broken) or "All aims are met.")
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
