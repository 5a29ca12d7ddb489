"""A PostgreSQL server for tests: its own data folder, a socket of its own, no network; gone when the tests are."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NUMBERS = itertools.count(1)
_NOBODY = "nobody"  # PostgreSQL refuses to run as root


def programs() -> Path | None:
    """Where the server's programs are, or None."""
    found = shutil.which("pg_ctl")
    if found and (Path(found).with_name("postgres")).exists():
        return Path(found).parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    return folders[-1] if folders and (folders[-1] / "initdb").exists() else None


class Server:
    """A server that runs; each register gets a schema of its own."""

    def __init__(self, socket: Path) -> None:
        self.address = f"postgresql:///postgres?host={socket}&user=prov"

    def new_register(self) -> str:
        """The connection string of a place where no register is yet."""
        import psycopg

        name = f"forbund{next(_NUMBERS)}"
        with psycopg.connect(self.address, autocommit=True) as server:
            server.execute(f"CREATE SCHEMA {name}".encode())
        return f"{self.address}&options=-csearch_path%3D{name}"


@contextmanager
def running(bin_folder: Path) -> Iterator[Server]:
    """A server between two moments."""
    root = Path(tempfile.mkdtemp(prefix="pg-"))
    who = {"user": _NOBODY} if os.name == "posix" and os.geteuid() == 0 else {}
    if who:
        shutil.chown(root, _NOBODY)

    def run(*words: str | Path) -> None:
        subprocess.run([*map(str, words)], check=True, cwd=root, stdout=subprocess.DEVNULL, **who)  # type: ignore[call-overload]

    data = root / "data"
    run(bin_folder / "initdb", "-D", data, "-U", "prov", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
    options = f"-k {root} -c listen_addresses='' -c fsync=off -c shared_buffers=16MB"
    try:
        run(bin_folder / "pg_ctl", "-D", data, "-l", root / "log", "-w", "-o", options, "start")
        yield Server(root)
    finally:
        run(bin_folder / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(root, ignore_errors=True)
