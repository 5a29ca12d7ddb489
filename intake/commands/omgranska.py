"""``beredning omgranska``: review a case again, for instance with a newer program; what people have decided stays."""

from __future__ import annotations

import click

from intake.options import in_work_folder
from intake.swedish import SwedishCommand
from intake.workfolder import WorkFolder


@click.command(
    cls=SwedishCommand,
    help="Granska ärendets senaste version på nytt, till exempel efter en uppdatering. Papperen skrivs om, och det som skiljer visas. "
    "Bedömningar som en människa har ändrat står kvar.",
)
@click.argument("dnr", metavar="DNR")
@in_work_folder
def command(folder: WorkFolder, dnr: str) -> int:
    """Review again and print what differs."""
    from datetime import datetime

    from intake.cli import Exit, version
    from intake.compare import stored_review
    from intake.options import known_case, open_register
    from intake.oslock import held
    from intake.review_case import review_stored
    from intake.reviewing import Reviewer
    from rules.compare import compare

    with (
        Reviewer(version(), folder.settings.forbund.profile) as reviewer,
        held(folder.lock_path),
        open_register(folder) as register,
    ):
        case = known_case(register, dnr)
        before = stored_review(folder, case, case.newest.version)
        text, passing = review_stored(folder, register, reviewer, case, case.newest, None, 0, datetime.now)
        ended = register.events(case.id)[-1].kind
        click.echo(f"{case.dnr}: {text}")
        after = stored_review(folder, case, case.newest.version)
        overrides = register.overrides(case.id)
    if before is not None and after is not None and ended == "granskad":
        change = compare(before, after)
        for moved in (*change.closed, *change.opened, *change.moved):
            click.echo(f"  {moved.criterion}: {moved.before} → {moved.after}")
        for name, kept in overrides.items():
            now = after["kriterier"].get(name, {}).get("status", "finns inte")
            click.echo(f"  {name}: {kept.status} enligt {kept.name} står kvar (programmet: {now})")
    return int(Exit.UNREADABLE if passing or ended != "granskad" else Exit.OK)
