"""``beredning doktor`` tells what is there, what is missing, what that costs and what to do; it changes nothing."""

from __future__ import annotations

import json
import sqlite3
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from intake.commands.doktor import command
from intake.doctor import disk, folders, libraries, models, ocr, register_file, settings_file, typesetting
from intake.doctor._finding import Finding, Surroundings, examine
from intake.oslock import held
from intake.register import Register
from intake.register.dnr import DnrPattern
from intake.settings import SETTINGS_FILE
from intake.workfolder import WorkFolder, lay_out

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@pytest.fixture
def place(tmp_path: Path) -> WorkFolder:
    folder, _ = lay_out(tmp_path / "forbundet", forbund="Samordningsförbundet Mellansjö")
    with Register(folder.register_path, lambda: NOW) as register:
        case = register.add_case(DnrPattern("{ar}-{nr3}"))
        register.add_event(case.id, "inkom", "prov", "Kom in.")
    return folder


def around(folder: WorkFolder | None, now: datetime = NOW) -> Surroundings:
    return Surroundings(folder=folder, here=Path.cwd(), now=now)


def states(findings: list[Finding]) -> dict[str, str]:
    return {each.name: each.state for each in findings}


def snapshot(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_a_sound_installation_and_folder_have_no_fault_and_nothing_is_changed(place: WorkFolder) -> None:
    before = snapshot(place.root)
    findings = examine(around(place))
    assert [f for f in findings if f.state == "fel"] == []
    assert snapshot(place.root) == before


def test_every_shortcoming_says_what_it_costs_and_what_to_do(place: WorkFolder) -> None:
    for finding in examine(around(place)):
        assert finding.found.endswith(".")
        assert finding.state == "bra" or (finding.cost.endswith(".") and finding.remedy)


def test_it_is_done_in_two_seconds_of_work(place: WorkFolder) -> None:
    examine(around(place))
    start = time.process_time()
    examine(around(place))
    assert time.process_time() - start < 2


def test_a_check_that_breaks_is_told_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(_: Surroundings) -> list[Finding]:
        raise RuntimeError

    monkeypatch.setattr(disk, "check", break_down)
    found = states(examine(around(None)))
    assert found["disk"] == "fel"
    assert found["Python"] == "bra"


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        libraries.metadata, "requires", lambda _: ["lxml>=5", "finns-inte[x]>=1; python_version>'3'", "y; extra == 'z'"]
    )
    [finding] = libraries.check(around(None))
    assert (finding.state, finding.found) == ("fel", "Dessa saknas: finns-inte.")


def test_a_damaged_model_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("topics", "sentences", "goals", "parties", "decision"):
        with zipfile.ZipFile(tmp_path / f"{name}.npz", "w") as archive:
            archive.writestr("weights.npy", b"x" * 1000)
    broken = bytearray((tmp_path / "goals.npz").read_bytes())
    broken[200] ^= 0xFF
    (tmp_path / "goals.npz").write_bytes(broken)
    (tmp_path / "topics.npz").unlink()
    monkeypatch.setattr(models, "files", lambda _: tmp_path)
    found = [f.found for f in models.check(around(None))]
    assert found == ["Modellen topics saknas eller är skadad.", "Modellen goals saknas eller är skadad."]


def test_without_ocr_the_program_still_works_and_the_loss_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "find_spec", lambda _: None)
    [finding] = ocr.check(around(None))
    assert finding.state == "brist"
    assert finding.cost.startswith("Inskannade ansökningar kan inte läsas.")


def test_without_the_typesetter_papers_are_only_word_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("typst.compile_with_warnings", lambda *_, **__: (_ for _ in ()).throw(RuntimeError()))
    [finding] = typesetting.check(around(None))
    assert (finding.state, finding.cost) == ("brist", "Papper blir bara Word-filer, inte pdf.")


@pytest.mark.parametrize(("megabytes", "state"), [(50, "fel"), (500, "brist"), (5000, "bra")])
def test_little_room_on_the_disk(monkeypatch: pytest.MonkeyPatch, megabytes: int, state: str) -> None:
    usage = type("Usage", (), {"free": megabytes * 1_000_000})
    monkeypatch.setattr(disk.shutil, "disk_usage", lambda _: usage)
    assert disk.check(around(None))[0].state == state


def test_a_fault_in_the_settings_names_the_key(place: WorkFolder) -> None:
    (place.root / SETTINGS_FILE).write_text('[diarium]\nmonster = "{fel}"\n', encoding="utf-8")
    [finding] = settings_file.check(around(WorkFolder(place.root)))
    assert finding.state == "fel"
    assert "diarium.monster" in finding.found


def test_a_damaged_register_points_to_the_backup(place: WorkFolder) -> None:
    raw = bytearray(place.register_path.read_bytes())
    raw[100:] = b"\xff" * (len(raw) - 100)
    place.register_path.write_bytes(raw)
    found = register_file.check(around(place))
    assert states(found) == {"Register": "fel"}
    assert "beredning aterstall" in found[0].remedy


def test_a_register_of_a_newer_version_asks_for_an_update(place: WorkFolder) -> None:
    connection = sqlite3.connect(place.register_path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    assert register_file.check(around(place))[0].remedy == "Uppdatera programmet."


def test_a_clock_that_went_back_is_seen_by_the_register(place: WorkFolder) -> None:
    assert states(register_file.check(around(place)))["Klocka"] == "bra"
    assert states(register_file.check(around(place, NOW - timedelta(days=2))))["Klocka"] == "brist"


def test_a_missing_folder_and_a_busy_inbox_are_told(place: WorkFolder) -> None:
    place.failed.rmdir()

    @contextmanager
    def at_work() -> Iterator[None]:
        with held(place.lock_path):
            yield

    with at_work():
        found = folders.check(around(place))
    assert states(found) == {"Mappar": "fel", "Inkorg": "bra"}
    assert found[0].found == "Dessa mappar saknas: fel."
    assert found[1].found == "En annan beredning arbetar med inkorgen just nu."


def test_a_place_that_may_not_be_written_is_named(place: WorkFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "_may_write", lambda where: where != place.cases)
    found = folders.check(around(place))[0]
    assert (found.state, found.found) == ("fel", f"Här får du inte skriva: {place.cases}.")


def test_the_command_prints_text_or_json_and_its_exit_code_tells_of_faults(place: WorkFolder) -> None:
    well = CliRunner().invoke(command, ["--mapp", str(place.root), "--format", "json"], standalone_mode=False)
    data = json.loads(well.output)
    assert (well.return_value, data["schema"], data["bra"]) == (0, "beredning.doktor/1", True)
    assert set(data["kontroller"][0]) == {"namn", "lage", "finns", "foljd", "atgard"}
    (place.root / SETTINGS_FILE).write_text("[forbund]\nnamn = 5\n", encoding="utf-8")
    ill = CliRunner().invoke(command, ["--mapp", str(place.root)], standalone_mode=False)
    assert ill.return_value == 1
    assert "fel    Inställningar: installningar.toml: forbund.namn ska vara text inom citattecken." in ill.output
    assert "1 fel att rätta." in ill.output
