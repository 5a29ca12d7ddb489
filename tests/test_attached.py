"""A folder moved into the inbox: one application with its bilagor is one case, several applications are one each."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from intake.register import Case
from intake.workfolder import lay_out
from tests.test_inbox import Desk, text

BUDGET, PROMISE = b"BILAGA budget\nrader\nSLUT", b"BILAGA intyg\nparterna lovar\nSLUT"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    folder, _ = lay_out(tmp_path / "mapp")
    (folder.root / "installningar.toml").write_text("[inkorg]\nsekunder = 0.05\n", encoding="utf-8")
    yield Desk(folder)


def move_in(desk: Desk, folder: str, **files: bytes) -> None:
    outside = desk.folder.root.with_name(f"{folder} utanför")
    outside.mkdir()
    for name, content in files.items():
        (outside / f"{name}.docx").write_bytes(content)
    outside.rename(desk.folder.inbox / folder)


def lying(desk: Desk, case: Case) -> dict[str, bytes]:
    place = desk.folder.cases / case.folder
    return {p.relative_to(place).as_posix(): p.read_bytes() for p in place.rglob("*.docx")}


def test_an_application_with_bilagor_is_one_case(desk: Desk) -> None:
    move_in(desk, "Bryggan", ansokan=text(), budget=BUDGET, intyg=PROMISE)
    assert desk.run()
    (case,) = desk.cases
    assert lying(desk, case) == {
        "v1/inkommet/ansokan.docx": text(),
        "v1/inkommet/bilagor/budget.docx": BUDGET,
        "v1/inkommet/bilagor/intyg.docx": PROMISE,
    }
    assert [a.name for a in case.attachments_of(case.newest)] == ["budget.docx", "intyg.docx"]
    assert any("Med bilagorna budget.docx och intyg.docx." in line for line in desk.said)
    assert desk.kinds(case) == ["inkom", "bilaga", "bilaga", "granskning påbörjad", "granskad"]
    assert desk.waiting == []


def test_several_applications_in_a_folder_are_one_case_each(desk: Desk) -> None:
    move_in(desk, "Mars", a=text("Bryggan"), b=text("Stegen", seed=1), c=BUDGET)
    desk.run()
    assert sorted(case.name or "" for case in desk.cases) == ["BILAGA budget", "Bryggan", "Stegen"]


def test_the_same_folder_again_is_the_same_case(desk: Desk) -> None:
    for folder in ("Bryggan", "Bryggan igen"):
        move_in(desk, folder, ansokan=text(), budget=BUDGET)
        desk.run()
    (case,) = desk.cases
    assert len(case.attachments) == 1
    assert desk.kinds(case).count("bilaga") == 1
    assert desk.waiting == []


def test_a_bilaga_that_comes_later_with_its_application_joins_its_case(desk: Desk) -> None:
    desk.drop("ansokan.docx", text())
    desk.run()
    move_in(desk, "Bryggan", ansokan=text(), budget=BUDGET)
    desk.run()
    (case,) = desk.cases
    assert [a.name for a in case.attachments] == ["budget.docx"]
    assert desk.kinds(case).count("granskad") == 2


def test_a_bilaga_that_cannot_be_read_is_kept_with_its_application(desk: Desk) -> None:
    locked = "LÅST\nSLUT".encode()
    move_in(desk, "Bryggan", ansokan=text(), locked=locked)
    desk.run()
    (case,) = desk.cases
    assert lying(desk, case)["v1/inkommet/bilagor/locked.docx"] == locked
    assert not list(desk.folder.failed.iterdir())


def test_a_bilaga_of_its_own_is_a_case_as_before(desk: Desk) -> None:
    desk.drop("budget.docx", BUDGET)
    desk.run()
    assert len(desk.cases) == 1


@pytest.mark.parametrize("at", range(1, 40, 3))
def test_a_fault_at_any_moment_loses_and_doubles_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    calls = 0

    def failing(real: object) -> object:
        def call(*args: object, **kwargs: object) -> object:
            nonlocal calls
            calls += 1
            if calls == at:
                raise OSError(errno.ENOSPC, "simulated")
            return real(*args, **kwargs)  # type: ignore[operator]

        return call

    move_in(desk, "Bryggan", ansokan=text(), budget=BUDGET, intyg=PROMISE)
    with monkeypatch.context() as disk:
        for name in ("fsync", "replace", "unlink"):
            disk.setattr(os, name, failing(getattr(os, name)))
        desk.run()
    desk.run()
    (case,) = desk.cases
    assert sorted(lying(desk, case).values()) == sorted([text(), BUDGET, PROMISE])
    assert sorted(a.name for a in case.attachments) == ["budget.docx", "intyg.docx"]
    assert desk.kinds(case).count("inkom") == 1
    assert desk.waiting == []
