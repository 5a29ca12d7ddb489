"""Disposal: nothing without a decision, a dry run first, and afterwards nothing is left but that it was destroyed, when and why."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive.disposal import Rule, due, years_later
from archive.model import CaseRecord
from intake.cli import cli
from intake.durable import remove, sha256_of
from intake.register import Register
from tests.archive_cases import Office, word

PLAN = '[gallring]\nplan = "Styrelsen 2026-02-10 § 8"\navslagna_ar = 1\narbetspapper_ar = 0\n'
WORDS = "Provsson söker medel till en hemlig resa"


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words), standalone_mode=False)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A rejected case, closed and archived long ago, and one that is still open."""
    office = Office(tmp_path / "mapp")
    office.settings(PLAN)

    def lay_in(register: Register) -> None:
        case = office.take_in(register, None, "Provssons ansökan.docx", word(WORDS), title="Hemliga resan")
        office.letter(register, case, "mottagning.docx", "mottagning")
        office.decide(register, case, "avslag", f"Avslag: {WORDS}")
        register.add_event(case.id, "avslutat", "Eva Ek", "Ärendet avslutades.")
        office.take_in(register, None, "öppet.docx", word("Ett annat ärende."), title="Öppna")

    office.clock.moment = office.clock.moment.replace(year=2020)
    office.with_register(lay_in)
    assert run("arkivera", "2020-001", "--mapp", str(office.folder.root)).return_value == 0
    return office


def everything(root: Path) -> bytes:
    """The bytes of every file in the working folder, the register among them."""
    return b"".join(path.read_bytes() for path in root.rglob("*") if path.is_file())


def test_without_a_plan_everything_is_kept(office: Office) -> None:
    office.settings("[gallring]\navslagna_ar = 1\n")
    told = run("gallra", "--mapp", str(office.folder.root), "--utfor")
    assert "Ingenting gallras" in told.output
    assert WORDS.split()[0].encode() in everything(office.folder.root)


def test_a_dry_run_shows_what_is_due_and_touches_nothing(office: Office) -> None:
    before = everything(office.folder.root / "arenden")
    told = run("gallra", "--mapp", str(office.folder.root))
    assert "2020-001: hela ärendet, gallringsbart sedan 2021-03-02. Beslut: Styrelsen 2026-02-10 § 8" in told.output
    assert "2020-002" not in told.output and "Inget har tagits bort" in told.output
    assert everything(office.folder.root / "arenden") == before


def test_what_is_destroyed_is_gone_and_only_that_it_was_destroyed_is_left(office: Office) -> None:
    root = office.folder.root
    assert b"Provsson" in (root / "register.sqlite").read_bytes()
    done = run("gallra", "--mapp", str(root), "--utfor")
    assert "1 gallringar gjordes" in done.output, (done.output, done.exception)
    assert not (root / "arenden" / "2020-001").exists() and not (root / "arkiv" / "2020-001").exists()
    assert b"Provsson" not in everything(root) and b"hemlig" not in everything(root)

    def left(register: Register) -> None:
        case = register.case("2020-001")
        assert case is not None and case.status == "gallrat" and case.came == "2020-03-02"
        assert case.subject == "Ansökan om insatsmedel: Hemliga resan" and case.sender == "Prövköpings kommun"
        last = register.events(case.id)[-1]
        assert last.kind == "gallrat" and "Styrelsen 2026-02-10 § 8" in last.text and last.data["antal"] == 6
        assert {e.text for e in register.events(case.id) if e.kind == "granskad"} == {"[gallrat]"}
        assert register.check() == []

    office.with_register(left)
    assert "allt stämmer" in run("arkiv", "verifiera", "--mapp", str(root)).output
    assert "Inget är gallringsbart" in run("gallra", "--mapp", str(root), "--utfor").output
    assert "är gallrat" in str(run("arkivera", "2020-001", "--mapp", str(root)).exception)


def test_the_register_lets_nothing_else_change(office: Office) -> None:
    run("gallra", "--mapp", str(office.folder.root), "--utfor")

    def tries(register: Register) -> None:
        for statement in (
            "UPDATE uppgifter SET varde = '[gallrat]' WHERE arende = 2",
            "UPDATE uppgifter SET varde = 'annat' WHERE arende = 1",
            "UPDATE handelser SET vem = 'annan', text = '[gallrat]', data = '{}' WHERE arende = 1",
            "DELETE FROM handelser WHERE arende = 1",
            "UPDATE gallringar SET beslut = 'annat'",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="växa"):
                register.connection.execute(statement)

    office.with_register(tries)


def test_a_rule_may_take_one_kind_of_handling_and_the_package_is_made_anew(office: Office) -> None:
    office.settings(
        '[gallring]\n[[gallring.regler]]\nhandling = "brev"\nutfall = "avslag"\nar = 2\nbeslut = "Styrelsen § 9"\n'
    )
    root = office.folder.root
    assert "2 handlingar (brev)" in run("gallra", "--mapp", str(root)).output
    assert run("gallra", "--mapp", str(root), "--utfor").return_value == 0
    assert not (root / "arenden/2020-001/brev/mottagning.docx").exists()
    assert not list((root / "arkiv").rglob("*brev*"))
    assert [p.name for p in (root / "arkiv").iterdir() if p.is_dir()] == ["2020-001-2"]
    assert "allt stämmer" in run("arkiv", "verifiera", "--mapp", str(root)).output


@pytest.mark.parametrize("after", range(6))
def test_a_run_that_stops_halfway_has_told_of_all_and_goes_on(
    office: Office, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    root = office.folder.root
    digests = sorted(sha256_of(path) for path in (root / "arenden" / "2020-001").rglob("*") if path.is_file())
    with monkeypatch.context() as stopping:
        _stop_after(after, stopping)
        assert run("gallra", "--mapp", str(root), "--utfor").exception is not None
    assert b"Provsson" in everything(root)
    assert _told(office) == [digests]
    assert "1 gallringar gjordes" in run("gallra", "--mapp", str(root), "--utfor").output
    assert b"Provsson" not in everything(root) and not (root / "arenden" / "2020-001").exists()
    assert _told(office) == [digests]
    assert "Inget är gallringsbart" in run("gallra", "--mapp", str(root), "--utfor").output


def test_a_stopped_run_for_some_handlingar_still_ends_with_a_new_package(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.settings(
        '[gallring]\n[[gallring.regler]]\nhandling = "brev"\nutfall = "avslag"\nar = 2\nbeslut = "Styrelsen § 9"\n'
    )
    root = office.folder.root
    with monkeypatch.context() as stopping:
        _stop_after(1, stopping)
        assert run("gallra", "--mapp", str(root), "--utfor").exception is not None
    assert run("gallra", "--mapp", str(root), "--utfor").return_value == 0
    assert [len(each) for each in _told(office)] == [2]
    assert [p.name for p in (root / "arkiv").iterdir() if p.is_dir()] == ["2020-001-2"]
    assert "allt stämmer" in run("arkiv", "verifiera", "--mapp", str(root)).output


def _stop_after(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the machine stop when so many files are gone."""
    gone: list[Path] = []

    def stops(path: Path) -> None:
        if len(gone) == count:
            raise OSError("stopp")
        gone.append(path)
        remove(path)

    monkeypatch.setattr("intake.disposing.remove", stops)


def _told(office: Office) -> list[list[str]]:
    """The checksums of each event of disposal."""

    def ask(register: Register) -> list[list[str]]:
        case = register.case("2020-001")
        assert case is not None
        return [sorted(e.data["sha256"]) for e in register.events(case.id) if e.kind == "gallrat"]

    found: list[list[str]] = office.with_register(ask)
    return found


def test_years_are_counted_from_closing() -> None:
    assert years_later(date(2024, 2, 29), 1) == date(2025, 3, 1)
    rule = Rule(handling="arende", outcome="avslag", years=5, decision="§ 1")
    record = CaseRecord(dnr="1", ar=2020, nr=1, mapp="1", inkom="2020-01-01")
    assert not due([rule], record, "avslag", [], date(2020, 6, 1), date(2025, 5, 31))
    assert due([rule], record, "avslag", [], date(2020, 6, 1), date(2025, 6, 1))
    assert not due([rule], record, "bevilja", [], date(2020, 6, 1), date(2030, 1, 1))
    assert not due([rule], record, "okant", [], date(2020, 6, 1), date(2030, 1, 1))
    assert not due([rule], record, "avslag", [], None, date(2030, 1, 1))
