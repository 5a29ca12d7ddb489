"""``beredning mote``: the papers of a meeting, and what comes back from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from intake.options import in_work_folder
from intake.swedish import DAY, SwedishCommand
from intake.workfolder import WorkFolder

if TYPE_CHECKING:
    from intake.register import Register
    from intake.settings import Meeting


@click.command(
    cls=SwedishCommand,
    help="Samla ärendena till ett möte. I moten/DATUM/ läggs en översikt (Word, pdf och Excel) och en mapp för varje ärende. "
    "Ärenden som är granskade, inte beslutade och har kommit in i tid tas med. Det som någon har skrivit i papperen skrivs inte över.\n\n"
    "Efter mötet läses den ifyllda filen in med --las-in.",
)
@click.argument("datum", metavar="DATUM", type=DAY)
@click.option("--med", metavar="DNR", multiple=True, help="Ta med detta ärende också. Kan anges flera gånger.")
@click.option("--utan", metavar="DNR", multiple=True, help="Ta inte med detta ärende. Kan anges flera gånger.")
@click.option(
    "--las-in",
    "filled",
    metavar="FIL",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Läs in gruppens synpunkter och rekommendationer från den ifyllda Excel- eller Word-filen.",
)
@click.option("--utskickat", is_flag=True, help="Anteckna att handlingarna har skickats till mötet.")
@click.option("--justerat", is_flag=True, help="Anteckna att mötets protokoll är justerat.")
@in_work_folder
def command(
    folder: WorkFolder,
    datum: datetime,
    med: tuple[str, ...],
    utan: tuple[str, ...],
    filled: Path | None,
    utskickat: bool,
    justerat: bool,
) -> int:
    """Make the papers, or enter what came back."""
    from intake.meetings import meeting_on
    from intake.options import open_register, user
    from intake.reminders import note_meeting

    meeting = meeting_on(folder.settings, datum.date())
    with open_register(folder) as register:
        if filled is not None:
            return _read_in(register, meeting, filled)
        if utskickat or justerat:
            for done, what in ((utskickat, "utskick"), (justerat, "protokoll")):
                if done:
                    click.echo(note_meeting(register, meeting, what, user()))
            return 0
        return _make(folder, register, meeting, med, utan)


def _make(folder: WorkFolder, register: Register, meeting: Meeting, med: Sequence[str], utan: Sequence[str]) -> int:
    from intake.meeting_papers import make_papers
    from intake.meetings import choose, put_on
    from intake.options import known_case, user

    add = [known_case(register, dnr).dnr for dnr in med]
    leave = [known_case(register, dnr).dnr for dnr in utan]
    choice = choose(folder, register, meeting, add=add, leave=leave)
    click.echo("Skriver mötets papper …", err=True)
    put_on(register, meeting, choice, leave, user())
    place, written = make_papers(folder, register, meeting, choice, datetime.now().date())
    click.echo(
        f"Mötet den {meeting.day}: {len(choice.taken)} {'ärende' if len(choice.taken) == 1 else 'ärenden'}. Papperen ligger i {place}"
    )
    for case in choice.taken:
        click.echo(f"  {case.dnr}  {case.name or case.subject}")
    if choice.left_out:
        click.echo("Inte med:")
        for case, reason in choice.left_out:
            click.echo(f"  {case.dnr}  {case.name or case.subject}: {reason}")
    for changed, beside in written.beside.items():
        click.echo(f"{changed} är ändrad för hand och fick stå kvar. Den nya ligger bredvid: {beside}")
    return 0


def _read_in(register: Register, meeting: Meeting, filled: Path) -> int:
    import hashlib

    from intake.meetings import take_back
    from reports.meeting.read_back import read_sheet

    content = filled.read_bytes()
    said = read_sheet(content, filled.name)
    new, same = take_back(register, meeting, said, file=filled.name, sha256=hashlib.sha256(content).hexdigest())
    if not said:
        click.echo(f"{filled.name}: inget är ifyllt.")
    for each in said:
        word = each.rekommendation or "synpunkter, ingen rekommendation"
        click.echo(f"  {each.dnr}  {word}{' (stod redan)' if each.dnr in same else ''}")
    click.echo(f"{len(new)} nya, {len(same)} oförändrade.")
    return 0
