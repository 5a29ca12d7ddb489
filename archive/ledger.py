"""The archive's list: one line for each package laid in or destroyed, each with every file's SHA-256 and bound to the line before it.

The list lies outside the packages, so a changed METS or manifest is found as surely as a changed original. A line tells its own sum, so
a flipped bit in the list itself is found; each line tells the sum of the one before, so none can be taken out or put in; and the register
knows the sum of every line, so the list cannot be written anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import ValidationError

from archive.model import ArchiveError
from extractors.model import Frozen

LEDGER = "forteckning.jsonl"
_START = "0" * 64


class LedgerLine(Frozen):
    """A package laid in (with its files) or destroyed (without)."""

    nr: int
    tid: str
    handelse: Literal["arkiverat", "gallrat"]
    paket: str
    dnr: str
    filer: Mapping[str, str]
    grund: str = ""
    foregaende: str
    summa: str = ""

    def counted(self) -> str:
        """The sum over all of the line but the sum itself."""
        plain = json.dumps(self.model_dump(exclude={"summa"}), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()


def next_line(
    lines: Sequence[LedgerLine], *, time: str, kind: Literal["arkiverat", "gallrat"], package: str, dnr: str,
    files: Mapping[str, str], ground: str = "",
) -> LedgerLine:  # fmt: skip
    """The line that comes after these."""
    line = LedgerLine(
        nr=len(lines) + 1, tid=time, handelse=kind, paket=package, dnr=dnr, filer=dict(sorted(files.items())), grund=ground,
        foregaende=lines[-1].summa if lines else _START,
    )  # fmt: skip
    return line.model_copy(update={"summa": line.counted()})


def written(lines: Sequence[LedgerLine]) -> bytes:
    """The list as a file."""
    return "".join(json.dumps(line.model_dump(), ensure_ascii=False) + "\n" for line in lines).encode(
        "utf-8", "replace"
    )


def read_ledger(raw: bytes) -> tuple[list[LedgerLine], list[str]]:
    """The lines that can be read, and one Swedish sentence for each fault in the list itself."""
    lines: list[LedgerLine] = []
    faults: list[str] = []
    before = _START
    for number, text in enumerate(raw.split(b"\n"), 1):
        if not text.strip():
            continue
        try:
            line = LedgerLine.model_validate(json.loads(text))
        except (ValueError, ValidationError):
            faults.append(f"{LEDGER}: rad {number} är ändrad och går inte att läsa.")
            before = ""
            continue
        if line.counted() != line.summa:
            faults.append(f"{LEDGER}: rad {number} är ändrad; den stämmer inte med sin egen summa.")
        elif before and (line.foregaende != before or line.nr != number):
            faults.append(f"{LEDGER}: en rad före rad {number} är borttagen, tillagd eller ändrad.")
        before = line.summa
        lines.append(line)
    if raw and not raw.endswith(b"\n"):
        faults.append(f"{LEDGER}: slutet är avhugget eller ändrat.")
    return lines, faults


def sound_ledger(raw: bytes) -> list[LedgerLine]:
    """The lines of a list without faults, to add to. Raises ArchiveError."""
    lines, faults = read_ledger(raw)
    if faults:
        raise ArchiveError(f"Arkivets förteckning är skadad. {faults[0]} Kör ”beredning arkiv verifiera”.")
    return lines


def as_data(line: LedgerLine) -> dict[str, Any]:
    """What the register keeps of a line."""
    return {"paket": line.paket, "rad": line.nr, "summa": line.summa, "filer": len(line.filer)}
