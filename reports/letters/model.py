"""What a letter says, as plain data, and what it is written from.

The fields of `Letter` and its parts have Swedish names: they are the words that a förbundschef meets in the template.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from extractors.model import Frozen
from reports.letters.deadlines import Deadline, Lead, Meeting
from reports.sender import Sender
from rules.profile import NEUTRAL, Profile, load_profile

BLANK = "____________"
"""A line to fill in by hand, where nothing is known."""


class Fact(Frozen):
    """A line of a small table of facts."""

    namn: str
    varde: str


class Point(Frozen):
    """A question to the applicant: what is missing, where in the application, why it is asked, what a good answer holds."""

    nr: int
    rubrik: str
    saknas: str
    plats: str = ""
    citat: str = ""
    varfor: str = ""
    svar: str = ""


class Part(Frozen):
    """A part of a letter, in this order: heading, paragraphs, facts, numbered lines, dashes, questions."""

    rubrik: str
    stycken: tuple[str, ...] = ()
    fakta: tuple[Fact, ...] = ()
    numrerat: tuple[str, ...] = ()
    lista: tuple[str, ...] = ()
    punkter: tuple[Point, ...] = ()


class Letter(Frozen):
    """A letter, ready for its template. ``insats`` to ``mote`` are for a förbund's own template with words of its own.

    ``svar_senast`` and ``mote`` are dates in words, empty where there are none; ``svar_dag`` is the former as a date. ``att_fylla_i`` and ``osakra`` are for the writer alone:
    what is left blank, and the findings that should be looked up in the application before signing.
    """

    slag: str
    handling: str
    mottagare: tuple[str, ...]
    datum: str
    dnr: str
    arende: str
    rubrik: str
    ingress: tuple[str, ...]
    delar: tuple[Part, ...]
    kopia: tuple[str, ...] = ()
    insats: str = ""
    sokande: str = ""
    svar_senast: str = ""
    mote: str = ""
    svar_dag: date | None = None
    att_fylla_i: tuple[str, ...] = ()
    osakra: tuple[str, ...] = ()


class Decision(Frozen):
    """What the board has decided. Amounts are whole kronor; months are ``YYYY-MM``; unknown is None or empty.

    ``reasons`` ground a refusal; ``questions`` are what a case is sent back for; ``vat`` is ``exklusive`` or ``inklusive``.
    """

    day: date | None = None
    paragraph: str = ""
    amount: int | None = None
    by_year: Mapping[int, int] = {}
    start: str = ""
    end: str = ""
    vat: str = ""
    terms: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


class Material(Frozen):
    """Everything that a letter is written from, as plain values.

    ``review`` is the review's data (``reports/granskning.py``), None where the application was not reviewed.
    ``overrides`` gives the status of each criterion that a person has set. ``group`` is the next meeting of the
    beredningsgrupp, ``board`` of the board; ``answer`` is the deadline for what is asked.
    """

    sender: Sender
    day: date
    dnr: str = ""
    came: date | None = None
    applicant: str = ""
    name: str = ""
    review: Mapping[str, Any] | None = None
    overrides: Mapping[str, str] = {}
    profile: Profile | None = None
    lead: Lead = Lead()
    group: Meeting | None = None
    board: Meeting | None = None
    answer: Deadline | None = None
    decision: Decision = Decision()

    @property
    def own_profile(self) -> Profile:
        """The profile given, else the neutral one."""
        return self.profile or load_profile(NEUTRAL)

    def head(self, name: str) -> str:
        """A fact of the application's head (``insatsansvarig``, ``start`` …) as text; empty where none was found."""
        value = (self.review or {}).get("uppgifter", {}).get(name)
        return "" if value is None else str(value)


@dataclass(frozen=True)
class LetterKind:
    """A kind of letter, found by being a module of this package with a ``KIND``.

    ``slug`` is its name on the command line, ``name`` what it is called in print. ``write`` makes the letter.
    ``answer_before`` is the kind of meeting (``beredningsgrupp`` or ``styrelse``) that an answer must come before; once
    such a letter is sent, the case waits for the applicant. It is empty where no answer is asked for. ``tells_decision``:
    it tells what has been decided, as the register says. ``for_case`` is False for a letter on a draft that has no case.
    """

    slug: str
    name: str
    about: str
    write: Callable[[Material], Letter]
    order: int
    answer_before: Literal["beredningsgrupp", "styrelse", ""] = ""
    needs_review: bool = False
    tells_decision: bool = False
    for_case: bool = True
