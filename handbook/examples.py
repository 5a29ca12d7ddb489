"""Run the commands that a page shows, as its reader would: in an empty folder, on the days that the page says."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from handbook.blocks import Piece, pieces
from handbook.by_hand import VERBS, entered

HOME = "/hem/maja"
"""Stands in the screens for the folder where the page was run."""

_PERSON = "Maja Lind"
_FIRST_DAY = datetime(2026, 9, 7, 9, 0)
_MORE = "…"


class ExampleError(AssertionError):
    """A command of a page did not go as the page says: the page, the line, the command and what it printed."""


@dataclass
class _Stand:
    """Where the reader stands, and when."""

    home: Path
    here: Path
    now: datetime = _FIRST_DAY
    screen: str = ""
    screens: dict[int, str] = field(default_factory=dict)


def run_page(name: str, page: str, folder: Path) -> dict[int, str]:
    """Run a page in an empty folder; what its ``utskrift`` fences should hold, by the line where each begins.

    Raises ExampleError at the first command that leaves with another code than the page says.
    """
    stand = _Stand(folder, folder)
    with _as_reader(folder):
        for piece in pieces(page):
            _do(name, piece, stand)
    return stand.screens


@contextlib.contextmanager
def _as_reader(folder: Path) -> Iterator[None]:
    before, who = Path.cwd(), os.environ.get("BEREDNING_VEM")
    os.environ["BEREDNING_VEM"] = _PERSON
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
        os.environ.pop("BEREDNING_VEM") if who is None else os.environ.update(BEREDNING_VEM=who)


def _do(name: str, piece: Piece, stand: _Stand) -> None:
    if piece.kind == "prov":
        _by_hand(name, piece, stand)
    elif piece.kind == "toml":
        path = stand.here / str(piece.option("fil"))
        path.write_text(entered(path.read_text(encoding="utf-8"), piece.text), encoding="utf-8")
    elif piece.kind == "sh":
        stand.screen = ""
        lines = [line for line in piece.text.splitlines() if line.strip()]
        for number, line in enumerate(lines):
            expected = int(piece.option("slutkod") or 0) if number == len(lines) - 1 else 0
            stand.screen += _run(f"{name} rad {piece.first + 1 + number}", line, expected, stand)
    else:
        stand.screens[piece.first] = _shown(piece, stand)


def _by_hand(name: str, piece: Piece, stand: _Stand) -> None:
    verb, rest = piece.text.split(maxsplit=1)
    if verb == "dag":
        stand.now = datetime.fromisoformat(rest.strip()) + timedelta(hours=9)
    elif verb == "i":
        stand.here = stand.home / rest.strip()
        os.chdir(stand.here)
    elif verb in VERBS:
        VERBS[verb](stand.here, rest)
    elif verb == "kör":
        _run(f"{name} rad {piece.first + 1}", rest, 0, stand)
    else:
        raise ExampleError(f"{name} rad {piece.first + 1}: directive {verb!r} is not known")


def _run(place: str, line: str, expected: int, stand: _Stand) -> str:
    import time_machine
    from click.testing import CliRunner

    from intake.cli import cli
    from intake.swedish import speak_swedish

    program, *words = shlex.split(line, comments=True)
    if program != "beredning":
        raise ExampleError(f"{place}: {line!r} does not begin with beredning")
    speak_swedish()
    with time_machine.travel(stand.now, tick=False):
        done = CliRunner().invoke(cli, words, standalone_mode=False, prog_name="beredning", terminal_width=100)
    stand.now += timedelta(minutes=1)
    told = done.output
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        told += f"{done.exception}\n"
    code = _code(done.return_value, done.exception)
    if code != expected:
        raise ExampleError(f"{place}: {line}\nleft with {code}, not {expected}:\n{told}") from done.exception
    _hurry(stand)
    return plain(told, stand.home)


def _code(returned: object, error: BaseException | None) -> int:
    """The exit code that ``intake.cli.main`` would leave with."""
    import click

    from intake.cli import Exit

    if error is None:
        return int(returned) if isinstance(returned, int) else 0
    return int(Exit.USAGE) if isinstance(error, click.ClickException) else int(Exit.INTERNAL)


def _hurry(stand: _Stand) -> None:
    """A new working folder's inbox is looked through at once, not once a second: the tests have no second to wait."""
    for settings in stand.home.glob("*/installningar.toml"):
        text = settings.read_text(encoding="utf-8")
        if "\nsekunder = 1.0 " in text:
            settings.write_text(text.replace("\nsekunder = 1.0 ", "\nsekunder = 0.05 "), encoding="utf-8")


def plain(screen: str, home: Path) -> str:
    """A screen without what differs from run to run: the temporary folder, how long something took."""
    screen = screen.replace(str(home.resolve()), HOME).replace(str(home), HOME)
    screen = re.sub(r"(?m)[ \t]+$", "", screen)
    return screen.strip("\n") + "\n"


def _shown(piece: Piece, stand: _Stand) -> str:
    folder = piece.option("mapp")
    if folder is not None:
        lines = tree(stand.here / folder, piece.options)
    else:
        only = piece.option("bara")
        lines = [line for line in stand.screen.splitlines() if only is None or re.search(only, line)]
    most = next((int(o) for o in piece.options if o.isdigit()), None)
    if most is not None and len(lines) > most:
        lines = [*lines[:most], _MORE]
    return "".join(line + "\n" for line in lines)


def tree(folder: Path, options: tuple[str, ...] = ()) -> list[str]:
    """The files and folders of a folder as an indented list, folders ending in a stroke. ``grunt`` shows the first level only."""
    found = sorted(p for p in folder.rglob("*") if not any(part[0] == "." for part in p.relative_to(folder).parts))
    lines = []
    for path in found:
        depth = len(path.relative_to(folder).parts) - 1
        if depth and "grunt" in options:
            continue
        lines.append("    " * depth + path.name + ("/" if path.is_dir() else ""))
    return lines
