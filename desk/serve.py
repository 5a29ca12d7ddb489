"""Starting the desk: a socket on the loopback address, a link with a key, and a server until it is interrupted."""

from __future__ import annotations

import socket
import sys
import threading
import webbrowser
from pathlib import Path

from desk.app import build
from desk.guard import LINK_KEY
from desk.state import Desk
from extractors.isolation import ReaderPool
from intake.options import user
from intake.reviewing import Reviewer
from intake.workfolder import WorkFolder

ADDRESS = "127.0.0.1"


class PortTakenError(OSError):
    """Another program listens on the port."""


def listen(port: int) -> socket.socket:
    """A socket on the loopback address, and on no other. Raises PortTakenError."""
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((ADDRESS, port))
        sock.listen(64)
    except OSError as error:
        sock.close()
        raise PortTakenError(*error.args) from error
    return sock


def hosts_of(port: int) -> tuple[str, ...]:
    """The names, with port, that the desk answers to."""
    return (f"{ADDRESS}:{port}", f"localhost:{port}")


def serve(folder: WorkFolder, *, version: str, port: int, open_browser: bool, dry_run: bool) -> None:
    """Serve the desk until Ctrl+C. Raises PortTakenError."""
    sock = listen(port)
    origin = f"http://{ADDRESS}:{sock.getsockname()[1]}"

    def reviewer() -> Reviewer:
        now = WorkFolder(folder.root)  # the settings may have been changed since the desk was opened
        return Reviewer(version, now.settings.forbund.profile, now.profiles)

    with sock:
        desk = Desk(folder.root, version, reviewer, ReaderPool(), user(), dry_run=dry_run)
        try:
            _run(desk, sock, origin, folder.root, open_browser)
        finally:
            desk.close()


def _run(desk: Desk, sock: socket.socket, origin: str, root: Path, open_browser: bool) -> None:
    import uvicorn

    def link() -> str:
        return f"{origin}/?{LINK_KEY}={desk.keys.new_link_key()}"

    def more_links() -> None:
        for _ in sys.stdin:
            print(f"Ny länk, som kan användas en gång:\n  {link()}", flush=True)

    config = uvicorn.Config(
        build(desk, hosts_of(sock.getsockname()[1])),
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        lifespan="off",
        timeout_graceful_shutdown=3,
    )
    first = link()
    print(
        f"Skrivbordet för {root} är öppet på den här datorn. Länken kan användas en gång:\n  {first}\n"
        "Tryck på Enter för en ny länk. Avsluta med Ctrl+C.",
        flush=True,
    )
    threading.Thread(target=more_links, daemon=True).start()
    if open_browser:
        threading.Thread(target=webbrowser.open, args=(first,), daemon=True).start()
    uvicorn.Server(config).run(sockets=[sock])
