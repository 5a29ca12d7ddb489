"""``beredning brev``: write a letter on a case, and enter that it was written or sent."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from intake.options import in_work_folder
from intake.swedish import DAY, SwedishCommand
from intake.workfolder import WorkFolder

if TYPE_CHECKING:
    from reports.letters.model import Decision, LetterKind

_DAY_SHOWN = "ÅÅÅÅ-MM-DD"


def _kind(ctx: click.Context, param: click.Parameter, value: str) -> LetterKind:
    """The kind of letter of this name; the kinds are found when the command is run."""
    from reports.letters import letter_kind, letter_kinds

    try:
        return letter_kind(value)
    except KeyError:
        known = ", ".join(kind.slug for kind in letter_kinds())
        raise click.BadParameter(f"”{value}” är inget brev. Välj ett av: {known}.", ctx, param) from None


class _Command(SwedishCommand):
    """Lists the kinds of letter under the help."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from reports.letters import letter_kinds

        with formatter.section("Slag"):
            formatter.write_dl([(kind.slug, kind.about) for kind in letter_kinds()])


@click.command(
    cls=_Command,
    help="Skriv ett brev i ett ärende, i Word och pdf. Det läggs i ärendets mapp brev, och inget brev som någon har ändrat skrivs "
    "över. Ingenting skickas: när du har skickat brevet antecknar du det med --skickat.\n\n"
    "För torrgranskning anges en fil i stället för ett ärende. Då registreras ingenting, och svaret läggs där du står.",
)
@click.argument("dnr", metavar="DNR|FIL")
@click.argument("slag", metavar="SLAG", callback=_kind)
@click.option("--datum", metavar=_DAY_SHOWN, type=DAY, help="Brevets datum. [i dag]")
@click.option(
    "--mote", metavar=_DAY_SHOWN, type=DAY, help="Mötet som svaret ska hinna till. [nästa möte med rimlig tid]"
)
@click.option("--svar-senast", metavar=_DAY_SHOWN, type=DAY, help="Sista dag för svar. [räknas ut]")
@click.option("--fraga", metavar="TEXT", multiple=True, help="Egen fråga till sökanden. Kan anges flera gånger.")
@click.option("--skal", metavar="TEXT", multiple=True, help="Skäl för avslag eller ej-vidare. Kan anges flera gånger.")
@click.option("--villkor", metavar="TEXT", multiple=True, help="Eget villkor i bevilja. Kan anges flera gånger.")
@click.option("--skickat", is_flag=True, help="Anteckna att brevet har skickats. Finns det redan skrivs inget nytt.")
@click.option("--ut", metavar="MAPP", type=click.Path(path_type=Path), help="Mapp för svar på torrgranskning. [här]")
@in_work_folder
def command(
    folder: WorkFolder,
    dnr: str,
    slag: LetterKind,
    datum: datetime | None,
    mote: datetime | None,
    svar_senast: datetime | None,
    fraga: tuple[str, ...],
    skal: tuple[str, ...],
    villkor: tuple[str, ...],
    skickat: bool,
    ut: Path | None,
) -> int:
    """Write the letter and print where it is."""
    from intake.letter_files import latest_letter, letters_folder, mark_sent, write_letter
    from intake.options import known_case, open_register, user
    from reports.letters.model import Decision
    from reports.swedish_text import swedish_date

    day = datum.date() if datum else date.today()
    added = Decision(questions=fraga, reasons=skal, terms=villkor)
    if not slag.for_case:
        return _on_draft(folder, Path(dnr), slag, day, added, ut or Path.cwd())
    with open_register(folder) as register:
        case = known_case(register, dnr)
        place = letters_folder(folder, case)
        written = latest_letter(place, register.events(case.id), slag)
        if not (skickat and written):
            wanted, last = (each.date() if each else None for each in (mote, svar_senast))
            told = write_letter(folder, register, case, slag, day, user(), added=added, wanted=wanted, last=last)
            click.echo("\n".join(told))
            written = latest_letter(place, register.events(case.id), slag)
        if skickat and written:
            news = mark_sent(register, case, slag, written, user())
            click.echo(f"{case.dnr}: brevet ”{slag.name}” {'är' if news else 'var redan'} antecknat som skickat.")
            if written.data.get("svar_senast"):
                click.echo(f"  Svar väntas senast {swedish_date(str(written.data['svar_senast']))}.")
    return 0


def _on_draft(folder: WorkFolder, path: Path, kind: LetterKind, day: date, added: Decision, out: Path) -> int:
    """A letter on a draft: the file is read and reviewed, and nothing is kept but the letter."""
    from intake.cli import Exit, version
    from intake.letter_files import lay, papers_of, remarks, stem_of
    from intake.letterhead import sender_of
    from intake.letters import profile_of
    from intake.options import Refused
    from intake.pipeline import review_file
    from reports.letters.model import Material

    if not path.exists():
        raise Refused(f"Filen {path} finns inte. För {kind.slug} anges utkastets fil, inte ett ärende.")
    from extractors.isolation import ReaderPool

    click.echo(f"{path.name} läses …", err=True)
    with ReaderPool() as pool:
        outcome = review_file(
            path,
            pool.read,
            version=version(),
            today=day,
            profile=folder.settings.forbund.profile,
            profiles=folder.profiles,
        )
    if outcome.error is not None:
        click.echo(outcome.error.text, err=True)
        return int(Exit.UNREADABLE)
    material = Material(
        sender=sender_of(folder), day=day, review=outcome.data, profile=profile_of(folder, outcome.data), decision=added
    )
    letter = kind.write(material)
    laid = lay(out, f"{path.stem}-{stem_of(kind, material)}", papers_of(folder, kind, letter, material), {})
    click.echo(f"{path.name}: {kind.name}.")
    for name in laid.files:
        click.echo(f"  Skrivet         {out / name}")
    if outcome.data["status"] == "ej-ansokan":
        click.echo("  Handlingen ser inte ut att vara en ansökan. Läs brevet noga innan det skickas.")
    for line in remarks(letter):
        click.echo(line)
    return 0
