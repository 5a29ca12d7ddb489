"""A working folder with real reviews, made once, and a browser-like client on a desk over a copy of it."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Self

from starlette.testclient import TestClient

from benchmarks.krascher import QuickReviewing
from desk.app import build
from desk.serve import hosts_of
from desk.state import Desk
from desk.work import Task
from extractors.isolation import ReaderPool
from intake.inbox import Taken
from intake.reviewing import Reviewer
from intake.watch import Watch
from intake.workfolder import WorkFolder, lay_out

SAMPLES = Path(__file__).parents[1] / "sample_submissions"
NOW = datetime(2026, 11, 23, 10, 30)
PORT = 8123
ORIGIN = f"http://127.0.0.1:{PORT}"
MEETINGS = """
[[moten]]
datum = 2026-12-22
slag = "beredningsgrupp"
tid = "09.00"

[[moten]]
datum = 2027-01-20
slag = "styrelse"
"""


def make_folder(root: Path) -> WorkFolder:
    """Lay out a folder, and take in one application in Word and one as PDF."""
    folder, _ = lay_out(root, forbund="Samordningsförbundet Prövköping")
    settings = root / "installningar.toml"
    text = settings.read_text(encoding="utf-8")
    text = text.replace("sekunder = 1.0", "sekunder = 0.05").replace("avlasningar = 2", "avlasningar = 1")
    settings.write_text(text + MEETINGS, encoding="utf-8")
    for name in ("01-stegvis-ater.docx", "05-samma-karta.pdf"):
        shutil.copy(SAMPLES / name, folder.inbox / name)
    folder = WorkFolder(root)

    def told(taken: Taken) -> None:
        assert taken.what != "fel", taken.text

    with Reviewer("0.0", None) as reviewer:
        Watch(folder, reviewer, told, lambda _: None, now=lambda: NOW).run()
    return folder


def words(page: str) -> str:
    """What stands on a page, without its marks."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


class Visitor:
    """Someone at the desk: follows links, reads forms, sends them."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.client = TestClient(build(desk, hosts_of(PORT)), base_url=ORIGIN, follow_redirects=True)

    def come_in(self) -> Visitor:
        """Use a link once."""
        assert self.client.get(f"/?nyckel={self.desk.keys.new_link_key()}").status_code == 200
        return self

    def page(self, path: str, status: int = 200) -> str:
        """The text of a page."""
        answer = self.client.get(path)
        assert answer.status_code == status, (path, answer.status_code, answer.text[:400])
        return answer.text

    def send(self, path: str, code: int = 200, /, files: object = None, **fields: str) -> str:
        """Send a form with the mark that every form carries; returns the page that comes after."""
        written = {"marke": self.desk.keys.form_mark, **fields}
        answer = self.client.post(path, data=written, files=files, headers={"Origin": ORIGIN})  # type: ignore[arg-type]
        assert answer.status_code == code, (path, answer.status_code, answer.text[:600])
        return answer.text

    def state(self, page: str) -> str:
        """The mark of the case's state that the forms of a page carry."""
        found = re.search(r'name="lage" value="(\w+)"', page)
        assert found
        return found[1]


class SharedReaders(ReaderPool):
    """Readers that several desks share: starting a process for each would take most of the tests' time."""

    def close(self) -> None:
        """Left to `end`."""

    def end(self) -> None:
        """End the processes."""
        super().close()


class QuickReviewer(QuickReviewing):
    """In the place of the program's own readers and criteria, for files that only say ``SLUT`` at their end."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None


@contextmanager
def desk_on(root: Path, readers: ReaderPool, *, dry_run: bool = False) -> Iterator[Desk]:
    """A desk over a folder. What is taken in is reviewed by a quick stand-in; what lies there has real reviews."""
    desk = Desk(root, "0.0", QuickReviewer, readers, "Eva Ek", now=lambda: NOW, dry_run=dry_run)
    try:
        yield desk
    finally:
        desk.close()


def finished(desk: Desk) -> Task:
    """The latest work, when it is over."""
    import time

    task = desk.work.task(max(desk.work._tasks))
    assert task is not None
    for _ in range(600):
        if task.over:
            return task
        time.sleep(0.05)
    raise AssertionError(task)
