"""A backup of a working folder in one file, with a list of checksums, and restoring it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path, PurePosixPath

from intake.durable import make_folder, move_into_place, sync_folder
from intake.oslock import held
from intake.register.copying import copy_to_file
from intake.register.schema import RegisterError, connect
from intake.workfolder import REGISTER_FILE, WorkFolder, WorkFolderError

_LIST = "innehall.json"
_SCHEMA = "beredning.sakerhetskopia/1"
_CHUNK = 1 << 20


def back_up(folder: WorkFolder, target: Path, now: datetime) -> int:
    """Write everything in the working folder to one zip file, then read it back and check it. Returns the number of files.

    Waits for the inbox's worker, so that register and files agree. Raises WorkFolderError, OSError, sqlite3.Error and RegisterError.
    """
    target = target.resolve()  # "../copy.zip" typed inside the folder is outside it
    if target.exists():
        raise WorkFolderError(f"{target.name} finns redan. Välj ett annat namn.")
    if target.is_relative_to(folder.root.resolve()):
        raise WorkFolderError(
            "Säkerhetskopian får inte ligga i arbetsmappen. Lägg den på en annan plats, helst en annan disk."
        )
    make_folder(target.parent)
    beside = target.with_name(f".{target.name}.ny")
    try:
        with held(folder.lock_path), tempfile.TemporaryDirectory() as temporary:
            copy = Path(temporary) / REGISTER_FILE
            copy_to_file(folder.register_at, copy)
            files = {REGISTER_FILE: copy, **_files(folder)}
            sums = _write(beside, files, now)
        if verify(beside) != sums:
            raise WorkFolderError(
                "Säkerhetskopian blev inte som den skulle. Försök igen, på en annan disk om det upprepas."
            )
        move_into_place(beside, target)
    finally:
        beside.unlink(missing_ok=True)
    return len(sums)


def _files(folder: WorkFolder) -> dict[str, Path]:
    """All regular files but the register, its helpers and what is under way; links are not followed."""
    found: dict[str, Path] = {}
    roots = [folder.root] if folder.inbox.is_relative_to(folder.root) else [folder.root, folder.inbox]
    for root in roots:
        for top, names, files in os.walk(root):
            names[:] = sorted(n for n in names if Path(top, n) != folder.staging)
            for name in sorted(files):
                path = Path(top, name)
                if path.is_symlink() or not path.is_file():
                    continue
                if path == folder.lock_path or (path.parent == folder.root and name.startswith(f"{REGISTER_FILE}")):
                    continue
                relative = path.relative_to(root).as_posix()
                found[relative if root == folder.root else f"inkorg/{relative}"] = path
    return found


def _write(target: Path, files: dict[str, Path], now: datetime) -> dict[str, str]:
    sums = {}
    with target.open("wb") as raw:
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=1, strict_timestamps=False) as archive:
            for name, path in files.items():
                digest = hashlib.sha256()
                info = zipfile.ZipInfo.from_file(path, name, strict_timestamps=False)
                info.compress_type = zipfile.ZIP_DEFLATED
                with path.open("rb") as source, archive.open(info, "w", force_zip64=True) as kept:
                    while chunk := source.read(_CHUNK):
                        digest.update(chunk)
                        kept.write(chunk)
                sums[name] = digest.hexdigest()
            about = {"schema": _SCHEMA, "skapad": now.astimezone().isoformat(timespec="seconds"), "filer": sums}
            archive.writestr(_LIST, json.dumps(about, ensure_ascii=False, indent=1))
        raw.flush()
        os.fsync(raw.fileno())
    return sums


def verify(backup: Path) -> dict[str, str]:
    """Check every file in a backup against its checksum; return the checksums. Raises WorkFolderError and OSError."""
    with _opened(backup) as archive:
        sums = _sums(archive)
        for name, wanted in sums.items():
            if _digest(archive, name) != wanted:
                raise WorkFolderError(f"Säkerhetskopian är skadad: {name} stämmer inte med sin kontrollsumma.")
    return sums


def restore(backup: Path, root: Path) -> int:
    """Lay a backup out as a working folder that must not be there yet, whole or not at all. Returns the number of files.

    Raises WorkFolderError for a damaged backup or a folder that has something in it, and OSError.
    """
    root = root.absolute()
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise WorkFolderError(f"{root} är inte tom. Hämta tillbaka till en ny mapp, så att inget skrivs över.")
    sums = verify(backup)
    make_folder(root.parent)
    beside = Path(tempfile.mkdtemp(dir=root.parent, prefix=f".{root.name}-"))
    try:
        with _opened(backup) as archive:
            for name in sums:
                _extract(archive, name, beside)
        for part in ("inkorg", "fel", "arenden", "mallar", "arkiv"):
            make_folder(beside / part)
        _check_register(beside)
        for each in [beside, *(p for p in beside.rglob("*") if p.is_dir())]:
            sync_folder(each)
        beside.chmod(0o755)
        if root.exists():
            root.rmdir()
        move_into_place(beside, root)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return len(sums)


def _check_register(folder: Path) -> None:
    try:
        connection = connect(folder / REGISTER_FILE)
    except (RegisterError, sqlite3.Error) as error:
        raise WorkFolderError("Säkerhetskopians register går inte att läsa.") from error
    try:
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    finally:
        connection.close()
    if not sound:
        raise WorkFolderError("Säkerhetskopians register är skadat.")


def _extract(archive: zipfile.ZipFile, name: str, root: Path) -> None:
    parts = PurePosixPath(name).parts
    if PurePosixPath(name).is_absolute() or ".." in parts or "\\" in name or not parts:
        raise WorkFolderError("Säkerhetskopian har ett otillåtet filnamn och hämtades inte tillbaka.")
    target = root.joinpath(*parts)
    make_folder(target.parent)
    with archive.open(name) as source, target.open("wb") as kept:
        shutil.copyfileobj(source, kept, _CHUNK)
        kept.flush()
        os.fsync(kept.fileno())


def _opened(backup: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(backup)
    except FileNotFoundError as error:
        raise WorkFolderError(f"{backup} finns inte. Kontrollera sökvägen.") from error
    except zipfile.BadZipFile as error:
        raise WorkFolderError(f"{backup.name} är ingen säkerhetskopia, eller så är den skadad.") from error


def _sums(archive: zipfile.ZipFile) -> dict[str, str]:
    try:
        about = json.loads(archive.read(_LIST))
        if about["schema"] != _SCHEMA:
            raise ValueError
        return {str(name): str(value) for name, value in about["filer"].items()}
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile) as error:
        raise WorkFolderError(
            "Filen är ingen säkerhetskopia som programmet kan läsa, eller så är den skadad."
        ) from error


def _digest(archive: zipfile.ZipFile, name: str) -> str | None:
    try:
        with archive.open(name) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]
    except (KeyError, zipfile.BadZipFile, EOFError, OSError, ValueError):
        return None
