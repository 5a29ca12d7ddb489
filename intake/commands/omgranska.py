"""``beredning omgranska``: review a case again, for instance with a newer program; what people have decided stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from intake.options import in_work_folder
from intake.swedish import SwedishCommand
from intake.workfolder import WorkFolder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake.register import Case, Override, Register
    from intake.reviewing import Reviewer


@click.command(
    cls=SwedishCommand,
    help="Granska ärendets senaste version på nytt, till exempel efter en uppdatering. Papperen skrivs om, och det som skiljer visas. "
    "Bedömningar som en människa har ändrat står kvar.\n\nMed --visa skrivs ingenting: då visas bara vad som skulle skilja.",
)
@click.argument("dnr", metavar="[DNR…]", nargs=-1)
@click.option("--alla", is_flag=True, help="Alla ärenden som inte är beslutade.")
@click.option("--visa", is_flag=True, help="Visa bara vad som skulle skilja. Inget skrivs.")
@in_work_folder
def command(folder: WorkFolder, dnr: tuple[str, ...], alla: bool, visa: bool) -> int:
    """Review again and print what differs."""
    from contextlib import nullcontext

    from intake.cli import Exit, version
    from intake.options import known_case, open_register
    from intake.oslock import held
    from intake.register.status import SETTLED
    from intake.reviewing import Reviewer

    if bool(dnr) == alla:
        raise click.UsageError("Ange antingen ett eller flera ärenden, eller --alla.")
    with (
        Reviewer(version(), folder.settings.forbund.profile, folder.profiles) as reviewer,
        nullcontext() if visa else held(folder.lock_path),
        open_register(folder) as register,
    ):
        cases = [known_case(register, each) for each in dnr]
        if alla:
            cases = [c for c in register.cases() if c.merged_into is None and c.status not in SETTLED]
        sound = []
        for number, case in enumerate(cases, 1):
            click.echo(f"[{number}/{len(cases)}] {case.dnr} läses och prövas …", err=True)
            sound.append(_one(folder, register, reviewer, case, visa))
    return int(Exit.OK if all(sound) else Exit.UNREADABLE)


def _one(folder: WorkFolder, register: Register, reviewer: Reviewer, case: Case, only_show: bool) -> bool:
    from datetime import datetime

    from intake.compare import stored_review
    from intake.review_case import review_stored

    before = stored_review(folder, case, case.newest.version)
    if only_show:
        after = _without_papers(folder, reviewer, case)
        if after is None:
            click.echo(f"{case.dnr}: {case.newest.name} kan inte läsas nu.")
            return False
        click.echo(f"{case.dnr}: så skulle det bli. Inget är ändrat.")
    else:
        text, passing = review_stored(folder, register, reviewer, case, case.newest, None, 0, datetime.now)
        click.echo(f"{case.dnr}: {text}")
        if passing or register.events(case.id)[-1].kind != "granskad":
            return False
        after = stored_review(folder, case, case.newest.version)
    if before is not None and after is not None:
        for line in _differences(before, after, register.overrides(case.id)):
            click.echo(f"  {line}")
    return True


def _without_papers(folder: WorkFolder, reviewer: Reviewer, case: Case) -> dict[str, Any] | None:
    from extractors.errors import Unreadable
    from intake.attached import whole_document

    path = folder.root / case.newest.path
    try:
        document = whole_document(folder, reviewer, case, case.newest, reviewer.read(path))
    except Unreadable:
        return None
    return reviewer.data(path, document)


def _differences(before: Mapping[str, Any], after: Mapping[str, Any], overrides: Mapping[str, Override]) -> list[str]:
    """What another program or profile says otherwise, and what people have said that stays."""
    from rules.compare import compare

    change = compare(before, after)
    lines = []
    for what, name in (("version", "Programmet"), ("profil", "Profilen")):
        if before.get(what) != after.get(what):
            lines.append(f"{name}: {before.get(what)} → {after.get(what)}")
    moved = [f"{m.criterion}: {m.before} → {m.after}" for m in (*change.closed, *change.opened, *change.moved)]
    for name in sorted(after["kriterier"].keys() - before["kriterier"].keys()):
        moved.append(f"{name}: fanns inte → {after['kriterier'][name]['status']}")
    for name in sorted(before["kriterier"].keys() - after["kriterier"].keys()):
        moved.append(f"{name}: {before['kriterier'][name]['status']} → finns inte längre")
    lines += moved or ["Inga bedömningar skiljer."]
    for name, kept in overrides.items():
        now = after["kriterier"].get(name, {}).get("status", "finns inte")
        lines.append(f"{name}: {kept.status} enligt {kept.name} står kvar (programmet: {now})")
    return lines
