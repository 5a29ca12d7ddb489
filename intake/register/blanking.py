"""The one exception to a register that only grows: the content of a case that was destroyed by decision becomes the word "[gallrat]".

A row in ``gallringar`` (when, by whom, by which decision) must be there first; then triggers let content columns of that case's rows become
the fixed word and nothing else, and every other column stay as it was. Kept are what OSL 5 kap. 2 § asks of a diary (number, day, sender,
subject), when what happened and by whom, checksums, and what was archived and destroyed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intake.register.connection import Connection

BLANK = "[gallrat]"
_WORD = f"'{BLANK}'"
_OWN = "OLD.arende"
_OF_FILE = "(SELECT arende FROM filer WHERE id = OLD.fil)"
# Table: how its row tells the case, and what each content column may become.
CONTENT: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "uppgifter": (_OWN, {"varde": _WORD}),
    "handelser": (_OWN, {"text": _WORD, "data": "'{}'"}),
    "avsteg": (_OWN, {"skal": _WORD}),
    "filer": (_OWN, {"namn": _WORD, "sokvag": f"{_WORD} || OLD.id", "marke": _WORD}),
    "bilagor": (_OF_FILE, {"namn": _WORD, "sokvag": f"{_WORD} || OLD.id", "marke": _WORD}),
    "kannetecken": (_OF_FILE, {"ordfoljder": "x''", "insatsnamn": "NULL", "sokande": "NULL", "start": "NULL"}),
}
_KEPT_FACTS = "('avsandare', 'arendemening')"
_KEPT_EVENTS = "('avslutat', 'arkiverat', 'gallrat')"


def allowed(connection: sqlite3.Connection, table: str) -> str:
    """The trigger's condition for a table: it stops every change but the blanking of a destroyed case."""
    if table not in CONTENT:
        return ""
    case, content = CONTENT[table]
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    kept = [f"NEW.{name} IS {content.get(name, f'OLD.{name}')}" for name in columns]
    return f"WHEN NOT ({case} IN (SELECT arende FROM gallringar) AND {' AND '.join(kept)}) "  # noqa: S608 - names of our own tables


def blank(connection: Connection, case: int, *, time: str, who: str, decision: str) -> None:
    """Blank the content of one case's rows, in the transaction that is open. The bytes are overwritten, not only let go."""
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute(
        "INSERT INTO gallringar (arende, tid, vem, beslut) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (case, time, who, decision),
    )
    where = {
        "uppgifter": f"arende = ?1 AND falt NOT IN {_KEPT_FACTS}",
        "handelser": f"arende = ?1 AND slag NOT IN {_KEPT_EVENTS}",
        "avsteg": "arende = ?1",
        "kannetecken": "fil IN (SELECT id FROM filer WHERE arende = ?1)",
        "bilagor": "fil IN (SELECT id FROM filer WHERE arende = ?1)",
        "filer": "arende = ?1",
    }
    for table, rows in where.items():
        changes = ", ".join(f"{name} = {value.replace('OLD.', '')}" for name, value in CONTENT[table][1].items())
        connection.execute(f"UPDATE {table} SET {changes} WHERE {rows}", (case,))  # noqa: S608
