"""Killed again and again, with the power cut, the disk failing and two at work: every file is in exactly one place, once."""

from __future__ import annotations

import hashlib
import os
import signal
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest

from benchmarks.krascher import Drop, QuickReviewing, faults, run, work
from intake.register import Register
from intake.workfolder import WorkFolder, lay_out

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")


def test_a_dozen_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    wrong, figures = run(tmp_path / "mapp", kills=12, files=20, seed=5)
    assert wrong == []
    assert figures["files"] == 20


def quick_folder(tmp_path: Path) -> WorkFolder:
    folder, _ = lay_out(tmp_path / "mapp")
    (folder.root / "installningar.toml").write_text("[inkorg]\nsekunder = 0.05\n", encoding="utf-8")
    return folder


def a_text(number: int) -> Drop:
    words = " ".join(hashlib.sha256(f"{number} {i}".encode()).hexdigest()[:6] for i in range(40))
    return Drop(f"{number:02d}.docx", f"Insats {number}\n{words}\nSLUT".encode(), f"Insats {number}")


def test_the_proof_sees_a_lost_a_doubled_and_a_changed_file(tmp_path: Path) -> None:
    folder = quick_folder(tmp_path)
    drops = [a_text(number) for number in range(3)]
    for each in drops:
        (folder.inbox / each.name).write_bytes(each.content)
    assert work(folder, forever=False)
    assert faults(folder, drops) == []
    kept = folder.cases / "2026-x"
    with Register(folder.register_path, datetime.now) as register:
        kept = folder.root / register.files()[0].path
    kept.chmod(0o644)
    (folder.failed / "dubbel.docx").write_bytes(kept.read_bytes())
    assert any("in 2 places" in fault for fault in faults(folder, drops))
    (folder.failed / "dubbel.docx").unlink()
    kept.write_bytes(b"annat")
    assert any("nobody dropped" in fault for fault in faults(folder, drops))
    kept.unlink()
    assert any("in 0 places" in fault for fault in faults(folder, drops))


def test_two_workers_share_an_inbox(tmp_path: Path) -> None:
    folder = quick_folder(tmp_path)
    drops = [a_text(number) for number in range(12)]
    for each in drops:
        (folder.inbox / each.name).write_bytes(each.content)
    workers = []
    for _ in range(2):
        pid = os.fork()
        if not pid:
            os._exit(0 if work(folder, forever=False) else 1)
        workers.append(pid)
    assert [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in workers] == [0, 0]
    assert faults(folder, drops) == []


def test_a_worker_that_is_killed_lets_the_lock_go(tmp_path: Path) -> None:
    folder = quick_folder(tmp_path)
    (folder.inbox / "a.docx").write_bytes(a_text(1).content)

    class Hanging(QuickReviewing):
        def read(self, path: Path) -> object:  # type: ignore[override]
            (folder.root / "laser").touch()
            time.sleep(60)
            raise AssertionError

    pid = os.fork()
    if not pid:
        from intake.watch import Watch

        Watch(folder, Hanging(), lambda _: None, lambda _: None).run()  # type: ignore[arg-type]
        os._exit(0)
    deadline = time.monotonic() + 20
    while not (folder.root / "laser").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    assert work(folder, forever=False)
    assert len(list(folder.cases.glob("*/v1/inkommet/a.docx"))) == 1
