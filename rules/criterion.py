"""A criterion: its question, rule, source and advice, and its check. One small file each, in ``rules/criteria``."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module

from extractors.model import Application, Topic
from rules.model import Basis, Computed, Status


@dataclass(frozen=True)
class Example:
    """A piece of an application, and the status it deserves by this criterion alone. Run as a test."""

    text: str
    status: Status


@dataclass(frozen=True)
class Criterion:
    """One criterion of the catalogue.

    ``order`` sorts it in the catalogue; ``rule`` says when each status is given; ``why`` says what the criterion is for;
    ``advice`` tells the applicant what a good answer holds; ``law`` is the paragraph where ``basis`` is ``lag``.
    ``compute`` gives what the facts alone say, or None where only the sentences can tell.
    """

    id: str
    order: int
    name: str
    topic: Topic
    question: str
    rule: str
    why: str
    advice: str
    basis: Basis
    source: str
    examples: tuple[Example, ...]
    law: str | None = None
    answer_may_be_no: bool = False
    compute: Callable[[Application], Computed | None] | None = None


@lru_cache(maxsize=1)
def catalogue() -> tuple[Criterion, ...]:
    """All criteria, in the catalogue's order: every module of ``rules.criteria`` that has a ``CRITERION``."""
    package = import_module("rules.criteria")
    modules = (import_module(f"rules.criteria.{m.name}") for m in pkgutil.iter_modules(package.__path__))
    found = [module.CRITERION for module in modules if hasattr(module, "CRITERION")]
    return tuple(sorted(found, key=lambda c: c.order))


def criterion(name: str) -> Criterion:
    """The criterion with this id. Raises KeyError for an unknown id."""
    for each in catalogue():
        if each.id == name:
            return each
    raise KeyError(name)
