"""What the commands that work in a working folder have in common: ``--mapp``, and faults told in one Swedish sentence."""

from __future__ import annotations

import functools
import getpass
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from intake.durable import is_passing
from intake.workfolder import WorkFolder, WorkFolderError, find

if TYPE_CHECKING:
    from intake.register import Case, Register


_OWN_ROOMS = ("archive", "desk", "extractors", "intake", "reports", "rules")


class Refused(click.ClickException):
    """One Swedish sentence on why the command was not done."""

    def show(self, file: Any = None) -> None:
        """Print the sentence, without click's word before it."""
        click.echo(self.message, err=True)


def in_work_folder(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command ``--mapp`` and its first argument, the working folder; turn known faults into one sentence."""

    @click.option(
        "--mapp", metavar="MAPP", type=click.Path(path_type=Path), help="Förbundets arbetsmapp. [närmaste ovanför]"
    )
    @functools.wraps(command)
    def wrapped(mapp: Path | None, **kwargs: Any) -> int:
        with plain_faults():
            return command(find(mapp), **kwargs)

    return wrapped


class plain_faults:  # noqa: N801 - reads as a with-statement
    """Known faults inside the block become a refusal in one sentence."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if error is None:
            return
        from intake.register import RegisterError
        from intake.settings import SettingsError

        if isinstance(error, WorkFolderError | SettingsError | RegisterError) or _is_our_refusal(error):
            raise Refused(str(error)) from error
        if (
            isinstance(error, Exception)
            and not isinstance(error, click.ClickException | BrokenPipeError)
            and is_passing(error)
        ):
            raise Refused(
                "Disken är full, upptagen eller får inte skrivas. Inget har ändrats; försök igen om en stund."
            ) from error
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
            raise Refused(out_of_reach(error)) from error


def _is_our_refusal(error: BaseException) -> bool:
    """Whether a ValueError was raised to be shown. Those of Python and of libraries are English, and end without a stop or have
    classes of their own."""
    own = type(error).__module__.partition(".")[0] in _OWN_ROOMS
    return isinstance(error, ValueError) and str(error).endswith(".") and (own or type(error) is ValueError)


def out_of_reach(error: OSError) -> str:
    """One Swedish sentence for a file or folder that is not there or cannot be used, and what to do."""
    named = Path(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else "En fil"
    return f"{named} finns inte, eller kan inte läsas eller skrivas. Kontrollera sökvägen och behörigheten."


maybe_in_work_folder = click.option(
    "--mapp",
    metavar="MAPP",
    type=click.Path(path_type=Path),
    help="Förbundets arbetsmapp. [närmaste ovanför, om någon]",
)
"""For a command that works without a working folder, and better in one."""


def open_register(folder: WorkFolder) -> Register:
    """The working folder's register, with the machine's clock."""
    from intake.register import Register

    return Register(folder.register_at, datetime.now)


def known_case(register: Register, dnr: str) -> Case:
    """The case with this number. Raises Refused where there is none."""
    case = register.case(dnr)
    if case is None:
        raise Refused(f"Ärendet {dnr} finns inte. Kör ”beredning arenden” för listan.")
    return case


def user() -> str:
    """Who sits at the machine, for the register's events; ``BEREDNING_VEM`` says otherwise."""
    name = os.environ.get("BEREDNING_VEM", "").strip()
    with suppress(Exception):
        name = name or getpass.getuser()
    return name or "okänd användare"
