"""What a report must know of the file and the case it reports on, passed in so that the same input gives the same bytes."""

from __future__ import annotations

from datetime import date

from extractors.model import Frozen
from reports.sender import Sender
from rules.compare import Comparison
from rules.model import Status


class Received(Frozen):
    """A file that came in: its name and SHA-256, the program's version, and the day that papers are dated."""

    name: str
    sha256: str
    version: str
    today: date


class SetAside(Frozen):
    """A verdict that a person has set aside: what the program said, what holds instead, why, and who decided when."""

    criterion: str
    status: Status
    programs_status: Status
    reason: str
    name: str
    day: str


class Assessment(Frozen):
    """The förbundschef's own words on the whole of a case: a line is a paragraph. Who wrote them, and the day."""

    text: str
    name: str
    day: str


class CaseFacts(Frozen):
    """What the register and the settings know of the case. Days are ``YYYY-MM-DD``; what is not known is empty.

    ``comparison`` is with the version that the applicant sent before this one.
    """

    dnr: str = ""
    handler: str = ""
    came: str = ""
    asked: tuple[str, ...] = ()
    completed: tuple[str, ...] = ()
    group_meeting: str = ""
    board_meeting: str = ""
    sender: Sender | None = None
    set_aside: tuple[SetAside, ...] = ()
    comparison: Comparison | None = None
    assessment: Assessment | None = None


NO_CASE = CaseFacts()
"""An application that is reviewed without any register."""
