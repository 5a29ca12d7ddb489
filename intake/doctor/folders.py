"""The working folder's places: may they be written to, and is somebody at work in them?"""

from __future__ import annotations

import tempfile
from pathlib import Path

from intake.doctor._finding import Finding, Surroundings
from intake.oslock import BusyError, held
from intake.settings import SettingsError

ORDER = 72


def check(around: Surroundings) -> list[Finding]:
    """Write a file that has no name in each place, and try the lock."""
    folder = around.folder
    if folder is None:
        return []
    try:
        inbox = [folder.inbox]
    except SettingsError:
        inbox = []  # told by another check
    places = [folder.root, *inbox, folder.failed, folder.cases, folder.templates, folder.archive]
    missing = [p for p in places if not p.is_dir()]
    closed = [p for p in places if p.is_dir() and not _may_write(p)]
    findings = []
    if missing:
        found = f"Dessa mappar saknas: {', '.join(p.name for p in missing)}."
        remedy = f"Kör ”beredning starta {folder.root}”; det lägger till det som saknas och rör inget annat."
        cost = "Det som ska ligga där kan inte tas in eller skrivas."
        findings.append(Finding(name="Mappar", state="fel", found=found, cost=cost, remedy=remedy))
    if closed:
        found = f"Här får du inte skriva: {', '.join(map(str, closed))}."
        remedy = "Be den som sköter datorn om skrivrätt till arbetsmappen och allt i den."
        findings.append(
            Finding(name="Mappar", state="fel", found=found, cost="Inget kan tas in eller sparas.", remedy=remedy)
        )
    if not findings:
        findings.append(Finding(name="Mappar", state="bra", found="Alla mappar finns och får skrivas."))
    return [*findings, _lock(folder.lock_path)]


def _may_write(place: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=place, prefix=".") as file:
            file.write(b"prov")
    except OSError:
        return False
    return True


def _lock(path: Path) -> Finding:
    if path.exists():
        try:
            with held(path, wait_seconds=0):
                pass
        except BusyError:
            return Finding(name="Inkorg", state="bra", found="En annan beredning arbetar med inkorgen just nu.")
        except OSError:
            cost, remedy = "Inkorgen kan inte tömmas.", f"Se över behörigheten till {path.name} i arbetsmappen."
            return Finding(name="Inkorg", state="fel", found="Inkorgens lås kan inte öppnas.", cost=cost, remedy=remedy)
    return Finding(name="Inkorg", state="bra", found="Inkorgen är ledig.")
