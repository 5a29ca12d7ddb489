"""A backup can be laid out again and is whole; the register can be read by other programs."""

from __future__ import annotations

import csv
import json
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from benchmarks.krascher import QuickReviewing
from intake.backup import back_up, restore
from intake.export import export
from intake.register import Register
from intake.watch import Watch
from intake.workfolder import WorkFolder, WorkFolderError, lay_out

NOW = datetime(2026, 3, 2, 9, 30)


@pytest.fixture
def folder(tmp_path: Path) -> WorkFolder:
    made, _ = lay_out(tmp_path / "mapp")
    (made.root / "installningar.toml").write_text("[inkorg]\nsekunder = 0.05\n", encoding="utf-8")
    for name, content in {
        "å.docx": '=Bryggan; "x"\nhej\nSLUT',
        "b.docx": "Stegen\nhej\nSLUT",
        "c.docx": "LÅST\nSLUT",
    }.items():
        (made.inbox / name).write_text(content, encoding="utf-8")
    Watch(made, QuickReviewing(), lambda _: None, lambda _: None, now=lambda: NOW).run()
    (made.inbox / "kvar.docx").write_text("inte intagen", encoding="utf-8")
    return made


def contents(folder: Path) -> dict[str, bytes]:
    skipped = ("register.sqlite", ".inkorg.las")
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in folder.rglob("*")
        if p.is_file() and not p.name.startswith(skipped)
    }


def test_a_backup_laid_out_again_is_the_same_folder(folder: WorkFolder, tmp_path: Path) -> None:
    count = back_up(folder, tmp_path / "kopia.zip", NOW)
    assert restore(tmp_path / "kopia.zip", tmp_path / "åter") == count
    assert contents(tmp_path / "åter") == contents(folder.root)
    with (
        Register(tmp_path / "åter" / "register.sqlite", lambda: NOW) as one,
        Register(folder.register_path, lambda: NOW) as other,
    ):
        assert one.cases() == other.cases()
        assert one.events() == other.events()
        assert one.check() == []


def test_a_backup_never_writes_over_anything(folder: WorkFolder, tmp_path: Path) -> None:
    back_up(folder, tmp_path / "kopia.zip", NOW)
    with pytest.raises(WorkFolderError, match="finns redan"):
        back_up(folder, tmp_path / "kopia.zip", NOW)
    with pytest.raises(WorkFolderError, match="inte tom"):
        restore(tmp_path / "kopia.zip", folder.root)
    with pytest.raises(WorkFolderError, match="inte ligga i arbetsmappen"):
        back_up(folder, folder.archive / "kopia.zip", NOW)


def test_a_damaged_backup_is_refused_and_leaves_nothing(folder: WorkFolder, tmp_path: Path) -> None:
    backup = tmp_path / "kopia.zip"
    back_up(folder, backup, NOW)
    damaged = tmp_path / "skadad.zip"
    with zipfile.ZipFile(backup) as source, zipfile.ZipFile(damaged, "w") as target:
        for name in source.namelist():
            target.writestr(name, b"annat" if name.endswith("b.docx") else source.read(name))
    (tmp_path / "halv.zip").write_bytes(backup.read_bytes()[:-200])
    (tmp_path / "text.zip").write_text("hej")
    for name in ("skadad.zip", "halv.zip", "text.zip", "saknas.zip"):
        with pytest.raises(WorkFolderError, match=r"skadad|finns inte"):
            restore(tmp_path / name, tmp_path / "åter")
    assert not (tmp_path / "åter").exists()
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_a_backup_with_a_name_outside_the_folder_is_refused(tmp_path: Path) -> None:
    import hashlib

    about = {"schema": "beredning.sakerhetskopia/1", "filer": {"../ut.txt": hashlib.sha256(b"x").hexdigest()}}
    with zipfile.ZipFile(tmp_path / "ond.zip", "w") as archive:
        archive.writestr("../ut.txt", "x")
        archive.writestr("innehall.json", json.dumps(about))
    with pytest.raises(WorkFolderError, match="otillåtet filnamn"):
        restore(tmp_path / "ond.zip", tmp_path / "djup" / "åter")
    assert not (tmp_path / "djup" / "ut.txt").exists()


def test_the_register_as_csv_excel_and_json(folder: WorkFolder, tmp_path: Path) -> None:
    with Register(folder.register_path, lambda: NOW) as register:
        for form in ("csv", "xlsx", "json"):
            assert export(register, tmp_path / f"a.{form}", form) == 2
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    by_file = {row["Filer"]: row for row in rows}
    assert set(by_file) == {"å.docx", "b.docx"}
    assert by_file["å.docx"]["Insats"].startswith("'=")  # never a formula
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert [cell.value for cell in sheet[1]][:4] == ["Diarienummer", "Inkom", "Avsändare", "Ärendemening"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    data = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert [case["dnr"] for case in data["arenden"]] == ["2026-001", "2026-002"]
    assert data["utan_arende"][0]["kind"] == "kunde inte läsas"
