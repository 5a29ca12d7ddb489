"""What a meeting's overview is made from, and what it says, as plain values.

The fields of the overview have Swedish names: they are the words that a förbundschef meets in the template.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from pydantic import Field

from extractors.model import Frozen

PARTIES: Mapping[str, str] = {
    "AF": "Arbetsförmedlingen",
    "FK": "Försäkringskassan",
    "kommun": "Kommunerna",
    "region": "Regionen",
}
"""The four kinds of party of 3 § lagen (2003:1210), by the review's own keys."""
RECOMMENDATIONS = ("bevilja", "komplettera", "avslå", "bordlägg")


class Recommendation(Frozen):
    """What a group said of one case: each party's view, the recommendation (one of `RECOMMENDATIONS`, or empty), and why."""

    dnr: str
    synpunkter: Mapping[str, str] = Field(default_factory=dict)
    rekommendation: str = ""
    motivering: str = ""
    jav: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in."""
        return not (any(self.synpunkter.values()) or self.rekommendation or self.motivering or self.jav)


class MeetingCase(Frozen):
    """A case as the overview needs it: its review in the form of ``reports/granskning.py``, and what people have said since.

    ``settled`` maps criteria to the status that a person has given them in the program's stead.
    """

    dnr: str
    came: str
    version: int
    review: Mapping[str, Any]
    settled: Mapping[str, str] = Field(default_factory=dict)
    recommendation: Recommendation | None = None
    running: bool = False


class MeetingFacts(Frozen):
    """The meeting, and the förbund's money: kronor by year, and what is promised of it already."""

    forbund: str
    day: date
    kind: Literal["beredningsgrupp", "styrelse"] = "beredningsgrupp"
    time: str = ""
    place: str = ""
    minutes_each: int = 20
    budget: Mapping[int, int] = Field(default_factory=dict)
    bound: Mapping[int, int] = Field(default_factory=dict)


class CaseRow(Frozen):
    """One case on the first page. The party fields hold ✓ for a party that takes part, else a dash."""

    nr: str
    dnr: str
    insats: str
    sokande: str
    af: str
    fk: str
    region: str
    kommun: str
    malgrupp: str
    antal: str
    tid: str
    belopp: str
    per_deltagare: str
    lage: str
    fynd: str
    dragning: str
    rekommendation: str


class YearRow(Frozen):
    """A year's money. ``efter`` is what is left if all that is sought is granted."""

    ar: str
    budget: str
    bundet: str
    sokt: str
    efter: str
    racker: bool


class CaseQuestions(Frozen):
    """What to ask the one who presents a case; ``egna`` are those that the group asks itself (jäv, overlap)."""

    dnr: str
    insats: str
    till: str
    fragor: tuple[str, ...]
    fler: str = ""
    egna: tuple[str, ...] = ()


class ViewRow(Frozen):
    """A case's place in the sheet for views: filled in where the group has said something already."""

    dnr: str
    insats: str
    af: str
    fk: str
    kommun: str
    region: str
    rekommendation: str
    motivering: str
    jav: str


class Overview(Frozen):
    """The overview of a meeting. Nothing in it names a person in the target group."""

    forbund: str
    rubrik: str
    slag: str
    datum: str
    tid_plats: str
    arenden: tuple[CaseRow, ...]
    summering: str
    summor: tuple[YearRow, ...]
    summor_not: tuple[str, ...]
    overlapp: tuple[str, ...]
    jav: tuple[str, ...]
    fragor: tuple[CaseQuestions, ...]
    synpunkter: tuple[ViewRow, ...]
    rekommendationer: str = ", ".join(RECOMMENDATIONS)
