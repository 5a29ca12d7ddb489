"""Questions to ask of an application: never verdicts. One module for each kind, found by being there.

A module has ``ORDER`` (its place among the kinds) and ``ask(asking)``, which gives its questions. Modules whose names begin with
``_`` are tools. What a question must not do is cost trust: where the text leaves a doubt, nothing is asked.
"""

from __future__ import annotations

import pkgutil
from functools import lru_cache
from importlib import import_module
from typing import Protocol, cast

from rules.model import Question
from rules.questions._asking import NOTHING_KNOWN, Asking, Known, OtherCase

__all__ = ["NOTHING_KNOWN", "Asking", "Kind", "Known", "OtherCase", "ask_all", "kinds"]


class Kind(Protocol):
    """What a module of this package offers."""

    ORDER: int

    def ask(self, asking: Asking) -> tuple[Question, ...]:
        """The questions of this kind; none as a rule."""


@lru_cache(maxsize=1)
def kinds() -> tuple[Kind, ...]:
    """Every kind of question, in order."""
    names = [m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_")]
    found = [cast(Kind, import_module(f"{__name__}.{name}")) for name in names]
    return tuple(sorted(found, key=lambda kind: kind.ORDER))


def ask_all(asking: Asking) -> tuple[Question, ...]:
    """The questions that an application gives rise to. Nothing is asked of what is no application."""
    if any(flag.id == "ej-ansokan" for flag in asking.application.flags):
        return ()
    return tuple(question for kind in kinds() for question in kind.ask(asking))
