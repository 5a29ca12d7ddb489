"""A folder of files as one application."""

from __future__ import annotations

import os
from pathlib import Path

from extractors.errors import Unreadable
from extractors.formats._bundle import Part, is_noise, read_bundle
from extractors.limits import Limits
from extractors.model import Document

KIND = "mapp"
_MOST_FILES = 100


def recognises(head: bytes, names: frozenset[str]) -> bool:
    """Never by content: a folder has none."""
    return False


def read(path: Path, limits: Limits) -> Document:
    """Read the files of a folder, and of the folders in it, as one application; links are not followed. Raises `Unreadable`."""
    files: list[Path] = []
    notes = []
    for place, folders, names in os.walk(path, followlinks=False):
        depth = len(Path(place).relative_to(path).parts)
        folders[:] = sorted(f for f in folders if not is_noise(f)) if depth < limits.nesting else []
        found = (Path(place) / name for name in sorted(names) if not is_noise(name))
        files += [file for file in found if file.is_file() and not file.is_symlink()]
        if len(files) > _MOST_FILES:
            notes.append(f"Mappen {path.name} innehåller fler än {_MOST_FILES} filer; bara de första lästes.")
            break
    if not files:
        raise Unreadable("tom", f"Mappen {path.name} innehåller inga filer att läsa. Lägg ansökan i mappen.")
    if sum(file.stat().st_size for file in files[:_MOST_FILES]) > limits.unpacked_bytes:
        raise Unreadable(
            "for-stor", f"Filerna i mappen {path.name} är för stora. Lägg bara ansökan och dess bilagor där."
        )
    parts = []
    for file in files[:_MOST_FILES]:
        if file.stat().st_size > limits.file_bytes:
            notes.append(f"Filen {file.name} är större än {limits.file_bytes // 1_000_000} MB och lästes inte.")
        else:
            parts.append(Part(file.name, file))
    return read_bundle(KIND, path.name, parts, limits, notes=notes)
