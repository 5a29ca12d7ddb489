"""Find Swedish personal identity numbers and samordningsnummer by their check digit, and pass over what only looks like them.

Source: Skatteverket, SKV 704 (personnummer) and SKV 707 (samordningsnummer: the day is raised by 60). Organisation numbers have a third
digit of at least 2 in the month's place ("232100-…"), so no valid month; phone numbers, dnr and bankgiro fail on date, form or digit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_FORM = re.compile(r"(?<![\d/.:-])((?:19|20)?)(\d\d)(\d\d)(\d\d)\s?([-+–]?)\s?(\d{3})(\d)(?![\d/]|-\d)")
_OTHER_NUMBER = re.compile(
    r"(org\w*\.?\s*(nr|nummer)?|organisationsnummer|dnr|diarienummer|diarienr|ärende\w*|bankgiro|bg|plusgiro|pg|tel\w*|mobil\w*|"
    r"telefon\w*|faktura\w*|referens\w*|ref\.?|konto\w*|kund\w*)[\s.:nr]*$",
    re.I,
)


def check_digit(nine: str) -> int:
    """The Luhn check digit of nine digits (year, month, day, birth number)."""
    total = 0
    for i, digit in enumerate(nine):
        product = int(digit) * (2 - i % 2)
        total += product // 10 + product % 10
    return -total % 10


def find_personnummer(text: str) -> Iterator[str]:
    """Yield each personnummer or samordningsnummer as it is written in the text."""
    for match in _FORM.finditer(text):
        century, year, month, day, dash, birth, last = match.groups()
        if not dash and not century and _OTHER_NUMBER.search(text[: match.start()]):
            continue
        if _OTHER_NUMBER.search(text[max(0, match.start() - 24) : match.start()]):
            continue
        born = int(day) - 60 if int(day) > 60 else int(day)
        if _is_date(century, year, month, born) and check_digit(year + month + day + birth) == int(last):
            yield match.group(0)


def _is_date(century: str, year: str, month: str, day: int) -> bool:
    for full in [century + year] if century else ["20" + year, "19" + year]:
        try:
            date(int(full), int(month), day)
        except ValueError:
            continue
        return True
    return False
