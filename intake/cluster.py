"""The same review over several machines (Dask distributed), for a national check of many thousands of applications.

The machines share two folders, the applications' and the results'. Only paths go over the network between them, never what an application
says. A result is written to disk inside the task: when a machine is lost, what it had finished is found there and not made again,
and what it was doing is done by another. What a stopped check has reviewed is not reviewed again (``done_before.py``).
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import threading
import uuid
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.errors import Unreadable
from intake.batch import Task, failed, review_with_readers
from intake.durable import make_folder, write_whole
from intake.pipeline import Clock, Outcome

if TYPE_CHECKING:
    from distributed import Client

    from extractors.isolation import ReaderPool

_SECONDS_TO_CONNECT = 15
_ONE_AT_A_TIME = threading.Lock()
_HOW_TO_GET = (
    "Kluster är ett tillägg som inte är installerat. Installera programmet med det, till exempel "
    "”uv tool install beredning[kluster]”, på den här datorn och på klustrets."
)


class ClusterError(Exception):
    """A cluster that cannot be used; the message is one Swedish sentence."""


def review_on_cluster(
    paths: Sequence[Path], task: Task, clock: Clock, address: str, begun: Callable[[int], None] = lambda _: None
) -> Iterator[Outcome]:
    """Review the files on the machines of the cluster at ``address``; outcomes come in the order of the paths.

    ``task.out`` and the files must be on a disk that all machines see under the same path. ``begun`` hears of each file's number when
    its turn has come and gone. Raises ClusterError, before the first outcome.
    """
    if task.out is None:
        raise ValueError("A cluster needs a folder for its results.")
    there = replace(task, out=task.out.absolute(), profiles=task.profiles and task.profiles.absolute())
    ledger = task.out.absolute() / f".kluster-{uuid.uuid4().hex[:8]}"
    with _client(address) as client:
        make_folder(ledger)
        try:
            _check_workers(client, ledger, task.version)
            yield from _in_order(paths, there, clock, client, ledger, begun)
        finally:
            shutil.rmtree(ledger, ignore_errors=True)


def _in_order(
    paths: Sequence[Path], task: Task, clock: Clock, client: Client, ledger: Path, begun: Callable[[int], None]
) -> Iterator[Outcome]:
    """Outcomes in the order of the paths; files whose papers would have the same name are one piece of work."""
    groups: dict[str, list[Path]] = {}
    for path in paths:
        groups.setdefault(path.stem.casefold(), []).append(path.absolute())
    futures = {
        name: client.submit(review_there, tuple(group), task, ledger, pure=False, retries=1)
        for name, group in groups.items()
    }
    for number, path in enumerate(paths):
        begun(number)
        future = futures.pop(path.stem.casefold(), None)
        if future is not None:
            _wait(future, clock)
        outcome = _from_ledger(ledger, path)
        if (
            outcome is None
        ):  # the machines that had it were lost: once more, by itself, so that no other file is to blame
            _wait(client.submit(review_there, (path.absolute(),), task, ledger, pure=False), clock)
            outcome = _from_ledger(ledger, path)
        yield outcome or failed(
            path, task, f"Datorerna i klustret gick förlorade under granskningen av {path.name}. Läs ansökan för hand."
        )


def _wait(future: Any, clock: Clock) -> None:
    """Wait for a piece of work. What came of it is on disk; whatever became of the machine, the ledger tells."""
    with suppress(Exception):
        for step, seconds in future.result().items():
            clock.steps[step] = clock.steps.get(step, 0.0) + seconds


def review_there(paths: tuple[Path, ...], task: Task, ledger: Path) -> dict[str, float]:
    """On a machine of the cluster: review the files that are not in the ledger, and enter each. Returns the seconds of each step."""
    clock = Clock()
    with _ONE_AT_A_TIME:
        for path in paths:
            if not _entry(ledger, path).exists():
                _enter(ledger, path, review_with_readers(path, _readers(), task, clock))
    return clock.steps


@lru_cache(maxsize=1)
def _readers() -> ReaderPool:
    """This process's reader, kept warm for as long as the process lives."""
    import atexit

    from extractors.isolation import ReaderPool

    # As the command line does: threads of numerics and OCR would only wait for each other.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    pool = ReaderPool()
    atexit.register(pool.close)
    return pool


def _entry(ledger: Path, path: Path) -> Path:
    return ledger / f"{hashlib.sha256(os.fsencode(path)).hexdigest()}.json"


def _enter(ledger: Path, path: Path, outcome: Outcome) -> None:
    error = outcome.error and {"kod": outcome.error.code, "text": outcome.error.text}
    told = {"data": outcome.data, "papper": [str(p) for p in outcome.papers], "fel": error, "noter": outcome.notes}
    write_whole(_entry(ledger, path), json.dumps(told, ensure_ascii=False).encode("utf-8"))


def _from_ledger(ledger: Path, path: Path) -> Outcome | None:
    try:
        told = json.loads(_entry(ledger, path.absolute()).read_text(encoding="utf-8"))
    except OSError:
        return None
    error = Unreadable(told["fel"]["kod"], told["fel"]["text"]) if told["fel"] else None
    return Outcome(path, told["data"], tuple(map(Path, told["papper"])), error, tuple(told["noter"]))


@contextmanager
def _client(address: str) -> Iterator[Client]:
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError(_HOW_TO_GET) from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # its English log is not for the user
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            client = Client(  # type: ignore[no-untyped-call]
                address, timeout=_SECONDS_TO_CONNECT, set_as_default=False
            )
        except (OSError, ValueError, TimeoutError) as error:
            raise ClusterError(
                f"Klustret på {address} svarar inte. Se över adressen (till exempel tcp://server:8786) och att det är igång."
            ) from error
        with client:
            yield client


def _check_workers(client: Client, ledger: Path, version: str) -> None:
    """That there are machines, with the same program, which see the results' folder. Raises ClusterError."""
    mark = ledger / f"syns-{uuid.uuid4().hex}"
    mark.touch()
    try:
        answers = client.run(about_worker, mark, on_error="return")
    finally:
        mark.unlink(missing_ok=True)
    if not answers:
        raise ClusterError(
            "Klustret har inga datorer att arbeta med. Starta dem med ”dask worker ADRESS --nthreads 1”."
        )
    for worker, answer in answers.items():
        if not isinstance(answer, tuple):
            raise ClusterError(
                f"Programmet är inte installerat på klustrets dator {worker}. Installera version {version} där."
            )
        if answer[0] != version:
            raise ClusterError(
                f"Klustrets dator {worker} har version {answer[0]} av programmet, men här är det {version}."
            )
        if not answer[1]:
            raise ClusterError(
                f"Klustrets dator {worker} ser inte mappen {ledger.parent}. Lägg ansökningar och resultat på en disk som alla delar."
            )


def about_worker(mark: Path) -> tuple[str, bool]:
    """On a machine of the cluster: the program's version, and whether the shared folder is seen."""
    from intake.cli import version

    return version(), mark.exists()
