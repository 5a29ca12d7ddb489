"""Swedish number words as they stand before ``miljoner``, ``tusen`` and ``kronor``."""

from __future__ import annotations

import re
from decimal import Decimal

_UNITS = {
    "en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10, "elva": 11,
    "tolv": 12, "tretton": 13, "fjorton": 14, "femton": 15, "sexton": 16, "sjutton": 17, "arton": 18, "nitton": 19,
}  # fmt: skip
_TENS = {
    "tjugo": 20, "trettio": 30, "fyrtio": 40, "femtio": 50, "sextio": 60, "sjuttio": 70, "åttio": 80, "nittio": 90,
}  # fmt: skip
_HALVES = {
    "en halv": Decimal("0.5"), "halv": Decimal("0.5"), "en kvarts": Decimal("0.25"), "kvarts": Decimal("0.25"),
    "en trekvarts": Decimal("0.75"), "trekvarts": Decimal("0.75"), "halvannan": Decimal("1.5"), "en och en halv": Decimal("1.5"),
    "ett par": Decimal(2),
}  # fmt: skip
_SMALL = "|".join([*sorted(_TENS, key=len, reverse=True), *sorted(_UNITS, key=len, reverse=True)])
_COMPOUND = rf"(?:(?:{_SMALL}|hundra|etusen|tusen)+)"
NUMBER_WORDS = (
    rf"(?:{_COMPOUND}{{1}} och en halv|" + "|".join(sorted(_HALVES, key=len, reverse=True)) + rf"|{_COMPOUND})"
)


def number_in_words(text: str) -> Decimal | None:
    """The value of a Swedish number in words up to 999 999 (``trehundrafemtiotusen``, ``två och en halv``), or None."""
    words = re.sub(r"\s+", " ", text.strip().lower())
    if words in _HALVES:
        return _HALVES[words]
    if words.endswith(" och en halv"):
        whole = _whole(words.removesuffix(" och en halv"))
        return None if whole is None else Decimal(whole) + Decimal("0.5")
    whole = _whole(words)
    return None if whole is None else Decimal(whole)


def _whole(word: str) -> int | None:
    total, rest = 0, word
    if "tusen" in rest:
        head, _, rest = rest.partition("tusen")
        thousands = _whole(head) if head else 1
        if thousands is None:
            return None
        total = thousands * 1000
    if "hundra" in rest:
        head, _, rest = rest.partition("hundra")
        hundreds = _UNITS.get(head, 0) if head else 1
        if not hundreds:
            return None
        total += hundreds * 100
    for table in (_TENS, _UNITS):
        for name in sorted(table, key=len, reverse=True):
            if rest.startswith(name):
                total, rest = total + table[name], rest[len(name) :]
                break
    return total if not rest and total else None
