"""Judge what an amount in running text is: a post, a sum, somebody else's money, or no part of the budget."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.facts import _budget_words as words
from extractors.facts._budget_entries import (
    Entry,
    Scope,
    close,
    year_in,
)
from extractors.facts._budget_pieces import TRAILING_PERIOD, WEAK, Piece, says_result, unit_price
from extractors.facts._budget_sections import Place, per_in
from extractors.facts.money import find_amounts

JOINED = re.compile(
    r"^(?:\s(?:för|under|på|år|avseende)?\s?(?:år |helåret )?20\d\d)?[\s,;+&]*(?:och|samt|respektive|resp\.?|plus)?[\s(]*(?:ca|cirka)?\s*$",
    re.I,
)


_WHOLE = re.compile(
    r"^\W*(?:(?:och|men|så|då|sammantaget|totalt)\s)?(?:det(?: hela)?|insatsen|projektet|processen|alltihop|allt|allting|kostnaden|kostnaderna|budgeten|verksamheten|utökningen|"
    r"förlängningen|ansökan|satsningen|arbetet|årskostnaden|totalkostnaden|den totala (?:kostnaden|budgeten)|total (?:kostnad|budget)|summan|beloppet|äskandet"
    r"|budget(?:ram)?|kostnad)\s(?:\w+\s){0,4}?(?:kostar|är|blir|uppgår(?: till)?|landar(?: på)?|beräknas\w*|kostnadsberäknas|ligger(?: på)?|omfattar|hamnar(?: på)?|går på)\b[^,;]{0,40}$",
    re.I,
)


_STRONG_WEAK = re.compile(
    r"\b(?:det blir|blir (?:det|alltså|då|sammanlagt)|alltså|därmed|det gör|det ger|vilket ger|som ger)\b|=\s*$", re.I
)


_RIGHT_SUM = re.compile(
    r"^\W{0,2}(?:totalt|sammanlagt|tillsammans|sammantaget|allt som allt|i två år|i tre år|för två år|för tre år)\b",
    re.I,
)


_LIMIT = re.compile(r"\b(?:över|under)\s*$|\bavrunda\w*\s*(?:till)?\s*$", re.I)


_PURPOSE = re.compile(
    r"^\W*(?:kr\s|kronor\s)?(?:till|för|i)\s(?!insats|projekt|hela|perioden|två|tre|ett år|20\d\d|tiden|år\b|att\b|\d)(?P<what>\w+)",
    re.I,
)


def judge(
    piece: Piece, state: str, found: Sequence[Entry], place: Place, previous: Piece | None
) -> tuple[str, bool, Scope]:
    amount, left, right = piece.amount, piece.left, piece.right
    if not re.search(r"[a-zåäö]", piece.sentence[: amount.start], re.I) and not found:
        left = f"{place.heading}: {left}"
    lead, _, rest = left.rpartition(":")
    left_near = rest if lead and re.search(r"[a-zåäö]{3}", rest, re.I) else left
    if not place.economic and _only_period(left) and state in ("annat", "förr"):
        return state, False, "total"
    if state and JOINED.match(left) and previous is not None:
        return state, state == "summa" and bool(found and found[-1].applied), _scope(piece, place)
    if words.says_other_funder(piece.sentence) and not re.search(r"förbund|finsam", piece.sentence, re.I):
        return "annat", False, "total"
    if words.says_per_head(left_near) and not says_result(left):
        return "styckpris", False, "total"
    if amount.times == 1 and amount.per in ("deltagare", "styck", "timme", "dag", "vecka"):
        return "styckpris", False, "total"
    if _LIMIT.search(left) and not (words.says_applied(left) and not re.search(r"avrund", left)):
        return "annat", False, "total"
    applied = words.says_applied(left_near) or (words.says_applied(left) and not words.says_own(left_near))
    applied = applied and not words.says_outside(left + right)
    if applied and _asks_for_things(left):
        return "post", True, "total"
    if applied and not (words.says_past(left) and not re.search(r"\b(?:vi|nu) (?:ansöker|söker|begär)", left, re.I)):
        if _is_purpose(right, piece) and amount.per is None:
            return "post", True, "total"
        return "summa", True, _scope(piece, place)
    if words.says_income(left_near):
        return "avdrag", False, "total"
    if words.says_own(left_near) or words.says_own(_clause(right)) or words.says_outside(_clause(right)):
        return "eget", False, "total"
    if state == "eget" and not words.says_sum(left_near):
        return "eget", False, "total"
    if words.says_past(left) or words.says_past(_clause(right)) or (state == "förr" and not words.says_sum(left)):
        return "förr", False, "total"
    if words.says_other(left) or re.match(r"^\W*(?:mindre|lägre|i besparing|i skuld|i snitt|kvar)\b", right):
        return "annat", False, "total"
    if words.says_own_heading(place.heading):
        return "eget", False, "total"
    if previous is not None and unit_price(previous, piece):
        return "post", False, "total"
    if words.says_applied(_clause(right, 60)):
        return "summa", True, _scope(piece, place)
    if _only_period(left) and place.economic:
        inherits = state in ("post", "summa")
        return (state if inherits else "summa"), state == "summa" and bool(found and found[-1].applied), "period"
    whole = _WHOLE.search(left) and "för" not in left.split()[-4:] and not re.match(r"^\W*att\b", right)
    if (whole and not _is_purpose(right, piece)) or _is_sum(left_near, piece, found):
        return "summa", False, _scope(piece, place)
    if _RIGHT_SUM.match(right) and not _label_noun(left):
        return "summa", False, _scope(piece, place)
    if amount.value < 200 or (amount.bare and not place.economic and not words.says_cost(left)):
        return "annat", False, "total"
    return "post", False, "total"


_PERIOD_WORDS = re.compile(
    r"\b(?:20\d\d|(?:två|tre|fyra) år|(?:första|andra|tredje|fjärde|sista) (?:året|halvåret|läsåret|kvartalet|terminen|tertialet)|(?:kalender|verksamhets|projekt|läs)?år(?:et)?(?: \d)?|halvår(?:et)? \d|ht|vt|hösten|våren|höst|vår"
    r"|h[12]|t[123]|q[1-4]|kvartal \d|nästa|därpå|tredje|det|den|jan\w*|feb\w*|mars|apr\w*|maj|jun\w*|jul\w*|aug\w*|sept?\w*|okt\w*|nov\w*|dec\w*|etapp \d|fas \d|fördelning|över|tid|faller"
    r"|går|kostar|blir|kommer|är|för|under|på|i|och|samt|till|med|kr|kronor|kostnad(?:en)?|belastas|insatsen|projektet|söks|söker|behövs|verksamheten|trappar|vi|ned|ner|resterande|en|av|totalen|summan|beloppet|ca|cirka|budget(?:en)?|beräknas|tredjedel|-?\d\d)\b",
    re.I,
)


_PERIOD_NAMED = re.compile(
    r"20\d\d|\b(?:första|andra|tredje|fjärde|nästa) (?:året|halvåret|läsåret|terminen|år)|\bår \d|\bhalvår|\b[hv]t\b|\b(?:kvartal|etapp|fas) \d|\bt[123]\b|\båret därpå|\b(?:två|tre|fyra) år\b|\bfördelning över tid|\bdet tredje",
    re.I,
)


def _only_period(left: str) -> bool:
    """Whether all that stands before an amount is the time it is for: then it is that time's sum, not a post."""
    near = re.split(r"[.;]\s", left)[-1]
    return bool(_PERIOD_NAMED.search(near)) and not re.search(r"[a-zåäö]{2}", _PERIOD_WORDS.sub(" ", near), re.I)


def _clause(right: str, reach: int = 45) -> str:
    """The words right after an amount that may still speak of it."""
    cut = re.search(r"[.;]\s|\bmen\b", right)
    return right[: cut.start() if cut else len(right)][:reach]


def _is_purpose(right: str, piece: Piece) -> bool:
    """Whether ``vi söker 600 000 kr till lön`` begins an enumeration of posts rather than stating the whole."""
    return bool(_PURPOSE.match(right)) and len(find_amounts(piece.sentence)) > 1 and not words.says_sum(piece.sentence)


_ASKED = re.compile(
    r"\b(?:(?:vi|kommunen|regionen) )?(?:an)?sök(?:er|s|es)\b|\bförbundet (?:ska |föreslås )?(?:betalar?|finansierar?|står? för|bekostar?)\b|\bbegär(?:s)?\b|\bäskas?\b",
    re.I,
)


_MONEY_NOUNS = re.compile(
    r"\b(?:insats|projekt|samverkans)?medel|belopp\w*|summa\w*|bidrag\w*|pengar\w*|kronor|stöd|finansiering\w*|totalt|sammanlagt|anslag|ersättning|för|till|hela|perioden|insatsen|projektet|året|åren|två|tre"
    r"|ett|en|år|månader|tiden|om|på|med|ca|cirka|vi|alltså|därmed|därför|nu|förbundet|samordningsförbundet|från|hos|av|i|och|det|att|denna|period|motsvarande|läsår|per|oss|drygt|knappt|ungefär|tillsammans\b",
    re.I,
)


def _asks_for_things(left: str) -> bool:
    """Whether what is asked for is told before its price: ``vi söker medel till en samordnare (500 000 kr)``."""
    asked = list(_ASKED.finditer(left))
    if not asked or not re.search(r"[,(]\s*$", left):
        return False
    gap = left[asked[-1].end() :]
    return bool(re.search(r"[a-zåäö]{3}", re.sub(r"\b20\d\d\b", "", _MONEY_NOUNS.sub(" ", gap)), re.I))


def _is_sum(left: str, piece: Piece, found: Sequence[Entry]) -> bool:
    if not words.says_sum(left):
        return False
    if not WEAK.search(left) or words.says_sum(WEAK.sub(" ", left)):
        return True
    posts = [e.value for e in found if e.kind == "post"]
    last_sum = max((k for k, e in enumerate(found) if e.kind == "summa"), default=-1)
    pending = [e.value for e in found[last_sum + 1 :] if e.kind == "post"]
    if any(some and close(sum(some), piece.amount.value) for some in (posts, pending, posts[-1:])):
        return True
    return bool(_STRONG_WEAK.search(left)) and bool(pending)


def _scope(piece: Piece, place: Place) -> Scope:
    left = piece.sentence[: piece.amount.start]
    if re.search(r"\bdelsumma", piece.left, re.I):
        return "del"
    if piece.amount.per in ("år", "månad") or re.search(
        r"\b(?:per|om) (?:år|året)\W*$|\bårs\w+\b[^,]*$", piece.left, re.I
    ):
        return "månad" if piece.amount.per == "månad" else "år"
    if per_in(piece.left):
        return "månad" if per_in(piece.left) == "månad" else "år"
    if (after := TRAILING_PERIOD.match(piece.right)) and year_in(after.group(0)):
        return "period"
    if _period_before(left) and not re.search(r"\b(?:totalt|sammanlagt|hela)\b", piece.left, re.I):
        return "period"
    return "total"


def _period_before(left: str) -> bool:
    return year_in(left, last=True) is not None or bool(
        re.search(r"\b(?:första|andra|tredje) (?:året|halvåret|läsåret)|\bår \d\b", left, re.I)
    )


def scope_of(entry: Entry) -> Scope:
    return "år" if entry.per == "år" else "månad" if entry.per == "månad" else "period" if entry.year else "total"


def _label_noun(left: str) -> bool:
    return bool(
        re.search(
            r"[A-ZÅÄÖa-zåäö]{4,}",
            re.sub(r"\b(?:till|från|kronor|cirka|ungefär|samt|och|för|totalt|går|kostar|avser)\b", "", left),
        )
    )
