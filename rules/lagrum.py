"""The paragraphs of law that a finding or a letter may cite, each with the day it was read."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import lru_cache
from importlib.resources import files

from extractors.model import Frozen


class Lagrum(Frozen):
    """A paragraph: what it says in our own words, the day it was read, and the criteria that rest or lean on it."""

    id: str
    law: str
    short: str
    paragraph: str
    content: str
    address: str
    read: date
    criteria: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()

    @property
    def citation(self) -> str:
        """The short way to cite it: ``2 § lagen (2003:1210)``."""
        return f"{self.paragraph} {self.short}"


@lru_cache(maxsize=1)
def all_lagrum() -> tuple[Lagrum, ...]:
    """Every paragraph of the data file, in its order."""
    data = tomllib.loads(files("rules.data").joinpath("lagrum.toml").read_text(encoding="utf-8"))
    found = []
    for name, entry in data["lagrum"].items():
        law = data["lagar"][entry["lag"]]
        found.append(
            Lagrum(
                id=name,
                law=law["namn"],
                short=law["kort"],
                paragraph=entry["paragraf"],
                content=entry["innehall"],
                address=law["adress"],
                read=law["last"],
                criteria=tuple(entry["kriterier"]),
                see_also=tuple(entry.get("se-aven", ())),
            )
        )
    return tuple(found)


def lagrum(name: str) -> Lagrum:
    """The paragraph with this id (``finsam-2``). Raises KeyError for an unknown id."""
    for each in all_lagrum():
        if each.id == name:
            return each
    raise KeyError(name)
