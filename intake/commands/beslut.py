"""``beredning beslut``: enter what was decided, and make the letter that tells it."""

from __future__ import annotations

from datetime import date, datetime

import click

from intake.options import in_work_folder
from intake.swedish import DAY, SwedishCommand
from intake.workfolder import WorkFolder


@click.command(
    cls=SwedishCommand,
    help="För in beslutet i ett ärende och skriv brevet till sökanden. bevilja, avslag och aterremiss är styrelsens beslut; ej-vidare "
    "är förbundschefens besked att ansökan inte tas vidare. Ändras beslutet står det tidigare kvar i registret.",
)
@click.argument("dnr", metavar="DNR")
@click.argument("utfall", type=click.Choice(["bevilja", "avslag", "aterremiss", "ej-vidare"]))
@click.option("--belopp", metavar="KRONOR", help="Beviljat belopp, till exempel 2401000.")
@click.option("--period", metavar="MÅNAD–MÅNAD", help="Till exempel 2027-01–2028-12. [ansökans]")
@click.option("--datum", metavar="ÅÅÅÅ-MM-DD", type=DAY, help="Dag för beslutet. [i dag]")
@click.option("--paragraf", metavar="NR", default="", help="Paragraf i protokollet.")
@click.option("--skal", metavar="TEXT", multiple=True, help="Skäl för beslutet. Kan anges flera gånger.")
@click.option(
    "--villkor", metavar="TEXT", multiple=True, help="Villkor utöver förbundets vanliga. Kan anges flera gånger."
)
@click.option(
    "--fraga", metavar="TEXT", multiple=True, help="Vad en återremiss ska ge svar på. Kan anges flera gånger."
)
@click.option(
    "--rapport",
    metavar="NAMN=ÅÅÅÅ-MM-DD",
    multiple=True,
    help="När en rapport ska lämnas, till exempel delrapport=2027-08-31.",
)
@click.option("--utan-brev", is_flag=True, help="Skriv inget brev nu.")
@in_work_folder
def command(
    folder: WorkFolder,
    dnr: str,
    utfall: str,
    belopp: str | None,
    period: str | None,
    datum: datetime | None,
    paragraf: str,
    skal: tuple[str, ...],
    villkor: tuple[str, ...],
    fraga: tuple[str, ...],
    rapport: tuple[str, ...],
    utan_brev: bool,
) -> int:
    """Enter the decision and make its letter."""
    from intake.compare import latest_review
    from intake.decisions import as_entered, decide
    from intake.letter_files import write_letter
    from intake.options import known_case, open_register, user
    from reports.letters import letter_kind

    reports = dict(_report(each) for each in rapport)
    with open_register(folder) as register:
        case = known_case(register, dnr)
        decided = as_entered(
            latest_review(folder, register, case),
            utfall,
            datum.date() if datum else date.today(),
            paragraph=paragraf,
            granted=belopp or "",
            period=period or "",
            reasons=skal,
            terms=villkor,
            questions=fraga,
            reports=reports,
        )
        for sentence in decide(register, case, decided, folder.settings.lead_times, user()):
            click.echo(sentence)
        if utan_brev:
            click.echo(f"Skriv brevet med ”beredning brev {case.dnr} {utfall}”.")
            return 0
        letter = write_letter(folder, register, case, letter_kind(utfall), date.today(), user())
    click.echo("\n".join(letter))
    return 0


def _report(text: str) -> tuple[str, date]:
    name, _, day = text.partition("=")
    try:
        return name.strip(), date.fromisoformat(day.strip())
    except ValueError as error:
        raise click.BadParameter(f"{text}: skriv det som delrapport=2027-08-31.", param_hint="--rapport") from error
