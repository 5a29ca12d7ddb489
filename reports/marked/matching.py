"""Find a quotation again in the file it came from.

The readers fold blanks, join words over line ends, add automatic numbers and bars between cells. So both sides are compared by
their letters and digits alone; each of these remembers which character of the file it came from.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_UNMISTAKABLE = 20  # letters that hardly stand twice by chance
_FEWEST = 8  # letters of a part of a quotation
_WHOLE = 0.8  # share of a quotation that must be found for its parts to be it

Span = tuple[int, int]


class Found(NamedTuple):
    """Where the quotation stands: stretches of characters of the file, and whether they are all of it."""

    spans: tuple[Span, ...]
    whole: bool


@lru_cache(maxsize=4096)
def _letters_of(sign: str) -> str:
    """The letters of one character: ligatures as their letters, accents apart, nothing for blanks and punctuation."""
    return "".join(c for c in unicodedata.normalize("NFKD", sign) if c.isalnum() or unicodedata.combining(c))


def letters(text: str) -> str:
    """The text's letters and digits."""
    return "".join(map(_letters_of, text))


class Places:
    """A file's characters in reading order (``text``), with each block's place among them."""

    def __init__(self, text: str, blocks: Sequence[str]) -> None:
        """``blocks`` are the texts of the document's blocks, in order."""
        self.text = text
        pieces: list[str] = []
        self._origin: list[int] = []
        for i, sign in enumerate(text):
            found = _letters_of(sign)
            if found:
                pieces.append(found)
                self._origin += [i] * len(found)
        self._letters = "".join(pieces)
        self._blocks = list(blocks)
        self._starts: list[tuple[int, int, int] | None] = [None] * len(self._blocks)  # start, end, letters left out
        self._locate_long()
        self._locate_between()

    def _locate_long(self) -> None:
        for i, block in enumerate(self._blocks):
            for wanted, left_out in _variants(block):
                if len(wanted) >= _UNMISTAKABLE:
                    start = self._letters.find(wanted)
                    if start >= 0 and self._letters.find(wanted, start + 1) < 0:
                        self._starts[i] = (start, start + len(wanted), left_out)
                        break

    def _locate_between(self) -> None:
        """Blocks that are short, or stand several times: the first place between their neighbours."""
        for i, block in enumerate(self._blocks):
            if self._starts[i] is None:
                low, high = self._around(i)
                for wanted, left_out in _variants(block):
                    start = self._letters.find(wanted, low, high) if wanted else -1
                    if start >= 0:
                        self._starts[i] = (start, start + len(wanted), left_out)
                        break

    def _around(self, block: int) -> Span:
        """The letters between the nearest blocks whose places are known."""
        low = next((s[1] for s in reversed(self._starts[:block]) if s is not None), 0)
        high = next((s[0] for s in self._starts[block + 1 :] if s is not None), len(self._letters))
        return (low, high) if low <= high else (0, len(self._letters))

    def block(self, block: int) -> Span | None:
        """The characters of a whole block; None where it was not found."""
        known = self._starts[block]
        return self._characters(known[0], known[1]) if known is not None and known[1] > known[0] else None

    def find(self, quote: str, block: int) -> Found | None:
        """The characters of a quotation from this block; None where nothing of it is found."""
        wanted = letters(quote)
        if not wanted:
            return None
        exact = self._within(quote, wanted, block)
        if exact is None:
            exact = self._nearby(wanted, block)
        if exact is not None:
            return Found((self._with_signs(self._characters(*exact), quote),), whole=True)
        return self._in_parts(quote, block)

    def _within(self, quote: str, wanted: str, block: int) -> Span | None:
        """The quotation's place in its block, by counting letters from the block's start."""
        known, offset = self._starts[block], self._blocks[block].find(quote)
        if known is None or offset < 0:
            return None
        start = len(letters(self._blocks[block][:offset])) - known[2]
        if start < 0:  # the quotation begins with a number that Word draws and the file does not hold
            wanted, start = wanted[-start:], 0
        at = known[0] + start
        return (at, at + len(wanted)) if wanted and self._letters.startswith(wanted, at) else None

    def _nearby(self, wanted: str, block: int) -> Span | None:
        """The place of these letters nearest to where the block must be; short ones only as whole words."""
        low, high = self._around(block)
        best: Span | None = None
        start = self._letters.find(wanted)
        while start >= 0:
            span = (start, start + len(wanted))
            if len(wanted) >= _UNMISTAKABLE or self._is_word(span):
                away = max(low - start, start - high, 0)
                if best is None or away < max(low - best[0], best[0] - high, 0):
                    best = span
            start = self._letters.find(wanted, start + 1)
        return best

    def _in_parts(self, quote: str, block: int) -> Found | None:
        """A quotation that the file holds in several places: cells, or the two sides of a page break."""
        low, _ = self._around(block)
        spans: list[Span] = []
        covered, total = 0, len(letters(quote))
        for cell in quote.split(" | "):
            rest = letters(cell)
            while rest:
                taken, at = self._longest_start(rest, low)
                if taken:
                    spans.append(self._characters(at, at + taken))
                    covered, low = covered + taken, at
                rest = rest[taken:] if taken else rest[1:]
        return Found(tuple(spans), whole=covered >= _WHOLE * total) if spans else None

    def _longest_start(self, wanted: str, low: int) -> Span:
        """How many of the first letters stand together somewhere (from ``low`` on if they can), and where; (0, 0) for too few."""
        least = min(_FEWEST, len(wanted))
        low_count, high_count, place = 0, len(wanted), 0
        while low_count < high_count:
            middle = max((low_count + high_count + 1) // 2, least)
            at = self._letters.find(wanted[:middle], low)
            if at < 0:
                at = self._letters.find(wanted[:middle])
            if at >= 0 and (middle >= _UNMISTAKABLE or middle < len(wanted) or self._is_word((at, at + middle))):
                low_count, place = middle, at
            elif middle <= least:
                break
            else:
                high_count = middle - 1
        return low_count, place

    def _is_word(self, span: Span) -> bool:
        first, last = self._characters(*span)
        return not (self.text[first - 1 : first].isalnum() or self.text[last : last + 1].isalnum())

    def _characters(self, start: int, end: int) -> Span:
        return self._origin[start], self._origin[end - 1] + 1

    def _with_signs(self, span: Span, quote: str) -> Span:
        """The characters with the quotation's own signs before and after its letters: brackets, full stop, per cent."""
        first, last = span
        inside = [i for i, sign in enumerate(quote) if _letters_of(sign)]
        for sign in reversed(quote[: inside[0]].replace(" ", "")):
            if self.text[first - 1 : first] == sign:
                first -= 1
        for sign in quote[inside[-1] + 1 :]:
            at = last + (sign != " " and self.text[last : last + 1].isspace())
            if self.text[at : at + 1] == sign and (sign != " " or not quote.endswith(" ")):
                last = at + 1
        return first, last


def _variants(block: str) -> list[tuple[str, int]]:
    """The letters of a block as read, and without a first word that may be an automatic number; with how many are left out."""
    whole = letters(block)
    first, _, rest = block.partition(" ")
    without = letters(rest)
    is_number = len(first) <= 8 and without and (any(c.isdigit() for c in first) or first.endswith((")", ".")))
    return [(whole, 0), (without, len(whole) - len(without))] if is_number else [(whole, 0)]
