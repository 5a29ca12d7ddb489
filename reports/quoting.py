"""Quote an application in print: the words as they stand, the place in words, and no personnummer."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.model import Application
from reports.memo_model import Citation
from reports.swedish_text import HARD, clean, shortened
from rules.model import Evidence

_HEADING_SHOWN = 36
_NARROW = 22


class Quoter:
    """Quotes one application. A personnummer in a quotation is masked: a memo is spread further than an application."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._secret = sorted({f.quote for f in application.flags if f.id == "personnummer"}, key=len, reverse=True)
        self._headings: list[str] = []
        current = ""
        for block in application.document.blocks:
            if block.kind in ("rubrik", "titel"):
                current = block.text
            self._headings.append(current)

    def words(self, text: str, most: int = 10_000) -> str:
        """Words of the application, fit for print, at most ``most`` characters."""
        for secret in self._secret:
            text = text.replace(secret, "[personnummer]")
        return shortened(clean(text), most)

    def heading(self, block: int) -> str:
        """The heading that the block stands under; empty where there is none above it."""
        return shortened(clean(self._headings[block]).rstrip(":"), _HEADING_SHOWN)

    def place(self, block: int) -> str:
        """Where the block stands: its page, or its heading in a file that has no pages."""
        if self._application.document.pages > 1:
            return f"s.{HARD}{self._application.block(block).page}"
        heading = self.heading(block)
        return f"under ”{heading}”" if heading else "i inledningen"

    def cite(self, text: str, block: int, most: int = 10_000) -> Citation:
        """A quotation with its place."""
        paged = self._application.document.pages > 1
        place = self.place(block)
        narrow = place if paged else shortened(self.heading(block), _NARROW) or place
        return Citation(text=self.words(text, most), plats=place, kort_plats=narrow)

    def citations(self, quotes: Sequence[Evidence], count: int, most: int) -> tuple[Citation, ...]:
        """The first of these quotations, each shortened."""
        return tuple(self.cite(q.text, q.block, most) for q in quotes[:count])
