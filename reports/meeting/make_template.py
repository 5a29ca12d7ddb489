"""Make the shipped Word template of the overview: ``python -m reports.meeting.make_template``.

The tags' names are the fields of ``reports.meeting.values``. A förbundschef changes wording and looks in Word.
"""

from __future__ import annotations

from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt

from reports.meeting.values import PARTIES
from reports.templates.looks import (
    bullet,
    bullets,
    new_document,
    page_number,
    paragraph,
    row,
    table,
    tag,
    tag_row,
    template_file,
)
from reports.templates.make import HERE

_CASE_COLUMNS = (
    ("Nr", "nr", 1.2), ("Dnr, läge", "dnr", 2.4), ("Insats och sökande", "insats", 3.9), ("AF", "af", 0.9), ("FK", "fk", 0.9),
    ("Reg.", "region", 1.0), ("Kom.", "kommun", 1.1), ("Målgrupp", "malgrupp", 4.4), ("Antal", "antal", 1.5),
    ("Tid", "tid", 2.5), ("Sökt, kr", "belopp", 2.0), ("Kr per delt.", "per_deltagare", 1.7), ("Det som fattas", "fynd", 3.0),
)  # fmt: skip
_TEXT_WIDTH = 26.4
_RIGHT = {"belopp", "per_deltagare", "antal"}


def overview_template() -> bytes:
    """The template as a Word file."""
    document = new_document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.6)
    head = section.header.paragraphs[0]
    head.add_run("{{ forbund }}")
    page_number(head)
    head.paragraph_format.tab_stops.clear_all()
    head.paragraph_format.tab_stops.add_tab_stop(Cm(_TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    section.footer.paragraphs[0].add_run(
        "Skriven så att den kan läsas av vem som helst: inga personnummer och inget om enskilda. Programmet redovisar vad "
        "som hittats i ansökningarna. Människor bedömer."
    )
    paragraph(document, "{{ rubrik }}", "Title")
    tag(document, "if tid_plats")
    paragraph(document, "{{ tid_plats }}", "Handlingstyp")
    tag(document, "endif")
    paragraph(document, "{{ summering }}")
    _cases(document)
    _money(document)
    _overlaps(document)
    _questions(document)
    _views(document)
    return template_file(document, "Mötesöversikt: mall")


def _cases(document: Any) -> None:
    tag(document, "if arenden")
    document.add_heading("Ärenden", 1)
    heads, names, widths = zip(*_CASE_COLUMNS, strict=True)
    made = table(
        document,
        "Ärenden",
        "En rad för varje ansökan: vem som söker, vilka parter som deltar, för vem, hur länge och hur mycket.",
        widths,
        heads,
    )
    tag_row(made, "for a in arenden")
    cells = row(made, *(f"{{{{ a.{name} }}}}" for name in names), style="Tabelltext tät")
    paragraph(cells[1], "{{ a.lage }}", "Liten")
    paragraph(cells[2], "{{ a.sokande }}", "Liten")
    paragraph(cells[0], "{%p if a.dragning %}", "Liten")
    paragraph(cells[0], "{{ a.dragning }}", "Liten")
    paragraph(cells[0], "{%p endif %}", "Liten")
    for cell, header, name in zip(cells, made.rows[0].cells, names, strict=True):
        if name in _RIGHT:
            cell.paragraphs[0].alignment = header.paragraphs[0].alignment = 2
    tag_row(made, "endfor")
    paragraph(
        document,
        "AF: Arbetsförmedlingen. FK: Försäkringskassan. Reg.: regionen. Kom.: kommun. ✓ betyder att parten deltar enligt "
        "ansökan. Hinder är sådant som förbundets profil kräver och som inte hittades.",
        "Tabellfot",
    )
    tag(document, "endif")


def _money(document: Any) -> None:
    tag(document, "if summor")
    document.add_heading("Sökt mot budget", 1)
    made = table(
        document,
        "Sökt mot budget",
        "Kronor för varje år: budget, redan beslutat, sökt, och vad som är kvar om allt beviljas.",
        (3.0, 4.0, 4.0, 4.0, 5.5),
        ("År", "Budget, kr", "Redan bundet, kr", "Sökt i mötets ärenden, kr", "Kvar om allt beviljas, kr"),
    )
    tag_row(made, "for s in summor")
    cells = row(
        made,
        "{{ s.ar }}",
        "{{ s.budget }}",
        "{{ s.bundet }}",
        "{{ s.sokt }}",
        "{{ s.efter }}{% if not s.racker %} (räcker inte){% endif %}",
    )
    for cell, header in list(zip(cells, made.rows[0].cells, strict=True))[1:]:
        cell.paragraphs[0].alignment = header.paragraphs[0].alignment = 2
    tag_row(made, "endfor")
    tag(document, "for rad in summor_not")
    paragraph(document, "{{ rad }}", "Tabellfot")
    tag(document, "endfor")
    tag(document, "endif")


def _overlaps(document: Any) -> None:
    tag(document, "if overlapp")
    document.add_heading("Går ärendena in i varandra?", 1)
    bullets(document, "overlapp")
    tag(document, "endif")
    tag(document, "if jav")
    document.add_heading("Att tänka på om jäv", 1)
    paragraph(
        document,
        "Sökande och ägare i mötets ärenden. Den som hör dit prövar själv om jäv finns och säger till före punkten "
        "(6 kap. 28–32 §§ kommunallagen): {{ jav|join('; ') }}.",
    )
    tag(document, "endif")


def _questions(document: Any) -> None:
    tag(document, "if fragor")
    document.add_heading("Frågor till dem som föredrar", 1)
    tag(document, "for f in fragor")
    document.add_heading("{{ f.dnr }} {{ f.insats }} ({{ f.till }})", 2)
    tag(document, "for rad in f.fragor")
    bullet(document, "{{ rad }}")
    tag(document, "else")
    paragraph(document, "Granskningen gav inga frågor.")
    tag(document, "endfor")
    tag(document, "if f.fler")
    paragraph(document, "{{ f.fler }}", "Tabellfot")
    tag(document, "endif")
    tag(document, "if f.egna")
    paragraph(document, "Att reda ut i gruppen:")
    bullets(document, "f.egna")
    tag(document, "endif")
    tag(document, "endfor")
    tag(document, "endif")


def _views(document: Any) -> None:
    tag(document, "if synpunkter")
    document.add_heading("Gruppens synpunkter och rekommendation", 1).paragraph_format.page_break_before = True
    paragraph(
        document,
        "Fyll i här eller i Excel-filen och läs in filen igen. Rekommendationen är ett av orden {{ rekommendationer }}. "
        "Skriv inget om enskilda deltagare.",
        "Anvisning",
    )
    tag(document, "for s in synpunkter")
    made = table(
        document,
        "Synpunkter på {{ s.dnr }}",
        "Varje parts synpunkt på ärendet, och gruppens rekommendation med skäl.",
        (5.0, 21.4),
        ("{{ s.dnr }}", "{{ s.insats }}"),
    )
    for title, name in (
        *((part, key.lower()) for key, part in PARTIES.items()),
        ("Rekommendation", "rekommendation"),
        ("Skäl", "motivering"),
        ("Jäv", "jav"),
    ):
        for cell in row(made, title, f"{{{{ s.{name} }}}}"):
            if name != "jav":
                cell.paragraphs[0].paragraph_format.keep_with_next = True
    paragraph(document, "", "Liten").paragraph_format.space_after = Pt(4)
    tag(document, "endfor")
    tag(document, "endif")


if __name__ == "__main__":
    (HERE / "moteshandling.docx").write_bytes(overview_template())
