"""The register in a PostgreSQL database that several people share: the same tables, statements and faults as in a SQLite file.

The statements of this program are few and plain, so they are written once, for SQLite, and turned here: ``?`` into ``$1``, a
transaction's start into one that also holds off other writers, as SQLite does. So numbers are counted one writer at a time.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from intake.register.connection import Rows
from intake.register.schema import RegisterError

if TYPE_CHECKING:
    import psycopg

_SECONDS_TO_WAIT = 30
_PARTS = re.compile(r"x''|'(?:[^']|'')*'|\?\d*")
_HOW_TO_GET = (
    "Registret ligger i en PostgreSQL-databas, och den delen är inte installerad. "
    "Installera programmet med tillägget postgres, till exempel ”uv tool install beredning[postgres]”."
)


class RegisterAwayError(RegisterError, sqlite3.OperationalError):
    """The server does not answer, or is busy: trying again later is worth while."""

    sqlite_errorcode = sqlite3.SQLITE_BUSY
    sqlite_errorname = "SQLITE_BUSY"


@lru_cache(maxsize=256)
def to_server(statement: str) -> str:
    """A statement with PostgreSQL's numbered parameters in place of ``?``, and its empty bytes."""
    count = 0

    def turn(part: re.Match[str]) -> str:
        nonlocal count
        text = part.group()
        if text == "x''":
            return "''::bytea"
        if text[0] == "'":
            return text
        count += 1
        return f"${text[1:] or count}"

    return _PARTS.sub(turn, statement)


class PostgresConnection:
    """A connection that takes the register's statements. One that was lost between two transactions is made anew."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._server = _open(address)

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction has begun and not ended."""
        from psycopg.pq import TransactionStatus

        return self._server.info.transaction_status in (TransactionStatus.INTRANS, TransactionStatus.INERROR)

    def execute(self, statement: str, parameters: Sequence[Any] = (), /) -> Rows:
        """Run one statement. ``PRAGMA`` speaks to SQLite alone, and a server answers it with no rows."""
        if self._server.closed:
            self._server = _open(self._address)
        if statement.startswith("PRAGMA"):
            return iter_rows(())
        with as_sqlite_faults():
            if statement == "BEGIN IMMEDIATE":
                self._server.execute("BEGIN")
                return self._rows("LOCK TABLE arenden IN SHARE ROW EXCLUSIVE MODE")
            return self._rows(to_server(statement), parameters)

    def _rows(self, statement: str, parameters: Sequence[Any] = ()) -> Rows:
        cursor = self._server.execute(statement.encode(), [_storable(each) for each in parameters])
        return iter_rows(cursor.fetchall() if cursor.description else ())

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]], /) -> object:
        """Run one statement for each row of parameters."""
        with as_sqlite_faults():
            values = [[_storable(each) for each in row] for row in rows]
            self._server.cursor().executemany(to_server(statement).encode(), values)
        return None

    def close(self) -> None:
        """Let go of the server."""
        self._server.close()


class iter_rows:  # noqa: N801 - a list of rows that is also asked as a cursor
    """The rows of an answer, all fetched."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self._left = iter(rows)

    def __iter__(self) -> Iterator[Any]:
        return self._left

    def fetchone(self) -> Any:
        """The next row, or None."""
        return next(self._left, None)

    def fetchall(self) -> list[Any]:
        """The rows that are left."""
        return list(self._left)


def connect(address: str) -> PostgresConnection:
    """Open the register at a connection string, making its tables or bringing them up to date if need be.

    Raises RegisterError, with one Swedish sentence that never holds the password, and RegisterAwayError where trying again may help.
    """
    from intake.register.postgres_schema import bring_up_to_date

    connection = PostgresConnection(address)
    try:
        bring_up_to_date(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _open(address: str) -> psycopg.Connection[Any]:
    try:
        import psycopg
    except ImportError as error:
        raise RegisterError(_HOW_TO_GET) from error
    try:
        server = psycopg.connect(
            address,
            autocommit=True,
            cursor_factory=psycopg.RawCursor,
            client_encoding="UTF8",
            connect_timeout=10,
            application_name="beredning",
        )
    except psycopg.OperationalError as error:
        raise RegisterAwayError(
            f"Registret i databasen {_name(address)} svarar inte eller tar inte emot inloggningen. "
            "Se över att servern är igång och register.anslutning i installningar.toml."
        ) from error
    except psycopg.Error as error:
        raise RegisterError(
            "Anslutningen till registrets databas går inte att läsa. Rätta register.anslutning i installningar.toml."
        ) from error
    server.execute(f"SET lock_timeout = '{_SECONDS_TO_WAIT}s'")
    if server.info.parameter_status("server_encoding") != "UTF8":
        server.close()
        raise RegisterError(
            f"Databasen {_name(address)} är inte gjord för svenska tecken. Gör en med teckenkodningen UTF8."
        )
    return server


def _name(address: str) -> str:
    """The database and its host, without user and password."""
    from psycopg.conninfo import conninfo_to_dict

    told = conninfo_to_dict(address)
    return f"{told.get('dbname', '?')} på {told.get('host', 'den här datorn')}"


def _storable(value: Any) -> Any:
    """Text without the NUL that PostgreSQL cannot hold."""
    return value.replace("\x00", "\ufffd") if isinstance(value, str) else value


@contextmanager
def as_sqlite_faults() -> Iterator[None]:
    """Faults of the server inside the block become the ones that the rest of the program knows."""
    import psycopg

    try:
        yield
    except psycopg.IntegrityError as error:
        raise sqlite3.IntegrityError(str(error)) from error
    except psycopg.OperationalError as error:
        raise RegisterAwayError(
            "Registrets databas svarar inte eller är upptagen. Inget har ändrats; försök igen om en stund."
        ) from error
    except psycopg.errors.InsufficientPrivilege as error:
        raise RegisterError(
            "Användaren i register.anslutning får inte göra detta i registrets databas. Be den som sköter databasen om behörighet."
        ) from error
    except psycopg.Error as error:
        raise sqlite3.DatabaseError(str(error)) from error
