"""What a person sets in the place of the program's verdicts, and her own assessment of the whole."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from desk.case_page import load, same_state
from desk.state import Desk, MissingError
from desk.web import Form, action, back_to, show
from intake.assessment import KIND
from intake.register import Override
from rules.criterion import criterion
from rules.model import STATUSES

_LONGEST = 20_000


@action("/arende/{number:int}/avsteg")
def set_aside(desk: Desk, request: Request, form: Form) -> Response:
    """Set a verdict aside, with a reason and a name; the program's own stays beside it."""
    name, status, reason, who = (form.text(f) for f in ("kriterium", "status", "skal", "namn"))
    with desk.register() as register, register.writing():
        shown = load(desk, register, request)
        same_state(shown, form)
        if shown.review is None or name not in shown.review["kriterier"] or status not in STATUSES:
            raise MissingError("Kriteriet finns inte i ärendets granskning.")
        back = f"/arende/{shown.case.id}"
        if not reason or not who:
            return show(
                "fel.html",
                desk,
                request=request,
                status=422,
                rubrik="Skäl och namn behövs",
                text="Ange både varför bedömningen ändras och vem som gör det. Gå tillbaka och fyll i det som saknas; inget har sparats.",
            )
        own = str(shown.review["kriterier"][name]["status"])
        register.add_override(
            shown.case.id,
            Override(
                criterion=name,
                status=status,
                programs_status=own,
                reason=reason[:_LONGEST],
                name=who[:200],
                time=register.time(),
            ),
        )
    desk.who = who[:200]
    return back_to(
        back,
        desk,
        f"{criterion(name).name}: {status} enligt {who}. Programmets bedömning ({own}) står kvar bredvid.",
        name,
    )


@action("/arende/{number:int}/bedomning")
def assess(desk: Desk, request: Request, form: Form) -> Response:
    """Keep the assessment; earlier wordings stay in the log."""
    text, who = form.text("text"), form.text("namn")
    with desk.register() as register, register.writing():
        shown = load(desk, register, request)
        same_state(shown, form)
        back = f"/arende/{shown.case.id}"
        if not text or not who:
            return show(
                "fel.html",
                desk,
                request=request,
                status=422,
                rubrik="Text och namn behövs",
                text="Skriv både bedömningen och vem som gör den. Gå tillbaka och fyll i det som saknas; inget har sparats.",
            )
        register.add_event(
            shown.case.id, KIND, who[:200], "Förbundschefens bedömning skrevs.", data={"text": text[:_LONGEST]}
        )
    desk.who = who[:200]
    return back_to(
        back, desk, "Bedömningen är sparad. Den kommer med när beredningen skrivs på nytt (under Papper).", "bedomning"
    )
