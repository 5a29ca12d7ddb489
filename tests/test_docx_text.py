"""The words of a Word file: none lost, none twice, each in its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.formats import docx
from extractors.formats._docx_numbering import drawn
from extractors.limits import DEFAULT
from extractors.model import Document
from tests.docx_builder import control, field, form_field, level, listed, number, par, row, run, table, word_file

BULLETS = f'<w:abstractNum w:abstractNumId="0">{level(0, "bullet", "·")}</w:abstractNum>'
LEGAL = (
    f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "%1")}{level(1, "decimal", "%1.%2")}'
    f"{level(2, 'lowerLetter', '%3)')}</w:abstractNum>"
)
NUMBERING = f"{BULLETS}{LEGAL}{number(1, 0)}{number(2, 1)}" + number(
    3, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
)


def read(tmp_path: Path, body: str, **parts: str) -> Document:
    return docx.read(word_file(tmp_path / "a.docx", body, **parts), DEFAULT)


def texts(document: Document) -> list[str]:
    return [b.text for b in document.blocks]


def margins(document: Document, kind: str) -> list[str]:
    return [m.text for m in document.margins if m.kind == kind]


def test_words_in_controls_links_tags_and_fields_are_read(tmp_path: Path) -> None:
    body = (
        par(
            control(run("Alfa")),
            " ",
            f"<w:hyperlink>{run('beta')}</w:hyperlink>",
            f"<w:smartTag>{run(' gamma')}</w:smartTag>",
        )
        + control(par("Delta"))
        + control(table(control(row(control("<w:tc>" + par(control(run("epsilon"))) + "</w:tc>"), "zeta"))))
        + par(field("MERGEFIELD namn", run("eta")), f'<w:fldSimple w:instr="DATE">{run(" theta")}</w:fldSimple>')
    )
    document = read(tmp_path, body)
    assert texts(document) == ["Alfa beta gamma", "Delta", "epsilon | zeta", "eta theta"]
    assert document.loss.source_words == document.loss.read_words == 8
    assert document.loss.controls == 6


def test_a_text_box_is_read_once_after_the_paragraph_that_holds_it(tmp_path: Path) -> None:
    inside = f"<w:txbxContent>{par('I rutan')}</w:txbxContent>"
    body = par(
        "Före",
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><wps:txbx>"
        f"{inside}</wps:txbx></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>",
        " efter",
    )
    document = read(tmp_path, body)
    assert texts(document) == ["Före efter", "I rutan"]
    assert document.loss.text_boxes == 1
    assert document.loss.source_words == document.loss.read_words


def test_an_old_text_box_without_alternative_is_read(tmp_path: Path) -> None:
    inside = f"<w:txbxContent>{par('Gammal ruta')}</w:txbxContent>"
    box = f"<w:r><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></w:r>"
    assert texts(read(tmp_path, par(box))) == ["Gammal ruta"]


def test_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    removed = '<w:del w:id="1"><w:r><w:delText>68</w:delText></w:r></w:del>'
    body = (
        par("Fram till nu har ", removed, f"<w:ins>{run('48')}</w:ins>", " personer deltagit.")
        + par(f"<w:moveFrom>{run('Flyttad mening.')}</w:moveFrom>", properties="<w:rPr><w:moveFrom/></w:rPr>")
        + par("Ett stycke ", properties="<w:rPr><w:del/></w:rPr>")
        + par("som blev ett.")
        + table(row("Resor", "20 000"), row("Studieresa", "45 000", properties="<w:del/>"))
    )
    document = read(tmp_path, body)
    assert texts(document) == ["Fram till nu har 48 personer deltagit.", "Ett stycke som blev ett.", "Resor | 20 000"]
    assert margins(document, "borttaget")[:2] == ["68", "Flyttad mening."]
    assert [n for n in document.loss.notes if "spårade ändringar" in n]


def test_hidden_text_goes_to_the_margin_also_when_a_style_hides_it(tmp_path: Path) -> None:
    body = par(
        "Syns",
        run(" göms", "<w:vanish/>"),
        run(" också", '<w:rStyle w:val="Hemlig"/>'),
        run(" syns igen", "<w:vanish w:val='0'/>"),
    )
    document = read(tmp_path, body)
    assert texts(document) == ["Syns syns igen"]
    assert margins(document, "dolt") == ["göms också"]
    assert [n for n in document.loss.notes if "dold text" in n]


def test_notes_comments_headers_and_footers_are_margins(tmp_path: Path) -> None:
    body = par("Text", '<w:r><w:footnoteReference w:id="2"/></w:r>', '<w:r><w:commentReference w:id="0"/></w:r>')
    document = read(
        tmp_path,
        body,
        footnotes=f'<w:footnote w:id="0" w:type="separator">{par("x")}</w:footnote>'
        f'<w:footnote w:id="2">{par("En not.")}</w:footnote>',
        endnotes=f'<w:endnote w:id="3">{par("En slutnot.")}</w:endnote>',
        comments=f'<w:comment w:id="0">{par("Stämmer det?")}</w:comment>',
        header=par("Samordningsförbundet"),
        footer=par("Sida ", field("PAGE", run("1"))),
    )
    assert texts(document) == ["Text"]
    assert margins(document, "fotnot") == ["En not.", "En slutnot."]
    assert margins(document, "kommentar") == ["Stämmer det?"]
    assert margins(document, "sidhuvud") == ["Samordningsförbundet"]
    assert margins(document, "sidfot") == ["Sida 1"]
    assert document.loss.share == 1.0


@pytest.mark.parametrize("wrapped", [True, False])
def test_a_contents_list_is_a_margin(tmp_path: Path, wrapped: bool) -> None:
    entries = par("Bakgrund", "<w:r><w:tab/></w:r>", "2", style="Innehll1")
    if wrapped:
        gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
        entries = control(par("Innehåll") + entries, gallery)
    document = read(tmp_path, entries + par("Själva texten."))
    assert texts(document) == ["Själva texten."]
    assert margins(document, "innehall")[-1] == "Bakgrund 2"


def test_a_contents_field_over_several_paragraphs_ends_where_it_ends(tmp_path: Path) -> None:
    start, end = field("TOC \\o", "|").split("|")
    body = par(start, "Bakgrund 1") + par("Mål 2") + par(end) + par("Bakgrund", style="Rubrik1") + par("Texten.")
    document = read(tmp_path, body)
    assert texts(document) == ["Bakgrund", "Texten."]
    assert margins(document, "innehall") == ["Bakgrund 1", "Mål 2"]


def test_a_field_that_never_ends_swallows_nothing(tmp_path: Path) -> None:
    body = par('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "Kvar") + par("också kvar")
    assert texts(read(tmp_path, body)) == ["Kvar", "också kvar"]


def test_check_boxes_of_three_ages_show_their_state(tmp_path: Path) -> None:
    new = control(run("þ"), '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>')
    old = form_field("FORMCHECKBOX", '<w:checkBox><w:default w:val="0"/></w:checkBox>')
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    typed = run("o", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')
    body = par(new, " Ja") + par(old, " Nej") + par(sign, " Kanske") + par(typed, " Aldrig")
    assert texts(read(tmp_path, body)) == ["☒ Ja", "☐ Nej", "☒ Kanske", "☐ Aldrig"]


def test_choice_lists_tell_their_choice(tmp_path: Path) -> None:
    entries = '<w:listEntry w:val="Nej"/><w:listEntry w:val="Ja"/>'
    old = form_field("FORMDROPDOWN", f'<w:ddList><w:result w:val="1"/>{entries}</w:ddList>')
    body = par("Ny insats: ", old) + par("Part: ", control(run("Kommun"), "<w:dropDownList/>"))
    assert texts(read(tmp_path, body)) == ["Ny insats: Ja", "Part: Kommun"]


def test_a_control_that_shows_its_prompt_is_a_placeholder(tmp_path: Path) -> None:
    body = par("Datum: ", control(run("ÅÅÅÅ-MM-DD"), "<w:showingPlcHdr/><w:date/>")) + control(
        par("Svaret"), "<w:text/>"
    )
    document = read(tmp_path, body)
    assert [(b.text, b.placeholder) for b in document.blocks] == [("Datum: ÅÅÅÅ-MM-DD", True), ("Svaret", False)]


def test_breaks_tabs_hyphens_and_invisible_characters(tmp_path: Path) -> None:
    body = par(
        "Försäk\u00adrings", "<w:r><w:softHyphen/></w:r>", "kassan", "<w:r><w:tab/></w:r>", "a",
        "<w:r><w:noBreakHyphen/></w:r>", "kassa\u200b och", "<w:r><w:br/></w:r>", "kommunen a\u030a",
    )  # fmt: skip
    assert texts(read(tmp_path, body)) == ["Försäkringskassan a-kassa och kommunen å"]


def test_line_breaks_between_short_lines_or_bullets_part_blocks(tmp_path: Path) -> None:
    br = "<w:r><w:br/></w:r>"
    body = par("Ansökan", br, "Datum: 5 september 2025", br, "Sökande: Botkyrka kommun") + par(
        "Mål:", br, "- fler i arbete", br, "- färre avbrott"
    )
    assert texts(read(tmp_path, body)) == [
        "Ansökan", "Datum: 5 september 2025", "Sökande: Botkyrka kommun", "Mål:", "fler i arbete", "färre avbrott",
    ]  # fmt: skip


def test_lines_broken_by_width_are_one_paragraph(tmp_path: Path) -> None:
    br = "<w:r><w:br/></w:r>"
    body = par(
        "Insatsen vänder sig till unga vuxna som bor i kommunen och som", br,
        "har varit utan arbete i mer än ett år enligt uppgifter från", br, "Arbetsförmedlingen i länet.",
    )  # fmt: skip
    assert len(texts(read(tmp_path, body))) == 1


def test_automatic_numbers_are_restored_and_bullets_are_not_drawn(tmp_path: Path) -> None:
    body = (
        listed("Bakgrund", 2, 0, "Rubrik1") + listed("Syfte", 2, 1, "Rubrik2") + listed("Behov", 2, 1, "Rubrik2")
        + listed("första saken som räknas upp.", 2, 2) + listed("andra saken som räknas upp.", 2, 2)
        + listed("Mål", 2, 0, "Rubrik1") + listed("Delmål", 2, 1, "Rubrik2") + listed("Ny lista", 3, 0, "Rubrik1")
        + listed("en punkt", 1) + par("• en till") + par("- och en till")
    )  # fmt: skip
    document = read(tmp_path, body, numbering=NUMBERING)
    assert texts(document) == [
        "1 Bakgrund", "1.1 Syfte", "1.2 Behov", "a) första saken som räknas upp.", "b) andra saken som räknas upp.",
        "2 Mål", "2.1 Delmål", "7 Ny lista", "en punkt", "en till", "och en till",
    ]  # fmt: skip
    assert [b.kind for b in document.blocks[-3:]] == ["lista"] * 3
    assert document.loss.read_words == document.loss.source_words


def test_numbering_that_a_style_carries(tmp_path: Path) -> None:
    numbered = '<w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr>'
    styles = (
        f'<w:style w:type="paragraph" w:styleId="R1"><w:name w:val="heading 1"/>{numbered}</w:style>'
        '<w:style w:type="paragraph" w:styleId="R2"><w:name w:val="heading 2"/><w:basedOn w:val="R1"/></w:style>'
    )
    first = level(0, "upperRoman", "%1.", '<w:pStyle w:val="R1"/>')
    second = level(1, "decimal", "%1.%2", '<w:pStyle w:val="R2"/><w:isLgl/>')
    numbering = f'<w:abstractNum w:abstractNumId="4">{first}{second}</w:abstractNum>{number(5, 4)}'
    body = par("Syfte", style="R1") + par("Behov", style="R2") + par("Mål", style="R1")
    document = read(tmp_path, body, styles=styles, numbering=numbering)
    assert [(b.text, b.kind, b.level) for b in document.blocks] == [
        ("I. Syfte", "rubrik", 1), ("1.1 Behov", "rubrik", 2), ("II. Mål", "rubrik", 1),
    ]  # fmt: skip


def test_a_level_that_its_list_overrides(tmp_path: Path) -> None:
    own = level(0, "upperLetter", "Bilaga %1:")
    numbering = LEGAL + number(9, 1, f'<w:lvlOverride w:ilvl="0">{own}</w:lvlOverride>')
    document = read(
        tmp_path, listed("Budget", 9, 0, "Rubrik1") + listed("Tidplan", 9, 0, "Rubrik1"), numbering=numbering
    )
    assert texts(document) == ["Bilaga A: Budget", "Bilaga B: Tidplan"]


@given(st.integers(1, 3999))
def test_roman_numerals_are_read_back(count: int) -> None:
    worth = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    values = [worth[c] for c in drawn(count, "lowerRoman")]
    assert sum(-v if v < max(values[i:]) else v for i, v in enumerate(values)) == count


def test_pages_count_forced_and_rendered_breaks_once(tmp_path: Path) -> None:
    forced, seen = '<w:r><w:br w:type="page"/></w:r>', "<w:r><w:lastRenderedPageBreak/></w:r>"
    body = par("Ett") + par(forced) + par(seen, "Två") + par("fortsätter", seen, " på tre") + par("Tre")
    document = read(tmp_path, body)
    assert [(b.text, b.page) for b in document.blocks] == [("Ett", 1), ("Två", 2), ("fortsätter på tre", 2), ("Tre", 3)]
    assert document.pages == 3


def test_text_in_a_diagram_and_the_description_of_a_picture_are_margins(tmp_path: Path) -> None:
    picture = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" descr="Karta över länet"/><a:blip/></wp:inline></w:drawing></w:r>'
    )
    diagram = "<dgm:pt><dgm:t><a:p><a:r><a:t>Styrgrupp</a:t></a:r></a:p></dgm:t></dgm:pt>"
    document = read(tmp_path, par("Text", picture), diagramData=diagram)
    assert margins(document, "bildtext") == ["Karta över länet", "Styrgrupp"]
    assert document.loss.pictures == 1


WORDS = st.text(st.characters(whitelist_categories=("L", "N"), max_codepoint=0x24F), min_size=1, max_size=8)
INLINE = st.recursive(
    WORDS.map(lambda w: run(w + " ")),
    lambda inner: st.lists(inner, min_size=1, max_size=3).flatmap(
        lambda parts: st.sampled_from(
            [
                control("".join(parts)),
                f"<w:ins>{''.join(parts)}</w:ins>",
                f"<w:del>{''.join(parts)}</w:del>",
                f"<w:hyperlink>{''.join(parts)}</w:hyperlink>",
                field("REF a", "".join(parts)),
            ]
        )
    ),
    max_leaves=6,
)
CONTENT = st.recursive(
    st.lists(INLINE, max_size=3).map(lambda runs: par(*runs)),
    lambda inner: st.lists(inner, min_size=1, max_size=3).flatmap(
        lambda parts: st.sampled_from(
            [control("".join(parts)), table(row(*[f"<w:tc>{p}<w:p/></w:tc>" for p in parts]))]
        )
    ),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CONTENT, max_size=4))
def test_no_word_is_lost_or_doubled_whatever_wraps_it(tmp_path: Path, body: list[str]) -> None:
    document = read(tmp_path, par("Början slut.") + "".join(body))
    assert document.loss.read_words == document.loss.source_words
