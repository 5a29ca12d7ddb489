"""What is under way: its progress, told as it goes."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from desk.state import Desk, MissingError
from desk.web import page, show
from desk.work import Task


def _task(desk: Desk, request: Request) -> Task:
    task = desk.work.task(request.path_params["number"])
    if task is None:
        raise MissingError("Arbetet är avslutat sedan länge. Gå till Start.")
    return task


@page("/arbete/{number:int}")
def progress(desk: Desk, request: Request) -> Response:
    """The page of one piece of work; without a script it is loaded again by hand."""
    return show("arbete.html", desk, request=request, t=_task(desk, request))


@page("/arbete/{number:int}.json")
def progress_data(desk: Desk, request: Request) -> Response:
    """The same for the script."""
    task = _task(desk, request)
    return JSONResponse({"tillstand": task.state, "klart": task.over, "rader": task.lines[-20:], "vidare": task.back})
