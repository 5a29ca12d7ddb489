"""A lock that the operating system holds for a process, and lets go when the process ends, however it ends."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PAUSE_SECONDS = 0.05


class BusyError(Exception):
    """Another process holds the lock and did not let go in time."""


@contextmanager
def held(path: Path, *, wait_seconds: float | None = None) -> Iterator[None]:
    """Hold the lock on a file while the block runs; wait for it ``wait_seconds``, or for ever. Raises BusyError, OSError."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        deadline = None if wait_seconds is None else time.monotonic() + wait_seconds
        while not _try(handle):
            if deadline is not None and time.monotonic() >= deadline:
                raise BusyError(path.name)
            time.sleep(_PAUSE_SECONDS)
        yield
    finally:
        os.close(handle)  # closing lets the lock go


def _try(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
