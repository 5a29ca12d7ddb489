"""What the memo of a case is told by the register and the settings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from intake.case_facts import case_facts
from intake.register import Case, Override, Register
from intake.workfolder import WorkFolder, lay_out

TODAY = date(2026, 10, 9)
NOTHING = {"kriterier": {}, "uppgifter": {}, "block": [], "mal": [], "budget": {"summor": []}}


@pytest.fixture
def folder(tmp_path: Path) -> WorkFolder:
    made, _ = lay_out(tmp_path / "mapp", forbund="Samordningsförbundet Prov")
    settings = made.root / "installningar.toml"
    text = settings.read_text(encoding="utf-8").replace('forbundschef = ""', 'forbundschef = "Eva Ek"')
    meetings = "".join(
        f'\n[[moten]]\ndatum = {day}\nslag = "{kind}"\n'
        for day, kind in (("2026-09-01", "styrelse"), ("2026-11-12", "styrelse"), ("2026-10-20", "beredningsgrupp"))
    )
    settings.write_text(text + meetings, encoding="utf-8")
    return WorkFolder(made.root)


@pytest.fixture
def register(folder: WorkFolder) -> Iterator[Register]:
    with Register(folder.register_path, lambda: datetime(2026, 9, 14, 10)) as opened:
        yield opened


def case_with_two_files(register: Register, folder: WorkFolder) -> Case:
    case = register.add_case(folder.settings.dnr)
    for version in (1, 2):
        register.add_file(
            case.id,
            version=version,
            name=f"v{version}.docx",
            sha256=f"{version}" * 64,
            size=1,
            path=f"arenden/{case.folder}/v{version}/inkommet/v{version}.docx",
            mark="",
        )
    return register.case_of_id(case.id)


def test_dates_number_handler_and_sender_are_filled_in(register: Register, folder: WorkFolder) -> None:
    case = case_with_two_files(register, folder)
    register.add_event(case.id, "skickat", "Eva Ek", "Brevet skickades.", data={"slag": "komplettering"})
    register.add_event(case.id, "skickat", "Eva Ek", "Brevet skickades.", data={"slag": "mottagning"})
    facts = case_facts(folder, register, case, case.newest, NOTHING, TODAY)
    assert (facts.dnr, facts.handler, facts.came) == ("2026-001", "Eva Ek", "2026-09-14")
    assert facts.asked == facts.completed == ("2026-09-14",)
    assert (facts.group_meeting, facts.board_meeting) == ("2026-10-20", "2026-11-12")
    assert facts.sender is not None
    assert facts.sender.forbund == "Samordningsförbundet Prov"
    assert facts.comparison is None


def test_the_first_file_has_no_completion(register: Register, folder: WorkFolder) -> None:
    case = case_with_two_files(register, folder)
    assert case_facts(folder, register, case, case.files[0], NOTHING, TODAY).completed == ()


def test_a_verdict_set_aside_is_told(register: Register, folder: WorkFolder) -> None:
    case = case_with_two_files(register, folder)
    decided = Override(
        criterion="datum", status="uppfyllt", programs_status="saknas", reason="Står i brevet", name="Eva Ek", time=""
    )
    register.add_override(case.id, decided)
    (told,) = case_facts(folder, register, case, case.newest, NOTHING, TODAY).set_aside
    assert (told.criterion, told.status, told.programs_status) == ("datum", "uppfyllt", "saknas")
    assert (told.reason, told.name, told.day) == ("Står i brevet", "Eva Ek", "2026-09-14")


def test_a_logo_that_is_gone_stops_no_review(register: Register, folder: WorkFolder) -> None:
    settings = folder.root / "installningar.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace('logotyp = ""', 'logotyp = "borta.png"'), encoding="utf-8"
    )
    case = case_with_two_files(register, folder)
    told = case_facts(WorkFolder(folder.root), register, case, case.newest, NOTHING, TODAY).sender
    assert told is not None
    assert told.logo is None


def test_the_latest_assessment_is_told(register: Register, folder: WorkFolder) -> None:
    case = case_with_two_files(register, folder)
    for text in ("Svag ansökan.", "Stark ansökan.", "  "):
        register.add_event(case.id, "bedömning", "Eva Ek", "Förbundschefens bedömning skrevs.", data={"text": text})
    told = case_facts(folder, register, case, case.newest, NOTHING, TODAY).assessment
    assert told is not None
    assert (told.text, told.name, told.day) == ("Stark ansökan.", "Eva Ek", "2026-09-14")
