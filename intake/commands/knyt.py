"""``beredning knyt``: answer whether a case is a new version of another."""

from __future__ import annotations

import click

from intake.options import in_work_folder
from intake.swedish import SwedishCommand
from intake.workfolder import WorkFolder


@click.command(
    cls=SwedishCommand,
    help="Knyt ett ärende till ett annat som ny version av det, eller svara nej på frågan. Originalen ligger kvar där de ligger.",
)
@click.argument("dnr", metavar="DNR")
@click.argument("till", metavar="[TILL_DNR]", required=False)
@click.option("--nej", is_flag=True, help="Ärendet är ett eget ärende.")
@in_work_folder
def command(folder: WorkFolder, dnr: str, till: str | None, nej: bool) -> int:
    """Enter the answer."""
    from intake.options import Refused, known_case, open_register, user

    if (till is None) != nej:
        raise click.UsageError("Ange antingen det ärende som detta är en version av, eller --nej.")
    with open_register(folder) as register:
        case = known_case(register, dnr)
        if nej:
            if case.asks is None:
                raise Refused(f"Det finns ingen obesvarad fråga om {case.dnr}.")
            register.add_event(case.id, "svar", user(), f"Nej, {case.dnr} är ett eget ärende.", data={"dnr": case.asks})
            click.echo(f"{case.dnr} är ett eget ärende.")
            return 0
        other = known_case(register, till or "")
        register.join(case.id, other.id, user())
        click.echo(f"{case.dnr} är nu en ny version av {other.dnr}.")
    return 0
