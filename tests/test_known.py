"""What is known around a case: people by the settings, other cases by the register; and who gets to see the questions it raises."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from intake.cli import cli
from intake.decisions import Decided, decide
from intake.dossier import dossier
from intake.known import known_around
from intake.meeting_papers import meeting_overview
from intake.meetings import choose
from intake.register import Case
from intake.settings import LeadTimes, SettingsError, read_settings
from intake.workfolder import WorkFolder
from reports.meeting.gather import overview
from reports.meeting.values import MeetingFacts, Overview
from tests.test_meeting import a_case
from tests.test_meetings import GROUP, Office

JAV = {"id": "jav", "fraga": "Kan Ada Ek, ledamot i styrelsen, vara jävig i ärendet?", "skal": "Namnet står i ansökan.",
       "kalla": "6 kap. 28–32 §§ kommunallagen", "citat": [{"text": "Ada Ek, enhetschef", "block": 2, "sida": 3}]}  # fmt: skip


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path / "mapp")
    settings = made.folder.root / "installningar.toml"
    settings.write_text(
        '[styrelse]\nledamoter = ["Ada Ek", ""]\n[beredningsgrupp]\nledamoter = ["Bo Ask"]\n'
        + settings.read_text(encoding="utf-8"),
        encoding="utf-8",
    )
    made.folder = WorkFolder(made.folder.root)
    yield made
    made.register.close()


def others(office: Office, case: Case) -> dict[str, bool]:
    """The other cases that are known around a case, and whether each runs."""
    return {o.dnr: o.running for o in known_around(office.folder, office.register, case).others}


def with_question(office: Office, case: Case) -> Path:
    """Lay a hint of jäv in the case's review, as a review under these settings does."""
    (path,) = (office.folder.root / case.files[0].path).parents[1].glob("*.json")
    path.write_text(
        json.dumps({**json.loads(path.read_text(encoding="utf-8")), "fragor_till_forbundet": [JAV]}), encoding="utf-8"
    )
    return path


def test_the_settings_say_who_prepares_and_decides(office: Office) -> None:
    people = known_around(office.folder, office.register, office.case("Bryggan")).people
    assert [(p.name, p.role) for p in people] == [
        ("Ada Ek", "ledamot i styrelsen"), ("Bo Ask", "ledamot i beredningsgruppen"),
    ]  # fmt: skip


def test_a_name_outside_a_list_is_told_in_swedish(tmp_path: Path) -> None:
    (tmp_path / "installningar.toml").write_text('[styrelse]\nledamoter = "Ada Ek"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"styrelse.ledamoter ska vara en lista"):
        read_settings(tmp_path / "installningar.toml")


def test_other_applications_and_running_insatser_are_known_and_nothing_else(office: Office) -> None:
    own, open_, running, refused, closed = (
        office.case(name) for name in ("Bryggan", "Slussen", "Bron", "Nejet", "Slutet")
    )
    granted = Decided(utfall="bevilja", datum=date(2026, 3, 1), belopp_kr=1, start="2026-04", slut="2026-12")
    decide(office.register, running, granted, LeadTimes(), "Eva Ek")
    decide(office.register, refused, Decided(utfall="avslag", datum=date(2026, 3, 1)), LeadTimes(), "Eva Ek")
    office.register.add_event(closed.id, "avslutat", "Eva Ek", "Avslutat.")
    office.case("Olästa", reviewed=False)
    assert others(office, own) == {open_.dnr: False, running.dnr: True}


def test_the_newest_version_is_known_also_where_it_came_as_a_case_of_its_own(office: Office) -> None:
    own, other, answer = office.case("Bryggan"), office.case("Slussen"), office.case("Slussen igen")
    office.register.join(answer.id, other.id, "Eva Ek")
    (known,) = known_around(office.folder, office.register, own).others
    assert (known.dnr, known.name) == (other.dnr, "Slussen igen")
    assert "Unga mellan 18 och 29 år" in known.group
    assert known.areas == ("Granhults kommun",)
    assert others(office, office.again(answer)) == {own.dnr: False}, "a version is not set against its own case"


def test_a_review_that_cannot_be_read_is_passed_over(office: Office) -> None:
    own, broken, older = office.case("Bryggan"), office.case("Trasig"), office.case("Äldre")
    for case, text in ((broken, "{"), (older, '{"status": "granskad", "fil": {"sha256": "%s"}}')):
        (path,) = (office.folder.root / case.files[0].path).parents[1].glob("*.json")
        path.write_text(text % case.files[0].sha256 if "%" in text else text, encoding="utf-8")
    assert others(office, own) == {}


def test_five_hundred_cases_are_read_once(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    own = office.case("Bryggan")
    for number in range(5):
        office.case(f"Insats {number}")
    read: list[str] = []
    stored = __import__("intake.known", fromlist=["stored_review"]).stored_review
    monkeypatch.setattr("intake.known.stored_review", lambda *a: read.append("") or stored(*a))
    known_around(office.folder, office.register, own)
    known_around(office.folder, office.register, own)
    assert len(read) == 5


def test_visa_shows_the_questions_to_the_forbund(office: Office) -> None:
    case = office.case("Bryggan")
    with_question(office, case)
    told = CliRunner().invoke(cli, ["visa", case.dnr, "--mapp", str(office.folder.root)], standalone_mode=False).output
    assert "Frågor till er själva (står inte i beredning eller brev)" in told
    assert "Kan Ada Ek, ledamot i styrelsen, vara jävig i ärendet?" in told
    assert "Grund: 6 kap. 28–32 §§ kommunallagen." in told
    assert "”Ada Ek, enhetschef” (sidan 3)" in told


def test_the_meetings_overview_asks_them_and_the_folder_that_goes_out_does_not(office: Office) -> None:
    office.moment = datetime.combine(GROUP - timedelta(days=60), datetime.min.time())
    case = office.case("Bryggan")
    with_question(office, case)
    meeting = office.meeting()
    made = meeting_overview(office.folder, office.register, meeting, choose(office.folder, office.register, meeting))
    (asked,) = made.fragor
    assert len(asked.egna) == 1 and "pröva om någon är jävig" in asked.egna[0]
    assert "Ada Ek" not in asked.egna[0], "the overview is written as if public"
    assert not any(
        "Ada Ek" in content.decode("utf-8", "replace")
        for content in dossier(office.folder, office.register, case).values()
    )


def test_an_overlap_that_the_overview_asks_about_is_not_asked_twice() -> None:
    def told(dnr: str) -> dict[str, Any]:
        text = f"Vänder sig insatsen till samma personer som {dnr} Slussen och hur skiljer de sig åt?"
        return {"fragor_till_forbundet": [{"id": "overlapp", "fraga": text, "skal": "Båda beskriver unga."}]}

    def asked(dnr: str) -> Overview:
        facts = MeetingFacts(forbund="Sof Prov", day=date(2026, 11, 12))
        return overview(facts, [a_case("2026-001", **told(dnr)), a_case("2026-010", name="Slussen")])

    assert "2026-001 och 2026-010" in " ".join(asked("2026-010").overlapp)
    assert asked("2026-010").fragor[0].egna == ()
    assert asked("2026-01").fragor[0].egna != (), "another case, whose number only begins alike"
