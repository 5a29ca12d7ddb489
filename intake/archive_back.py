"""Entering a case that was read back from a package: the same rows in the register, the same bytes in the same places."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from archive.model import ArchiveError, CaseRecord
from archive.readback import ReadBack
from intake.durable import make_folder, move_into_place, sha256_of, write_whole
from intake.oslock import held
from intake.register import Register
from intake.register.connection import Connection
from intake.workfolder import WorkFolder

_BESIDE = ".pagar-aterlasning"


def enter(folder: WorkFolder, register: Register, found: ReadBack, who: str) -> None:
    """Lay the files out and enter the case, whole or not at all. Raises ArchiveError where the register has it already, and OSError.

    The files are written beside and get their names last in the register's transaction; where it is not carried through they go again.
    """
    with held(folder.lock_path), _laid_beside(folder, found) as beside, _put_back_on_failure() as placed:
        try:
            with register.writing():
                _refuse_what_is_there(folder, register, found)
                _enter_all(register, found, who)
                for path in found.files:
                    _give_name(beside / path, folder.root / path, placed)
        except sqlite3.IntegrityError as error:  # whichever database: PostgreSQL's class is turned into this one
            raise ArchiveError(
                f"{found.record.dnr} krockar med ett ärende som redan finns i registret. Läs tillbaka till en annan arbetsmapp."
            ) from error


@contextmanager
def _laid_beside(folder: WorkFolder, found: ReadBack) -> Iterator[Path]:
    """The files of the case, on the disk, in a folder that goes afterwards."""
    beside = folder.root / _BESIDE
    shutil.rmtree(beside, ignore_errors=True)
    try:
        for path, content in found.files.items():
            make_folder((beside / path).parent)
            write_whole(beside / path, content)
        yield beside
    finally:
        shutil.rmtree(beside, ignore_errors=True)


@contextmanager
def _put_back_on_failure() -> Iterator[list[Path]]:
    """A list of files and folders made in the block, in order; they are removed where the block fails."""
    placed: list[Path] = []
    try:
        yield placed
    except BaseException:
        for each in reversed(placed):
            with suppress(OSError):  # a folder in which someone else has laid something stays
                each.rmdir() if each.is_dir() else each.unlink()
        raise


def _give_name(source: Path, target: Path, placed: list[Path]) -> None:
    if target.exists():  # the same bytes, left by a stop
        return
    missing = [each for each in target.parents if not each.exists()]
    placed += reversed(missing)
    make_folder(target.parent)
    placed.append(target)
    move_into_place(source, target)


def _refuse_what_is_there(folder: WorkFolder, register: Register, found: ReadBack) -> None:
    for record in (found.record, *found.record.knutna):
        if register.case(record.dnr) is not None:
            raise ArchiveError(f"Ärendet {record.dnr} finns redan i registret. Läs tillbaka till en annan arbetsmapp.")
        for row in record.came_in():
            if register.file_with(row.sha256) or register.attachment_with(row.sha256):
                raise ArchiveError(
                    f"Filen {row.namn} finns redan i registret, i ett annat ärende. Inget lästes tillbaka."
                )
    for path in found.files:
        target = folder.root / path
        if target.exists() and sha256_of(target) != _digest(found, path):
            raise ArchiveError(f"{path} finns redan med annat innehåll. Inget lästes tillbaka.")


def _enter_all(register: Register, found: ReadBack, who: str) -> None:
    numbers = {record.dnr: _enter(register.connection, record) for record in (found.record, *found.record.knutna)}
    for record in found.record.knutna:
        register.connection.execute(
            "INSERT INTO knytningar (arende, till, tid, vem) VALUES (?, ?, ?, ?)",
            (numbers[record.dnr], numbers[found.record.dnr], record.knutet_tid, record.knutet_vem),
        )
    text = f"Ärendet {found.record.dnr} lästes tillbaka ur ett arkivpaket."
    register.add_event(None, "återläst", who, text, data={"dnr": found.record.dnr})


def _digest(found: ReadBack, path: str) -> str:
    return next(entry.sha256 for entry in found.entries if entry.path == path)


def _enter(connection: Connection, record: CaseRecord) -> int:
    """The rows of one case, with their own times and names. Returns the case's number in this register."""
    add = connection.execute
    case = add(
        "INSERT INTO arenden (dnr, ar, nr, mapp, inkom) VALUES (?, ?, ?, ?, ?) RETURNING id",
        (record.dnr, record.ar, record.nr, record.mapp, record.inkom),
    ).fetchone()[0]
    files: dict[str, int] = {}
    for file in record.filer:
        files[file.sha256] = add(
            "INSERT INTO filer (arende, version, namn, sha256, storlek, sokvag, marke, inkom) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            (case, file.version, file.namn, file.sha256, file.storlek, file.sokvag, file.marke, file.inkom),
        ).fetchone()[0]
    for each in record.bilagor:
        add(
            "INSERT INTO bilagor (fil, namn, sha256, storlek, sokvag, marke, inkom) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (files[each.till], each.namn, each.sha256, each.storlek, each.sokvag, each.marke, each.inkom),
        )
    for fact in record.uppgifter:
        add(
            "INSERT INTO uppgifter (arende, falt, varde, tid, vem) VALUES (?, ?, ?, ?, ?)",
            (case, fact.falt, fact.varde, fact.tid, fact.vem),
        )
    for event in record.handelser:
        add(
            "INSERT INTO handelser (arende, fil, slag, tid, vem, text, data) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (case, files.get(event.fil or ""), event.slag, event.tid, event.vem, event.text, json.dumps(dict(event.data), ensure_ascii=False)),
        )  # fmt: skip
    for row in record.avsteg:
        add(
            "INSERT INTO avsteg (arende, kriterium, status, programmets_status, skal, namn, tid) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (case, row.kriterium, row.status, row.programmets_status, row.skal, row.namn, row.tid),
        )
    return int(case)
