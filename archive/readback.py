"""Reading a package back: the case as the register held it, and the bytes of its files, each checked against its checksum."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from archive.erms import package_path
from archive.model import RECORD_SCHEMA, ArchiveError, CaseRecord, Entry
from archive.verify import package_faults
from extractors.model import Frozen

_RECORD = "metadata/descriptive/arende.json"


class ReadBack(Frozen):
    """A case out of a package: what the register held, and its files with their bytes by path in the working folder."""

    record: CaseRecord
    entries: tuple[Entry, ...]
    files: dict[str, bytes]


def read_back(place: Path) -> ReadBack:
    """Read a package, plain folder or bag; ``place`` may also be the folder that holds them. Raises ArchiveError and OSError."""
    root, plain = _find(place)
    if not plain and (faults := package_faults(root)):
        raise ArchiveError(f"Paketet {root.name} är skadat och läses inte tillbaka. {faults[0]}")
    data = _data(root / ("arende.json" if plain else _RECORD))
    try:
        record = CaseRecord.model_validate(data["arende"])
        entries = tuple(Entry.model_validate(each) for each in data["handlingar"])
    except (KeyError, TypeError, ValidationError) as error:
        raise ArchiveError(f"arende.json i {root.name} har ett innehåll som programmet inte känner igen.") from error
    files: dict[str, bytes] = {}
    for entry in entries:
        _check_path(entry)
        path = root / (f"handlingar/{entry.sealed}" if plain else package_path(entry))
        try:
            files[entry.path] = path.read_bytes()
        except OSError as error:
            raise ArchiveError(f"{entry.sealed} saknas i paketet {root.name}. Inget lästes tillbaka.") from error
        if hashlib.sha256(files[entry.path]).hexdigest() != entry.sha256:
            raise ArchiveError(f"{entry.sealed} i paketet {root.name} har ändrats. Inget lästes tillbaka.")
    return ReadBack(record=record, entries=entries, files=files)


def _find(place: Path) -> tuple[Path, bool]:
    """The folder that holds the record, and whether it is a plain one."""
    if not place.is_dir():
        raise ArchiveError(f"{place} finns inte eller är ingen mapp. Ange paketets mapp.")
    for root in (place, *sorted(p for p in place.iterdir() if p.is_dir())):
        if (root / _RECORD).is_file():
            return root, False
    for root in (place, place / "data", place / "mapp", place / "bagit" / "data"):
        if (root / "arende.json").is_file():
            return root, True
    raise ArchiveError(f"{place} är inget arkivpaket som programmet kan läsa: arende.json saknas.")


def _data(path: Path) -> dict[str, Any]:
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if data["schema"] != RECORD_SCHEMA:
            raise ValueError
    except (ValueError, KeyError, TypeError) as error:
        raise ArchiveError(f"{path.name} är skadad eller skriven av en nyare version av programmet.") from error
    return data


def _check_path(entry: Entry) -> None:
    """A package from elsewhere must not write outside the working folder."""
    parts = entry.path.split("/")
    if parts[0] != "arenden" or len(parts) < 3 or any(p in ("", ".", "..") or "\\" in p or ":" in p for p in parts):
        raise ArchiveError("Paketet har ett otillåtet filnamn och läses inte tillbaka.")
