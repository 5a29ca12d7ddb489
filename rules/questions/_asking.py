"""What a question may look at: the application with its verdicts, the förbund's profile, and what is known around the case."""

from __future__ import annotations

from extractors.facts.followup import FollowUp
from extractors.model import Application, Frozen
from rules.model import Verdict
from rules.profile import KnownPerson, Profile


class OtherCase(Frozen):
    """Another application or a running insats, as briefly as an overlap can be seen.

    ``group`` is what it says of its target group, in its own words; ``areas`` are its kommuner; ``parties`` are its parties' names.
    """

    dnr: str
    name: str = ""
    group: str = ""
    areas: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    running: bool = False


class Known(Frozen):
    """What the settings and the register know: people who prepare and decide, and other cases."""

    people: tuple[KnownPerson, ...] = ()
    others: tuple[OtherCase, ...] = ()


NOTHING_KNOWN = Known()
"""An application reviewed without any register."""


class Asking(Frozen):
    """All that a kind of question is given."""

    application: Application
    profile: Profile
    verdicts: tuple[Verdict, ...] = ()
    follow_up: FollowUp = FollowUp()
    known: Known = NOTHING_KNOWN

    def is_gap(self, criterion: str) -> bool:
        """Whether the criterion's own verdict asks the applicant already."""
        return any(v.criterion == criterion and v.is_gap for v in self.verdicts)
