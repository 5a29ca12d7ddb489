"""The register: numbers by the förbund's pattern, only ever added to, and brought up to date from older versions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.register import Marks, Override, Register, RegisterError, schema
from intake.register.dnr import DnrPattern, folder_name
from intake.register.status import status_after


class SetClock:
    """A clock that a test sets."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 3, 2, 9, 30))


@pytest.fixture
def register(tmp_path: Path, clock: SetClock) -> Iterator[Register]:
    with Register(tmp_path / "register.sqlite", clock) as opened:
        yield opened


def add(register: Register, pattern: str = "{ar}-{nr3}", name: str = "a.docx", sha256: str = "0" * 64) -> int:
    with register.writing():
        case = register.add_case(DnrPattern(pattern))
        path = f"arenden/{case.folder}/v1/inkommet/{name}"
        file = register.add_file(case.id, version=1, name=name, sha256=sha256, size=3, path=path, mark=sha256)
        register.add_event(case.id, "inkom", "test", "kom in", file=file.id)
    return case.id


@pytest.mark.parametrize(
    ("pattern", "number", "folder"),
    [
        ("{ar}-{nr3}", "2026-007", "2026-007"),
        ("SN {ar2}/{nr4}", "SN 26/0007", "SN-26-0007"),
        ("Dnr {ar}:{nr2} / 7", "Dnr 2026:07 / 7", "Dnr-2026-07-7"),
        ("KS-{ar}/{nr}", "KS-2026/7", "KS-2026-7"),
    ],
)
def test_numbers_follow_the_forbunds_own_pattern(pattern: str, number: str, folder: str) -> None:
    assert DnrPattern(pattern).number(2026, 7) == number
    assert folder_name(number) == folder


@pytest.mark.parametrize(
    "pattern", ["", "{ar}", "{nr}", "{ar}{nr}", "{ar}-{nr}-{nr2}", "{år}-{nr}", "{ar}-{nr", "{ar}-{nr0}", "{ar}\n{nr}"]
)
def test_a_pattern_that_cannot_count_is_refused_in_swedish(pattern: str) -> None:
    with pytest.raises(ValueError, match="mönstret"):
        DnrPattern(pattern)


@given(st.integers(2000, 2099), st.integers(1, 99999), st.integers(2000, 2099), st.integers(1, 99999))
def test_two_cases_never_share_a_number(year: int, count: int, other_year: int, other_count: int) -> None:
    pattern = DnrPattern("SOF {ar2}/{nr3}")
    assert (pattern.number(year, count) == pattern.number(other_year, other_count)) == (
        (year, count) == (other_year, other_count)
    )


def test_the_counter_starts_again_each_year_and_survives_a_clock_set_back(register: Register, clock: SetClock) -> None:
    numbers = []
    for number, year in enumerate((2026, 2026, 2027, 2026, 2027)):
        clock.moment = datetime(year, 1, 2)
        add(register, sha256=f"{number:064d}")
        numbers.append(register.cases()[-1].dnr)
    assert numbers == ["2026-001", "2026-002", "2027-001", "2026-003", "2027-002"]


def test_a_transaction_that_fails_takes_no_number(register: Register) -> None:
    with pytest.raises(RuntimeError), register.writing():
        register.add_case(DnrPattern("{ar}-{nr}"))
        raise RuntimeError
    add(register)
    assert [case.dnr for case in register.cases()] == ["2026-001"]


def test_a_changed_pattern_gives_no_folder_twice(register: Register) -> None:
    add(register, "{ar}-{nr}", sha256="1" * 64)
    with register.writing():
        register.connection.execute(
            "INSERT INTO arenden (dnr, ar, nr, mapp, inkom) VALUES ('2026-2', 2026, 0, '2026-2', '2026-01-01')"
        )
    add(register, "{ar}/{nr}", sha256="2" * 64)
    assert [case.folder for case in register.cases()] == ["2026-1", "2026-2", "2026-2-2"]


@pytest.mark.parametrize(
    "table", ["arenden", "uppgifter", "filer", "felfiler", "handelser", "kannetecken", "knytningar", "avsteg"]
)
@pytest.mark.parametrize("change", ["UPDATE {} SET id = 9", "DELETE FROM {}"])
def test_nothing_is_ever_overwritten(register: Register, table: str, change: str) -> None:
    one = add(register)
    other = add(register, sha256="1" * 64)
    register.add_facts(one, {"insatsnamn": "Bryggan"}, "test")
    register.add_marks(
        Marks(file=1, case=one, shingles=frozenset({1, 2**64 - 1}), name=None, applicant=None, start=None)
    )
    register.add_failed(name="x", sha256="2" * 64, size=1, path="fel/x", mark="m", code="tom", reason="Tom.")
    register.add_override(
        one, Override(criterion="datum", status="uppfyllt", programs_status="saknas", reason="Ja", name="Eva", time="")
    )
    register.join(other, one, "Eva")
    statement = change.format(table).replace("SET id", "SET rowid")
    with pytest.raises(sqlite3.IntegrityError, match="kan bara växa"):
        register.connection.execute(statement)


def test_the_latest_fact_holds_and_the_earlier_remain(register: Register) -> None:
    case = add(register)
    register.add_facts(case, {"sokande": "Alby kommun", "avsandare": "Alby kommun"}, "program")
    register.add_facts(case, {"sokande": "Arby kommun", "avsandare": None}, "Eva")
    assert register.cases()[0].applicant == "Arby kommun"
    assert register.cases()[0].sender == "Alby kommun"
    assert register.connection.execute("SELECT count(*) FROM uppgifter WHERE falt = 'sokande'").fetchone() == (2,)


def test_events_say_who_and_when_in_order_though_the_clock_goes_back(register: Register, clock: SetClock) -> None:
    case = add(register)
    clock.moment = datetime(2020, 1, 1)
    register.add_event(case, "beslut", "Eva Ek", "Beviljas.")
    assert [(e.kind, e.who, e.time[:10]) for e in register.events(case)] == [
        ("inkom", "test", "2026-03-02"),
        ("beslut", "Eva Ek", "2020-01-01"),
    ]
    assert register.cases()[0].status == "beslutat"


def test_a_verdict_is_set_aside_only_with_reason_and_name(register: Register) -> None:
    case = add(register)
    override = Override(
        criterion="datum",
        status="uppfyllt",
        programs_status="saknas",
        reason="Står i följebrevet",
        name="Eva Ek",
        time="",
    )
    register.add_override(case, override)
    assert register.overrides(case)["datum"].reason == "Står i följebrevet"
    assert register.events(case)[-1].kind == "avsteg"
    with pytest.raises(ValueError, match="skäl och namn"):
        register.add_override(case, override.model_copy(update={"reason": " "}))


def test_a_joined_case_points_to_the_other_and_not_in_a_ring(register: Register) -> None:
    one, other = add(register), add(register, sha256="1" * 64)
    register.join(other, one, "Eva")
    assert register.cases()[1].merged_into == "2026-001"
    with pytest.raises(ValueError, match="redan"):
        register.join(one, other, "Eva")


def test_a_register_of_the_first_version_is_brought_up_to_date_with_all_it_held(
    tmp_path: Path, clock: SetClock
) -> None:
    path = tmp_path / "register.sqlite"
    old = sqlite3.connect(path)
    old.executescript(schema.MIGRATIONS[0] + "PRAGMA user_version = 1;")
    old.execute("INSERT INTO arenden VALUES (1, 'SN 25/0001', 2025, 1, 'SN-25-0001', '2025-05-05')")
    old.execute("INSERT INTO filer VALUES (1, 1, 1, 'a.docx', 'aa', 3, 'arenden/x', 'm', '2025-05-05')")
    old.execute("INSERT INTO handelser VALUES (1, 1, 1, 'inkom', '2025-05-05', 'x', 'kom in', '{}')")
    old.commit()
    old.close()
    with Register(path, clock) as register:
        assert [case.dnr for case in register.cases()] == ["SN 25/0001"]
        add(register)
        assert register.check() == []
        with pytest.raises(sqlite3.IntegrityError, match="växa"):
            register.connection.execute("DELETE FROM filer")
    assert (tmp_path / f"register-fore-version-{schema.VERSION}.sqlite").is_file()


def test_a_register_of_the_second_version_keeps_what_people_decided_and_takes_bilagor(
    tmp_path: Path, clock: SetClock
) -> None:
    path = tmp_path / "register.sqlite"
    old = sqlite3.connect(path)
    old.executescript("".join(schema.MIGRATIONS[:2]) + "PRAGMA user_version = 2;")
    old.execute("INSERT INTO arenden VALUES (1, '2026-001', 2026, 1, '2026-001', '2026-01-02')")
    old.execute("INSERT INTO filer VALUES (1, 1, 1, 'a.docx', 'aa', 3, 'arenden/x', 'm', '2026-01-02')")
    old.execute(
        "INSERT INTO avsteg VALUES (1, 1, 'datum', 'uppfyllt', 'saknas', 'Står i brevet', 'Eva Ek', '2026-01-03')"
    )
    for number, kind in enumerate(("inkom", "granskad", "skickat"), 1):
        old.execute("INSERT INTO handelser VALUES (?, 1, 1, ?, '2026-01-03', 'x', 'hände', '{}')", (number, kind))
    old.commit()
    old.close()
    with Register(path, clock) as register:
        (case,) = register.cases()
        assert (case.status, register.overrides(1)["datum"].name) == ("väntar på svar", "Eva Ek")
        register.add_attachment(1, name="b.pdf", sha256="bb", size=2, path="arenden/b", mark="m")
        assert [(a.name, a.file) for a in register.case_of_id(1).attachments] == [("b.pdf", 1)]
        assert register.case_of_id(1).as_line()["filer"][1] == {
            "namn": "b.pdf", "sha256": "bb", "version": 1, "bilaga": True,
        }  # fmt: skip
        assert register.check() == []
        with pytest.raises(sqlite3.IntegrityError, match="växa"):
            register.connection.execute("UPDATE bilagor SET namn = 'c'")


STORY = [
    ("inkom", {}, "inkommet"),
    ("granskad", {}, "granskat"),
    ("skickat", {"slag": "mottagning"}, "granskat"),
    ("skickat", {"slag": "komplettering", "svar_senast": "2026-03-20"}, "väntar på svar"),
    ("granskad", {}, "väntar på svar"),
    ("ny version", {}, "inkommet"),
    ("granskad", {}, "granskat"),
    ("möte", {"datum": "2026-04-01", "med": True}, "till möte"),
    ("möte", {"datum": "2026-04-01", "med": False}, "granskat"),
    ("möte", {"datum": "2026-04-01", "med": True}, "till möte"),
    ("granskad", {}, "till möte"),
    ("rekommendation", {"rekommendation": ""}, "till möte"),
    ("rekommendation", {"rekommendation": "bevilja"}, "rekommendation finns"),
    ("beslut", {"utfall": "aterremiss"}, "återremitterat"),
    ("ny version", {}, "inkommet"),
    ("granskad", {}, "granskat"),
    ("beslut", {"utfall": "bevilja"}, "beslutat"),
    ("granskad", {}, "beslutat"),
    ("skickat", {"slag": "bevilja"}, "beslutat"),
    ("överenskommelse", {}, "överenskommelse finns"),
    ("avslutat", {}, "avslutat"),
]


def test_a_cases_status_follows_what_happens_to_it() -> None:
    status = "inkommet"
    for kind, data, expected in STORY:
        status = status_after(status, kind, data)
        assert (kind, status) == (kind, expected)


def test_a_register_of_a_newer_program_is_left_alone(tmp_path: Path, clock: SetClock) -> None:
    path = tmp_path / "register.sqlite"
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    with pytest.raises(RegisterError, match="nyare version"):
        Register(path, clock)


def test_a_damaged_register_is_told_of_in_swedish(tmp_path: Path, clock: SetClock) -> None:
    path = tmp_path / "register.sqlite"
    path.write_bytes(b"inte en databas" * 1000)
    with pytest.raises(RegisterError, match="säkerhetskopia"):
        Register(path, clock)


def test_a_reader_reads_while_another_writes(tmp_path: Path, clock: SetClock) -> None:
    path = tmp_path / "register.sqlite"
    with Register(path, clock) as writer, Register(path, clock) as reader:
        add(writer)
        with writer.writing():
            writer.add_case(DnrPattern("{ar}-{nr3}"))
            assert [case.dnr for case in reader.cases()] == ["2026-001"]
        assert len(reader.cases()) == 2
