"""``beredning maska``: a copy of a case for disclosure, with what may not be given out gone from the files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from intake.options import in_work_folder
from intake.swedish import SwedishCommand
from intake.workfolder import WorkFolder

if TYPE_CHECKING:
    from intake.kept_papers import Written


@click.command(
    cls=SwedishCommand,
    help="Gör en maskerad kopia av ett ärendes handlingar, för utlämnande. Personnummer, telefonnummer, e-postadresser, privatpersoners "
    "namn och känsliga uppgifter tas bort ur filerna. Originalen rörs inte.\n\n"
    "Bredvid kopian läggs en lista över vad som maskerades och varför. Gå igenom den och kopian innan något lämnas ut.",
)
@click.argument("dnr", metavar="DNR")
@click.option(
    "--ut", metavar="MAPP", type=click.Path(path_type=Path), help="Var kopian läggs. [utlamnande/DNR i arbetsmappen]"
)
@click.option("--namn", metavar="NAMN", multiple=True, help="Maskera även detta namn. Kan anges flera gånger.")
@click.option("--text", "texts", metavar="TEXT", multiple=True, help="Maskera även denna text. Kan anges flera gånger.")
@click.option(
    "--behall", metavar="TEXT", multiple=True, help="Låt detta namn eller nummer stå kvar. Kan anges flera gånger."
)
@in_work_folder
def command(
    folder: WorkFolder,
    dnr: str,
    ut: Path | None,
    namn: tuple[str, ...],
    texts: tuple[str, ...],
    behall: tuple[str, ...],
) -> int:
    """Write the copy and the list."""
    from datetime import datetime

    from archive.masking.account import as_json, as_text
    from archive.masking.case import Told
    from intake.masking import masked_copy
    from intake.options import Refused, known_case, open_register, user

    with open_register(folder) as register:
        case = known_case(register, dnr)
        place = (ut or folder.root / "utlamnande" / case.folder).resolve()  # "utlamnande/../arenden" is among the cases
        if any(place.is_relative_to(own.resolve()) for own in (folder.cases, folder.archive)):
            raise Refused("Kopian får inte läggas bland ärendets egna handlingar eller i arkivet. Välj en annan mapp.")
        click.echo(f"Maskerar {case.dnr} …", err=True)
        told = Told(words=texts, names=namn, keep=behall)
        files, account = masked_copy(folder, register, case, told, now=datetime.now())
        written = _write(place, {f"kopia/{name}": content for name, content in files.items()}
               | {"maskningslista.txt": as_text(account), "maskningslista.json": as_json(account)})  # fmt: skip
        register.add_event(
            case.id,
            "maskerat",
            user(),
            f"En maskerad kopia gjordes för utlämnande: {len(files)} filer, {len(account.masked)} maskeringar.",
            data={"filer": len(files), "maskeringar": len(account.masked), "utan": len(account.withheld)},
        )
    for each in account.missed:
        click.echo(f"”{each}” hittades inte i någon fil. Kontrollera stavningen och sök efter det för hand.", err=True)
    for each in account.withheld:
        click.echo(f"Inte med i kopian: {each}", err=True)
    for changed, beside in written.beside.items():
        click.echo(
            f"{changed} har ändrats sedan den förra kopian och fick ligga kvar, med det som då inte maskerades. Den nya ligger bredvid: {beside}",
            err=True,
        )
    click.echo(
        f"{case.dnr}: {len(files)} filer och {len(account.masked)} maskeringar i {place}.\n"
        f"Läs maskningslista.txt och gå igenom kopian innan den lämnas ut. Listan är intern."
    )
    return 0


def _write(place: Path, files: dict[str, bytes]) -> Written:
    from intake.durable import make_folder
    from intake.kept_papers import write_papers

    make_folder(place)
    return write_papers(place, files)
