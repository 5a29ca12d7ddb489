"""``beredning starta``: lay out a förbund's working folder."""

from __future__ import annotations

from pathlib import Path

import click

from intake.swedish import SwedishCommand


@click.command(
    cls=SwedishCommand,
    help="Lägg upp en arbetsmapp åt förbundet: inställningar, inkorg, ärenden och register. Det som redan finns i mappen rörs inte.",
)
@click.argument("mapp", metavar="MAPP", type=click.Path(path_type=Path))
@click.option("--forbund", metavar="NAMN", help="Förbundets namn, så som det ska stå i brev.")
@click.option("--profil", metavar="NAMN", help="Förbundets profil. Utan val väljs den efter varje ansökans text.")
def command(mapp: Path, forbund: str | None, profil: str | None) -> int:
    """Lay out the folder, open its register, and say what to do next."""
    from intake.options import open_register, plain_faults
    from intake.settings import SETTINGS_FILE
    from intake.workfolder import lay_out
    from rules.profile import profile_names

    with plain_faults():
        if profil is not None and profil not in profile_names():
            raise click.BadParameter(
                f"Profilen {profil} finns inte. Välj bland {', '.join(profile_names())}.", param_hint="--profil"
            )
        folder, new = lay_out(mapp, forbund=forbund, profile=profil)
        _ = folder.settings
        open_register(folder).close()
    if not new:
        click.echo(f"Arbetsmappen {folder.root} finns redan. Det som saknades har lagts till; inget annat har ändrats.")
        return 0
    click.echo(
        f"Arbetsmappen {folder.root} är klar.\n"
        f"  1. Öppna {SETTINGS_FILE} och fyll i förbundets uppgifter.\n"
        "  2. Lägg det som kommer in i mappen inkorg.\n"
        f"  3. Kör ”beredning inkorg --mapp {folder.root}”, eller med --bevaka för att låta den stå på."
    )
    return 0
