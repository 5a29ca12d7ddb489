"""Files that come together in one folder: an application and its bilagor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from extractors.errors import Unreadable
from extractors.model import Document
from intake.durable import ChangedWhileCopiedError, FileState, copy_in, make_folder
from intake.register import Case, StoredFile
from intake.reviewing import Reviewing
from intake.versions import Traits
from intake.workfolder import WorkFolder


@dataclass
class Part:
    """One file of a folder: where it lies in the inbox, its copy, and what has been found out of it."""

    path: Path
    staged: Path
    digest: str
    state: FileState
    known: StoredFile | None = None
    document: Document | None = None
    traits: Traits | None = None


def stage(seen: Mapping[Path, FileState], place: Path) -> list[Part]:
    """Copy the files to ``place``; files with the same bytes are told once. Raises ChangedWhileCopiedError and OSError."""
    parts: list[Part] = []
    for number, (path, wanted) in enumerate(seen.items()):
        staged = place / str(number) / path.name
        make_folder(staged.parent)
        digest, state = copy_in(path, staged)
        if state != wanted:
            raise ChangedWhileCopiedError(path.name)
        if all(digest != part.digest for part in parts):
            parts.append(Part(path, staged, digest, state))
    return parts


def whole_document(
    folder: WorkFolder, reviewing: Reviewing, case: Case, stored: StoredFile, document: Document | None
) -> Document | None:
    """What a file of a case says together with its bilagor; the document given where it has none, or they cannot be read with it."""
    if not case.attachments_of(stored):
        return document
    try:
        return reviewing.read((folder.root / stored.path).parent)
    except Unreadable:
        return document


def moved_in(inbox: Path, files: Mapping[Path, FileState]) -> dict[str, dict[Path, FileState]]:
    """The files that lie in folders of the inbox, by the topmost folder."""
    found: dict[str, dict[Path, FileState]] = {}
    for path, state in files.items():
        top, *below = path.relative_to(inbox).parts
        if below:
            found.setdefault(top, {})[path] = state
    return found
