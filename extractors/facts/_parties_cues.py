"""The phrases that are said of parties, from ``extractors/data/parter.toml``, as patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any


@lru_cache(maxsize=1)
def _lists() -> Mapping[str, Any]:
    return tomllib.loads(files("extractors.data").joinpath("parter.toml").read_text(encoding="utf-8"))


def either(name: str) -> str:
    """The pieces of a list ("atar_sig", or "agare.roll" for a list in a table), joined as one group."""
    found: Any = _lists()
    for key in name.split("."):
        found = found[key]
    return f"(?:{'|'.join(found)})"


def phrase(name: str) -> re.Pattern[str]:
    """A pattern that finds any phrase of a list, as whole words."""
    return re.compile(rf"(?<!\w){either(name)}(?!\w)", re.I)


def cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The cues that the model weighs: name and pattern."""
    return tuple((name, phrase(f"ledtradar.{name}")) for name in _lists()["ledtradar"])
