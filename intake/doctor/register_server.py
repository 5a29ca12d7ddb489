"""The register of cases, where it is a database that several people share."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from intake.doctor._finding import Finding, Surroundings
from intake.register.schema import RegisterError
from intake.settings import SettingsError
from intake.workfolder import WorkFolderError

ORDER = 71
_NAME = "Register"


def check(around: Surroundings) -> list[Finding]:
    """Whether the database answers and holds a register that this program can use."""
    try:
        place = around.folder.register_at if around.folder else None
    except SettingsError:
        return []  # told of by the check of the settings
    except WorkFolderError as error:
        return [_fault(str(error))]
    if not isinstance(place, str):
        return []
    from intake.register.postgres import PostgresConnection
    from intake.register.postgres_schema import version_of
    from intake.register.schema import VERSION

    try:
        with closing(PostgresConnection(place)) as register:
            version = version_of(register)
            cases = register.execute("SELECT count(*) FROM arenden").fetchone()[0] if version else 0
    except (RegisterError, sqlite3.Error) as error:
        return [_fault(str(error))]
    if version > VERSION:
        return [_fault("Registret är skrivet av en nyare version av programmet. Uppdatera programmet.")]
    found = f"Registret ligger i en databas som svarar, med {cases} ärende{'n' if cases != 1 else ''}."
    return [Finding(name=_NAME, state="bra", found=found)]


def _fault(found: str) -> Finding:
    cost, remedy = "Inga ärenden kan visas eller tas in.", "Gör som det står ovan och kör ”beredning doktor” igen."
    return Finding(name=_NAME, state="fel", found=found, cost=cost, remedy=remedy)
