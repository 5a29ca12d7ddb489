"""The look and the script. Only names that were listed when the program started are given out."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response

from desk import render
from desk.state import Desk
from desk.web import page

_KINDS = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}


@lru_cache(maxsize=1)
def _contents() -> dict[str, tuple[bytes, str]]:
    return {
        each.name: (each.read_bytes(), _KINDS[each.name.rpartition(".")[2]])
        for each in files("desk.static").iterdir()
        if each.name.rpartition(".")[2] in _KINDS
    }


@page("/static/{name}")
def static(desk: Desk, request: Request) -> Response:
    """A file of the program's own."""
    found = _contents().get(request.path_params["name"])
    if found is None:
        return render.refusal(
            404, "Filen finns inte."
        )  # nothing of the förbund: this path is open to all on the machine
    return Response(found[0], media_type=found[1], headers={"Cache-Control": "private, max-age=300"})
