"""``beredning kriterier``: list the criteria, or explain one with its rule, source, examples and advice."""

from __future__ import annotations

import click

from intake.swedish import SwedishCommand

_BASIS = {
    "lag": "Lag",
    "nationella-radet": "Nationella rådets vägledning",
    "forbundets-kriterium": "Förbundets eget kriterium",
}


@click.command(cls=SwedishCommand, help="Visa alla kriterier, eller ett av dem med regel, källa, exempel och råd.")
@click.argument("id", metavar="[ID]", required=False)
def command(id: str | None) -> int:
    """Print the catalogue or one criterion."""
    from rules.criterion import catalogue, criterion

    if id is None:
        for each in catalogue():
            click.echo(f"{each.id:<24} {each.question}")
        return 0
    try:
        found = criterion(id)
    except KeyError:
        raise click.BadParameter(
            f"Kriteriet {id} finns inte. Kör ”beredning kriterier” för listan.", param_hint="ID"
        ) from None
    click.echo(f"{found.id} – {found.name}\n\n{found.question}\n")
    click.echo(f"Regel     {found.rule}\nVarför    {found.why}\nRåd       {found.advice}")
    click.echo(
        f"Grund     {_BASIS[found.basis]}{', ' + found.law if found.law else ''}\nKälla     {found.source}\n\nExempel"
    )
    for example in found.examples:
        click.echo(f"  {example.status:<9} ”{example.text}”")
    return 0
