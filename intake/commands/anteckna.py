"""``beredning anteckna``: enter by hand that something has happened in a case, or is to be watched over."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import click

from intake.options import in_work_folder
from intake.swedish import SwedishCommand
from intake.workfolder import WorkFolder

_TEXTS = {
    "svar-inkom": "Svar kom in",
    "overenskommelse": "Överenskommelse finns",
    "rapport": "Rapport kom in",
    "bevaka": "Bevakas",
    "klart": "Klart",
    "avslutat": "Ärendet avslutades",
}
_KINDS: dict[str, Any] = {
    "svar-inkom": "svar inkom",
    "overenskommelse": "överenskommelse",
    "rapport": "rapport",
    "bevaka": "bevakning",
    "klart": "bevakning",
    "avslutat": "avslutat",
}


@click.command(
    cls=SwedishCommand,
    help="Anteckna i ärendet att något har hänt: svar-inkom, overenskommelse, rapport (med --vad delrapport eller slutrapport), avslutat. "
    "bevaka lägger upp en egen påminnelse (--vad och --senast), klart tar bort den.",
)
@click.argument("dnr", metavar="DNR")
@click.argument("handelse", metavar="HÄNDELSE", type=click.Choice(list(_TEXTS)))
@click.option("--vad", metavar="TEXT", default="", help="Vad det gäller, till exempel slutrapport.")
@click.option("--datum", metavar="ÅÅÅÅ-MM-DD", type=click.DateTime(["%Y-%m-%d"]), help="När det hände. [i dag]")
@click.option(
    "--senast", metavar="ÅÅÅÅ-MM-DD", type=click.DateTime(["%Y-%m-%d"]), help="Sista dag för det som bevakas."
)
@in_work_folder
def command(
    folder: WorkFolder, dnr: str, handelse: str, vad: str, datum: datetime | None, senast: datetime | None
) -> int:
    """Enter the event."""
    from intake.options import known_case, open_register, user

    if handelse in ("rapport", "bevaka", "klart") and not vad:
        raise click.UsageError(f"Ange vad det gäller med --vad, till exempel {handelse} --vad slutrapport.")
    if handelse == "bevaka" and senast is None:
        raise click.UsageError("Ange sista dagen med --senast.")
    day = datum.date() if datum else date.today()
    data: dict[str, Any] = {"datum": day.isoformat()}
    if handelse == "overenskommelse":
        vad = "överenskommelse"
    if vad:
        data["vad"] = vad
    if handelse == "bevaka" and senast is not None:
        data["senast"] = senast.date().isoformat()
    if handelse == "klart":
        data["klar"] = True
    about = f": {vad}" if vad and handelse != "overenskommelse" else ""
    until = f", senast {data['senast']}" if "senast" in data else ""
    text = f"{_TEXTS[handelse]}{about}{until}."
    with open_register(folder) as register:
        case = known_case(register, dnr)
        register.add_event(case.id, _KINDS[handelse], user(), text, data=data)
    click.echo(f"{case.dnr}: {text}")
    return 0
