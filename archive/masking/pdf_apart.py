"""Masking and reading back PDFs in a process of its own: a stranger's file that breaks pdfium costs only itself."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from archive.masking.account import Masked
from archive.masking.finding import Wanted
from archive.model import ArchiveError

SOURCE, COPY, QUESTION, ANSWER = "kalla.pdf", "kopia.pdf", "fraga.json", "svar.json"
_SECONDS = 1200  # hundreds of pages are read by OCR twice, a second or two each
_BOOTSTRAP = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from archive.masking.pdf_child import main; main()"
)
_BROKE = "PDF-filen fick programmet som läser den att avbrytas och kan inte maskeras. Be om en ny fil eller maskera för hand."
_SLOW = "PDF-filen tog för lång tid att maskera. Dela den eller maskera för hand."
_ACCOUNT = TypeAdapter(list[Masked])
_TEXTS = TypeAdapter(list[str])


def mask_pdf_apart(content: bytes, wanted: Wanted, file: str, *, title: str, day: date) -> tuple[bytes, list[Masked]]:
    """As `archive.masking.pdf.mask_pdf`, apart. Raises ArchiveError, also where the process broke or took too long."""
    about = {"wanted": wanted.model_dump(), "file": file, "title": title, "day": day.isoformat()}
    with tempfile.TemporaryDirectory(prefix="beredning-") as place:
        answer = _ask(Path(place), content, {"task": "mask", **about})
        try:
            return (Path(place) / COPY).read_bytes(), _ACCOUNT.validate_python(answer)
        except (OSError, ValidationError) as error:
            raise ArchiveError(_BROKE) from error


def texts_of_pdf_apart(content: bytes) -> list[str]:
    """As `archive.masking.pdf_child.texts_of_pdf`, apart. Raises ArchiveError, also where the process broke or took too long."""
    with tempfile.TemporaryDirectory(prefix="beredning-") as place:
        answer = _ask(Path(place), content, {"task": "read"})
        try:
            return _TEXTS.validate_python(answer)
        except ValidationError as error:
            raise ArchiveError(_BROKE) from error


def _ask(place: Path, content: bytes, question: Mapping[str, Any]) -> Any:
    (place / SOURCE).write_bytes(content)
    (place / QUESTION).write_text(json.dumps(question), encoding="utf-8")
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter with our own words
            [sys.executable, "-c", _BOOTSTRAP, json.dumps(sys.path), str(place)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
        if done.returncode:
            raise ArchiveError(_BROKE)
        answer = json.loads((place / ANSWER).read_bytes())
        refusal = answer.get("refusal")
        told = answer.get("told")
    except subprocess.TimeoutExpired as error:
        raise ArchiveError(_SLOW) from error
    except (OSError, ValueError, AttributeError, RecursionError) as error:
        if isinstance(error, ArchiveError):
            raise
        raise ArchiveError(_BROKE) from error
    if refusal:
        raise ArchiveError(str(refusal))
    return told
