"""A check over several machines: a small cluster of this machine's own, whose workers are lost midway."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from click import ClickException
from click.testing import CliRunner, Result

from intake.batch import Task, review_all
from intake.cli import cli, version
from intake.cluster import review_on_cluster
from intake.pipeline import Clock

ROOT = Path(__file__).resolve().parents[1]
needs_dask = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the small cluster is started with processes that signals can stop"
)
_SCRIPT = Path(sys.executable).parent / "dask"


@dataclass
class Cluster:
    """A scheduler and its workers."""

    address: str
    workers: list[subprocess.Popen[bytes]]

    def lose_one(self) -> None:
        """Kill a worker and all that it started, at once."""
        os.killpg(self.workers.pop(0).pid, signal.SIGKILL)


def _start(*words: str) -> subprocess.Popen[bytes]:
    compiled_once = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.Popen(
        [str(_SCRIPT), *words],
        cwd=ROOT,
        env=compiled_once,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    pytest.importorskip("distributed", reason="the extra kluster is not installed")
    contact = folder / "schemalaggare.json"
    scheduler = _start(
        "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(contact)
    )
    started = [scheduler]
    try:
        until = time.monotonic() + 30
        while not contact.exists() or not contact.read_text():
            assert time.monotonic() < until, "the scheduler did not start"
            time.sleep(0.05)
        address = json.loads(contact.read_text())["address"]
        crew = [
            _start("worker", address, "--host", "127.0.0.1", "--no-nanny", "--nthreads", "1", "--no-dashboard", "--local-directory", str(folder))
            for _ in range(workers)
        ]  # fmt: skip
        started += crew
        if workers:
            _await(address, workers)
        yield Cluster(address, list(crew))
    finally:
        for each in started:
            try:
                os.killpg(each.pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
            each.wait()


def _await(address: str, workers: int) -> None:
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=60)


@pytest.fixture
def applications(tmp_path: Path) -> Path:
    """Some applications, of which one cannot be read."""
    folder = tmp_path / "in"
    folder.mkdir()
    files = [p for p in sorted((ROOT / "tests/corpus/dev").iterdir()) if p.suffix in (".docx", ".pdf")][:5]
    files += sorted((ROOT / "sample_submissions").glob("0*.docx"))[:3]
    for number in range(14):
        source = files[number % len(files)]
        shutil.copy(source, folder / f"{number:02d}-{source.name}")
    (folder / "14-tom.docx").write_bytes(b"")
    return folder


@needs_dask
def test_a_check_that_loses_a_machine_midway_gives_what_one_machine_gives(applications: Path, tmp_path: Path) -> None:
    paths = sorted(applications.iterdir())
    out, alone = tmp_path / "ut", tmp_path / "ensam"
    task = Task(version=version(), today=date(2026, 11, 1), out=out)
    outcomes = []
    with cluster(tmp_path, 2) as machines:
        for outcome in review_on_cluster(paths, task, Clock(), machines.address):
            outcomes.append(outcome)
            if len(outcomes) == 3:
                machines.lose_one()
    assert [each.path for each in outcomes] == paths
    assert [each.path.name for each in outcomes if each.error] == ["14-tom.docx"]
    assert all(paper.exists() for each in outcomes for paper in each.papers)
    assert not list(out.glob(".kluster*"))
    # Some of them, made by one process here, byte for byte the same.
    some = paths[::5]
    for each in review_all(some, Task(version=version(), today=task.today, out=alone), Clock(), 1):
        assert outcomes[paths.index(each.path)].data == each.data
    for paper in sorted(alone.glob("*.json")):
        assert (out / paper.name).read_bytes() == paper.read_bytes()


def granska(*words: str) -> Result:
    return CliRunner().invoke(cli, ["granska", *words], standalone_mode=False)


def refusal(told: Result) -> str:
    assert isinstance(told.exception, ClickException)
    return told.exception.format_message()


@needs_dask
def test_a_stopped_check_goes_on_where_it_was(
    applications: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for path in sorted(applications.iterdir())[3:-1]:
        path.unlink()
    with cluster(tmp_path, 1) as machines:
        task = Task(version=version(), today=date(2026, 11, 1), out=Path("ut"))
        stopped = review_on_cluster(sorted(Path("in").iterdir()), task, Clock(), machines.address)
        next(stopped)
        stopped.close()  # type: ignore[attr-defined]
        told = granska("in", "--ut", "ut", "--kluster", machines.address)
        assert told.return_value == 1
        assert "00-D01.docx: oförändrad och redan granskad" in told.stdout
        assert "4 filer:" in told.stdout
        assert "1 kunde inte läsas." in told.stdout


@needs_dask
def test_a_cluster_without_machines_is_told_of(applications: Path, tmp_path: Path) -> None:
    with cluster(tmp_path, 0) as machines:
        told = granska(str(applications), "--ut", str(tmp_path / "ut"), "--kluster", machines.address)
    assert "inga datorer att arbeta med" in refusal(told)


def test_a_cluster_that_does_not_answer_is_told_of(
    applications: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed", reason="the extra kluster is not installed")
    monkeypatch.setattr("intake.cluster._SECONDS_TO_CONNECT", 0.3)
    for address in ("tcp://127.0.0.1:9", "ingenting", "ftp://x:1"):
        told = granska(str(applications), "--ut", str(tmp_path / "ut"), "--kluster", address)
        assert f"Klustret på {address} svarar inte." in refusal(told)


def test_without_the_extra_one_sentence_says_how_to_get_it(
    applications: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    told = granska(str(applications), "--ut", str(tmp_path / "ut"), "--kluster", "tcp://x:1")
    assert refusal(told).startswith("Kluster är ett tillägg som inte är installerat.")
    assert "beredning[kluster]" in refusal(told)
