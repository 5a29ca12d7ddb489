"""Which cases come to a meeting, what is decided, and what is then due."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from intake.decisions import Decided, amount, decide, decision_of, months, years_of
from intake.kept_papers import write_papers
from intake.meetings import choose, meeting_on, put_on, take_back
from intake.register import Case, Register
from intake.register.dnr import DnrPattern
from intake.reminders import note_meeting, reminders
from intake.settings import LeadTimes, Meeting
from intake.workfolder import WorkFolder, lay_out
from reports.meeting.values import Recommendation
from tests.test_meeting import a_review

GROUP, BOARD = date(2026, 5, 7), date(2026, 6, 4)


class Office:
    """A working folder with two meetings and a register whose clock stands still."""

    def __init__(self, root: Path) -> None:
        self.folder, _ = lay_out(root)
        settings = root / "installningar.toml"
        settings.write_text(
            f'[[moten]]\ndatum = {GROUP}\nslag = "beredningsgrupp"\n[[moten]]\ndatum = {BOARD}\nslag = "styrelse"\n',
            encoding="utf-8",
        )
        self.folder = WorkFolder(root)
        self.moment = datetime(2026, 3, 2, 9, 30)
        self.register = Register(self.folder.register_path, lambda: self.moment)

    def case(self, name: str, *, reviewed: bool = True) -> Case:
        import json

        digest = hashlib.sha256(name.encode()).hexdigest()
        with self.register.writing():
            case = self.register.add_case(DnrPattern("{ar}-{nr3}"))
            came = self.folder.cases / case.folder / "v1" / "inkommet" / f"{name}.docx"
            came.parent.mkdir(parents=True)
            came.write_bytes(name.encode())
            path = came.relative_to(self.folder.root).as_posix()
            self.register.add_file(case.id, version=1, name=came.name, sha256=digest, size=3, path=path, mark=digest)
            self.register.add_event(case.id, "inkom", "test", "kom in")
            self.register.add_facts(case.id, {"insatsnamn": name}, "test")
            if reviewed:
                review = a_review(name, fil={"namn": came.name, "sha256": digest})
                (came.parents[1] / f"{name}.json").write_text(json.dumps(review), encoding="utf-8")
                self.register.add_event(case.id, "granskad", "test", "granskades")
        return self.again(case)

    def again(self, case: Case) -> Case:
        return self.register.case_of_id(case.id)

    def meeting(self, day: date = GROUP) -> Meeting:
        return meeting_on(self.folder.settings, day)

    def put(self, day: date = GROUP, leave: tuple[str, ...] = ()) -> list[str]:
        choice = choose(self.folder, self.register, self.meeting(day), leave=leave)
        put_on(self.register, self.meeting(day), choice, leave, "Eva Ek")
        return [case.dnr for case in choice.taken]

    def left_out(self, day: date = GROUP) -> dict[str, str]:
        return {case.dnr: reason for case, reason in choose(self.folder, self.register, self.meeting(day)).left_out}

    def due(self, today: date, days: int = 5000) -> list[tuple[str, str, bool]]:
        found = reminders(self.folder.settings, self.register, today, days)
        return [(each.dag.isoformat(), each.vad, each.forsenad) for each in found]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path / "mapp")
    yield made
    made.register.close()


def test_what_is_reviewed_and_came_in_time_comes_to_the_meeting(office: Office) -> None:
    ready = office.case("Bryggan")
    unread = office.case("Stegen", reviewed=False)
    waiting = office.case("Bron")
    office.register.add_event(
        waiting.id, "skickat", "x", "x", data={"slag": "komplettering", "svar_senast": "2026-03-20"}
    )
    office.moment = datetime(2026, 4, 20)
    late = office.case("Sent")
    assert office.put() == [ready.dnr]
    assert office.left_out() == {
        unread.dnr: "är inte granskat än",
        waiting.dnr: "väntar på svar från sökanden",
        late.dnr: "kom in 2026-04-20, och sista dagen för mötet var 2026-04-09",
    }
    assert office.again(ready).status == "till möte"


def test_a_person_puts_cases_in_and_takes_them_out(office: Office) -> None:
    first, second = office.case("Bryggan"), office.case("Stegen")
    assert office.put(leave=(first.dnr,)) == [second.dnr]
    office.put()
    assert office.again(first).status == "till möte"
    office.put(leave=(first.dnr,))
    assert office.again(first).status == "granskat"
    office.moment = datetime(2026, 5, 1)
    late, bare = office.case("Sent"), office.case("Tom", reviewed=False)
    assert late in choose(office.folder, office.register, office.meeting(), add=[late.dnr]).taken
    with pytest.raises(ValueError, match="har ingen granskning"):
        choose(office.folder, office.register, office.meeting(), add=[bare.dnr])


def test_putting_on_again_enters_nothing(office: Office) -> None:
    case = office.case("Bryggan")
    office.put()
    office.put()
    assert [e.kind for e in office.register.events(case.id)].count("möte") == 1


def test_an_unknown_day_is_answered_with_the_days_there_are(office: Office) -> None:
    with pytest.raises(
        ValueError, match=r"inget möte den 2026-05-08. .*2026-05-07 \(beredningsgruppen\) och 2026-06-04"
    ):
        office.meeting(date(2026, 5, 8))


def said(case: Case, word: str = "bevilja") -> Recommendation:
    return Recommendation(dnr=case.dnr, rekommendation=word, motivering="Bra.")


def test_the_board_gets_what_the_group_has_spoken_of(office: Office) -> None:
    first, second = office.case("Bryggan"), office.case("Stegen")
    office.put()
    take_back(office.register, office.meeting(), [said(first)], file="m.xlsx", sha256="a")
    assert office.put(BOARD) == [first.dnr]
    assert office.left_out(BOARD)[second.dnr] == "har ingen rekommendation från beredningsgruppen"


def test_what_the_group_said_is_entered_once_and_a_change_beside_it(office: Office) -> None:
    case = office.case("Bryggan")
    office.put()
    for word, new in (("bevilja", 1), ("bevilja", 0), ("avslå", 1)):
        found, _ = take_back(office.register, office.meeting(), [said(case, word)], file="m.xlsx", sha256="a")
        assert len(found) == new
    events = [e for e in office.register.events(case.id) if e.kind == "rekommendation"]
    assert [e.data["rekommendation"] for e in events] == ["bevilja", "avslå"]
    assert {e.who for e in events} == {"beredningsgruppen"}


def test_one_wrong_row_and_nothing_is_entered(office: Office) -> None:
    case, other = office.case("Bryggan"), office.case("Stegen")
    office.put(leave=(other.dnr,))
    for wrong, told in (
        (Recommendation(dnr="2099-9", rekommendation="bevilja"), "finns inte"),
        (said(other), "var inte med"),
    ):
        with pytest.raises(ValueError, match=told):
            take_back(office.register, office.meeting(), [said(case), wrong], file="m.xlsx", sha256="a")
    assert not any(e.kind == "rekommendation" for e in office.register.events())


GRANT = Decided(
    utfall="bevilja", datum=BOARD, paragraf="9", belopp_kr=900_000, start="2026-09", slut="2027-08", rapporter={}
)


def test_a_decision_is_entered_once_and_an_earlier_one_stays(office: Office) -> None:
    case = office.case("Bryggan")
    for decided, told in (
        (GRANT, "Beviljat den 2026-06-04, § 9"),
        (GRANT, "redan infört"),
        (
            Decided(utfall="avslag", datum=BOARD, skal=("Ordinarie verksamhet.",)),
            "Avslag den 2026-06-04. Skäl: Ordinarie",
        ),
    ):
        assert told in " ".join(decide(office.register, case, decided, LeadTimes(), "Eva Ek"))
    events = office.register.events(case.id)
    assert [e.data["utfall"] for e in events if e.kind == "beslut"] == ["bevilja", "avslag"]
    found = decision_of(events)
    assert found is not None
    assert found.utfall == "avslag"


def test_a_grant_needs_its_sum_and_its_time(office: Office) -> None:
    case = office.case("Bryggan")
    for change, told in (({"belopp_kr": None}, "--belopp"), ({"start": ""}, "--period")):
        with pytest.raises(ValueError, match=told):
            decide(office.register, case, GRANT.model_copy(update=change), LeadTimes(), "Eva Ek")


def test_what_is_granted_is_spread_over_its_years() -> None:
    assert years_of(GRANT) == {2026: 300_000, 2027: 600_000}
    assert GRANT.for_letter().by_year == years_of(GRANT)


@pytest.mark.parametrize("text", ["2027-01–2028-12", "2027-01 till 2028-12", "2027-01--2028-12", "2027-01/2028-12"])
def test_a_period_is_read_as_people_write_it(text: str) -> None:
    assert months(text) == ("2027-01", "2028-12")


def test_what_is_no_period_or_sum_is_told_of_in_swedish() -> None:
    for text in ("2027", "2028-01–2027-01", "2027-13–2028-01"):
        with pytest.raises(ValueError, match="Perioden"):
            months(text)
    assert amount("2 401 000 kr") == amount("2\u00a0401\u00a0000") == 2_401_000
    for text in ("", "en miljon", "-5", "0", "1.5", "24 01", "²"):
        with pytest.raises(ValueError, match="Beloppet"):
            amount(text)


def test_a_meeting_reminds_before_and_after(office: Office) -> None:
    case = office.case("Bryggan")
    office.put()
    assert ("2026-04-30", f"Handlingarna ska skickas till beredningsgruppens möte {GROUP}.", False) in office.due(
        date(2026, 4, 1)
    )
    assert "klart" in note_meeting(office.register, office.meeting(), "utskick", "Eva Ek")
    assert "redan" in note_meeting(office.register, office.meeting(), "utskick", "Eva Ek")
    assert not any(
        "Handlingarna ska skickas till beredningsgruppens" in what for _, what, _ in office.due(date(2026, 4, 1))
    )
    assert ("2026-05-07", f"Rekommendationen från beredningsgruppens möte {GROUP} är inte inläst.", True) in office.due(
        date(2026, 5, 20)
    )
    take_back(office.register, office.meeting(), [said(case)], file="m.xlsx", sha256="a")
    office.put(BOARD)
    after = office.due(date(2026, 6, 10), 30)
    assert after == [
        ("2026-06-04", f"Beslutet från styrelsens sammanträde {BOARD} är inte infört.", True),
        ("2026-06-18", f"Protokollet från styrelsens sammanträde {BOARD} ska vara justerat.", False),
    ]


def test_a_grant_is_watched_until_all_has_come(office: Office) -> None:
    case = office.case("Bryggan")
    decide(office.register, case, GRANT, LeadTimes(), "Eva Ek")
    changed = GRANT.model_copy(update={"rapporter": {"delrapport": date(2027, 1, 31)}})
    decide(office.register, case, changed, LeadTimes(), "Eva Ek")
    today = date(2026, 9, 15)
    watched = [each for each in office.due(today) if "vara klar" in each[1]]
    assert watched == [
        ("2026-08-31", "Överenskommelse ska vara klar.", True),
        ("2027-01-31", "Delrapport ska vara klar.", False),
    ]
    office.register.add_event(case.id, "överenskommelse", "x", "x", data={"vad": "överenskommelse"})
    office.register.add_event(case.id, "rapport", "x", "x", data={"vad": "delrapport"})
    assert not [each for each in office.due(today) if "vara klar" in each[1]]


def test_an_answer_ends_the_wait_for_it_and_a_letter_not_sent_is_told_of(office: Office) -> None:
    case = office.case("Bryggan")
    asked = {"slag": "komplettering", "svar_senast": "2026-03-20"}
    office.register.add_event(case.id, "brev", "x", "x", data=asked)
    assert any("inte antecknat som skickat" in what for _, what, _ in office.due(date(2026, 3, 3)))
    office.register.add_event(case.id, "skickat", "x", "x", data=asked)
    assert ("2026-03-20", "Svar på kompletteringen ska ha kommit in.", True) in office.due(date(2026, 3, 25))
    office.register.add_event(case.id, "ny version", "x", "x")
    assert not any("Svar på" in what for _, what, _ in office.due(date(2026, 3, 25)))


def test_what_someone_wrote_in_a_paper_stays_and_the_new_one_lies_beside(tmp_path: Path) -> None:
    place = tmp_path / "mote"
    write_papers(place, {"a.txt": b"ett", "x/b.txt": b"b"})
    assert write_papers(place, {"a.txt": b"tv\xc3\xa5"}).beside == {}
    assert not (place / "x").exists()
    (place / "a.txt").write_bytes(b"skrivet")
    assert write_papers(place, {"a.txt": b"tre"}).beside == {"a.txt": "a (ny 2).txt"}
    assert write_papers(place, {"a.txt": b"fyra"}).beside == {"a.txt": "a (ny 2).txt"}
    assert {p.name: p.read_bytes() for p in place.glob("a*")} == {"a.txt": b"skrivet", "a (ny 2).txt": b"fyra"}
    known = {hashlib.sha256(b"skrivet").hexdigest()}
    assert write_papers(place, {"a.txt": b"fem"}, known=known).beside == {}
    assert [p.name for p in place.glob("a*")] == ["a.txt"]


def test_a_changed_paper_that_is_no_longer_wanted_is_not_taken_away(tmp_path: Path) -> None:
    write_papers(tmp_path, {"a.txt": b"ett"})
    (tmp_path / "a.txt").write_bytes(b"skrivet")
    write_papers(tmp_path, {})
    assert (tmp_path / "a.txt").read_bytes() == b"skrivet"
