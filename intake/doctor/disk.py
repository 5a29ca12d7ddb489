"""Room on the disk where the program writes."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from intake.doctor._finding import Finding, State, Surroundings

ORDER = 60
_MEGABYTE = 1_000_000
_TOO_LITTLE, _LITTLE = 200 * _MEGABYTE, 1_000 * _MEGABYTE


def check(around: Surroundings) -> list[Finding]:
    """Free space in the working folder and in the folder for temporary files."""
    place = around.folder.root if around.folder else around.here
    return [_of("Diskutrymme", place), _of("Utrymme för tillfälliga filer", Path(tempfile.gettempdir()))]


def _of(name: str, place: Path) -> Finding:
    free = shutil.disk_usage(place).free
    found = f"{free // _MEGABYTE:,} MB ledigt i {place}.".replace(",", "\u00a0")
    if free >= _LITTLE:
        return Finding(name=name, state="bra", found=found)
    state: State = "fel" if free < _TOO_LITTLE else "brist"
    cost = (
        "Filer kan bli liggande i inkorgen och papper inte skrivas." if state == "fel" else "Utrymmet tar snart slut."
    )
    return Finding(name=name, state=state, found=found, cost=cost, remedy="Flytta eller ta bort filer som inte behövs.")
