"""``beredning inkorg``: take in what lies in the inbox."""

from __future__ import annotations

import click

from intake.options import in_work_folder
from intake.swedish import SwedishCommand
from intake.workfolder import WorkFolder


@click.command(
    cls=SwedishCommand,
    help="Ta in det som ligger i inkorgen: varje ansökan får ett ärende, granskas och får sin beredning. Det som inte går att läsa "
    "läggs i fel/ med orsaken intill. Kommandot kan avbrytas när som helst utan att något går förlorat.\n\n"
    "Utgångskod 0: allt togs in. 1: något hamnade i fel/ eller ligger kvar.",
)
@click.option("--bevaka", is_flag=True, help="Fortsätt titta i inkorgen tills kommandot avbryts (Ctrl+C).")
@in_work_folder
def command(folder: WorkFolder, bevaka: bool) -> int:
    """Look once, or keep watching."""
    from intake.cli import Exit, version
    from intake.inbox import Taken
    from intake.reviewing import Reviewer
    from intake.watch import Watch

    count = 0

    def tell(taken: Taken) -> None:
        nonlocal count
        count += 1
        click.echo(taken.text)

    folder.check()
    profile = folder.settings.forbund.profile
    with Reviewer(version(), profile, folder.profiles) as reviewer:
        if bevaka or (folder.inbox.is_dir() and any(folder.inbox.iterdir())):
            reviewer.warm_up()
        watch = Watch(folder, reviewer, tell, lambda sentence: click.echo(sentence, err=True))
        if bevaka:
            click.echo(f"Bevakar {folder.inbox}. Avbryt med Ctrl+C.", err=True)
        sound = watch.run(forever=bevaka)
    if not count and sound:
        click.echo("Inkorgen är tom.")
    return int(Exit.OK if sound else Exit.UNREADABLE)
