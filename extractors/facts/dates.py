"""One grammar for dates and lengths of time in Swedish text.

``find_dates`` gives each date, month, season or year with its place, and joins two of them to a range
("1 januari–31 december 2026"). ``find_lengths`` gives stretches of time in months ("ett och ett halvt år", "36 mån").
Ages, sums, shares, telephone numbers and diary numbers are neither. The forms are those met in applications, from ISO
dates to "30 sept -25", "HT24" and "v. 12".
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

Precision = Literal["day", "week", "month", "quarter", "season", "year"]
Relation = Literal["vid", "fran", "till", "period"]


@dataclass(frozen=True)
class Moment:
    """A point in time as the text gives it.

    ``month`` is the first of the ``months`` calendar months it covers (a day or a month: one; a quarter: three; a
    year: twelve). ``year`` is None where the text leaves it out ("från 1 oktober"); ``precision`` is how closely it says.
    """

    year: int | None
    month: int
    day: int | None = None
    months: int = 1
    precision: Precision = "month"

    @property
    def first(self) -> date | None:
        """The first day it may mean, None without a year."""
        return date(self.year, self.month, self.day or 1) if self.year else None

    @property
    def last(self) -> date | None:
        """The last day it may mean, None without a year."""
        if not self.year:
            return None
        if self.day:
            return date(self.year, self.month, self.day)
        over, month = divmod(self.month + self.months - 2, 12)
        year = self.year + over
        return date(year, month + 1, calendar.monthrange(year, month + 1)[1])

    def in_year(self, year: int) -> Moment:
        """The same moment with its year."""
        day = min(self.day, calendar.monthrange(year, self.month)[1]) if self.day else None
        return replace(self, year=year, day=day)

    def on_or_after(self, day: date) -> Moment:
        """The moment with a year: where it has none, the first time it comes round in or after the month of ``day``."""
        if self.year:
            return self
        return self.in_year(day.year if self.month >= day.month else day.year + 1)


@dataclass(frozen=True)
class DateFound:
    """A date or range in a text, at ``text[start:end]``.

    ``relation``: ``period`` for a range with both ends, ``fran`` for an open beginning ("från mars 2026"), ``till`` for
    an end ("t.o.m. juni 2027"), ``vid`` for a plain date. Only a range has a ``finish``; the moment of the others is
    their ``begin``.
    """

    start: int
    end: int
    text: str
    begin: Moment
    finish: Moment | None = None
    relation: Relation = "vid"

    @property
    def precision(self) -> Precision:
        """How closely the text says when; of a range, its beginning."""
        return self.begin.precision


@dataclass(frozen=True)
class LengthFound:
    """A stretch of time in a text, at ``text[start:end]``, in months (weeks and days as parts of a month)."""

    start: int
    end: int
    text: str
    months: float


_MONTH_WORDS = "januari februari mars april maj juni juli augusti september oktober november december"
_MONTHS = _MONTH_WORDS.split()
_MONTH = (
    r"(?:jan(?:uari)?|feb(?:r(?:uari)?)?|mars|mar|april|apr|maj|juni|jun|juli|jul|aug(?:usti)?|"
    r"sept?(?:ember)?|okt(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)(?![a-zåäö])\.?"
)
_FULL_MONTH = "(?:" + "|".join(_MONTHS) + r")(?![a-zåäöA-ZÅÄÖ])"
_YEAR = rf"(?:(?:19[89]|20[0-4])\d(?!\d)|[-–’'´]\s?\d\d(?![\d-]|\s?{_MONTH}|/\d))"
_SEASONS = {"vår": (1, 6), "vt": (1, 6), "sommar": (6, 3), "höst": (8, 5), "ht": (8, 5), "vinter": (12, 3)}
_ORDINALS = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4}

_POINT = re.compile(
    rf"""(?<![\w§:])(?:(?<!/)|(?=ht|vt|q\d))(?:
      (?P<iso>20[0-4]\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?![\d-]\d)
    | (?P<compact>20[0-4]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d|[\s-]\d{{3}})
    | (?P<dotted>(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.20[0-4]\d)(?!\d)
    | (?P<isomonth>20[0-4]\d-(?:0[1-9]|1[0-2]))(?![\d-]*\d)
    | (?P<short>[0-4]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d|[\s-]\d)
    | (?P<slash>(?P<sday>0?[1-9]|[12]\d|3[01])/(?P<smonth>0?[1-9]|1[0-2])(?:\s?(?P<syear>{_YEAR}))?)(?![\d/])
    | (?:(?:den\s)?(?P<last>sista)\s(?:i\s|dagen\si\s)?|(?:den\s)?(?P<day>0?[1-9]|[12]\d|3[01])(?::[ae]|\.)?
        (?:\s?(?:–|-|till|och)\s?(?P<today>[1-9]|[12]\d|3[01]))?\s)?
      (?P<month>{_MONTH})(?:\s?(?P<myear>{_YEAR}))?
    | (?P<season>vår|höst|sommar|vinter)(?:termin)?e?n\s?(?P<seyear>{_YEAR})
    | (?P<term>ht|vt)[\s-]?(?P<tyear>{_YEAR}|\d\d)(?![\d-])
    | (?:(?P<quarter>q\s?|kv\.?\s?|kvartal\s)(?P<qn>[1-4])|(?P<qord>första|andra|tredje|fjärde)\skvartalet)(?![\d])
        (?:\s?(?P<qyear>{_YEAR}))?
    | (?:(?P<tertial>t|tertial\s)(?P<tn>[1-3])|(?P<tord>första|andra|tredje)\stertialet)(?!\d)
        (?:\s?(?P<teyear>{_YEAR}))?
    | (?P<half>första|andra)\shalvåret(?:\s(?P<hyear>{_YEAR}))?
    | (?:vecka|v\.?)\s?(?P<week>[1-4]\d|5[0-3]|0?[1-9])(?![\d\w%])(?:\s?(?P<wyear>{_YEAR}))?
    | (?P<turn>årsskiftet)\s(?P<turn1>20[0-4]\d)\s?[/–-]\s?(?P<turn2>(?:20)?\d\d)
    | (?P<feast>midsommar|jul|nyår|påsk)\s(?P<fyear>20[0-4]\d)
    | (?P<year>(?:19[89]|20[0-4])\d)(?![\d%]|[:,]\d|\s\d{{3}}\b|/\d{{2,}}|-\d{{4,}}[-\s]\d
        |\s?(?:kr|kronor|tkr|mkr|personer|deltagare|invånare|individer)\b)
    )(?![a-zåäö])""",
    re.I | re.X,
)
_DATE_CONTEXT = re.compile(
    r"(?:dat(?:um|erad)|dag|\bden|inl\w*\.?|upprättad|ansökan|inkom\w*|ingiven|ifylld)[^.]{0,20}$", re.I
)
_SLASH_CONTEXT = re.compile(
    r"(?:\bden|\bfrån|\bfr|\bf?o\.?m\.?|\bfrom|\btill|\btom|\bsenast|\binnan|\bdat\w*:?|[–-])\s*$", re.I
)
_MONTH_CONTEXT = re.compile(
    r"(?:\bi|\bfrån|\bunder|\btill|\bmed|\btom|\bfrom|\bsenast|\binnan|\bav|\bår|[–-])\s*$|^\s*$|[|:;.]\s*$", re.I
)
_DIARY = re.compile(r"(?:\bdnr|diarien\w*|§|\bprop\.?|\bsfs)\s?[\w\s/-]{0,12}$|[A-ZÅÄÖ]{2,4}\s?$")
_RANGE = re.compile(
    r"\s?(?:–|—|-|/|till(?:\s+och\s+med)?|t\.?\s?o\.?\s?m\.?|tom|fram\s+till|t)(?:\s+(?:den|i|år|och med))?\s?", re.I
)
_YEARS_AND = re.compile(r"\s(?:och|samt|\+|&)\s", re.I)
_BETWEEN = re.compile(r"\bmellan\s+(?:den\s+)?$", re.I)
_AND = re.compile(r"\soch\s(?:den\s)?", re.I)
_FROM = re.compile(r"(?:från(?:\s+och\s+med)?|fr\.?\s?o\.?\s?m\.?|from|fr)\s+(?:den\s+|i\s+|år\s+)?$", re.I)
_TILL = re.compile(
    r"(?:till(?:\s+och\s+med)?|t\.?\s?o\.?\s?m\.?|tom|senast|fram\s+till)\s+(?:den\s+|i\s+|år\s+|"
    r"och med\s+)?$",
    re.I,
)


def find_dates(text: str) -> list[DateFound]:
    """All dates and ranges in ``text``, in order and without overlap."""
    points = list(_points(text))
    found: list[DateFound] = []
    i = 0
    while i < len(points):
        here = points[i]
        following = points[i + 1] if i + 1 < len(points) else None
        if following is not None and here.finish is None and following.finish is None:
            joined = _joined(text, here, following)
            if joined is not None:
                found.append(joined)
                i += 2
                continue
        found.append(_related(text, here))
        i += 1
    return found


def _joined(text: str, here: DateFound, following: DateFound) -> DateFound | None:
    """The range from one point to the next where the words between them make one; the years may be shared."""
    between = text[here.end : following.start]
    begin, finish = here.begin, following.begin
    years = begin.precision == finish.precision == "year"
    bounded = _AND.fullmatch(between) and _BETWEEN.search(text[: here.start])
    if not (_RANGE.fullmatch(between) or bounded or (years and _YEARS_AND.fullmatch(between))):
        return None
    if begin.year is None and finish.year is not None:
        begin = begin.in_year(finish.year if begin.month <= finish.month else finish.year - 1)
    elif finish.year is None and begin.year is not None:
        finish = finish.in_year(begin.year if begin.month <= finish.month else begin.year + 1)
    if begin.first and finish.last and begin.first > finish.last:
        return None
    return DateFound(here.start, following.end, text[here.start : following.end], begin, finish, "period")


def _related(text: str, found: DateFound) -> DateFound:
    if found.finish is not None:
        return found
    before = text[max(0, found.start - 24) : found.start]
    relation: Relation = "till" if _TILL.search(before) else "fran" if _FROM.search(before) else "vid"
    return replace(found, relation=relation)


def _points(text: str) -> Iterator[DateFound]:
    for match in _POINT.finditer(text):
        try:
            moment, finish = _moment(match, text)
        except ValueError:  # no such day in the calendar: it was no date
            continue
        if moment is not None:
            relation: Relation = "period" if finish else "vid"
            yield DateFound(match.start(), match.end(), match.group(0), moment, finish, relation)


def _full_year(written: str | None) -> int | None:
    digits = re.sub(r"\D", "", written or "")
    if not digits:
        return None
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _month_number(word: str) -> int:
    return next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(word.lower().rstrip(".")[:3]))


def _day(year: int | None, month: int, day: int) -> Moment:
    date(year or 2024, month, day)
    return Moment(year, month, day, precision="day")


def _moment(match: re.Match[str], text: str) -> tuple[Moment | None, Moment | None]:
    """What a match means, (None, None) where its surroundings say that it is no date.

    Raises ValueError for days that no calendar has.
    """
    g = match.groupdict()
    before = text[max(0, match.start() - 30) : match.start()]
    if digits := re.sub(r"\D", "", g["iso"] or g["compact"] or ""):
        if g["compact"] and _DIARY.search(before):
            return None, None
        return _day(int(digits[:4]), int(digits[4:6]), int(digits[6:])), None
    if g["dotted"]:
        parts = [int(part) for part in g["dotted"].split(".")]
        return _day(parts[2], parts[1], parts[0]), None
    if g["isomonth"]:
        return Moment(int(g["isomonth"][:4]), int(g["isomonth"][5:])), None
    if g["short"]:
        alone = (
            re.fullmatch(r"(?:[A-ZÅÄÖ][a-zåäö]+,?\s)?", text[: match.start()].lstrip())
            and not text[match.end() :].strip()
        )
        paired = re.match(r"\s?[–—]\s?\d{6}(?!\d)", text[match.end() :]) or re.search(
            r"(?<!\d)\d{6}\s?[–—]\s?$", before
        )
        if not (_DATE_CONTEXT.search(before) or alone or paired):
            return None, None
        return _day(2000 + int(g["short"][:2]), int(g["short"][2:4]), int(g["short"][4:])), None
    if g["slash"]:
        year = _full_year(g["syear"])
        if (
            year is None
            and not _SLASH_CONTEXT.search(before)
            and not re.match(r"\s?[–-]\s?\d{1,2}/\d", text[match.end() :])
        ):
            return None, None
        return _day(year, int(g["smonth"]), int(g["sday"])), None
    if g["month"]:
        return _month(g, match, text, before)
    if g["season"] or g["term"]:
        month, months = _SEASONS[(g["season"] or g["term"]).lower()]
        return Moment(_full_year(g["seyear"] or g["tyear"]), month, months=months, precision="season"), None
    if g["quarter"] or g["qord"]:
        number = int(g["qn"]) if g["qn"] else _ORDINALS[g["qord"].lower()]
        return Moment(_full_year(g["qyear"]), 3 * number - 2, months=3, precision="quarter"), None
    if g["tertial"] or g["tord"]:
        number = int(g["tn"]) if g["tn"] else _ORDINALS[g["tord"].lower()]
        return Moment(_full_year(g["teyear"]), 4 * number - 3, months=4, precision="quarter"), None
    if g["half"]:
        return Moment(
            _full_year(g["hyear"]), 1 if g["half"].lower() == "första" else 7, months=6, precision="quarter"
        ), None
    if g["week"]:
        year = _full_year(g["wyear"])
        monday = date.fromisocalendar(year or 2024, int(g["week"]), 1)
        return Moment(monday.year if year else None, monday.month, precision="week"), None
    if g["turn"]:
        return Moment(int(g["turn1"]), 12, months=2, precision="quarter"), None
    if g["feast"]:
        return Moment(int(g["fyear"]), {"midsommar": 6, "jul": 12, "nyår": 12, "påsk": 4}[g["feast"].lower()]), None
    if _DIARY.search(before):
        return None, None
    return Moment(int(g["year"]), 1, months=12, precision="year"), None


def _month(
    g: dict[str, str | None], match: re.Match[str], text: str, before: str
) -> tuple[Moment | None, Moment | None]:
    word = g["month"] or ""
    month, year = _month_number(word), _full_year(g["myear"])
    if g["last"]:
        return Moment(year, month, calendar.monthrange(year or 2026, month)[1], precision="day"), None
    if g["day"]:
        begin = _day(year, month, int(g["day"]))
        return begin, _day(year, month, int(g["today"])) if g["today"] else None
    if year is None:
        # A month alone is a date in running text ("i augusti"), but "Maj" may be a person and "mar" or "jun" anything.
        named = re.fullmatch(_FULL_MONTH, word, re.I) is not None
        after = text[match.end() :]
        ranged = re.match(
            rf"\s?(?:–|-|till(?: och med)?|tom|t\.o\.m\.)\s?(?:den )?(?:\d{{1,2}} )?{_MONTH}", after, re.I
        )
        if not (ranged or _RANGE.search(before[-14:])) and (
            not named or not _MONTH_CONTEXT.search(before) or (word[0].isupper() and re.match(r"\s[A-ZÅÄÖ]", after))
        ):
            return None, None
    return Moment(year, month), None


_NUMBER_WORDS = (
    "en=1 ett=1 två=2 tre=3 fyra=4 fem=5 sex=6 sju=7 åtta=8 nio=9 tio=10 elva=11 tolv=12 tretton=13 fjorton=14 "
    "femton=15 sexton=16 sjutton=17 arton=18 aderton=18 tjugo=20 tjugofyra=24 trettio=30 trettiosex=36 fyrtioåtta=48"
)
_NUMBERS = {word: int(number) for word, number in (pair.split("=") for pair in _NUMBER_WORDS.split())}
_NUMBER = "(?:" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r"|\d{1,3}(?:[,.]5)?)"
_LENGTH = re.compile(
    rf"""(?<![\w–/,.-])(?:
      (?P<halves>ett?n?\soch\sett?\shalvt?|(?:{_NUMBER})\soch\sett?\shalvt?|halvtannat|halvannat)\sår
    | (?P<half>ett\shalvt)\sår
    | (?P<number>{_NUMBER})(?:\s(?:hel[at]|full[at]|extra|nya|magiskt|sammanhängande|ytterligare))?
      (?P<unit>\s?(?:-\s?)?(?:(?:kalender|verksamhets|budget)?år(?:s(?:\speriod|period)?|en|et)?|mån(?:ader(?:s(?:period)?|na)?|ad|\.)?
        |v(?:eckor(?:s|na)?|ecka)|dagar|terminer|termin|tertial|kvartal|halvår))(?![\wåäö-])
    | (?P<compound>{_NUMBER})-?(?P<kind>årig[at]?|(?:års|månaders)(?:projekt|insats|period|satsning|process)\w*)
    )""",
    re.I | re.X,
)
_AGE_BEFORE = re.compile(
    r"(?:ålder\w*|fyllt|fyller|yngre än|äldre än|över|från|under fyllda|mellan \d+ och|\d\s?[–-]|"
    r"upp till|till och med)\s*$",
    re.I,
)
_AGE_AFTER = re.compile(r"\s*(?:gammal|gamla|ålder|och (?:äldre|yngre|uppåt))", re.I)
_OLDEST_LENGTH = 15


def find_lengths(text: str) -> list[LengthFound]:
    """All stretches of time in ``text``, in order; ages ("18–29 år", "fyllt 16 år") are left out."""
    found: list[LengthFound] = []
    for match in _LENGTH.finditer(text):
        months = _months_of(match, text)
        if months is not None:
            found.append(LengthFound(match.start(), match.end(), match.group(0), months))
    return found


def _number(word: str) -> float:
    lower = word.lower()
    return float(_NUMBERS[lower]) if lower in _NUMBERS else float(lower.replace(",", "."))


def _months_of(match: re.Match[str], text: str) -> float | None:
    if match["halves"]:
        first = match["halves"].split()[0].lower()
        return 12 * ((1 if first.startswith("halv") or first == "en" else _number(first)) + 0.5)
    if match["half"]:
        return 6
    number = _number(match["number"] or match["compound"])
    unit = (match["unit"] or match["kind"]).lower().lstrip(" -")
    years = "år" in unit and "halvår" not in unit
    if years:
        before, after = text[: match.start()], text[match.end() :]
        digits = (match["number"] or match["compound"])[0].isdigit()
        if number > _OLDEST_LENGTH or _AGE_AFTER.match(after):
            return None
        if digits and (_AGE_BEFORE.search(before) and number > 5):
            return None
        if unit.endswith(("åren", "året")) and re.match(r"\s*20\d\d", after):
            return None
        return 12 * number
    if unit.startswith("mån"):
        return number
    if unit.startswith("v"):
        return round(number * 12 / 52.18, 2)
    if unit.startswith("dag"):
        return round(number / 30.44, 2)
    return number * (4 if unit.startswith("tertial") else 3 if unit.startswith("kvartal") else 6)
