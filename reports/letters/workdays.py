"""Swedish working days: the public holidays of lagen (1989:253), and the eves on which offices are closed."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

_SATURDAY = 5
_DAY = timedelta(days=1)


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous algorithm of Meeus, Jones and Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _saturday_from(first: date) -> date:
    return first + timedelta(days=(_SATURDAY - first.weekday()) % 7)


@lru_cache(maxsize=64)
def holidays(year: int) -> frozenset[date]:
    """The year's public holidays, and midsommarafton, julafton and nyårsafton, on which nobody is at the office."""
    sunday, midsummer = easter(year), _saturday_from(date(year, 6, 20))
    fixed = ((1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31))
    moving = {sunday + timedelta(days=days) for days in (-2, 0, 1, 39, 49)}
    moving |= {midsummer - _DAY, midsummer, _saturday_from(date(year, 10, 31))}
    return frozenset(moving | {date(year, month, day) for month, day in fixed})


def is_workday(day: date) -> bool:
    """Whether offices are open: neither Saturday, Sunday nor holiday."""
    return day.weekday() < _SATURDAY and day not in holidays(day.year)


def workday_on_or_before(day: date) -> date:
    """The day itself, or the last working day before it."""
    while not is_workday(day):
        day -= _DAY
    return day


def workday_on_or_after(day: date) -> date:
    """The day itself, or the next working day."""
    while not is_workday(day):
        day += _DAY
    return day
