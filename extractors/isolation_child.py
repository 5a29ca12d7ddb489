"""The other side of `extractors.isolation`: a process that reads one file after another, bounded in memory and time."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import shutil
import signal
import struct
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any

_HEADER = struct.Struct(">Q")
_CHUNK = 1 << 20
_GRACE_SECONDS = 5.0


def send(pipe: int, message: bytes) -> None:
    """Write a message, its length first. Raises `OSError` when nobody reads."""
    view = memoryview(_HEADER.pack(len(message)) + message)
    while view:
        view = view[os.write(pipe, view[:_CHUNK]) :]


def receive(pipe: int, longest: int) -> bytes:
    """Read a message. Raises `EOFError` when the other side is gone, `OSError` for one that is longer than allowed."""
    (length,) = _HEADER.unpack(_exactly(pipe, _HEADER.size))
    if length > longest:
        raise OSError("message too long")
    return _exactly(pipe, length)


def serve(questions: int, answers: int, folder: str, *, forked: bool = False) -> None:
    """Answer questions until their pipe is closed. ``folder`` is this process's own place for temporary files."""
    _settle(questions, answers, folder, forked=forked)
    _warm_up()
    while True:
        try:
            question = json.loads(receive(questions, _CHUNK))
        except (EOFError, OSError):
            break
        answer = _answer(question)
        _clear(folder)
        try:
            send(answers, answer)
        except OSError:
            break
    shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    """The whole of a reader that was started afresh; its folder is the second argument."""
    answers = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    serve(os.dup(0), answers, sys.argv[2])
    os._exit(0)


def _answer(question: dict[str, Any]) -> bytes:
    from extractors.errors import Unreadable
    from extractors.limits import Limits
    from extractors.read import read

    path, limits = Path(question["path"]), Limits(**question["limits"])
    name = path.name
    try:
        with _bounds(limits.seconds, limits.memory_bytes):
            return b"D" + read(path, limits).model_dump_json().encode()
    except Unreadable as error:
        return _refusal(error.code, error.text)
    except MemoryError:
        return _refusal("for-stor", f"Filen {name} kräver mer minne än tillåtet. Be om en mindre fil.")
    except RecursionError:
        return _refusal(
            "farlig", f"Filen {name} är nästlad djupare än en ansökan kan vara. Be avsändaren skicka ansökan som PDF."
        )
    except PermissionError as error:
        return _refusal("saknas", f"Filen {name} får inte öppnas. Kontrollera behörigheten.", repr(error))
    except Exception:
        text = f"Filen {name} kunde inte läsas på grund av ett fel i programmet. Läs ansökan för hand."
        return _refusal("internt", text, traceback.format_exc())


def _refusal(code: str, text: str, detail: str = "") -> bytes:
    return b"U" + json.dumps({"code": code, "text": text, "detail": detail}).encode()


def _settle(questions: int, answers: int, folder: str, *, forked: bool) -> None:
    """Cut what ties a forked process to its parent: files, signals, output; no core dumps."""
    tempfile.tempdir = folder
    if forked:
        gc.freeze()
        quiet = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(quiet, standard)
        low, high = sorted((questions, answers))
        os.closerange(3, low)
        os.closerange(low + 1, high)
        os.closerange(high + 1, os.sysconf("SC_OPEN_MAX"))
        # Python's own streams may have been put on files that are closed now.
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 - open for as long as the process lives
        sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    if sys.platform != "win32":
        import resource

        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class _bounds:  # noqa: N801 - used as a word in a with statement
    """Bounds for one file: the kernel ends the process soon after its time, even in native code and with the parent gone."""

    def __init__(self, seconds: float, memory_bytes: int) -> None:
        self._seconds, self._memory = seconds, memory_bytes
        self._before: tuple[int, int] | None = None

    def __enter__(self) -> None:
        if sys.platform == "win32":
            return
        import resource

        signal.setitimer(signal.ITIMER_REAL, self._seconds + _GRACE_SECONDS)
        with contextlib.suppress(OSError, ValueError):
            self._before = resource.getrlimit(resource.RLIMIT_AS)
            wanted = _address_space() + self._memory
            ceiling = self._before[1]
            if ceiling != resource.RLIM_INFINITY:
                wanted = min(wanted, ceiling)
            resource.setrlimit(resource.RLIMIT_AS, (wanted, ceiling))

    def __exit__(self, *_: object) -> None:
        if sys.platform == "win32":
            return
        import resource

        signal.setitimer(signal.ITIMER_REAL, 0)
        if self._before:
            with contextlib.suppress(OSError, ValueError):
                resource.setrlimit(resource.RLIMIT_AS, self._before)


def _address_space() -> int:
    """Bytes of address space in use now; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        return pages * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0


def _warm_up() -> None:
    """Load the formats while the parent is busy with other things; a format that cannot be loaded says so when it is needed."""
    from importlib import import_module

    with contextlib.suppress(Exception):
        from extractors.read import format_names

        for name in format_names():
            with contextlib.suppress(Exception):
                import_module(f"extractors.formats.{name}")


def _clear(folder: str) -> None:
    """Remove what the last file left behind."""
    for entry in Path(folder).iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                entry.unlink()


def _exactly(pipe: int, count: int) -> bytes:
    parts = bytearray()
    while len(parts) < count:
        part = os.read(pipe, min(_CHUNK, count - len(parts)))
        if not part:
            raise EOFError
        parts += part
    return bytes(parts)
