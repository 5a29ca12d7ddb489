"""``beredning arenden``: list the cases."""

from __future__ import annotations

import json

import click

from intake.options import in_work_folder
from intake.swedish import SwedishCommand
from intake.workfolder import WorkFolder


@click.command(cls=SwedishCommand, help="Lista ärendena. Urvalen kan kombineras.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="text: en tabell. json: en rad per ärende.",
)
@click.option("--status", metavar="ORD", help="Bara ärenden med denna status, till exempel granskat.")
@click.option("--ar", metavar="ÅR", type=int, help="Bara ärenden som kom in detta år.")
@click.option("--sok", metavar="ORD", help="Bara ärenden där ordet finns i dnr, insatsens namn, sökande eller filnamn.")
@click.option("--fragor", is_flag=True, help="Bara ärenden som väntar på ditt svar.")
@in_work_folder
def command(folder: WorkFolder, form: str, status: str | None, ar: int | None, sok: str | None, fragor: bool) -> int:
    """Print the cases that fit."""
    from intake.options import open_register

    with open_register(folder) as register:
        cases = register.cases()
    wanted = (sok or "").casefold()
    chosen = [
        case
        for case in cases
        if (status is None or case.status == status.casefold())
        and (ar is None or case.came.startswith(f"{ar:04d}-"))
        and (not fragor or case.asks is not None)
        and wanted
        in " ".join([case.dnr, case.name or "", case.applicant or "", *(f.name for f in case.files)]).casefold()
    ]
    if form == "json":
        for case in chosen:
            click.echo(json.dumps(case.as_line(), ensure_ascii=False))
        return 0
    if not chosen:
        click.echo("Inga ärenden." if not cases else "Inget ärende stämmer med urvalet.")
        return 0
    width = max(len("Dnr"), *(len(case.dnr) for case in chosen))
    click.echo(f"{'Dnr':<{width}}  {'Inkom':<10}  {'Status':<22}  Ver  Insats (sökande)")
    for case in chosen:
        name = case.name or (case.files[-1].name if case.files else "")
        applicant = f" ({case.applicant})" if case.applicant else ""
        asks = f"  ← ny version av {case.asks}?" if case.asks else ""
        versions = max((f.version for f in case.files), default=0)
        click.echo(f"{case.dnr:<{width}}  {case.came}  {case.status:<22}  {versions:>3}  {name}{applicant}{asks}")
    return 0
