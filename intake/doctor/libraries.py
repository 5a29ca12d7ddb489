"""The libraries that the program says it needs."""

from __future__ import annotations

import re
from importlib import metadata

from intake.doctor._finding import Finding, Surroundings

ORDER = 20
_PROGRAM = "beredning"


def check(around: Surroundings) -> list[Finding]:
    """Whether every library is installed."""
    needed = [
        re.split(r"[^\w.-]", line, maxsplit=1)[0]
        for line in metadata.requires(_PROGRAM) or ()
        if "extra ==" not in line
    ]
    missing = [name for name in needed if not _is_installed(name)]
    if not missing:
        found = f"Programmet är version {metadata.version(_PROGRAM)}. Alla {len(needed)} programbibliotek finns."
        return [Finding(name="Programbibliotek", state="bra", found=found)]
    return [
        Finding(
            name="Programbibliotek",
            state="fel",
            found=f"Dessa saknas: {', '.join(missing)}.",
            cost="De delar av programmet som behöver dem stannar.",
            remedy=f"Installera om programmet, till exempel med ”uv tool install --reinstall {_PROGRAM}”.",
        )
    ]


def _is_installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True
