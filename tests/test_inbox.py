"""The inbox as a förbundschef meets it: what is dropped gets a case, once, whatever it is and however it came."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from benchmarks.krascher import QuickReviewing
from extractors.model import Document
from intake import durable
from intake.pipeline import Outcome
from intake.register import Case, Register
from intake.scan import Settling, is_junk, look
from intake.watch import Watch
from intake.workfolder import WorkFolder, lay_out

WORDS = [
    "vi",
    "vill",
    "tillsammans",
    "pröva",
    "ett",
    "nytt",
    "sätt",
    "att",
    "möta",
    "unga",
    "som",
    "länge",
    "har",
    "stått",
    "långt",
    "från",
    "arbete",
    "och",
    "studier",
    "i",
    "vår",
    "kommun",
]


def text(name: str = "Bryggan", *, extra: str = "", seed: int = 0) -> bytes:
    """A text of some 60 word sequences; another seed is another text."""
    words = [f"{word}{seed}" for word in WORDS] + [f"{word}{seed}{i}" for i in range(2) for word in WORDS]
    return f"{name}\n{' '.join(words)}\n{extra}\nSLUT".encode()


class Desk:
    """A working folder with quick readers, and what was said."""

    def __init__(self, folder: WorkFolder) -> None:
        self.folder = folder
        self.reviewing: Any = QuickReviewing()
        self.said: list[str] = []

    def run(self) -> bool:
        self.said.clear()
        watch = Watch(
            WorkFolder(self.folder.root), self.reviewing, lambda t: self.said.append(t.text), self.said.append
        )
        return watch.run()

    def drop(self, name: str, content: bytes) -> Path:
        path = self.folder.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    @property
    def cases(self) -> list[Case]:
        with Register(self.folder.register_path, datetime.now) as register:
            return register.cases()

    def kinds(self, case: Case) -> list[str]:
        with Register(self.folder.register_path, datetime.now) as register:
            return [e.kind for e in register.events(case.id)]

    @property
    def waiting(self) -> list[str]:
        return sorted(p.name for p in self.folder.inbox.rglob("*") if p.is_file())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    folder, _ = lay_out(tmp_path / "mapp")
    (folder.root / "installningar.toml").write_text("[inkorg]\nsekunder = 0.05\n", encoding="utf-8")
    yield Desk(folder)


def test_a_dropped_file_gets_a_case_its_original_untouched_and_its_papers(desk: Desk) -> None:
    desk.drop("Ansökan Bryggan.docx", text())
    assert desk.run()
    (case,) = desk.cases
    assert (case.name, case.status, case.sender) == ("Bryggan", "granskat", "Prövköpings kommun")
    assert (desk.folder.root / case.files[0].path).read_bytes() == text()
    assert (desk.folder.cases / case.folder / "v1" / "Ansökan Bryggan.json").is_file()
    assert desk.waiting == []
    assert desk.kinds(case) == ["inkom", "granskning påbörjad", "granskad"]


def test_the_line_of_a_case_is_the_public_one(desk: Desk) -> None:
    desk.drop("a.docx", text())
    desk.run()
    line = desk.cases[0].as_line()
    assert list(line) == ["dnr", "insatsnamn", "sokande", "status", "inkom", "filer"]
    assert list(line["filer"][0]) == ["namn", "sha256", "version"]


def test_running_again_does_nothing(desk: Desk) -> None:
    desk.drop("a.docx", text())
    desk.run()
    before = desk.kinds(desk.cases[0])
    assert desk.run()
    assert desk.said == []
    assert desk.kinds(desk.cases[0]) == before


def test_the_same_bytes_are_the_same_case_whatever_the_name(desk: Desk) -> None:
    desk.drop("a.docx", text())
    desk.run()
    desk.drop("mapp/b.pdf", text())
    assert desk.run()
    (case,) = desk.cases
    assert [f.name for f in case.files] == ["a.docx"]
    assert "samma fil igen" in desk.kinds(case)
    assert desk.waiting == []


def test_an_original_that_was_lost_comes_back_when_the_same_file_is_dropped(desk: Desk) -> None:
    desk.drop("a.docx", text())
    desk.run()
    original = desk.folder.root / desk.cases[0].files[0].path
    original.unlink()
    desk.run()
    assert any("saknas på disken" in said for said in desk.said)
    desk.drop("a.docx", text())
    desk.run()
    assert original.read_bytes() == text()


def test_an_answer_becomes_a_new_version_of_its_case(desk: Desk) -> None:
    desk.drop("a.docx", text())
    desk.run()
    desk.drop("svar.docx", text(extra="Nu har vi även lagt till en budget och ett datum."))
    desk.run()
    (case,) = desk.cases
    assert [(f.name, f.version) for f in case.files] == [("a.docx", 1), ("svar.docx", 2)]
    assert "ny version" in desk.kinds(case)
    assert (desk.folder.cases / case.folder / "v2" / "svar.json").is_file()


def test_where_unsure_it_gets_a_case_of_its_own_and_a_question(desk: Desk) -> None:
    desk.drop("a.docx", text())
    desk.run()
    desk.drop("b.docx", text("En helt annan insats"))
    desk.run()
    assert [case.asks for case in desk.cases] == [None, "2026-001".replace("2026", str(date.today().year))]
    assert any("Är b.docx en ny version av" in said for said in desk.said)


def test_other_texts_are_other_cases(desk: Desk) -> None:
    for seed in range(5):
        desk.drop(f"{seed}.docx", text(f"Insats {seed}", seed=seed))
    desk.run()
    assert len(desk.cases) == 5
    assert not any(case.asks for case in desk.cases)


def test_what_cannot_be_read_is_set_aside_with_the_reason_and_the_rest_goes_on(desk: Desk) -> None:
    desk.drop("a.docx", b"L\xc3\x85ST\nSLUT")
    desk.drop("b.docx", text())
    assert not desk.run()
    assert [case.files[0].name for case in desk.cases] == ["b.docx"]
    assert sorted(p.name for p in desk.folder.failed.iterdir()) == ["a.docx", "a.docx.orsak.txt"]
    reason = (desk.folder.failed / "a.docx.orsak.txt").read_text(encoding="utf-8")
    assert "är låst med lösenord" in reason
    assert "försöker inte igen" in reason
    assert desk.waiting == []


def test_a_file_put_back_from_fel_is_tried_again_and_is_then_in_one_place(desk: Desk) -> None:
    class Locked(QuickReviewing):
        locked = True

        def read(self, path: Path) -> Document:
            from extractors.errors import Unreadable

            if self.locked:
                raise Unreadable("ocr-saknas", "Det går inte nu.")
            return super().read(path)

    desk.reviewing = Locked()
    desk.drop("a.docx", text())
    desk.run()
    shutil.copy(desk.folder.failed / "a.docx", desk.folder.inbox / "a.docx")
    desk.reviewing.locked = False
    assert desk.run()
    assert len(desk.cases) == 1
    assert list(desk.folder.failed.iterdir()) == []


def test_two_unreadable_files_of_one_name_are_both_kept(desk: Desk) -> None:
    for content in (b"L\xc3\x85ST 1\nSLUT", b"L\xc3\x85ST 2\nSLUT"):
        desk.drop("a.docx", content)
        desk.run()
    assert {p.name for p in desk.folder.failed.glob("*.docx")} == {"a.docx", "a (2).docx"}


@pytest.mark.parametrize(
    "name",
    [
        "~$nsökan.docx",
        ".DS_Store",
        "._a.docx",
        "Thumbs.db",
        "a.tmp",
        "a.docx.crdownload",
        "a.partial",
        "a.docx.part",
        "desktop.ini",
    ],
)
def test_junk_is_left_alone(desk: Desk, name: str) -> None:
    assert is_junk(name)
    desk.drop(name, b"x")
    assert desk.run()
    assert desk.cases == []
    assert desk.waiting == [name]


def test_links_are_never_followed(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "hemlig.docx").write_bytes(text())
    (desk.folder.inbox / "a.docx").symlink_to(tmp_path / "hemlig.docx")
    (desk.folder.inbox / "b").symlink_to(tmp_path)
    desk.run()
    assert desk.cases == []
    assert sum("en genväg" in said for said in desk.said) == 2


def test_a_file_still_being_written_waits_until_it_is_whole(desk: Desk) -> None:
    whole, path = text(seed=3), desk.drop("a.docx", b"")

    def slowly() -> None:
        with path.open("ab") as file:
            for i in range(0, len(whole), 60):
                file.write(whole[i : i + 60])
                file.flush()
                time.sleep(0.02)

    writer = threading.Thread(target=slowly)
    writer.start()
    desk.run()
    writer.join()
    (case,) = desk.cases
    assert (desk.folder.root / case.files[0].path).read_bytes() == whole


def test_a_file_is_settled_only_after_standing_still() -> None:
    from intake.durable import FileState
    from intake.scan import Look

    path, settling = Path("a"), Settling(looks=3)
    states = [FileState(size, 1, 1, 1) for size in (1, 2, 2, 2)]
    assert [bool(settling.see(Look({path: state}), clock)) for clock, state in enumerate(states)] == [
        False,
        False,
        False,
        True,
    ]
    assert settling.quiet_seconds(path, 5) == 4


def test_moved_in_folders_are_found_with_all_in_them(desk: Desk, tmp_path: Path) -> None:
    outside = tmp_path / "utifrån" / "djupt"
    outside.mkdir(parents=True)
    (outside / "a.docx").write_bytes(text())
    outside.parent.rename(desk.folder.inbox / "utifrån")
    assert len(look(desk.folder.inbox).files) == 1
    desk.run()
    assert len(desk.cases) == 1


@pytest.mark.parametrize(
    "name", ["å ä ö é 😀.docx", "utan ändelse", "a" * 200 + ".docx", "-rf.docx", "två  blanksteg .docx"]
)
def test_any_name_is_taken(desk: Desk, name: str) -> None:
    desk.drop(name, text())
    assert desk.run()
    assert desk.cases[0].files[0].name == name


@pytest.mark.parametrize("cause", [errno.ENOSPC, errno.EIO, errno.EACCES])
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_passing_fault_leaves_the_file_in_the_inbox_and_it_is_taken_next_time(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, cause: int, call: str
) -> None:
    desk.drop("a.docx", text())
    Register(desk.folder.register_path, datetime.now).close()
    with monkeypatch.context() as patched:

        def fail(*_: object) -> None:
            raise OSError(cause, "prov")

        patched.setattr(durable.os, call, fail)
        assert not desk.run()
    assert desk.waiting == ["a.docx"]
    assert desk.cases == []
    assert desk.run()
    assert len(desk.cases) == 1


def test_a_full_register_loses_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.drop("a.docx", text())
    real = Register.add_file

    def full(self: Register, *args: Any, **kwargs: Any) -> Any:
        pages = self.connection.execute("PRAGMA page_count").fetchone()[0]
        self.connection.execute(f"PRAGMA max_page_count = {pages}")
        self.connection.executemany("INSERT INTO uppgifter VALUES (NULL, 1, 'x', ?, '', '')", [("x" * 5000,)] * 50)
        return real(self, *args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(Register, "add_file", full)
        assert not desk.run()
    assert any("Disken är full" in said for said in desk.said)
    assert desk.waiting == ["a.docx"]
    assert list(desk.folder.cases.glob("*/v*/inkommet/*")) == []
    assert desk.run()
    assert [case.dnr[-3:] for case in desk.cases] == ["001"]


def test_a_fault_in_the_program_on_one_file_does_not_stop_the_rest(desk: Desk) -> None:
    class Faulty(QuickReviewing):
        def read(self, path: Path) -> Document:
            if path.name == "a.docx":
                raise ZeroDivisionError
            return super().read(path)

    desk.reviewing = Faulty()
    desk.drop("a.docx", text(seed=1))
    desk.drop("b.docx", text(seed=2))
    assert not desk.run()
    assert [case.files[0].name for case in desk.cases] == ["b.docx"]
    assert desk.waiting == ["a.docx"]
    assert any("ZeroDivisionError" in said for said in desk.said)


def test_a_review_that_fails_never_loses_the_case(desk: Desk) -> None:
    class NoReview(QuickReviewing):
        def traits(self, document: Document) -> Any:
            raise RuntimeError

        def review(self, path: Path, document: Document | None, out: Path, today: date, case: Any = None) -> Outcome:
            raise RuntimeError

    desk.reviewing = NoReview()
    desk.drop("a.docx", text())
    desk.run()
    assert [(case.status, len(case.files)) for case in desk.cases] == [("granskas för hand", 1)]


def test_a_version_is_recognised_by_its_text_though_the_facts_cannot_be_found(desk: Desk) -> None:
    class NoFacts(QuickReviewing):
        def traits(self, document: Document) -> Any:
            raise RuntimeError

    desk.reviewing = NoFacts()
    for extra in ("", "Ett tillägg."):
        desk.drop("a.docx", text(extra=extra))
        desk.run()
    assert [len(case.files) for case in desk.cases] == [2]


def test_watching_goes_on_and_takes_what_comes(desk: Desk) -> None:
    class Stop(BaseException):
        pass

    looks = 0

    def sleep(seconds: float) -> None:
        nonlocal looks
        looks += 1
        time.sleep(seconds)
        if looks in (2, 6):
            desk.drop(f"{looks}.docx", text(f"Insats {looks}", seed=looks))
        if looks == 12:
            raise Stop

    watch = Watch(desk.folder, desk.reviewing, lambda t: None, desk.said.append, sleep=sleep)
    with pytest.raises(Stop):
        watch.run(forever=True)
    assert [case.files[0].name for case in desk.cases] == ["2.docx", "6.docx"]


def test_an_inbox_that_is_away_for_a_while_does_not_stop_the_watch(desk: Desk) -> None:
    class Stop(BaseException):
        pass

    looks, away = 0, desk.folder.inbox.with_name("borta")

    def sleep(_: float) -> None:
        nonlocal looks
        looks += 1
        if looks == 1:
            desk.folder.inbox.rename(away)
        if looks == 3:
            away.rename(desk.folder.inbox)
            desk.drop("a.docx", text())
        if looks == 8:
            raise Stop

    watch = Watch(desk.folder, desk.reviewing, lambda t: None, desk.said.append, sleep=sleep)
    with pytest.raises(Stop):
        watch.run(forever=True)
    assert len(desk.cases) == 1
    assert any("nås inte just nu" in said for said in desk.said)


def test_a_review_stopped_by_a_full_disk_is_made_next_time(desk: Desk) -> None:
    class Full(QuickReviewing):
        full = True

        def review(self, path: Path, document: Document | None, out: Path, today: date, case: Any = None) -> Outcome:
            if self.full:
                raise OSError(errno.ENOSPC, "prov")
            return super().review(path, document, out, today, case)

    desk.reviewing = Full()
    desk.drop("a.docx", text())
    for _ in range(5):
        assert not desk.run()
    assert desk.cases[0].status == "inkommet"
    desk.reviewing.full = False
    desk.run()
    assert desk.cases[0].status == "granskat"


def test_a_review_that_stops_the_machine_three_times_is_left_to_a_human(desk: Desk) -> None:
    class Deadly(QuickReviewing):
        def review(self, path: Path, document: Document | None, out: Path, today: date, case: Any = None) -> Outcome:
            raise KeyboardInterrupt

    desk.reviewing = Deadly()
    desk.drop("a.docx", text())
    for _ in range(3):
        with pytest.raises(KeyboardInterrupt):
            desk.run()
    desk.run()
    assert desk.cases[0].status == "granskas för hand"


def test_what_lies_beside_an_entered_case_goes_back_to_the_inbox(desk: Desk) -> None:
    stray = desk.folder.cases / "2026-009" / "v1" / "inkommet" / "a.docx"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(text())
    desk.run()
    desk.run()
    assert not stray.exists()
    assert len(desk.cases) == 1


def test_a_file_that_changes_after_it_was_taken_stays_as_a_new_one(desk: Desk) -> None:
    path = desk.drop("a.docx", text())

    class Overwriting(QuickReviewing):
        def read(self, staged: Path) -> Document:
            if len(list(desk.folder.cases.glob("*/v1"))) == 0:
                path.write_bytes(text(seed=9))
            return super().read(staged)

    desk.reviewing = Overwriting()
    desk.run()
    desk.run()
    assert [case.files[0].size for case in desk.cases] == [len(text()), len(text(seed=9))]


def test_a_busy_register_is_a_passing_cause() -> None:
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorcode = sqlite3.SQLITE_BUSY
    assert durable.is_passing(error)
    assert not durable.is_passing(sqlite3.OperationalError("no such table"))
    assert not durable.is_passing(FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)))
