"""``beredning sakerhetskopiera``: the whole working folder in one checked file."""

from __future__ import annotations

from pathlib import Path

import click

from intake.options import in_work_folder
from intake.swedish import SwedishCommand
from intake.workfolder import WorkFolder


@click.command(
    cls=SwedishCommand,
    help="Skriv hela arbetsmappen, med register och original, till en zip-fil och kontrollera den. FIL får inte ligga i arbetsmappen.",
)
@click.argument("fil", metavar="FIL", type=click.Path(path_type=Path, dir_okay=False))
@in_work_folder
def command(folder: WorkFolder, fil: Path) -> int:
    """Write and check the backup."""
    from datetime import datetime

    from intake.backup import back_up

    fil = fil if fil.suffix.casefold() == ".zip" else fil.with_name(fil.name + ".zip")
    click.echo("Kopierar och kontrollerar …", err=True)
    count = back_up(folder, fil, datetime.now())
    click.echo(f"{count} filer säkerhetskopierades till {fil} och kontrollerades.")
    return 0
