"""Open a PDF, mending it where it is broken, or say in one Swedish sentence why it cannot be opened."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from extractors.errors import Unreadable
from extractors.limits import Limits


@contextmanager
def opened(path: Path, limits: Limits) -> Iterator[Any]:
    """The pdfium document. Raises `Unreadable`: encrypted, broken beyond mending, no pages, too long."""
    import pypdfium2

    document = _document(path)
    try:
        pages = len(document)
        if not pages:
            raise Unreadable("tom", f"Filen {path.name} har inga sidor. Be avsändaren skicka den igen.")
        if pages > limits.pages:
            raise Unreadable(
                "for-stor",
                f"Filen {path.name} har {pages} sidor, fler än gränsen {limits.pages}. Be om enbart ansökan.",
            )
        try:
            yield document
        except pypdfium2.PdfiumError as error:
            raise _broken(path) from error
    finally:
        document.close()


def _document(path: Path) -> Any:
    import pypdfium2
    from pypdfium2 import raw

    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise locked(path) from error
        return pypdfium2.PdfDocument(_mended(path))


def locked(path: Path) -> Unreadable:
    """The file asks for a password."""
    return Unreadable("krypterad", f"Filen {path.name} är låst med lösenord. Be avsändaren om en fil utan lösenord.")


def _mended(path: Path) -> io.BytesIO:
    """The file, its structure rebuilt by a second engine."""
    import pikepdf

    target = io.BytesIO()
    try:
        with pikepdf.open(path) as document:
            if not len(document.pages):
                raise _broken(path)
            document.save(target)
    except pikepdf.PasswordError as error:
        raise locked(path) from error
    except (pikepdf.PdfError, OSError, ValueError, RuntimeError) as error:
        raise _broken(path) from error
    target.seek(0)
    return target


def _broken(path: Path) -> Unreadable:
    return Unreadable("trasig", f"Filen {path.name} är skadad och kan inte öppnas. Be avsändaren skicka den igen.")
