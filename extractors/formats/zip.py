"""A zip of files as one application. Nothing is unpacked to its own names; each member is read under a name of ours."""

from __future__ import annotations

from pathlib import Path

from extractors.errors import Unreadable
from extractors.formats._bundle import Part, is_noise, read_bundle, shown_name
from extractors.formats._safe import safe_zip
from extractors.limits import Limits
from extractors.model import Document

KIND = "zip"
PRIORITY = 50
_MOST_FILES = 100


def recognises(head: bytes, names: frozenset[str]) -> bool:
    """Any zip that is not itself a document of a format asked before."""
    if "[Content_Types].xml" in names:
        return False  # an Office file of another kind, such as a presentation: its parts are no documents
    return head[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


def read(path: Path, limits: Limits) -> Document:
    """Read a zip of files as one application. Raises `Unreadable`."""
    notes: list[str] = []
    parts: list[Part] = []
    with safe_zip(path, limits) as archive:
        wanted = sorted(name for name in archive.members if not is_noise(name))
        if len(wanted) > _MOST_FILES:
            notes.append(f"{path.name} innehåller {len(wanted)} filer; bara de {_MOST_FILES} första lästes.")
        for name in wanted[:_MOST_FILES]:
            try:
                parts.append(Part(name, archive.read(name, limits.file_bytes)))
            except Unreadable as error:
                if error.code == "farlig":
                    raise
                notes.append(error.text.replace(path.name, shown_name(name)))
    if not parts and notes:
        raise Unreadable("trasig", f"Filen {path.name} är skadad och kan inte läsas. Be avsändaren skicka den igen.")
    return read_bundle(KIND, path.name, parts, limits, notes=notes)
