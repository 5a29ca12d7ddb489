"""Scans: pages of typst text made pictures, read back by OCR."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
import typst
from PIL import Image

from extractors.errors import Unreadable
from extractors.model import Document
from extractors.ocr import engine
from extractors.read import read

pytest.importorskip("tesserocr")

PROSE = (
    "Kommunen har tillsammans med Försäkringskassan sett att allt fler unga vuxna blir kvar länge i sjukskrivning "
    "utan att någon part har hela bilden. Vårdcentralen möter ofta samma person utan att veta om det. "
)
MARKUP = f"""#set page(paper: "a4", margin: 2.5cm)
#set text(lang: "sv", size: 11pt)
#text(18pt)[*Ansökan om medel*]

*Bakgrund*

{PROSE}

*Kostnader*

#table(columns: (1fr, 3cm), [Kostnad], [Kronor], [Processledare], [700 000], [Lokal], [50 000], [Summa], [750 000])
"""


def scan(markup: str = MARKUP, dpi: int = 200, turned: int = 0) -> Image.Image:
    page = pypdfium2.PdfDocument(typst.compile(markup.encode()))[0]
    picture: Image.Image = page.render(scale=dpi / 72, grayscale=True).to_pil()
    return picture.rotate(turned, expand=True, fillcolor=255)


def read_pdf(folder: Path, *pictures: Image.Image, dpi: int = 200) -> Document:
    path = folder / "skannad.pdf"
    pictures[0].save(path, save_all=True, append_images=list(pictures[1:]), resolution=dpi)
    return read(path)


def said(document: Document) -> list[tuple[str, str]]:
    return [(b.kind, b.text) for b in document.blocks]


EXPECTED = [
    ("titel", "Ansökan om medel"),
    ("rubrik", "Bakgrund"),
    ("stycke", PROSE.strip()),
    ("rubrik", "Kostnader"),
    ("rad", "Kostnad | Kronor"),
    ("rad", "Processledare | 700 000"),
    ("rad", "Lokal | 50 000"),
    ("rad", "Summa | 750 000"),
]


def test_a_scan_gets_headings_paragraphs_and_table_rows(tmp_path: Path) -> None:
    document = read_pdf(tmp_path, scan())
    assert said(document) == EXPECTED
    assert document.ocr
    assert all(0.5 < b.certainty < 1 for b in document.blocks)


@pytest.mark.parametrize("turned", [90, 180, 2])
def test_a_scan_on_its_side_on_its_head_or_askew_is_read_all_the_same(tmp_path: Path, turned: int) -> None:
    words = " ".join(text for _, text in said(read_pdf(tmp_path, scan(turned=turned)))).split()
    expected = " ".join(text for _, text in EXPECTED).split()
    assert len(set(expected) - set(words)) <= 2


def test_a_page_with_text_and_a_scanned_page_make_one_document(tmp_path: Path) -> None:
    text = pypdfium2.PdfDocument(typst.compile(f'#set page(paper: "a4")\n{PROSE}'.encode()))
    buffer = io.BytesIO()
    scan(f'#set page(paper: "a4")\n*Bilaga*\n\n{PROSE}').save(buffer, "PDF", resolution=200)
    text.import_pages(pypdfium2.PdfDocument(buffer.getvalue()))
    text.save(tmp_path / "blandad.pdf")
    document = read(tmp_path / "blandad.pdf")
    assert [b.page for b in document.blocks] == [1, 2, 2]
    assert document.blocks[0].certainty == 1.0
    assert document.blocks[2].certainty < 1.0


@pytest.mark.parametrize("suffix", ["png", "jpg"])
def test_a_picture_is_read_as_a_scan(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"ansokan.{suffix}"
    scan(dpi=150).save(path)
    document = read(path)
    assert document.kind == "bild"
    assert ("stycke", PROSE.strip()) in said(document)


def test_a_tiff_has_pages(tmp_path: Path) -> None:
    path = tmp_path / "ansokan.tiff"
    first, second = (
        scan(f'#set page(paper: "a4")\n{text}') for text in (PROSE, "Underskrift av behörig företrädare för parten.")
    )
    first.save(path, save_all=True, append_images=[second], compression="tiff_deflate")
    document = read(path)
    assert document.pages == 2
    assert {b.page for b in document.blocks} == {1, 2}


def test_a_broken_picture_and_an_empty_one_are_refused(tmp_path: Path) -> None:
    (tmp_path / "trasig.png").write_bytes(b"\x89PNG\r\n\x1a\nhej")
    with pytest.raises(Unreadable) as caught:
        read(tmp_path / "trasig.png")
    assert caught.value.code == "trasig"
    Image.new("L", (1000, 1400), 255).save(tmp_path / "tom.png")
    with pytest.raises(Unreadable) as caught:
        read(tmp_path / "tom.png")
    assert caught.value.code == "tom"


def test_without_the_engine_a_scan_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "is_installed", lambda: False)
    with pytest.raises(Unreadable) as caught:
        read_pdf(tmp_path, scan())
    assert caught.value.code == "ocr-saknas"
