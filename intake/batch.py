"""Reviewing many files at once: worker processes that are watched over, and outcomes in the order that the files were given.

A worker that dies or hangs costs only the file that it had, which is tried once more by a new one. Files whose papers would have the
same name go to the same worker, one after the other, so that the names come out as if there had been one worker.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.isolation import may_fork
from extractors.model import Document
from intake.durable import is_passing
from intake.pipeline import Clock, Outcome

if TYPE_CHECKING:
    from extractors.isolation import ReaderPool

FEWEST_FOR_WORKERS = 4
_TRIES = 2
_LONGEST_SECONDS = 300.0
_SECONDS_TO_END = 5.0


@dataclass(frozen=True)
class Task:
    """What every file of a batch is reviewed with."""

    version: str
    today: date
    profile: str | None = None
    out: Path | None = None
    profiles: Path | None = None


def workers_for(files: int, wanted: int | None = None) -> int:
    """How many worker processes a batch gets: none (0) for a few files, where starting them would take longer than the work."""
    if wanted is not None:
        return 0 if wanted == 1 else min(wanted, files)
    return 0 if files < FEWEST_FOR_WORKERS else min(os.cpu_count() or 1, files)


def review_here(
    paths: Sequence[Path], task: Task, clock: Clock, begun: Callable[[int], None] = lambda _: None
) -> Iterator[Outcome]:
    """Review the files one by one in this process. ``begun`` hears of each file's number."""
    if not paths:
        return
    with _readers() as pool:
        for number, path in enumerate(paths):
            begun(number)
            yield _review(path, pool.read, task, clock)


@contextmanager
def _readers() -> Iterator[ReaderPool]:
    """A reader, started first; the language layer takes a second to load, which a reader needs for the first file anyway."""
    from extractors.isolation import ReaderPool
    from extractors.language.pipeline import language

    with ReaderPool() as pool:
        threading.Thread(target=language, daemon=True).start()
        yield pool


def _review(path: Path, read: Callable[[Path], Document], task: Task, clock: Clock) -> Outcome:
    """Review one file. A fault of the program, or a disk that is full, is told of as that file's and stops no other."""
    from intake.pipeline import review_file

    try:
        return review_file(
            path, read, version=task.version, today=task.today, profile=task.profile, out=task.out, clock=clock,
            profiles=task.profiles,
        )  # fmt: skip
    except OSError as error:
        reason = f"Resultatet för {path.name} kunde inte skrivas. Se över utrymme och behörighet i mappen och kör igen."
        return failed(path, task, reason if is_passing(error) else _fault(path, error))
    except Exception as error:
        if os.environ.get("BEREDNING_FELSOK"):
            raise
        return failed(path, task, _fault(path, error))


def review_with_readers(path: Path, readers: ReaderPool, task: Task, clock: Clock) -> Outcome:
    """Review one file with readers that someone else keeps."""
    return _review(path, readers.read, task, clock)


def _fault(path: Path, error: Exception) -> str:
    return f"Programmet kunde inte granska {path.name} ({type(error).__name__}). Läs ansökan för hand."


def review_all(
    paths: Sequence[Path], task: Task, clock: Clock, workers: int, begun: Callable[[int], None] = lambda _: None
) -> Iterator[Outcome]:
    """Review the files in worker processes; outcomes come in the order of the paths. ``begun`` hears of each file's number."""
    done: dict[int, Outcome] = {}
    crew = _Crew(list(paths), task, clock, workers, begun)
    try:
        for number in range(len(paths)):
            while number not in done:
                done.update(crew.step())
            yield done.pop(number)
    finally:
        crew.close()


@dataclass
class _Worker:
    process: Any
    pipe: Connection
    group: list[int] = field(default_factory=list)
    until: float = 0.0


class _Crew:
    """The workers of a batch and what is left for them."""

    def __init__(self, paths: list[Path], task: Task, clock: Clock, workers: int, begun: Callable[[int], None]) -> None:
        self._paths, self._task, self._clock, self._begun = paths, task, clock, begun
        by_name: dict[str, list[int]] = {}
        for number, path in enumerate(paths):
            by_name.setdefault(path.stem.casefold(), []).append(number)
        self._groups = list(reversed(by_name.values()))
        self._tries: dict[int, int] = {}
        self._workers = [self._start() for _ in range(min(workers, len(by_name)))]
        for worker in self._workers:
            self._next(worker)

    def _start(self) -> _Worker:
        # A fork starts in milliseconds, but beside threads it may copy a lock that nobody lets go of: then a fresh process it is.
        context: Any = multiprocessing.get_context("fork" if may_fork() else "spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._task), daemon=False)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def step(self) -> dict[int, Outcome]:
        """Wait for something to happen, and return the outcomes that came of it."""
        busy = [w for w in self._workers if w.group]
        pause = max(0.0, min(w.until for w in busy) - time.monotonic())
        ready = wait([each for w in busy for each in (w.pipe, w.process.sentinel)], pause)
        found: dict[int, Outcome] = {}
        for worker in busy:
            if worker.pipe in ready:
                found.update(self._heard(worker))
            elif worker.process.sentinel in ready or time.monotonic() >= worker.until:
                found.update(self._lost(worker))
        return found

    def _heard(self, worker: _Worker) -> dict[int, Outcome]:
        try:
            outcome, steps = worker.pipe.recv()
        except (EOFError, OSError):
            return self._lost(worker)
        for name, seconds in steps.items():
            self._clock.steps[name] = self._clock.steps.get(name, 0.0) + seconds
        number = worker.group.pop(0)
        self._next(worker)
        return {number: outcome}

    def _lost(self, worker: _Worker) -> dict[int, Outcome]:
        """A worker that died or hangs: a new one takes its place, and its file is tried again or told of."""
        number, rest = worker.group[0], worker.group
        self._end(worker)
        self._tries[number] = self._tries.get(number, 0) + 1
        found = {}
        if self._tries[number] >= _TRIES:
            found[number] = failed(
                self._paths[number],
                self._task,
                f"Granskningen av {self._paths[number].name} avbröts två gånger. Läs ansökan för hand.",
            )
            rest = rest[1:]
        new = self._start()
        self._workers[self._workers.index(worker)] = new
        new.group = rest
        self._next(new)
        return found

    def _next(self, worker: _Worker) -> None:
        """Hand the worker its next file, of its own group or of the next one."""
        if not worker.group and self._groups:
            worker.group = self._groups.pop()
        if worker.group:
            self._begun(worker.group[0])
            worker.until = time.monotonic() + _LONGEST_SECONDS
            try:
                worker.pipe.send(self._paths[worker.group[0]])
            except OSError:  # it died between two files; the next step sees that
                return

    @staticmethod
    def _end(worker: _Worker) -> None:
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()

    def close(self) -> None:
        """End the workers: those at rest by themselves, those at work at once."""
        for worker in self._workers:
            if worker.group:
                self._end(worker)
            else:
                with suppress(OSError):
                    worker.pipe.send(None)
                worker.process.join(_SECONDS_TO_END)
                worker.pipe.close()
                worker.process.kill()


def failed(path: Path, task: Task, reason: str) -> Outcome:
    """The outcome of a file that could not be reviewed, with the reason in one Swedish sentence."""
    from extractors.errors import Unreadable
    from intake.pipeline import fingerprint
    from reports.granskning import unreadable_data
    from reports.received import Received

    error = Unreadable("internt", reason)
    try:
        digest = fingerprint(path)
    except OSError:
        digest = ""
    received = Received(name=path.name, sha256=digest, version=task.version, today=task.today)
    return Outcome(path, unreadable_data(received, error, task.profile or "allman"), error=error)


def _serve(pipe: Connection, task: Task) -> None:
    """A worker: reviews each file that it is handed until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to act on
    with _readers() as pool:
        while True:
            try:
                path = pipe.recv()
            except (EOFError, OSError):
                return
            if path is None:
                return
            clock = Clock()
            outcome = _review(path, pool.read, task, clock)
            pipe.send((outcome, clock.steps))
