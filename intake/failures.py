"""The folder ``fel/``: files that could not be read, each with the reason beside it in plain words."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from intake.durable import move_into_place, remove, sha256_of, write_whole

_REASON = ".orsak.txt"


def set_aside(staged: Path, folder: Path, *, name: str, sha256: str, reason: str, came: datetime) -> Path:
    """Move a copy into ``fel/`` with its reason beside it; done again after a stop it ends in the same place. Raises OSError."""
    target = free_name(folder, name, sha256)
    move_into_place(staged, target)
    write_whole(
        target.with_name(target.name + _REASON),
        (
            f"{target.name} kunde inte tas in som ett ärende.\r\n\r\n"
            f"Varför: {reason}\r\n\r\n"
            f"Filen kom in {came:%Y-%m-%d} klockan {came:%H.%M} och är antecknad i registret, men har inget ärende.\r\n"
            "Programmet försöker inte igen av sig självt. När felet är avhjälpt: lägg filen, eller en ny, i inkorgen.\r\n"
            f"SHA-256: {sha256}\r\n"
        ).encode(),
    )
    return target


def forget(path: Path, sha256: str) -> None:
    """Take away a set-aside file, and its reason, once the same bytes have a case. Raises OSError."""
    with suppress(FileNotFoundError):
        if sha256_of(path) == sha256:
            path.with_name(path.name + _REASON).unlink(missing_ok=True)
            remove(path)


def free_name(folder: Path, name: str, sha256: str) -> Path:
    """A path for these bytes: the name itself, with a number if another file has it. Raises OSError."""
    wanted, count = folder / name, 1
    while wanted.exists() and (wanted.is_dir() or sha256_of(wanted) != sha256):
        count += 1
        wanted = folder / f"{Path(name).stem} ({count}){Path(name).suffix}"
    return wanted
