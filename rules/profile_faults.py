"""Faults of a profile's file told in Swedish: which key, on which line, and what it should be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from tomllib import TOMLDecodeError

from pydantic import ValidationError

_TABLE = re.compile(r"^\s*(\[\[?)\s*([\w.-]+)\s*\]\]?")
_KEY = re.compile(r"^\s*([\w-]+(?:\.[\w-]+)*)\s*=")
_PLACE = re.compile(r"line (\d+), column (\d+)")
_PROBLEMS = {
    "missing": "saknas",
    "extra_forbidden": "är ingen uppgift som en profil kan ha",
    "string_type": "ska vara text inom citattecken",
    "int_type": "har fel slags värde (det ska vara ett heltal)",
    "int_parsing": "har fel slags värde (det ska vara ett heltal)",
    "bool_parsing": "ska vara true eller false",
    "tuple_type": "ska vara en lista inom [ ]",
}


def line_of(text: str, place: Sequence[str | int]) -> int | None:
    """The line (from 1) of the key at this place in a TOML text, or of the nearest table or key around it; None where neither stands."""
    wanted = tuple(str(part) for part in place)
    table: tuple[str, ...] = ()
    seen: Counter[str] = Counter()
    best: tuple[int, int | None] = (0, None)
    for number, line in enumerate(text.splitlines(), 1):
        head, key = _TABLE.match(line), _KEY.match(line)
        if head:
            name = head[2]
            table = (*name.split("."), str(seen[name])) if head[1] == "[[" else tuple(name.split("."))
            seen[name] += 1
            path = table
        elif key:
            path = (*table, *key[1].split("."))
        else:
            continue
        if path == wanted[: len(path)] and len(path) > best[0]:
            best = (len(path), number)
    return best[1]


def told_syntax(name: str, text: str, error: TOMLDecodeError) -> str:
    """One Swedish sentence on a file that is no TOML, with the place."""
    found = _PLACE.search(str(error))
    line, column = (found[1], found[2]) if found else (str(len(text.splitlines())), "")
    where = f"rad {line}, tecken {column}" if column else f"rad {line}, där filen tar slut mitt i en uppgift"
    return f"Profilen {name} går inte att läsa: felet finns på {where}. Rätta filen på den raden."


def told_fault(name: str, text: str, error: ValidationError) -> str:
    """One Swedish sentence on the first fault of a profile, with its key and its line in ``text``."""
    first = error.errors()[0]
    where = ".".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"])
    line = line_of(text, first["loc"])
    mend = (
        f"Rätta rad {line} i {name}.toml."
        if line and first["type"] != "missing"
        else f"Lägg till {where} i {name}.toml."
    )
    if first["type"] == "value_error":
        return f"Profilen {name} går inte att använda: {first['ctx']['error']} ({where}). {mend}"
    if first["type"] == "literal_error":
        choices = str(first["ctx"]["expected"]).replace("'", "").replace(" or ", " eller ")
        return f"Profilen {name} går inte att använda: {where} ska vara {choices}. {mend}"
    if first["type"] in ("greater_than_equal", "less_than_equal"):
        limit = f"minst {first['ctx'].get('ge')}" if "ge" in first["ctx"] else f"högst {first['ctx'].get('le')}"
        return f"Profilen {name} går inte att använda: {where} ska vara {limit}. {mend}"
    return (
        f"Profilen {name} går inte att använda: {where} {_PROBLEMS.get(first['type'], 'har fel slags värde')}. {mend}"
    )
