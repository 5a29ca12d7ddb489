"""``beredning anteckna``: enter by hand that something has happened in a case, or is to be watched over."""

from __future__ import annotations

from datetime import date, datetime

import click

from intake.noting import NOTABLE, note
from intake.options import in_work_folder
from intake.swedish import DAY, SwedishCommand
from intake.workfolder import WorkFolder


@click.command(
    cls=SwedishCommand,
    help="Anteckna i ärendet att något har hänt: svar-inkom, overenskommelse, rapport (med --vad delrapport eller slutrapport), avslutat. "
    "bevaka lägger upp en egen påminnelse (--vad och --senast), klart tar bort den.",
)
@click.argument("dnr", metavar="DNR")
@click.argument("handelse", metavar="HÄNDELSE", type=click.Choice(list(NOTABLE)))
@click.option("--vad", metavar="TEXT", default="", help="Vad det gäller, till exempel slutrapport.")
@click.option("--datum", metavar="ÅÅÅÅ-MM-DD", type=DAY, help="När det hände. [i dag]")
@click.option("--senast", metavar="ÅÅÅÅ-MM-DD", type=DAY, help="Sista dag för det som bevakas.")
@in_work_folder
def command(
    folder: WorkFolder, dnr: str, handelse: str, vad: str, datum: datetime | None, senast: datetime | None
) -> int:
    """Enter the event."""
    from intake.options import known_case, open_register, user

    if NOTABLE[handelse].needs_what and not vad:
        raise click.UsageError(f"Ange vad det gäller med --vad, till exempel {handelse} --vad slutrapport.")
    if handelse == "bevaka" and senast is None:
        raise click.UsageError("Ange sista dagen med --senast, till exempel --senast 2027-03-31.")
    day = datum.date() if datum else date.today()
    with open_register(folder) as register:
        case = known_case(register, dnr)
        text = note(register, case, handelse, day, user(), what=vad, last=senast.date() if senast else None)
    click.echo(f"{case.dnr}: {text}")
    return 0
