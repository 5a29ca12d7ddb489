"""The register of cases: whole, readable by this version, and not ahead of the clock."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from intake.doctor._finding import Finding, Surroundings
from intake.register.schema import VERSION
from intake.settings import SettingsError
from intake.workfolder import WorkFolder

ORDER = 71
_NAME = "Register"
_SLACK = timedelta(minutes=5)
_DAMAGED = Finding(
    name=_NAME,
    state="fel",
    found="Registret är skadat.",
    cost="Inga ärenden kan visas eller tas in. Filerna i arenden är orörda.",
    remedy="Hämta tillbaka den senaste säkerhetskopian med ”beredning aterstall”.",
)


def check(around: Surroundings) -> list[Finding]:
    """Look through the register without changing it."""
    if around.folder is None:
        return []
    path = around.folder.register_path
    if not path.exists() and _elsewhere(around.folder):
        return []  # register_server.py looks at it
    if not path.exists():
        return [Finding(name=_NAME, state="bra", found="Inget register än. Det läggs upp när den första filen tas in.")]
    try:
        findings = _look(path, around.now)
    except sqlite3.OperationalError as error:
        cost, remedy = "Inga ärenden kan visas eller tas in.", "Stäng det som håller filen och se över behörigheten."
        found = f"Registret kan inte öppnas ({error.sqlite_errorname})."
        return [Finding(name=_NAME, state="fel", found=found, cost=cost, remedy=remedy)]
    except sqlite3.DatabaseError:
        return [_DAMAGED]
    return findings


def _elsewhere(folder: WorkFolder) -> bool:
    try:
        return isinstance(folder.register_at, str)
    except SettingsError:
        return False


def _look(path: Path, now: datetime) -> list[Finding]:
    # A reader of a register that nobody has open leaves files beside it, unless it is told that the register stands still.
    still = not path.with_name(f"{path.name}-wal").exists()
    address = f"{path.resolve().as_uri()}?{'immutable=1' if still else 'mode=ro'}"
    with closing(sqlite3.connect(address, uri=True, timeout=1)) as register:
        version = register.execute("PRAGMA user_version").fetchone()[0]
        if register.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            return [_DAMAGED]
        if version > VERSION:
            cost, remedy = "Inga ärenden kan visas eller tas in.", "Uppdatera programmet."
            found = "Registret är skrivet av en nyare version."
            return [Finding(name=_NAME, state="fel", found=found, cost=cost, remedy=remedy)]
        if version < VERSION:
            found = "Registret är av äldre slag och uppdateras vid nästa kommando; en kopia sparas."
            return [Finding(name=_NAME, state="bra", found=found)]
        cases = register.execute("SELECT count(*) FROM arenden").fetchone()[0]
        latest = register.execute("SELECT max(tid) FROM handelser").fetchone()[0]
    found = f"Registret är helt, med {cases} ärende{'n' if cases != 1 else ''}."
    return [Finding(name=_NAME, state="bra", found=found), *_clock(latest, now)]


def _clock(latest: str | None, now: datetime) -> list[Finding]:
    """Whether the clock has gone on since the register's latest event."""
    behind = latest is not None and datetime.fromisoformat(latest) > now.astimezone() + _SLACK
    if not behind:
        return [Finding(name="Klocka", state="bra", found=f"Datorns klocka är {now:%Y-%m-%d %H:%M}.")]
    return [
        Finding(
            name="Klocka",
            state="brist",
            found=f"Datorns klocka är {now:%Y-%m-%d %H:%M}, men registrets senaste händelse är {str(latest)[:16].replace('T', ' ')}.",
            cost="Datum i register och brev blir fel. Ordningen i registret påverkas inte.",
            remedy="Ställ datorns klocka rätt.",
        )
    ]
