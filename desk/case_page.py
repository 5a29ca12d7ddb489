"""What the pages of one case have in common: the case, its review, and the mark that tells whether somebody changed it meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.requests import Request

from desk.digest import profile_of
from desk.drawing import DRAWN, Layout, Wanted
from desk.original import PageShown, pages, same_text
from desk.state import ConflictError, Desk, known_case
from desk.verdicts import Group, groups
from desk.web import Form
from extractors.errors import Unreadable
from extractors.model import Document, Frozen
from intake.compare import all_versions, stored_review
from intake.register import Case, Event, Override, Register, StoredFile
from intake.register.values import Attachment
from reports.granskning import SCHEMA
from rules.profile import Profile

QUIET = frozenset({"granskning påbörjad", "granskning uppskjuten"})
"""Events that only tell that the program works; they are no change that a person must see."""


class CaseShown(Frozen):
    """A case with all that its pages rest on: its newest version counted over all that were joined, and that version's file and review.

    ``state`` is the number of the latest event that is a change.
    """

    case: Case
    version: int
    review: Mapping[str, Any] | None
    events: tuple[Event, ...]
    overrides: Mapping[str, Override]
    state: int
    profile: Profile
    file: StoredFile

    @property
    def groups(self) -> tuple[Group, ...]:
        """The verdicts; none where there is no review."""
        return groups(self.review, self.overrides, self.profile) if self.review else ()

    @property
    def title(self) -> str:
        """What the case is called."""
        return self.case.name or self.case.subject or self.case.dnr


def load(desk: Desk, register: Register, request: Request) -> CaseShown:
    """The case of the address. Raises MissingError."""
    case = known_case(register, request.path_params["number"])
    events = tuple(e for e in register.events(case.id) if e.kind not in QUIET)
    versions = all_versions(register, case)
    place, file = versions[-1]
    folder = desk.folder
    review = stored_review(folder, place, file.version)
    if review is not None and review.get("schema") != SCHEMA:
        review = None  # written by a program whose reviews look otherwise
    return CaseShown(
        case=case,
        version=len(versions),
        review=review,
        events=events,
        overrides=register.overrides(case.id),
        state=events[-1].id if events else 0,
        profile=profile_of(folder, review or {}),
        file=file,
    )


def same_state(shown: CaseShown, form: Form) -> None:
    """Raise ConflictError where the case has changed since the form was shown. Call it inside the register's transaction."""
    seen = form.number("lage")
    if seen == shown.state:
        return
    since = [e for e in shown.events if seen is not None and e.id > seen]
    told = f" Senast: {since[-1].text} ({since[-1].who})." if since else ""
    raise ConflictError(
        f"{shown.case.dnr} har ändrats sedan sidan öppnades, kanske i en annan flik.{told} Inget av det du skrev har sparats. "
        "Gå tillbaka, kopiera din text, ladda om sidan och försök igen."
    )


def original_path(desk: Desk, file: StoredFile | Attachment) -> Path:
    """Where the file of a case lies; the register says where, never the request."""
    return desk.folder.root / file.path


def laid_out(desk: Desk, shown: CaseShown) -> tuple[PageShown, ...]:
    """The application's pages with the quoted words marked; empty without a review."""
    if shown.review is None:
        return ()
    quotes = [q for group in shown.groups for v in group.verdicts for q in v.quotes]
    layout = Layout()
    if shown.review["fil"]["typ"] in DRAWN:
        wanted = [Wanted(name=q.name, page=q.page, text=q.text) for q in quotes]
        layout = desk.drawings.layout(original_path(desk, shown.file), shown.file.sha256, wanted)
    return pages(shown.review, _read_again(desk, shown), quotes, layout)


def _read_again(desk: Desk, shown: CaseShown) -> Document | None:
    """The document with its tables and levels, if it still reads as it did when it was reviewed."""
    review = shown.review
    if review is None or review["fil"].get("ocr"):
        return None  # reading pictures takes seconds a page, and gives no tables
    document = desk.document(shown.file.sha256)
    if document is None:
        try:
            document = desk.reading.read(original_path(desk, shown.file))
        except Unreadable:
            return None
        desk.remember(shown.file.sha256, document)
    return document if same_text(document, review) else None
