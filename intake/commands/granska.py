"""``beredning granska``: read applications, try them, write a memo and a review for each."""

from __future__ import annotations

import json
import sys
import time
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from intake.swedish import DAY, SwedishCommand, Whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from intake.batch import Task
    from intake.pipeline import Clock, Outcome


@click.command(
    cls=SwedishCommand,
    help="Granska en eller flera ansökningar. FIL är en ansökan (Word, PDF, e-post, zip …); en MAPP granskas fil för fil.\n\n"
    "För varje ansökan skrivs en beredning (Word och pdf) och en granskning (JSON). Utgångskod 0: allt lästes. 1: minst en fil "
    "kunde inte läsas. 2: fel i kommandot.",
)
@click.argument("filer", metavar="FIL|MAPP…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--ut", metavar="MAPP", type=click.Path(path_type=Path, file_okay=False), help="Mapp för resultatet. [granskning/]"
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="text: sammanfattning. json: en rad per ansökan.",
)
@click.option("--profil", metavar="NAMN", help="Förbundets profil. Utan val väljs den efter texten.")
@click.option("--datum", metavar="ÅÅÅÅ-MM-DD", type=DAY, help="Datum på handlingarna. [i dag]")
@click.option("--tidtagning", is_flag=True, help="Visa hur lång tid varje steg tog.")
@click.option("--om", is_flag=True, help="Granska också det som är oförändrat och redan granskat i samma mapp.")
@click.option(
    "--processer",
    metavar="ANTAL",
    type=Whole(1, 64),
    help="Så många filer åt gången. [så många kärnor som datorn har]",
)
@click.option(
    "--kluster", metavar="ADRESS", help="Låt datorerna i ett Dask-kluster granska, till exempel tcp://server:8786."
)
@click.option("--som-en", is_flag=True, help="Läs en mapp som en enda ansökan med bilagor.")
def command(
    filer: tuple[Path, ...],
    ut: Path | None,
    form: str,
    profil: str | None,
    datum: datetime | None,
    tidtagning: bool,
    som_en: bool,
    om: bool,
    processer: int | None,
    kluster: str | None,
) -> int:
    """Review each file in the order given; one that cannot be read stops nothing else."""
    from intake.batch import Task, review_all, review_here, workers_for
    from intake.batch_table import batch_table
    from intake.cli import Exit, version
    from intake.done_before import done_before
    from intake.pipeline import Clock
    from intake.workfolder import own_profiles

    profiles = own_profiles()
    paths = [file for given in filer for file in _files(given, whole_folder=som_en)]
    if profil is not None:
        _check_profile(profil, profiles)
    out = ut if ut is not None else Path("granskning") if form == "text" or kluster else None
    task = Task(version(), datum.date() if datum else date.today(), profil, out, profiles)
    before = {} if om else done_before(paths, task)
    left = [path for path in paths if path not in before]
    clock, workers, started = Clock(), workers_for(len(left), processer), time.monotonic()

    def begun(number: int) -> None:
        if len(left) > 1 or time.monotonic() - started > 1:
            click.echo(f"[{number + 1}/{len(left)}] {left[number].name}", err=True)

    if kluster:
        reviewed = _on_cluster(left, task, clock, kluster, begun)
    else:
        reviewed = review_all(left, task, clock, workers, begun) if workers else review_here(left, task, clock, begun)
    outcomes = []
    for path in paths:
        outcome = before[path] if path in before else next(reviewed)
        outcomes.append(outcome)
        _tell(outcome, form, path in before, profiles)
    if form == "text" and len(paths) > 1:
        click.echo(batch_table(outcomes, before, profiles))
    if tidtagning:
        total = sum(clock.steps.values()) or 1.0
        for step, seconds in clock.steps.items():
            click.echo(f"{step:<16} {seconds:7.3f} s {100 * seconds / total:4.0f} %", err=True)
    if not paths:
        click.echo("Mappen innehåller inga filer att granska.", err=True)
    return int(Exit.UNREADABLE if any(each.error for each in outcomes) else Exit.OK)


def _on_cluster(
    paths: list[Path], task: Task, clock: Clock, address: str, begun: Callable[[int], None]
) -> Iterator[Outcome]:
    from intake.cluster import ClusterError, review_on_cluster
    from intake.options import Refused

    try:
        yield from review_on_cluster(paths, task, clock, address, begun) if paths else ()
    except ClusterError as error:
        raise Refused(str(error)) from error


def _tell(outcome: Outcome, form: str, before: bool, profiles: Path | None) -> None:
    """Print one file's outcome: data for machines on standard output, or its summary; faults and notes beside."""
    from intake.summary import summary

    if outcome.error:
        click.echo(outcome.error.text, err=True)
    for note in outcome.notes:
        click.echo(note, err=True)
    if form == "json":
        sys.stdout.write(json.dumps(outcome.data, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    elif before:
        click.echo(f"■ {outcome.path.name}: oförändrad och redan granskad. Granska om den med --om.\n")
    elif not outcome.error:
        click.echo(summary(outcome.data, outcome.papers, profiles))


def _files(given: Path, *, whole_folder: bool) -> list[Path]:
    """The applications that a path stands for: itself, or the files of a folder (junk and lock files left out)."""
    if not given.is_dir() or whole_folder:
        return [given]
    junk = ("~$", ".", "Thumbs.db", "desktop.ini")
    return sorted(p for p in given.rglob("*") if p.is_file() and not p.name.startswith(junk) and not p.is_symlink())


def _check_profile(name: str, own: Path | None) -> None:
    from rules.profile import profile_names

    names = profile_names(own)
    if name not in names:
        raise click.BadParameter(f"Profilen {name} finns inte. Välj bland {', '.join(names)}.", param_hint="--profil")
