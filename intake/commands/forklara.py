"""``beredning forklara``: why a verdict on one file fell as it did."""

from __future__ import annotations

from pathlib import Path

import click

from intake.swedish import SwedishCommand


@click.command(
    cls=SwedishCommand,
    help="Visa varför ett kriterium bedömdes som det gjordes: kandidater, vad som talade för och emot.",
)
@click.argument("fil", metavar="FIL", type=click.Path(path_type=Path))
@click.argument("id", metavar="ID")
def command(fil: Path, id: str) -> int:
    """Read the file, try it against one criterion, and print the ground of the verdict."""
    from extractors.errors import Unreadable
    from extractors.isolation import ReaderPool
    from extractors.understand import understand
    from intake.cli import Exit
    from rules.criterion import criterion
    from rules.weigh import weigh

    try:
        found = criterion(id)
    except KeyError:
        raise click.BadParameter(
            f"Kriteriet {id} finns inte. Kör ”beredning kriterier” för listan.", param_hint="ID"
        ) from None
    click.echo(f"{fil.name} läses …", err=True)
    try:
        with ReaderPool() as pool:
            application = understand(pool.read(fil))
    except Unreadable as error:
        click.echo(error.text, err=True)
        return int(Exit.UNREADABLE)
    verdict = weigh(found, application)
    click.echo(
        f"{found.name}: {verdict.status} (säkerhet {verdict.certainty:.2f})\n{found.question}\n\n{verdict.reason}"
    )
    click.echo("Andelar   " + ", ".join(f"{status} {share:.2f}" for status, share in verdict.shares.items()))
    if verdict.computed:
        click.echo(f"Fakta     {verdict.computed.status}: {verdict.computed.reason}")
    for quote in verdict.quotes:
        click.echo(f"Citat     sida {quote.page}: ”{quote.text}”")
    click.echo("\nMeningar som vägdes")
    for c in verdict.candidates:
        click.echo(
            f"  för {c.carries:.2f}  delvis {c.partly:.2f}  emot {c.denies:.2f}  liknar bara {c.only_looks:.2f}  sida {c.page}: {c.text}"
        )
    if not verdict.candidates:
        click.echo("  Ingen mening i handlingen talar om detta.")
    return 0
