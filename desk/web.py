"""How a page is made: a function from the desk and the request to an answer. Forms are read, bounded and checked here, once for all."""

from __future__ import annotations

import pkgutil
from collections.abc import Awaitable, Callable, Mapping
from importlib import import_module
from typing import Any
from urllib.parse import quote

from python_multipart.exceptions import FormParserError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from desk import render
from desk.state import ConflictError, Desk, MissingError, RefusedError
from desk.work import is_plain, plain
from intake.durable import is_passing
from intake.settings import SettingsError

FORM_MARK = "marke"
_MOST_FILES, _MOST_FIELDS = 50, 500
Page = Callable[[Desk, Request], Response]
Action = Callable[[Desk, Request, "Form"], Response]


class Form:
    """A form that was sent: words, and files."""

    def __init__(self, data: FormData) -> None:
        self._data = data

    def text(self, name: str) -> str:
        """The words of a field, with ends trimmed and line ends made one kind; empty where there is none."""
        value = self._data.get(name)
        return value.replace("\r\n", "\n").strip() if isinstance(value, str) else ""

    def number(self, name: str) -> int | None:
        """A whole number, or None."""
        text = self.text(name)
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None

    def texts(self, name: str) -> list[str]:
        """The words of every field of a name, in order."""
        return [value.strip() for value in self._data.getlist(name) if isinstance(value, str)]

    def names(self) -> list[str]:
        """The names of all fields."""
        return list(dict.fromkeys(self._data.keys()))

    def files(self, name: str) -> list[UploadFile]:
        """The files of a field; an empty choice gives none."""
        return [f for f in self._data.getlist(name) if isinstance(f, UploadFile) and f.filename]


def page(path: str) -> Callable[[Page], Route]:
    """A page that only shows."""

    def made(show: Page) -> Route:
        async def answer(request: Request) -> Response:
            desk: Desk = request.scope["desk"]
            if request.method == "POST":
                return render.refusal(405, "Sidan tar inte emot något.")
            return await _plainly(desk, lambda: run_in_threadpool(show, desk, request))

        return Route(path, answer, methods=["GET", "POST"])

    return made


def action(path: str) -> Callable[[Action], Route]:
    """Something that is done when a form is sent. A form without this start's mark is refused before anything is done."""

    def made(do: Action) -> Route:
        async def answer(request: Request) -> Response:
            desk: Desk = request.scope["desk"]
            if request.method != "POST":
                return render.refusal(405, "Sidan kan bara användas genom sitt formulär.")
            try:
                data = await request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS)
            except (MultiPartException, FormParserError, UnicodeError, LookupError, HTTPException):
                return render.refusal(400, "Formuläret gick inte att läsa. Ladda om sidan och försök igen.")
            try:
                form = Form(data)
                if not desk.keys.is_form_mark(form.text(FORM_MARK)):
                    return render.refusal(403, "Formuläret kom inte från skrivbordet. Ladda om sidan och försök igen.")
                return await _plainly(desk, lambda: run_in_threadpool(do, desk, request, form))
            finally:
                await data.close()

        return Route(path, answer, methods=["GET", "POST"])

    return made


async def _plainly(desk: Desk, answer: Callable[[], Awaitable[Response]]) -> Response:
    """The answer, or a page with one Swedish sentence for what is known to go wrong."""
    try:
        return await answer()
    except MissingError as error:
        return show("fel.html", desk, status=404, rubrik="Det finns inte", text=str(error))
    except ConflictError as error:
        return show("fel.html", desk, status=409, rubrik="Ärendet har ändrats", text=str(error))
    except RefusedError as error:
        return show("fel.html", desk, status=422, rubrik="Det gick inte", text=str(error))
    except Exception as error:
        if is_passing(error):
            text = "Disken är full, upptagen eller får inte skrivas. Inget har ändrats; försök igen om en stund."
            return show("fel.html", desk, status=503, rubrik="Försök igen", text=text)
        if is_plain(error):
            return show("fel.html", desk, status=422, rubrik="Det gick inte", text=plain(error))
        raise


def show(template: str, desk: Desk, *, request: Request | None = None, status: int = 200, **words: Any) -> Response:
    """A page by its template, with what every page has."""
    common: Mapping[str, Any] = {
        "forbund": _forbund(desk),
        "formmarke": desk.keys.form_mark,
        "provlasning": desk.dry_run,
        "sagt": desk.said(request.query_params.get("sagt", "")) if request else "",
        "har": request.url.path if request else "",
        "arbeten": desk.work.under_way,
        "vem": desk.who,
    }
    return render.html(template, {**common, **words}, status)


def _forbund(desk: Desk) -> str:
    try:
        return desk.settings.forbund.name
    except SettingsError:
        return "Samordningsförbundet"


def back_to(path: str, desk: Desk, said: str = "", anchor: str = "") -> Response:
    """Go on to a page of our own, which then says the sentence."""
    path, mark, query = path.partition("?")
    words = [query] if mark and query else []
    if said:
        words.append(f"sagt={desk.say(said)}")
    return RedirectResponse(
        path + ("?" + "&".join(words) if words else "") + (f"#{quote(anchor)}" if anchor else ""), status_code=303
    )


def download(content: bytes, name: str, kind: str = "application/octet-stream") -> Response:
    """A file to save, never to open in the page: even a page inside it could do nothing."""
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=kind, headers=headers)


def all_routes() -> list[Route]:
    """The routes of every module of ``desk.pages``; a page is added by adding its module."""
    package = import_module("desk.pages")
    modules = (import_module(f"desk.pages.{m.name}") for m in pkgutil.iter_modules(package.__path__))
    return [each for module in modules for each in vars(module).values() if isinstance(each, Route)]
