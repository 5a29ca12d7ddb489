"""What all pages share: the working folder, the clock, the readers, the work under way, and a place of its own for pictures."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from pydantic import ValidationError

from desk.digest import Digests
from desk.drawing import Drawings
from desk.keys import Keys
from desk.work import Work
from extractors.isolation import ReaderPool
from extractors.model import Document
from intake.register import Case, Register
from intake.reviewing import Reviewing
from intake.settings import Settings
from intake.workfolder import WorkFolder

_NOTES_KEPT = 100
_DOCUMENTS_KEPT = 20
_LARGEST = 2**63 - 1


class MissingError(Exception):
    """What a page was asked for is not there; the message is one Swedish sentence."""


class RefusedError(Exception):
    """What was asked for cannot be done; the message is one Swedish sentence that says why."""


class ConflictError(Exception):
    """Somebody else, or another tab, changed the case in between; the message is one Swedish sentence."""


@dataclass
class Desk:
    """One start of the desk over one working folder."""

    root: Path
    version: str
    reviewer: Callable[[], AbstractContextManager[Reviewing]]
    reading: ReaderPool
    who: str
    now: Callable[[], datetime] = datetime.now
    dry_run: bool = False
    keys: Keys = field(default_factory=Keys)
    work: Work = field(default_factory=Work)
    _notes: dict[str, str] = field(default_factory=dict)
    _documents: dict[str, Document] = field(default_factory=dict)
    private: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="beredning-bord-")))
    digests: Digests = field(default_factory=Digests)
    drawings: Drawings = field(init=False)

    def __post_init__(self) -> None:
        self.drawings = Drawings(self.private)

    @property
    def folder(self) -> WorkFolder:
        """The working folder, with its settings as they are now."""
        return WorkFolder(self.root)

    @property
    def settings(self) -> Settings:
        """The settings as they are now. Raises SettingsError."""
        return self.folder.settings

    @property
    def today(self) -> date:
        """The day by the clock that was passed in."""
        return self.now().astimezone().date()

    def register(self) -> Register:
        """The register, opened; to be closed by the caller's with-statement. Raises RegisterError."""
        return Register(self.folder.register_at, self.now)

    def say(self, text: str) -> str:
        """Keep a sentence for the next page, and return the word that fetches it."""
        word = secrets.token_urlsafe(6)
        self._notes[word] = text
        while len(self._notes) > _NOTES_KEPT:
            self._notes.pop(next(iter(self._notes)))
        return word

    def said(self, word: str) -> str:
        """The sentence kept under a word, once; empty where there is none."""
        return self._notes.pop(word, "")

    def document(self, sha256: str) -> Document | None:
        """A text that was read a while ago, by the file's SHA-256."""
        return self._documents.get(sha256)

    def remember(self, sha256: str, document: Document) -> None:
        """Keep a text that was read, for the next page of the same case."""
        self._documents[sha256] = document
        while len(self._documents) > _DOCUMENTS_KEPT:
            self._documents.pop(next(iter(self._documents)), None)

    def close(self) -> None:
        """End the work under way and remove the pictures."""
        self.work.close()
        self.reading.close()
        shutil.rmtree(self.private, ignore_errors=True)


@contextmanager
def refusing() -> Iterator[None]:
    """The intake's plain refusals inside the block, which are ValueErrors in Swedish, become `RefusedError`."""
    try:
        yield
    except ValidationError:
        raise
    except ValueError as error:
        raise RefusedError(str(error)) from error


def known_case(register: Register, number: int) -> Case:
    """The case with this internal number. Raises MissingError."""
    if number > _LARGEST or not register.has_case(number):
        raise MissingError("Ärendet finns inte i registret.")
    return register.case_of_id(number)
