"""``beredning arkiv``: prove that the archive is unharmed, and read a package back."""

from __future__ import annotations

import json
from pathlib import Path

import click

from intake.options import in_work_folder
from intake.swedish import SwedishCommand, SwedishGroup
from intake.workfolder import WorkFolder


@click.group(cls=SwedishGroup, help="Kontrollera arkivet, eller läs tillbaka ett ärende ur ett arkivpaket.")
def command() -> None:
    """The group of archive commands."""


@command.command(
    "verifiera",
    cls=SwedishCommand,
    help="Kontrollera varje fil i varje arkivpaket. Det som har ändrats, saknas eller inte hör dit räknas upp.\n\nUtgångskod 0: allt stämmer. 1: något är fel.",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="text: för läsning. json: ett objekt."
)
@in_work_folder
def verify_command(folder: WorkFolder, form: str) -> int:
    """Check all packages."""
    from archive.verify import verify
    from intake.cli import Exit
    from intake.options import open_register
    from intake.sealing import anchors

    with open_register(folder) as register:
        known = anchors(register)
    if form == "text":
        click.echo("Kontrollerar arkivet …", err=True)
    result = verify(folder.archive, known)
    if form == "json":
        told = [{"slag": f.kind, "paket": f.package, "fil": f.file, "text": f.text} for f in result.faults]
        click.echo(json.dumps({"paket": result.packages, "filer": result.files, "fel": told}, ensure_ascii=False))
    else:
        for fault in result.faults:
            click.echo(fault.text)
        verdict = f"{len(result.faults)} fel" if result.faults else "allt stämmer"
        click.echo(f"{result.packages} paket med {result.files} filer kontrollerades: {verdict}.")
    return Exit.UNREADABLE if result.faults else Exit.OK


@command.command(
    "aterlas",
    cls=SwedishCommand,
    help="Läs tillbaka ett ärende ur ett arkivpaket, en vanlig mapp eller BagIt till registret i en arbetsmapp. "
    "Finns arbetsmappen inte läggs en ny upp. Inget skrivs över.",
)
@click.argument("paket", metavar="PAKET", type=click.Path(path_type=Path))
@click.option("--mapp", metavar="MAPP", type=click.Path(path_type=Path), help="Arbetsmappen att läsa tillbaka till.")
def read_back_command(paket: Path, mapp: Path | None) -> int:
    """Read a package back."""
    from archive.readback import read_back
    from intake.archive_back import enter
    from intake.options import open_register, plain_faults, user
    from intake.settings import SETTINGS_FILE
    from intake.workfolder import find, lay_out

    with plain_faults():
        found = read_back(paket)
        new = (
            mapp is not None and not (mapp / SETTINGS_FILE).exists() and (not mapp.exists() or not any(mapp.iterdir()))
        )
        folder = lay_out(mapp)[0] if mapp is not None and new else find(mapp)
        with open_register(folder) as register:
            enter(folder, register, found, user())
    click.echo(f"{found.record.dnr} lästes tillbaka med {len(found.files)} filer till {folder.root}.")
    return 0
