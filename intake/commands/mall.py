"""``beredning mall``: the förbund's own form for applicants, and its own templates for memo and letters."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from intake.options import maybe_in_work_folder
from intake.swedish import SwedishCommand, SwedishGroup, Whole

if TYPE_CHECKING:
    from intake.settings import Settings
    from intake.workfolder import WorkFolder

_FORM = "ansokan.docx"
_MOST_YEARS = 4


@click.group(
    cls=SwedishGroup,
    invoke_without_command=True,
    help="Gör förbundets ansökningsblankett i Word av en profil, med fält att fylla i.\n\n"
    "Underkommandona gäller mallar för beredning och brev: kopiera lägger en mall i mappen mallar så att den kan ändras i Word, "
    "och kontrollera säger vad som behöver rättas.",
)
@click.option("--profil", metavar="NAMN", help="Profilen som blanketten följer. [inställningarnas, annars allman]")
@click.option(
    "--ut", metavar="FIL", type=click.Path(path_type=Path, dir_okay=False), help=f"Filen som skrivs. [{_FORM}]"
)
@click.option("--ar", metavar="ÅÅÅÅ", type=Whole(2000, 2100), help="Första året i budgeten. [nästa år]")
@click.option("--antal-ar", metavar="ANTAL", type=Whole(1, _MOST_YEARS), default=3, help="Antal år i budgeten. [3]")
@click.option("--skriv-over", is_flag=True, help="Ersätt en blankett som redan finns.")
@maybe_in_work_folder
@click.pass_context
def command(
    ctx: click.Context,
    profil: str | None,
    ut: Path | None,
    ar: int | None,
    antal_ar: int,
    skriv_over: bool,
    mapp: Path | None,
) -> int:
    """Write the form, unless a subcommand was called."""
    if ctx.invoked_subcommand:
        return 0
    from intake.durable import make_folder, write_whole
    from intake.letterhead import sender_of
    from intake.options import Refused, plain_faults
    from reports.form.build import build_form
    from reports.form.plan import plan_form
    from reports.sender import Sender
    from rules.profile import NEUTRAL, load_profile

    today = date.today()
    with plain_faults():
        folder = _folder(mapp)
        settings = folder.settings if folder else None
        name = profil or (settings.forbund.profile if settings else None) or NEUTRAL
        profile = load_profile(name, folder.profiles if folder else None)
        target = ut or Path(_FORM)
        if target.exists() and not skriv_over:
            raise Refused(f"{target} finns redan. Välj ett annat namn med --ut, eller lägg till --skriv-over.")
        sender = sender_of(folder) if folder else Sender(forbund="")
        last_day = last_day_to_apply(settings, today) if settings else None
        form = build_form(plan_form(profile, ar or today.year + 1, antal_ar), sender, day=today, last_day=last_day)
        make_folder(target.absolute().parent)
        write_whole(target, form)
    click.echo(
        f"{target} är skriven efter profilen {profile.id}. Öppna den i Word och se igenom den innan du delar ut den."
    )
    return 0


def last_day_to_apply(settings: Settings, today: date) -> date | None:
    """The last day to apply for the next meeting that can still be reached: the beredningsgrupp's, else the board's; None where none is set."""
    for kind in ("beredningsgrupp", "styrelse"):
        days = [m.day - timedelta(settings.lead_times.last_application) for m in settings.meetings if m.kind == kind]
        ahead = [day for day in days if day >= today]
        if ahead:
            return min(ahead)
    return None


@command.command(
    "kontrollera",
    cls=SwedishCommand,
    help="Se efter att mallarna i mappen mallar (eller de angivna) går att använda. Varje fel anges med stycke och vad du ska skriva i stället.",
)
@click.argument("filer", metavar="[FIL…]", nargs=-1, type=click.Path(path_type=Path))
@maybe_in_work_folder
def check(filer: tuple[Path, ...], mapp: Path | None) -> int:
    """Print the faults of each template; exit code 1 where there are any."""
    from intake.options import Refused, plain_faults
    from reports.template_check import check_template
    from reports.template_words import kind_of, shipped_templates, words_of
    from reports.word import TemplateFaultError

    with plain_faults():
        folder = None if filer else _folder(mapp)
        if not filer and folder is None:
            raise Refused("Här finns ingen arbetsmapp. Ange mallarna, eller arbetsmappen med --mapp.")
    files = filer or tuple(p for p in sorted(folder.templates.glob("*.docx")) if not p.name.startswith("~$"))  # type: ignore[union-attr]
    if not files:
        click.echo("Mappen mallar har inga egna mallar. Lägg dit en med ”beredning mall kopiera SLAG”.")
    wrong = 0
    for path in files:
        kind = kind_of(path.stem)
        words = words_of(kind) if kind else None
        if words is None:
            wrong += 1
            click.echo(
                f"{path.name}: namnet svarar inte mot någon mall. Döp filen till {', '.join(f'{k}.docx' for k in shipped_templates())}.",
                err=True,
            )
            continue
        try:
            faults = check_template(path.read_bytes(), words, path.name)
        except (TemplateFaultError, OSError) as error:
            wrong += 1
            click.echo(
                str(error)
                if isinstance(error, TemplateFaultError)
                else f"{path.name} kan inte läsas. Stäng den i Word.",
                err=True,
            )
            continue
        wrong += bool(faults)
        click.echo(f"{path.name}: {'går att använda.' if not faults else f'{len(faults)} fel'}")
        for fault in faults:
            click.echo(f"  {fault.sentence}", err=True)
    return 1 if wrong else 0


@command.command(
    "kopiera",
    cls=SwedishCommand,
    help="Lägg programmets mall i mappen mallar, så att den kan ändras i Word. Utan SLAG visas vilka som finns.",
)
@click.argument("slag", metavar="[SLAG]", required=False)
@click.option("--skriv-over", is_flag=True, help="Ersätt en mall som redan finns i mappen.")
@maybe_in_work_folder
def copy(slag: str | None, skriv_over: bool, mapp: Path | None) -> int:
    """Copy a shipped template into the working folder."""
    from intake.durable import make_folder, write_whole
    from intake.options import Refused, plain_faults
    from intake.workfolder import find
    from reports.papers import shipped_template
    from reports.template_words import shipped_templates

    if slag is None:
        click.echo("\n".join(shipped_templates()))
        return 0
    with plain_faults():
        if slag not in shipped_templates():
            raise Refused(f"Mallen {slag} finns inte. Välj bland {', '.join(shipped_templates())}.")
        target = find(mapp).templates / f"{slag}.docx"
        if target.exists() and not skriv_over:
            raise Refused(f"{target.name} finns redan i mappen mallar. Lägg till --skriv-over om den ska ersättas.")
        make_folder(target.parent)
        write_whole(target, shipped_template(target.name))
    click.echo(f"{target} är på plats. Ändra den i Word och kör ”beredning mall kontrollera”.")
    return 0


def _folder(mapp: Path | None) -> WorkFolder | None:
    """The working folder given, else the nearest one, else none."""
    from intake.workfolder import WorkFolderError, find

    if mapp is not None:
        return find(mapp)
    try:
        return find(None)
    except WorkFolderError:
        return None
