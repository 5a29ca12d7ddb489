"""For applicants: a draft is read and its findings are shown. Nothing is kept: no case, no file, no line in any log. Off unless asked for."""

from __future__ import annotations

import tempfile
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from desk.digest import profile_of
from desk.state import Desk, MissingError
from desk.taking_in import safe_name
from desk.verdicts import groups, tally
from desk.web import Form, action, page, show
from extractors.limits import DEFAULT
from intake.pipeline import review_file
from rules.criterion import criterion
from rules.model import STATUSES


@page("/provlasning")
def ask(desk: Desk, request: Request) -> Response:
    """The page where a draft is chosen."""
    _must_be_on(desk)
    return show("provlasning.html", desk, request=request, fel="", svar=None)


@action("/provlasning/las")
def read(desk: Desk, request: Request, form: Form) -> Response:
    """Read the draft in a process of its own, and answer with the findings on the same page."""
    _must_be_on(desk)
    files = form.files("utkast")
    if len(files) != 1:
        return show("provlasning.html", desk, request=request, fel="Välj en fil.", svar=None)
    with tempfile.TemporaryDirectory(dir=desk.private) as place:
        path = Path(place) / safe_name(files[0].filename or "utkast")
        path.write_bytes(files[0].file.read(DEFAULT.file_bytes + 1))
        folder = desk.folder
        outcome = review_file(
            path,
            desk.reading.read,
            version=desk.version,
            today=desk.today,
            profile=folder.settings.forbund.profile,
            profiles=folder.profiles,
        )
    if outcome.error is not None:
        return show("provlasning.html", desk, request=request, fel=outcome.error.text, svar=None)
    profile = profile_of(folder, outcome.data)
    shown = groups(outcome.data, {}, profile)
    return show(
        "provlasning.html",
        desk,
        request=request,
        fel="",
        svar=outcome.data,
        grupper=[(g, [v for v in g.verdicts if v.is_gap or v.status == "delvis"]) for g in shown],
        antal=tally(shown),
        statusar=STATUSES,
        rad={v.id: criterion(v.id).advice for g in shown for v in g.verdicts},
        profil=profile.name,
    )


def _must_be_on(desk: Desk) -> None:
    if not desk.dry_run:
        raise MissingError("Sidan är avstängd. Starta skrivbordet med --provlasning för att slå på den.")
