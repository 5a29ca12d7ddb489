"""One grammar for amounts of money in Swedish text: ``710 000 kr``, ``1,73 miljoner``, ``350 tkr/år``, ``en halv miljon``.

Amounts are read into whole kronor. A number without a unit counts only where it is written in groups of three and stands as an
amount would (``hyran 132 000 och resten``); phone and organisation numbers, dates, shares and ages are left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractors.facts._money_words import NUMBER_WORDS, number_in_words

Per = Literal["år", "halvår", "termin", "tertial", "kvartal", "månad", "vecka", "dag", "timme", "deltagare", "styck"]

SPACE = r"[ \u00a0\u2007\u2009\u202f]"
# Thousands may be parted by any blank, a full stop, a comma (a slip of the hand) or an apostrophe; decimals by comma or full stop.
_GROUPED = rf"\d{{1,3}}(?:(?:{SPACE}|[.,'’])\d{{3}})+(?!\d)(?:,\d{{1,2}}(?!\d))?"
_PLAIN = r"\d+(?:[.,]\d{1,3})?(?!\d)"
NUMBER = rf"(?:{_GROUPED}|{_PLAIN})"
_DASH = r"[-–—−]"
_SCALES: tuple[tuple[str, int], ...] = (
    (r"(?:miljoner|miljon|milj|mnkr|mkr|mn|msek)", 1_000_000),
    (r"(?:tusentals?|tusen|tkr|kkr|ksek|t\.?$)", 1_000),
)
_KRONOR = r"(?:kronor|krona|kr|sek)"
_UNIT = (
    rf"(?P<scale>(?:miljoner|miljon|milj|mnkr|mkr|mn|msek|tusentals|tusental|tusen|tkr|kkr|ksek|t\.?(?={SPACE}?kr\b)))"
    rf"\.?(?:{SPACE}?(?:svenska )?{_KRONOR}\b)?"
    rf"|{_KRONOR}\b\.?(?::-|,-)?|:-|,-(?!\d)|:–|(?P<tick>['’´](?![\w'’]))"
)
# A number after another number is its continuation, but an amount may follow a year ("2027 1,21 mkr").
_BEFORE = (
    r"(?<![\w/:§-])(?<![\d][.,])(?:(?<!\d[ \u00a0\u202f])|(?<=\b20\d\d[ \u00a0\u202f])|(?<=\bår \d[ \u00a0\u202f]))"
)
# "år 2 530 000 kr" is the second year.
_BEFORE += r"(?!(?<=\bår )(?<!två år )(?<!tre år )(?<!fyra år )(?<!fem år )(?<!\d år )\d[ \u00a0\u202f]\d{3}[ \u00a0\u202f]\d{3}(?!\d))"
_AMOUNT = re.compile(
    rf"(?:(?P<prefix>\b(?:SEK|kr|kronor){SPACE}?)|{_BEFORE})"
    rf"(?:(?P<times>\d{{1,3}}){SPACE}?[x×*]{SPACE}?)?"
    rf"(?:(?P<low>{NUMBER})(?:{SPACE}?(?P<lowunit>tkr|kkr|mkr|mnkr|kr|kronor)\b)?{SPACE}?(?:{_DASH}|till|à){SPACE}?)?"
    rf"(?:mellan{SPACE}(?P<least>{NUMBER})(?:{SPACE}?(?:tkr|kkr|mkr|kr|kronor)\b)?{SPACE}och{SPACE})?"
    rf"(?P<number>{NUMBER}|\b(?:{NUMBER_WORDS})\b(?={SPACE}(?:miljon|kronor|kr\b|tusen)))"
    rf"(?:{SPACE}?(?:{_UNIT})(?![\wåäö]))?",
    re.I,
)
_PER = re.compile(
    rf"^{SPACE}*(?:\((?=(?:per|/))|,{SPACE}(?=per\b))?(?:(?:per|/{SPACE}?|om|i|varje|på){SPACE}*)"
    r"(?P<what>kalenderår|helår|halvår\w*|läsår|år(?:et)?|månad(?:en)?|mån\b|termin(?:en)?|tertial\w*|kvartal\w*|vecka(?:n)?|dygn(?:et)?"
    r"|dag(?:en)?|timmar?|timmen|tim\b|h\b|deltagare|person|individ|plats|elev|ungdom|styck|st\b|[a-zåäö]+)",
    re.I,
)
_YEARLY = re.compile(rf"^{SPACE}*(?:kr{SPACE})?(?:årligen|årsvis|varje år)\b", re.I)
_MONTHLY = re.compile(rf"^{SPACE}*månadsvis\b", re.I)
_PIECE = re.compile(rf"^{SPACE}*(?:styck(?:et)?|st|vardera|var)\b", re.I)
_TIMES_AFTER = re.compile(rf"^{SPACE}?[x×*]{SPACE}?(?P<times>\d{{1,3}})\b(?![.,]?\d)")
_APPROXIMATE = re.compile(
    r"(?:\bca\.?|\bcirka|c:a|\bomkring|\bungefär|\brunt|\bknappt|\bdrygt|\bnärmare|\buppskattningsvis|~|\bkring)\s*$",
    re.I,
)
_BARE_AFTER = re.compile(
    rf"^{SPACE}*(?:$|[,.;:)(+=|!?]|{_DASH}|(?:och|samt|i|för|till|per|på|om|under|varav|resp|totalt|går|vardera|från|som|av|är)\b)",
    re.I,
)
_NOT_MONEY_BEFORE = re.compile(
    r"(?:\b(?:tel|tfn|tlf|fax|(?:telefon|mobil)(?:nummer)?(?=[.:])|bg|bankgiro|plusgiro|pg|org\.?\s?nr|organisationsnummer|dnr|diarienummer|nr|nummer|konto|kst)[.: ]*|§\s*|\d[-/]\s*)$",
    re.I,
)
_PERS: dict[str, Per] = {
    "kalenderår": "år", "helår": "år", "läsår": "år", "år": "år", "halvår": "halvår", "termin": "termin", "tertial": "tertial",
    "kvartal": "kvartal", "mån": "månad", "månad": "månad", "vecka": "vecka", "dygn": "dag", "dag": "dag", "tim": "timme",
    "h": "timme", "deltagare": "deltagare", "person": "deltagare", "individ": "deltagare", "plats": "deltagare",
    "elev": "deltagare", "ungdom": "deltagare",
}  # fmt: skip


@dataclass(frozen=True)
class Amount:
    """An amount of money in a text: ``text[start:end]``, its value in whole kronor, and what it is counted by.

    ``value`` is the whole (``2x240 000 kr`` is 480 000, with ``times`` 2); of a range it is the upper end and ``low`` the lower.
    ``unit`` is the unit as written, empty for a bare number. ``tail`` is where a following ``per år`` or ``× 24`` ends.
    """

    value: int
    start: int
    end: int
    unit: str = ""
    per: Per | None = None
    approx: bool = False
    low: int | None = None
    times: int = 1
    tail: int = 0

    @property
    def bare(self) -> bool:
        """Whether the number stood without any unit."""
        return not self.unit


def read_number(text: str, scale: int = 1) -> Decimal | None:
    """The number written as Swedes write numbers, times ``scale``; None where the text is no number."""
    raw = re.sub(SPACE, " ", text.strip())
    if not re.fullmatch(NUMBER, raw):
        return None
    groups = re.fullmatch(r"(\d{1,3})((?:[ .,'’]\d{3})+)(?:,(\d{1,2}))?", raw)
    # "1,250 mkr" and "168.400 tkr" are decimals: nobody writes thousands of millions with one comma.
    if groups and not (scale >= 1_000_000 and re.fullmatch(r"\d{1,3}[.,]\d{3}", raw)):
        whole = re.sub(r"\D", "", groups.group(1) + groups.group(2))
        return Decimal(f"{whole}.{groups.group(3) or 0}") * scale
    return Decimal(raw.replace(",", ".")) * scale


def scale_of(unit: str) -> int:
    """What a unit multiplies by: 1 000 000 for ``mkr``, 1 000 for ``tkr``, else 1."""
    low = unit.lower().strip()
    for pattern, scale in _SCALES:
        if re.match(pattern, low):
            return scale
    return 1


def find_amounts(text: str, *, bare: bool = True) -> tuple[Amount, ...]:
    """All amounts of money in ``text``, in order.

    ``bare`` also gives numbers without a unit that are written in groups of three and stand as amounts. Numbers enumerated before one
    with a unit share it (``600, 45 och 75 tkr``).
    """
    found = [a for m in _AMOUNT.finditer(text) if (a := _amount(text, m, bare)) is not None]
    return tuple(_with_shared_units(text, found))


def _amount(text: str, match: re.Match[str], bare: bool) -> Amount | None:
    number, end = match["number"], match.end()
    unit = text[match.end("number") : end].strip() or (match["prefix"] or "").strip()
    scale = scale_of(match["scale"]) if match["scale"] else 1_000 if match["tick"] else 1
    worded = number_in_words(number)
    value = worded * scale if worded is not None else read_number(number, scale)
    if value is None or (worded is not None and not match["scale"] and value < 1000):
        return None
    if not unit and not (bare and _stands_as_amount(text, match)):
        return None
    low, start = _lower_end(match, value, scale)
    times = int(match["times"] or 1)
    per, tail = _per(text, end)
    if (after := _TIMES_AFTER.match(text[end:])) and times == 1:
        times, tail = int(after["times"]), end + after.end()
    approximate = low is not None or bool(_APPROXIMATE.search(text[:start]))
    lower = int(low * times) if low is not None else None
    return Amount(round(value * times), start, end, unit, per, approximate, lower, max(times, 1), tail)


def _lower_end(match: re.Match[str], value: Decimal, scale: int) -> tuple[Decimal | None, int]:
    """The lower end of a range and where the amount starts; what only looks like a range (``1,0 – 600 000``) has no lower end."""
    written = match["low"] or match["least"]
    if not written:
        return None, match.start()
    low = read_number(written, scale_of(match["lowunit"]) if match["lowunit"] else scale)
    if low is not None and low * 1000 <= value and not match["lowunit"] and not written.startswith("0"):
        low *= 1000  # "300–350 000": the lower end leaves its thousands out
    if low is None or not value / 10 <= low <= value or re.fullmatch(r"(?:19|20)\d\d", written):
        return None, match.start("number")
    return low, match.start()


def _stands_as_amount(text: str, match: re.Match[str]) -> bool:
    number = match["number"]
    if match["prefix"] or not re.fullmatch(_GROUPED, number) or number.startswith("0"):
        return False
    if re.fullmatch(r"\d{1,3}[.,]\d{3}", number) and number.count(",") == 1:
        return False  # "7,400" alone may be a decimal
    if match["low"] and (match["low"].startswith("0") or re.fullmatch(r"(?:19|20)\d\d", match["low"])):
        return False
    if _NOT_MONEY_BEFORE.search(text[: match.start()]) or re.match(
        rf"{SPACE}?(?:%|procent|[-/]\d)", text[match.end() :]
    ):
        return False
    return bool(_BARE_AFTER.match(text[match.end() :]))


def _per(text: str, end: int) -> tuple[Per | None, int]:
    rest = text[end : end + 40]
    for pattern, per in ((_YEARLY, "år"), (_MONTHLY, "månad"), (_PIECE, "styck")):
        if match := pattern.match(rest):
            return per, end + match.end()  # type: ignore[return-value]
    if match := _PER.match(rest):
        return _named_per(match, end)
    return None, end


def _named_per(match: re.Match[str], end: int) -> tuple[Per | None, int]:
    what = match["what"].lower()
    lead = match.group(0)[: match.start("what")].strip(" ,(\u00a0\u202f").lower()
    stem = re.sub(r"(?<=månad)en$|(?<=år)et$|(?<=termin)en$|(?<=vecka)n$|(?<=dygn)et$|(?<=dag)en$", "", what)
    stem = re.sub(r"^(halvår|tertial|kvartal).*", r"\1", re.sub(r"^tim.*", "tim", stem))
    if lead in ("om", "i", "på"):
        # "om året" and "i månaden" count; "i år", "i två år", "om ett år" do not.
        definite = what.endswith(("et", "en", "n")) and stem in (
            "år",
            "månad",
            "vecka",
            "dygn",
            "dag",
            "tim",
            "halvår",
            "kvartal",
        )
        return (_PERS.get(stem), end + match.end()) if definite else (None, end)
    return _PERS.get(stem, "styck"), end + match.end()


def _with_shared_units(text: str, found: list[Amount]) -> list[Amount]:
    """Add the plain numbers enumerated before a scaled amount: in ``600, 45 och 75 tkr`` all three are thousands."""
    every: list[Amount] = []
    for amount in found:
        scale = scale_of(amount.unit)
        before = every[-1].end if every else 0
        lead = re.search(
            rf"(?:{NUMBER}(?:{SPACE}?,{SPACE}|{SPACE}(?:och|samt|resp\.?|respektive){SPACE}|{SPACE}?\+{SPACE}?))+$",
            text[before : amount.start],
        )
        if scale > 1 and lead and re.search(r"(?:^|[\s(+])$", text[: before + lead.start()]):
            for piece in re.finditer(NUMBER, lead.group(0)):
                value = read_number(piece.group(0), scale)
                if value is not None and not re.fullmatch(r"(?:19|20)\d\d", piece.group(0)):
                    at = before + lead.start() + piece.start()
                    every.append(
                        Amount(
                            round(value),
                            at,
                            at + len(piece.group(0)),
                            amount.unit,
                            amount.per,
                            tail=at + len(piece.group(0)),
                        )
                    )
        every.append(amount)
    return every


_CELL_SIGN = re.compile(
    rf"^(?P<minus>{_DASH}{SPACE}?(?=\d)|minus{SPACE})?(?:(?:ca|cirka|c:a){SPACE})?(?P<rest>.+?)(?:\*+|{SPACE}\d\))?$",
    re.I,
)


def parse_cell(text: str, scale: int = 1) -> int | None:
    """The amount of a table cell in whole kronor, or None where the cell holds no single number.

    ``scale`` is the table's own (1 000 for a table in tkr) and gives way to a unit written in the cell. A dash or blank is no amount,
    a written 0 is. A minus sign makes the amount negative.
    """
    bare = text.strip().strip("()") if text.strip().startswith("(") else text.strip()
    sign = _CELL_SIGN.match(bare)
    if not sign:
        return None
    rest = sign["rest"].strip()
    match = re.fullmatch(
        rf"(?:SEK|kr){SPACE}?(?P<after>{NUMBER})|(?P<number>{NUMBER})(?:{SPACE}?(?:{_UNIT}))?(?P<per>{SPACE}?(?:/{SPACE}?|per |om ).{{1,12}})?",
        rest,
        re.I,
    )
    if not match:
        return None
    number = match["after"] or match["number"]
    unit = rest[match.end("number") :].strip() if match["number"] else "kr"
    own = scale_of(match["scale"]) if match["scale"] else 1 if re.match(rf"{_KRONOR}\b|:-", unit, re.I) else scale
    value = read_number(number, own)
    if value is None:
        return None
    if own == scale >= 1_000 and not match["scale"] and value >= 10**8 and value % 10**6 == 0:
        value /= scale  # whole kronor written out under a heading that says tkr
    return -round(value) if sign["minus"] else round(value)


_SCALE_WORDS = re.compile(
    r"\b(?:(?P<thousand>tkr|kkr|ksek|tusentals? (?:svenska )?(?:kronor|kr|sek)|tusen (?:kronor|kr)|t\.?kr|tusental)"
    r"|(?P<million>mkr|mnkr|msek|miljoner (?:kronor|kr)|miljontals kronor)|(?P<one>kr|kronor|sek))\b",
    re.I,
)


def parse_scale(text: str) -> int | None:
    """The scale that a heading or caption states (``i tkr``, ``belopp i tusental kronor``), or None where it states none.

    A unit that belongs to a number in the same words (``över 50 tkr``) states no scale.
    """
    for match in _SCALE_WORDS.finditer(text):
        if re.search(rf"\d{SPACE}?$", text[: match.start()]):
            continue
        return 1_000 if match["thousand"] else 1_000_000 if match["million"] else 1
    return None
