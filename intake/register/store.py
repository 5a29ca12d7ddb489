"""The register of cases: a SQLite file, or a PostgreSQL database, written in whole transactions, only ever added to."""

from __future__ import annotations

import array
import contextlib
import json
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from intake.register.connection import Connection, connect
from intake.register.dnr import DnrPattern, folder_name
from intake.register.listing import read_cases
from intake.register.schema import RegisterError
from intake.register.values import (
    FACTS,
    Attachment,
    Case,
    Event,
    EventKind,
    FailedFile,
    Marks,
    Override,
    StoredFile,
)

_FILE = "id, arende, version, namn, sha256, storlek, sokvag, marke, inkom"
_FAILED = "id, namn, sha256, sokvag, marke, kod, orsak, inkom"
_ATTACHED = "id, fil, namn, sha256, storlek, sokvag, marke, inkom"


def _file(row: tuple[Any, ...]) -> StoredFile:
    return StoredFile(
        **dict(zip(("id", "case", "version", "name", "sha256", "size", "path", "mark", "came"), row, strict=True))
    )


def _attachment(row: tuple[Any, ...]) -> Attachment:
    return Attachment(**dict(zip(("id", "file", "name", "sha256", "size", "path", "mark", "came"), row, strict=True)))


class Register:
    """An open register. Time comes from ``now``, passed in; the order of events is the order of their numbers, whatever the clock says.

    ``with Register(place, now) as register:``, where the place is a file's path or a PostgreSQL connection string. Raises RegisterError
    for a register that cannot be used. Whichever database it is, its faults are those of ``sqlite3``.
    """

    def __init__(self, place: Path | str, now: Callable[[], datetime]) -> None:
        self._connection = connect(place)
        self._now = now

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the register."""
        self._connection.close()

    @property
    def connection(self) -> Connection:
        """The open connection, for questions that are not asked here."""
        return self._connection

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction: all that is added in the block is there afterwards, or nothing is. May be nested."""
        if self._connection.in_transaction:
            yield
            return
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise

    def time(self) -> str:
        """The time now, as it is written in the register: with zone, to the second."""
        return self._now().astimezone().isoformat(timespec="seconds")

    # Adding

    def add_case(self, pattern: DnrPattern) -> Case:
        """Open a case with the year's next number. The number is taken only if the transaction is."""
        with self.writing():
            moment = self._now().astimezone()
            year = moment.year
            count = self._connection.execute(
                "SELECT coalesce(max(nr), 0) + 1 FROM arenden WHERE ar = ?", (year,)
            ).fetchone()[0]
            dnr = pattern.number(year, count)
            while self._connection.execute("SELECT 1 FROM arenden WHERE dnr = ?", (dnr,)).fetchone():
                count += 1  # a changed pattern, or a two-digit year a hundred years on
                dnr = pattern.number(year, count)
            folder = self._free_folder(folder_name(dnr))
            (number,) = self._connection.execute(
                "INSERT INTO arenden (dnr, ar, nr, mapp, inkom) VALUES (?, ?, ?, ?, ?) RETURNING id",
                (dnr, year, count, folder, moment.date().isoformat()),
            ).fetchone()
            return self.case_of_id(number)

    def _free_folder(self, wanted: str) -> str:
        name, count = wanted, 1
        while self._connection.execute("SELECT 1 FROM arenden WHERE lower(mapp) = lower(?)", (name,)).fetchone():
            count += 1
            name = f"{wanted}-{count}"
        return name

    def add_file(
        self, case: int, *, version: int, name: str, sha256: str, size: int, path: str, mark: str
    ) -> StoredFile:
        """Enter a file of a case. Raises sqlite3.IntegrityError for bytes that are in the register already."""
        with self.writing():
            row = self._connection.execute(
                "INSERT INTO filer (arende, version, namn, sha256, storlek, sokvag, marke, inkom) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "  # noqa: S608
                f"RETURNING {_FILE}",
                (case, version, name, sha256, size, path, mark, self.time()),
            ).fetchone()
        return _file(row)

    def add_attachment(self, file: int, *, name: str, sha256: str, size: int, path: str, mark: str) -> Attachment:
        """Enter a bilaga of a file. Raises sqlite3.IntegrityError for bytes that are a bilaga already."""
        with self.writing():
            row = self._connection.execute(
                "INSERT INTO bilagor (fil, namn, sha256, storlek, sokvag, marke, inkom) VALUES (?, ?, ?, ?, ?, ?, ?) "  # noqa: S608
                f"RETURNING {_ATTACHED}",
                (file, name, sha256, size, path, mark, self.time()),
            ).fetchone()
        return _attachment(row)

    def add_failed(self, *, name: str, sha256: str, size: int, path: str, mark: str, code: str, reason: str) -> None:
        """Enter a file that could not be read, with an event."""
        with self.writing():
            self._connection.execute(
                "INSERT INTO felfiler (namn, sha256, storlek, sokvag, marke, kod, orsak, inkom) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (name, sha256, size, path, mark, code, reason, self.time()),
            )
            self.add_event(
                None, "kunde inte läsas", "beredning", reason, data={"namn": name, "sha256": sha256, "kod": code}
            )

    def add_facts(self, case: int, facts: Mapping[str, str | None], who: str) -> None:
        """Enter facts of a case; the latest holds, the earlier remain."""
        with self.writing():
            self._connection.executemany(
                "INSERT INTO uppgifter (arende, falt, varde, tid, vem) VALUES (?, ?, ?, ?, ?)",
                [(case, name, value, self.time(), who) for name, value in facts.items() if value and name in FACTS],
            )

    def add_event(
        self,
        case: int | None,
        kind: EventKind,
        who: str,
        text: str,
        *,
        file: int | None = None,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        """Enter what happened, when and by whom."""
        with self.writing():
            self._connection.execute(
                "INSERT INTO handelser (arende, fil, slag, tid, vem, text, data) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (case, file, kind, self.time(), who, text, json.dumps(dict(data or {}), ensure_ascii=False)),
            )

    def add_marks(self, marks: Marks) -> None:
        """Enter what a file's content is recognised by."""
        packed = array.array("Q", sorted(marks.shingles))
        if sys.byteorder == "big":
            packed.byteswap()
        with self.writing():
            self._connection.execute(
                "INSERT INTO kannetecken (fil, ordfoljder, insatsnamn, sokande, start) VALUES (?, ?, ?, ?, ?)",
                (marks.file, packed.tobytes(), marks.name, marks.applicant, marks.start),
            )

    def add_override(self, case: int, override: Override) -> None:
        """Enter a verdict set aside by a person, with an event."""
        if not override.reason.strip() or not override.name.strip():
            raise ValueError("Ange både skäl och namn.")
        with self.writing():
            self._connection.execute(
                "INSERT INTO avsteg (arende, kriterium, status, programmets_status, skal, namn, tid) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    case,
                    override.criterion,
                    override.status,
                    override.programs_status,
                    override.reason,
                    override.name,
                    self.time(),
                ),
            )
            self.add_event(
                case,
                "avsteg",
                override.name,
                f"{override.criterion}: {override.programs_status} ändrat till {override.status}. {override.reason}",
            )

    def join(self, case: int, to: int, who: str) -> None:
        """Tell that a case is a new version of another. Raises ValueError where that cannot be."""
        with self.writing():
            one, other = self.case_of_id(case), self.case_of_id(to)
            if case == to or one.merged_into or other.merged_into:
                raise ValueError("Ett av ärendena är redan knutet till ett annat, eller så är de samma ärende.")
            if self._connection.execute("SELECT 1 FROM knytningar WHERE till = ?", (case,)).fetchone():
                raise ValueError(
                    f"{one.dnr} har redan andra ärenden knutna till sig. Knyt i stället det andra ärendet hit."
                )
            self._connection.execute(
                "INSERT INTO knytningar (arende, till, tid, vem) VALUES (?, ?, ?, ?)", (case, to, self.time(), who)
            )
            self.add_event(case, "knuten", who, f"Ärendet är en ny version av {other.dnr}.", data={"till": other.dnr})
            self.add_event(to, "ny version", who, f"{one.dnr} är en ny version av ärendet.", data={"fran": one.dnr})
            self.add_event(to, "granskad", who, f"Versionen granskades i {one.dnr}.", data={"fran": one.dnr})

    # Asking

    def case(self, dnr: str) -> Case | None:
        """The case with this number, or with the folder's name; None if there is none."""
        row = self._connection.execute(
            "SELECT id FROM arenden WHERE dnr = ?1 OR mapp = ?1 ORDER BY dnr = ?1 DESC", (dnr,)
        ).fetchone()
        return self.case_of_id(row[0]) if row else None

    def cases(self) -> list[Case]:
        """All cases in the order they came."""
        return read_cases(self._connection)

    def joined_to(self, case: int) -> list[Case]:
        """The cases that turned out to be versions of this one, in the order they came."""
        rows = self._connection.execute(
            "SELECT arende FROM knytningar WHERE till = ? ORDER BY arende", (case,)
        ).fetchall()
        return [self.case_of_id(number) for (number,) in rows]

    def has_case(self, number: int) -> bool:
        """Whether there is a case with this internal number."""
        return bool(self._connection.execute("SELECT 1 FROM arenden WHERE id = ?", (number,)).fetchone())

    def case_of_id(self, number: int) -> Case:
        """The case with this internal number, which must exist."""
        return read_cases(self._connection, number)[0]

    def files(self, case: int | None = None) -> tuple[StoredFile, ...]:
        """The files of a case, or of all, in the order they came."""
        where = "" if case is None else "WHERE arende = ? "
        rows = self._connection.execute(
            f"SELECT {_FILE} FROM filer {where}ORDER BY id",  # noqa: S608
            () if case is None else (case,),
        )
        return tuple(_file(row) for row in rows)

    def file_with(self, sha256: str) -> StoredFile | None:
        """The file with these bytes, if they have come in before."""
        row = self._connection.execute(f"SELECT {_FILE} FROM filer WHERE sha256 = ?", (sha256,)).fetchone()  # noqa: S608
        return _file(row) if row else None

    def attachments(self, case: int | None = None) -> tuple[Attachment, ...]:
        """The bilagor of a case, or of all, in the order they came."""
        where = "" if case is None else "WHERE fil IN (SELECT id FROM filer WHERE arende = ?) "
        rows = self._connection.execute(
            f"SELECT {_ATTACHED} FROM bilagor {where}ORDER BY id",  # noqa: S608
            () if case is None else (case,),
        )
        return tuple(_attachment(row) for row in rows)

    def attachment_with(self, sha256: str) -> Attachment | None:
        """The bilaga with these bytes, if they have come in before."""
        row = self._connection.execute(f"SELECT {_ATTACHED} FROM bilagor WHERE sha256 = ?", (sha256,)).fetchone()  # noqa: S608
        return _attachment(row) if row else None

    def failed_with(self, sha256: str) -> FailedFile | None:
        """The latest failure of these bytes, if any."""
        row = self._connection.execute(
            f"SELECT {_FAILED} FROM felfiler WHERE sha256 = ? ORDER BY id DESC",  # noqa: S608
            (sha256,),
        ).fetchone()
        names = ("id", "name", "sha256", "path", "mark", "code", "reason", "came")
        return FailedFile(**dict(zip(names, row, strict=True))) if row else None

    def failed(self, most: int) -> list[FailedFile]:
        """The files that could not be read, the latest first, at most so many."""
        names = ("id", "name", "sha256", "path", "mark", "code", "reason", "came")
        rows = self._connection.execute(f"SELECT {_FAILED} FROM felfiler ORDER BY id DESC LIMIT ?", (most,))  # noqa: S608
        return [FailedFile(**dict(zip(names, row, strict=True))) for row in rows]

    def events(self, case: int | None = None) -> list[Event]:
        """Events of a case, or all of them, in the order they were entered."""
        where = "" if case is None else "WHERE arende = ? "
        rows = self._connection.execute(
            f"SELECT id, arende, fil, slag, tid, vem, text, data FROM handelser {where}ORDER BY id",  # noqa: S608
            () if case is None else (case,),
        )
        names = ("id", "case", "file", "kind", "time", "who", "text")
        return [Event(**dict(zip(names, row[:7], strict=True)), data=json.loads(row[7])) for row in rows]

    def marks(self) -> list[Marks]:
        """What the files of all cases that are not part of another are recognised by."""
        found = []
        rows = self._connection.execute(
            "SELECT k.fil, coalesce(b.till, f.arende), k.ordfoljder, k.insatsnamn, k.sokande, k.start FROM kannetecken k "
            "JOIN filer f ON f.id = k.fil LEFT JOIN knytningar b ON b.arende = f.arende ORDER BY k.fil"
        )
        for file, case, packed, name, applicant, start in rows:
            numbers = array.array("Q", packed)
            if sys.byteorder == "big":
                numbers.byteswap()
            found.append(
                Marks(file=file, case=case, shingles=frozenset(numbers), name=name, applicant=applicant, start=start)
            )
        return found

    def overrides(self, case: int) -> dict[str, Override]:
        """The verdicts of a case that people have set aside: the latest for each criterion."""
        rows = self._connection.execute(
            "SELECT kriterium, status, programmets_status, skal, namn, tid FROM avsteg WHERE arende = ? ORDER BY id",
            (case,),
        )
        names = ("criterion", "status", "programs_status", "reason", "name", "time")
        return {row[0]: Override(**dict(zip(names, row, strict=True))) for row in rows}

    def unreviewed(self) -> list[tuple[StoredFile, int]]:
        """Files whose review has not ended, each with how many times it was begun and broken off."""
        rows = self._connection.execute(
            f"SELECT {', '.join('f.' + name for name in _FILE.split(', '))}, "  # noqa: S608
            "(SELECT sum(CASE h.slag WHEN 'granskning påbörjad' THEN 1 WHEN 'granskning uppskjuten' THEN -1 ELSE 0 END) "
            "FROM handelser h WHERE h.fil = f.id) FROM filer f "
            "WHERE NOT EXISTS (SELECT 1 FROM handelser h WHERE h.fil = f.id AND h.slag IN ('granskad', 'granskning misslyckades')) "
            "ORDER BY f.id"
        )
        return [(_file(row[:-1]), row[-1] or 0) for row in rows]

    def check(self) -> list[str]:
        """Faults in the register itself, one Swedish sentence each; empty when it is sound."""
        found = [row[0] for row in self._connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        found += [
            f"rad {row[1]} i {row[0]} pekar på något som inte finns"
            for row in self._connection.execute("PRAGMA foreign_key_check")
        ]
        return [f"Registret är skadat: {each}." for each in found]


__all__ = ["Register", "RegisterError"]
