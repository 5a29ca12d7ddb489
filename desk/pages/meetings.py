"""Meetings: the list, and one meeting with its cases, sums, overview, and what the group says of each case."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from desk.due import KINDS, shown_meeting
from desk.meeting import case_on, choice_for, meeting_of_day
from desk.papers import found, in_folder
from desk.state import ConflictError, Desk, refusing
from desk.web import Form, action, back_to, download, page, show
from desk.work import Tell
from intake.meeting_papers import make_papers, meeting_overview
from intake.meetings import put_on, take_back
from intake.register import Register
from intake.reminders import note_meeting
from reports.meeting.values import PARTIES, RECOMMENDATIONS, Recommendation

_LONGEST = 5000


@page("/moten")
def meetings(desk: Desk, request: Request) -> Response:
    """All meetings, those to come first."""
    settings = desk.settings
    shown = [shown_meeting(m, settings, desk.today) for m in sorted(settings.meetings, key=lambda m: m.day)]
    return show(
        "moten.html",
        desk,
        request=request,
        kommande=[m for m in shown if m.meeting.day >= desk.today],
        hallna=[m for m in reversed(shown) if m.meeting.day < desk.today],
    )


@page("/mote/{day}")
def meeting(desk: Desk, request: Request) -> Response:
    """One meeting."""
    folder = desk.folder
    found_meeting = meeting_of_day(folder.settings, request.path_params["day"])
    with desk.register() as register:
        with refusing():
            choice = choice_for(folder, register, found_meeting)
            made = meeting_overview(folder, register, found_meeting, choice)
        states = {case.id: _state(register, case.id) for case in choice.taken}
    rows = {row.dnr: row for row in made.arenden}
    views = {view.dnr: view for view in made.synpunkter}
    return show(
        "mote.html",
        desk,
        request=request,
        m=shown_meeting(found_meeting, folder.settings, desk.today),
        o=made,
        arenden=[(c, rows[c.dnr], views[c.dnr], states[c.id]) for c in choice.taken if c.dnr in rows],
        utanfor=choice.left_out,
        parter=PARTIES,
        rekommendationer=RECOMMENDATIONS,
        papper=in_folder(folder.root, folder.meetings / found_meeting.day.isoformat()),
        slag=KINDS,
    )


@action("/mote/{day}/arende/{number:int}")
def on_or_off(desk: Desk, request: Request, form: Form) -> Response:
    """Put a case on the meeting, or take it off."""
    folder = desk.folder
    place = meeting_of_day(folder.settings, request.path_params["day"])
    with desk.register() as register, register.writing(), refusing():
        case = case_on(choice_for(folder, register, place), request.path_params["number"])
        add, leave = ((case.dnr,), ()) if form.text("gor") == "med" else ((), (case.dnr,))
        put_on(register, place, choice_for(folder, register, place, add=add, leave=leave), leave, desk.who)
    return back_to(f"/mote/{place.day}", desk, f"{case.dnr} {'är med på mötet' if add else 'är borttaget från mötet'}.")


@action("/mote/{day}/rekommendation/{number:int}")
def recommend(desk: Desk, request: Request, form: Form) -> Response:
    """Enter what the group says of a case."""
    folder = desk.folder
    place = meeting_of_day(folder.settings, request.path_params["day"])
    with desk.register() as register, register.writing(), refusing():
        choice = choice_for(folder, register, place)
        case = case_on(choice, request.path_params["number"])
        if form.number("lage") != _state(register, case.id):
            raise ConflictError(
                f"{case.dnr} har ändrats sedan sidan öppnades, kanske i en annan flik. Inget av det du skrev har sparats. "
                "Gå tillbaka, kopiera din text, ladda om sidan och försök igen."
            )
        word = form.text("rekommendation")
        said = Recommendation(
            dnr=case.dnr,
            synpunkter={k: text for k in PARTIES if (text := form.text(f"part.{k}")[:_LONGEST])},
            rekommendation=word if word in RECOMMENDATIONS else "",
            motivering=form.text("motivering")[:_LONGEST],
            jav=form.text("jav")[:_LONGEST],
        )
        put_on(register, place, choice, (), desk.who)
        new, _ = take_back(register, place, [said], file="skrivbordet", sha256="")
    told = f"{case.dnr}: {'sparat' if new else 'inget var ändrat'}."
    return back_to(f"/mote/{place.day}", desk, told, f"arende-{case.id}")


@action("/mote/{day}/papper")
def papers(desk: Desk, request: Request, form: Form) -> Response:
    """Make the meeting's papers, as work under way."""
    place = meeting_of_day(desk.settings, request.path_params["day"])

    def run(tell: Tell) -> None:
        folder = desk.folder
        with desk.register() as register, refusing():
            choice = choice_for(folder, register, place)
            put_on(register, place, choice, (), desk.who)
            _, written = make_papers(folder, register, place, choice, desk.today)
        tell(f"Mötets papper är skrivna för {len(choice.taken)} ärenden.")
        for changed, beside in written.beside.items():
            tell(f"{changed} är ändrad för hand och fick stå kvar. Den nya ligger bredvid: {beside}")

    task = desk.work.add(f"Gör papperen till mötet {place.day}", f"/mote/{place.day}", run)
    return back_to(f"/arbete/{task.id}", desk)


@action("/mote/{day}/klart")
def done(desk: Desk, request: Request, form: Form) -> Response:
    """Enter that the papers have been sent, or the minutes adjusted."""
    place = meeting_of_day(desk.settings, request.path_params["day"])
    with desk.register() as register:
        said = note_meeting(register, place, "protokoll" if form.text("vad") == "protokoll" else "utskick", desk.who)
    return back_to(f"/mote/{place.day}", desk, said)


@page("/mote/{day}/papper/{word}")
def save(desk: Desk, request: Request) -> Response:
    """A paper of the meeting to save."""
    folder = desk.folder
    place = meeting_of_day(folder.settings, request.path_params["day"])
    paper = found(in_folder(folder.root, folder.meetings / place.day.isoformat()), request.path_params["word"])
    return download(paper.path.read_bytes(), paper.name)


def _state(register: Register, case: int) -> int:
    return register.events(case)[-1].id
