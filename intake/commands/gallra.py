"""``beredning gallra``: show what may be destroyed by the förbund's decisions, and destroy it when told to."""

from __future__ import annotations

import click

from intake.options import in_work_folder
from intake.swedish import SwedishCommand
from intake.workfolder import WorkFolder


@click.command(
    cls=SwedishCommand,
    help="Visa vad som ska gallras enligt reglerna i installningar.toml. Inget tas bort utan --utfor.\n\n"
    "Utan beslutad plan gallras ingenting. Det som gallras tas bort ur ärendets mapp och ur arkivet; registret behåller vad som gallrades, "
    "när och enligt vilket beslut, men inte innehållet.",
)
@click.option("--utfor", is_flag=True, help="Gallra det som visas.")
@in_work_folder
def command(folder: WorkFolder, utfor: bool) -> int:
    """Show, or destroy, what is due."""
    from datetime import datetime

    from intake.cli import version
    from intake.disposing import describe, destroy, disposals, rules_of
    from intake.options import open_register, user

    if not rules_of(folder.settings.disposal):
        click.echo(
            "Ingenting gallras: installningar.toml har ingen gallringsplan. Allt bevaras tills förbundet har beslutat."
        )
        return 0
    now = datetime.now()
    with open_register(folder) as register:
        found = disposals(folder, register, now.date())
        for line in describe(found):
            click.echo(line)
        if not found:
            click.echo("Inget är gallringsbart i dag.")
        elif not utfor:
            click.echo("Inget har tagits bort. Kör igen med --utfor för att gallra.")
        else:
            for each in found:
                destroy(folder, register, each, user(), now, version())
            click.echo(
                f"{len(found)} gallringar gjordes. Säkerhetskopior som är äldre än i dag har kvar innehållet; gallra även dem."
            )
    return 0
