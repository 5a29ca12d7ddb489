"""What is marked in a copy of the applicant's file, and what came of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from extractors.model import Application, Frozen

AUTHOR = "beredning"
INITIALS = "b"

MarkKind = Literal["brist", "delvis", "uppfyllt"]


class Mark(Frozen):
    """A note and the words it is fastened to: ``quote`` in the block, or the start of the file where ``block`` is None.

    ``text`` is Swedish, one paragraph a line, the first of them a heading. ``of_words`` tells that the quotation itself is spoken of;
    otherwise the words are merely where the note belongs (a heading).
    """

    kind: MarkKind
    text: str
    quote: str = ""
    block: int | None = None
    page: int = 1
    of_words: bool = True

    def text_away_from_words(self) -> str:
        """The note as it is written where its words could not be marked: it then says them itself."""
        return f"{self.text}\nGäller orden: ”{self.quote}”" if self.of_words and self.quote else self.text


class MarkingJob(Frozen):
    """A file to mark: where it lies, what was read of it, the marks, and the day that the notes are dated."""

    path: Path
    application: Application
    marks: tuple[Mark, ...]
    today: date


class MarkedCopy(Frozen):
    """The copy. ``exact``: marks on their very words; ``near``: on their paragraph, cell or box; ``loose``: at the file's start."""

    content: bytes
    exact: tuple[Mark, ...] = ()
    near: tuple[Mark, ...] = ()
    loose: tuple[Mark, ...] = ()
