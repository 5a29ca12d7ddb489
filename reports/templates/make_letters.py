"""Make the shipped letter template: ``python -m reports.templates.make_letters``.

One template serves every kind of letter. A förbund lays its own in its folder ``mallar``: ``brev.docx`` for all of them,
or ``brev-komplettering.docx`` for one. The tags' names are the fields of ``reports.letters.model``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Cm, Pt

from reports.letters.paper import GREETING_STYLE, LOGO_STYLE, TEMPLATE
from reports.templates.looks import (
    bullets,
    new_document,
    numbered,
    page_number,
    paragraph,
    row,
    runs,
    table,
    tag,
    tag_row,
    template_file,
)

HERE = Path(__file__).resolve().parent
_SIZE, _INDENT = 10.5, 0.75


def _styles(document: Any) -> None:
    """A letter is read once and by people who did not ask for it: larger letters and more air than in a memo."""
    styles = document.styles
    for name in ("Normal", "List Bullet", "List Number"):
        styles[name].font.size = Pt(_SIZE)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    styles["Normal"].paragraph_format.line_spacing = 1.08
    for name in ("List Bullet", "List Number"):
        styles[name].paragraph_format.space_after = Pt(3)
        styles[name].paragraph_format.line_spacing = 1.06
    styles["Heading 2"].font.size = Pt(_SIZE)
    for name in ("Tabelltext", "Tabellrubrik"):
        styles[name].font.size = Pt(10)
    styles["Heading 2"].paragraph_format.space_before = Pt(9)
    own = (
        (LOGO_STYLE, 0, 8, 0.0, False),
        ("Mottagare", 0, 0, 0.0, False),
        ("Brevtext punkt", 0, 3, _INDENT, True),
        (GREETING_STYLE, 14, 28, 0.0, True),
        ("Underskrift", 0, 0, 0.0, True),
    )
    for name, before, after, indent, keep in own:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.quick_style = True
        form = style.paragraph_format
        form.space_before, form.space_after, form.left_indent, form.keep_with_next = (
            Pt(before), Pt(after), Cm(indent), keep,
        )  # fmt: skip
    heading = styles["Heading 2"].paragraph_format
    heading.left_indent, heading.first_line_indent = Cm(_INDENT), Cm(-_INDENT)
    heading.tab_stops.add_tab_stop(Cm(_INDENT))


def _head(document: Any) -> None:
    section = document.sections[0]
    section.top_margin, section.bottom_margin = Cm(1.9), Cm(1.9)
    section.different_first_page_header_footer = True
    page_number(section.first_page_header.paragraphs[0])
    later = section.header.paragraphs[0]
    later.add_run("{{ handling }}{% if dnr %}, {{ dnr }}{% endif %}")
    page_number(later)
    for footer in (section.footer, section.first_page_footer):
        footer.paragraphs[0].add_run("{{ avsandare.fot }}")
    paragraph(document, "", LOGO_STYLE)
    paragraph(document, "{{ avsandare.forbund }}", "Avsändare")
    paragraph(document, "{{ handling }}", "Handlingstyp")
    made = table(
        document,
        "Brevets uppgifter",
        "Datum, diarienummer och handläggare.",
        (4.4, 4.4, 7.6),
        ("Datum", "Diarienummer", "Handläggare"),
    )
    row(made, "{{ datum }}", "{{ dnr or '–' }}", "{{ avsandare.forbundschef or '____________' }}")
    first = paragraph(document, "{{ mottagare[0] }}", "Mottagare")
    first.paragraph_format.space_before = Pt(14)
    tag(document, "for rad in mottagare[1:]")
    paragraph(document, "{{ rad }}", "Mottagare")
    tag(document, "endfor")
    heading = paragraph(document, "{{ rubrik }}", "Title")
    heading.paragraph_format.space_before = Pt(16)
    subject = paragraph(document, "", "Normal")
    runs(subject, ("{{ arende }}", "fet"))
    tag(document, "for stycke in ingress")
    paragraph(document, "{{ stycke }}")
    tag(document, "endfor")


def _labelled(document: Any, field: str, label: str) -> Any:
    tag(document, f"if punkt.{field}")
    line = runs(
        paragraph(document, "", "Brevtext punkt"),
        (f"{label}: ", "fet"),
        (f"{{{{ punkt.{field} }}}}", None),
    )
    tag(document, "endif")
    return line


def _point(document: Any) -> None:
    document.add_heading("{{ punkt.nr }}.\t{{ punkt.rubrik }}", 2)
    tag(document, "if punkt.saknas")
    paragraph(document, "{{ punkt.saknas }}", "Brevtext punkt")
    tag(document, "endif")
    tag(document, "if punkt.plats")
    runs(
        paragraph(document, "", "Brevtext punkt"),
        ("Var i ansökan: ", "fet"),
        ("{{ punkt.plats }}{% if punkt.citat %}: {% else %}.{% endif %}", None),
        ("{% if punkt.citat %}”{{ punkt.citat }}”{% endif %}", "Citat i text"),
    )
    tag(document, "endif")
    _labelled(document, "varfor", "Varför vi frågar")
    _labelled(document, "svar", "Ett bra svar").paragraph_format.keep_with_next = False


def _body(document: Any) -> None:
    tag(document, "for del in delar")
    document.add_heading("{{ del.rubrik }}", 1)
    tag(document, "for stycke in del.stycken")
    paragraph(document, "{{ stycke }}")
    tag(document, "endfor")
    tag(document, "if del.fakta")
    made = table(document, "Uppgifter", "En uppgift på varje rad.", (4.6, 11.8), ("Uppgift", "Innehåll"))
    tag_row(made, "for rad in del.fakta")
    row(made, "{{ rad.namn }}", "{{ rad.varde }}")
    tag_row(made, "endfor")
    tag(document, "endif")
    tag(document, "for rad in del.numrerat")
    numbered(document, "{{ rad }}", 1)
    tag(document, "endfor")
    bullets(document, "del.lista")
    tag(document, "for punkt in del.punkter")
    _point(document)
    tag(document, "endfor")
    tag(document, "endfor")


def _signature(document: Any) -> None:
    paragraph(document, "Med vänlig hälsning", GREETING_STYLE)
    paragraph(document, "{{ avsandare.forbundschef or '______________________________' }}", "Underskrift")
    paragraph(document, "{{ avsandare.titel }}", "Underskrift")
    last = paragraph(document, "{{ avsandare.forbund }}", "Underskrift")
    last.paragraph_format.keep_with_next = False
    tag(document, "if kopia")
    copies = paragraph(document, "Kopia till: {{ kopia | join(', ') }}", "Tabellfot")
    copies.paragraph_format.space_before = Pt(14)
    tag(document, "endif")


def letter_template() -> bytes:
    """The letters' template as a Word file."""
    document = new_document()
    _styles(document)
    _head(document)
    _body(document)
    _signature(document)
    return template_file(document, "Brev: mall")


if __name__ == "__main__":
    (HERE / TEMPLATE).write_bytes(letter_template())
