"""``beredning granska``: read applications, try them, write a memo and a review for each."""

from __future__ import annotations

import json
import sys
import threading
import time
from datetime import date
from pathlib import Path

import click

from intake.swedish import SwedishCommand


@click.command(
    cls=SwedishCommand,
    help="Granska en eller flera ansökningar. FIL är en ansökan (Word, PDF, e-post, zip …); en MAPP granskas fil för fil.\n\n"
    "För varje ansökan skrivs en beredning (Word) och en granskning (JSON). Utgångskod 0: allt lästes. 1: minst en fil "
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
@click.option("--datum", metavar="ÅÅÅÅ-MM-DD", type=click.DateTime(["%Y-%m-%d"]), help="Datum på handlingarna. [i dag]")
@click.option("--tidtagning", is_flag=True, help="Visa hur lång tid varje steg tog.")
@click.option("--som-en", is_flag=True, help="Läs en mapp som en enda ansökan med bilagor.")
def command(
    filer: tuple[Path, ...],
    ut: Path | None,
    form: str,
    profil: str | None,
    datum: date | None,
    tidtagning: bool,
    som_en: bool,
) -> int:
    """Review each file in the order given; one that cannot be read stops nothing else."""
    from extractors.isolation import ReaderPool
    from extractors.language.pipeline import language
    from intake.cli import Exit, version
    from intake.pipeline import Clock, review_file
    from intake.summary import summary

    paths = [file for given in filer for file in _files(given, whole_folder=som_en)]
    if profil is not None:
        _check_profile(profil)
    out = ut if ut is not None else Path("granskning") if form == "text" else None
    today = datum.date() if hasattr(datum, "date") else date.today()  # type: ignore[union-attr]
    clock = Clock()
    failed = 0
    started = time.monotonic()
    with ReaderPool() as pool:
        # The language layer takes a second to load: time that a reader needs for the first file anyway.
        threading.Thread(target=language, daemon=True).start()
        for number, path in enumerate(paths, 1):
            if len(paths) > 1 or time.monotonic() - started > 1:
                click.echo(f"[{number}/{len(paths)}] {path.name}", err=True)
            outcome = review_file(path, pool.read, version=version(), today=today, profile=profil, out=out, clock=clock)
            if outcome.error:
                failed += 1
                click.echo(outcome.error.text, err=True)
            if form == "json":
                sys.stdout.write(json.dumps(outcome.data, ensure_ascii=False) + "\n")
                sys.stdout.flush()
            elif not outcome.error:
                click.echo(summary(outcome.data, outcome.papers))
    if tidtagning:
        total = sum(clock.steps.values()) or 1.0
        for step, seconds in clock.steps.items():
            click.echo(f"{step:<16} {seconds:7.3f} s {100 * seconds / total:4.0f} %", err=True)
    if not paths:
        click.echo("Mappen innehåller inga filer att granska.", err=True)
    return int(Exit.UNREADABLE if failed else Exit.OK)


def _files(given: Path, *, whole_folder: bool) -> list[Path]:
    """The applications that a path stands for: itself, or the files of a folder (junk and lock files left out)."""
    if not given.is_dir() or whole_folder:
        return [given]
    junk = ("~$", ".", "Thumbs.db", "desktop.ini")
    return sorted(p for p in given.rglob("*") if p.is_file() and not p.name.startswith(junk) and not p.is_symlink())


def _check_profile(name: str) -> None:
    from rules.profile import profile_names

    if name not in profile_names():
        raise click.BadParameter(
            f"Profilen {name} finns inte. Välj bland {', '.join(profile_names())}.", param_hint="--profil"
        )
