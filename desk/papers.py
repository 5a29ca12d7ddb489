"""The papers that lie in a case's folder, each under a name of the desk's own, so that no path ever comes from a request."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from desk.state import MissingError
from extractors.model import Frozen
from intake.letter_files import letters_folder
from intake.recovery import CAME_IN
from intake.register import Case, StoredFile
from intake.workfolder import WorkFolder

_KINDS = {".docx": "Word", ".pdf": "PDF", ".xlsx": "Excel", ".json": "Data", ".eml": "E-post", ".odt": "ODT"}


class Paper(Frozen):
    """A paper: the word that fetches it, its name, what kind of file it is, its size in bytes, and where it lies."""

    word: str
    name: str
    kind: str
    size: int
    path: Path

    @property
    def can_be_shown(self) -> bool:
        """Whether its pages can be drawn."""
        return self.path.suffix.casefold() == ".pdf"


def version_papers(folder: WorkFolder, file: StoredFile) -> tuple[Paper, ...]:
    """The papers of a version: memo, marked copies, the review as data."""
    place = (folder.root / file.path).parents[1]
    return tuple(_papers(folder.root, (p for p in _inside(place) if p.name != CAME_IN)))


def letters(folder: WorkFolder, case: Case) -> tuple[Paper, ...]:
    """The case's letters, the newest first."""
    return tuple(reversed(tuple(_papers(folder.root, _inside(letters_folder(folder, case))))))


def found(papers: Iterable[Paper], word: str) -> Paper:
    """The paper of this word. Raises MissingError."""
    for paper in papers:
        if paper.word == word:
            return paper
    raise MissingError("Papperet finns inte längre. Gå till ärendets papper och se vad som ligger där.")


def in_folder(root: Path, place: Path) -> tuple[Paper, ...]:
    """The papers in a folder and the folders in it."""
    return tuple(_papers(root, (p for p in sorted(place.rglob("*")) if p.is_file()))) if place.is_dir() else ()


def _inside(place: Path) -> list[Path]:
    return sorted(place.iterdir()) if place.is_dir() else []


def _papers(root: Path, paths: Iterable[Path]) -> Iterable[Paper]:
    for path in paths:
        if path.name.startswith((".", "~$")) or path.is_symlink() or not path.is_file():
            continue
        word = hashlib.sha256(path.relative_to(root).as_posix().encode("utf-8", "surrogateescape")).hexdigest()[:20]
        kind = _KINDS.get(path.suffix.casefold(), path.suffix.lstrip(".").upper())
        yield Paper(word=word, name=path.name, kind=kind, size=path.stat().st_size, path=path)
