"""Laying a case's package in ``arkiv/``, whole or not at all, and taking it out when it is to be destroyed.

The order is the safety: the package is written beside and synced, moved into place, entered in the list, and last told to the register.
A stop in between leaves a package that the list does not know; the next try makes it anew.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from archive.ledger import LEDGER, LedgerLine, as_data, next_line, sound_ledger, written
from archive.model import ArchiveError, CaseContent, Entry
from archive.package import information_package, read_checked
from archive.plain import bag, plain_folder
from archive.verify import standing
from intake.durable import make_folder, move_into_place, sync_folder, write_whole
from intake.oslock import held
from intake.register import Case, Register
from intake.workfolder import WorkFolder

_BESIDE = ".pagar-arkiv"


@dataclass(frozen=True)
class Sealed:
    """A package in the archive: its folder, the package's own name, how many files it has and how many bytes."""

    folder: Path
    name: str
    files: int
    size: int


def package_files(content: CaseContent, root: Path, forms: Sequence[str]) -> tuple[str, dict[str, bytes]]:
    """All files of the forms asked for, by path. Raises ArchiveError where a file of the case is not what the register says."""

    def read(entry: Entry) -> bytes:
        return (root / entry.path).read_bytes()

    _check_originals(content)
    bytes_of = read_checked(content, read)
    name, package = information_package(content, bytes_of)
    files: dict[str, bytes] = {}
    if "paket" in forms:
        files.update({f"{name}/{path}": bytes_ for path, bytes_ in package.items()})
    if "mapp" in forms:
        files.update({f"mapp/{path}": bytes_ for path, bytes_ in plain_folder(content, bytes_of).items()})
    if "bagit" in forms:
        files.update({f"bagit/{path}": bytes_ for path, bytes_ in bag(content, name, bytes_of).items()})
    return name, files


def _check_originals(content: CaseContent) -> None:
    """Every file that came in must lie in the case's folder with the bytes that it came with, unless it was destroyed by decision."""
    found = {entry.path: entry.sha256 for entry in content.entries}
    for record in (content.record, *content.record.knutna):
        destroyed = {digest for event in content.record.events("gallrat") for digest in event.data.get("sha256", ())}
        for row in record.came_in():
            if row.sha256 in destroyed:
                continue
            if row.sokvag not in found:
                raise ArchiveError(f"{row.sokvag} finns i registret men inte på disken. Hämta den ur säkerhetskopian.")
            if found[row.sokvag] != row.sha256:
                raise ArchiveError(f"{row.sokvag} har ändrats sedan den kom in. Hämta den ur säkerhetskopian.")


def seal(folder: WorkFolder, register: Register, case: Case, content: CaseContent, who: str) -> Sealed:
    """Write the package, list it and tell the register. Raises ArchiveError and OSError."""
    forms = folder.settings.archive.forms or ("paket",)
    name, files = package_files(content, folder.root, forms)
    make_folder(folder.archive)
    with held(folder.root / ".arkiv.las"):
        lines = _lines(folder)
        untold = [
            line for line in standing(lines).values() if line.dnr == case.dnr and line.paket not in anchors(register)
        ]
        for line in untold:  # listed just before a stop: only the register lacks it
            _tell(register, case, line, who, forms)
        place = _free(folder, case, lines)
        _write(folder, place, files)
        digests = {path: hashlib.sha256(bytes_).hexdigest() for path, bytes_ in files.items()}
        line = next_line(lines, time=content.created, kind="arkiverat", package=place.name, dnr=case.dnr, files=digests)
        _append(folder, lines, line)
        _tell(register, case, line, who, forms)
    return Sealed(folder=place, name=name, files=len(files), size=sum(map(len, files.values())))


def _tell(register: Register, case: Case, line: LedgerLine, who: str, forms: Sequence[str]) -> None:
    text = f"Arkivpaketet lades i arkiv/{line.paket} med {len(line.filer)} filer."
    register.add_event(case.id, "arkiverat", who, text, data={**as_data(line), "former": list(forms)})


def changed_since_sealed(folder: WorkFolder, register: Register, case: Case) -> str | None:
    """The package that a new one would replace; None where there is none, and "" where nothing has happened since it was made."""
    sealed = packages_of(folder, case)
    if not sealed:
        return None
    after = False
    for event in register.events(case.id):
        after = event.kind not in ("arkiverat", "maskerat") if not after or event.kind == "arkiverat" else after
    return sealed[-1].paket if after else ""


def packages_of(folder: WorkFolder, case: Case) -> list[LedgerLine]:
    """The packages of a case that stand in the archive, by the list. Raises ArchiveError and OSError."""
    return [line for line in standing(_lines(folder)).values() if line.dnr == case.dnr]


def destroy_packages(folder: WorkFolder, register: Register, case: Case, *, ground: str, now: datetime) -> int:
    """Take the case's packages out of the archive, with a line each in the list. Returns how many. Raises ArchiveError and OSError."""
    if not (folder.archive / LEDGER).is_file():
        return 0
    with held(folder.root / ".arkiv.las"):
        lines = _lines(folder)
        gone = [line for line in standing(lines).values() if line.dnr == case.dnr]
        for line in gone:
            place = folder.archive / line.paket
            if place.exists():
                shutil.rmtree(place)
                sync_folder(folder.archive)
            time = now.astimezone().isoformat(timespec="seconds")
            last = next_line(
                lines, time=time, kind="gallrat", package=line.paket, dnr=case.dnr, files={}, ground=ground
            )
            _append(folder, lines, last)
            lines = [*lines, last]
    return len(gone)


def anchors(register: Register) -> dict[str, str]:
    """The sum of each package's line, as the register knows it."""
    return {
        str(event.data["paket"]): str(event.data["summa"])
        for event in register.events()
        if event.kind == "arkiverat" and "summa" in event.data
    }


def _lines(folder: WorkFolder) -> list[LedgerLine]:
    path = folder.archive / LEDGER
    return sound_ledger(path.read_bytes()) if path.is_file() else []


def _append(folder: WorkFolder, lines: list[LedgerLine], line: LedgerLine) -> None:
    write_whole(folder.archive / LEDGER, written([*lines, line]))


def _free(folder: WorkFolder, case: Case, lines: list[LedgerLine]) -> Path:
    """A folder name that no line has; what lies there without a line was left by a stop and goes."""
    used = {line.paket for line in lines}
    name, count = case.folder, 1
    while name in used:
        count += 1
        name = f"{case.folder}-{count}"
    place = folder.archive / name
    if place.exists():
        shutil.rmtree(place)
    return place


def _write(folder: WorkFolder, place: Path, files: dict[str, bytes]) -> None:
    """Write all files beside, sync them, and move the folder into place in one step."""
    beside = folder.root / _BESIDE
    shutil.rmtree(beside, ignore_errors=True)
    try:
        for path, bytes_ in files.items():
            target = beside / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as file:
                file.write(bytes_)
                file.flush()
                os.fsync(file.fileno())
        for each in [beside, *(p for p in beside.rglob("*") if p.is_dir())]:
            sync_folder(each)
        move_into_place(beside, place)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
