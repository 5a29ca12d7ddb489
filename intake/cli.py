"""The command line. Each command is a module of ``intake.commands`` with a ``command``; it is loaded when it is called for.

Rooms above this one, which it may not import, tell of their commands as entry points of the group ``beredning.kommandon``.
"""

from __future__ import annotations

import gc
import os
import pkgutil
import sys
from enum import IntEnum
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

import click

from intake.swedish import SwedishGroup, speak_swedish

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint


class Exit(IntEnum):
    """Exit codes, documented in ``docs/granskningsformat.md``."""

    OK = 0
    UNREADABLE = 1
    USAGE = 2
    INTERNAL = 3
    INTERRUPTED = 130


PROGRAM = "beredning"
_FROM_OTHER_ROOMS = "beredning.kommandon"


class Commands(SwedishGroup):
    """The commands, found by their modules' names and by entry points; nothing is listed here."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands, sorted."""
        package = import_module("intake.commands")
        own = {m.name.removesuffix("_") for m in pkgutil.iter_modules(package.__path__) if m.name[0] != "_"}
        return sorted({*own, *_points()})

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Load one command's module, or None for an unknown name."""
        if name not in self.list_commands(ctx):
            return None
        point = _points().get(name)
        if point is not None:
            elsewhere: click.Command = point.load()
            return elsewhere
        found: click.Command = import_module(f"intake.commands.{name}").command
        return found


@lru_cache(maxsize=1)
def _points() -> dict[str, EntryPoint]:
    """The other rooms' commands, from every installation in sight: one left from an older build may lie before the right one."""
    from importlib import metadata

    found = metadata.distributions(name=PROGRAM)
    return {point.name: point for each in found for point in each.entry_points.select(group=_FROM_OTHER_ROOMS)}


def version() -> str:
    """The installed program's version."""
    from importlib import metadata

    return metadata.version(PROGRAM)


@click.group(
    cls=Commands,
    help="Läser ansökningar om insatsmedel, prövar dem mot mall och kriterier och skriver en beredning.\n\n"
    "Programmet finner; människor bedömer. Ingenting skickas från datorn.",
    epilog="Utgångskoder: 0 klart. 1 något kunde inte läsas, eller en kontroll fann fel. 2 kommandot kunde inte utföras som det skrevs. "
    "3 fel i programmet. 130 avbrutet.",
)
@click.version_option(package_name=PROGRAM, prog_name="beredning", message="%(prog)s %(version)s", help="Visa version.")
def cli() -> None:
    """Root of the commands."""


def main() -> None:
    """Entry point: run the command line and leave with a documented exit code, never with a traceback."""
    # One thread is enough for a few pages, and more would only wait for each other.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    # Loading libraries makes hundreds of thousands of lasting objects; looking through them again and again takes a tenth of a short run.
    gc.set_threshold(100_000, 50, 50)
    speak_swedish()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        sys.exit(cli(standalone_mode=False) or Exit.OK)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(Exit.USAGE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Avbrutet.", err=True)
        sys.exit(Exit.INTERRUPTED)
    except BrokenPipeError:
        sys.exit(Exit.OK)
    except OSError as error:
        from intake.options import out_of_reach

        click.echo(out_of_reach(error), err=True)
        sys.exit(Exit.USAGE)
    except Exception as error:  # the last net: a förbundschef must never meet a traceback
        click.echo(
            f"Något gick fel i programmet ({type(error).__name__}). Inget har ändrats. Kör igen med BEREDNING_FELSOK=1 för detaljer.",
            err=True,
        )
        if os.environ.get("BEREDNING_FELSOK"):
            raise
        sys.exit(Exit.INTERNAL)
