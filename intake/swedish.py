"""Make click speak Swedish: its own messages through gettext, and its placeholders in usage lines."""

from __future__ import annotations

import difflib
import gettext
import os
import re
from pathlib import Path
from typing import Any

import click

DOMAIN = "beredning"


def speak_swedish() -> None:
    """Point gettext at the program's Swedish translation of click's messages, whatever the machine's language."""
    os.environ["LANGUAGE"] = "sv"
    gettext.bindtextdomain(DOMAIN, str(Path(__file__).with_name("locale")))
    gettext.textdomain(DOMAIN)


class Day(click.DateTime):
    """A day written ``2026-03-12``."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The day as a datetime at midnight."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"”{value}” är inget datum. Skriv det som 2026-03-12.", param, ctx)


class Whole(click.IntRange):
    """A whole number from ``min`` to ``max``, both included."""

    def _describe_range(self) -> str:
        return f"minst {self.min}" if self.max is None else f"{self.min}–{self.max}"


DAY = Day()


class _InShort(click.Command):
    """A command whose line in the list of commands is the beginning of its help, to the first stop or colon, and never cut off."""

    def get_short_help_str(self, limit: int = 45) -> str:
        """The line; ``limit`` is not minded, for the list breaks its lines."""
        return re.split(r"[.:](?:\s|$)", (self.short_help or self.help or "").strip(), maxsplit=1)[0]


class SwedishCommand(_InShort):
    """A command whose usage line reads ``beredning granska [VAL] FIL``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[VAL]")
        super().__init__(*args, **kwargs)


class SwedishGroup(_InShort, click.Group):
    """A group whose usage line reads ``beredning [VAL] KOMMANDO``. A command that there is none of gets the nearest ones suggested."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[VAL]")
        kwargs.setdefault("subcommand_metavar", "KOMMANDO …")
        super().__init__(*args, **kwargs)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of the first word."""
        name = args[0]
        if not name.startswith("-") and not ctx.resilient_parsing and self.get_command(ctx, name) is None:
            near = difflib.get_close_matches(_folded(name), self.list_commands(ctx), n=1, cutoff=0.5)
            meant = f" Menade du ”{ctx.command_path} {near[0]}”?" if near else ""
            ctx.fail(f"Kommandot ”{name}” finns inte.{meant}")
        return super().resolve_command(ctx, args)


def _folded(name: str) -> str:
    """A word as the commands are spelled: small letters, no dots over them."""
    return name.casefold().translate(str.maketrans("åäöé", "aaoe"))
