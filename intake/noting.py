"""What a person notes by hand in a case: that something has come or happened, or is to be watched over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the command line reads this module to list what can be noted, and must start at once
    from intake.register import Case, Register
    from intake.register.values import EventKind


@dataclass(frozen=True)
class Notable:
    """Something that can be noted: the register's kind of event, and the words that tell it."""

    kind: EventKind
    words: str
    needs_what: bool = False


NOTABLE: Mapping[str, Notable] = {
    "svar-inkom": Notable(kind="svar inkom", words="Svar kom in"),
    "overenskommelse": Notable(kind="överenskommelse", words="Överenskommelse finns"),
    "rapport": Notable(kind="rapport", words="Rapport kom in", needs_what=True),
    "bevaka": Notable(kind="bevakning", words="Bevakas", needs_what=True),
    "klart": Notable(kind="bevakning", words="Klart", needs_what=True),
    "avslutat": Notable(kind="avslutat", words="Ärendet avslutades"),
}
_AGREEMENT, _WATCH, _DONE = "overenskommelse", "bevaka", "klart"


def note(
    register: Register, case: Case, name: str, day: date, who: str, *, what: str = "", last: date | None = None
) -> str:
    """Enter what ``name`` says (a key of `NOTABLE`); returns the sentence that the register holds.

    ``what`` is what a report or reminder is about, ``last`` the last day of what is watched. Raises ValueError, in Swedish, where
    one of them is missing.
    """
    about = NOTABLE[name]
    if about.needs_what and not what:
        raise ValueError("Ange vad det gäller, till exempel slutrapport.")
    if name == _WATCH and last is None:
        raise ValueError("Ange sista dagen för det som ska bevakas.")
    data: dict[str, Any] = {"datum": day.isoformat()}
    text = about.words
    if name == _AGREEMENT:
        data["vad"] = "överenskommelse"
    elif what:
        data["vad"] = what
        text += f": {what}"
    if name == _WATCH and last is not None:
        data["senast"] = last.isoformat()
        text += f", senast {last}"
    if name == _DONE:
        data["klar"] = True
    text += "."
    register.add_event(case.id, about.kind, who, text, data=data)
    return text
