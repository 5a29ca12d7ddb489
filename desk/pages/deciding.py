"""The board's decision, and what is noted afterwards: the same as ``beredning beslut`` and ``beredning anteckna``."""

from __future__ import annotations

from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from desk.case_page import CaseShown, load, same_state
from desk.state import Desk, RefusedError, refusing
from desk.web import Form, action, back_to, page, show
from intake.compare import latest_review
from intake.decisions import FINAL_REPORT, as_entered, decide, decision_of
from intake.letter_files import write_letter
from intake.noting import NOTABLE, note
from intake.register import Register
from reports.letters import letter_kind

OUTCOMES = {
    "bevilja": "Bevilja", "avslag": "Avslag", "aterremiss": "Återremiss", "ej-vidare": "Tas inte vidare (förbundschefens besked)",
}  # fmt: skip
_NOTES = {
    "svar-inkom": "Svar har kommit in",
    "overenskommelse": "Överenskommelse finns",
    "rapport": "Rapport har kommit in",
    "bevaka": "Påminn mig",
    "klart": "Det som bevakas är klart",
    "avslutat": "Ärendet är avslutat",
}
_REPORTS = ("delrapport", FINAL_REPORT)
_LONGEST = 5000


@page("/arende/{number:int}/beslut")
def decision(desk: Desk, request: Request) -> Response:
    """What is decided, with a form for it and one for what has happened since."""
    with desk.register() as register:
        shown = load(desk, register, request)
        head = (latest_review(desk.folder, register, shown.case) or {}).get("uppgifter", {})
    return show(
        "arende_beslut.html",
        desk,
        request=request,
        del_="beslut",
        a=shown,
        beslutat=decision_of(shown.events),
        period=f"{head['start']}–{head['slut']}" if head.get("start") and head.get("slut") else "",
        utfall=OUTCOMES,
        handelser={name: _NOTES.get(name, each.words) for name, each in NOTABLE.items()},
        rapporter=_REPORTS,
        idag=desk.today,
    )


@action("/arende/{number:int}/beslut/for-in")
def enter(desk: Desk, request: Request, form: Form) -> Response:
    """Enter the decision and write its letter."""
    outcome = form.text("utfall")
    if outcome not in OUTCOMES:
        raise RefusedError("Välj ett beslut i listan. Gå tillbaka och välj; inget har sparats.")
    reports = {name: day for name in _REPORTS if (day := _day(form, f"rapport.{name}")) is not None}
    folder = desk.folder
    with desk.register() as register:
        shown = _unchanged(desk, register, request, form)
        with refusing():
            review = latest_review(folder, register, shown.case)
            decided = as_entered(
                review,
                outcome,
                _day(form, "datum") or desk.today,
                paragraph=form.text("paragraf")[:40],
                granted=form.text("belopp")[:40],
                period=form.text("period")[:40],
                reasons=_lines(form, "skal"),
                terms=_lines(form, "villkor"),
                questions=_lines(form, "fraga"),
                reports=reports,
            )
            if outcome == "bevilja" and decided.belopp_kr is None:
                raise RefusedError("Fyll i beloppet som beviljas. Det sökta beloppet tas aldrig för det beviljade.")
            if outcome == "bevilja" and not (decided.start and decided.slut):
                raise RefusedError("Tiden framgår inte av ansökan. Fyll i perioden, till exempel 2027-01–2028-12.")
            told = decide(register, shown.case, decided, folder.settings.lead_times, desk.who)
            if form.text("brev"):
                told.append(write_letter(folder, register, shown.case, letter_kind(outcome), desk.today, desk.who)[0])
    return back_to(f"/arende/{shown.case.id}/beslut", desk, " ".join(told))


@action("/arende/{number:int}/anteckna")
def enter_note(desk: Desk, request: Request, form: Form) -> Response:
    """Note that something has come or happened, or is to be watched over."""
    name = form.text("handelse")
    if name not in NOTABLE:
        raise RefusedError("Välj vad som har hänt i listan. Gå tillbaka och välj; inget har sparats.")
    with desk.register() as register:
        shown = _unchanged(desk, register, request, form)
        with refusing():
            text = note(
                register, shown.case, name, _day(form, "datum") or desk.today, desk.who,
                what=form.text("vad")[:200], last=_day(form, "senast"),
            )  # fmt: skip
    return back_to(f"/arende/{shown.case.id}/beslut", desk, f"Antecknat: {text}", "anteckna")


def _unchanged(desk: Desk, register: Register, request: Request, form: Form) -> CaseShown:
    shown = load(desk, register, request)
    same_state(shown, form)
    return shown


def _day(form: Form, name: str) -> date | None:
    """The day of a field; None where it is empty."""
    text = form.text(name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise RefusedError(
            f"Datumet {text[:40]} går inte att läsa. Skriv det som 2027-03-12; inget har sparats."
        ) from error


def _lines(form: Form, name: str) -> tuple[str, ...]:
    """A line of the field is one reason, term or question."""
    return tuple(line.strip() for line in form.text(name)[:_LONGEST].splitlines() if line.strip())
