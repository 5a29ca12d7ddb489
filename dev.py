#!/usr/bin/env python3
"""Set up the project's own environment and run a task in it. Needs nothing but Python 3.11 or newer.

python3 dev.py sample    review every application in sample_submissions/ into granskning/
python3 dev.py test      format check, lint, types, import rules and tests
python3 dev.py train     train the shipped models from training/
python3 dev.py score     measure against labelled applications (a folder with gold labels may be named)
python3 dev.py run …     run any command in the environment
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
LOCK = ROOT / "requirements.lock"
SAMPLES = ROOT / "sample_submissions"

TASKS: dict[str, list[list[str]]] = {
    "sample": [["beredning", "granska", *map(str, sorted(SAMPLES.glob("[0-9]*"))), "--ut", "granskning"]],
    "test": [
        ["ruff", "format", "--check", "."],
        ["ruff", "check", "."],
        ["mypy"],
        ["lint-imports"],
        ["pytest", "-n", "2"],
    ],
    "train": [
        ["python", "-m", "training.train"],
        ["python", "-m", "training.parties"],
        ["python", "-m", "training.heads"],
        ["python", "-m", "training.decide"],
    ],
    "score": [["python", "-m", "benchmarks.score"]],
}


def set_up() -> None:
    """Make the environment, or bring it up to date with the lock file; does nothing when it already is."""
    stamp = ENVIRONMENT / "lock.sha256"
    wanted = hashlib.sha256(LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print("Setting up the environment in .venv (once; a few minutes on a slow line)", file=sys.stderr)
    if not (BIN / ("python.exe" if os.name == "nt" else "python")).exists():
        venv.create(ENVIRONMENT, with_pip=True)
    pip = [str(BIN / "python"), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*pip, "--require-hashes", "-r", str(LOCK)], check=True)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)], check=True)
    stamp.write_text(wanted)


def main(arguments: list[str]) -> int:
    """Set up, then run the task's commands in order; stop at the first that fails and return its exit code."""
    if not arguments or arguments[0] not in (*TASKS, "run"):
        print(__doc__)
        return 2
    set_up()
    task, extra = arguments[0], arguments[1:]
    commands = [extra] if task == "run" else [*TASKS[task][:-1], [*TASKS[task][-1], *extra]]
    for command in commands:
        finished = subprocess.run([str(BIN / command[0]), *command[1:]], cwd=ROOT, check=False)
        if finished.returncode:
            return finished.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
