"""Small tools for the computed half of a criterion: quote the document, and put figures into a Swedish sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.model import Application, Found, Quote, Sentence
from rules.model import Evidence

_NUMBERS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")


_DOUBT = 0.1


def evidence(application: Application, block: int, text: str) -> Evidence:
    """The words as evidence, character for character; the whole block where they are not found in it as they stand."""
    place = application.block(block)
    folded = " ".join(text.split())
    return Evidence(text=folded if folded and folded in place.text else place.text, block=block, page=place.page)


def of_found(application: Application, found: Found) -> tuple[Evidence, ...]:
    """The words that a fact of the form head rests on."""
    return (evidence(application, found.block, found.quote),)


def of_quotes(application: Application, quotes: Iterable[Quote], most: int = 3) -> tuple[Evidence, ...]:
    """Quotations as evidence, each place once, at most ``most`` of them."""
    seen: dict[tuple[int, str], Evidence] = {}
    for quote in quotes:
        found = evidence(application, quote.block, quote.text)
        seen.setdefault((found.block, found.text), found)
    return tuple(seen.values())[:most]


def of_sentences(sentences: Iterable[Sentence], most: int = 3) -> tuple[Evidence, ...]:
    """Sentences as evidence, in the order given, at most ``most`` of them."""
    return tuple(Evidence(text=s.text, block=s.block, page=s.page) for s in list(sentences)[:most])


def speaking(application: Application, criterion: str, floor: float = 0.35) -> list[Sentence]:
    """The sentences that speak for a criterion, wholly or partly, more than they deny it or merely look like it."""

    def speaks(sentence: Sentence) -> bool:
        signs = sentence.signs
        for_it = max(signs.get(criterion, 0.0), signs.get(criterion + "~", 0.0))
        against = max(signs.get(criterion + "-", 0.0), signs.get(criterion + "?", 0.0))
        return for_it >= floor and for_it + _DOUBT > against

    return [s for s in application.sentences if s.kind not in ("titel", "rubrik") and speaks(s)]


def months(application: Application) -> int | None:
    """How many months the insats lasts: stated, or from start to end with both months counted; None where unknown."""
    head = application.head
    if head.manader:
        return int(head.manader.value)
    if head.start and head.slut:
        (y1, m1), (y2, m2) = (map(int, str(f.value).split("-")[:2]) for f in (head.start, head.slut))
        return (y2 - y1) * 12 + m2 - m1 + 1
    return None


def listed(names: Sequence[str]) -> str:
    """Names as a Swedish enumeration: ``AF, FK och Åmåls kommun``."""
    return f"{', '.join(names[:-1])} och {names[-1]}" if len(names) > 1 else "".join(names)


def number(count: int) -> str:
    """A count as Swedish writes it in running text: words up to twelve, then figures."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def kronor(amount: int) -> str:
    """An amount with hard spaces between the thousands: ``710 000 kronor``."""
    return f"{amount:,}".replace(",", "\u00a0") + "\u00a0kronor"


def sentence_case(text: str) -> str:
    """The text with a capital first letter, the rest untouched."""
    return text[:1].upper() + text[1:]
