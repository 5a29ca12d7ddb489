"""Names and identifiers that every archive takes: only letters A–Z, digits, dot, hyphen and underscore; and media types by IANA's list."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath
from uuid import NAMESPACE_URL, UUID, uuid5

_LETTERS = str.maketrans({"å": "a", "ä": "a", "ö": "o", "Å": "A", "Ä": "A", "Ö": "O", "ø": "o", "æ": "ae", "ß": "ss"})
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST = 80

# message/rfc822 is on IANA's list, but the validators' copy of it lacks the entry; message/global is its successor.
MEDIA_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".docm": "application/vnd.ms-word.document.macroEnabled.12",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pdf": "application/pdf",
    ".doc": "application/msword",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".rtf": "application/rtf",
    ".eml": "message/global",
    ".msg": "application/vnd.ms-outlook",
    ".zip": "application/zip",
    ".json": "application/json",
    ".xml": "application/xml",
    ".xsd": "application/xml",
    ".html": "text/html",
    ".htm": "text/html",
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
}


def media_type(name: str) -> str:
    """The media type that a file's suffix tells; ``application/octet-stream`` where it tells none."""
    return MEDIA_TYPES.get(PurePath(name).suffix.casefold(), "application/octet-stream")


def safe_name(name: str) -> str:
    """The name in safe characters, at most 80 of them, with its suffix kept: ``Ansökan (ny).docx`` becomes ``Ansokan-ny.docx``."""
    plain = unicodedata.normalize("NFC", name).translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    path = PurePath(_UNSAFE.sub("-", plain).strip("-.") or "fil")
    suffix = path.suffix if len(path.suffix) <= 8 else ""
    stem = path.name[: len(path.name) - len(suffix)].strip("-.") or "fil"
    return f"{stem[: _LONGEST - len(suffix)]}{suffix}"


def stable_id(*parts: str) -> UUID:
    """An identifier that is the same for the same parts, on every machine and every day."""
    return uuid5(NAMESPACE_URL, "\x1f".join(parts))
