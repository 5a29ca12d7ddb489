"""The working folder: laid out, found from within, and refused where files could be lost; its settings in Swedish."""

from __future__ import annotations

from pathlib import Path

import pytest

from intake.settings import SettingsError, read_settings
from intake.workfolder import WorkFolder, WorkFolderError, find, lay_out


def settings_of(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "installningar.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_new_folder_holds_all_its_parts_and_settings_that_can_be_read(tmp_path: Path) -> None:
    folder, new = lay_out(tmp_path / "Förbundet", forbund='Sof "Åkerbo" \\ Väst', profile="allman")
    assert new
    assert {p.name for p in folder.root.iterdir()} == {
        "installningar.toml",
        "inkorg",
        "fel",
        "arenden",
        "mallar",
        "arkiv",
    }
    assert folder.settings.forbund.name == 'Sof "Åkerbo" \\ Väst'
    assert folder.settings.forbund.profile == "allman"
    assert folder.settings.dnr.number(2026, 1) == "2026-001"
    folder.check()


def test_laying_out_again_touches_nothing(tmp_path: Path) -> None:
    folder, _ = lay_out(tmp_path / "a")
    (folder.root / "installningar.toml").write_text('[forbund]\nnamn = "Eget"\n', encoding="utf-8")
    folder.failed.rmdir()
    again, new = lay_out(tmp_path / "a", forbund="Annat")
    assert not new
    assert again.settings.forbund.name == "Eget"
    assert again.failed.is_dir()


def test_the_nearest_folder_above_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, _ = lay_out(tmp_path / "a")
    monkeypatch.chdir(folder.inbox)
    assert find(None).root == folder.root
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WorkFolderError, match="beredning starta"):
        find(None)
    with pytest.raises(WorkFolderError, match="ingen arbetsmapp"):
        find(tmp_path)


def test_a_folder_within_another_is_refused(tmp_path: Path) -> None:
    lay_out(tmp_path / "a")
    with pytest.raises(WorkFolderError, match="inne i arbetsmappen"):
        lay_out(tmp_path / "a" / "arenden" / "b")


@pytest.mark.parametrize("inbox", ["arenden", "arenden/x", "fel", ".", ".."])
def test_an_inbox_that_overlaps_the_other_folders_is_refused(tmp_path: Path, inbox: str) -> None:
    folder, _ = lay_out(tmp_path / "a" / "b")
    (folder.cases / "x").mkdir()
    settings_of(folder.root, f'[inkorg]\nmapp = "{inbox}"\n')
    with pytest.raises(WorkFolderError, match="Inkorgen"):
        WorkFolder(folder.root).check()


def test_an_inbox_elsewhere_is_taken(tmp_path: Path) -> None:
    folder, _ = lay_out(tmp_path / "a")
    (tmp_path / "delad").mkdir()
    settings_of(folder.root, f'[inkorg]\nmapp = "{tmp_path.as_posix()}/delad"\n')
    WorkFolder(folder.root).check()


def test_an_inbox_that_is_a_link_is_refused(tmp_path: Path) -> None:
    folder, _ = lay_out(tmp_path / "a")
    folder.inbox.rmdir()
    (tmp_path / "x").mkdir()
    folder.inbox.symlink_to(tmp_path / "x")
    with pytest.raises(WorkFolderError, match="genväg"):
        folder.check()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[diarium]\nmonster = 7\n", "diarium.monster ska vara text"),
        ('[diarium]\nmonster = "x"\n', "diarium.monster går inte att använda: mönstret måste"),
        ('[[moten]]\ndatum = "tisdag"\nslag = "styrelse"\n', "moten.1.datum ska vara ett datum"),
        ('[[moten]]\ndatum = 2026-03-12\nslag = "fika"\n', "moten.1.slag ska vara ”beredningsgrupp” eller ”styrelse”"),
        ("[[moten]]\ndatum = 2026-03-12\n", "moten.1.slag saknas"),
        ("[ledtider]\nutskick = -1\n", "ledtider.utskick ska vara minst 0"),
        ("[ledtider]\nutskik = 1\n", "ledtider.utskik är ingen inställning"),
        ("forbund = 1\n", "forbund ska vara ett stycke"),
        ("[forbund\n", "rad 1"),
    ],
)
def test_a_fault_in_the_settings_is_one_swedish_sentence_that_names_the_key(
    tmp_path: Path, text: str, told: str
) -> None:
    with pytest.raises(SettingsError) as error:
        read_settings(settings_of(tmp_path, text))
    assert told in str(error.value)
    assert str(error.value).count("\n") == 0


def test_meetings_and_lead_times_are_read(tmp_path: Path) -> None:
    text = '[[moten]]\ndatum = 2026-03-12\nslag = "styrelse"\ntid = "09.00"\n[ledtider]\nutskick = 10\n'
    settings = read_settings(settings_of(tmp_path, text))
    assert settings.meetings[0].day.isoformat() == "2026-03-12"
    assert settings.lead_times.sending == 10
