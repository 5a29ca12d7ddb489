"""Text PDFs made on the spot by typst, read back to blocks and margins."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
import typst

from extractors.errors import Unreadable
from extractors.limits import DEFAULT, Limits
from extractors.model import Document
from extractors.read import read

PROSE = (
    "Kommunen har tillsammans med Försäkringskassan sett att allt fler unga vuxna blir kvar länge i sjukskrivning utan "
    "att någon part har hela bilden. Vårdcentralen, Arbetsförmedlingen och socialtjänsten möter ofta samma person utan "
    "att veta om det. En gemensam kartläggning under våren visade att sextio personer hade fler än fyra handläggare. "
)


def made(folder: Path, markup: str, page: str = 'paper: "a4", margin: 2.5cm') -> Path:
    path = folder / "ansokan.pdf"
    head = f'#set page({page})\n#set text(lang: "sv", size: 11pt)\n'
    path.write_bytes(typst.compile((head + markup).encode()))
    return path


def texts(document: Document, kind: str) -> list[str]:
    return [b.text for b in document.blocks if b.kind == kind]


def margins(document: Document, kind: str) -> list[str]:
    return [m.text for m in document.margins if m.kind == kind]


def test_headings_are_told_by_size_weight_and_capitals_and_the_largest_is_the_title(tmp_path: Path) -> None:
    sections = "\n\n".join(f"{heading}\n\n{PROSE}" for heading in ("*Bakgrund*", "*Mål och syfte*", "MÅLGRUPP"))
    markup = f"#text(18pt)[Ansökan om medel]\n\n{sections}"
    document = read(made(tmp_path, markup))
    assert texts(document, "titel") == ["Ansökan om medel"]
    assert texts(document, "rubrik") == ["Bakgrund", "Mål och syfte", "MÅLGRUPP"]
    assert texts(document, "stycke") == [PROSE.strip()] * 3
    assert document.loss.share == 1.0


def test_words_parted_at_line_ends_are_mended_but_real_hyphens_stay(tmp_path: Path) -> None:
    text = "samverkansinsatserna läs- och skrivsvårigheter Dals-Ed Malmö-Lund 20-årsdagen arbetsmarknadspolitiken "
    markup = f"#set text(hyphenate: true)\n#set par(justify: true)\n#box(width: 6.3cm)[{text * 12}]"
    document = read(made(tmp_path, markup))
    found = " ".join(b.text for b in document.blocks).split()
    assert found == (text * 12).split()


def test_a_paragraph_over_a_page_break_is_one(tmp_path: Path) -> None:
    document = read(made(tmp_path, PROSE * 20))
    assert document.pages == 2
    assert [b.text for b in document.blocks] == [(PROSE * 20).strip()]


def test_short_lines_of_their_own_are_not_joined(tmp_path: Path) -> None:
    markup = "Datum 2025-05-20 \\\nDnr 2025/14 \\\nTill Samordningsförbundet Exempel \\\nSökande: Exempels kommun"
    document = read(made(tmp_path, markup))
    assert [b.text for b in document.blocks] == [
        "Datum 2025-05-20",
        "Dnr 2025/14",
        "Till Samordningsförbundet Exempel",
        "Sökande: Exempels kommun",
    ]


def test_list_items_lose_their_marks(tmp_path: Path) -> None:
    document = read(
        made(tmp_path, "Vi vill:\n- nå fler unga vuxna i kommunen\n- korta vägen till arbete\n\n1. Starta\n2. Avsluta")
    )
    assert texts(document, "lista") == ["nå fler unga vuxna i kommunen", "korta vägen till arbete", "Starta", "Avsluta"]


def test_headers_footers_and_page_marks_are_set_apart(tmp_path: Path) -> None:
    page = (
        'paper: "a4", margin: 2.5cm, header: [Samordningsförbundet Exempel #h(1fr) Dnr 7/2025], '
        'footer: context [#h(1fr) Sida #counter(page).display("1 (1)", both: true)]'
    )
    document = read(made(tmp_path, PROSE * 20, page))
    assert [b.text for b in document.blocks] == [(PROSE * 20).strip()]
    assert margins(document, "sidhuvud") == ["Samordningsförbundet Exempel", "Dnr 7/2025"] * 2
    assert margins(document, "sidfot") == ["Sida 1 (2)", "Sida 2 (2)"]


def test_footnotes_and_their_marks_leave_the_text(tmp_path: Path) -> None:
    document = read(
        made(tmp_path, f"Deltagarna registreras i SUS#footnote[System för uppföljning.] från start. {PROSE}")
    )
    assert document.blocks[0].text.startswith("Deltagarna registreras i SUS från start.")
    assert margins(document, "fotnot") == ["System för uppföljning."]


def test_a_contents_list_is_no_part_of_the_text(tmp_path: Path) -> None:
    document = read(made(tmp_path, f"#outline(title: [Innehåll])\n= Bakgrund\n{PROSE}\n= Budget\n{PROSE}"))
    assert texts(document, "rubrik") + texts(document, "titel") == ["Bakgrund", "Budget"] or len(document.blocks) == 4
    assert len(margins(document, "innehall")) == 3


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    markup = f"*Bakgrund*\n\n{PROSE * 6}\n\n*Mål*\n\n{PROSE * 4}"
    document = read(made(tmp_path, markup, 'paper: "a4", margin: 2cm, columns: 2'))
    assert [b.text for b in document.blocks] == ["Bakgrund", (PROSE * 6).strip(), "Mål", (PROSE * 4).strip()]


BUDGET = (
    "[Kostnad], [2025], [2026], [Processledare 100 %], [700 000], [720 000], "
    "[Lokal], [50 000], [50 000], [Summa], [750 000], [770 000]"
)
BUDGET_ROWS = [
    ("Kostnad", "2025", "2026"),
    ("Processledare 100 %", "700 000", "720 000"),
    ("Lokal", "50 000", "50 000"),
    ("Summa", "750 000", "770 000"),
]


@pytest.mark.parametrize("stroke", ["1pt", "none", "(x: none, y: 0.5pt)"])
def test_tables_with_and_without_rules_keep_their_rows_and_cells(tmp_path: Path, stroke: str) -> None:
    markup = f"{PROSE}\n#table(columns: (1fr, auto, auto), stroke: {stroke}, {BUDGET})\n{PROSE}"
    document = read(made(tmp_path, markup))
    rows = [b for b in document.blocks if b.kind == "rad"]
    assert [r.cells for r in rows] == BUDGET_ROWS
    assert [r.row for r in rows] == [0, 1, 2, 3]
    assert {r.table for r in rows} == {0}
    assert rows[1].text == "Processledare 100 % | 700 000 | 720 000"
    assert [b.kind for b in document.blocks] == ["stycke", *["rad"] * 4, "stycke"]


def test_a_table_over_a_page_break_is_one_and_its_repeated_header_is_read_once(tmp_path: Path) -> None:
    cells = ", ".join(f"[Post nummer {i}], [{i} 000]" for i in range(1, 61))
    markup = f"#table(columns: (1fr, 3cm), table.header([Kostnad], [Kronor]), {cells})"
    document = read(made(tmp_path, markup))
    rows = [b for b in document.blocks if b.kind == "rad"]
    assert document.pages > 1
    assert [r.row for r in rows] == list(range(61))
    assert {r.table for r in rows} == {0}


def test_a_form_laid_out_as_a_table_is_unfolded(tmp_path: Path) -> None:
    cells = ", ".join(
        f"[*{prompt}*], [{PROSE}]" for prompt in ("Varför behövs insatsen?", "Vad ska göras?", "Målgrupp")
    )
    markup = f"#table(columns: (4cm, 1fr), {cells})"
    document = read(made(tmp_path, markup))
    assert texts(document, "rubrik") == ["Varför behövs insatsen?", "Vad ska göras?", "Målgrupp"]
    assert texts(document, "stycke") == [PROSE.strip()] * 3


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_turned_pages_are_read_upright(tmp_path: Path, degrees: int) -> None:
    path = made(tmp_path, f"#rotate({degrees}deg, reflow: true)[#box(width: 14cm)[{PROSE}]]")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].rotate(-degrees, relative=True)
        pdf.save(path)
    assert [b.text for b in read(path).blocks] == [PROSE.strip()]


def test_text_on_the_slant_is_no_part_of_the_body(tmp_path: Path) -> None:
    document = read(made(tmp_path, f"#place(center + horizon, rotate(-45deg, text(60pt)[UTKAST]))\n{PROSE}"))
    assert [b.text for b in document.blocks] == [PROSE.strip()]
    assert margins(document, "sidhuvud") == ["UTKAST"]


def test_an_owner_password_does_not_hinder_but_a_user_password_does(tmp_path: Path) -> None:
    path = made(tmp_path, PROSE)
    with pikepdf.open(path) as pdf:
        pdf.save(tmp_path / "agare.pdf", encryption=pikepdf.Encryption(owner="hemligt", user=""))
        pdf.save(tmp_path / "last.pdf", encryption=pikepdf.Encryption(owner="hemligt", user="hemligt"))
    assert read(tmp_path / "agare.pdf").blocks[0].text == PROSE.strip()
    with pytest.raises(Unreadable) as caught:
        read(tmp_path / "last.pdf")
    assert caught.value.code == "krypterad"


def test_a_broken_cross_reference_is_mended_and_rubbish_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path, PROSE)
    content = path.read_bytes()
    path.write_bytes(content[: content.rindex(b"startxref")])
    assert read(path).blocks[0].text == PROSE.strip()
    path.write_bytes(b"%PDF-1.7\nhej hej")
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert caught.value.code == "trasig"


def test_more_pages_than_allowed_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        read(made(tmp_path, "a #pagebreak() b"), Limits(pages=1))
    assert caught.value.code == "for-stor"
    assert read(made(tmp_path, "a"), DEFAULT).pages == 1
