"""A letter on paper: Word by a template that the förbund may change, and PDF in the house's own look."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from itertools import groupby, pairwise
from typing import Any

from reports.letters.model import Letter
from reports.papers import shipped_template
from reports.sender import Sender
from reports.word import render, without_clock

TEMPLATE = "brev.docx"
LOGO_STYLE, GREETING_STYLE, NUMBER_STYLE = "Logotyp", "Hälsning", "List Number"
_LOGO_HEIGHT_CM = 1.7
_FIRST_LIST, _LISTS = 901, 6
_NAMES = {
    "forbund": "forbund", "organisationsnummer": "number", "adress": "address", "postadress": "postal", "webbplats": "web",
    "forbundschef": "manager", "titel": "title", "e_post": "email", "telefon": "phone", "fot": "foot",
}  # fmt: skip


def words(letter: Letter, sender: Sender) -> dict[str, Any]:
    """What a template may ask for: the letter's fields, and the sender's as ``avsandare``."""
    return letter.model_dump(exclude={"svar_dag", "att_fylla_i", "osakra"}) | {
        "avsandare": {name: getattr(sender, field) for name, field in _NAMES.items()}
    }


def title(letter: Letter) -> str:
    """The title of the file, which a screen reader reads first."""
    return ", ".join(each for each in (f"{letter.handling}: {letter.insats}", letter.dnr) if each)


def letter_document(
    letter: Letter, sender: Sender, day: date, *, template: bytes | None = None, name: str = TEMPLATE
) -> bytes:
    """The letter as a Word file, by the shipped template unless another is given. Raises `TemplateFaultError`."""
    told: Mapping[str, Any] = words(letter, sender)
    made = render(template or shipped_template(TEMPLATE), told, title=title(letter), day=day, name=name)
    return _finished(made, sender)


def letter_pdf(letter: Letter, sender: Sender, day: date) -> bytes:
    """The letter as PDF/A-3b and PDF/UA-1. Raises ``reports.typeset.TypesettingError``."""
    from reports.typeset import pdf

    told = words(letter, sender) | {"logotyp": sender.logo}
    return pdf("brev", told, title=title(letter), day=day)


def _finished(document: bytes, sender: Sender) -> bytes:
    """The logo in its place, the signature with what it signs, and every numbered list beginning at 1."""
    import docx

    paper: Any = docx.Document(io.BytesIO(document))
    for place in [p for p in paper.paragraphs if p.style.name == LOGO_STYLE]:
        if sender.logo is None:
            place._p.getparent().remove(place._p)
        else:
            _add_logo(place, sender)
    for before, greeting in pairwise(paper.paragraphs):
        if greeting.style.name == GREETING_STYLE:
            before.paragraph_format.keep_with_next = True  # a signature never stands alone on a page
    runs = (list(group) for numbered, group in groupby(paper.paragraphs, _is_numbered) if numbered)
    for count, items in enumerate(runs):
        for item in items:
            item._p.pPr.numPr.numId.val = _FIRST_LIST + count % _LISTS
    raw = io.BytesIO()
    paper.save(raw)
    return without_clock(raw.getvalue())


def _is_numbered(paragraph: Any) -> Any:
    properties = paragraph._p.pPr
    return paragraph.style.name == NUMBER_STYLE and properties.numPr is not None and properties.numPr.numId is not None


def _add_logo(paragraph: Any, sender: Sender) -> None:
    from docx.shared import Cm

    picture = paragraph.add_run().add_picture(io.BytesIO(sender.logo or b""), height=Cm(_LOGO_HEIGHT_CM))
    picture._inline.docPr.set("descr", f"Logotyp för {sender.forbund}")
