"""``beredning markera``: a copy of the applicant's own file with notes at the words they speak of."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from intake.swedish import DAY, SwedishCommand

if TYPE_CHECKING:
    from reports.marked.model import MarkedCopy
    from reports.received import SetAside


@click.command(
    cls=SwedishCommand,
    help="Gör en markerad kopia av en ansökan. I en Word-fil blir det kommentarer, i en pdf överstrykningar med anteckningar: "
    "vad som är uppfyllt, vad som brister och vad sökanden behöver skriva, vid de ord som det gäller. Originalet rörs inte.\n\n"
    "Ange en fil, eller numret på ett ärende. Finns det redan en kopia som någon har arbetat i läggs den nya bredvid.",
)
@click.argument("given", metavar="FIL|DNR")
@click.option(
    "--ut",
    metavar="MAPP",
    type=click.Path(path_type=Path, file_okay=False),
    help="Mapp för kopian. [granskning/, eller ärendets mapp]",
)
@click.option("--profil", metavar="NAMN", help="Förbundets profil. Utan val väljs den efter texten.")
@click.option("--datum", metavar="ÅÅÅÅ-MM-DD", type=DAY, help="Datum på kommentarerna. [i dag]")
@click.option(
    "--mapp", metavar="MAPP", type=click.Path(path_type=Path), help="Förbundets arbetsmapp. [närmaste ovanför]"
)
def command(given: str, ut: Path | None, profil: str | None, datum: datetime | None, mapp: Path | None) -> int:
    """Mark one file, or the newest file of a case, and say where the copy lies."""
    from extractors.errors import Unreadable
    from extractors.isolation import ReaderPool
    from intake.cli import Exit
    from intake.marking import mark_file, write_copy
    from intake.options import plain_faults
    from intake.workfolder import find, own_profiles

    today = datum.date() if datum else date.today()
    decided: tuple[SetAside, ...]
    with plain_faults():
        if Path(given).exists():
            path, out, decided = Path(given), Path("granskning"), ()
            profiles = find(mapp).profiles if mapp else own_profiles()
        else:
            path, out, decided, own = _of_case(given, mapp)
            profiles, profil = find(mapp).profiles, profil or own
        if profil is not None:
            _check_profile(profil, profiles)
        click.echo(f"{path.name} läses och märks …", err=True)
        try:
            with ReaderPool() as pool:
                copy = mark_file(path, pool.read, today=today, profile=profil, profiles=profiles, decided=decided)
        except Unreadable as error:
            click.echo(error.text, err=True)
            return int(Exit.UNREADABLE)
        click.echo(_told(write_copy(path, copy, ut or out), copy))
    return int(Exit.OK)


def _of_case(dnr: str, mapp: Path | None) -> tuple[Path, Path, tuple[SetAside, ...], str | None]:
    """The newest file of a case, the folder of its version, what people have decided, and the förbund's profile."""
    from intake.marking import decided_verdicts
    from intake.options import Refused, open_register
    from intake.workfolder import WorkFolderError, find

    try:
        folder = find(mapp)
    except WorkFolderError as error:
        if mapp is not None:
            raise
        raise Refused(
            f"{dnr} är ingen fil, och här finns ingen arbetsmapp med ärenden. Kontrollera sökvägen."
        ) from error
    with open_register(folder) as register:
        case = register.case(dnr)
        if case is None or not case.files:
            raise Refused(f"{dnr} är varken en fil eller ett ärende. Kör ”beredning arenden” för listan.")
        path = folder.root / case.newest.path
        return path, path.parents[1], decided_verdicts(register, case), folder.settings.forbund.profile


def _check_profile(name: str, profiles: Path | None) -> None:
    from rules.profile import profile_names

    if name not in profile_names(profiles):
        raise click.BadParameter(
            f"Profilen {name} finns inte. Välj bland {', '.join(profile_names(profiles))}.", param_hint="--profil"
        )


def _told(path: Path, copy: MarkedCopy) -> str:
    """Where the copy lies, how many notes it has, and which of them stand elsewhere than at their words."""
    count = len(copy.exact) + len(copy.near) + len(copy.loose)
    lines = [f"Den markerade kopian är {path} ({count} anteckning{'ar' if count != 1 else ''})."]
    for marks, where in ((copy.near, "vid stycket, för orden gick inte att märka var för sig"), (copy.loose, "överst")):
        about = [mark.text.split("\n")[0] for mark in marks]
        if about:
            lines.append(f"  Står {where}: {'; '.join(about)}")
    return "\n".join(lines)
