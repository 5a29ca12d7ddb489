"""Nothing leaves the machine: by a guard inside Python, by a network namespace with nothing in it, and by what the code may import.

The whole day's work is run under both in ``test_handbook.py``: every command of the handbook.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.no_network import ROOT, can_unshare, run_guarded

ROOMS = ("archive", "desk", "extractors", "intake", "reports", "rules")
CLIENTS = {
    "socket", "ssl", "asyncio", "http", "urllib", "ftplib", "smtplib", "imaplib", "poplib", "telnetlib", "xmlrpc", "socketserver", "webbrowser",
    "requests", "httpx", "httpcore", "aiohttp", "urllib3", "websockets", "paramiko", "boto3", "botocore", "grpc", "zmq",
    "psycopg", "psycopg2", "distributed", "dask", "tornado", "uvicorn",
}  # fmt: skip
HARMLESS = {"urllib.parse", "http.cookies", "http.HTTPStatus"}
# Who may, and why. Each is also told to the users in docs/integritet.md.
ALLOWED = {
    "desk/serve.py": {"socket", "uvicorn", "webbrowser"},  # the page on 127.0.0.1, opened in the user's own browser
    "intake/register/postgres.py": {"psycopg"},  # a register that several share, where the settings name a server
    "intake/doctor/register_server.py": {"psycopg"},  # tells whether that server answers
    "intake/cluster.py": {"dask", "distributed"},  # --kluster ADRESS
}
LOADED = """
import sys
from pathlib import Path
from intake.cli import cli
cli(["granska", sys.argv[1], "--ut", "ut"], standalone_mode=False)
print(*sorted({"requests", "httpx", "httpcore", "urllib3", "aiohttp", "smtplib", "ftplib"} & sys.modules.keys()))
"""
SAMPLE = ROOT / "sample_submissions" / "01-stegvis-ater.docx"


@pytest.mark.parametrize(
    "attempt",
    [
        "import urllib.request; urllib.request.urlopen('http://example.com')",
        "import socket; socket.create_connection(('192.0.2.1', 80), 1)",
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
        "import subprocess, sys; sys.exit(subprocess.run([sys.executable, '-c', 'import socket; socket.gethostbyname(\"a.example\")']).returncode)",
    ],
)
def test_the_guard_sees_and_stops_each_way_out(tmp_path: Path, attempt: str) -> None:
    ran = run_guarded(tmp_path, "-c", attempt)
    assert ran.code != 0
    assert ran.attempts


def test_the_guard_lets_a_machine_speak_to_itself(tmp_path: Path) -> None:
    ran = run_guarded(
        tmp_path,
        "-c",
        "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); socket.create_connection(s.getsockname())",
    )
    assert (ran.code, ran.attempts) == (0, ())


def test_a_review_makes_no_attempt_and_loads_nothing_that_could(tmp_path: Path) -> None:
    ran = run_guarded(tmp_path, "-c", LOADED, str(SAMPLE), unshared=can_unshare())
    assert ran.code == 0, ran.err
    assert "Stegvis åter" in ran.out
    assert ran.attempts == ()
    assert ran.left_at_home == ()
    assert ran.out.splitlines()[-1] == "", "network libraries were loaded"


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in (
            "import_module",
            "__import__",
        ):
            yield from (str(a.value) for a in node.args[:1] if isinstance(a, ast.Constant))


def clients(path: Path) -> set[str]:
    """Modules that could open a connection, as far as a source file imports them anywhere in it."""
    found = (name for name in imports(path) if not any(name == h or name.startswith(h + ".") for h in HARMLESS))
    return {name.split(".")[0] for name in found} & CLIENTS


@pytest.mark.parametrize("room", ROOMS)
def test_no_module_imports_what_opens_connections(room: str) -> None:
    for path in (ROOT / room).rglob("*.py"):
        name = path.relative_to(ROOT).as_posix()
        assert clients(path) <= ALLOWED.get(name, set()), name


def test_the_static_check_sees_every_form_of_import(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text(
        "def f():\n    from urllib import request\n    import http.client as h\n    import_module('requests.api')\n",
        "utf-8",
    )
    assert clients(path) == {"urllib", "http", "requests"}
    path.write_text("from urllib.parse import quote\nfrom http.cookies import Morsel\n", "utf-8")
    assert clients(path) == set()


def test_the_page_on_privacy_tells_of_every_way_out_that_a_user_can_choose() -> None:
    page = (ROOT / "docs" / "integritet.md").read_text(encoding="utf-8")
    for told in ("127.0.0.1", "PostgreSQL", "`--kluster ADRESS`"):
        assert told in page
