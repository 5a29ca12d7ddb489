"""The Python that runs the program."""

from __future__ import annotations

import platform
import sys

from intake.doctor._finding import Finding, Surroundings

ORDER = 10
_OLDEST = (3, 11)


def check(around: Surroundings) -> list[Finding]:
    """Whether Python is new enough."""
    found = f"Python {platform.python_version()} på {platform.system()} ({platform.machine()})."
    if sys.version_info >= _OLDEST:
        return [Finding(name="Python", state="bra", found=found)]
    return [
        Finding(
            name="Python",
            state="fel",
            found=found,
            cost="Programmet är skrivet för en nyare Python och kan stanna när som helst.",
            remedy="Installera Python 3.11 eller nyare och sedan programmet på nytt.",
        )
    ]
