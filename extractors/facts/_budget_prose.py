"""Read amounts in running text and lists: each is judged by the words right before and after it, and by what stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.facts import _budget_words as words
from extractors.facts._budget_entries import Entry, Scope, close, sentences_of, stated_months, stated_years, year_in
from extractors.facts._budget_sections import Place, per_in
from extractors.facts.money import NUMBER, Amount, find_amounts, read_number, scale_of
from extractors.model import Block

_JOINED = re.compile(
    r"^(?:\s(?:för|under|på|år|avseende)?\s?(?:år |helåret )?20\d\d)?[\s,;+&]*(?:och|samt|respektive|resp\.?|plus)?[\s(]*(?:ca|cirka)?\s*$",
    re.I,
)
_WHOLE = re.compile(
    r"^\W*(?:(?:och|men|så|då|sammantaget|totalt)\s)?(?:det(?: hela)?|insatsen|projektet|processen|alltihop|allt|allting|kostnaden|kostnaderna|budgeten|verksamheten|utökningen|"
    r"förlängningen|ansökan|satsningen|arbetet|årskostnaden|totalkostnaden|den totala (?:kostnaden|budgeten)|total (?:kostnad|budget)|summan|beloppet|äskandet"
    r"|budget(?:ram)?|kostnad)\s(?:\w+\s){0,4}?(?:kostar|är|blir|uppgår(?: till)?|landar(?: på)?|beräknas\w*|kostnadsberäknas|ligger(?: på)?|omfattar|hamnar(?: på)?|går på)\b[^,;]{0,40}$",
    re.I,
)
_WEAK = re.compile(r"\b(?:alltså|därmed|blir|dvs|d\.v\.s|det vill säga|ger|det gör)\b|=\s*$", re.I)
_STRONG_WEAK = re.compile(
    r"\b(?:det blir|blir (?:det|alltså|då|sammanlagt)|alltså|därmed|det gör|det ger|vilket ger|som ger)\b|=\s*$", re.I
)
_RIGHT_SUM = re.compile(
    r"^\W{0,2}(?:totalt|sammanlagt|tillsammans|sammantaget|allt som allt|i två år|i tre år|för två år|för tre år)\b",
    re.I,
)
_REPLACES = re.compile(r"\b(?:kostnad|inklusive|inkl\.?|med|ger|blir|vilket ger)\b", re.I)
_SHARE_OF = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s?(?:%|procent)\s+av\s+(?:\w+\s){0,4}$", re.I)
_LIMIT = re.compile(r"\b(?:över|under)\s*$|\bavrunda\w*\s*(?:till)?\s*$", re.I)
_FIELD = re.compile(r"^(?P<label>[^|]{2,80}?)\s*\|\s*")
_CUT = re.compile(r"[,;:(.]\s|\s(?:och|samt|men|varav|medan)\s", re.I)
_PURPOSE = re.compile(
    r"^\W*(?:kr\s|kronor\s)?(?:till|för|i)\s(?!insats|projekt|hela|perioden|två|tre|ett år|20\d\d|tiden|år\b|att\b|\d)(?P<what>\w+)",
    re.I,
)


@dataclass
class _Piece:
    """An amount with the words that belong to it: before, after, and what the lead-in of its sentence says."""

    amount: Amount
    left: str
    right: str
    sentence: str


def read_prose(block: Block, place: Place, text: str | None = None) -> list[Entry]:
    """The entries of a paragraph, list item, or (``text``) a worded table cell with its label before it."""
    whole = block.text if text is None else text
    found: list[Entry] = []
    last: _Piece | None = None
    for _, sentence in sentences_of(whole):
        last = _add_sentence(found, block, place, sentence, text, last)
    return found


def _add_sentence(
    found: list[Entry], block: Block, place: Place, sentence: str, given: str | None, last: _Piece | None
) -> _Piece | None:
    """Add the entries of one sentence to ``found``; returns its last amount, which the next sentence may reckon from."""
    pieces = _pieces(block, place, sentence)
    state = ""
    previous: _Piece | None = last if last and last.amount.per == "månad" else None
    quote = sentence if given is None else block.text
    for piece in pieces:
        kind, applied, scope = _judge(piece, state, found, place, previous)
        if words.says_part_of(piece.left) and found and found[-1].kind == "post" and kind == "post":
            found[-1] = replace(found[-1], kind="summa", scope=_scope_of(found[-1]))
        reckoned = previous is not None and kind == "post" and _unit_price(previous, piece)
        if reckoned and previous and found and found[-1].block == block.id and found[-1].value in _bases(previous):
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


def _bases(piece: _Piece) -> tuple[int, int]:
    """The values under which an amount that another is reckoned from may have been kept: itself, or its share."""
    share = _SHARE_OF.search(piece.left)
    return piece.amount.value, round(
        piece.amount.value * float(share.group(1).replace(",", ".")) / 100
    ) if share else -1


def _pieces(block: Block, place: Place, sentence: str) -> list[_Piece]:
    amounts = _with_unscaled_parts(sentence, list(find_amounts(sentence))) or _unscaled(block, place, sentence)
    ends = [_end_of(a, sentence) for a in amounts]
    found: list[_Piece] = []
    for k, amount in enumerate(amounts):
        begin = ends[k - 1] if k else 0
        left = sentence[begin : amount.start]
        stop = amounts[k + 1].start if k + 1 < len(amounts) else len(sentence)
        right = sentence[max(amount.tail, amount.end) : max(stop, ends[k])]
        if k + 1 < len(amounts) and ends[k] == max(amount.tail, amount.end):
            cuts = list(_CUT.finditer(right))
            right = right[: cuts[-1].start()] if cuts else ""
        found.append(_Piece(amount, left, right, sentence))
    return found


_TRAILING_PERIOD = re.compile(
    r"^\s?\(?(?:(?:för|under|på|i|år|avseende)\s)?(?:år\s|helåret\s|kalenderåret\s)?"
    r"(?:20\d\d|i år|nästa år|(?:det )?(?:första|andra|tredje) året|året därpå|år (?:\d|ett|två|tre))\b\)?(?!\s?[:\d])",
    re.I,
)


def _end_of(amount: Amount, sentence: str) -> int:
    """Where an amount ends with the period that follows it: ``690 000 kr 2026``."""
    end = max(amount.tail, amount.end)
    period = _TRAILING_PERIOD.match(sentence[end:])
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


def _judge(
    piece: _Piece, state: str, found: Sequence[Entry], place: Place, previous: _Piece | None
) -> tuple[str, bool, Scope]:
    amount, left, right = piece.amount, piece.left, piece.right
    if not re.search(r"[a-zåäö]", piece.sentence[: amount.start], re.I) and not found:
        left = f"{place.heading}: {left}"
    lead, _, rest = left.rpartition(":")
    if rest.strip() and re.search(r"[a-zåäö]{3}", rest, re.I) and lead:
        left_near = rest
    else:
        left_near = left
    if not place.economic and _only_period(left) and state in ("annat", "förr"):
        return state, False, "total"
    if state and _JOINED.match(left) and previous is not None:
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
    if previous is not None and _unit_price(previous, piece):
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


def says_result(left: str) -> bool:
    """Whether words say that an amount is reckoned from what stands before: ``blir``, ``=``, ``dvs.``."""
    return bool(_WEAK.search(left))


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


def _is_purpose(right: str, piece: _Piece) -> bool:
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
    asked = None
    for asked in _ASKED.finditer(left):
        pass
    if asked is None or not re.search(r"[,(]\s*$", left):
        return False
    gap = left[asked.end() :]
    return bool(re.search(r"[a-zåäö]{3}", re.sub(r"\b20\d\d\b", "", _MONEY_NOUNS.sub(" ", gap)), re.I))


def _is_sum(left: str, piece: _Piece, found: Sequence[Entry]) -> bool:
    if not words.says_sum(left):
        return False
    if not _WEAK.search(left) or words.says_sum(_WEAK.sub(" ", left)):
        return True
    posts = [e.value for e in found if e.kind == "post"]
    last_sum = max((k for k, e in enumerate(found) if e.kind == "summa"), default=-1)
    pending = [e.value for e in found[last_sum + 1 :] if e.kind == "post"]
    if any(some and close(sum(some), piece.amount.value) for some in (posts, pending, posts[-1:])):
        return True
    return bool(_STRONG_WEAK.search(left)) and bool(pending)


def _unit_price(previous: _Piece, piece: _Piece) -> bool:
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
    share = _SHARE_OF.search(previous.left)
    return bool(share and close(round(before.value * float(share.group(1).replace(",", ".")) / 100), now.value))


def _scope(piece: _Piece, place: Place) -> Scope:
    left = piece.sentence[: piece.amount.start]
    if re.search(r"\bdelsumma", piece.left, re.I):
        return "del"
    if piece.amount.per in ("år", "månad") or re.search(
        r"\b(?:per|om) (?:år|året)\W*$|\bårs\w+\b[^,]*$", piece.left, re.I
    ):
        return "månad" if piece.amount.per == "månad" else "år"
    if per_in(piece.left):
        return "månad" if per_in(piece.left) == "månad" else "år"
    if (after := _TRAILING_PERIOD.match(piece.right)) and year_in(after.group(0)):
        return "period"
    if _period_before(left) and not re.search(r"\b(?:totalt|sammanlagt|hela)\b", piece.left, re.I):
        return "period"
    return "total"


def _period_before(left: str) -> bool:
    return year_in(left, last=True) is not None or bool(
        re.search(r"\b(?:första|andra|tredje) (?:året|halvåret|läsåret)|\bår \d\b", left, re.I)
    )


def _scope_of(entry: Entry) -> Scope:
    return "år" if entry.per == "år" else "månad" if entry.per == "månad" else "period" if entry.year else "total"


def _label_noun(left: str) -> bool:
    return bool(
        re.search(
            r"[A-ZÅÄÖa-zåäö]{4,}",
            re.sub(r"\b(?:till|från|kronor|cirka|ungefär|samt|och|för|totalt|går|kostar|avser)\b", "", left),
        )
    )


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


def _entry(kind: str, piece: _Piece, block: Block, place: Place, quote: str, applied: bool, scope: Scope) -> Entry:
    before = piece.sentence[: piece.amount.start]
    opening = re.match(r"^[^:]*:", piece.sentence)
    per = piece.amount.per if piece.amount.per in ("år", "månad") else None
    if re.search(r"\b(?:årligen|varje år|per år|om året)\b[^,.;]{0,25}$", piece.left, re.I):
        per = per or "år"
    own_per = per or per_in(opening.group(0) if opening else "")
    per = own_per or place.per
    if re.match(r"^\W*per år\b", piece.sentence, re.I):
        per = per or "år"
    after = _TRAILING_PERIOD.match(piece.right)
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
    share = _SHARE_OF.search(piece.left)
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
        months=stated_months(piece.left + piece.right),
        section=place.section,
        sure=place.economic,
        joined=bool(_JOINED.match(piece.left)),
    )


def _per_of_sum(scope: Scope, own: str | None, around: str | None, whole: bool) -> tuple[str | None, Scope]:
    """What a sum is counted by: its own words decide; a sum under yearly amounts is yearly unless it is said to be the whole."""
    if scope in ("år", "månad"):
        return scope, scope
    if scope == "total" and not whole and (own or around) in ("år", "månad"):
        return own or around, "år" if (own or around) == "år" else "månad"
    return None, scope


def _sum_label(piece: _Piece) -> str:
    label = re.sub(r"^[\s,;:.(–-]+", "", piece.left).strip(" :,–-(")
    return (label[:1].upper() + label[1:])[-90:] if re.search(r"[a-zåäö]{2}", label, re.I) else "Summa"
