"""Swedish in print: amounts, dates, enumerations, and text that Word can hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

HARD = "\u00a0"
_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
_NUMBERS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
# What XML 1.0 has no place for: control characters, halves of surrogate pairs, and the two non-characters.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text without the characters that an XML file cannot hold, its blanks folded; no-break spaces are kept."""
    return re.sub(r"[ \t\r\n]+", " ", _NOT_XML.sub("", text)).strip()


def thousands(number: int) -> str:
    """A whole number with no-break spaces between the thousands: ``1 240 000``; a real minus sign below zero."""
    return f"{number:,}".replace(",", HARD).replace("-", "\u2212")


def kronor(amount: int) -> str:
    """An amount of whole kronor, never broken over two lines: ``710 000 kronor``."""
    return f"{thousands(amount)}{HARD}kronor"


def hard_figures(text: str) -> str:
    """The text with no-break spaces within its figures and before ``kr`` and ``%``, so that no amount is broken over two lines."""
    return re.sub(r"(?<=\d) (?=\d{3}\b|kr\b|%)", HARD, text)


def swedish_date(day: date | str) -> str:
    """``2026-09-14`` as ``14 september 2026`` and ``2026-09`` as ``september 2026``; other texts as they stand."""
    parts = str(day).split("-")
    if not 2 <= len(parts) <= 3 or not all(p.isdigit() for p in parts) or not 1 <= int(parts[1]) <= 12:
        return str(day)
    month_and_year = f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return f"{int(parts[2])}{HARD}{month_and_year}" if len(parts) == 3 else month_and_year


def months_between(start: str, end: str) -> str:
    """Two months ``YYYY-MM`` as a span: ``mars 2026``, ``januari–juni 2026`` or ``juli 2026–juni 2027``."""
    first, last = swedish_date(start), swedish_date(end)
    if first == last:
        return first
    same_year = start[:4] == end[:4] and " " in first
    return f"{first.rsplit(' ', 1)[0] if same_year else first}–{last}"


def listed(words: Sequence[str]) -> str:
    """``a, b och c``."""
    return f"{', '.join(words[:-1])} och {words[-1]}" if len(words) > 1 else "".join(words)


def number(count: int) -> str:
    """A count in running text: a word up to twelve, then figures."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else thousands(count)


def capital(text: str) -> str:
    """The text with a capital first letter, the rest untouched."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """The text with a small first letter, for use within a sentence; names in capitals (``SUS``) are left alone."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def shortened(text: str, most: int) -> str:
    """The text cut at a word within ``most`` characters, with a mark for what was left out."""
    if len(text) <= most:
        return text
    cut = text[: most - 2].rsplit(" ", 1)[0].rstrip(" ,;:–-(")
    if 2 * len(cut) < most:  # a long word stood there, and too little would be left
        cut = text[: most - 4].rstrip(" ,;:–-(")
    return f"{cut} […]" if cut else text[: most - 4] + " […]"
