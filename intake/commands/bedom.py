"""``beredning bedom``: set a verdict aside, with a reason and a name."""

from __future__ import annotations

import click

from intake.options import in_work_folder
from intake.swedish import SwedishCommand
from intake.workfolder import WorkFolder


@click.command(
    cls=SwedishCommand,
    help="Ändra en av programmets bedömningar. Skälet och namnet sparas, programmets bedömning står kvar bredvid.",
)
@click.argument("dnr", metavar="DNR")
@click.argument("kriterium", metavar="KRITERIUM")
@click.argument("status", type=click.Choice(["uppfyllt", "delvis", "saknas", "avviker"]))
@click.option("--skal", metavar="TEXT", required=True, help="Varför bedömningen ändras.")
@click.option("--namn", metavar="NAMN", required=True, help="Vem som gör bedömningen.")
@in_work_folder
def command(folder: WorkFolder, dnr: str, kriterium: str, status: str, skal: str, namn: str) -> int:
    """Enter the person's verdict beside the program's."""
    from intake.compare import latest_review
    from intake.options import Refused, known_case, open_register
    from intake.register import Override

    with open_register(folder) as register:
        case = known_case(register, dnr)
        review = latest_review(folder, register, case)
        if review is None:
            raise Refused(f"{case.dnr} har ingen granskning än. Kör ”beredning inkorg” först.")
        if kriterium not in review["kriterier"]:
            raise Refused(f"Kriteriet {kriterium} finns inte. Kör ”beredning kriterier” för listan.")
        own = str(review["kriterier"][kriterium]["status"])
        override = Override(
            criterion=kriterium, status=status, programs_status=own, reason=skal, name=namn, time=register.time()
        )
        register.add_override(case.id, override)
    click.echo(f"{case.dnr}: {kriterium} är {status} enligt {namn} (programmet: {own}).")
    click.echo(f"Beredningen visar båda när den skrivs om med ”beredning omgranska {case.dnr}”.")
    return 0
