"""Masked copies of PDFs: what was masked cannot be got out again, by four ways of reading each."""

from __future__ import annotations

import io

import pytest

from archive.masking.account import Masked
from archive.masking.case import Told
from archive.masking.pdf import mask_pdf
from archive.masking.pdf_child import texts_of_pdf
from archive.masking.proof import check, readable
from archive.model import ArchiveError
from tests.archive_cases import scan
from tests.mask_material import (
    DAY,
    NAME,
    NUMBER,
    PHONE,
    SECRETS,
    WANTED,
    application_as_pdf,
    by_ocr,
    by_pdfium,
    by_pdfminer,
    by_pikepdf,
    case_of,
)


@pytest.fixture(scope="module")
def text_pdf() -> bytes:
    return application_as_pdf()


def test_nothing_comes_back_out_of_a_masked_pdf(text_pdf: bytes) -> None:
    made, account = mask_pdf(text_pdf, WANTED, "ansökan.pdf", title="Ansökan", day=DAY)
    assert {"personnummer", "telefonnummer", "e-post", "namn", "kanslig-uppgift"} <= {line.kind for line in account}
    for text in (by_pdfium(made), by_pdfminer(made), by_pikepdf(made)):
        assert not [secret for secret in SECRETS if secret in text]
    assert "Fatima" in by_pdfium(text_pdf) and "Fatima" in by_pikepdf(text_pdf)  # the three ways do see what is there
    assert made == mask_pdf(text_pdf, WANTED, "ansökan.pdf", title="Ansökan", day=DAY)[0]


def test_what_is_not_masked_can_still_be_seen_and_what_is_cannot(text_pdf: bytes) -> None:
    made, _ = mask_pdf(text_pdf, WANTED, "ansökan.pdf", title="Ansökan", day=DAY)
    seen = by_ocr(made)
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
    seen = by_ocr(made)
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
    assert "456" in by_ocr(stream.getvalue())
    made, account = mask_pdf(stream.getvalue(), WANTED, "ansökan.pdf", title="Ansökan", day=DAY)
    assert "08-123 456 78" in [line.text for line in account]
    assert "456" not in by_ocr(made)


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
