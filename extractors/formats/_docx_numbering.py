"""Automatic numbers of a Word file: what Word draws before a paragraph, counted as Word counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from extractors.formats._docx_package import W

_VAL = W + "val"
_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


class Label(NamedTuple):
    """What stands before a list paragraph: its text (empty for a bullet) and whether it is a bullet."""

    text: str
    bullet: bool


@dataclass(frozen=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass
class _Counters:
    values: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Numbering:
    """The numbering part with its running counters. One instance serves one reading of one document."""

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._links: dict[str, str] = {}  # abstract number → list style that really defines it
        self._style_owner: dict[str, str] = {}  # list style → abstract number
        self._numbers: dict[str, etree._Element] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counters: dict[str, _Counters] = {}
        self._begun: set[str] = set()
        if root is None:
            return
        for abstract in root.iter(W + "abstractNum"):
            key = str(abstract.get(W + "abstractNumId", ""))
            self._abstract[key] = dict(map(_read_level, abstract.findall(W + "lvl")))
            if (link := abstract.find(W + "numStyleLink")) is not None:
                self._links[key] = str(link.get(_VAL, ""))
            if (link := abstract.find(W + "styleLink")) is not None:
                self._style_owner[str(link.get(_VAL, ""))] = key
        for number in root.iter(W + "num"):
            self._numbers[str(number.get(W + "numId", ""))] = number

    def level_of_style(self, num_id: str, style_ids: tuple[str, ...]) -> int:
        """The level that a list gives to a paragraph style (or one it is based on); 0 where it names none."""
        levels = self._levels_of(num_id)
        for style_id in style_ids:
            for i, level in levels.items():
                if level.style == style_id:
                    return i
        return 0

    def next(self, num_id: str, ilvl: int) -> Label | None:
        """Count one paragraph of a list, and what Word draws before it; None where it draws nothing."""
        levels = self._levels_of(num_id)
        ilvl = min(max(ilvl, 0), _LEVELS - 1)
        if ilvl not in levels:
            return None
        counters = self._counters_of(num_id).values
        self._begin(num_id, counters)
        for i in range(ilvl):
            if counters[i] is None:
                counters[i] = levels[i].start if i in levels else 1
        level = levels[ilvl]
        value = counters[ilvl]
        counters[ilvl] = level.start if value is None else value + 1
        for i in range(ilvl + 1, _LEVELS):
            restart = levels[i].restart if i in levels else None
            if restart is None or (restart != 0 and ilvl < restart):
                counters[i] = None
        if level.form == "bullet":
            return Label("", bullet=True)
        text = _PLACE.sub(lambda m: self._drawn(levels, counters, int(m.group(1)) - 1, level.legal), level.text)
        return Label(text.strip(), bullet=False) if text.strip() else None

    @staticmethod
    def _drawn(levels: dict[int, _Level], counters: list[int | None], i: int, legal: bool) -> str:
        level = levels.get(i, _Level())
        value = counters[i]
        return drawn(value if value is not None else level.start, "decimal" if legal else level.form)

    def _abstract_of(self, num_id: str) -> str:
        number = self._numbers.get(num_id)
        reference = number.find(W + "abstractNumId") if number is not None else None
        key = str(reference.get(_VAL, "")) if reference is not None else ""
        if key in self._links:
            key = self._style_owner.get(self._links[key], key)
        return key

    def _levels_of(self, num_id: str) -> dict[int, _Level]:
        if num_id not in self._levels:
            levels = dict(self._abstract.get(self._abstract_of(num_id), {}))
            number = self._numbers.get(num_id)
            for override in number.findall(W + "lvlOverride") if number is not None else ():
                if (own := override.find(W + "lvl")) is not None:
                    i, level = _read_level(own)
                    levels[i] = level
            self._levels[num_id] = levels
        return self._levels[num_id]

    def _counters_of(self, num_id: str) -> _Counters:
        # Lists of one abstract number count on together, as in Word.
        return self._counters.setdefault(self._abstract_of(num_id) or num_id, _Counters())

    def _begin(self, num_id: str, counters: list[int | None]) -> None:
        """Let a list's own start values take effect the first time it is used."""
        if num_id in self._begun:
            return
        self._begun.add(num_id)
        number = self._numbers.get(num_id)
        for override in number.findall(W + "lvlOverride") if number is not None else ():
            start = override.find(W + "startOverride")
            i = _integer(override.get(W + "ilvl"), 0)
            if start is not None and 0 <= i < _LEVELS:
                counters[i] = _integer(start.get(_VAL), 1) - 1


def _read_level(element: etree._Element) -> tuple[int, _Level]:
    def value(name: str) -> str | None:
        child = element.find(W + name)
        return child.get(_VAL) if child is not None else None

    restart = value("lvlRestart")
    legal = element.find(W + "isLgl")
    picture = element.find(W + "lvlPicBulletId") is not None
    level = _Level(
        start=_integer(value("start"), 1),
        form="bullet" if picture else value("numFmt") or "decimal",
        text=value("lvlText") or "",
        restart=_integer(restart, 0) if restart is not None else None,
        legal=legal is not None and legal.get(_VAL, "1") not in ("0", "false", "off"),
        style=value("pStyle") or "",
    )
    return _integer(element.get(W + "ilvl"), 0), level


def _integer(text: str | None, otherwise: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return otherwise


def drawn(value: int, form: str) -> str:
    """A count as Word draws it: ``decimal``, ``decimalZero``, letters, Roman numerals, ``none``."""
    if form in ("none", "bullet"):
        return ""
    if form in ("lowerLetter", "upperLetter"):
        if value < 1:
            return str(value)
        letters = chr(ord("a") + (value - 1) % 26) * min((value - 1) // 26 + 1, 5)  # a … z, aa, bb …
        return letters if form == "lowerLetter" else letters.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < value < 4000:
        roman, rest = "", value
        for worth, letters in _ROMAN:
            roman += letters * (rest // worth)
            rest %= worth
        return roman if form == "lowerRoman" else roman.upper()
    if form == "decimalZero":
        return f"{value:02d}"
    return str(value)
