"""The other side of `archive.masking.pdf_apart`: a process that masks one PDF, or reads a masked one back, and then ends.

It is bounded in memory, and answers with files in the folder that it was given.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from archive.masking.finding import Wanted
from archive.masking.pdf import mask_pdf
from archive.masking.pdf_apart import ANSWER, COPY, QUESTION, SOURCE
from archive.model import ArchiveError

_MEMORY_BYTES = 4_000_000_000
_OCR_DPI = 200
_SURE = 0.5  # the edges of a black box are read as stray letters, but not surely


def texts_of_pdf(content: bytes) -> list[str]:
    """All that a PDF says: its text, alternative texts, title and metadata, and what OCR reads on pages that hold pictures."""
    return [*_by_pdfium(content), *_by_objects(content)]


def _by_pdfium(content: bytes) -> list[str]:
    import pypdfium2
    import pypdfium2.raw as raw

    from extractors.ocr.engine import Reader, is_installed

    document = pypdfium2.PdfDocument(content)
    found = [str(value) for value in document.get_metadata_dict().values()]
    seen = []
    for page in document:
        found.append(page.get_textpage().get_text_bounded())
        if any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
            seen.append(page)
    if seen and is_installed():  # without it scans are not masked at all, and a page with text was masked by its text
        with Reader() as reader:
            for page in seen:
                picture = page.render(scale=_OCR_DPI / 72, grayscale=True).to_pil()
                words, _ = reader.located((picture, _OCR_DPI))
                found.append(" ".join(word.text for word in words if word.confidence >= _SURE))
    return found


def _by_objects(content: bytes) -> list[str]:
    """The strings of every object (alternative texts, titles, notes, names) and the XMP metadata."""
    import io

    import pikepdf

    found: list[str] = []
    with pikepdf.open(io.BytesIO(content)) as document:
        for each in document.objects:
            if isinstance(each, pikepdf.Stream) and each.get("/Type") == "/Metadata":
                found.append(each.read_bytes().decode("utf-8", "replace"))
            found += _strings(each)
    return found


def _strings(value: Any) -> list[str]:
    """The strings directly in an object; what it points at is an object by itself."""
    import pikepdf

    if isinstance(value, pikepdf.String):
        return [str(value)]
    if isinstance(value, pikepdf.Array):
        inner = list(value)
    elif isinstance(value, pikepdf.Stream | pikepdf.Dictionary):
        inner = [each for _, each in value.items()]
    else:
        return []
    return [
        text for each in inner if not (isinstance(each, pikepdf.Object) and each.is_indirect) for text in _strings(each)
    ]


def _bounded() -> None:
    """Bounds that the kernel keeps; Windows has none of the kind, there the parent's clock must do."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))


def main() -> None:
    """Answer the one question in the folder named by the last argument."""
    _bounded()
    place = Path(sys.argv[-1])
    question = json.loads((place / QUESTION).read_bytes())
    content = (place / SOURCE).read_bytes()
    answer: dict[str, Any] = {}
    try:
        if question["task"] == "read":
            answer["told"] = texts_of_pdf(content)
        else:
            wanted = Wanted.model_validate(question["wanted"])
            day = date.fromisoformat(question["day"])
            made, account = mask_pdf(content, wanted, question["file"], title=question["title"], day=day)
            (place / COPY).write_bytes(made)
            answer["told"] = [each.model_dump() for each in account]
    except ArchiveError as error:
        answer["refusal"] = str(error)
    (place / ANSWER).write_text(json.dumps(answer), encoding="utf-8")
