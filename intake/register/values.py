"""What the register tells: cases with their files and events, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from pydantic import Field

from extractors.model import Frozen

EventKind = Literal[
    "inkom",
    "samma fil igen",
    "kunde inte läsas",
    "ny version",
    "bilaga",
    "fråga",
    "svar",
    "knuten",
    "granskning påbörjad",
    "granskning uppskjuten",
    "granskad",
    "granskning misslyckades",
    "rättelse",
    "avsteg",
    "bedömning",
    "brev",
    "skickat",
    "svar inkom",
    "möte",
    "rekommendation",
    "beslut",
    "bevakning",
    "överenskommelse",
    "rapport",
    "avslutat",
    "arkiverat",
    "gallrat",
    "maskerat",
    "återläst",
]
FACTS = ("insatsnamn", "sokande", "avsandare", "arendemening")


class StoredFile(Frozen):
    """A file of a case: its bytes' SHA-256, and where it lies, relative to the working folder."""

    id: int
    case: int
    version: int
    name: str
    sha256: str
    size: int
    path: str
    mark: str
    came: str


class Attachment(Frozen):
    """A bilaga that came in one folder with a file of a case, and belongs to it."""

    id: int
    file: int
    name: str
    sha256: str
    size: int
    path: str
    mark: str
    came: str


class Event(Frozen):
    """Something that happened to a case, when, and by whom. ``data`` holds what a program needs of it."""

    id: int
    case: int | None
    file: int | None
    kind: EventKind
    time: str
    who: str
    text: str
    data: Mapping[str, Any] = Field(default_factory=dict)

    def names(self, key: str) -> tuple[str, ...]:
        """The names that the data hold under a key; none where there is no list of them."""
        found = self.data.get(key)
        return tuple(str(each) for each in found) if isinstance(found, list | tuple) else ()

    def day(self, key: str) -> date | None:
        """The day that the data hold under a key; None where there is none that can be read, as in old or hand-made events."""
        try:
            return date.fromisoformat(str(self.data.get(key, "")))
        except ValueError:
            return None


class Override(Frozen):
    """A verdict that a person has set aside, with the reason and the name."""

    criterion: str
    status: str
    programs_status: str
    reason: str
    name: str
    time: str


class Case(Frozen):
    """A case as it stands: the four facts of OSL 5 kap. 2 §, its files and what it is called in the list."""

    id: int
    dnr: str
    folder: str
    came: str
    status: str
    sender: str
    subject: str
    name: str | None
    applicant: str | None
    merged_into: str | None
    asks: str | None
    files: tuple[StoredFile, ...]
    attachments: tuple[Attachment, ...] = ()

    @property
    def newest(self) -> StoredFile:
        """The file of the highest version."""
        return max(self.files, key=lambda f: f.version)

    def attachments_of(self, file: StoredFile) -> tuple[Attachment, ...]:
        """The bilagor that came with one of the case's files."""
        return tuple(a for a in self.attachments if a.file == file.id)

    def as_line(self) -> dict[str, Any]:
        """The case as ``beredning arenden --format json`` prints it."""
        version = {f.id: f.version for f in self.files}
        return {
            "dnr": self.dnr,
            "insatsnamn": self.name,
            "sokande": self.applicant,
            "status": self.status,
            "inkom": self.came,
            "filer": [
                *({"namn": f.name, "sha256": f.sha256, "version": f.version} for f in self.files),
                *(
                    {"namn": a.name, "sha256": a.sha256, "version": version[a.file], "bilaga": True}
                    for a in self.attachments
                ),
            ],
        }


class FailedFile(Frozen):
    """A file in ``fel/``: it came in and could not be read."""

    id: int
    name: str
    sha256: str
    path: str
    mark: str
    code: str
    reason: str
    came: str


class Marks(Frozen):
    """What a file's content is recognised by: sorted hashes of its word sequences, and the names that it gives."""

    file: int
    case: int
    shingles: frozenset[int]
    name: str | None
    applicant: str | None
    start: str | None
