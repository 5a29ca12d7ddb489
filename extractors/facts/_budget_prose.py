"""Read amounts in running text and lists: each is judged by the words right before and after it, and by what stands around it."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.facts import _budget_words as words
from extractors.facts._budget_entries import (
    Entry,
    Scope,
    sentences_of,
    stated_years,
    year_in,
)
from extractors.facts._budget_judge import JOINED, judge, scope_of
from extractors.facts._budget_pieces import SHARE_OF, TRAILING_PERIOD, Piece, bases, pieces_of, unit_price
from extractors.facts._budget_sections import Place, per_in
from extractors.model import Block


def read_prose(block: Block, place: Place, text: str | None = None) -> list[Entry]:
    """The entries of a paragraph, list item, or (``text``) a worded table cell with its label before it."""
    whole = block.text if text is None else text
    found: list[Entry] = []
    last: Piece | None = None
    for _, sentence in sentences_of(whole):
        last = _add_sentence(found, block, place, sentence, text, last)
    return found


def _add_sentence(
    found: list[Entry], block: Block, place: Place, sentence: str, given: str | None, last: Piece | None
) -> Piece | None:
    """Add the entries of one sentence to ``found``; returns its last amount, which the next sentence may reckon from."""
    pieces = pieces_of(block, place, sentence)
    state = ""
    previous: Piece | None = last if last and last.amount.per == "månad" else None
    quote = sentence if given is None else block.text
    for piece in pieces:
        kind, applied, scope = judge(piece, state, found, place, previous)
        if words.says_part_of(piece.left) and found and found[-1].kind == "post" and kind == "post":
            found[-1] = replace(found[-1], kind="summa", scope=scope_of(found[-1]))
        reckoned = previous is not None and kind == "post" and unit_price(previous, piece)
        if reckoned and previous and found and found[-1].block == block.id and found[-1].value in bases(previous):
            found.pop()
        state = kind
        earlier, previous = previous, piece
        if kind in ("post", "summa", "eget", "avdrag", "annat", "förr"):
            if reckoned and earlier:
                piece = replace(piece, left=earlier.left)
            entry = _entry("annat" if kind == "förr" else kind, piece, block, place, quote, applied, scope)
            found.append(entry)
            if piece.amount.times > 1 and kind == "summa" and piece.amount.times <= 4:
                found[-1] = replace(entry, years=1)
    return previous


def _entry(kind: str, piece: Piece, block: Block, place: Place, quote: str, applied: bool, scope: Scope) -> Entry:
    before = piece.sentence[: piece.amount.start]
    opening = re.match(r"^[^:]*:", piece.sentence)
    per: str | None = piece.amount.per if piece.amount.per in ("år", "månad") else None
    if re.search(r"\b(?:årligen|varje år|per år|om året)\b[^,.;]{0,25}$", piece.left, re.I):
        per = per or "år"
    own_per = per or per_in(opening.group(0) if opening else "")
    per = own_per or place.per
    if re.match(r"^\W*per år\b", piece.sentence, re.I):
        per = per or "år"
    after = TRAILING_PERIOD.match(piece.right)
    year = (
        (year_in(after.group(0)) if after else None)
        or year_in(before, last=True)
        or year_in(piece.right[:25])
        or year_in(place.intro)
    )
    if year and per == "år" and piece.amount.per is None:
        per = None
    if kind == "summa":
        per, scope = _per_of_sum(scope, own_per, place.per, applied or bool(stated_years(piece.sentence)))
    value = piece.amount.value
    share = SHARE_OF.search(piece.left)
    if share and kind == "post":
        value = round(value * float(share.group(1).replace(",", ".")) / 100)
    return Entry(
        kind=kind,  # type: ignore[arg-type]
        label=label_of(piece.left, piece.right) if kind == "post" else _sum_label(piece),
        value=value,
        block=block.id,
        quote=quote,
        year=year,
        per=per,
        applied=applied,
        scope=scope,
        years=stated_years(piece.sentence),
        section=place.section,
        sure=place.economic,
        joined=bool(JOINED.match(piece.left)),
    )


def _per_of_sum(scope: Scope, own: str | None, around: str | None, whole: bool) -> tuple[str | None, Scope]:
    """What a sum is counted by: its own words decide; a sum under yearly amounts is yearly unless it is said to be the whole."""
    if scope in ("år", "månad"):
        return scope, scope
    if scope == "total" and not whole and (own or around) in ("år", "månad"):
        return own or around, "år" if (own or around) == "år" else "månad"
    return None, scope


_EMPTY = re.compile(
    r"\b(?:och|samt|till|går|kostar|kostnaden|kostnader|för|är|på|uppgår|beräknas|avser|räknar|vi|av|detta|det|varav|per|år|året|månad|om|därtill|kommer|en|ett|den|resten"
    r"|lägger|söker|i|blir|ca|cirka|ungefär|kr|kronor|första|andra|halvåret|motsvarande|belopp|behövs|dessutom)\b",
    re.I,
)


def label_of(left: str, right: str) -> str:
    """What an amount is for: the words before it, or, where these say nothing, the words after it."""
    before = left.rpartition(":")[2] if re.search(r"[a-zåäö]{3}", left.rpartition(":")[2], re.I) else left
    for words_near in (before, right):
        piece = re.sub(r"^[\s,;:.(–-]+|[\s,;:.(–-]+$", "", words_near)
        if re.search(r"[a-zåäö]{3}", _EMPTY.sub(" ", piece), re.I):
            piece = re.sub(
                r"^(?:(?:och|samt|varav|därtill|av det är|av detta avser|till|för|dessutom)\s)+", "", piece, flags=re.I
            )
            piece = re.sub(
                r"\s(?:kostar|är|går|beräknas|uppgår|till|på|för|avser|cirka|ca|blir|räknar vi)(?:\s(?:till|på|oss))?$",
                "",
                piece,
                flags=re.I,
            )
            return piece[:1].upper() + piece[1:90]
    return "Kostnad"


def _sum_label(piece: Piece) -> str:
    label = re.sub(r"^[\s,;:.(–-]+", "", piece.left).strip(" :,–-(")
    return (label[:1].upper() + label[1:])[-90:] if re.search(r"[a-zåäö]{2}", label, re.I) else "Summa"
