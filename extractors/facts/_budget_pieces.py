"""The amounts of a sentence, each with the words that belong to it, and what is reckoned from what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.facts._budget_entries import (
    close,
)
from extractors.facts._budget_sections import Place
from extractors.facts.money import NUMBER, Amount, find_amounts, read_number, scale_of
from extractors.model import Block

TRAILING_PERIOD = re.compile(
    r"^\s?\(?(?:(?:för|under|på|i|år|avseende)\s)?(?:år\s|helåret\s|kalenderåret\s)?"
    r"(?:20\d\d|i år|nästa år|(?:det )?(?:första|andra|tredje) året|året därpå|år (?:\d|ett|två|tre))\b\)?(?!\s?[:\d])",
    re.I,
)


SHARE_OF = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s?(?:%|procent)\s+av\s+(?:\w+\s){0,4}$", re.I)


WEAK = re.compile(r"\b(?:alltså|därmed|blir|dvs|d\.v\.s|det vill säga|ger|det gör)\b|=\s*$", re.I)


_CUT = re.compile(r"[,;:(.]\s|\s(?:och|samt|men|varav|medan)\s", re.I)


@dataclass
class Piece:
    """An amount with the words that belong to it: before, after, and what the lead-in of its sentence says."""

    amount: Amount
    left: str
    right: str
    sentence: str


def pieces_of(block: Block, place: Place, sentence: str) -> list[Piece]:
    amounts = _with_unscaled_parts(sentence, list(find_amounts(sentence))) or _unscaled(block, place, sentence)
    ends = [_end_of(a, sentence) for a in amounts]
    found: list[Piece] = []
    for k, amount in enumerate(amounts):
        begin = ends[k - 1] if k else 0
        left = sentence[begin : amount.start]
        stop = amounts[k + 1].start if k + 1 < len(amounts) else len(sentence)
        right = sentence[max(amount.tail, amount.end) : max(stop, ends[k])]
        if k + 1 < len(amounts) and ends[k] == max(amount.tail, amount.end):
            cuts = list(_CUT.finditer(right))
            right = right[: cuts[-1].start()] if cuts else ""
        found.append(Piece(amount, left, right, sentence))
    return found


def _end_of(amount: Amount, sentence: str) -> int:
    """Where an amount ends with the period that follows it: ``690 000 kr 2026``."""
    end = max(amount.tail, amount.end)
    period = TRAILING_PERIOD.match(sentence[end:])
    return end + period.end() if period else end


def _with_unscaled_parts(sentence: str, amounts: list[Amount]) -> list[Amount]:
    """Add plain numbers that follow a scaled sum and add up to it: ``560 tkr fördelas på lön 430, lokal 80, övrigt 50``."""
    if len(amounts) != 1 or scale_of(amounts[0].unit) == 1:
        return amounts
    whole, scale = amounts[0], scale_of(amounts[0].unit)
    rest = sentence[whole.tail or whole.end :]
    parts = list(re.finditer(rf"(?<=\s)({NUMBER})(?=\s*(?:[,;.)]|$|och\b|samt\b))", rest))
    values = [read_number(p.group(1), scale) or 0 for p in parts]
    if len(parts) < 2 or not close(round(sum(values)), whole.value):
        return amounts
    at = len(sentence) - len(rest)
    spans = [(round(v), at + p.start(1), at + p.end(1)) for v, p in zip(values, parts, strict=True)]
    return amounts + [Amount(value, start, end, whole.unit, tail=end) for value, start, end in spans]


def _unscaled(block: Block, place: Place, sentence: str) -> list[Amount]:
    """Plain numbers at the end of list items and lines under a lead-in that says thousands."""
    scale = place.scale
    match = re.search(rf"(?:^|[\s:,–-])({NUMBER})\W*$", sentence)
    if not scale or scale == 1 or not place.economic or not match or block.kind == "rubrik":
        return []
    value = read_number(match.group(1), scale)
    if value is None or re.fullmatch(r"(?:19|20)\d\d", match.group(1)):
        return []
    return [Amount(round(value), match.start(1), match.end(1), "i tusental", tail=match.end(1))]


def bases(piece: Piece) -> tuple[int, int]:
    """The values under which an amount that another is reckoned from may have been kept: itself, or its share."""
    share = SHARE_OF.search(piece.left)
    return piece.amount.value, round(
        piece.amount.value * float(share.group(1).replace(",", ".")) / 100
    ) if share else -1


def says_result(left: str) -> bool:
    """Whether words say that an amount is reckoned from what stands before: ``blir``, ``=``, ``dvs.``."""
    return bool(WEAK.search(left))


def unit_price(previous: Piece, piece: Piece) -> bool:
    """Whether the amount before is only what this one is reckoned from: ``62 300 kr i månaden, på 14 månader 872 200 kr``."""
    before, now = previous.amount, piece.amount
    if (
        before.per in ("månad", "deltagare", "styck", "timme", "dag", "vecka", "termin", "tertial", "kvartal", "halvår")
        and before.value
    ):
        times = now.value / before.value
        return 1 < times <= 400 and abs(times - round(times)) < 0.02
    if says_result(piece.left) and before.value and now.value > before.value:
        times = now.value / before.value
        said = re.search(rf"(?<![\d,.]){round(times)}(?![\d,.])", piece.sentence)
        said = said or re.search(r"\b(?:à|á|vardera|var|styck)\W*$", previous.left, re.I)
        if said and times <= 400 and abs(times - round(times)) < 0.02:
            return True
    share = SHARE_OF.search(previous.left)
    return bool(share and close(round(before.value * float(share.group(1).replace(",", ".")) / 100), now.value))
