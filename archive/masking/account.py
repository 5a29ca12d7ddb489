"""The account of a masking: what was masked, where and why, for a person to look over. It holds the masked words and stays inside."""

from __future__ import annotations

import json
from collections.abc import Sequence

from archive.masking.finding import WHY, Kind, Spot
from extractors.model import Frozen

_WARNING = "INTERN LISTA. Den innehåller det som maskerades och ska inte lämnas ut."
DATA = "data"
"""The place of what was masked in a data file."""


class Masked(Frozen):
    """One thing masked: in which file, where in it, why, and what stood there."""

    file: str
    place: str
    kind: Kind
    text: str


class Account(Frozen):
    """All that was masked in a case, what was left though it names someone, what was looked for and not found, and files that could not be masked."""

    dnr: str
    made: str
    masked: tuple[Masked, ...]
    left: tuple[str, ...]
    missed: tuple[str, ...] = ()
    withheld: tuple[str, ...]


def from_spots(file: str, place: str, text: str, spots: Sequence[Spot]) -> list[Masked]:
    """A line for each spot of a text."""
    return [
        Masked(file=file, place=place, kind=spot.kind, text=" ".join(text[spot.start : spot.end].split()))
        for spot in spots
    ]


def as_json(account: Account) -> bytes:
    """The account for machines."""
    data = {
        "schema": "beredning.maskning/1",
        "varning": _WARNING,
        "dnr": account.dnr,
        "gjord": account.made,
        "maskerat": [
            {"fil": m.file, "plats": m.place, "slag": m.kind, "skal": WHY[m.kind], "text": m.text}
            for m in account.masked
        ],
        "kvar_att_ta_stallning_till": list(account.left),
        "hittades_inte": list(account.missed),
        "lamnas_inte_ut": list(account.withheld),
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def as_text(account: Account) -> bytes:
    """The account for reading."""
    lines = [_WARNING, "", f"Maskering av {account.dnr}, gjord {account.made[:10]}.", ""]
    for file in dict.fromkeys(m.file for m in account.masked):
        lines.append(file)
        lines += [f"  {m.place}: {m.text or '–'}  ({m.kind}) {WHY[m.kind]}" for m in account.masked if m.file == file]
        lines.append("")
    if account.left:
        lines += ["Inte maskerat. Ta ställning till om det ska maskeras (--namn) eller stå kvar:"]
        lines += [f"  {name}" for name in account.left] + [""]
    if account.missed:
        lines += [
            "Hittades inte i någon fil (känsliga citat: i ingen fil som kom in). Kontrollera stavningen och sök för hand:"
        ]
        lines += [f"  {each}" for each in account.missed] + [""]
    if account.withheld:
        lines += ["Kunde inte maskeras och finns inte i kopian:", *(f"  {each}" for each in account.withheld), ""]
    lines.append(
        f"{len(account.masked)} maskeringar. Gå igenom varje fil i kopian innan den lämnas ut: programmet kan ha missat något."
    )
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")
