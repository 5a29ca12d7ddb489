"""The board's decision on a case: entered once, kept for ever, and what follows from it to watch over."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Literal

from pydantic import Field, ValidationError

from extractors.model import Frozen
from intake.register import Case, Event, Register
from intake.settings import LeadTimes
from reports.letters.model import Decision
from reports.meeting.money import over_months
from reports.swedish_text import kronor, months_between

Outcome = Literal["bevilja", "avslag", "aterremiss", "ej-vidare"]
_WORDS: Mapping[str, str] = {
    "bevilja": "Beviljat",
    "avslag": "Avslag",
    "aterremiss": "Återremiss",
    "ej-vidare": "Tas inte vidare",
}
AGREEMENT, FINAL_REPORT = "överenskommelse", "slutrapport"
_KRONOR = re.compile(r"(\d+|\d{1,3}(?:[\s.]\d{3})+)\s*(?:kr|kronor)?")  # a point parts thousands only: 1.5 is no amount
_MONTHS = re.compile(r"\s*(20\d\d-(?:0[1-9]|1[0-2]))\s*(?:--?|–|/|\.\.|till)\s*(20\d\d-(?:0[1-9]|1[0-2]))\s*")


class Decided(Frozen):
    """A decision as it is entered. Field names are those of the event's data; amounts are whole kronor, months ``YYYY-MM``."""

    utfall: Outcome
    datum: date
    paragraf: str = ""
    belopp_kr: int | None = None
    start: str = ""
    slut: str = ""
    skal: tuple[str, ...] = ()
    villkor: tuple[str, ...] = ()
    fragor: tuple[str, ...] = ()
    rapporter: Mapping[str, date] = Field(default_factory=dict)

    @property
    def outcome(self) -> Outcome:
        """What was decided."""
        return self.utfall

    @property
    def words(self) -> str:
        """The decision in one Swedish sentence."""
        said = [f"{_WORDS[self.utfall]} den {self.datum}"]
        said += [f"§ {self.paragraf}"] if self.paragraf else []
        said += [kronor(self.belopp_kr)] if self.belopp_kr is not None else []
        said += [months_between(self.start, self.slut)] if self.start and self.slut else []
        reasons = f" Skäl: {' '.join(self.skal)}" if self.skal else ""
        return f"{', '.join(said)}.{reasons}"

    def for_letter(self) -> Decision:
        """The decision as the letters' room knows it."""
        return Decision(
            day=self.datum,
            paragraph=self.paragraf,
            amount=self.belopp_kr,
            by_year=years_of(self),
            start=self.start,
            end=self.slut,
            terms=self.villkor,
            reports=tuple(f"{name} senast den {day}" for name, day in self.rapporter.items()),
            reasons=self.skal,
            questions=self.fragor,
        )


def decision_of(events: Iterable[Event]) -> Decided | None:
    """The latest decision on a case; None where there is none, or it was entered without its particulars (no day, or no outcome)."""
    found = [e.data for e in events if e.kind == "beslut"]
    try:
        return Decided.model_validate(dict(found[-1])) if found else None
    except ValidationError:
        return None


def years_of(decided: Decided | None) -> dict[int, int]:
    """Whole kronor granted by year, spread evenly over the months; empty for anything but a grant with sum and months."""
    if (
        decided is None
        or decided.utfall != "bevilja"
        or decided.belopp_kr is None
        or not (decided.start and decided.slut)
    ):
        return {}
    return over_months(decided.belopp_kr, decided.start, decided.slut)


def months(text: str) -> tuple[str, str]:
    """``2027-01–2028-12`` as its two months. Raises ValueError, in Swedish."""
    found = _MONTHS.fullmatch(text)
    if not found:
        raise ValueError(f"Perioden {text} går inte att läsa. Skriv den som 2027-01–2028-12.")
    if found[1] > found[2]:
        raise ValueError(f"Perioden {text} slutar innan den börjar. Skriv den som 2027-01–2028-12.")
    return found[1], found[2]


def amount(text: str) -> int:
    """``2 401 000 kr`` as whole kronor. Raises ValueError, in Swedish."""
    found = _KRONOR.fullmatch(text.strip().casefold())
    digits = re.sub(r"[\s.]", "", found[1]) if found else "0"
    if int(digits) <= 0:
        raise ValueError(f"Beloppet {text} går inte att läsa. Skriv det i hela kronor, till exempel 2401000.")
    return int(digits)


def as_entered(
    review: Mapping[str, Any] | None,
    outcome: str,
    day: date,
    *,
    paragraph: str = "",
    granted: str = "",
    period: str = "",
    reasons: Iterable[str] = (),
    terms: Iterable[str] = (),
    questions: Iterable[str] = (),
    reports: Mapping[str, date] | None = None,
) -> Decided:
    """The decision of what a person typed. The months are the application's own where none are given, never the amount.

    Raises ValueError, in Swedish.
    """
    head = (review or {}).get("uppgifter", {})
    start, end = months(period) if period else (head.get("start") or "", head.get("slut") or "")
    grant = outcome == "bevilja"
    return Decided.model_validate(
        {
            "utfall": outcome,
            "datum": day,
            "paragraf": paragraph.removeprefix("§").strip(),
            "belopp_kr": amount(granted) if granted else None,
            "start": start if grant else "",
            "slut": end if grant else "",
            "skal": tuple(reasons),
            "villkor": tuple(terms),
            "fragor": tuple(questions),
            "rapporter": reports or {},
        }
    )


def decide(register: Register, case: Case, decided: Decided, lead: LeadTimes, who: str) -> list[str]:
    """Enter the decision, and for a grant what is then due; returns Swedish sentences. The same decision again enters nothing.

    Raises ValueError, in Swedish, where a grant lacks its sum or months.
    """
    if decided.utfall == "bevilja" and decided.belopp_kr is None:
        raise ValueError("Ange det beviljade beloppet med --belopp. Det sökta beloppet tas aldrig för det beviljade.")
    if decided.utfall == "bevilja" and not (decided.start and decided.slut):
        raise ValueError("Tiden framgår inte av ansökan. Ange den med --period, till exempel --period 2027-01–2028-12.")
    with register.writing():
        earlier = decision_of(register.events(case.id))
        if earlier == decided:
            return [f"{case.dnr}: beslutet är redan infört. {decided.words}"]
        told = [f"{case.dnr}: {decided.words}"]
        if earlier is not None:
            told.append(f"Det ersätter det tidigare beslutet, som står kvar i registret: {earlier.words}")
        register.add_event(case.id, "beslut", who, decided.words, data=decided.model_dump(mode="json"))
        if decided.utfall == "bevilja":
            for what, last in _due(decided, lead).items():
                text = f"{what[:1].upper()}{what[1:]} senast {last}."
                register.add_event(
                    case.id, "bevakning", who, text, data={"vad": what, "senast": last.isoformat(), "av": "beslut"}
                )
                told.append(f"Bevakas: {text}")
    return told


def _due(decided: Decided, lead: LeadTimes) -> dict[str, date]:
    """What a grant makes due: the agreement before the start, the reports that were decided on, else the final report."""
    year, month = (int(part) for part in decided.start.split("-"))
    due = {AGREEMENT: date(year, month, 1) - timedelta(days=1)}
    if decided.rapporter:
        return {**due, **decided.rapporter}
    year, month = (int(part) for part in decided.slut.split("-"))
    end = date(year, month, calendar.monthrange(year, month)[1])
    return {**due, FINAL_REPORT: end + timedelta(days=lead.final_report)}
