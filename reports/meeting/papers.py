"""The overview as files: Word, PDF and Excel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from reports.meeting.sheet import overview_sheet
from reports.meeting.values import Overview
from reports.papers import shipped_template
from reports.typeset import pdf
from reports.word import render

TEMPLATE = "moteshandling.docx"
NAME = "moteshandling"


def overview_papers(made: Overview, day: date, template: bytes | None = None) -> Mapping[str, bytes]:
    """The overview's files by name, dated ``day``; ``template`` is the förbund's own Word template.

    Raises TemplateFaultError and TypesettingError with one Swedish sentence.
    """
    words = made.model_dump()
    return {
        f"{NAME}.docx": render(
            template or shipped_template(TEMPLATE), words, title=made.rubrik, day=day, name=TEMPLATE
        ),
        f"{NAME}.pdf": pdf(NAME, words, title=made.rubrik, day=day),
        f"{NAME}.xlsx": overview_sheet(made, day),
    }
