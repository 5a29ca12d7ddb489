"""Loaded by every Python process whose PYTHONPATH names this folder: each attempt to leave the machine is written down and stopped."""

from __future__ import annotations

import os
import sys
from typing import Any

_LOG = os.environ["BEREDNING_NETVAKT"]
_NAMES = {
    "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo", "urllib.Request", "http.client.connect",
    "ftplib.connect", "smtplib.connect", "poplib.connect", "imaplib.open", "telnetlib.Telnet.open", "nntplib.connect",
}  # fmt: skip
_ADDRESSES = {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"}
_OWN = ("127.0.0.1", "::1", "localhost")


def _guard(event: str, args: tuple[Any, ...]) -> None:
    if event in _NAMES:
        if args[0] in _OWN:
            return
        about = str(args)
    elif event in _ADDRESSES and isinstance(args[1], tuple) and args[1][0] not in _OWN:
        about = str(args[1])
    else:
        return
    with open(_LOG, "a", encoding="utf-8") as log:  # noqa: PTH123 - nothing is imported before the guard stands
        log.write(f"{event} {about}\n")
    raise PermissionError(f"{event}: this process may not leave the machine")


sys.addaudithook(_guard)
