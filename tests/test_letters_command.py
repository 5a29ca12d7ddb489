"""``beredning brev`` as someone at a terminal meets it: where letters lie, what the register knows, whose words are kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, Self

import pytest
from click.testing import CliRunner, Result

from benchmarks.krascher import QuickReviewing
from extractors.model import Document
from intake.cli import cli
from intake.pipeline import Outcome
from intake.register import Event, Register
from intake.watch import Watch
from intake.workfolder import WorkFolder
from reports.granskning import review_data
from reports.word import text_of
from tests import memo_example as example

TEXT = "Hälsoslussen\n" + " ".join(f"ord{i} sida{i % 7}" for i in range(60)) + "\nSLUT"
MEETINGS = """
[[moten]]
datum = 2026-11-19
slag = "beredningsgrupp"

[[moten]]
datum = 2026-12-10
slag = "styrelse"
"""
WRITE = ("brev", "2026-001", "komplettering", "--datum", "2026-10-12")


class ExampleReviewer(QuickReviewing):
    """Reads quickly, and gives every file the review of the example."""

    def __init__(self, *_: object, **__: object) -> None: ...

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None: ...

    def review(self, path: Path, document: Document | None, out: Path, today: date, case: Any = None) -> Outcome:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        received = example.RECEIVED.model_copy(update={"name": path.name, "sha256": digest})
        data = review_data(received, example.review())
        paper = out / f"{path.stem}.json"
        paper.write_text(json.dumps(data), encoding="utf-8")
        return Outcome(path, data, (paper,))


Say = Callable[..., Result]


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Say:
    monkeypatch.setattr("intake.reviewing.Reviewer", ExampleReviewer)
    monkeypatch.setattr("intake.options.datetime", Clock)
    monkeypatch.setenv("BEREDNING_VEM", "Eva Ek")
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> Result:
        return CliRunner().invoke(cli, list(words), standalone_mode=False)

    run("starta", "mapp", "--forbund", "Samordningsförbundet Mellansjö")
    settings = tmp_path / "mapp" / "installningar.toml"
    told = settings.read_text(encoding="utf-8").replace("sekunder = 1.0", "sekunder = 0.05")
    settings.write_text(told + MEETINGS, encoding="utf-8")
    (tmp_path / "mapp" / "inkorg" / "a.docx").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "mapp")
    Watch(WorkFolder(tmp_path / "mapp"), ExampleReviewer(), lambda _: None, lambda _: None, now=Clock.now).run()
    return run


class Clock(datetime):
    """October 2026, whatever the machine says."""

    @classmethod
    def now(cls, tz: Any = None) -> Clock:
        return cls(2026, 10, 12, 9, 0)


def letters() -> set[str]:
    return {path.name for path in Path("arenden/2026-001/brev").iterdir()}


def events(kind: str) -> list[Event]:
    with Register(Path("register.sqlite"), datetime.now) as register:
        return [e for e in register.events(1) if e.kind == kind]


def status(say: Say) -> str:
    return str(json.loads(say("arenden", "--format", "json").output)["status"])


def test_a_letter_lies_in_the_case_and_the_register_knows_when_an_answer_is_due(say: Say) -> None:
    told = say(*WRITE).output
    assert letters() == {"komplettering-2026-10-12.docx", "komplettering-2026-10-12.pdf"}
    assert "Svar senast     2\u00a0november 2026 (möte 19\u00a0november 2026)" in told
    (event,) = events("brev")
    assert (event.data["slag"], event.data["svar_senast"], event.who) == ("komplettering", "2026-11-02", "Eva Ek")
    assert set(event.data["papper"]) == letters()
    assert status(say) == "granskat"


def test_sent_means_waiting_only_where_an_answer_is_asked_for(say: Say) -> None:
    say("brev", "2026-001", "mottagning", "--datum", "2026-10-12", "--skickat")
    assert status(say) == "granskat"
    say(*WRITE, "--skickat")
    assert status(say) == "väntar på svar"
    assert events("skickat")[-1].data["svar_senast"] == "2026-11-02"


def test_sending_what_is_written_writes_nothing_new_and_is_noted_once(say: Say) -> None:
    say(*WRITE)
    paper = Path("arenden/2026-001/brev/komplettering-2026-10-12.docx")
    paper.write_bytes(paper.read_bytes() + b"med egna ord")
    assert "antecknat som skickat" in say("brev", "2026-001", "komplettering", "--skickat").output
    assert "var redan antecknat" in say("brev", "2026-001", "komplettering", "--skickat").output
    assert len(letters()) == 2
    assert len(events("brev")) == len(events("skickat")) == 1


def test_the_same_letter_again_is_no_news(say: Say) -> None:
    say(*WRITE)
    assert "finns redan, oförändrat" in say(*WRITE).output
    assert len(events("brev")) == 1


def test_a_letter_that_nobody_has_touched_is_written_over(say: Say) -> None:
    say(*WRITE)
    say(*WRITE, "--fraga", "Räknar ni med moms?")
    assert len(letters()) == 2
    assert "Räknar ni med moms?" in text_of(Path("arenden/2026-001/brev/komplettering-2026-10-12.docx").read_bytes())


def test_a_letter_changed_by_hand_is_never_written_over(say: Say) -> None:
    say(*WRITE)
    paper = Path("arenden/2026-001/brev/komplettering-2026-10-12.docx")
    own = paper.read_bytes() + b"med egna ord"
    paper.write_bytes(own)
    assert "det nya ligger bredvid" in say(*WRITE, "--fraga", "Räknar ni med moms?").output
    assert paper.read_bytes() == own
    assert "komplettering-2026-10-12-2.docx" in letters()


def test_what_a_person_has_set_aside_is_not_asked_about(say: Say) -> None:
    question = "Stämmer summorna med posterna?"
    say(*WRITE)
    paper = Path("arenden/2026-001/brev/komplettering-2026-10-12.docx")
    assert question in text_of(paper.read_bytes())
    say("bedom", "2026-001", "budget-summerar", "uppfyllt", "--skal", "Momsen förklarar det.", "--namn", "Eva Ek")
    say(*WRITE)
    assert question not in text_of(paper.read_bytes())


def test_an_application_that_came_too_late_for_a_meeting_is_not_promised_it(say: Say) -> None:
    told = Path("installningar.toml").read_text(encoding="utf-8")
    Path("installningar.toml").write_text(told.replace("sista_ansokan = 28", "sista_ansokan = 45"), encoding="utf-8")
    assert "Svar senast     2\u00a0november 2026\n" in say(*WRITE).output
    made = text_of(Path("arenden/2026-001/brev/komplettering-2026-10-12.docx").read_bytes())
    assert "tas ansökan upp på beredningsgruppens nästa möte." in made


def test_the_last_day_and_the_meeting_can_be_chosen(say: Say) -> None:
    told = say(*WRITE, "--mote", "2026-12-10", "--svar-senast", "2026-11-20").output
    assert "20\u00a0november 2026 (möte 10\u00a0december 2026)" in told


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("2026-001", "kärleksbrev"), "är inget brev. Välj ett av: mottagning, komplettering"),
        (("2026-099", "mottagning"), "Ärendet 2026-099 finns inte."),
        (("2026-001", "torrgranskning"), "anges utkastets fil, inte ett ärende"),
        (("2026-001", "komplettering", "--mote", "2031-01-01"), "Det finns inget möte den 2031-01-01"),
        (("2026-001", "komplettering", "--datum", "2026-10-12", "--svar-senast", "2026-10-12"), "måste vara efter brevets datum"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_told_in_one_sentence(say: Say, words: tuple[str, ...], sentence: str) -> None:
    refused = say("brev", *words)
    assert sentence in str(getattr(refused.exception, "message", refused.exception))
    assert not events("brev")


def test_a_decision_letter_tells_what_was_decided_and_nothing_else(say: Say) -> None:
    assert "Beslutet är inte infört." in say("brev", "2026-001", "bevilja").output
    say("beslut", "2026-001", "bevilja", "--belopp", "600000", "--period", "2027-01–2027-12", "--paragraf", "9", "--utan-brev")  # fmt: skip
    say("brev", "2026-001", "bevilja", "--datum", "2026-10-13")
    made = text_of(Path("arenden/2026-001/brev/bevilja-2026-10-13.docx").read_bytes())
    assert "600\u00a0000\u00a0kronor" in made
    assert "§\u00a09" in made
    assert "har ett annat beslut i registret" in str(say("brev", "2026-001", "avslag").exception)


def test_the_forbunds_own_template_is_used(say: Say) -> None:
    import docx

    own = docx.Document()
    own.add_paragraph("Eget brev till {{ sokande }}")
    own.save("mallar/brev-komplettering.docx")
    say(*WRITE)
    made = text_of(Path("arenden/2026-001/brev/komplettering-2026-10-12.docx").read_bytes())
    assert made == "Eget brev till Region Mellansjö\n"


def test_a_dry_run_leaves_nothing_but_the_answer(say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = review_data(example.RECEIVED, example.review())
    monkeypatch.setattr("intake.pipeline.review_file", lambda path, *_, **__: Outcome(path, data))
    draft = tmp_path / "utkast.docx"
    draft.write_text(TEXT, encoding="utf-8")
    before = {p for p in Path().rglob("*") if p.suffix != ".sqlite-wal"}
    told = say("brev", str(draft), "torrgranskning", "--ut", str(tmp_path / "svar"))
    assert "Svar på torrgranskning." in told.output
    assert {p.suffix for p in (tmp_path / "svar").iterdir()} == {".docx", ".pdf"}
    assert {p for p in Path().rglob("*") if p.suffix != ".sqlite-wal"} == before
