"""``beredning visa``: one case with its files, events and changes between versions."""

from __future__ import annotations

import json

import click

from intake.options import in_work_folder
from intake.swedish import SwedishCommand
from intake.workfolder import WorkFolder


@click.command(
    cls=SwedishCommand, help="Visa ett ärende: uppgifter, filer, händelser och vad som ändrats sedan förra versionen."
)
@click.argument("dnr", metavar="DNR")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="text: för läsning. json: ett objekt."
)
@in_work_folder
def command(folder: WorkFolder, dnr: str, form: str) -> int:
    """Print the case."""
    from intake.case_text import case_text
    from intake.compare import latest_comparison, latest_review
    from intake.options import known_case, open_register
    from reports.reading_help import FOR_THE_FORBUND_ALONE, for_the_forbund_alone

    with open_register(folder) as register:
        case = known_case(register, dnr)
        events, overrides = register.events(case.id), register.overrides(case.id)
        comparison = latest_comparison(folder, register, case)
        review = latest_review(folder, register, case) or {}
    if form == "json":
        data = {
            **case.as_line(),
            "avsandare": case.sender,
            "arendemening": case.subject,
            "knutet_till": case.merged_into,
            "fraga_om": case.asks,
            "handelser": [{"tid": e.time, "slag": e.kind, "vem": e.who, "text": e.text} for e in events],
            "avsteg": {name: o.model_dump() for name, o in overrides.items()},
            "jamforelse": comparison.model_dump() if comparison else None,
            FOR_THE_FORBUND_ALONE: [dict(each) for each in for_the_forbund_alone(review)],
        }
        click.echo(json.dumps(data, ensure_ascii=False))
    else:
        click.echo(case_text(case, events, overrides.values(), folder.cases / case.folder, comparison, review))
    return 0
