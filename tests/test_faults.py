"""Whatever is wrong, a person gets one Swedish sentence that says what to do, and the exit code of the documentation."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from pydantic import BaseModel

from intake.cli import cli
from intake.decisions import decision_of
from intake.options import plain_faults
from intake.pipeline import Outcome
from intake.register import Register
from intake.reminders import reminders
from intake.settings import SettingsError, read_settings
from intake.swedish import speak_swedish
from tests.test_meetings import BOARD, GROUP, Office

ENGLISH = re.compile(
    r"\b(?:error|invalid|missing|required|the|not|must|should|field|input|value|usage|options|default|range)\b", re.I
)
Say = Callable[..., Result]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path / "mapp")
    yield made
    made.register.close()


@pytest.fixture
def say(office: Office) -> Say:
    speak_swedish()

    def run(*words: str) -> Result:
        return CliRunner().invoke(cli, [*words, "--mapp", str(office.folder.root)], standalone_mode=False)

    return run


def told(result: Result) -> str:
    """The sentence that a command ended with."""
    error = result.exception
    return error.format_message() if isinstance(error, click.ClickException) else str(error or result.output)


HELPS = """
import json, click
from click.testing import CliRunner
from intake.cli import cli
from intake.swedish import speak_swedish

speak_swedish()
context, names = click.Context(cli), []
for name in cli.list_commands(context):
    command = cli.get_command(context, name)
    names += [name, *(f"{name} {sub}" for sub in getattr(command, "commands", ()))]
shown = {name: CliRunner().invoke(cli, [*name.split(), "--help"], prog_name="beredning").output for name in names}
print(json.dumps(shown))
"""


def test_every_help_is_swedish() -> None:
    """In a process of its own, as click remembers the words that it was first asked for."""
    shown = json.loads(subprocess.run([sys.executable, "-c", HELPS], capture_output=True, check=True).stdout)
    assert {"granska", "bord", "arkiv verifiera"} <= shown.keys()
    for name, text in shown.items():
        assert text.startswith(f"Användning: beredning {name} [VAL]")
        assert not ENGLISH.search(re.sub(r"https?://\S+", "", text)), text
        assert "<=" not in text
        assert "Visa den här hjälpen." in text


def test_the_list_of_commands_is_cut_nowhere_and_tells_the_exit_codes() -> None:
    text = CliRunner().invoke(cli, ["--help"], prog_name="beredning").output
    assert "..." not in text
    assert "anteckna          Anteckna i ärendet att något har hänt\n" in text
    assert "Utgångskoder: 0 klart." in " ".join(text.split())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("granksa", "beredning granska"), ("vissa", "beredning visa"), ("ärenden", "beredning arenden"), ("möte", "beredning mote"),
        ("arkiv verifera", "beredning arkiv verifiera"), ("mall kopira", "beredning mall kopiera"),
    ],
)  # fmt: skip
def test_a_misspelt_command_gets_the_nearest_one_suggested(typed: str, meant: str) -> None:
    result = CliRunner().invoke(cli, typed.split(), prog_name="beredning")
    assert f"finns inte. Menade du ”{meant}”?" in result.output
    assert result.exit_code == 2


def test_a_word_like_no_command_gets_no_suggestion() -> None:
    assert "Menade" not in CliRunner().invoke(cli, ["xyzzy"], prog_name="beredning").output


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("visa 9", "Ärendet 9 finns inte. Kör ”beredning arenden” för listan."),
        ("mote 2026-13-01", "”2026-13-01” är inget datum. Skriv det som 2026-03-12."),
        ("mote 2026-05-08", "Det finns inget möte den 2026-05-08."),
        ("paminnelser --dagar -1", "-1 går inte. Ange minst 0."),
        ("bedom 2026-001 datum saknas --skal x", "Ange '--namn'"),
        ("anteckna 2026-001 bevaka --vad x", "Ange sista dagen med --senast, till exempel --senast 2027-03-31."),
        ("beslut 2026-001 bevilja --belopp x", "Beloppet x går inte att läsa."),
        ("mote 2026-05-07 --las-in nix.xlsx", "”nix.xlsx” finns inte."),
        ("exportera nix/a.csv", "Mappen nix finns inte. Skapa den eller välj en annan."),
    ],
)  # fmt: skip
def test_wrong_words_get_one_sentence(office: Office, say: Say, words: str, sentence: str) -> None:
    office.case("Bryggan")
    assert sentence in told(say(*words.split()))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[budget]\nvår = 5\n", "budget.vår ska börja med ett årtal, till exempel 2027 = 900000."),
        ("[gallring]\nregler = 5\n", "gallring.regler ska vara en lista, skriven som stycken som börjar med [[gallring.regler]]."),
        ('[styrelse]\nledamoter = "Ada"\n', 'styrelse.ledamoter ska vara en lista, skriven som ["…", "…"].'),
    ],
)  # fmt: skip
def test_settings_say_which_key_and_how(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "installningar.toml").write_text(text.replace("vår", '"vår"'), encoding="utf-8")
    with pytest.raises(SettingsError, match=re.escape(sentence)):
        read_settings(tmp_path / "installningar.toml")


OLD: list[tuple[str, dict[str, Any]]] = [
    ("beslut", {"utfall": "bevilja"}), ("beslut", {"utfall": "kanske", "datum": "2026-01-01"}), ("beslut", {}),
    ("möte", {"datum": "i går"}), ("bevakning", {"senast": "snart"}), ("bevakning", {"senast": "2026-06-01"}),
    ("skickat", {"svar_senast": "x"}), ("rekommendation", {"dnr": 5}), ("brev", {"slag": "bevilja", "papper": 5, "sha256": 7}),
    ("bedömning", {}), ("fråga", {}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "data"), OLD)
def test_an_event_of_an_older_program_or_made_by_hand_stops_nothing(
    office: Office, say: Say, kind: Any, data: dict[str, Any]
) -> None:
    case = office.case("Bryggan")
    office.put()
    office.register.add_event(case.id, kind, "Hand", "för hand", data=data)
    assert decision_of(office.register.events(case.id)) is None
    assert reminders(office.folder.settings, office.register, date(2026, 3, 3), 9999)
    for words in (
        f"visa {case.dnr}", f"mote {BOARD} --med {case.dnr}", f"brev {case.dnr} bevilja --datum 2026-06-10",
        f"beslut {case.dnr} bevilja --belopp 5 --period 2027-01–2027-12 --utan-brev",
    ):  # fmt: skip
        result = say(*words.split())
        assert result.exception is None, (words, result.exception)
        assert not ENGLISH.search(result.output), result.output


def test_a_letter_says_that_a_decision_without_its_day_is_not_entered(office: Office, say: Say) -> None:
    case = office.case("Bryggan")
    office.register.add_event(case.id, "beslut", "Hand", "Beviljat.", data={"utfall": "bevilja"})
    assert (
        f"Beslutet är inte infört. För in det med ”beredning beslut {case.dnr} bevilja …”"
        in say("brev", case.dnr, "bevilja").output
    )


@pytest.mark.parametrize("text", ["{", "[1]", '{"schema": "beredning.granskning/9"}', "null"])
def test_a_review_that_cannot_be_used_counts_as_none(office: Office, say: Say, text: str) -> None:
    case = office.case("Bryggan")
    (path,) = (office.folder.root / case.files[0].path).parents[1].glob("*.json")
    path.write_text(text, encoding="utf-8")
    assert say("visa", case.dnr).exception is None
    assert "har ingen granskning" in told(say("brev", case.dnr, "komplettering"))
    assert "är inte granskat än" in say("mote", str(GROUP)).output


class _Strict(BaseModel):
    number: int


def test_words_of_libraries_are_never_shown_as_ours() -> None:
    """What is not ours goes on to the last net, which has a sentence of its own."""
    for fault in (
        lambda: int("x"),
        lambda: date.fromisoformat("x"),
        lambda: json.loads("{"),
        lambda: _Strict(number="x"),
    ):  # type: ignore[arg-type]
        with pytest.raises(ValueError) as caught, plain_faults():
            fault()
        assert not isinstance(caught.value, click.ClickException)
    with pytest.raises(click.ClickException, match=r"Ange både skäl och namn\."), plain_faults():
        raise ValueError("Ange både skäl och namn.")


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("")
    place = tmp_path / "fil" / "mapp"
    result = subprocess.run(
        [sys.executable, "-c", "from intake.cli import main; main()", "starta", str(place)],
        capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert str(place) in result.stderr


def test_what_the_papers_have_to_say_is_shown_by_the_review_of_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = "Mallen kan inte användas. Beredningen skrevs med programmets egen mall."
    data = {"status": "granskad", "kriterier": {}}
    monkeypatch.setattr(
        "intake.batch.review_here", lambda paths, *_: iter([Outcome(p, data, notes=(note,)) for p in paths])
    )
    (tmp_path / "a.txt").write_text("Ansökan")
    result = CliRunner().invoke(cli, ["granska", str(tmp_path / "a.txt"), "--format", "json"], standalone_mode=False)
    assert note in result.stderr
    assert json.loads(result.stdout) == data


def test_cases_are_read_with_as_many_statements_however_many_they_are(office: Office) -> None:
    def asked(register: Register) -> int:
        statements: list[str] = []
        register.connection.set_trace_callback(statements.append)  # type: ignore[attr-defined]
        cases = register.cases()
        register.connection.set_trace_callback(None)  # type: ignore[attr-defined]
        assert cases == [register.case_of_id(case.id) for case in cases]
        return len(statements)

    office.case("Bryggan")
    few = asked(office.register)
    for number in range(5):
        office.case(f"Insats {number}")
    assert asked(office.register) == few <= 6
