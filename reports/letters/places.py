"""Where in the application something stands, in words, from a stored review's blocks; and its words, fit for print."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reports.swedish_text import HARD, capital, clean, hard_figures, shortened
from rules.profile import Profile

_HEADING_SHOWN, _QUOTE_SHOWN = 60, 220
_TOPICS = {
    "syfte": "syftet", "mal": "målen", "malgrupp": "målgruppen", "aktiviteter": "arbetet", "organisation": "organisationen",
    "ekonomi": "ekonomin", "uppfoljning": "uppföljningen", "implementering": "implementeringen", "aterkoppling": "rapporteringen",
}  # fmt: skip


class Places:
    """Finds places in one reviewed application. A personnummer in a quotation is masked: letters are public."""

    def __init__(self, review: Mapping[str, Any], profile: Profile) -> None:
        self._profile = profile
        self._paged = (review["fil"].get("sidor") or 1) > 1
        self._secret = sorted(
            {f["citat"] for f in review["flaggor"] if f["id"] == "personnummer"}, key=len, reverse=True
        )
        self._page: dict[int, int] = {}
        self._under: dict[int, str] = {}
        self._about: dict[int, str] = {}
        self._heading_of: dict[str, int] = {}
        self._text_of: dict[str, int] = {}
        current, covered = "", frozenset[str]()
        for block in review["block"]:
            number = block["id"]
            if block["slag"] in ("rubrik", "titel"):
                current, covered = block["text"], frozenset(block["amnen"])
                for topic in block["amnen"] if block["slag"] == "rubrik" else ():
                    self._heading_of.setdefault(topic, number)
            topics = block["amnen"]
            for topic in topics:
                self._text_of.setdefault(topic, number)
            strayed = bool(covered) and bool(topics) and not covered & set(topics)
            self._page[number], self._under[number] = block["sida"], "" if strayed else current
            self._about[number] = _TOPICS.get(topics[0], "") if strayed else ""

    def quote(self, text: str) -> str:
        """Words of the application, shortened; the cells of a table row are told apart by dashes."""
        for secret in self._secret:
            text = text.replace(secret, "[personnummer]")
        return shortened(hard_figures(clean(text.replace(" | ", " – "))), _QUOTE_SHOWN)

    def of(self, block: int) -> str:
        """``Sidan 2, under rubriken ”Kostnader”``; without the page in a file that has only one.

        Text that speaks of something else than its heading stands where the text speaks of that: the heading in between
        was not marked as one.
        """
        heading = shortened(clean(self._under.get(block, "")).rstrip(":"), _HEADING_SHOWN)
        about = self._about.get(block, "")
        under = (
            f"under rubriken ”{heading}”" if heading else f"där texten handlar om {about}" if about else "i inledningen"
        )
        return capital(f"sidan{HARD}{self._page[block]}, {under}" if self._paged and block in self._page else under)

    def for_topic(self, topic: str) -> str:
        """Where an answer on this topic belongs: under the application's own heading, where its text speaks of the topic, or in
        a section that it lacks."""
        found = self._heading_of.get(topic, self._text_of.get(topic))
        if found is not None:
            place = self.of(found)
            return f"Hör hemma {'på ' if place.startswith('Sidan') else ''}{place[:1].lower()}{place[1:]}"
        section = next((s.heading for s in self._profile.sections if topic in s.topics), "")
        return f"Hör hemma i avsnittet ”{section}”, som vi inte hittade i ansökan" if section else ""
