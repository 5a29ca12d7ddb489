"""``beredning doktor``: what is there, what is missing, what that costs and how to get it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from intake.swedish import SwedishCommand

if TYPE_CHECKING:
    from intake.doctor._finding import Finding

SCHEMA = "beredning.doktor/1"


@click.command(
    cls=SwedishCommand,
    help="Kontrollera installationen och arbetsmappen: vad som finns, vad som saknas, vad det innebär och vad du kan göra. "
    "Inget ändras, och nätet används inte.\n\nUtgångskod 0: inga fel. 1: minst ett fel.",
)
@click.option(
    "--mapp", metavar="MAPP", type=click.Path(path_type=Path), help="Förbundets arbetsmapp. [närmaste ovanför]"
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="text: för läsning. json: ett objekt."
)
def command(mapp: Path | None, form: str) -> int:
    """Examine everything and print what was found."""
    from intake.cli import Exit
    from intake.doctor._finding import Surroundings, examine
    from intake.options import plain_faults
    from intake.workfolder import WorkFolderError, find

    with plain_faults():
        try:
            folder = find(mapp)
        except WorkFolderError:
            if mapp is not None:
                raise
            folder = None
    findings = examine(Surroundings(folder=folder, here=Path.cwd(), now=datetime.now().astimezone()))
    well = all(each.state != "fel" for each in findings)
    if form == "json":
        names = {"name": "namn", "state": "lage", "found": "finns", "cost": "foljd", "remedy": "atgard"}
        checks = [{names[key]: value for key, value in each.model_dump().items()} for each in findings]
        click.echo(json.dumps({"schema": SCHEMA, "bra": well, "kontroller": checks}, ensure_ascii=False))
    else:
        click.echo(_told(findings))
    return int(Exit.OK if well else Exit.UNREADABLE)


def _told(findings: list[Finding]) -> str:
    lines = []
    for each in findings:
        lines.append(f"{each.state:<6} {each.name}: {each.found}")
        lines += [
            f"       {text}"
            for text in (each.cost and f"Det innebär: {each.cost}", each.remedy and f"Gör så här: {each.remedy}")
            if text
        ]
    faults, lacks = (sum(each.state == state for each in findings) for state in ("fel", "brist"))
    if faults:
        lines.append(
            f"\n{faults} fel att rätta." + (f" {lacks} brist{'er' if lacks > 1 else ''} därtill." if lacks else "")
        )
    elif lacks:
        lines.append(f"\nProgrammet fungerar, med {lacks} brist{'er' if lacks > 1 else ''}.")
    else:
        lines.append("\nAllt är i ordning.")
    return "\n".join(lines)
