"""The commands in a working folder, as someone at a terminal meets them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Self

import pytest
from click.testing import CliRunner, Result

from benchmarks.krascher import QuickReviewing
from intake.cli import cli

TEXT = "Bryggan\n" + " ".join(f"ord{i} sida{i % 7}" for i in range(60)) + "\nSLUT"


class QuickReviewer(QuickReviewing):
    """In the place of the program's own readers."""

    def __init__(self, *_: object) -> None: ...

    def warm_up(self) -> None: ...

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None: ...


Say = Callable[..., Result]


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Say:
    monkeypatch.setattr("intake.reviewing.Reviewer", QuickReviewer)
    monkeypatch.setenv("BEREDNING_VEM", "Eva Ek")
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> Result:
        return CliRunner().invoke(cli, list(words), standalone_mode=False)

    run("starta", "mapp", "--forbund", "Sof Prov")
    settings = tmp_path / "mapp" / "installningar.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("sekunder = 1.0", "sekunder = 0.05"), encoding="utf-8"
    )
    (tmp_path / "mapp" / "inkorg" / "a.docx").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "mapp" / "arenden")
    return run


def dnr_of(say: Say, number: int = 0) -> str:
    return str(json.loads(say("arenden", "--format", "json").output.splitlines()[number])["dnr"])


def test_from_start_to_list(say: Say) -> None:
    taken = say("inkorg")
    assert taken.return_value == 0
    assert "a.docx: nytt ärende" in taken.output
    line = json.loads(say("arenden", "--format", "json").output)
    assert line["insatsnamn"] == "Bryggan"
    assert line["status"] == "granskat"
    assert "Bryggan (Prövköpings kommun)" in say("arenden").output
    assert say("inkorg").output == "Inkorgen är tom.\n"


def test_the_list_is_filtered(say: Say) -> None:
    say("inkorg")
    assert "Bryggan" in say("arenden", "--sok", "BRYGG", "--status", "granskat").output
    for choice in (("--sok", "annat"), ("--status", "beslutat"), ("--ar", "1999"), ("--fragor",)):
        assert say("arenden", *choice).output == "Inget ärende stämmer med urvalet.\n"


def test_a_case_is_shown_with_what_changed_between_versions(say: Say) -> None:
    say("inkorg")
    Path("../inkorg/svar.docx").write_text(
        TEXT.replace("\nSLUT", "\nEtt nytt stycke om målen.\nSLUT"), encoding="utf-8"
    )
    say("inkorg")
    shown = say("visa", dnr_of(say)).output
    assert "v2  svar.docx" in shown
    assert "Mot förra versionen: 0 brister åtgärdade, 0 nya, 1 nytt eller ändrat stycke." in shown
    assert "Ett nytt stycke om målen." in shown
    data = json.loads(say("visa", dnr_of(say), "--format", "json").output)
    assert data["jamforelse"]["new_text"] == ["Ett nytt stycke om målen."]
    assert [h["slag"] for h in data["handelser"]].count("granskad") == 2


def test_a_question_is_answered(say: Say) -> None:
    say("inkorg")
    Path("../inkorg/b.docx").write_text(TEXT.replace("Bryggan", "Stegen"), encoding="utf-8")
    say("inkorg")
    first, second = dnr_of(say), dnr_of(say, 1)
    assert f"ny version av {first}?" in say("arenden", "--fragor").output
    assert "är nu en ny version" in say("knyt", second, first).output
    assert f"knutet till annat ärende ({first})" in say("visa", second).output
    assert "Mot förra versionen" in say("visa", first).output
    assert say("arenden", "--fragor").output == "Inget ärende stämmer med urvalet.\n"
    assert "redan knutet" in str(say("knyt", second, first).exception)


def test_a_question_is_answered_with_no(say: Say) -> None:
    say("inkorg")
    Path("../inkorg/b.docx").write_text(TEXT.replace("Bryggan", "Stegen"), encoding="utf-8")
    say("inkorg")
    assert "eget ärende" in say("knyt", dnr_of(say, 1), "--nej").output
    assert "ingen obesvarad fråga" in str(say("knyt", dnr_of(say, 1), "--nej").exception)


def test_a_verdict_set_aside_stays_when_the_case_is_reviewed_again(say: Say) -> None:
    say("inkorg")
    dnr = dnr_of(say)
    assert (
        "(programmet: saknas)"
        in say("bedom", dnr, "datum", "uppfyllt", "--skal", "Står i brevet", "--namn", "Eva Ek").output
    )
    again = say("omgranska", dnr)
    assert again.return_value == 0
    assert "datum: uppfyllt enligt Eva Ek står kvar (programmet: saknas)" in again.output
    assert "Står i brevet /Eva Ek" in say("visa", dnr).output
    assert "finns inte" in str(say("bedom", dnr, "hittepå", "uppfyllt", "--skal", "x", "--namn", "y").exception)


def test_export_backup_and_restore(say: Say, tmp_path: Path) -> None:
    say("inkorg")
    assert "1 ärenden" in say("exportera", str(tmp_path / "a.xlsx")).output
    assert "kontrollerades" in say("sakerhetskopiera", str(tmp_path / "kopia")).output
    assert "hämtades tillbaka" in say("aterstall", str(tmp_path / "kopia.zip"), str(tmp_path / "ny")).output
    assert (
        say("arenden", "--mapp", str(tmp_path / "ny"), "--format", "json").output
        == say("arenden", "--format", "json").output
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["visa", "2099-001"], "Ärendet 2099-001 finns inte"),
        (["arenden", "--mapp", "/"], "är ingen arbetsmapp"),
        (["exportera", "a.pdf"], "ska sluta på .csv"),
        (["starta", "."], "ligger inne i arbetsmappen"),
        (["starta", "/x", "--profil", "hittepå"], "Profilen hittepå finns inte"),
        (["aterstall", "saknas.zip", "ny"], "finns inte"),
        (["knyt", "1"], "antingen"),
    ],
)
def test_what_goes_wrong_is_one_swedish_sentence(say: Say, words: list[str], told: str) -> None:
    assert told in str(say(*words).exception)


def test_settings_with_a_fault_are_told_of(say: Say) -> None:
    Path("../installningar.toml").write_text("[ledtider]\nutskick = 'x'\n", encoding="utf-8")
    assert "ledtider.utskick ska vara ett heltal" in str(say("inkorg").exception)
