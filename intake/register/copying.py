"""The whole register from one database to another: out to a file for a backup, and in to a server that several people share."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from intake.register import schema
from intake.register.connection import Connection, connect
from intake.register.postgres_schema import tables
from intake.register.schema import RegisterError


def copy_to_file(place: Path | str, target: Path) -> None:
    """Write a consistent copy of the register as a SQLite file, also while others write. Raises RegisterError, sqlite3.Error, OSError."""
    with closing(connect(place)) as source:
        if isinstance(source, sqlite3.Connection):
            schema.copy_register(source, target)
            return
        target.unlink(missing_ok=True)
        with closing(schema.connect(target)) as copy:
            source.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            copy.execute("BEGIN IMMEDIATE")
            for table, columns in _tables_of(copy):
                _copy(source, copy, table, columns)
            copy.execute("COMMIT")
            source.execute("COMMIT")
            copy.execute("PRAGMA journal_mode = DELETE")


def move_to_server(file: Path, address: str) -> int:
    """Copy a register's file into a database where no case is yet: all of it or nothing. Returns the number of cases.

    Raises RegisterError where there are cases, and sqlite3.Error.
    """
    with closing(schema.connect(file)) as source, closing(connect(address)) as server:
        server.execute("BEGIN IMMEDIATE")
        if server.execute("SELECT 1 FROM arenden LIMIT 1").fetchone():
            raise RegisterError(
                "Registret i databasen har redan ärenden. Det går bara att flytta till ett tomt register."
            )
        source.execute("BEGIN IMMEDIATE")  # nobody adds a case meanwhile
        for table, columns in _tables_of(source):
            _copy(source, server, table, columns)
            if columns[0] == "id":
                server.execute(
                    f"SELECT setval(pg_get_serial_sequence(?, 'id'), (SELECT coalesce(max(id), 0) + 1 FROM {table}), false)",  # noqa: S608
                    (table,),
                )
        found: int = source.execute("SELECT count(*) FROM arenden").fetchone()[0]
        server.execute("COMMIT")
        source.execute("ROLLBACK")
    return found


def _tables_of(file: Connection) -> Iterator[tuple[str, list[str]]]:
    """The register's tables with their columns, each after those that it points at."""
    for table in tables():
        yield table, [row[1] for row in file.execute(f"PRAGMA table_info({table})")]


def _copy(source: Connection, target: Connection, table: str, columns: list[str]) -> None:
    names = ", ".join(columns)
    rows: list[Any] = source.execute(f"SELECT {names} FROM {table} ORDER BY 1").fetchall()  # noqa: S608 - our own names
    target.executemany(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})", rows)  # noqa: S608
