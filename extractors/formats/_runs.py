"""Runs of text with their looks, and the lines they make: what every word processor's file comes down to.

How a paragraph's line breaks, typed bullets and tabs are understood is shared with the Word reader, so that the same application
reads the same in every format.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.formats._docx_numbering import Label
from extractors.formats._docx_paragraphs import Draft, Line, Piece, lines_of
from extractors.formats._docx_styles import ParagraphStyle
from extractors.formats._paper import Paper, seen_only
from extractors.model import BlockKind


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of text looks, and whether a reader sees it at all."""

    bold: bool = False
    italic: bool = False
    size: float | None = None
    hidden: bool = False
    deleted: bool = False
    placeholder: bool = False


@dataclass
class Runs:
    """The runs of one paragraph, in order. A line break is ``\\n``, a page break inside a paragraph ``\\f``."""

    runs: list[tuple[str, Look, int]] = field(default_factory=list)

    def add(self, text: str, look: Look, page: int) -> None:
        """Put text that stands on this page last."""
        if text:
            self.runs.append((text, look, page))

    @property
    def text(self) -> str:
        """What a reader sees."""
        return "".join(t for t, look, _ in self.runs if not look.hidden and not look.deleted)

    def lines(
        self,
        paper: Paper,
        kind: BlockKind,
        *,
        level: int | None = None,
        style: str = "",
        listed_as: str | None = None,
        label: str = "",
    ) -> list[Line]:
        """The paragraph's lines; hidden and deleted wording goes to the margins.

        ``listed_as`` names the list that a ``lista`` belongs to, ``label`` is the number as shown (empty for a bullet).
        """
        paper.margin("dolt", "".join(t for t, look, _ in self.runs if look.hidden and not look.deleted))
        paper.margin("borttaget", "".join(t for t, look, _ in self.runs if look.deleted))
        draft = Draft(
            ParagraphStyle(name=style, role="titel" if kind == "titel" else ""),
            [
                Piece(seen_only(text), look.bold, look.italic, look.size, page, look.placeholder)
                for text, look, page in self.runs
                if not look.hidden and not look.deleted
            ],
            label=Label(label, not label) if kind == "lista" or label else None,
            num_id=listed_as if kind == "lista" else None,
            level=level or 1 if kind == "rubrik" else None,
        )
        return lines_of(draft)
