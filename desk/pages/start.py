"""The first page: what came in, what waits, the next meeting, the list of cases, and a place to drop files."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from desk.case_list import Choice, listed
from desk.due import next_meetings, waiting
from desk.state import Desk, known_case
from desk.taking_in import lay_in, take_in
from desk.web import Form, action, back_to, page, show
from desk.words import PARTIES
from intake.durable import is_passing
from intake.scan import look


@page("/")
def start(desk: Desk, request: Request) -> Response:
    """Show the overview; the search's words stand in the address."""
    words = request.query_params
    number = words.get("sida", "1")
    choice = Choice(
        words=words.get("sok", "")[:200],
        party=words.get("part", "") if words.get("part") in PARTIES else "",
        year=words.get("ar", "")[:4],
        status=words.get("status", "")[:60],
        page=int(number) if number.isascii() and number.isdecimal() and len(number) < 6 else 1,
    )
    folder = desk.folder
    with desk.register() as register:
        cases = register.cases()
        found = listed(folder, register, desk.digests, cases, choice)
        todo = waiting(folder.settings, register, cases, desk.today)
        failed = register.failed(10)
    return show(
        "start.html",
        desk,
        request=request,
        val=choice,
        lista=found,
        parter=PARTIES,
        vantar=todo,
        moten=next_meetings(folder.settings, desk.today),
        felfiler=[f for f in failed if (folder.root / f.path).is_file()],
        i_inkorgen=_lying(desk),
    )


@action("/lagg-in")
def drop(desk: Desk, request: Request, form: Form) -> Response:
    """Lay dropped files in the inbox and begin to take them in."""
    files = form.files("filer")
    if not files:
        return back_to("/", desk, "Ingen fil var vald. Välj en eller flera filer och försök igen.")
    inbox = desk.folder.inbox
    desk.folder.check()
    for file in files:
        lay_in(inbox, file.filename or "", file.file)
    task = take_in(desk)
    return back_to(f"/arbete/{task.id}", desk)


@action("/ta-in")
def take(desk: Desk, request: Request, form: Form) -> Response:
    """Take in what lies in the inbox already."""
    return back_to(f"/arbete/{take_in(desk).id}", desk)


@action("/arende/{number:int}/svar")
def answer(desk: Desk, request: Request, form: Form) -> Response:
    """Answer whether a case is a new version of another."""
    with desk.register() as register:
        case = known_case(register, request.path_params["number"])
        if case.asks is None:
            return back_to("/", desk, f"Frågan om {case.dnr} är redan besvarad.")
        other = register.case(case.asks)
        if form.text("svar") == "ja" and other is not None:
            register.join(case.id, other.id, desk.who)
            return back_to("/", desk, f"{case.dnr} är nu en ny version av {other.dnr}.")
        register.add_event(case.id, "svar", desk.who, f"Nej, {case.dnr} är ett eget ärende.", data={"dnr": case.asks})
    return back_to("/", desk, f"{case.dnr} är ett eget ärende.")


def _lying(desk: Desk) -> int:
    """How many files lie in the inbox."""
    try:
        return len(look(desk.folder.inbox).files)
    except OSError as error:
        if not is_passing(error) and not isinstance(error, FileNotFoundError):
            raise
        return 0
