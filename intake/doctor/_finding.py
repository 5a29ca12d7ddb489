"""What a check is given, and what it finds."""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Literal, Protocol, cast

from extractors.model import Frozen
from intake.workfolder import WorkFolder

State = Literal["bra", "brist", "fel"]


class Finding(Frozen):
    """One thing looked at. ``brist``: the program works, with a loss; ``fel``: something it is for does not work.

    ``found`` says what is there; where something is wrong ``cost`` says what that means and ``remedy`` what to do. Swedish sentences.
    """

    name: str
    state: State
    found: str
    cost: str = ""
    remedy: str = ""


@dataclass(frozen=True)
class Surroundings:
    """Where the program stands: the working folder, if there is one, where it otherwise works, and the time."""

    folder: WorkFolder | None
    here: Path
    now: datetime


class Check(Protocol):
    """What a module of this package offers: its place among the others, and the check."""

    ORDER: int

    def check(self, around: Surroundings) -> list[Finding]:
        """Look, change nothing, use no network; an empty list where there is nothing to look at."""


def examine(around: Surroundings) -> list[Finding]:
    """All findings, in order. A check that fails itself is a finding, so that the others are still told."""
    package = import_module("intake.doctor")
    findings: list[Finding] = []
    names = [m.name for m in pkgutil.iter_modules(package.__path__) if m.name[0] != "_"]
    checks = [(name, cast(Check, import_module(f"intake.doctor.{name}"))) for name in names]
    for name, each in sorted(checks, key=lambda pair: (pair[1].ORDER, pair[0])):
        try:
            findings += each.check(around)
        except Exception as error:  # whatever is broken here is just what the doctor is called for
            findings.append(
                Finding(
                    name=name,
                    state="fel",
                    found=f"Kontrollen kunde inte göras ({type(error).__name__}).",
                    cost="Det går inte att säga om den här delen fungerar.",
                    remedy="Installera om programmet. Hjälper det inte, skicka den här utskriften till den som sköter datorn.",
                )
            )
    return findings
