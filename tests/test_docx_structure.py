"""Headings, lists and tables of a Word file, and what form layouts become."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.formats import docx
from extractors.limits import DEFAULT
from extractors.model import Document
from extractors.structure.forms import Row, is_data, table_blocks
from extractors.structure.forms import cell as plain_cell
from tests.docx_builder import bold, cell, control, listed, par, row, run, table, word_file

LONG = "Unga vuxna i kommunen har i flera år stått utan arbete och studier. " * 4


def read(tmp_path: Path, body: str, **parts: str) -> Document:
    return docx.read(word_file(tmp_path / "a.docx", body, **parts), DEFAULT)


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(b.kind, b.text) for b in document.blocks]


def test_headings_by_style_in_any_language_by_inheritance_and_by_outline(tmp_path: Path) -> None:
    outline = '<w:outlineLvl w:val="2"/>'
    body = (
        par("Ansökan om insatsmedel", style="Rubrik") + par("Syfte", style="Rubrik1") + par("Behov", style="Egen")
        + par("Läget", properties=outline) + par("Text.") + par(LONG, style="Rubrik2")
    )  # fmt: skip
    document = read(tmp_path, body)
    assert [(b.kind, b.level) for b in document.blocks] == [
        ("titel", None), ("rubrik", 1), ("rubrik", 2), ("rubrik", 3), ("stycke", None), ("stycke", None),
    ]  # fmt: skip


def test_the_only_first_level_heading_at_the_top_is_the_title(tmp_path: Path) -> None:
    document = read(tmp_path, par("Bryggan", style="Rubrik1") + par("Syfte", style="Rubrik2") + par("Text."))
    assert [b.kind for b in document.blocks] == ["titel", "rubrik", "stycke"]


def test_several_first_level_headings_are_sections_unless_the_first_names_an_application(tmp_path: Path) -> None:
    rest = par("Text.") + par("Mål", style="Rubrik1")
    assert read(tmp_path, par("Syfte", style="Rubrik1") + rest).blocks[0].kind == "rubrik"
    assert read(tmp_path, par("Ansökan", style="Rubrik1") + rest).blocks[0].kind == "titel"


def test_bold_and_size_come_from_runs_styles_and_defaults(tmp_path: Path) -> None:
    body = (
        par(run("Allt", "<w:b/>"), run(" fett", "<w:b/>"))
        + par(run("Halvt", "<w:b/>"), " fett")
        + par("Mål", style="Rubrik1")
    )
    blocks = read(tmp_path, body + par("Text")).blocks
    assert [(b.bold, b.size) for b in blocks] == [(True, 11.0), (False, 11.0), (True, 16.0), (False, 11.0)]


def test_a_short_list_number_above_running_text_is_a_heading(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    fat = "<w:b/>"
    one = par(run("Bakgrund", fat), properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
    document = read(tmp_path, one + par(LONG) + listed("Vilka deltar") + par(LONG), numbering=numbering)
    assert [(b.kind, b.text[:15]) for b in document.blocks][::2] == [
        ("rubrik", "1. Bakgrund"),
        ("stycke", "2. Vilka deltar"),
    ]


def test_a_budget_keeps_its_rows_and_its_columns(tmp_path: Path) -> None:
    body = table(
        row(cell(bold("Kostnad")), cell(bold("Anmärkning")), cell(bold("2026")), cell(bold("2027"))),
        row("Coach", "heltid", "620 000", "640 000"),
        row(cell("Summa", properties='<w:gridSpan w:val="2"/>'), "620 000", "640 000"),
    )
    blocks = read(tmp_path, body).blocks
    assert [b.kind for b in blocks] == ["rad"] * 3
    assert [b.header_row for b in blocks] == [True, False, False]
    assert blocks[2].cells == ("Summa", "", "620 000", "640 000")
    assert [(b.table, b.row) for b in blocks] == [(0, 0), (0, 1), (0, 2)]
    assert blocks[1].text == "Coach | heltid | 620 000 | 640 000"


def test_a_cell_merged_downwards_is_read_once(tmp_path: Path) -> None:
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        row(cell(bold("Part")), cell(bold("Åtagande"))),
        row(cell("Kommunen", properties=start), "Lokal"),
        row(cell(properties=on), "Coach"),
    )
    assert [b.cells for b in read(tmp_path, body).blocks][1:] == [("Kommunen", "Lokal"), ("", "Coach")]


@pytest.mark.parametrize("marked", ["row", "style"])
def test_header_rows_that_the_file_or_the_table_style_marks(tmp_path: Path, marked: str) -> None:
    properties = '<w:tblStyle w:val="Rutnt"/><w:tblLook w:firstRow="1"/>' if marked == "style" else ""
    first = row("Part", "Åtagande", properties="<w:tblHeader/>" if marked == "row" else "")
    blocks = read(tmp_path, table(first, row("Kommunen", "Lokal"), properties=properties)).blocks
    assert [b.header_row for b in blocks] == [True, False]


def test_labels_and_short_values_stay_rows(tmp_path: Path) -> None:
    body = table(
        row("Insatsens namn", "Bryggan"),
        row("Datum", control("<w:tc>" + par("2026-01-02") + "</w:tc>")),
        row("Kontakt", ""),
    )
    assert kinds(read(tmp_path, body)) == [
        ("rad", "Insatsens namn | Bryggan"),
        ("rad", "Datum | 2026-01-02"),
        ("rad", "Kontakt |"),
    ]


def test_a_form_of_one_column_becomes_headings_and_text(tmp_path: Path) -> None:
    answer = cell(par(LONG), par("- tio deltagare"), table(row("Maj", "Start"), row("Juni", "Slut")), "<w:p/>")
    body = table(row(cell(bold("Bakgrund"))), row(LONG), row("2. Hur ska ni arbeta?"), row(answer))
    found = kinds(read(tmp_path, body))
    assert [k for k, _ in found] == ["rubrik", "stycke", "rubrik", "stycke", "lista", "rad", "rad"]
    assert found[4][1] == "tio deltagare"
    assert found[5][1] == "Maj | Start"


def test_a_prompt_beside_a_long_answer_becomes_a_heading(tmp_path: Path) -> None:
    body = table(
        row("Insatsens namn", "Bryggan"),
        row("Syfte och bakgrund", cell(LONG, LONG)),
        row(cell(bold("Målgrupp"), par(run("Beskriv vilka som ska delta.", "<w:i/>"))), LONG),
    )
    assert [k for k, _ in kinds(read(tmp_path, body))] == [
        "rad",
        "rubrik",
        "stycke",
        "stycke",
        "rubrik",
        "stycke",
        "stycke",
    ]


def test_cells_with_a_small_label_above_a_value_become_pairs(tmp_path: Path) -> None:
    small = '<w:sz w:val="16"/>'
    body = table(
        row(cell(par(run("Insats", small)), "Spår 0"), cell(par(run("Förbund", small)), "Värend")),
        row(cell(par(run("Sökande", small)), "Växjö kommun", properties='<w:gridSpan w:val="2"/>')),
    )
    assert [b.cells for b in read(tmp_path, body).blocks] == [
        ("Insats", "Spår 0"),
        ("Förbund", "Värend"),
        ("Sökande", "Växjö kommun"),
    ]


def test_signatures_side_by_side_become_lines(tmp_path: Path) -> None:
    body = par("Underskrifter") + table(row(cell("Anna Ek", "socialchef"), cell("Bo Al", "enhetschef")))
    assert [t for _, t in kinds(read(tmp_path, body))][1:] == ["Anna Ek", "socialchef", "Bo Al", "enhetschef"]


def test_amounts_lined_up_with_tabs_become_rows(tmp_path: Path) -> None:
    tab = "<w:r><w:tab/></w:r>"
    body = (
        par("Post", tab, "2026", tab, "2027")
        + par("Coach", tab, tab, "84 000", tab, "85 000")
        + par("Kontakt:", tab, "Bo")
    )
    blocks = read(tmp_path, body).blocks
    assert [b.cells for b in blocks] == [("Post", "2026", "2027"), ("Coach", "84 000", "85 000"), ()]
    assert blocks[2].text == "Kontakt: Bo"


def test_plain_lines_of_any_reader_can_be_laid_out() -> None:
    rows = [
        Row((plain_cell(["Syfte"]), plain_cell([LONG, LONG], column=1))),
        Row((plain_cell(["Datum"]), plain_cell(["2026"], column=1))),
    ]
    assert [b.kind for b in table_blocks(rows, 0)] == ["rubrik", "stycke", "stycke", "rad"]


def test_what_counts_as_data() -> None:
    def rows(*lines: tuple[str, ...], header: bool = False) -> list[Row]:
        return [
            Row(tuple(plain_cell([t], column=c, bold=header and i == 0) for c, t in enumerate(r)))
            for i, r in enumerate(lines)
        ]

    assert is_data(rows(("Coach", "620 000"), ("Lokal", "84 000 kr")))
    assert is_data(rows(("Part", "Åtagande"), ("Kommunen", "Lokal"), header=True))
    assert not is_data(rows(("Syfte", LONG), ("Mål", LONG)))
    assert not is_data(rows(("Uppgift", "Svar"), ("Syfte", LONG), ("Mål", LONG), header=True))
