"""Notes in a PDF as annotations with a look of their own, so that every reader program shows and prints them alike.

All have the print flag and an appearance, as PDF/A asks of annotations (ISO 19005-2, 6.3).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from reports.marked.model import AUTHOR, Mark, MarkKind
from reports.marked.pdf_text import Box, whole

_COLOURS: dict[MarkKind, tuple[float, float, float]] = {
    "brist": (1.0, 0.76, 0.70),
    "delvis": (1.0, 0.90, 0.45),
    "uppfyllt": (0.78, 0.93, 0.72),
}
_INK = (0.35, 0.30, 0.20)
_PRINT = 4
_PRINT_UPRIGHT_SAME_SIZE = 4 | 8 | 16  # notes with a sign of fixed size neither grow nor turn with the page
_SIGN = 20.0
_LINE = 1.5
_EDGE = 14.0
# A speech bubble, 20 points wide: its outline, and three lines of writing.
_BUBBLE = (
    "1 5 m 1 18 l 19 18 l 19 5 l 10 5 l 6 1 l 6 5 l h B\n"
    "4.5 14.5 m 15.5 14.5 l S 4.5 11.5 m 15.5 11.5 l S 4.5 8.5 m 11.5 8.5 l S\n"
)


class Notes:
    """Writes notes into an open pikepdf document."""

    def __init__(self, document: Any, today: date, turns: Mapping[int, int]) -> None:
        """``turns``: degrees that pages, from 0, are shown turned clockwise."""
        self._document = document
        self._date = f"D:{today:%Y%m%d}000000Z"
        self._flat = _forbids_transparency(document)
        self._turns = turns
        self._signs: dict[int, int] = {}
        self._count = 0

    def highlight(self, page: int, boxes: Sequence[Box], text: str, kind: MarkKind) -> None:
        """Mark the words in these boxes; the note opens from them."""
        import pikepdf

        around = whole(boxes)
        corners = [v for x0, y0, x1, y1 in boxes for v in (x0, y1, x1, y1, x0, y0, x1, y0)]
        red, green, blue = _COLOURS[kind]
        if self._flat:  # a line below the words: PDF/A-1 knows no colour that one sees through
            bands = [(x0, y0 - 0.5, x1 - x0, _LINE) for x0, y0, x1, _ in boxes]
            around = (around[0], around[1] - 0.5, around[2], around[3])
        else:
            bands = [(x0, y0, x1 - x0, y1 - y0) for x0, y0, x1, y1 in boxes]
        # One fill for all bands, so that they are no darker where they meet.
        drawing = "".join(" ".join(f"{v:.2f}" for v in band) + " re\n" for band in bands) + "f\n"
        if not self._flat:
            drawing = f"/Over gs\n{drawing}"
        look = self._look(f"{red} {green} {blue} rg\n{drawing}", around, over=not self._flat)
        self._add(
            page,
            kind,
            text,
            Subtype=pikepdf.Name.Highlight,
            Rect=_rounded(around),
            QuadPoints=_rounded(corners),
            F=_PRINT,
            look=look,
        )

    def sign(self, page: int, mark: Mark) -> None:
        """A note without words to fasten it to: a speech bubble in the page's upper right corner, below those already there."""
        import pikepdf

        x, y = self._free_corner(page)
        red, green, blue = _COLOURS[mark.kind]
        ink = " ".join(map(str, _INK))
        look = self._look(f"{red} {green} {blue} rg {ink} RG 0.8 w\n{_BUBBLE}", (0, 0, _SIGN, _SIGN), over=False)
        self._add(
            page,
            mark.kind,
            mark.text_away_from_words(),
            Subtype=pikepdf.Name.Text,
            Rect=_rounded((x, y, x + _SIGN, y + _SIGN)),
            Name=pikepdf.Name.Comment,
            Open=False,
            F=_PRINT_UPRIGHT_SAME_SIZE,
            look=look,
        )

    def _free_corner(self, page: int) -> tuple[float, float]:
        """Where the next sign stands: down along the page's right edge as it is seen, then in a new column to the left."""
        left, bottom, right, top = (float(v) for v in self._document.pages[page].cropbox)
        turn = self._turns.get(page, 0)
        length = top - bottom if turn in (0, 180) else right - left
        step = _SIGN + 4
        number = self._signs.get(page, 0)
        self._signs[page] = number + 1
        column, row = divmod(number, max(1, int((length - 2 * _EDGE) // step)))
        down, inwards = _EDGE + row * step, _EDGE + column * step
        return {
            0: (right - inwards - _SIGN, top - down - _SIGN),
            90: (left + down, top - inwards - _SIGN),
            180: (left + inwards, bottom + down),
            270: (right - down - _SIGN, bottom + inwards),
        }[turn]

    def _look(self, drawing: str, box: Box, *, over: bool) -> Any:
        """The appearance as a form; ``over``: colour that the words below shine through."""
        import pikepdf

        look = self._document.make_stream(drawing.encode("ascii"))
        look.Type, look.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        look.BBox = pikepdf.Array(_rounded(box))
        look.Resources = pikepdf.Dictionary()
        if over:
            multiply = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, BM=pikepdf.Name.Multiply)
            look.Resources.ExtGState = pikepdf.Dictionary(Over=multiply)
        return self._document.make_indirect(look)

    def _add(self, page: int, kind: MarkKind, text: str, *, look: Any, **entries: Any) -> None:
        import pikepdf

        self._count += 1
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Contents=pikepdf.String(text.replace("\n", "\r")),
            T=pikepdf.String(AUTHOR),
            NM=pikepdf.String(f"beredning-{self._count}"),
            M=pikepdf.String(self._date),
            CreationDate=pikepdf.String(self._date),
            C=pikepdf.Array(_COLOURS[kind]),
            AP=pikepdf.Dictionary(N=look),
        )
        for name, value in entries.items():
            note[f"/{name}"] = pikepdf.Array(value) if isinstance(value, list) else value
        target = self._document.pages[page].obj
        note.P = target
        held = target.get("/Annots")
        if held is None:
            target.Annots = self._document.make_indirect(pikepdf.Array([self._document.make_indirect(note)]))
        else:
            held.append(self._document.make_indirect(note))


def _rounded(numbers: Sequence[float]) -> list[Any]:
    from decimal import Decimal

    return [Decimal(f"{number:.2f}") for number in numbers]


def _forbids_transparency(document: Any) -> bool:
    """Whether the file says that it is PDF/A-1."""
    try:
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            return bool(metadata.get("pdfaid:part") == "1")
    except Exception:  # whatever is wrong with metadata, the notes do not need it
        return False
