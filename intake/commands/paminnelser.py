"""``beredning paminnelser``: what is due, and what is late."""

from __future__ import annotations

import json
from datetime import date, datetime

import click

from intake.options import in_work_folder
from intake.swedish import DAY, SwedishCommand, Whole
from intake.workfolder import WorkFolder


@click.command(
    cls=SwedishCommand,
    help="Visa vad som är försenat och vad som ska göras härnäst: svar på kompletteringar, brev, utskick till möten, rekommendationer, "
    "protokoll, överenskommelser och rapporter. Det som är klart antecknas med ”beredning anteckna” eller ”beredning mote”.",
)
@click.option("--dagar", metavar="ANTAL", type=Whole(0), default=60, help="Så många dagar framåt. [60]")
@click.option("--datum", metavar="ÅÅÅÅ-MM-DD", type=DAY, help="Räkna från denna dag. [i dag]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="text: en lista. json: en rad per sak.",
)
@in_work_folder
def command(folder: WorkFolder, dagar: int, datum: datetime | None, form: str) -> int:
    """Print the reminders."""
    from intake.options import open_register
    from intake.reminders import reminders

    today = datum.date() if datum else date.today()
    with open_register(folder) as register:
        found = reminders(folder.settings, register, today, dagar)
    if form == "json":
        for each in found:
            click.echo(json.dumps(each.model_dump(mode="json"), ensure_ascii=False))
        return 0
    for heading, late in (("Försenat", True), ("Kommande", False)):
        lines = [each for each in found if each.forsenad is late]
        if lines:
            click.echo(heading)
        for each in lines:
            about = f"  {each.dnr} {each.insats or ''}".rstrip() if each.dnr else ""
            click.echo(f"  {each.dag}  {each.vad}{about}")
    if not found:
        click.echo("Inget är försenat, och inget ska göras de närmaste dagarna.")
    return 0
