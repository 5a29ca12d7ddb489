"""Many files at once: in parallel, whatever happens to a worker, and never the same work twice."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import threading
import time
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from extractors.errors import Unreadable
from extractors.isolation import may_fork
from intake import batch
from intake.batch import Task, review_all, workers_for
from intake.cli import cli
from intake.done_before import done_before
from intake.pipeline import Clock, Outcome

SAMPLES = Path(__file__).resolve().parents[1] / "sample_submissions"
TASK = Task(version="1", today=date(2026, 11, 1))


def quick(path: Path, read: object, task: Task, clock: Clock) -> Outcome:
    """A review in no time; names tell what goes wrong."""
    clock.steps["läsa"] = 1.0
    if path.stem.startswith("dör"):
        os.kill(os.getpid(), signal.SIGKILL)
    if path.stem == "en_gång":
        mark = path.with_suffix(".mark")
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    if path.stem == "hänger":
        time.sleep(60)
    if path.stem == "oläsbar":
        return Outcome(path, {"pid": os.getpid()}, error=Unreadable("tom", "Filen är tom."))
    return Outcome(path, {"namn": path.name, "pid": os.getpid()})


@pytest.fixture
def quick_reviews(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "_review", quick)
    monkeypatch.setattr(batch, "may_fork", lambda: True)
    monkeypatch.setattr(batch, "_readers", lambda: nullcontext(SimpleNamespace(read=None)))


forks = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the quick review reaches the workers by a fork"
)


@forks
@pytest.mark.usefixtures("quick_reviews")
def test_outcomes_come_in_the_order_of_the_files(tmp_path: Path) -> None:
    paths = [tmp_path / f"{n:02d}.docx" for n in range(20)]
    clock, begun = Clock(), list[int]()
    outcomes = list(review_all(paths, TASK, clock, 2, begun.append))
    assert [each.path for each in outcomes] == paths
    assert len({each.data["pid"] for each in outcomes}) == 2
    assert sorted(begun) == list(range(20))
    assert clock.steps == {"läsa": 20.0}


@forks
@pytest.mark.usefixtures("quick_reviews")
def test_a_killed_worker_costs_only_its_file_and_a_passing_fault_not_even_that(tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.docx" for name in ("a", "dör", "b", "en_gång", "c", "oläsbar", "d")]
    outcomes = {each.path.stem: each for each in review_all(paths, TASK, Clock(), 2)}
    assert {stem for stem, each in outcomes.items() if each.error} == {"dör", "oläsbar"}
    died = outcomes["dör"]
    assert died.error is not None
    assert died.error.text == "Granskningen av dör.docx avbröts två gånger. Läs ansökan för hand."
    assert died.data["status"] == "olasbar"


@forks
@pytest.mark.usefixtures("quick_reviews")
def test_a_file_that_hangs_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "_LONGEST_SECONDS", 0.4)
    outcomes = list(review_all([tmp_path / "hänger.docx", tmp_path / "a.docx"], TASK, Clock(), 2))
    assert [each.error is not None for each in outcomes] == [True, False]


@forks
@pytest.mark.usefixtures("quick_reviews")
def test_files_whose_papers_would_share_a_name_go_to_one_worker(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.docx", "b.docx", "A.pdf", "a.odt", "c.docx")]
    pids = [each.data["pid"] for each in review_all(paths, TASK, Clock(), 3)]
    assert pids[0] == pids[2] == pids[3]


@forks
@pytest.mark.usefixtures("quick_reviews")
def test_nothing_is_left_running_when_one_stops_midway(tmp_path: Path) -> None:
    outcomes = review_all([tmp_path / f"{n}.docx" for n in range(8)], TASK, Clock(), 2)
    pid = next(outcomes).data["pid"]
    outcomes.close()  # type: ignore[attr-defined]
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_beside_threads_the_workers_are_processes_of_their_own() -> None:
    """A worker forked beside threads may wait for ever for a lock that another thread held."""
    stop = threading.Event()
    beside = threading.Thread(target=stop.wait)
    beside.start()
    try:
        assert not may_fork()
        (outcome,) = review_all([SAMPLES / "03-ungdomssparet.docx"], TASK, Clock(), 1)
    finally:
        stop.set()
        beside.join()
    assert outcome.error is None
    assert outcome.data["uppgifter"]["insatsnamn"] == "Ungdomsspåret"


def test_a_few_files_need_no_workers() -> None:
    assert [workers_for(n) for n in (0, 1, 3)] == [0, 0, 0]
    assert workers_for(50) >= 1
    assert (workers_for(50, 1), workers_for(50, 4), workers_for(2, 4)) == (0, 4, 2)


@pytest.fixture
def applications(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("03-ungdomssparet.docx", "09-minnesanteckningar.docx"):
        shutil.copy(SAMPLES / name, folder / name)
    (folder / "tom.docx").write_bytes(b"")
    return folder


def granska(*words: str) -> Result:
    return CliRunner().invoke(cli, ["granska", *words], standalone_mode=False)


def test_a_folder_is_reviewed_once_and_ends_in_a_table(
    applications: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    first = granska("in", "--ut", "ut", "--datum", "2026-11-01")
    assert first.return_value == 1
    assert "3 filer: 2 granskade nu, 0 granskade tidigare, 1 kunde inte läsas." in first.stdout
    assert "tom.docx" in first.stdout.splitlines()[-2]
    before = {p.name: p.stat().st_mtime_ns for p in Path("ut").iterdir()}
    again = granska("in", "--ut", "ut")
    assert "03-ungdomssparet.docx: oförändrad och redan granskad" in again.stdout
    assert "3 filer: 0 granskade nu, 2 granskade tidigare, 1 kunde inte läsas." in again.stdout
    assert {p.name: p.stat().st_mtime_ns for p in Path("ut").iterdir()} == before
    as_data = [json.loads(line) for line in granska("in", "--ut", "ut", "--format", "json").stdout.splitlines()]
    assert [each["fil"]["namn"] for each in as_data] == sorted(p.name for p in applications.iterdir())


def test_what_has_changed_is_reviewed_again(applications: Path, tmp_path: Path) -> None:
    out, path = tmp_path / "ut", applications / "09-minnesanteckningar.docx"
    out.mkdir()
    record = {
        "fil": {"namn": path.name, "sha256": _digest(path)},
        "version": "1",
        "status": "granskad",
        "profil": "allman",
    }
    (out / f"{path.stem}.json").write_text(json.dumps(record), encoding="utf-8")
    task = Task(version="1", today=date(2026, 11, 1), out=out)
    assert done_before([path], task) == {}  # its memo is gone
    (out / f"{path.stem}-beredning.docx").write_bytes(b"x")
    assert list(done_before([path], task)) == [path]
    for other in (
        Task(version="2", today=task.today, out=out),
        Task(version="1", today=task.today, out=out, profile="badesa"),
        Task(version="1", today=task.today),
    ):
        assert done_before([path], other) == {}
    path.write_bytes(path.read_bytes() + b" ")
    assert done_before([path], task) == {}


def _digest(path: Path) -> str:
    from intake.pipeline import fingerprint

    return fingerprint(path)
