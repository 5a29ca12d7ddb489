"""Make click speak Swedish: its own messages through gettext, and its placeholders in usage lines."""

from __future__ import annotations

import gettext
import os
from importlib.resources import files
from typing import Any

import click

DOMAIN = "beredning"


def speak_swedish() -> None:
    """Point gettext at the program's Swedish translation of click's messages, whatever the machine's language."""
    os.environ["LANGUAGE"] = "sv"
    gettext.bindtextdomain(DOMAIN, str(files("intake") / "locale"))
    gettext.textdomain(DOMAIN)


class SwedishCommand(click.Command):
    """A command whose usage line reads ``beredning granska [VAL] FIL``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[VAL]")
        super().__init__(*args, **kwargs)


class SwedishGroup(click.Group):
    """A group whose usage line reads ``beredning [VAL] KOMMANDO``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[VAL]")
        kwargs.setdefault("subcommand_metavar", "KOMMANDO …")
        super().__init__(*args, **kwargs)
