"""Cases as they stand, read with a few statements however many they are: the lists would else ask several for each case."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from intake.register.connection import Connection
from intake.register.status import CAME, MERGED, status_after
from intake.register.values import Attachment, Case, StoredFile

_FILE = ("id", "case", "version", "name", "sha256", "size", "path", "mark", "came")
_ATTACHED = ("id", "file", "name", "sha256", "size", "path", "mark", "came")


def read_cases(connection: Connection, only: int | None = None) -> list[Case]:
    """All cases in the order they came, or only the one with this internal number (none where there is none)."""

    def rows(statement: str, where: str = "", order: str = "") -> Any:
        if only is None:
            return connection.execute(f"{statement} {order}")
        return connection.execute(f"{statement} WHERE {where} = ? {order}", (only,))

    facts: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for case, name, value in rows("SELECT arende, falt, varde FROM uppgifter", "arende", "ORDER BY id"):
        facts[case][name] = value
    joined = dict(rows("SELECT k.arende, a.dnr FROM knytningar k JOIN arenden a ON a.id = k.till", "k.arende"))
    files: defaultdict[int, list[StoredFile]] = defaultdict(list)
    for row in rows(
        "SELECT id, arende, version, namn, sha256, storlek, sokvag, marke, inkom FROM filer", "arende", "ORDER BY id"
    ):
        files[row[1]].append(StoredFile(**dict(zip(_FILE, row, strict=True))))
    attached: defaultdict[int, list[Attachment]] = defaultdict(list)
    for owner, *row in rows(
        "SELECT f.arende, b.id, b.fil, b.namn, b.sha256, b.storlek, b.sokvag, b.marke, b.inkom "
        "FROM bilagor b JOIN filer f ON f.id = b.fil",
        "f.arende",
        "ORDER BY b.id",
    ):
        attached[owner].append(Attachment(**dict(zip(_ATTACHED, row, strict=True))))
    status: dict[int, str] = {}
    asks: dict[int, str | None] = {}
    for case, kind, data in rows("SELECT arende, slag, data FROM handelser", "arende", "ORDER BY id"):
        told = json.loads(data) if data != "{}" else {}
        status[case] = status_after(status.get(case, CAME), kind, told)
        if kind == "fråga":
            asks[case] = told.get("dnr")
        elif kind in ("svar", "knuten"):
            asks[case] = None
    return [
        Case(
            id=number, dnr=dnr, folder=folder, came=came,
            status=MERGED if number in joined else status.get(number, CAME),
            sender=facts[number].get("avsandare", "okänd"), subject=facts[number].get("arendemening", ""),
            name=facts[number].get("insatsnamn"), applicant=facts[number].get("sokande"),
            merged_into=joined.get(number), asks=asks.get(number), files=tuple(files[number]),
            attachments=tuple(attached[number]),
        )
        for number, dnr, folder, came in rows("SELECT id, dnr, mapp, inkom FROM arenden", "id", "ORDER BY id")
    ]  # fmt: skip
