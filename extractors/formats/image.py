"""Read a picture of an application (JPEG, PNG, TIFF of several pages) by OCR."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

from extractors.errors import Unreadable
from extractors.formats._pdf_account import to_document
from extractors.formats._pdf_page import PageContent
from extractors.limits import Limits
from extractors.model import Document

KIND = "bild"

_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*")
_MOST_PIXELS = 120_000_000
_GOOD_PIXELS = 2200  # pixels of a page's short side from which letters are read well
_PAGE_INCHES = 8.27  # the short side of A4: what a picture without a believable resolution is taken for


def recognises(head: bytes, names: frozenset[str]) -> bool:
    """JPEG, PNG and TIFF by their first bytes."""
    return head.startswith(_STARTS)


def read(path: Path, limits: Limits) -> Document:
    """Read the file. Raises `Unreadable`: broken, too large, without text, or OCR not installed."""
    from PIL import Image, UnidentifiedImageError

    from extractors.ocr import engine

    if not engine.is_installed():
        raise engine.missing(path.name)
    pages: list[PageContent] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", Image.DecompressionBombWarning
            )  # the size is checked here, before anything is unpacked
            with Image.open(path) as picture, engine.Reader() as reader:
                frames = int(getattr(picture, "n_frames", 1))
                if frames > limits.pages:
                    raise Unreadable(
                        "for-stor",
                        f"Filen {path.name} har {frames} sidor, fler än gränsen {limits.pages}. Be om enbart ansökan.",
                    )
                for number in range(1, frames + 1):
                    picture.seek(number - 1)
                    if picture.width * picture.height > _MOST_PIXELS:
                        raise Unreadable(
                            "for-stor",
                            f"Bilden {path.name} är för stor för att läsas. Be om en skanning i 300 punkter per tum.",
                        )
                    pages.append(reader.page(_prepared(picture), number))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise Unreadable(
            "trasig", f"Bilden {path.name} är skadad och kan inte öppnas. Be avsändaren skicka den igen."
        ) from error
    if not any(p.words for p in pages):
        raise Unreadable("tom", f"Bilden {path.name} innehåller ingen läsbar text. Be om ansökan som Word eller PDF.")
    return to_document(KIND, pages)


def _prepared(picture: Any) -> tuple[Any, float]:
    """The frame upright by its camera mark, grey on white, large enough, with its dots per inch."""
    from PIL import Image, ImageOps

    image = ImageOps.exif_transpose(picture)
    if image.mode in ("RGBA", "LA", "P"):
        rgba = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", rgba.size, "white"), rgba)
    image = image.convert("L")
    short = min(image.size)
    if short < 0.75 * _GOOD_PIXELS:
        scale = min(3.0, _GOOD_PIXELS / short)
        image = image.resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.LANCZOS)
    elif short > 2 * _GOOD_PIXELS:
        scale = 1.2 * _GOOD_PIXELS / short
        image = image.resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.LANCZOS)
    return image, min(image.size) / _PAGE_INCHES
