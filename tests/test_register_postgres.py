"""The register in a PostgreSQL database: it does what the register in a file does, also with several people at once."""

from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click import ClickException
from click.testing import CliRunner

from archive.model import ArchiveError, CaseRecord, Entry
from archive.readback import ReadBack
from intake.archive_back import enter
from intake.backup import back_up, restore
from intake.cli import cli
from intake.register import Marks, Override, Register, RegisterError
from intake.register.blanking import BLANK, blank
from intake.register.dnr import DnrPattern
from intake.register.postgres import PostgresConnection, to_server
from intake.register.postgres_schema import server_statements, tables
from intake.register.schema import MIGRATIONS, VERSION
from intake.workfolder import SETTINGS_FILE, WorkFolder, lay_out
from tests.postgres_server import Server, programs, running
from tests.test_register import (
    SetClock,
    add,
    clock,
    test_a_changed_pattern_gives_no_folder_twice,
    test_a_joined_case_points_to_the_other_and_not_in_a_ring,
    test_a_transaction_that_fails_takes_no_number,
    test_a_verdict_is_set_aside_only_with_reason_and_name,
    test_events_say_who_and_when_in_order_though_the_clock_goes_back,
    test_the_counter_starts_again_each_year_and_survives_a_clock_set_back,
    test_the_latest_fact_holds_and_the_earlier_remain,
)

# The same examples as for a file, here against the `register` of this module.
__all__ = [
    "clock",
    "test_a_changed_pattern_gives_no_folder_twice",
    "test_a_joined_case_points_to_the_other_and_not_in_a_ring",
    "test_a_transaction_that_fails_takes_no_number",
    "test_a_verdict_is_set_aside_only_with_reason_and_name",
    "test_events_say_who_and_when_in_order_though_the_clock_goes_back",
    "test_the_counter_starts_again_each_year_and_survives_a_clock_set_back",
    "test_the_latest_fact_holds_and_the_earlier_remain",
]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    pytest.importorskip("psycopg", reason="the extra postgres is not installed")
    found = programs()
    if found is None:
        pytest.skip("PostgreSQL is not installed here (Debian: postgresql)")
    with running(found) as started:
        yield started


@pytest.fixture
def place(server: Server) -> str:
    return server.new_register()


@pytest.fixture
def register(place: str, clock: SetClock) -> Iterator[Register]:
    with Register(place, clock) as opened:
        yield opened


def filled(register: Register) -> int:
    """A register with a row in every table. Returns the first case."""
    one, other = add(register), add(register, sha256="1" * 64)
    register.add_facts(one, {"insatsnamn": "Bryggan", "avsandare": "Alby kommun"}, "test")
    register.add_marks(
        Marks(file=1, case=one, shingles=frozenset({1, 2**64 - 1}), name="Bryggan", applicant=None, start=None)
    )
    register.add_failed(name="x", sha256="2" * 64, size=1, path="fel/x", mark="m", code="tom", reason="Tom.")
    register.add_attachment(1, name="b.pdf", sha256="bb", size=2, path="arenden/b", mark="m")
    register.add_override(
        one, Override(criterion="datum", status="uppfyllt", programs_status="saknas", reason="Ja", name="Eva", time="")
    )
    register.join(other, one, "Eva")
    return one


def test_all_that_is_entered_is_read_back(register: Register) -> None:
    one = filled(register)
    case, joined = register.cases()
    assert (case.id, case.dnr, case.name, case.sender, joined.merged_into) == (
        one, "2026-001", "Bryggan", "Alby kommun", "2026-001",
    )  # fmt: skip
    assert [a.name for a in case.attachments] == ["b.pdf"]
    assert register.case("2026-002") == joined
    assert register.case("finns inte") is None
    assert register.marks()[0].shingles == {1, 2**64 - 1}
    found, failed = register.file_with("1" * 64), register.failed_with("2" * 64)
    assert found is not None
    assert failed is not None
    assert (found.case, failed.reason) == (joined.id, "Tom.")
    assert [(file.id, tries) for file, tries in register.unreviewed()] == [(1, 0), (2, 0)]
    assert register.check() == []


@pytest.mark.parametrize("table", tables())
def test_nothing_is_ever_overwritten(register: Register, table: str) -> None:
    one = filled(register)
    column = register.connection.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = ? AND ordinal_position = 1 LIMIT 1",
        (table,),
    ).fetchone()[0]
    if table == "gallringar":
        blank(register.connection, one, time="2036-01-01", who="Eva", decision="§ 8")
    for change in (f"UPDATE {table} SET {column} = {column} + 7", f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):  # noqa: S608
        with pytest.raises(sqlite3.IntegrityError, match="kan bara växa"):
            register.connection.execute(change)


def test_a_destroyed_case_is_blanked_and_no_other(register: Register) -> None:
    one = filled(register)
    with register.writing():
        blank(register.connection, one, time="2036-01-01", who="Eva", decision="§ 8")
        blank(register.connection, one, time="2037-01-01", who="Eva", decision="§ 9")
    case, other = register.cases()
    assert [f.name for f in case.files] == [BLANK]
    assert [f.name for f in other.files] == ["a.docx"]
    assert (case.sender, case.name) == ("Alby kommun", BLANK)
    assert register.marks()[0].shingles == frozenset()
    with pytest.raises(sqlite3.IntegrityError, match="kan bara växa"):
        register.connection.execute("UPDATE filer SET sha256 = 'x' WHERE arende = ?", (one,))


def test_bytes_that_are_known_are_refused_and_the_register_goes_on(register: Register) -> None:
    add(register)
    with pytest.raises(sqlite3.IntegrityError):
        add(register, name="b.docx")
    add(register, sha256="1" * 64)
    assert [case.dnr for case in register.cases()] == ["2026-001", "2026-002"]


def test_text_that_the_server_cannot_hold_is_kept_but_for_that_sign(register: Register) -> None:
    case = add(register)
    register.add_event(case, "rättelse", "Eva", "före\x00efter åäö 🙂 ?1 '")
    assert register.events(case)[-1].text == "före\ufffdefter åäö 🙂 ?1 '"


def _take(place: str, worker: int, start: Any) -> None:
    with Register(place, datetime.now) as register:
        start.wait(20)
        for number in range(15):
            add(register, "{ar}-{nr}", f"{worker}-{number}.docx", f"{worker:032d}{number:032d}")


def test_two_people_taking_in_at_once_get_numbers_without_gap_or_double(place: str) -> None:
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(2)
    people = [context.Process(target=_take, args=(place, worker, start), daemon=True) for worker in range(2)]
    for each in people:
        each.start()
    for each in people:
        each.join(60)
        assert each.exitcode == 0
    with Register(place, datetime.now) as register:
        cases = register.cases()
        assert [int(case.dnr.split("-")[1]) for case in cases] == list(range(1, 31))
        assert len({file.name for case in cases for file in case.files}) == 30


def test_one_who_reads_is_not_held_up_and_sees_only_what_is_whole(place: str, clock: SetClock) -> None:
    with Register(place, clock) as writer, Register(place, clock) as reader, writer.writing():
        writer.add_case(DnrPattern("{ar}-{nr3}"))
        assert reader.cases() == []


def test_a_connection_that_was_lost_is_told_of_and_made_anew(register: Register, server: Server) -> None:
    import psycopg

    add(register)
    with psycopg.connect(server.address, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'beredning'")
    with pytest.raises(RegisterError, match="försök igen"):
        register.cases()
    add(register, sha256="1" * 64)
    assert len(register.cases()) == 2


def test_a_register_of_the_first_version_is_brought_up_to_date(place: str, clock: SetClock) -> None:
    old = PostgresConnection(place)
    for statement in server_statements(MIGRATIONS[0]):
        old.execute(statement)
    old.execute("CREATE TABLE registerversioner (version BIGINT PRIMARY KEY)")
    old.execute("INSERT INTO registerversioner VALUES (1)")
    old.execute("INSERT INTO arenden (dnr, ar, nr, mapp, inkom) VALUES ('SN 25/0001', 2025, 1, 'x', '2025-05-05')")
    old.close()
    with Register(place, clock) as register:
        filled(register)
        assert [case.dnr for case in register.cases()] == ["SN 25/0001", "2026-001", "2026-002"]


def test_a_register_of_a_newer_program_is_left_alone(place: str, clock: SetClock) -> None:
    Register(place, clock).close()
    ahead = PostgresConnection(place)
    ahead.execute("INSERT INTO registerversioner VALUES (?)", (VERSION + 1,))
    ahead.close()
    with pytest.raises(RegisterError, match="nyare version"):
        Register(place, clock)


def test_a_server_that_does_not_answer_is_told_of_without_the_password() -> None:
    pytest.importorskip("psycopg", reason="the extra postgres is not installed")
    with pytest.raises(RegisterError) as told:
        Register("postgresql://eva:hemligt@/registret?host=/finns/inte", datetime.now)
    assert str(told.value).startswith("Registret i databasen registret på /finns/inte svarar inte")
    assert "hemligt" not in str(told.value)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("SELECT 1 WHERE a = ? AND b = ?", "SELECT 1 WHERE a = $1 AND b = $2"),
        ("SELECT id WHERE dnr = ?1 OR mapp = ?1", "SELECT id WHERE dnr = $1 OR mapp = $1"),
        ("UPDATE k SET o = x'' WHERE t = 'va? nä'", "UPDATE k SET o = ''::bytea WHERE t = 'va? nä'"),
    ],
)
def test_statements_are_turned_into_the_servers_own(ours: str, theirs: str) -> None:
    assert to_server(ours) == theirs


@pytest.fixture
def folder(tmp_path: Path, clock: SetClock) -> WorkFolder:
    """A working folder with a register in a file."""
    laid, _ = lay_out(tmp_path / "kontor", forbund="Älvsjöns samordningsförbund")
    with Register(laid.register_path, clock) as register:
        filled(register)
    return laid


def point_at(folder: WorkFolder, place: str) -> WorkFolder:
    """The working folder with its settings pointing at the database."""
    file = folder.root / SETTINGS_FILE
    text = file.read_text(encoding="utf-8")
    assert 'anslutning = ""' in text
    file.write_text(text.replace('anslutning = ""', f'anslutning = "{place}"'), encoding="utf-8")
    return WorkFolder(folder.root)


def beredning(folder: WorkFolder, *words: str) -> str:
    told = CliRunner().invoke(cli, [*words, "--mapp", str(folder.root)], standalone_mode=False)
    return told.output + (told.exception.format_message() if isinstance(told.exception, ClickException) else "")


def test_a_register_moves_from_its_file_to_the_database_and_goes_on_there(folder: WorkFolder, place: str) -> None:
    with Register(folder.register_path, datetime.now) as register:
        before = (register.cases(), register.events(), register.marks())
    moved = point_at(folder, place)
    assert "beredning flyttaregister" in beredning(moved, "arenden")
    assert "Registret med 2 ärenden ligger nu i databasen." in beredning(moved, "flyttaregister")
    assert not folder.register_path.exists()
    assert "2026-002" in beredning(moved, "arenden")
    with Register(moved.register_at, SetClock(datetime(2026, 5, 1))) as register:
        assert (register.cases(), register.events(), register.marks()) == before
        add(register, sha256="9" * 64)
        assert register.cases()[-1].dnr == "2026-003"
    assert "inget register i en fil" in beredning(moved, "flyttaregister")
    assert "Registret ligger i en databas som svarar, med 3 ärenden." in beredning(moved, "doktor")


def test_a_register_is_not_moved_into_one_that_has_cases(folder: WorkFolder, register: Register, place: str) -> None:
    add(register)
    assert "har redan ärenden" in beredning(point_at(folder, place), "flyttaregister")
    assert folder.register_path.exists()


def test_a_backup_of_a_database_is_a_file_that_holds_it_all(folder: WorkFolder, place: str, tmp_path: Path) -> None:
    moved = point_at(folder, place)
    beredning(moved, "flyttaregister")
    back_up(moved, tmp_path / "kopia.zip", datetime(2026, 5, 1))
    restore(tmp_path / "kopia.zip", tmp_path / "åter")
    with Register(tmp_path / "åter" / "register.sqlite", datetime.now) as copy, Register(place, datetime.now) as shared:
        assert (copy.cases(), copy.events(), copy.marks()) == (shared.cases(), shared.events(), shared.marks())
        assert copy.check() == []


def test_an_address_of_another_kind_is_refused_in_swedish(folder: WorkFolder) -> None:
    assert "register.anslutning går inte att använda: skriv ”postgresql://…”" in beredning(
        point_at(folder, "mysql://x"), "arenden"
    )


def test_a_case_read_back_that_collides_is_refused_in_swedish_and_leaves_nothing(
    register: Register, tmp_path: Path
) -> None:
    filled(register)
    record = CaseRecord(dnr="A 1/26", ar=2026, nr=1, mapp="a-1-26", inkom="2026-01-01")
    entry = Entry(
        number=1, path="arenden/a-1-26/v1/a.txt", name="a.txt", sealed="001-ovrigt.txt", role="ovrigt", kind="ovrigt", title="a",
        dnr="A 1/26", time="2026-01-01", sha256="0", size=1, mime="text/plain",
    )  # fmt: skip
    folder, _ = lay_out(tmp_path / "kontor")
    with pytest.raises(ArchiveError, match="krockar med ett ärende"):
        enter(folder, register, ReadBack(record=record, entries=(entry,), files={entry.path: b"a"}), "Eva Ek")
    assert list(folder.cases.iterdir()) == [] and len(register.cases()) == 2
