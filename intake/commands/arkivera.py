"""``beredning arkivera``: close a case and lay a sealed package of it in the archive."""

from __future__ import annotations

import click

from intake.options import in_work_folder
from intake.swedish import SwedishCommand
from intake.workfolder import WorkFolder


@click.command(
    cls=SwedishCommand,
    help="Kontrollera att ärendet är komplett, avsluta det och lägg ett arkivpaket i mappen arkiv.\n\n"
    "Paketet följer FGS Paketstruktur 2.0 (E-ARK) och läggs också som vanlig mapp och i BagIt-form. Saknas något i ärendet sägs vad, "
    "och inget görs.",
)
@click.argument("dnr", metavar="DNR")
@click.option("--slutfor-anda", is_flag=True, help="Arkivera även om något saknas. Vad som saknas skrivs i paketet.")
@click.option("--kontrollera", is_flag=True, help="Visa bara om ärendet är komplett.")
@in_work_folder
def command(folder: WorkFolder, dnr: str, slutfor_anda: bool, kontrollera: bool) -> int:
    """Check, close and seal."""
    from datetime import datetime

    from intake.archiving import case_content
    from intake.cli import version
    from intake.options import Refused, known_case, open_register, user
    from intake.sealing import changed_since_sealed, seal

    with open_register(folder) as register:
        case = known_case(register, dnr)
        if case.merged_into:
            raise Refused(f"{case.dnr} är knutet till {case.merged_into}. Arkivera det ärendet, så följer detta med.")
        if case.status == "gallrat":
            raise Refused(f"{case.dnr} är gallrat. Det finns inget kvar att arkivera.")
        click.echo(f"{case.dnr} gås igenom …", err=True)
        missing = case_content(folder, register, case, now=datetime.now(), program=version()).missing
        for each in missing:
            click.echo(f"Saknas: {each}", err=not kontrollera)
        if kontrollera:
            click.echo(f"{case.dnr} är {'inte ' if missing else ''}komplett.")
            return 0
        if missing and not slutfor_anda:
            raise Refused(
                f"{case.dnr} är inte komplett och arkiverades inte. Komplettera ärendet, eller kör igen med --slutfor-anda."
            )
        earlier = changed_since_sealed(folder, register, case)
        if earlier == "":
            click.echo(f"{case.dnr} är redan arkiverat och har inte ändrats sedan dess.")
            return 0
        if not any(event.kind == "avslutat" for event in register.events(case.id)):
            register.add_event(case.id, "avslutat", user(), "Ärendet avslutades.", data={"saknades": list(missing)})
        case = known_case(register, dnr)
        content = case_content(folder, register, case, now=datetime.now(), program=version(), replaces=earlier)
        sealed = seal(folder, register, case, content, user())
    click.echo(f"{case.dnr} arkiverades: {sealed.files} filer, {sealed.size // 1000} kB, i {sealed.folder}.")
    return 0
