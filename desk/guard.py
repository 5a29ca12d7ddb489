"""What stands before every page: who asks, from where, and how much is sent. All that is refused is refused here, before any page runs.

The desk answers on the loopback address only, but other programs, other users and pages from the net in the same browser can reach
that too. So: the host must be our own (a name that was pointed here is refused), the origin too, the cookie must be that of this
start, and bodies have a bound. Every answer carries headers that keep scripts, frames and strangers out.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from desk.keys import Keys

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_METHODS = ("GET", "HEAD", "POST")
_OWN_FETCHES = ("", "none", "same-origin")
LINK_KEY = "nyckel"
_SMALL_BODY = 1_000_000
_LONGEST_PATH = 500
_OPEN = "/static/"

Refusal = Callable[[int, str], Response]


class _TooLargeError(Exception):
    """More was sent than the page takes."""


class Guard:
    """The outermost layer of the desk.

    ``hosts`` are the names with port that are our own; ``large`` are the paths that take files, up to ``most_bytes``;
    ``refusal`` makes the page that tells why, from a status code and one Swedish sentence.
    """

    def __init__(
        self, app: ASGIApp, *, keys: Keys, hosts: Sequence[str], large: Sequence[str], most_bytes: int, refusal: Refusal
    ) -> None:
        self._app, self._keys, self._hosts, self._refusal = app, keys, tuple(hosts), refusal
        self._large, self._most_bytes = tuple(large), most_bytes
        self.cookie = f"beredning-{hosts[0].rpartition(':')[2]}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on. Nothing that goes wrong further in is shown but one sentence."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        begun = False

        async def guarded_send(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        answer = self._judge(scope)
        if answer is not None:
            await answer(scope, receive, guarded_send)
            return
        try:
            await self._app(scope, self._bounded(scope, receive), guarded_send)
        except _TooLargeError:
            if not begun:
                await self._too_large(scope)(scope, receive, guarded_send)
        except Exception as error:  # the last net: no traceback ever reaches a page
            print(f"Ett fel i sidan {scope['path']} ({type(error).__name__}).", file=sys.stderr)
            if not begun:
                text = f"Något gick fel i programmet ({type(error).__name__}). Ladda om sidan och se efter vad som sparats."
                await self._refusal(500, text)(scope, receive, guarded_send)

    def _judge(self, scope: Scope) -> Response | None:
        """The refusal, or the answer to a first link; None where the request may pass."""
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0] not in self._hosts:
            return self._refusal(421, "Adressen är inte skrivbordets egen. Öppna länken som programmet skrev ut.")
        if scope["method"] not in _METHODS:
            return self._refusal(405, "Så kan sidan inte användas.")
        if not self._same_origin(scope["method"], headers, hosts[0]):
            return self._refusal(403, "Begäran kom från en annan sida än skrivbordet och gjordes inte.")
        if len(scope["path"]) > _LONGEST_PATH:
            return self._refusal(404, "Sidan finns inte. Gå till Start.")
        if not self._fits(scope, headers):
            return self._too_large(scope)
        if scope["path"].startswith(_OPEN):
            return None
        known = self._known(headers)
        keys = parse_qs(scope["query_string"].decode("latin-1")).get(LINK_KEY, [])
        if keys and scope["method"] == "GET":
            session = self._keys.redeem(keys[0])
            if session is not None or known:
                answer = RedirectResponse("/", status_code=303)
                if session is not None:
                    answer.set_cookie(self.cookie, session, httponly=True, samesite="strict", path="/")
                return answer
        if not known:
            return self._refusal(
                403,
                "Länken är redan använd eller gäller inte längre. Tryck på Enter i fönstret där skrivbordet startades, "
                "så skrivs en ny länk ut.",
            )
        return None

    def _same_origin(self, method: str, headers: Headers, host: str) -> bool:
        if headers.get("sec-fetch-site", "") not in _OWN_FETCHES:
            return False
        origin = headers.get("origin")
        if origin is None:
            return method != "POST"
        return origin == f"http://{host}"

    def _known(self, headers: Headers) -> bool:
        try:
            jar = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return False
        return self.cookie in jar and self._keys.is_session(jar[self.cookie].value)

    def _bound(self, scope: Scope) -> int:
        return self._most_bytes if scope["path"] in self._large else _SMALL_BODY

    def _fits(self, scope: Scope, headers: Headers) -> bool:
        length = headers.get("content-length", "0")
        return length.isdecimal() and len(length) < 16 and int(length) <= self._bound(scope)

    def _too_large(self, scope: Scope) -> Response:
        return self._refusal(
            413, f"Det som skickades är större än {self._bound(scope) // 1_000_000} MB och togs inte emot."
        )

    def _bounded(self, scope: Scope, receive: Receive) -> Receive:
        bound, taken = self._bound(scope), 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > bound:
                raise _TooLargeError
            return message

        return counted
