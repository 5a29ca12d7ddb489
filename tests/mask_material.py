"""Secrets that must not come back, cases that hold them, and ways of getting them out of a file."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path

from archive.masking.account import Account
from archive.masking.case import Told, mask_case
from archive.masking.finding import Wanted
from archive.masking.pdf import masked_text_pdf
from archive.model import Entry, Role

NUMBER = "20000101-2384"
PHONE = "070-174 06 05"
EMAIL = "kim.prov@example.se"
NAME = "Fatima Provsson"
SENSITIVE = "Fatima har sedan i våras en utmattningsdiagnos och medicineras."
SECRETS = (NUMBER, PHONE, EMAIL, NAME, "Provsson", "utmattningsdiagnos")
WANTED = Wanted(passages=((SENSITIVE, "kanslig-uppgift"),), names=(NAME,))
DAY = date(2026, 3, 2)


def application_as_pdf() -> bytes:
    """A text PDF that holds every kind of secret, and something that is none."""
    lines = [
        f"Kontakta {NAME} på {PHONE} eller {EMAIL}.",
        f"Personnummer {NUMBER}.",
        SENSITIVE,
        "Insatsen Bryggan söker 700 000 kr.",
    ]
    return masked_text_pdf(lines, title="Ansökan", day=DAY)


def by_pdfium(content: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    return "".join(page.get_textpage().get_text_bounded() for page in document) + json.dumps(
        document.get_metadata_dict()
    )


def by_pdfminer(content: bytes) -> str:
    from pdfminer.high_level import extract_text

    return str(extract_text(io.BytesIO(content)))


def by_pikepdf(content: bytes) -> str:
    """All strings and streams of the raw file; typeset text is told by its alternative and ActualText strings or its Unicode map."""
    import pikepdf

    found: list[str] = [by_pdfium(content)]
    with pikepdf.open(io.BytesIO(content)) as document:
        for thing in document.objects:
            found.append(str(thing))
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") != "/Image":
                found.append(bytes(thing.read_bytes()).decode("latin-1"))
            if isinstance(thing, pikepdf.Dictionary):
                found += [str(value) for value in thing.values() if isinstance(value, pikepdf.String)]
    return "\n".join(found)


def by_ocr(content: bytes) -> str:
    import pypdfium2

    from extractors.ocr.engine import Reader

    document = pypdfium2.PdfDocument(content)
    with Reader() as reader:
        words, _ = reader.located((document[0].render(scale=200 / 72, grayscale=True).to_pil(), 200))
    return " ".join(word.text for word in words)


def by_zip(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def by_python_docx(content: bytes) -> str:
    from docx import Document

    document = Document(io.BytesIO(content))
    return "\n".join(p.text for p in document.paragraphs) + str(document.core_properties.author)


def entry(number: int, name: str, *, role: Role = "original") -> Entry:
    suffix = Path(name).suffix
    return Entry(
        number=number, path=f"arenden/2026-001/v1/{name}", name=name, sealed=f"{number:03d}-bilaga{suffix}", role=role, kind="bilaga",
        title=Path(name).stem, dnr="2026-001", time="2026-03-02", sha256=str(number), size=1, mime="text/plain",
    )  # fmt: skip


def case_of(contents: dict[str, bytes], told: Told, **review: object) -> tuple[dict[str, bytes], Account]:
    """A case with these files and, where given, a review of none of them."""
    entries = [entry(number, name) for number, name in enumerate(contents, 1)]
    bytes_of = {each.sealed: contents[each.name] for each in entries}
    return mask_case(entries, bytes_of, {"x": review} if review else {}, told, dnr="2026-001", made="2026-03-02")
