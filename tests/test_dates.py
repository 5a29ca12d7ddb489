"""Dates and lengths are read in the forms in which applications write them, and other figures are left alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.facts.dates import find_dates, find_lengths

MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()  # noqa: SIM905
DAYS = st.dates(min_value=date(2005, 1, 1), max_value=date(2045, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2015-05-20", date(2015, 5, 20)),
        ("20150520", date(2015, 5, 20)),
        ("Datum: 170117", date(2017, 1, 17)),
        ("Lessebo 1/9 -26", date(2026, 9, 1)),
        ("2/4 2025", date(2025, 4, 2)),
        ("30 sept -25", date(2025, 9, 30)),
        ("9 sept. 2026", date(2026, 9, 9)),
        ("27.2.2026", date(2026, 2, 27)),
        ("måndagen den 25 augusti 2025", date(2025, 8, 25)),
        ("till sista februari 2027", date(2027, 2, 28)),
    ],
)
def test_a_day_is_read(text: str, day: date) -> None:
    (found,) = find_dates(text)
    assert (found.begin.first, found.precision, found.finish) == (day, "day", None)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("jan -26", date(2026, 1, 1), date(2026, 1, 31), "month"),
        ("i april 2026", date(2026, 4, 1), date(2026, 4, 30), "month"),
        ("hösten 2015", date(2015, 8, 1), date(2015, 12, 31), "season"),
        ("VT-27", date(2027, 1, 1), date(2027, 6, 30), "season"),
        ("Q3 2026", date(2026, 7, 1), date(2026, 9, 30), "quarter"),
        ("tertial 2 2026", date(2026, 5, 1), date(2026, 8, 31), "quarter"),
        ("första halvåret 2027", date(2027, 1, 1), date(2027, 6, 30), "quarter"),
        ("årsskiftet 2026/27", date(2026, 12, 1), date(2027, 1, 31), "quarter"),
        ("hela 2027", date(2027, 1, 1), date(2027, 12, 31), "year"),
    ],
)
def test_a_longer_moment_has_a_first_and_a_last_day(text: str, first: date, last: date, precision: str) -> None:
    (found,) = find_dates(text)
    assert (found.begin.first, found.begin.last, found.precision) == (first, last, precision)


@pytest.mark.parametrize(("text", "month"), [("kv 3", 7), ("v. 12", 3), ("tertial 2", 5), ("från 1/10", 10)])
def test_a_year_left_out_is_not_made_up(text: str, month: int) -> None:
    (found,) = find_dates(text)
    assert (found.begin.year, found.begin.month) == (None, month)
    assert found.begin.on_or_after(date(2026, 12, 1)).year in (2026, 2027)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1 oktober tom 31 dec 2014", date(2014, 10, 1), date(2014, 12, 31)),
        ("juli–december 2019", date(2019, 7, 1), date(2019, 12, 31)),
        ("Aug 2025–juni 2027", date(2025, 8, 1), date(2027, 6, 30)),
        ("1/1 -26 – 31/12 -27", date(2026, 1, 1), date(2027, 12, 31)),
        ("2026-09-01 till 2028-08-31", date(2026, 9, 1), date(2028, 8, 31)),
        ("2025-01-01–2027-12-31.", date(2025, 1, 1), date(2027, 12, 31)),
        ("fr.o.m. 1 mars 2026 t.o.m. 28 februari 2027", date(2026, 3, 1), date(2027, 2, 28)),
        ("november–mars 2027", date(2026, 11, 1), date(2027, 3, 31)),
        ("HT24/VT25", date(2024, 8, 1), date(2025, 6, 30)),
        ("1–31 mars 2026", date(2026, 3, 1), date(2026, 3, 31)),
        ("2013–2017", date(2013, 1, 1), date(2017, 12, 31)),
        ("åren 2026 och 2027", date(2026, 1, 1), date(2027, 12, 31)),
    ],
)
def test_a_range_has_two_ends_and_may_share_its_year(text: str, first: date, last: date) -> None:
    (found,) = find_dates(text)
    assert found.finish is not None
    assert (found.begin.first, found.finish.last, found.relation) == (first, last, "period")


def test_an_open_end_is_told_from_an_open_beginning() -> None:
    assert find_dates("från mars 2026")[0].relation == "fran"
    assert find_dates("t.o.m. juni 2027")[0].relation == "till"
    assert find_dates("Lund den 3 maj 2026")[0].relation == "vid"


@pytest.mark.parametrize(
    "text",
    [
        "0141-22 51 07",
        "2 130 000 kr",
        "18–29 år",
        "2/3 av deltagarna",
        "870329-2386",
        "dnr 2025/44",
        "SN 2025/418",
        "Maj Ekdahl",
        "lag (2003:1210)",
        "31 februari 2026 kr",
        "65 procent",
        "minst 2020 kr",
    ],
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert [d for d in find_dates(text) if d.precision == "day"] == []
    assert "kr" in text or find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("tre år", 36),
        ("36 mån", 36),
        ("i 18 månader", 18),
        ("ett och ett halvt år", 18),
        ("1,5 år", 18),
        ("halvannat år", 18),
        ("ett halvår", 6),
        ("fjorton månader", 14),
        ("tvåårigt projekt", 24),
        ("två kalenderår", 24),
        ("tre tertial", 12),
    ],
)
def test_a_length_is_counted_in_months(text: str, months: float) -> None:
    (found,) = find_lengths(text)
    assert found.months == months


@pytest.mark.parametrize("text", ["18–29 år", "fyllt 18 år", "från 16 år", "mellan 19 och 29 år", "år 2026", "45 år"])
def test_an_age_is_no_length(text: str) -> None:
    assert find_lengths(text) == []


@given(DAYS, st.sampled_from(["iso", "compact", "swedish", "slash", "dotted"]))
def test_every_day_of_the_calendar_is_read_back_in_every_form(day: date, form: str) -> None:
    written = {
        "iso": day.isoformat(),
        "compact": f"{day:%Y%m%d}",
        "swedish": f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        "slash": f"{day.day}/{day.month} {day.year}",
        "dotted": f"{day.day}.{day.month}.{day.year}",
    }[form]
    text = f"Växjö {written}, enligt ovan"
    (found,) = find_dates(text)
    assert found.begin.first == found.begin.last == day
    assert text[found.start : found.end] == found.text


@given(DAYS, DAYS, st.sampled_from(["–", " – ", " till ", " t.o.m. ", " till och med "]))
def test_every_range_is_read_back(one: date, other: date, joined: str) -> None:
    first, last = sorted((one, other))
    (found,) = find_dates(f"Insatsen pågår {first.isoformat()}{joined}{last.isoformat()}.")
    assert found.finish is not None
    assert (found.begin.first, found.finish.last) == (first, last)


@given(st.text(alphabet="0123456789/-–. :åäövtMmajunktsh", max_size=60))
def test_no_text_makes_it_stumble_and_places_are_exact(text: str) -> None:
    places = [(x.start, x.end, x.text) for x in find_dates(text)] + [
        (x.start, x.end, x.text) for x in find_lengths(text)
    ]
    assert all(text[start:end] == words for start, end, words in places)


@given(st.integers(min_value=1, max_value=60))
def test_months_in_figures_are_read_back(months: int) -> None:
    assert [x.months for x in find_lengths(f"under {months} månader")] == [months]
