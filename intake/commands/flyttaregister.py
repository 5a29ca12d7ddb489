"""``beredning flyttaregister``: from the file in the working folder to the database that the settings name."""

from __future__ import annotations

import click

from intake.options import in_work_folder
from intake.swedish import SwedishCommand
from intake.workfolder import WorkFolder


@click.command(
    cls=SwedishCommand,
    help="Flytta registret från filen register.sqlite till databasen i register.anslutning (installningar.toml).\n\n"
    "Databasen får inte ha några ärenden. Filen finns sedan kvar under ett annat namn.",
)
@in_work_folder
def command(folder: WorkFolder) -> int:
    """Copy everything in one transaction, then lay the file aside so that nobody goes on writing in it."""
    from intake.options import Refused
    from intake.register.copying import move_to_server

    address = folder.settings.register_at.connection
    if not address:
        raise Refused("Skriv först databasens adress i register.anslutning i installningar.toml.")
    if not folder.register_path.exists():
        raise Refused("Här finns inget register i en fil att flytta.")
    aside = folder.register_path.with_name("register-flyttat.sqlite")
    if aside.exists():
        raise Refused(f"{aside.name} finns redan. Flytta undan den filen först.")
    cases = move_to_server(folder.register_path, address)
    folder.register_path.rename(aside)
    click.echo(
        f"Registret med {cases} ärende{'n' if cases != 1 else ''} ligger nu i databasen. Filen finns kvar som {aside.name}."
    )
    return 0
