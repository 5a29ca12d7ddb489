"""What a report must know of the file it reports on, passed in so that the same input gives the same bytes."""

from __future__ import annotations

from datetime import date

from extractors.model import Frozen


class Received(Frozen):
    """A file that came in: its name and SHA-256, the program's version, and the day that papers are dated."""

    name: str
    sha256: str
    version: str
    today: date
