"""What the archive is handed: a case's register content and its files, as plain frozen values.

Nothing here knows of the register's tables or the working folder; ``intake.archiving`` fills these values in and takes them back.
Field names in `CaseRecord` are what stands in a package's ``arende.json``, so they are Swedish and never change meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from extractors.model import Frozen

RECORD_SCHEMA = "beredning.arende/1"
Role = Literal["original", "papper", "pdf-kopia", "granskning", "ovrigt"]
Outcome = Literal["bevilja", "avslag", "aterremiss", "ej-vidare", "aterkallad", "okant"]
ErmsVersion = Literal["2.1", "3.0"]
CsipVersion = Literal["2.1", "2.2"]
Direction = Literal["in", "ut", "intern"]


class FactRow(Frozen):
    """A fact of the case as it was entered; the latest of a field holds."""

    falt: str
    varde: str
    tid: str
    vem: str


class CameIn(Frozen):
    """Bytes that came in: their SHA-256 and size, and where they lay, relative to the working folder."""

    namn: str
    sha256: str
    storlek: int
    sokvag: str
    marke: str
    inkom: str


class FileRow(CameIn):
    """A version of the application."""

    version: int


class AttachmentRow(CameIn):
    """A bilaga that came in one folder with a file; ``till`` is that file's SHA-256."""

    till: str


class EventRow(Frozen):
    """What happened, when and by whom. ``fil`` is the SHA-256 of the file that it concerned, if any."""

    slag: str
    tid: str
    vem: str
    text: str
    data: Mapping[str, Any] = Field(default_factory=dict)
    fil: str | None = None


class OverrideRow(Frozen):
    """A verdict that a person set aside."""

    kriterium: str
    status: str
    programmets_status: str
    skal: str
    namn: str
    tid: str


class CaseRecord(Frozen):
    """All that the register holds of a case, with the cases that turned out to be versions of it."""

    dnr: str
    ar: int
    nr: int
    mapp: str
    inkom: str
    uppgifter: tuple[FactRow, ...] = ()
    filer: tuple[FileRow, ...] = ()
    bilagor: tuple[AttachmentRow, ...] = ()
    handelser: tuple[EventRow, ...] = ()
    avsteg: tuple[OverrideRow, ...] = ()
    knutet_tid: str | None = None
    knutet_vem: str | None = None
    knutna: tuple[CaseRecord, ...] = ()

    def fact(self, name: str) -> str | None:
        """The fact that holds, or None."""
        return next((row.varde for row in reversed(self.uppgifter) if row.falt == name), None)

    def came_in(self) -> tuple[CameIn, ...]:
        """Every file that came in, bilagor too."""
        return (*self.filer, *self.bilagor)

    def events(self, *kinds: str) -> tuple[EventRow, ...]:
        """Events of these kinds, in order."""
        return tuple(each for each in self.handelser if each.slag in kinds)


class Entry(Frozen):
    """A file of the case: where it lies (relative to the working folder), what it is, and what it is called in the package.

    ``sealed`` is unique in the case, safe in every system and names no one; ``copy_of`` is the ``sealed`` name of the paper that a PDF is a copy of.
    """

    number: int
    path: str
    name: str
    sealed: str
    role: Role
    kind: str
    title: str
    dnr: str
    time: str
    sha256: str
    size: int
    mime: str
    version: int | None = None
    direction: Direction = "intern"
    copy_of: str | None = None


class Reviewed(Frozen):
    """By which rules a version was reviewed."""

    version: int
    program: str
    profile: str
    gaps: int


class Restriction(Frozen):
    """Personal data or secrecy that was seen at intake. ``count`` is how many places; the words themselves are not repeated."""

    kind: Literal["gdpr", "confidential", "integrity"]
    regulation: str
    text: str
    count: int


class Decision(Frozen):
    """The decision as the register tells it; ``day`` is ``YYYY-MM-DD`` and ``who`` made it."""

    outcome: Outcome
    text: str
    day: str
    who: str


class DisposalNote(Frozen):
    """When the case may be destroyed and by which decision; ``day`` None keeps it for ever."""

    years: int
    mandate: str
    day: str | None


class Sender(Frozen):
    """Who makes the package, who will keep it, and under what agreement."""

    name: str
    number: str = ""
    manager: str = ""
    receiver: str = ""
    agreement: str = ""
    classification: str = ""


class CaseContent(Frozen):
    """Everything that a package is made from. ``created`` is the moment of sealing, ISO 8601 with zone."""

    sender: Sender
    program: str
    created: str
    status: str
    record: CaseRecord
    entries: tuple[Entry, ...]
    reviews: tuple[Reviewed, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    decision: Decision | None = None
    disposal: DisposalNote | None = None
    missing: tuple[str, ...] = ()
    erms: ErmsVersion = "2.1"
    csip: CsipVersion = "2.1"
    replaces: str | None = None

    @property
    def title(self) -> str:
        """The case's subject line."""
        return self.record.fact("arendemening") or f"Ärende {self.record.dnr}"


class ArchiveError(ValueError):
    """Something that the archive cannot do; the message is one Swedish sentence."""
