"""Last days for an answer: Swedish working days, meetings and lead times."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.letters.deadlines import Lead, Meeting, deadline, first_meeting, papers_closed
from reports.letters.workdays import easter, holidays, is_workday, workday_on_or_after, workday_on_or_before

LEAD = Lead(answer=21, sending=7, last_application=28)
DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))


def meeting(text: str) -> Meeting:
    return Meeting(day=date.fromisoformat(text))


@pytest.mark.parametrize("day", ["2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25"])
def test_easter(day: str) -> None:
    assert easter(int(day[:4])) == date.fromisoformat(day)


def test_the_holidays_of_2026() -> None:
    assert {f"{d:%m-%d}" for d in holidays(2026)} == {
        "01-01", "01-06", "04-03", "04-05", "04-06", "05-01", "05-14", "05-24", "06-06", "06-19", "06-20", "10-31", "12-24",
        "12-25", "12-26", "12-31",
    }  # fmt: skip


def test_the_nearest_working_day_over_easter() -> None:
    good_friday = date(2026, 4, 3)
    assert workday_on_or_before(good_friday) == date(2026, 4, 2)
    assert workday_on_or_after(good_friday) == date(2026, 4, 7)


def test_the_whole_answering_time_is_given_where_the_meeting_allows() -> None:
    found = deadline(date(2026, 10, 12), [meeting("2026-11-19")], LEAD)
    assert (found.last, found.meeting) == (date(2026, 11, 2), meeting("2026-11-19"))


def test_the_papers_of_the_meeting_cut_the_time_short() -> None:
    found = deadline(date(2026, 10, 12), [meeting("2026-11-05"), meeting("2026-12-10")], LEAD)
    assert (found.last, found.meeting) == (date(2026, 10, 29), meeting("2026-11-05"))


def test_a_meeting_that_is_too_near_is_passed_over() -> None:
    found = deadline(date(2026, 10, 12), [meeting("2026-10-22"), meeting("2026-12-10")], LEAD)
    assert (found.last, found.meeting) == (date(2026, 11, 2), meeting("2026-12-10"))


def test_unless_it_is_the_wanted_one() -> None:
    found = deadline(
        date(2026, 10, 12), [meeting("2026-10-22"), meeting("2026-12-10")], LEAD, wanted=date(2026, 10, 22)
    )
    assert (found.last, found.meeting) == (date(2026, 10, 15), meeting("2026-10-22"))
    with pytest.raises(ValueError, match="för nära"):
        deadline(date(2026, 10, 16), [meeting("2026-10-22")], LEAD, wanted=date(2026, 10, 22))


def test_without_meetings_the_answering_time_decides() -> None:
    assert deadline(date(2026, 12, 11), [], LEAD).last == date(2027, 1, 4)


def test_an_application_comes_to_the_first_meeting_that_it_is_in_time_for() -> None:
    planned = [meeting("2026-12-10"), meeting("2026-11-05")]
    assert first_meeting(date(2026, 10, 8), planned, LEAD) == meeting("2026-11-05")
    assert first_meeting(date(2026, 10, 9), planned, LEAD) == meeting("2026-12-10")
    assert first_meeting(date(2026, 12, 9), planned, LEAD) is None


@given(DAYS, st.lists(st.integers(1, 200), max_size=4), st.integers(0, 40), st.integers(0, 30))
def test_the_last_day_is_a_working_day_after_the_letter_and_before_the_papers_close(
    day: date, ahead: list[int], answer: int, sending: int
) -> None:
    lead = Lead(answer=answer, sending=sending)
    found = deadline(day, [Meeting(day=day + timedelta(days=days)) for days in ahead], lead)
    assert is_workday(found.last)
    assert found.last >= day
    if found.meeting is not None:
        assert found.last <= papers_closed(found.meeting, lead) <= found.meeting.day
