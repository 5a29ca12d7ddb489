"""A case: the application as it looks beside the verdicts, its money, its versions and its log."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from starlette.requests import Request
from starlette.responses import Response

from desk import words
from desk.case_page import laid_out, load, original_path
from desk.drawing import DRAWN
from desk.economy import economy
from desk.state import Desk, MissingError
from desk.verdicts import VerdictShown, tally
from desk.web import download, page, show
from intake.assessment import assessment_of
from intake.compare import all_versions, latest_comparison
from intake.register import StoredFile
from intake.register.values import Attachment
from reports.reading_help import for_the_forbund_alone
from rules.criterion import catalogue
from rules.model import STATUSES

CHOICES = {"alla": "Alla", "brister": "Brister", "osakra": "Osäkra", "andrade": "Ändrade av er"}


@page("/arende/{number:int}")
def verdicts(desk: Desk, request: Request) -> Response:
    """The application to the left, the verdicts to the right."""
    with desk.register() as register:
        shown = load(desk, register, request)
    choice = request.query_params.get("visa", "alla")
    tests: dict[str, Callable[[VerdictShown], bool]] = {
        "brister": lambda v: v.is_gap,
        "osakra": lambda v: v.unsure,
        "andrade": lambda v: v.override is not None,
    }
    groups = shown.groups
    wanted = tests.get(choice)
    fitting = [(g, [v for v in g.verdicts if wanted is None or wanted(v)]) for g in groups]
    return show(
        "arende.html",
        desk,
        request=request,
        del_="bedomning",
        a=shown,
        grupper=[(g, kept) for g, kept in fitting if kept],
        antal=tally(groups),
        sidor=laid_out(desk, shown),
        val=choice if choice in CHOICES else "alla",
        valen=CHOICES,
        statusar=STATUSES,
        profil=shown.profile.name,
        flaggor=words.FLAGS,
        fakta=words.FACTS,
        bedomning=assessment_of(shown.events),
        egna_fragor=for_the_forbund_alone(shown.review or {}),
    )


@page("/arende/{number:int}/ekonomi")
def money(desk: Desk, request: Request) -> Response:
    """The application beside its budget with the arithmetic."""
    with desk.register() as register:
        shown = load(desk, register, request)
    return show(
        "arende_ekonomi.html",
        desk,
        request=request,
        del_="ekonomi",
        a=shown,
        e=economy(shown.review) if shown.review else None,
        sidor=laid_out(desk, shown),
    )


@page("/arende/{number:int}/versioner")
def versions(desk: Desk, request: Request) -> Response:
    """The versions, and what changed in the latest."""
    with desk.register() as register:
        shown = load(desk, register, request)
        files = all_versions(register, shown.case)
        change = latest_comparison(desk.folder, register, shown.case)
    return show(
        "arende_versioner.html",
        desk,
        request=request,
        del_="versioner",
        a=shown,
        filer=files,
        j=change,
        namn={c.id: c.name for c in catalogue()},
        fakta=words.FACTS,
    )


@page("/arende/{number:int}/logg")
def log(desk: Desk, request: Request) -> Response:
    """What has happened, the latest first."""
    with desk.register() as register:
        shown = load(desk, register, request)
    return show("arende_logg.html", desk, request=request, del_="logg", a=shown)


@page("/arende/{number:int}/sida/{page:int}.png")
def picture(desk: Desk, request: Request) -> Response:
    """A page of the application as a picture."""
    with desk.register() as register:
        shown = load(desk, register, request)
    number = request.path_params["page"]
    if (
        shown.review is None
        or shown.review["fil"]["typ"] not in DRAWN
        or not 1 <= number <= (shown.review["fil"]["sidor"] or 0)
    ):
        raise MissingError("Sidan finns inte i handlingen.")
    drawn = desk.drawings.picture(original_path(desk, shown.file), shown.file.sha256, number)
    if drawn is None:
        raise MissingError("Sidan gick inte att rita. Läs texten i stället, eller öppna originalet.")
    return Response(drawn, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})


@page("/arende/{number:int}/original/{file:int}")
def original(desk: Desk, request: Request) -> Response:
    """A file of the case as it came, to save."""
    with desk.register() as register:
        case = load(desk, register, request).case
        files = [file for _, file in all_versions(register, case)]
    return _to_save(desk, files, request.path_params["file"])


@page("/arende/{number:int}/bilaga/{file:int}")
def attachment(desk: Desk, request: Request) -> Response:
    """A bilaga of the case as it came, to save."""
    with desk.register() as register:
        case = load(desk, register, request).case
    return _to_save(desk, case.attachments, request.path_params["file"])


def _to_save(desk: Desk, files: Iterable[StoredFile | Attachment], wanted: int) -> Response:
    for file in files:
        if file.id == wanted:
            try:
                return download(original_path(desk, file).read_bytes(), file.name)
            except FileNotFoundError as error:
                raise MissingError(f"{file.name} ligger inte kvar i ärendets mapp.") from error
    raise MissingError("Filen hör inte till ärendet.")
