"""Masked copies: what is found to mask, and that it cannot be got out of a Word file again, by four ways of reading it."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from archive.masking.finding import Wanted, find_spots, masked, people
from archive.masking.proof import check, readable
from archive.masking.word import mask_word
from archive.model import ArchiveError
from extractors.facts.personnummer import check_digit
from tests.archive_cases import word
from tests.mask_material import (
    EMAIL,
    NAME,
    NUMBER,
    PHONE,
    SECRETS,
    SENSITIVE,
    WANTED,
    by_python_docx,
    by_zip,
)


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
    texts = [by_zip(made), _by_xml(made), by_python_docx(made), _by_our_reader(made)]
    for text in texts:
        assert not [secret for secret in (*SECRETS, "Skrivare", "Testman", "2384") if secret in text]
    assert "Insatsen Bryggan söker 700 000 kr." in by_python_docx(made)
    assert "[maskerat: telefonnummer]" in by_python_docx(made)


def _by_xml(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [
            etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith((".xml", ".rels"))
        ]
    return "\n".join("".join(map(str, root.itertext())) for root in parts)


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
