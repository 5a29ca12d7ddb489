"""``beredning exportera``: the register as CSV, Excel or JSON."""

from __future__ import annotations

from pathlib import Path

import click

from intake.options import in_work_folder
from intake.swedish import SwedishCommand
from intake.workfolder import WorkFolder


@click.command(cls=SwedishCommand, help="Skriv registret till en fil: .csv, .xlsx eller .json efter filens namn.")
@click.argument("fil", metavar="FIL", type=click.Path(path_type=Path, dir_okay=False))
@in_work_folder
def command(folder: WorkFolder, fil: Path) -> int:
    """Write the file."""
    from intake.export import FORMS, export
    from intake.options import Refused, open_register

    form = fil.suffix.casefold().removeprefix(".")
    if form not in FORMS:
        raise Refused("Filens namn ska sluta på .csv, .xlsx eller .json.")
    if not fil.absolute().parent.is_dir():
        raise Refused(f"Mappen {fil.parent} finns inte. Skapa den eller välj en annan.")
    with open_register(folder) as register:
        count = export(register, fil, form)
    click.echo(f"{count} ärenden skrevs till {fil}.")
    return 0
