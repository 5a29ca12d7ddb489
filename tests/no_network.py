"""Run a program of ours so that it cannot leave the machine, and see whether it tried."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
GUARD = Path(__file__).parent / "network_guard"


@dataclass(frozen=True)
class Ran:
    """What a guarded run left: exit code, what it printed, its attempts to leave the machine, and files in the user's home folder."""

    code: int
    out: str
    err: str
    attempts: tuple[str, ...]
    left_at_home: tuple[str, ...]


@lru_cache(maxsize=1)
def can_unshare() -> bool:
    """Whether this system lets us make a network namespace of our own, which is empty."""
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return False
    return subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode == 0


def run_guarded(folder: Path, *words: str, unshared: bool = False) -> Ran:
    """Run ``python WORDS`` under the guard, its child processes too; with ``unshared``, in a network namespace with nothing in it."""
    log = folder / "attempts.log"
    log.unlink(missing_ok=True)
    home = folder / "home"
    home.mkdir(exist_ok=True)
    environment = {
        **os.environ,
        "HOME": str(home),
        "PYTHONPATH": os.pathsep.join((str(GUARD), str(ROOT))),
        "BEREDNING_NETVAKT": str(log),
    }
    before = ["unshare", "-rn"] if unshared else []
    done = subprocess.run(
        [*before, sys.executable, *words],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    attempts = tuple(log.read_text(encoding="utf-8").splitlines()) if log.exists() else ()
    return Ran(
        done.returncode,
        done.stdout,
        done.stderr,
        attempts,
        tuple(p.relative_to(home).as_posix() for p in home.rglob("*") if p.is_file()),
    )
