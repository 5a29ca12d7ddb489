"""Make the shipped memo template: ``python -m reports.templates.make``.

The template is an ordinary Word file with real styles, and a förbundschef changes its wording and looks in Word. This
module is there so that the first version can be read as code and made again. The tags' names are the fields of
``reports.memo_model``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reports.memo_model import BLANK
from reports.templates.looks import (
    bullet,
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
    tighten,
)
from reports.templates.memo_ending import appendix, discussion, human_judgement, questions

HERE = Path(__file__).resolve().parent
_GRANT, _RETURN, _REJECT, _PAPERS = 1, 2, 3, 4


def _head(document: Any) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    page_number(section.first_page_header.paragraphs[0])
    later = section.header.paragraphs[0]
    later.add_run("{{ rubrik }}")
    page_number(later)
    foot = (
        "Utkast från beredning {{ version }}, {{ datum }}. Programmet redovisar vad som hittats i handlingen. "
        "Människor bedömer och beslutar."
    )
    for footer in (section.footer, section.first_page_footer):
        footer.paragraphs[0].add_run(foot)
    paragraph(document, "{{ forbund }}", "Avsändare")
    paragraph(document, "Tjänsteskrivelse – beredning av ansökan", "Handlingstyp")
    made = table(
        document,
        "Ärendets uppgifter",
        "Datum, diarienummer, handläggare och mottagare.",
        (3.6, 3.6, 4.2, 5.0),
        ("Datum", "Diarienummer", "Handläggare", "Till"),
    )
    row(made, "{{ datum }}", "{{ dnr }}", "{{ handlaggare }}", "Styrelsen")
    paragraph(document, "{{ rubrik }}", "Title")
    tag(document, "if ny_version")
    paragraph(document, "{{ ny_version }}", "Ruta")
    tag(document, "endif")


def _not_an_application(document: Any) -> None:
    document.add_heading("Vad som hittades", 1)
    paragraph(
        document,
        "Handlingen {{ fil }} ser ut att vara något annat än en ansökan. Därför redovisas inga kriterier här, och "
        "inget förslag till beslut är skrivet.",
    )
    paragraph(document, "Den har de här rubrikerna eller inleds så här:").paragraph_format.keep_with_next = True
    bullets(document, "tecken")
    document.add_heading("Vad du kan göra", 1)
    for text in (
        "Är det fel fil: be avsändaren om ansökan.",
        "Är det en bilaga: lägg den i samma mapp eller e-post som ansökan och granska dem tillsammans.",
        "Är det ändå en ansökan: bedöm den själv. I granskningens JSON-fil finns fynden för varje kriterium.",
    ):
        bullet(document, text)


def _proposal(document: Any) -> None:
    document.add_heading("Förslag till beslut", 1)
    paragraph(document, "Utkast. Välj ett av alternativen, anpassa texten och ta bort de andra.", "Anvisning")
    document.add_heading("Alternativ A: bevilja", 2)
    numbered(
        document,
        "Styrelsen beviljar {{ sokande }} {{ sokt_belopp }} i insatsmedel till insatsen {{ insats }} för tiden {{ tid }}.",
        _GRANT,
    )
    numbered(document, "{{ agare[0]|upper }}{{ agare[1:] }} är {{ agarterm }}.", _GRANT)
    numbered(
        document,
        "Som villkor gäller att förbundet och de deltagande parterna har ingått en överenskommelse innan insatsen "
        "startar, att insatsen registreras i Uppföljning Finsam och att {{ rapportering }} lämnas till styrelsen.",
        _GRANT,
    )
    document.add_heading("Alternativ B: återremittera", 2)
    tag(document, "if aterremiss_punkter")
    numbered(document, "Styrelsen återremitterar ansökan till {{ sokande }} för svar på följande frågor:", _RETURN)
    tag(document, "for punkt in aterremiss_punkter")
    numbered(document, "{{ punkt }}", _RETURN, level=1)
    tag(document, "endfor")
    tag(document, "else")
    numbered(
        document,
        f"Styrelsen återremitterar ansökan till {{{{ sokande }}}} för komplettering i fråga om {BLANK}.",
        _RETURN,
    )
    tag(document, "endif")
    numbered(document, f"Ärendet tas upp igen vid styrelsens sammanträde den {BLANK}.", _RETURN)
    document.add_heading("Alternativ C: avslå", 2)
    numbered(document, "Styrelsen avslår ansökan om insatsmedel till insatsen {{ insats }}.", _REJECT)
    numbered(document, f"Skälet är att {BLANK}.", _REJECT)


def _case(document: Any) -> None:
    document.add_heading("Sammanfattning", 1)
    tag(document, "for stycke in sammanfattning")
    paragraph(document, "{{ stycke }}")
    tag(document, "endfor")
    document.add_heading("Fakta i ärendet", 1)
    made = table(document, "Fakta i ärendet", "En uppgift på varje rad.", (4.0, 12.4), ("Uppgift", "Enligt ansökan"))
    tighten(made)
    tag_row(made, "for rad in fakta")
    row(made, "{{ rad.namn }}", "{{ rad.varde }}")
    tag_row(made, "endfor")
    document.add_heading("Beslutsunderlag", 1)
    tag(document, "for rad in underlag")
    numbered(document, "{{ rad }}", _PAPERS)
    tag(document, "endfor")
    document.add_heading("Ärendets beredning", 1)
    heads = ("Ansökan inkom", "Granskad", "Komplettering begärd", "Komplettering inkom", "Beredningsgrupp", "Styrelse")
    made = table(document, "Ärendets beredning", "Datum för varje steg.", (2.6, 2.9, 2.9, 2.8, 2.7, 2.5), heads)
    row(
        made,
        *("{{ steg." + name + " }}" for name in ("inkom", "granskad", "begard", "komplettering", "grupp", "styrelse")),
    )
    tag(document, "if andringar")
    document.add_heading("Ändrat sedan förra versionen av ansökan", 2)
    bullets(document, "andringar")
    tag(document, "endif")


def _formal(document: Any) -> None:
    document.add_heading("Formell granskning", 1)
    made = table(
        document,
        "Avsnitt i ansökan",
        "För varje avsnitt: rubriken och sidan där det finns, hur långt det är och hur mycket det säger.",
        (4.0, 7.6, 2.0, 2.8),
        ("Avsnitt", "Finns i ansökan", "Omfattning", "Innehåll"),
    )
    tag_row(made, "for rad in avsnitt")
    tighten(made)
    row(made, "{{ rad.namn }}", "{{ rad.plats }}", "{{ rad.omfang }}", "{{ rad.halt or '–' }}", style="Tabelltext tät")
    tag_row(made, "endfor")
    paragraph(document, "{{ lasning|join(' ') }}", "Tabellfot")
    bullets(document, "flaggor")


def _judgement(document: Any) -> None:
    document.add_heading("Bedömning mot lag och kriterier", 1)
    paragraph(document, "{{ grunder }}")
    tag(document, "if brister")
    document.add_heading("Avviker, saknas eller är delvis uppfyllt", 2)
    made = table(
        document,
        "Kriterier som inte är helt uppfyllda",
        "Vad kriteriet vilar på, dess namn, hur tungt det väger, bedömningen i ord, och skälet med citat ur ansökan.",
        (2.4, 3.6, 1.6, 2.0, 6.8),
        ("Grund", "Kriterium", "Vikt", "Bedömning", "Skäl och citat"),
    )
    tag_row(made, "for f in brister")
    tighten(made)
    _, _, _, status, why = row(made, "{{ f.grund }}", "{{ f.namn }}", "{{ f.vikt }}", "", "", style="Tabelltext tät")
    runs(status.paragraphs[0], ("{{ f.status }}", "fet"))
    runs(
        why.paragraphs[0],
        ("{% if f.skal %}{{ f.skal }} {% endif %}{% for c in f.citat %}", None),
        ("”{{ c.text }}”", "Citat i text"),
        (" ({{ c.kort_plats }}) {% endfor %}", None),
        ("{% if f.osaker %}{{ f.osaker }}.{% endif %}", "Dämpad"),
    )
    tag_row(made, "endfor")
    tag(document, "endif")
    _listed(document, "Hittades inte", "saknas")
    tag(document, "if avsteg")
    document.add_heading("Bedömningar som en människa har ändrat", 2)
    made = table(
        document,
        "Bedömningar som en människa har ändrat",
        "Kriteriet, vad programmet fann, vad som gäller, skälet, och vem som beslutade när.",
        (3.5, 1.9, 1.9, 5.6, 3.5),
        ("Kriterium", "Programmet", "Gäller", "Skäl", "Vem och när"),
    )
    tag_row(made, "for a in avsteg")
    row(made, "{{ a.namn }}", "{{ a.program }}", "{{ a.beslutad }}", "{{ a.skal }}", "{{ a.vem }}")
    tag_row(made, "endfor")
    tag(document, "endif")
    _listed(document, "Uppfyllt", "uppfyllt")
    paragraph(
        document, "Citaten som visar det står i bilagan. (?) betyder att fyndet är osäkert: bedöm själv.", "Tabellfot"
    )


def _listed(document: Any, heading: str, name: str) -> None:
    """Criteria as running text, a paragraph for each ground."""
    tag(document, f"if {name}")
    document.add_heading(heading, 2)
    tag(document, f"for rad in {name}")
    runs(paragraph(document, "", "Räkning"), ("{{ rad.namn }}: ", "fet"), ("{{ rad.varde }}", None))
    tag(document, "endfor")
    tag(document, "endif")


def _parties(document: Any) -> None:
    document.add_heading("Parterna", 1)
    made = table(
        document,
        "De fyra slagen av parter",
        "För varje slag av part: om den nämns, vad den åtar sig och om den har skrivit under.",
        (2.4, 3.5, 3.5, 3.5, 3.5),
        ("", "Arbetsförmedlingen", "Försäkringskassan", "Region", "Kommun"),
    )
    made.rows[0].cells[0].paragraphs[0].add_run("Fråga")
    for label, name in (
        ("Vem", "namn"),
        ("Nämns", "namnd"),
        ("Åtagande", "atagande"),
        ("Underskrift", "underskrift"),
    ):
        row(made, label, *(f"{{{{ parter.{kind}.{name} }}}}" for kind in ("af", "fk", "region", "kommun")))
    paragraph(document, "{{ parter_slutsats }}", "Tabellfot")


def _goals(document: Any) -> None:
    document.add_heading("Mål", 1)
    tag(document, "if mal")
    made = table(
        document,
        "Mål",
        "Varje mål med sitt slag och de fem bokstäverna i SMART.",
        (9.6, 2.3, 0.9, 0.9, 0.9, 0.9, 0.9),
        ("Mål", "Gäller", "S", "M", "A", "R", "T"),
    )
    tag_row(made, "for m in mal")
    row(made, "{{ m.text }} ({{ m.plats }})", "{{ m.slag }}", *(f"{{{{ m.{letter} }}}}" for letter in "smart"))
    tag_row(made, "endfor")
    paragraph(document, "{{ mal_forklaring }}{% if mal_fler %} {{ mal_fler }}{% endif %}", "Tabellfot")
    tag(document, "else")
    paragraph(document, "Inga mål hittades i ansökan.")
    tag(document, "endif")


def _economy(document: Any) -> None:
    document.add_heading("Ekonomi", 1)
    paragraph(document, "{{ ekonomi.slutsats }}").paragraph_format.keep_with_next = True
    tag(document, "if ekonomi.perioder")
    made = table(
        document,
        "Kostnader per period",
        "För varje år eller period: posterna och vad de blir tillsammans, i kronor.",
        (2.6, 11.2, 2.6),
        ("Period", "Poster, kronor", "Posternas summa"),
    )
    tag_row(made, "for p in ekonomi.perioder")
    cells = row(made, "{{ p.period }}", "{{ p.poster }}", "{{ p.summa }}")
    for cell in (made.rows[0].cells[2], cells[2]):
        cell.paragraphs[0].alignment = 2
    tag_row(made, "endfor")
    tag(document, "endif")
    tag(document, "for rad in ekonomi.utrakning")
    paragraph(document, "{{ rad }}", "Räkning")
    tag(document, "endfor")
    tag(document, "if ekonomi.utrakning_mer")
    paragraph(document, "Fler uträkningar står i bilagan.", "Räkning")
    tag(document, "endif")
    runs(paragraph(document, "", "Räkning"), ("Kostnad per deltagare: ", "fet"), ("{{ ekonomi.per_deltagare }}.", None))
    runs(
        paragraph(document, "", "Räkning"),
        ("Parternas egna medel: ", "fet"),
        ("{% for c in ekonomi.egna_medel %}", None),
        ("”{{ c.text }}”", "Citat i text"),
        (" ({{ c.plats }}) {% else %}inget hittades i ansökan.{% endfor %}", None),
    )


def memo_template() -> bytes:
    """The memo's template as a Word file."""
    document = new_document()
    _head(document)
    tag(document, "if not ar_ansokan")
    _not_an_application(document)
    tag(document, "else")
    for part in (
        _proposal, _case, _formal, _judgement, _parties, _goals, _economy, discussion, questions, human_judgement,
        appendix,
    ):  # fmt: skip
        part(document)
    tag(document, "endif")
    return template_file(document, "Beredning: mall")


if __name__ == "__main__":
    (HERE / "beredning.docx").write_bytes(memo_template())
