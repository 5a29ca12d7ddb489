"""The desk as one application: the guard outermost, then the pages, each found by being in ``desk.pages``."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.routing import Router
from starlette.types import ASGIApp, Receive, Scope, Send

from desk import render
from desk.guard import Guard
from desk.state import Desk
from desk.web import all_routes
from extractors.limits import DEFAULT

UPLOADS = ("/lagg-in", "/provlasning/las", "/installningar/mallar")
"""The paths that take files."""


def build(desk: Desk, hosts: Sequence[str]) -> ASGIApp:
    """The application. ``hosts`` are the names, with port, that it answers to."""

    async def nowhere(scope: Scope, receive: Receive, send: Send) -> None:
        await render.refusal(404, "Sidan finns inte. Gå till Start.")(scope, receive, send)

    router = Router(all_routes(), redirect_slashes=False, default=nowhere)

    async def with_desk(scope: Scope, receive: Receive, send: Send) -> None:
        scope["desk"] = desk
        await router(scope, receive, send)

    return Guard(
        with_desk,
        keys=desk.keys,
        hosts=hosts,
        large=UPLOADS,
        most_bytes=2 * DEFAULT.file_bytes,
        refusal=render.refusal,
    )
