"""Writing that survives a power cut: bytes are on the disk before a name points at them, and a name is on the disk before anything
rests on it.

All calls that touch the disk go through here, by name (``os.fsync``, ``os.replace``, ``os.unlink``), so that tests can fail them.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
import tempfile
from dataclasses import dataclass
from errno import (
    EACCES,
    EAGAIN,
    EBUSY,
    EDQUOT,
    EINTR,
    EIO,
    EMFILE,
    ENFILE,
    ENOMEM,
    ENOSPC,
    EPERM,
    EROFS,
    ESTALE,
    ETXTBSY,
)
from pathlib import Path

_CHUNK = 1 << 20
_READABLE = 0o644
_PASSING = {EACCES, EAGAIN, EBUSY, EDQUOT, EINTR, EIO, EMFILE, ENFILE, ENOMEM, ENOSPC, EPERM, EROFS, ESTALE, ETXTBSY}
_FULL = {ENOSPC, EDQUOT}
_PASSING_IN_SQLITE = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN,
}  # fmt: skip


class ChangedWhileCopiedError(Exception):
    """The file was written to, or replaced, while it was copied: it has not come in yet."""


@dataclass(frozen=True)
class FileState:
    """What tells one state of a file from another. Change time is in it because copying programs set the others back."""

    size: int
    modified_ns: int
    changed_ns: int
    inode: int

    @classmethod
    def of(cls, stat: os.stat_result) -> FileState:
        """The state that a stat call saw; Windows' creation time stands where others have change time."""
        return cls(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)

    @property
    def mark(self) -> str:
        """The state as one word, to recognise a file that was taken in but not yet removed when the machine stopped."""
        return f"{self.inode:x}-{self.size:x}-{self.modified_ns:x}"


def sync_folder(folder: Path) -> None:
    """Put a folder's names on the disk. Windows has no such call and does it by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, each name on the disk. Raises OSError."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        each.mkdir(exist_ok=True)
        sync_folder(each.parent)


def copy_in(source: Path, target: Path) -> tuple[str, FileState]:
    """Copy a file to a new name, put it on the disk, and return its SHA-256 and the state that was copied.

    Never follows a symbolic link. Raises ChangedWhileCopiedError, and OSError (the half copy is then gone).
    """
    digest = hashlib.sha256()
    handle = os.open(source, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    try:
        with os.fdopen(handle, "rb") as came, target.open("xb") as kept:
            before = FileState.of(os.fstat(came.fileno()))
            while chunk := came.read(_CHUNK):
                digest.update(chunk)
                kept.write(chunk)
            kept.flush()
            os.fsync(kept.fileno())
            after, now = FileState.of(os.fstat(came.fileno())), FileState.of(source.lstat())
        if not before == after == now or target.stat().st_size != before.size:
            raise ChangedWhileCopiedError(source.name)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return digest.hexdigest(), before


def move_into_place(source: Path, target: Path) -> None:
    """Give a synced file its name, in one step, over whatever had it; both folders' names are then on the disk."""
    os.replace(source, target)  # noqa: PTH105 - called by this name so that tests can fail it
    sync_folder(target.parent)
    if source.parent != target.parent:
        sync_folder(source.parent)


def write_whole(path: Path, content: bytes) -> None:
    """Write beside and move into place, so that a reader never meets half a file. Raises OSError."""
    handle, name = tempfile.mkstemp(
        dir=path.parent, prefix=".", suffix=".ny"
    )  # of its own: two may write the same paper
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(_READABLE)
        move_into_place(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def remove(path: Path) -> None:
    """Remove a file whose bytes are safe elsewhere. Raises OSError."""
    os.unlink(path)  # noqa: PTH108 - called by this name so that tests can fail it
    sync_folder(path.parent)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_passing(error: BaseException) -> bool:
    """Whether the cause may be gone next time: full disk, a lock, a share that is away. Trying again is then worth while."""
    if isinstance(error, sqlite3.OperationalError):
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in _PASSING_IN_SQLITE
    return isinstance(error, ChangedWhileCopiedError | MemoryError) or (
        isinstance(error, OSError) and (error.errno in _PASSING or getattr(error, "winerror", None) in (32, 33))
    )


def why(error: BaseException, then: str = "Filen ligger kvar i inkorgen och tas in vid nästa försök.") -> str:
    """What is wrong for a passing cause, and what to do, in Swedish; ``then`` tells what becomes of the work."""
    if isinstance(error, ChangedWhileCopiedError):
        return "Filen skrivs fortfarande; den tas in när den är färdig."
    if (isinstance(error, OSError) and error.errno in _FULL) or "full" in str(error):
        return f"Disken är full. Frigör utrymme. {then}"
    if isinstance(error, OSError) and error.errno in (EACCES, EPERM, EROFS):
        return "Filen eller mappen får inte läsas eller ändras. Stäng filen i andra program och se över behörigheten; nytt försök görs."
    if isinstance(error, sqlite3.OperationalError):
        return f"Registret är upptaget eller kan inte skrivas. {then}"
    return f"Filen eller disken svarade inte som den ska. {then}"
