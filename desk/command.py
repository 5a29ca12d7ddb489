"""``beredning bord``: open the desk in the browser of this machine."""

from __future__ import annotations

import click

from intake.options import in_work_folder
from intake.swedish import SwedishCommand, Whole
from intake.workfolder import WorkFolder


@click.command(
    cls=SwedishCommand,
    help="Öppna skrivbordet i webbläsaren: det som kommit in, ärendena, mötena och inställningarna. Sidan finns bara på den här "
    "datorn, och bara för den som har länken. Avsluta med Ctrl+C.",
)
@click.option("--port", metavar="NR", type=Whole(0, 65535), default=0, help="Portens nummer. [en ledig port väljs]")
@click.option("--oppna/--oppna-inte", default=True, help="Öppna webbläsaren, eller skriv bara ut länken.")
@click.option(
    "--provlasning", is_flag=True, help="Visa även sidan där sökande kan prova ett utkast. Där sparas ingenting."
)
@in_work_folder
def command(folder: WorkFolder, port: int, oppna: bool, provlasning: bool) -> int:
    """Serve until interrupted."""
    from desk.serve import PortTakenError, serve
    from intake.cli import version
    from intake.options import Refused

    folder.check()
    _ = folder.settings
    try:
        serve(folder, version=version(), port=port, open_browser=oppna, dry_run=provlasning)
    except PortTakenError as error:
        raise Refused(f"Porten {port} används redan. Välj en annan, eller utelämna --port.") from error
    return 0
