"""The second half of the memo's template: discussion, questions, what people write, and the appendix."""

from __future__ import annotations

from typing import Any

from docx.shared import Cm, Pt

from reports.memo_model import BLANK
from reports.templates.looks import (
    bullet,
    bullets,
    numbered,
    paragraph,
    room,
    row,
    runs,
    table,
    tag,
    tag_row,
    tighten,
)

_QUESTIONS = 5


def discussion(document: Any) -> None:
    """The discussion points and what the application says to each."""
    tag(document, "if punkter")
    document.add_heading("Diskussionspunkter", 1)
    made = table(
        document,
        "Diskussionspunkter",
        "Varje punkt och vad ansökan själv säger om den.",
        (8.6, 7.8),
        ("Fråga", "Ansökan säger"),
    )
    tag_row(made, "for p in punkter")
    tighten(made)
    cells = row(made, "{{ loop.index }}. {{ p.fraga }}", "{{ p.svar }}", style="Tabelltext tät")
    runs(
        cells[1].paragraphs[0],
        ("{% for c in p.citat %} ", None),
        ("”{{ c.text }}”", "Citat i text"),
        (" ({{ c.kort_plats }}){% endfor %}", None),
    )
    tag_row(made, "endfor")
    tag(document, "endif")


def questions(document: Any) -> None:
    """Risks, and the questions to the applicant by weight."""
    document.add_heading("Risker och frågor till sökanden", 1)
    bullets(document, "risker")
    for heading, name in (
        ("Måste besvaras före beslut", "fragor_maste"),
        ("Bör besvaras", "fragor_bor"),
    ):
        tag(document, f"if {name}")
        document.add_heading(heading, 2)
        tag(document, f"for q in {name}")
        runs(
            numbered(document, "", _QUESTIONS),
            ("{{ q.namn }}. ", "fet"),
            ("{{ q.rad }}", None),
            ("{% if q.grund != 'Eget kriterium' %} ({{ q.grund }}){% endif %}", "Dämpad"),
        )
        tag(document, "endfor")
        tag(document, "endif")
    tag(document, "if fragor_bor_fler")
    paragraph(document, "Fler frågor kan ställas om {{ fragor_bor_fler }}.", "Tabellfot")
    tag(document, "endif")
    tag(document, "if not fragor_maste and not fragor_bor")
    paragraph(document, "Granskningen gav inga frågor till sökanden.")
    tag(document, "endif")


def human_judgement(document: Any) -> None:
    """Room for the group's and the manager's own words, and the signature."""
    document.add_heading("Beredningsgruppens synpunkter", 1)
    paragraph(document, "Skrivs efter beredningsgruppens möte.", "Anvisning")
    room(document, 1)
    document.add_heading("Förbundschefens samlade bedömning", 1)
    tag(document, "for stycke in samlad_bedomning")
    paragraph(document, "{{ stycke }}")
    tag(document, "else")
    paragraph(document, "Skrivs av förbundschefen.", "Anvisning")
    room(document, 1)
    tag(document, "endfor")
    tag(document, "if bedomd_av")
    paragraph(document, "{{ bedomd_av }}", "Liten")
    tag(document, "endif")
    signature = paragraph(document, f"{BLANK}{BLANK}")
    signature.paragraph_format.space_before, signature.paragraph_format.keep_with_next = Pt(6), True
    signature.paragraph_format.space_after = Pt(0)
    paragraph(document, "Förbundschef")
    document.add_heading("Beslut skickas till", 1)
    paragraph(document, f"{{{{ skickas_till|join(', ') or '{BLANK}' }}}}")


def appendix(document: Any) -> None:
    """The long evidence, on a page of its own."""
    document.add_heading("Bilaga: belägg", 1).paragraph_format.page_break_before = True
    paragraph(
        document,
        "Alla citat som bedömningen vilar på, ordagrant. Säkerheten är kalibrerad: av bedömningar med 90 % är nio av "
        "tio rätt. Profil: {{ profil }}. Fil: {{ fil }}.",
    )
    made = table(
        document,
        "Belägg för bedömningen",
        "Kriteriet, bedömningen med sin säkerhet, och citaten med plats.",
        (3.5, 2.6, 10.3),
        ("Kriterium", "Bedömning, säkerhet", "Skäl och citat"),
    )
    tag_row(made, "for b in belagg")
    cells = row(made, "{{ b.namn }}", "", "{%p if b.skal %}")
    runs(cells[1].paragraphs[0], ("{{ b.status }} ", None), ("{{ b.sakerhet }}", "Dämpad"))
    paragraph(cells[2], "{{ b.skal }}", "Tabelltext")
    tag(cells[2], "endif")
    tag(cells[2], "for c in b.citat")
    runs(paragraph(cells[2], "", "Tabelltext"), ("”{{ c.text }}”", "Citat i text"), (" ({{ c.plats }})", None))
    tag(cells[2], "endfor")
    tag_row(made, "endfor")
    for name, heading, line in (
        ("mal_ordagrant", "Målen ordagrant", "”{{ rad.text }}” ({{ rad.plats }})"),
        ("ekonomi.utrakning_mer", "Fler uträkningar", "{{ rad }}"),
    ):
        tag(document, f"if {name}")
        document.add_heading(heading, 2)
        tag(document, f"for rad in {name}")
        bullet(document, line)
        tag(document, "endfor")
        tag(document, "endif")
    paragraph(document, "Filens SHA-256: {{ fingeravtryck }}", "Liten").paragraph_format.space_before = Cm(0.3)
