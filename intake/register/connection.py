"""What the register asks of its database, and which database a place means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol


class Rows(Protocol):
    """The rows of an answer."""

    def __iter__(self) -> Iterator[Any]: ...

    def fetchone(self) -> Any:
        """The next row, or None."""

    def fetchall(self) -> list[Any]:
        """The rows that are left."""


class Connection(Protocol):
    """An open database. Statements are SQLite's with ``?``; faults are those of ``sqlite3``."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction has begun and not ended."""

    def execute(self, statement: str, parameters: Sequence[Any] = (), /) -> Rows:
        """Run one statement."""

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]], /) -> object:
        """Run one statement for each row of parameters."""

    def close(self) -> None:
        """Let go of the database."""


def connect(place: Path | str) -> Connection:
    """Open the register at a file's path or a PostgreSQL connection string. Raises RegisterError and sqlite3.OperationalError."""
    if isinstance(place, str):
        from intake.register import postgres

        return postgres.connect(place)
    from intake.register import schema

    return schema.connect(place)
