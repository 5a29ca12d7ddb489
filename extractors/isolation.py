"""Read strangers' files in a process of their own: a file that hangs, eats memory or crashes a library costs only itself.

`ReaderPool` keeps warm readers between files; `read_isolated` is one file on its own. A reader gets a file's path, a bound of seconds
and of memory, and a temporary folder that is its own; it answers with JSON, never with anything that is run here. Start the pool
before heavy libraries are loaded: on Linux its readers are then forked, which costs a few milliseconds, and warm up by themselves.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Self, get_args

from pydantic import ValidationError

from extractors.errors import Unreadable, UnreadableCode
from extractors.isolation_child import receive, send, serve
from extractors.limits import DEFAULT, Limits
from extractors.model import Document

_BOOTSTRAP = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from extractors.isolation_child import main; main()"
)
_LONGEST_ANSWER = 256_000_000
_SPARE_SECONDS = 5.0


class ReaderError(Exception):
    """What went wrong inside a reader, for a developer; never shown to a user. It is the cause of the `Unreadable`."""


class ReaderPool:
    """Readers kept warm. ``with ReaderPool() as pool: pool.read(path)``; may be shared by threads, each file takes one reader.

    A reader that had to be killed is replaced, and only its file is lost. On leaving, processes and temporary folders are gone.
    """

    def __init__(self, workers: int = 1, limits: Limits = DEFAULT) -> None:
        self._limits = limits
        self._idle: queue.SimpleQueue[_Reader] = queue.SimpleQueue()
        self._workers = workers
        for _ in range(workers):
            self._idle.put(_Reader())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, path: Path, limits: Limits | None = None) -> Document:
        """Read one file, or a folder as one application; waits for an idle reader. Raises `Unreadable`."""
        reader = self._idle.get()
        try:
            if not reader.alive:
                reader.close()
                reader = _Reader()
            return reader.read(Path(path), limits or self._limits)
        except BaseException as error:
            if not isinstance(error, Unreadable):
                reader.kill()  # Interrupted midway: its next answer would be the one to this question.
            raise
        finally:
            self._idle.put(reader)

    def close(self) -> None:
        """End all readers, waiting for those at work, and remove what they left."""
        for _ in range(self._workers):
            self._idle.get().close()
        self._workers = 0


def read_isolated(path: Path, limits: Limits = DEFAULT) -> Document:
    """Read one file in a process of its own. Raises `Unreadable` with a code and one Swedish sentence."""
    with ReaderPool(1, limits) as pool:
        return pool.read(path)


class _Reader:
    """One child process with its pipes and its temporary folder."""

    def __init__(self) -> None:
        self._folder = tempfile.mkdtemp(prefix="beredning-")
        self._process: _Forked | _Spawned = _Forked(self._folder) if may_fork() else _Spawned(self._folder)

    @property
    def alive(self) -> bool:
        return self._process.status() is None

    def read(self, path: Path, limits: Limits) -> Document:
        question = json.dumps({"path": os.fspath(path.absolute()), "limits": asdict(limits)}).encode()
        out_of_time = threading.Event()

        def stop() -> None:
            out_of_time.set()
            self.kill()

        clock = threading.Timer(limits.seconds, stop)
        clock.daemon = True
        clock.start()
        try:
            send(self._process.to_child, question)
            answer = receive(self._process.from_child, _LONGEST_ANSWER)
        except (OSError, EOFError) as error:
            self.kill()
            status = self._process.wait()
            raise _died(path.name, status, timed_out=out_of_time.is_set(), limits=limits) from error
        finally:
            clock.cancel()
            clock.join()
        return _understood(answer, path.name)

    def kill(self) -> None:
        self._process.kill()

    def close(self) -> None:
        """Let the reader end by itself by closing its question pipe, or kill it; then remove its folder."""
        self._process.close()
        shutil.rmtree(self._folder, ignore_errors=True)


class _Forked:
    """A reader forked from this process: what is loaded here is loaded there."""

    def __init__(self, folder: str) -> None:
        there_in, self.to_child = os.pipe()
        self.from_child, there_out = os.pipe()
        self._status: int | None = None
        self._lock = threading.Lock()
        self.pid = os.fork()
        if not self.pid:
            # The child never returns into the caller's code: no handler, finaliser or buffer of the parent's runs twice.
            try:
                os.setpgid(0, 0)
                serve(there_in, there_out, folder, forked=True)
            finally:
                os._exit(0)
        with contextlib.suppress(OSError):
            os.setpgid(self.pid, self.pid)
        os.close(there_in)
        os.close(there_out)

    def status(self) -> int | None:
        """None while it runs, else its exit code, negative for a signal."""
        return self._poll(os.WNOHANG)

    def wait(self) -> int:
        return self._poll(0) or 0

    def kill(self) -> None:
        if self.status() is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)

    def close(self) -> None:
        os.close(self.to_child)
        clock = threading.Timer(_SPARE_SECONDS, self.kill)
        clock.start()
        self.wait()
        clock.cancel()
        clock.join()
        os.close(self.from_child)

    def _poll(self, options: int) -> int | None:
        if self._status is None:
            if options == 0:
                os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT)
            with self._lock:
                if self._status is None:
                    pid, raw = os.waitpid(self.pid, os.WNOHANG)
                    self._status = os.waitstatus_to_exitcode(raw) if pid else None
        return self._status


class _Spawned:
    """A reader started afresh: slower to start, but safe beside threads and the only way on Windows and macOS."""

    def __init__(self, folder: str) -> None:
        group = {} if sys.platform == "win32" else {"process_group": 0}
        self._popen: subprocess.Popen[bytes] = subprocess.Popen(  # noqa: S603 - our own interpreter with our own words
            [sys.executable, "-c", _BOOTSTRAP, json.dumps(sys.path), folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            **group,  # type: ignore[call-overload]
        )
        assert self._popen.stdin and self._popen.stdout  # noqa: S101 - for the type checker
        self.to_child = self._popen.stdin.fileno()
        self.from_child = self._popen.stdout.fileno()

    def status(self) -> int | None:
        """None while it runs, else its exit code, negative for a signal."""
        return self._popen.poll()

    def wait(self) -> int:
        return self._popen.wait()

    def kill(self) -> None:
        if self.status() is not None:
            return
        if sys.platform == "win32":
            self._popen.kill()
        else:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._popen.pid, signal.SIGKILL)

    def close(self) -> None:
        assert self._popen.stdin and self._popen.stdout  # noqa: S101 - for the type checker
        with contextlib.suppress(OSError):
            self._popen.stdin.close()
        try:
            self._popen.wait(_SPARE_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            self._popen.wait()
        self._popen.stdout.close()


def may_fork() -> bool:
    """Whether this process has one thread only, told by the kernel: a fork beside threads may copy a held lock."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - names only, at once
    except OSError:
        return False


def _understood(answer: bytes, name: str) -> Document:
    """The child's answer as a value. A child that was taken over can lie about the text, but run nothing here."""
    try:
        if answer[:1] == b"D":
            return Document.model_validate_json(answer[1:])
        told = json.loads(answer[1:])
        code, text, detail = str(told["code"]), str(told["text"]), str(told.get("detail", ""))
    except (ValidationError, ValueError, KeyError, TypeError) as error:
        raise _inside(name) from error
    if code not in get_args(UnreadableCode):
        raise _inside(name)
    refusal = Unreadable(code, text)  # type: ignore[arg-type]
    raise refusal from (ReaderError(detail) if detail else None)


def _inside(name: str) -> Unreadable:
    return Unreadable(
        "internt", f"Filen {name} kunde inte läsas på grund av ett fel i programmet. Läs ansökan för hand."
    )


def _died(name: str, status: int, *, timed_out: bool, limits: Limits) -> Unreadable:
    if timed_out:
        return Unreadable(
            "tidsgrans",
            f"Filen {name} tog längre än {limits.seconds:g} sekunder att läsa och hoppades över. Be om ansökan som en ny PDF.",
        )
    if sys.platform != "win32" and status == -signal.SIGALRM:
        return _died(name, status, timed_out=True, limits=limits)
    if sys.platform != "win32" and status == -signal.SIGKILL:  # the system's own guard against want of memory
        return Unreadable("for-stor", f"Filen {name} kräver mer minne än tillåtet. Be om en mindre fil.")
    return Unreadable(
        "trasig", f"Filen {name} är skadad så att läsaren avbröts. Be avsändaren spara om den och skicka den igen."
    )
