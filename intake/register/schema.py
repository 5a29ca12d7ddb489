"""The register's tables, and how a register made by an older version is brought up to date.

Every table is append-only: triggers stop any change or removal. What is corrected gets a new row; the latest row holds.
The one exception is the content of a case that was destroyed by decision (``blanking.py``).
"""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from intake.register.blanking import allowed

_FIRST = """
CREATE TABLE arenden (
    id INTEGER PRIMARY KEY,
    dnr TEXT NOT NULL UNIQUE,
    ar INTEGER NOT NULL,
    nr INTEGER NOT NULL,
    mapp TEXT NOT NULL UNIQUE,
    inkom TEXT NOT NULL,
    UNIQUE (ar, nr)
) STRICT;
-- Facts of a case. avsandare and arendemening are, with dnr and inkom, the four of OSL 5 kap. 2 §.
CREATE TABLE uppgifter (
    id INTEGER PRIMARY KEY,
    arende INTEGER NOT NULL REFERENCES arenden (id),
    falt TEXT NOT NULL,
    varde TEXT NOT NULL,
    tid TEXT NOT NULL,
    vem TEXT NOT NULL
) STRICT;
CREATE TABLE filer (
    id INTEGER PRIMARY KEY,
    arende INTEGER NOT NULL REFERENCES arenden (id),
    version INTEGER NOT NULL,
    namn TEXT NOT NULL,
    sha256 TEXT NOT NULL UNIQUE,
    storlek INTEGER NOT NULL,
    sokvag TEXT NOT NULL UNIQUE,
    marke TEXT NOT NULL,
    inkom TEXT NOT NULL,
    UNIQUE (arende, version)
) STRICT;
-- Files that could not be read. They have come in, so the register knows of them, but they have no case.
CREATE TABLE felfiler (
    id INTEGER PRIMARY KEY,
    namn TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    storlek INTEGER NOT NULL,
    sokvag TEXT NOT NULL,
    marke TEXT NOT NULL,
    kod TEXT NOT NULL,
    orsak TEXT NOT NULL,
    inkom TEXT NOT NULL
) STRICT;
CREATE TABLE handelser (
    id INTEGER PRIMARY KEY,
    arende INTEGER REFERENCES arenden (id),
    fil INTEGER REFERENCES filer (id),
    slag TEXT NOT NULL,
    tid TEXT NOT NULL,
    vem TEXT NOT NULL,
    text TEXT NOT NULL,
    data TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX handelser_arende ON handelser (arende, id);
CREATE INDEX uppgifter_arende ON uppgifter (arende, falt, id);
CREATE INDEX felfiler_sha256 ON felfiler (sha256, id);
"""

_SECOND = """
-- What recognises a new version of a case by its content: hashes of word sequences, and the names that the text gives.
CREATE TABLE kannetecken (
    fil INTEGER PRIMARY KEY REFERENCES filer (id),
    ordfoljder BLOB NOT NULL,
    insatsnamn TEXT,
    sokande TEXT,
    start TEXT
) STRICT;
-- A case that turned out to be a new version of another.
CREATE TABLE knytningar (
    arende INTEGER PRIMARY KEY REFERENCES arenden (id),
    till INTEGER NOT NULL REFERENCES arenden (id),
    tid TEXT NOT NULL,
    vem TEXT NOT NULL
) STRICT;
-- A verdict that a person has set aside.
CREATE TABLE avsteg (
    id INTEGER PRIMARY KEY,
    arende INTEGER NOT NULL REFERENCES arenden (id),
    kriterium TEXT NOT NULL,
    status TEXT NOT NULL,
    programmets_status TEXT NOT NULL,
    skal TEXT NOT NULL,
    namn TEXT NOT NULL,
    tid TEXT NOT NULL
) STRICT;
"""

_THIRD = """
-- Files that came in one folder with an application and belong to it.
CREATE TABLE bilagor (
    id INTEGER PRIMARY KEY,
    fil INTEGER NOT NULL REFERENCES filer (id),
    namn TEXT NOT NULL,
    sha256 TEXT NOT NULL UNIQUE,
    storlek INTEGER NOT NULL,
    sokvag TEXT NOT NULL UNIQUE,
    marke TEXT NOT NULL,
    inkom TEXT NOT NULL
) STRICT;
CREATE INDEX bilagor_fil ON bilagor (fil, id);
"""

_FOURTH = """
-- Cases destroyed by decision. Only such a case's content may be blanked (blanking.py).
CREATE TABLE gallringar (
    arende INTEGER PRIMARY KEY REFERENCES arenden (id),
    tid TEXT NOT NULL,
    vem TEXT NOT NULL,
    beslut TEXT NOT NULL
) STRICT;
DROP TRIGGER IF EXISTS uppgifter_update;
DROP TRIGGER IF EXISTS handelser_update;
DROP TRIGGER IF EXISTS avsteg_update;
DROP TRIGGER IF EXISTS filer_update;
DROP TRIGGER IF EXISTS bilagor_update;
DROP TRIGGER IF EXISTS kannetecken_update;
"""

MIGRATIONS: tuple[str, ...] = (_FIRST, _SECOND, _THIRD, _FOURTH)
VERSION = len(MIGRATIONS)


class RegisterError(Exception):
    """A register that cannot be used; the message is one Swedish sentence."""


def connect(path: Path) -> sqlite3.Connection:
    """Open the register, making it or bringing it up to date if need be. Raises RegisterError and sqlite3.OperationalError.

    Before an older register is changed, a copy of it is laid beside it.
    """
    connection = sqlite3.connect(path, timeout=30, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        found = _version(connection)
        if found > VERSION:
            raise RegisterError("Registret är skrivet av en nyare version av programmet. Uppdatera programmet.")
        if found < VERSION:
            _migrate(connection, path)
    except sqlite3.DatabaseError as error:
        connection.close()
        if isinstance(error, sqlite3.OperationalError):
            raise
        raise RegisterError(
            f"Registret {path.name} är skadat och kan inte läsas. Hämta tillbaka den senaste säkerhetskopian med ”beredning aterstall”."
        ) from error
    except BaseException:
        connection.close()
        raise
    return connection


def _version(connection: sqlite3.Connection) -> int:
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    older = _version(connection)
    if older:
        copy_register(connection, path.with_name(f"{path.stem}-fore-version-{VERSION}{path.suffix}"))
    connection.execute("BEGIN IMMEDIATE")
    try:
        for number in range(_version(connection), VERSION):  # read again: another process may have been first
            for statement in _statements(MIGRATIONS[number]):
                connection.execute(statement)
        for (table,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
            for change in ("UPDATE", "DELETE"):
                unless = allowed(connection, table) if change == "UPDATE" else ""
                connection.execute(
                    f"CREATE TRIGGER IF NOT EXISTS {table}_{change.lower()} BEFORE {change} ON {table} {unless}"
                    "BEGIN SELECT RAISE(ABORT, 'registret kan bara växa'); END"
                )
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def _statements(script: str) -> list[str]:
    return [s for s in script.split(";") if s.strip()]


def copy_register(connection: sqlite3.Connection, target: Path) -> None:
    """Write a consistent copy of an open register, also while others write to it. Raises sqlite3.Error and OSError."""
    target.unlink(missing_ok=True)
    copy = sqlite3.connect(target)
    try:
        connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()
