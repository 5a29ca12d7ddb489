"""A file that hangs, crashes or devours memory costs only itself, and nothing is left behind."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

import extractors.isolation as isolation
from extractors.errors import Unreadable
from extractors.isolation import ReaderPool, read_isolated
from extractors.limits import DEFAULT

GOOD = b"{\\rtf1 Hej p\\'e5 dig.\\par}"
TRAP = b"TRAP:"

# A format that is only there for these tests: its files say what harm they do.
_TRAP_FORMAT = """
import os, time
KIND = "trap"
PRIORITY = -100
def recognises(head, names):
    return head.startswith(b"TRAP:")
def read(path, limits):
    import tempfile
    what = path.read_bytes()[5:].decode()
    open(os.path.join(tempfile.gettempdir(), "kvar.tmp"), "w").close()
    if what == "hang":
        while True:
            pass
    if what == "crash":
        os.kill(os.getpid(), 11)
    if what == "memory":
        bytearray(10**12)
    if what == "error":
        raise ValueError("hemlig detalj")
    if what == "talk":
        os.write(1, b"x" * 1000)
        print("prat")
    if what == "child":
        import subprocess, sys
        pid = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]).pid
        path.with_suffix(".pid").write_text(str(pid))
        time.sleep(60)
    from extractors.errors import Unreadable
    raise Unreadable("tom", "klart")
"""


@pytest.fixture(params=["fork", "spawn"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """Both ways of starting a reader, with the trap format among the formats and a temporary folder that can be looked into."""
    if request.param == "fork" and not sys.platform.startswith("linux"):
        pytest.skip("forks are for Linux")
    import extractors.formats

    formats = tmp_path / "formats"
    formats.mkdir()
    (formats / "trap.py").write_text(_TRAP_FORMAT, encoding="utf-8")
    monkeypatch.setattr(extractors.formats, "__path__", [*extractors.formats.__path__, str(formats)])
    extend = f"import extractors.formats as f; f.__path__ = [*f.__path__, {str(formats)!r}]; "
    monkeypatch.setattr(
        isolation, "_BOOTSTRAP", isolation._BOOTSTRAP.replace("from extractors", extend + "from extractors", 1)
    )
    monkeypatch.setattr(isolation, "may_fork", lambda: request.param == "fork")
    own = tmp_path / "tmp"
    own.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(own))
    from extractors.read import format_names

    format_names.cache_clear()
    return str(request.param)


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def refusal(pool: ReaderPool, path: Path, **limits: float) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        pool.read(path, replace(DEFAULT, **limits))
    return caught.value


def test_a_file_is_read_and_nothing_is_left(way: str, tmp_path: Path) -> None:
    with ReaderPool() as pool:
        document = pool.read(put(tmp_path, "a.rtf", GOOD))
    assert [b.text for b in document.blocks] == ["Hej på dig."]
    assert list((tmp_path / "tmp").iterdir()) == []


def test_one_file_on_its_own(way: str, tmp_path: Path) -> None:
    assert read_isolated(put(tmp_path, "a.rtf", GOOD)).kind == "rtf"


@pytest.mark.parametrize(
    ("harm", "code"),
    [(b"crash", "trasig"), (b"memory", "for-stor"), (b"error", "internt"), (b"talk", "tom")],
)
def test_harm_is_told_in_one_sentence_and_the_next_file_is_read(
    way: str, tmp_path: Path, harm: bytes, code: str
) -> None:
    bad, good = put(tmp_path, "b.xyz", TRAP + harm), put(tmp_path, "a.rtf", GOOD)
    with ReaderPool() as pool:
        error = refusal(pool, bad, memory_bytes=500_000_000)
        assert error.code == code
        assert "hemlig" not in error.text
        assert "Traceback" not in error.text
        assert pool.read(good).blocks
    assert list((tmp_path / "tmp").iterdir()) == []


def test_the_detail_of_a_fault_is_kept_for_a_developer(way: str, tmp_path: Path) -> None:
    with ReaderPool() as pool:
        error = refusal(pool, put(tmp_path, "b.xyz", TRAP + b"error"))
    assert "hemlig detalj" in str(error.__cause__)


def test_a_file_that_hangs_is_stopped_in_time_and_its_reader_replaced(way: str, tmp_path: Path) -> None:
    with ReaderPool() as pool:
        start = time.monotonic()
        error = refusal(pool, put(tmp_path, "b.xyz", TRAP + b"hang"), seconds=1.5)
        assert error.code == "tidsgrans"
        assert time.monotonic() - start < 10
        assert pool.read(put(tmp_path, "a.rtf", GOOD)).blocks


@pytest.mark.skipif(sys.platform == "win32", reason="process groups")
def test_what_a_stopped_file_started_is_stopped_too(way: str, tmp_path: Path) -> None:
    path = put(tmp_path, "b.xyz", TRAP + b"child")
    with ReaderPool() as pool:
        assert refusal(pool, path, seconds=3).code == "tidsgrans"
    started = int(path.with_suffix(".pid").read_text(encoding="ascii"))
    for _ in range(50):
        state = Path(f"/proc/{started}/stat")
        if not state.exists() or state.read_text(encoding="ascii").split()[2] == "Z":
            break
        time.sleep(0.1)
    else:
        os.kill(started, 9)
        pytest.fail("a process was left behind")


def test_several_threads_share_a_pool(way: str, tmp_path: Path) -> None:
    good, bad = put(tmp_path, "a.rtf", GOOD), put(tmp_path, "b.xyz", TRAP + b"crash")
    outcomes: list[str] = []

    def work(path: Path) -> None:
        try:
            outcomes.append(pool.read(path).kind)
        except Unreadable as error:
            outcomes.append(error.code)

    with ReaderPool(2) as pool:
        threads = [threading.Thread(target=work, args=(bad if i % 4 == 0 else good,)) for i in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(outcomes) == ["rtf"] * 6 + ["trasig"] * 2


def test_a_missing_file_and_a_folder(way: str, tmp_path: Path) -> None:
    folder = tmp_path / "ärende"
    folder.mkdir()
    put(folder, "a.rtf", GOOD)
    with ReaderPool() as pool:
        assert refusal(pool, tmp_path / "finns-inte.rtf").code == "saknas"
        assert pool.read(folder).kind == "mapp"
