"""Reading of formats other than Word and PDF, with files made here: what lands in the body, what in the margins, what is refused."""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.errors import Unreadable
from extractors.formats import doc, eml, rtf
from extractors.formats._doc_looks import sprms
from extractors.formats._numbers import shown
from extractors.limits import DEFAULT
from extractors.model import Document
from extractors.read import read, sniff

ODT_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in [
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("form", "form"),
        ("fo", "xsl-fo-compatible"),
    ]
)
APPLICATION = (
    "Ansökan om insatsmedel till samordningsförbundet. Insatsen har som syfte och mål att målgruppen unga vuxna får stöd. "
    "Budget och uppföljning beskrivs nedan, liksom organisation, samverkan och implementering."
)


def odt(path: Path, body: str, styles: str = "", pages: str = "", extra: dict[str, str] | None = None) -> Path:
    content = (
        f"<office:document-content {ODT_NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    master = f"<office:document-styles {ODT_NAMES}><office:master-styles>{pages}</office:master-styles></office:document-styles>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        archive.writestr("styles.xml", master)
        for name, text in (extra or {}).items():
            archive.writestr(name, text)
    return path


def texts(document: Document) -> list[str]:
    return [b.text for b in document.blocks]


def margins(document: Document, kind: str) -> list[str]:
    return [m.text for m in document.margins if m.kind == kind]


def refusal(path: Path, **limits: int) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(path, replace(DEFAULT, **limits))
    return caught.value


# OpenDocument


def test_odt_headings_lists_and_bold(tmp_path: Path) -> None:
    styles = '<style:style style:name="F" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>'
    body = (
        '<text:h text:outline-level="2">Mål</text:h><text:p text:style-name="F">Fet rad</text:p>'
        "<text:list><text:list-item><text:p>Första punkten i listan är lång.</text:p></text:list-item>"
        "<text:list-item><text:p>Andra</text:p></text:list-item></text:list>"
    )
    document = read(odt(tmp_path / "a.odt", body, styles))
    assert [(b.kind, b.level, b.bold) for b in document.blocks] == [
        ("rubrik", 2, False),
        ("stycke", None, True),
        ("lista", None, False),
        ("lista", None, False),
    ]


def test_odt_table_rows_keep_their_columns_under_merged_cells(tmp_path: Path) -> None:
    def row(*cells: str) -> str:
        return "<table:table-row>" + "".join(cells) + "</table:table-row>"

    def cell(text: str, span: int = 1) -> str:
        return f'<table:table-cell table:number-columns-spanned="{span}"><text:p>{text}</text:p></table:table-cell>'

    body = "<table:table><table:table-header-rows>" + row(cell("Kostnad"), cell("2026"), cell("2027"))
    body += "</table:table-header-rows>" + row(cell("Lön"), cell("700 000"), cell("710 000"))
    body += row(cell("Summa", 2), "<table:covered-table-cell/>", cell("1 410 000")) + "</table:table>"
    document = read(odt(tmp_path / "a.odt", body))
    assert [b.cells for b in document.blocks] == [
        ("Kostnad", "2026", "2027"),
        ("Lön", "700 000", "710 000"),
        ("Summa", "", "1 410 000"),
    ]
    assert [b.header_row for b in document.blocks] == [True, False, False]


def test_odt_text_that_is_no_part_of_the_body_goes_to_the_margins(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Struken mening.</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:p>Kvar<text:note><text:note-body><text:p>En fotnot.</text:p></text:note-body></text:note> i texten"
        "<office:annotation><text:p>Är vi säkra?</text:p></office:annotation>.</text:p>"
        '<text:section text:display="none"><text:p>Dold rad.</text:p></text:section>'
        "<text:table-of-content><text:index-body><text:p>Mål 2</text:p></text:index-body></text:table-of-content>"
    )
    pages = "<style:master-page><style:header><text:p>Förbundet</text:p></style:header></style:master-page>"
    document = read(odt(tmp_path / "a.odt", body, pages=pages))
    assert texts(document) == ["Kvar i texten."]
    assert margins(document, "borttaget") == ["Struken mening."]
    assert margins(document, "fotnot") == ["En fotnot."]
    assert margins(document, "kommentar") == ["Är vi säkra?"]
    assert margins(document, "dolt") == ["Dold rad."]
    assert margins(document, "innehall") == ["Mål 2"]
    assert margins(document, "sidhuvud") == ["Förbundet"]


def test_odt_text_box_is_read_where_it_stands(tmp_path: Path) -> None:
    box = "<draw:frame><draw:text-box><text:p>Ruta</text:p></draw:text-box></draw:frame>"
    document = read(odt(tmp_path / "a.odt", f"<text:p>Före{box}</text:p><text:p>Efter</text:p>"))
    assert texts(document) == ["Före", "Ruta", "Efter"]
    assert document.loss.text_boxes == 1
    assert document.loss.share == 1


def test_encrypted_odt_asks_for_a_copy_without_password(tmp_path: Path) -> None:
    manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    path = odt(tmp_path / "a.odt", "<text:p>x</text:p>", extra={"META-INF/manifest.xml": manifest})
    assert refusal(path).code == "krypterad"


# RTF


def test_rtf_characters_in_every_spelling(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(rb"{\rtf1\ansi\ansicpg1252 Sm\'f6rg\u229?s med {\b fet} text\emdash och \u-10179?\u-8704?.\par}")
    document = read(path)
    assert texts(document) == ["Smörgås med fet text—och 😀."]


def test_rtf_structure_and_margins(tmp_path: Path) -> None:
    path = tmp_path / "a.doc"  # RTF under a Word name
    path.write_bytes(
        rb"{\rtf1\ansi{\stylesheet{Normal;}{\s1\outlinelevel0 heading 1;}}{\header Huvud\par}{\info{\title Titeln}{\author X}}"
        rb"\pard\s1 Rubrik\par\pard L\'f6ptext{\footnote Not}{\deleted borta}{\v dold}.\par"
        rb"\trowd\cellx1000\cellx2000\intbl L\'f6n\cell 700 000 kr\cell\row"
        rb"\trowd\cellx1000\cellx2000\intbl Resor\cell 15 000 kr\cell\row"
        rb"\pard {\*\bkmkstart A}{\listtext\'b7\tab}\ls1 Punkt\par}"
    )
    document = read(path)
    assert document.kind == "rtf"
    assert document.title == "Titeln"
    assert [(b.kind, b.text) for b in document.blocks] == [
        ("rubrik", "Rubrik"),
        ("stycke", "Löptext."),
        ("rad", "Lön | 700 000 kr"),
        ("rad", "Resor | 15 000 kr"),
        ("lista", "Punkt"),
    ]
    assert {(m.kind, m.text) for m in document.margins} == {
        ("sidhuvud", "Huvud"),
        ("fotnot", "Not"),
        ("borttaget", "borta"),
        ("dolt", "dold"),
    }


def test_rtf_form_controls_show_what_is_chosen(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(
        rb"{\rtf1 {\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres1}}}{\fldrslt}} Ja "
        rb"{\field{\*\fldinst FORMDROPDOWN {\*\formfield{\fftype2\ffres1{\*\ffl Ett}{\*\ffl Tv\'e5}}}}{\fldrslt}}\par}"
    )
    document = read(path)
    assert texts(document) == ["☒ Ja Två"]
    assert document.loss.controls == 2


def test_rtf_cut_short_is_read_as_far_as_it_goes_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(rb"{\rtf1 Hel mening.\par Halv men")
    document = read(path)
    assert texts(document) == ["Hel mening.", "Halv men"]
    assert "slutar mitt i" in document.loss.notes[0]


# Word 97-2003


def test_doc_with_pieces_in_both_alphabets_fields_and_cells(tmp_path: Path) -> None:
    path = tmp_path / "ansokan"
    body = "Mål för insatsen\r\x13 HYPERLINK x \x14Länk\x15 – så här\rKostnad\x07700 000 kr\x07Efter\r"
    main = word_stream(body)
    found = doc._Reader(doc.open_doc(main[0], {"0Table": main[1]}), path.name, DEFAULT).document()
    assert texts(found) == ["Mål för insatsen", "Länk – så här", "Kostnad | 700 000 kr", "Efter"]


def word_stream(body: str) -> tuple[bytes, bytes]:
    """The two streams of a small Word file: one piece in CP1252, the rest in UTF-16, no property pages."""
    first, rest = body[:5], body[5:]
    text_at = 2048
    main = bytearray(text_at)
    struct.pack_into("<HH", main, 0, 0xA5EC, 0xC1)
    struct.pack_into("<i", main, 0x4C, len(body))
    main += first.encode("cp1252")
    main += b"\0" * (-len(main) % 2)
    second_at = len(main)
    main += rest.encode("utf-16-le")
    pieces = struct.pack("<III", 0, 5, len(body))
    pieces += struct.pack("<HIH", 0, text_at * 2 | 0x40000000, 0) + struct.pack("<HIH", 0, second_at, 0)
    table = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", main, 0x9A + 8 * 33, 0, len(table))
    return bytes(main), table


@given(st.binary(max_size=400))
def test_property_lists_of_any_bytes_end(data: bytes) -> None:
    assert all(len(operand) <= len(data) for _, operand in sprms(data))


# Spreadsheets


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (700000, '#,##0 "kr"', "700 000 kr"),
        (700000, "General", "700000"),
        (1234.5, "#,##0.00", "1 234,50"),
        (0.25, "0%", "25 %"),
        (-1500, "# ##0", "-1 500"),
        (2_130_000, '#,##0,"tkr"', "2 130 tkr"),
        (0.1 + 0.2, "General", "0,3"),
    ],
)
def test_numbers_are_shown_as_in_a_swedish_sheet(value: float, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_xlsx_rows_and_hidden_sheets(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Budget"
    sheet.append(["Kostnad", None, 2026])
    sheet.append(["Lön", None, 700000])
    hidden = book.create_sheet("Underlag")
    hidden.append(["hemligt"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    document = read(tmp_path / "a.xlsx")
    assert [(b.kind, b.text) for b in document.blocks] == [
        ("rubrik", "Budget"),
        ("rad", "Kostnad | 2026"),
        ("rad", "Lön | 700000"),
    ]
    assert margins(document, "dolt") == ["hemligt"]
    assert "Underlag" in document.loss.notes[0]


# Mails, zips and folders


def rtf_bytes(text: str) -> bytes:
    spelled = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in text)
    return ("{\\rtf1 " + spelled + "\\par}").encode("ascii")


def mail(*attachments: tuple[str, bytes], body: str = "Hej!\n\nHär kommer ansökan.\n\nMvh Eva") -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "eva@exempel.se", "info@exempel.se", "Ansökan från Ånge"
    message.set_content(body)
    for name, data in attachments:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return bytes(message)


def test_mail_comes_first_then_the_application_then_its_attachments(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(
        mail(("Bilaga 1 budget.rtf", rtf_bytes("Kostnader på svenska")), ("dok.rtf", rtf_bytes(APPLICATION)))
    )
    document = read(path)
    assert document.kind == "eml"
    assert texts(document) == [
        "Ansökan från Ånge",
        "Hej!",
        "Här kommer ansökan.",
        "Mvh Eva",
        APPLICATION,
        "Bilaga 1 budget.rtf",
        "Kostnader på svenska",
    ]
    assert [b.id for b in document.blocks] == list(range(7))
    assert "Från: eva@exempel.se" in margins(document, "sidhuvud")


def test_a_broken_attachment_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(mail(("ansökan.rtf", rtf_bytes(APPLICATION)), ("karta.docx", b"PK\x03\x04 trasig")))
    document = read(path)
    assert APPLICATION in texts(document)
    assert any("karta.docx" in note for note in document.loss.notes)


def test_a_short_mail_is_not_taken_for_the_application_that_could_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(mail(("ansökan.docx", b"PK\x03\x04 trasig")))
    error = refusal(path)
    assert error.code == "trasig"
    assert "ansökan.docx" in error.text


def test_logos_are_left_out(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "eva@exempel.se", "Ansökan"
    message.set_content("Hej")
    message.add_alternative('<p>Hej <b>där</b></p><img src="cid:1">', subtype="html")
    message.get_payload()[1].add_related(b"\x89PNG....", "image", "png", cid="<1>")
    path = tmp_path / "a.eml"
    path.write_bytes(bytes(message))
    document = read(path)
    assert texts(document) == ["Ansökan", "Hej där"]


def test_zip_with_paths_that_lead_out_writes_nothing_there(tmp_path: Path) -> None:
    path = tmp_path / "in" / "a.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../ute.rtf", rtf_bytes(APPLICATION))
        archive.writestr("/etc/passwd", "rot")
        archive.writestr("C:\\Windows\\x.txt", "fönster")
        archive.writestr("__MACOSX/._a", "brus")
    document = read(path)
    assert APPLICATION in texts(document)
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.zip", "in"]


def test_zip_in_zip_ends_at_the_bound(tmp_path: Path) -> None:
    data = rtf_bytes(APPLICATION)
    for depth in range(5):
        box = io.BytesIO()
        with zipfile.ZipFile(box, "w") as archive:
            archive.writestr(f"{depth}.zip" if depth else "a.rtf", data)
        data = box.getvalue()
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    assert refusal(path).code == "farlig"


def test_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"0" * 30_000_000)
    assert refusal(path).code == "farlig"


def test_the_same_text_twice_counts_once(tmp_path: Path) -> None:
    (tmp_path / "ansökan.rtf").write_bytes(rtf_bytes(APPLICATION))
    (tmp_path / "ansökan kopia.txt").write_text(APPLICATION, encoding="utf-8")
    document = read(tmp_path)
    assert document.kind == "mapp"
    assert texts(document) == [APPLICATION]
    assert "räknas inte två gånger" in document.loss.notes[0]


# By content, not by name


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<html><body><p>Hej</p></body></html>", "html"),
        (b"{\\rtf1 Hej}", "rtf"),
        ("Ansökan åäö".encode("cp1252"), "txt"),
        ("Ansökan åäö".encode(), "txt"),
        (b"From: a@b.se\r\nSubject: Hej\r\n\r\nText", "eml"),
    ],
)
def test_a_file_is_what_it_holds_whatever_it_is_called(tmp_path: Path, data: bytes, kind: str) -> None:
    path = tmp_path / "ansokan.doc"
    path.write_bytes(data)
    assert kind == sniff(path).KIND
    assert read(path).kind == kind


def test_plain_text_in_the_old_alphabet(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Mål\r\n\r\n- Första punkten\r\n- Andra\r\n".encode("cp1252"))
    document = read(path)
    assert [(b.kind, b.text) for b in document.blocks] == [
        ("stycke", "Mål"),
        ("lista", "Första punkten"),
        ("lista", "Andra"),
    ]


# Traps


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>',
    ],
)
def test_entities_are_never_followed(tmp_path: Path, doctype: str) -> None:
    path = tmp_path / "a.fodt"
    content = f"<office:document {ODT_NAMES}><office:body><office:text><text:p>&a;</text:p></office:text></office:body></office:document>"
    path.write_text(f'<?xml version="1.0"?>{doctype}{content}', encoding="utf-8")
    assert refusal(path).code == "farlig"


def test_xml_nested_too_deep_is_refused(tmp_path: Path) -> None:
    path = odt(tmp_path / "a.odt", "<text:list>" * 240 + "<text:p>x</text:p>" + "</text:list>" * 240)
    assert refusal(path, xml_depth=200).code == "farlig"


def test_rtf_nested_too_deep_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(b"{\\rtf1 " + b"{" * 100_000)
    assert refusal(path).code == "farlig"


@pytest.mark.parametrize("data", [b"", b"\0" * 100, b" \r\n"])
def test_an_empty_file_says_that_it_is_empty(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.odt"
    path.write_bytes(data)
    assert refusal(path).code == "tom"


def test_more_text_than_an_application_can_hold_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(b"{\\rtf1 " + b"rad\\par " * 300 + b"}")
    assert refusal(path, blocks=200).code == "for-stor"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_after_the_mark_of_a_format_give_a_document_or_a_refusal(data: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        for start, module in ((b"{\\rtf1 ", rtf), (b"From: a\nSubject: b\n", eml)):
            path = Path(folder) / "a"
            path.write_bytes(start + data)
            try:
                assert isinstance(module.read(path, DEFAULT), Document)
            except Unreadable as error:
                assert error.text
