"""``beredning aterstall``: lay a backup out as a working folder."""

from __future__ import annotations

from pathlib import Path

import click

from intake.swedish import SwedishCommand


@click.command(
    cls=SwedishCommand, help="Hämta tillbaka en säkerhetskopia till en ny eller tom mapp. Inget skrivs över."
)
@click.argument("fil", metavar="FIL", type=click.Path(path_type=Path))
@click.argument("mapp", metavar="MAPP", type=click.Path(path_type=Path))
def command(fil: Path, mapp: Path) -> int:
    """Restore the backup."""
    from intake.backup import restore
    from intake.options import plain_faults

    with plain_faults():
        click.echo("Hämtar tillbaka och kontrollerar …", err=True)
        count = restore(fil, mapp)
    click.echo(f"{count} filer hämtades tillbaka till {mapp}.")
    return 0
