"""Masked copies: what was masked cannot be got out of the files again, by three ways of reading each."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from archive.masking.account import Account, Masked, as_text
from archive.masking.case import Told, mask_case
from archive.masking.finding import Wanted, find_spots, masked, people
from archive.masking.pdf import mask_pdf, masked_text_pdf
from archive.masking.pdf_child import texts_of_pdf
from archive.masking.proof import check, readable
from archive.masking.word import mask_word
from archive.model import ArchiveError, Entry, Role
from extractors.facts.personnummer import check_digit
from intake.cli import cli
from intake.register import Register
from tests.archive_cases import Office, scan, word

NUMBER = "20000101-2384"
PHONE = "070-174 06 05"
EMAIL = "kim.prov@example.se"
NAME = "Fatima Provsson"
SENSITIVE = "Fatima har sedan i våras en utmattningsdiagnos och medicineras."
SECRETS = (NUMBER, PHONE, EMAIL, NAME, "Provsson", "utmattningsdiagnos")
WANTED = Wanted(passages=((SENSITIVE, "kanslig-uppgift"),), names=(NAME,))
DAY = date(2026, 3, 2)


def kinds(text: str, wanted: Wanted = WANTED) -> list[str]:
    return [spot.kind for spot in find_spots(text, wanted)]


# Finding


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"född {NUMBER} i Prövköping", "personnummer"),
        ("samordningsnummer 000161-2385", "personnummer"),
        ("000101-2385 är felskrivet men pekar på någon", "personnummer"),
        ("ring 070-174 06 05", "telefonnummer"),
        ("+46 70 174 06 05", "telefonnummer"),
        ("0920-123 45", "telefonnummer"),
        ("skriv till kim.prov@example.se", "e-post"),
        ("enligt Fatima Provsson själv", "namn"),
        ("Fatimas egen plan", "namn"),
        ("Provsson, Fatima", "namn"),
        ("enligt Fatima Provs-\r\nson själv", "namn"),
        ("född 2000-01-01-2384", "personnummer"),
        (SENSITIVE.replace("diagnos", "diag-\r\nnos"), "kanslig-uppgift"),
    ],
)
def test_what_is_masked(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    ["Budget 1 500 000 kr år 2026", "organisationsnummer 212000-0142", "2026-03-02 – 2027-12-31", "dnr 2026-001", "info@example.se", "0,5 tjänst i 12 månader"],
)  # fmt: skip
def test_what_stands(text: str) -> None:
    assert kinds(text) == []


def test_a_sentence_on_the_health_of_a_named_person_goes_whole() -> None:
    text = "Vi söker medel. Fatima Provsson har haft en depression sedan 2.5 år. Insatsen gäller sjukskrivna."
    assert (
        masked(text, find_spots(text, WANTED))
        == "Vi söker medel. [maskerat: känslig uppgift] Insatsen gäller sjukskrivna."
    )


def test_private_persons_are_told_from_officials() -> None:
    private, officials = people(
        "Enhetschef Anna Ek leder arbetet. Mona Prov, 34 år, vill arbeta igen.\nKarin Alm, samordnare\nStegvis Åter i Östra Prövköping"
    )
    assert private == {"Mona Prov"}
    assert officials == {"Anna Ek", "Karin Alm"}


def test_what_a_person_says_to_keep_is_kept() -> None:
    assert kinds(f"{NAME} {PHONE}", Wanted(names=(NAME,), keep=(PHONE,))) == ["namn"]


@given(
    before=st.text(alphabet=" abcåäö.,:;()\n\t", max_size=20),
    after=st.text(alphabet=" abcåäö.,:;()\n\t", max_size=20),
    day=st.dates(date(1930, 1, 1), date(2020, 1, 1)),
    birth=st.integers(238, 239),
)
def test_no_personal_number_is_ever_left(before: str, after: str, day: date, birth: int) -> None:
    nine = f"{day:%y%m%d}{birth}"
    number = f"{day:%y%m%d}-{birth}{check_digit(nine)}"
    text = f"{before}{number}{after}"
    left = masked(text, find_spots(text, Wanted()))
    assert number not in left and number.replace("-", "") not in left


# Word


def hostile_word() -> bytes:
    """A Word file with secrets in every place that Word can keep them."""
    plain = word(
        f"Kontakta {NAME} på {PHONE}.", "Personnummer: 200001", SENSITIVE, "Insatsen Bryggan söker 700 000 kr."
    )
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    tracked = (
        "<w:r><w:t>01-</w:t></w:r><w:del w:id='1' w:author='Kim Skrivare' w:date='2026-01-01T00:00:00Z'><w:r><w:delText>9999</w:delText></w:r></w:del>"
        "<w:ins w:id='2' w:author='Kim Skrivare' w:date='2026-01-01T00:00:00Z'><w:r><w:t>2384</w:t></w:r></w:ins>"
    )
    hidden = f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>dolt {NUMBER}</w:t></w:r></w:p>"
    field = f'<w:p><w:r><w:instrText>HYPERLINK "mailto:{EMAIL}"</w:instrText></w:r></w:p>'
    comment = f"<?xml version='1.0'?><w:comments {w}><w:comment w:id='0' w:author='{NAME}' w:initials='FP'><w:p><w:r><w:t>Ring {PHONE[:5]}</w:t></w:r><w:r><w:t>{PHONE[5:]}</w:t></w:r></w:p></w:comment></w:comments>"
    header = f"<?xml version='1.0'?><w:hdr {w}><w:p><w:r><w:t>{NAME}</w:t></w:r></w:p></w:hdr>"
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(stream, "w") as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename == "word/document.xml":
                text = (
                    part.decode()
                    .replace("200001</w:t></w:r>", f"200001</w:t></w:r>{tracked}")
                    .replace("<w:sectPr", f"{hidden}{field}<w:sectPr", 1)
                )
                part = text.encode()
            new.writestr(info, part)
        new.writestr("word/comments.xml", comment)
        new.writestr("word/header9.xml", header)
        new.writestr("customXml/item9.xml", f"<rot namn='{NAME}'><nummer>{NUMBER}</nummer></rot>")
        new.writestr(
            "docProps/custom.xml",
            f"<Properties><property name='{NAME}' pid='2'><v>{NUMBER}</v></property></Properties>",
        )
        new.writestr(
            "word/_rels/extra.xml.rels",
            f"<Relationships><Relationship Id='r' Type='t' TargetMode='External' Target='mailto:{EMAIL}'/></Relationships>",
        )
        new.writestr("word/embeddings/oleObject1.bin", NUMBER.encode())
        new.writestr("word/media/bild.png", _picture())
    return stream.getvalue()


def _picture() -> bytes:
    from PIL import Image, PngImagePlugin

    about = PngImagePlugin.PngInfo()
    about.add_text("Author", NAME)
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(stream, format="PNG", pnginfo=about)
    return stream.getvalue()


def test_nothing_comes_back_out_of_a_masked_word_file() -> None:
    made, account = mask_word(hostile_word(), WANTED, "ansökan.docx")
    told = {line.kind for line in account}
    assert {"personnummer", "telefonnummer", "e-post", "namn", "kanslig-uppgift", "bild", "metadata", "del"} <= told
    texts = [_by_zip(made), _by_xml(made), _by_python_docx(made), _by_our_reader(made)]
    for text in texts:
        assert not [secret for secret in (*SECRETS, "Skrivare", "Testman", "2384") if secret in text]
    assert "Insatsen Bryggan söker 700 000 kr." in _by_python_docx(made)
    assert "[maskerat: telefonnummer]" in _by_python_docx(made)


def _by_zip(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def _by_xml(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [
            etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith((".xml", ".rels"))
        ]
    return "\n".join("".join(map(str, root.itertext())) for root in parts)


def _by_python_docx(content: bytes) -> str:
    from docx import Document

    document = Document(io.BytesIO(content))
    return "\n".join(p.text for p in document.paragraphs) + str(document.core_properties.author)


def _by_our_reader(content: bytes) -> str:
    import tempfile

    from extractors.read import read

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kopia.docx"
        path.write_bytes(content)
        document = read(path)
    return "\n".join([*(b.text for b in document.blocks), *(m.text for m in document.margins)])


def test_a_masked_word_file_is_the_same_each_time() -> None:
    assert mask_word(hostile_word(), WANTED, "a")[0] == mask_word(hostile_word(), WANTED, "a")[0]


def test_a_copy_that_still_holds_something_is_never_given_out() -> None:
    made, account = mask_word(hostile_word(), WANTED, "a.docx")
    check("a.docx", readable("a.docx", made), account, WANTED)
    with pytest.raises(ArchiveError, match="inte fullständig"):
        check("a.docx", readable("a.docx", hostile_word()), account, WANTED)


# PDF


@pytest.fixture(scope="module")
def text_pdf() -> bytes:
    lines = [
        f"Kontakta {NAME} på {PHONE} eller {EMAIL}.",
        f"Personnummer {NUMBER}.",
        SENSITIVE,
        "Insatsen Bryggan söker 700 000 kr.",
    ]
    return masked_text_pdf(lines, title="Ansökan", day=DAY)


def test_nothing_comes_back_out_of_a_masked_pdf(text_pdf: bytes) -> None:
    made, account = mask_pdf(text_pdf, WANTED, "ansökan.pdf", title="Ansökan", day=DAY)
    assert {"personnummer", "telefonnummer", "e-post", "namn", "kanslig-uppgift"} <= {line.kind for line in account}
    for text in (_by_pdfium(made), _by_pdfminer(made), _by_pikepdf(made)):
        assert not [secret for secret in SECRETS if secret in text]
    assert "Fatima" in _by_pdfium(text_pdf) and "Fatima" in _by_pikepdf(text_pdf)  # the three ways do see what is there
    assert made == mask_pdf(text_pdf, WANTED, "ansökan.pdf", title="Ansökan", day=DAY)[0]


def test_what_is_not_masked_can_still_be_seen_and_what_is_cannot(text_pdf: bytes) -> None:
    made, _ = mask_pdf(text_pdf, WANTED, "ansökan.pdf", title="Ansökan", day=DAY)
    seen = _by_ocr(made)
    assert "Insatsen Bryggan söker 700 000 kr" in seen
    assert not [secret for secret in ("Fatima", "Provsson", "2384", "174", "example", "diagnos") if secret in seen]


def test_a_masked_pdf_is_pdf_a(text_pdf: bytes) -> None:
    page = pytest.importorskip("page")
    made, _ = mask_pdf(text_pdf, WANTED, "ansökan.pdf", title="Ansökan", day=DAY)
    for profile in (page.ValidationProfile.PDF_A_3B, page.ValidationProfile.PDF_UA_1):
        assert page.validate_pdf_bytes(made, profile=profile).is_compliant


def test_a_scan_is_read_and_masked_too() -> None:
    scanned = scan(
        "Ansökan om medel till insatsen Bryggan", f"Personnummer {NUMBER}", f"Telefon {PHONE}", "Kommunen söker medel"
    )
    made, account = mask_pdf(scanned, WANTED, "skannad.pdf", title="Skannad", day=DAY)
    assert {"personnummer", "telefonnummer"} <= {line.kind for line in account}
    seen = _by_ocr(made)
    assert "2384" not in seen and "174" not in seen
    assert "Kommunen" in seen and "Bryggan" in seen


def test_what_a_form_field_or_note_shows_is_masked_too(text_pdf: bytes) -> None:
    import pikepdf

    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(text_pdf)) as document:
        looks = document.make_stream(
            b"BT /F1 14 Tf 5 5 Td (Telefon 08-123 456 78) Tj ET",
            Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 250, 30],
            Resources={"/Font": {"/F1": {"/Type": pikepdf.Name.Font, "/Subtype": pikepdf.Name.Type1, "/BaseFont": pikepdf.Name.Helvetica}}},
        )  # fmt: skip
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=[80, 100, 330, 130], F=4, AP={"/N": looks}
        )
        document.pages[0].Annots = document.make_indirect(pikepdf.Array([document.make_indirect(note)]))
        document.save(stream)
    assert "456" in _by_ocr(stream.getvalue())
    made, account = mask_pdf(stream.getvalue(), WANTED, "ansökan.pdf", title="Ansökan", day=DAY)
    assert "08-123 456 78" in [line.text for line in account]
    assert "456" not in _by_ocr(made)


def _by_pdfium(content: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    return "".join(page.get_textpage().get_text_bounded() for page in document) + json.dumps(
        document.get_metadata_dict()
    )


def _by_pdfminer(content: bytes) -> str:
    from pdfminer.high_level import extract_text

    return str(extract_text(io.BytesIO(content)))


def _by_pikepdf(content: bytes) -> str:
    """All strings and streams of the raw file; typeset text is told by its alternative and ActualText strings or its Unicode map."""
    import pikepdf

    found: list[str] = [_by_pdfium(content)]
    with pikepdf.open(io.BytesIO(content)) as document:
        for thing in document.objects:
            found.append(str(thing))
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") != "/Image":
                found.append(bytes(thing.read_bytes()).decode("latin-1"))
            if isinstance(thing, pikepdf.Dictionary):
                found += [str(value) for value in thing.values() if isinstance(value, pikepdf.String)]
    return "\n".join(found)


def _by_ocr(content: bytes) -> str:
    import pypdfium2

    from extractors.ocr.engine import Reader

    document = pypdfium2.PdfDocument(content)
    with Reader() as reader:
        words, _ = reader.located((document[0].render(scale=200 / 72, grayscale=True).to_pil(), 200))
    return " ".join(word.text for word in words)


@pytest.fixture(scope="module")
def proven(text_pdf: bytes) -> tuple[bytes, list[Masked]]:
    """A masked PDF, with nothing left in it."""
    made, account = mask_pdf(text_pdf, WANTED, "ansökan.pdf", title="Ansökan", day=DAY)
    check("a.pdf", readable("a.pdf", made), account, WANTED)
    return made, account


@pytest.mark.parametrize("where", ["titel", "alternativtext", "egenskap", "bild"])
def test_what_is_left_in_a_pdf_is_seen_wherever_it_stands(proven: tuple[bytes, list[Masked]], where: str) -> None:
    import pikepdf

    made, account = proven
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as document:
        if where == "titel":
            document.docinfo["/Title"] = NAME
        elif where == "egenskap":
            with document.open_metadata() as about:
                about["dc:description"] = NAME
        elif where == "alternativtext":
            figure = next(o for o in document.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o)
            figure.Alt = pikepdf.String(NAME)
        document.save(stream)
    harmed = scan(f"Telefon {PHONE}") if where == "bild" else stream.getvalue()
    with pytest.raises(ArchiveError, match="inte fullständig"):
        check("a.pdf", texts_of_pdf(harmed), account, WANTED)


def test_a_pdf_that_breaks_the_drawing_library_costs_only_itself(
    text_pdf: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    monkeypatch.setattr("archive.masking.pdf_apart._BOOTSTRAP", crash)
    files, account = case_of({"a.pdf": text_pdf, "b.txt": b"Insatsen Bryggan."}, Told())
    assert list(files) == ["002-bilaga.txt"]
    assert account.withheld == (
        "a.pdf: PDF-filen fick programmet som läser den att avbrytas och kan inte maskeras. "
        "Be om en ny fil eller maskera för hand.",
    )


def test_a_locked_or_harmed_pdf_is_told_of_in_swedish() -> None:
    _, account = case_of({"a.pdf": b"%PDF-1.7 skadad"}, Told())
    assert account.withheld == ("a.pdf: PDF-filen är låst eller skadad och kan inte maskeras.",)


# The case


def case_of(contents: dict[str, bytes], told: Told, **review: object) -> tuple[dict[str, bytes], Account]:
    """A case with these files and, where given, a review of none of them."""
    entries = [entry(number, name) for number, name in enumerate(contents, 1)]
    bytes_of = {each.sealed: contents[each.name] for each in entries}
    return mask_case(entries, bytes_of, {"x": review} if review else {}, told, dnr="2026-001", made="2026-03-02")


def test_a_private_person_with_an_officials_first_name_is_masked_and_the_official_stands() -> None:
    text = "Enhetschef Anna Svensson leder. Deltagaren Anna vill arbeta. Annas plan, Svensson, Anna."
    blocks = [{"text": "Enhetschef Anna Svensson leder insatsen, där deltagaren Anna ingår."}]
    files, account = case_of({"a.txt": text.encode(), "b.docx": word(text)}, Told(), block=blocks)
    assert files["001-bilaga.txt"].decode() == (
        "Enhetschef Anna Svensson leder. Deltagaren [maskerat: namn] vill arbeta. [maskerat: namn] plan, Svensson, Anna."
    )
    assert "Deltagaren [maskerat: namn] vill" in _by_python_docx(files["002-bilaga.docx"])
    assert account.left == ("Anna Svensson",)


@pytest.mark.parametrize("head", ["Anna", "Anna Svensson, enhetschef"])
def test_the_one_in_charge_shields_no_participant_with_the_same_first_name(head: str) -> None:
    blocks = [{"text": "Deltagaren Anna vill arbeta."}, {"text": "Anna Svensson leder."}]
    files, account = case_of(
        {"a.txt": b"Deltagaren Anna vill. Anna Svensson leder."},
        Told(),
        block=blocks,
        uppgifter={"insatsansvarig": head},
    )
    first, second = files["001-bilaga.txt"].decode().split(". ")
    assert first == "Deltagaren [maskerat: namn] vill"
    assert (second == "Anna Svensson leder.") == (head != "Anna")
    assert account.left == (() if head == "Anna" else (head,))


def test_a_quotation_that_only_a_memo_repeats_is_told_of() -> None:
    quote = "Han har en sjukdom."
    entries = [entry(1, "a.txt"), entry(2, "b.txt", role="papper")]
    bytes_of = {entries[0].sealed: b"Han har  sjukdomar.", entries[1].sealed: quote.encode()}
    review = {"flaggor": [{"id": "kanslig-uppgift", "citat": quote}]}
    _, account = mask_case(entries, bytes_of, {"x": review}, Told(), dnr="2026-001", made="2026-03-02")
    assert account.missed == (quote,)


def test_a_longer_surname_does_not_shield_a_shorter_one() -> None:
    blocks = [{"text": "Kurator Eva Bergström"}, {"text": "Eva Berg vill arbeta."}]
    files, account = case_of({"a.txt": "Eva Berg. Eva Bergström.".encode()}, Told(), block=blocks)
    assert files["001-bilaga.txt"].decode() == "[maskerat: namn]. Eva Bergström."
    assert account.left == ("Eva Bergström",)


def test_an_official_is_masked_when_the_orderer_says_so() -> None:
    blocks = [{"text": "Enhetschef Anna Svensson leder."}]
    files, account = case_of({"a.txt": b"Anna Svensson och Anna."}, Told(names=("Anna Svensson",)), block=blocks)
    assert files["001-bilaga.txt"] == b"[maskerat: namn] och [maskerat: namn]." and account.left == ()


def test_no_official_is_listed_twice() -> None:
    blocks = [{"text": "Enhetschef Anna Svensson leder."}, {"text": "Anna  Svensson"}]
    _, account = case_of({"a.txt": b"x"}, Told(), block=blocks, uppgifter={"insatsansvarig": "anna svensson | Anna Svensson, enhetschef"})  # fmt: skip
    assert account.left == ("Anna Svensson, enhetschef",)


def test_what_is_found_in_no_file_is_told() -> None:
    flags = [
        {"id": "kanslig-uppgift", "citat": "Hon har en diagnos."},
        {"id": "kanslig-uppgift", "citat": "Han har en sjukdom."},
    ]
    data = json.dumps({"citat": "Han har en sjukdom."}).encode()
    contents = {"a.txt": "Hon har\nen diagnos. Lag Röd. Eva Prov.".encode(), "b.json": data}
    told = Told(words=("Lag Röd", "Lag Blå"), names=("Eva Prov", "Eva Prow"))
    _, account = case_of(contents, told, flaggor=flags)
    assert account.missed == ("Lag Blå", "Han har en sjukdom.", "Eva Prow")
    assert "Hittades inte i någon fil" in as_text(account).decode() and "  Eva Prow\n" in as_text(account).decode()


def entry(number: int, name: str, *, role: Role = "original") -> Entry:
    suffix = Path(name).suffix
    return Entry(
        number=number, path=f"arenden/2026-001/v1/{name}", name=name, sealed=f"{number:03d}-bilaga{suffix}", role=role, kind="bilaga",
        title=Path(name).stem, dnr="2026-001", time="2026-03-02", sha256=str(number), size=1, mime="text/plain",
    )  # fmt: skip


def test_text_in_any_encoding_is_masked_and_what_cannot_be_read_is_held_back() -> None:
    entries = [entry(1, "a.txt"), entry(2, "b.txt"), entry(3, "c.txt"), entry(4, "d.json")]
    text = f"Åsa Öberg, 34 år, {NUMBER}"
    contents = [text.encode("cp1252"), text.encode("utf-16"), b"\0\1\2", b"{"]
    bytes_of = {each.sealed: content for each, content in zip(entries, contents, strict=True)}
    files, account = mask_case(entries, bytes_of, {}, Told(names=("Åsa Öberg",)), dnr="2026-001", made="2026-03-02")
    assert list(files) == ["001-bilaga.txt", "002-bilaga.txt"]
    assert all(made.decode() == "[maskerat: namn], 34 år, [maskerat: personnummer]" for made in files.values())
    assert [line.partition(":")[0] for line in account.withheld] == ["c.txt", "d.json"]


def test_the_name_of_a_file_tells_nothing_in_the_copy(text_pdf: bytes) -> None:
    one = entry(1, "Läkarintyg Sven Provqvist.pdf", role="ovrigt")
    files, _ = mask_case([one], {one.sealed: text_pdf}, {}, Told(), dnr="2026-001", made="2026-03-02")
    assert "Provqvist" not in _by_pikepdf(files[one.sealed])


def test_a_file_is_searched_for_the_person_that_it_is_named_after() -> None:
    one = entry(1, "ansokan_Sven-Provqvist.txt")
    files, _ = mask_case([one], {one.sealed: b"Sven Provqvist."}, {}, Told(), dnr="2026-001", made="2026-03-02")
    assert files[one.sealed] == b"[maskerat: namn]."


# The command


def test_a_case_is_masked_with_a_list_for_a_person(tmp_path: Path) -> None:
    office = Office(tmp_path / "mapp")
    flags = [{"id": "kanslig-uppgift", "citat": SENSITIVE, "block": 0, "sida": 1}]
    texts = [SENSITIVE, f"{NAME}, 34 år, nås på {PHONE}.", "Insatsansvarig är enhetschef Anna Ek."]

    original = word(*texts)

    def lay_in(register: Register) -> None:
        office.take_in(register, None, "fatima-provsson.docx", original, text=texts, flags=flags)

    office.with_register(lay_in)
    done = CliRunner().invoke(cli, ["maska", "2026-001", "--mapp", str(office.folder.root)], standalone_mode=False)
    assert done.return_value == 0, (done.output, done.exception)
    place = office.folder.root / "utlamnande" / "2026-001"
    copies = sorted(p.name for p in (place / "kopia").iterdir() if not p.name.startswith("."))
    assert copies == ["001-ansokan.docx", "002-beredning.docx", "003-beredning.pdf", "004-granskning.json"]
    for path in (place / "kopia").glob("*.docx"):
        assert "Provsson" not in _by_zip(path.read_bytes()) and "diagnos" not in _by_zip(path.read_bytes())
    told = json.loads((place / "maskningslista.json").read_text(encoding="utf-8"))
    assert {line["slag"] for line in told["maskerat"]} >= {"namn", "telefonnummer", "kanslig-uppgift", "metadata"}
    assert all(line["skal"] for line in told["maskerat"])
    assert told["kvar_att_ta_stallning_till"] == ["Anna Ek"]
    assert "ska inte lämnas ut" in (place / "maskningslista.txt").read_text(encoding="utf-8")
    kept = office.folder.cases / "2026-001" / "v1" / "inkommet" / "fatima-provsson.docx"
    assert kept.read_bytes() == original


def test_the_copy_never_lands_among_the_cases_own_papers(tmp_path: Path) -> None:
    office = Office(tmp_path / "mapp")
    office.with_register(lambda register: office.take_in(register, None, "a.docx", word("Vi söker.")))
    words = ["maska", "2026-001", "--mapp", str(office.folder.root), "--ut", str(office.folder.cases / "2026-001")]
    refused = CliRunner().invoke(cli, words, standalone_mode=False)
    assert "Välj en annan mapp" in str(refused.exception)
