"""Taking in what lies in the inbox: nothing lost, nothing twice, whenever the machine stops.

The order is the whole safety: copy beside the cases → on the disk → into the case's folder → register → only then out of the inbox.
Until the register knows a file, the inbox has it; from then on, what is left in the inbox is known by its bytes and only removed.
"""

from __future__ import annotations

import shutil
import sqlite3
import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from extractors.errors import Unreadable
from extractors.model import Document
from intake.attached import Part, stage
from intake.durable import (
    ChangedWhileCopiedError,
    FileState,
    copy_in,
    is_passing,
    make_folder,
    move_into_place,
    remove,
    why,
)
from intake.failures import forget, free_name, set_aside
from intake.recovery import ATTACHED, CAME_IN, recover
from intake.register import Attachment, Case, Marks, Register, StoredFile
from intake.review_case import review_stored
from intake.reviewing import Reviewing
from intake.versions import Recognition, Traits, recognise, traits_of
from intake.workfolder import WorkFolder
from reports.swedish_text import listed

WHO = "beredning (inkorgen)"
_MAY_BE_HALF = {"trasig", "tom"}

What = Literal["nytt", "version", "igen", "fel", "väntar", "rest", "granskat"]


@dataclass(frozen=True)
class Taken:
    """What became of one file, and the line that tells it. ``passing``: a new try may help; ``half``: it may be half written."""

    what: What
    name: str
    text: str
    dnr: str | None = None
    passing: bool = False
    half: bool = False


@dataclass(frozen=True)
class FolderTaken:
    """What became of a folder: taken in, to be taken file by file, or waiting for a passing cause, with the sentence that tells it."""

    what: Literal["intagen", "en och en", "väntar"]
    text: str = ""
    half: bool = False


class Inbox:
    """One pass over the inbox; made by whoever holds the inbox's lock, with an open register."""

    def __init__(
        self,
        folder: WorkFolder,
        register: Register,
        reviewing: Reviewing,
        now: Callable[[], datetime],
        tell: Callable[[Taken], None],
    ) -> None:
        self._folder, self._register, self._reviewing, self._now, self._tell = folder, register, reviewing, now, tell
        self._marks: list[Marks] | None = None

    def start(self) -> list[str]:
        """Set right what a stop left, and finish reviews that were broken off. Returns sentences to show. Raises OSError."""
        told = recover(self._folder, self._register)
        for file, begun in self._register.unreviewed():
            self._tell(self._review(file, None, begun))
        return told

    def take(self, path: Path, seen: FileState, *, patient: bool) -> Taken | None:
        """Take in one file that stood still in the state ``seen``; None where it is gone.

        ``patient``: it has stood still so long that a broken file is not merely half written. Nothing is raised for a passing cause.
        """
        place = self._folder.staging / uuid.uuid4().hex
        staged = place / path.name
        try:
            make_folder(place)
            digest, state = copy_in(path, staged)
            if state != seen:
                raise ChangedWhileCopiedError(path.name)
            taken = self._take(path, staged, digest, state, patient=patient)
        except FileNotFoundError:
            if path.exists():
                raise
            return None
        except Exception as error:
            if not is_passing(error):
                raise
            half = isinstance(error, ChangedWhileCopiedError)
            taken = Taken("väntar", path.name, f"{path.name}: {why(error)}", passing=True, half=half)
            with suppress(OSError, sqlite3.Error):
                recover(self._folder, self._register)
        finally:
            with suppress(OSError):
                staged.unlink(missing_ok=True)
                place.rmdir()
        if taken.what != "väntar":
            self._tell(taken)
        return taken

    def take_folder(self, seen: Mapping[Path, FileState], *, patient: bool) -> FolderTaken:
        """Take in the files of one folder that was moved in, where it holds one application with its bilagor.

        Where it holds none or several applications, its files are to be taken one by one. Nothing is raised for a passing cause:
        then all of it waits, so that no bilaga is taken for a case of its own.
        """
        place = self._folder.staging / uuid.uuid4().hex
        try:
            parts = stage(seen, place)
            main = self._one_application(parts, patient)
            if main is None:
                return FolderTaken("en och en")
            self._join(main, [part for part in parts if part is not main])
        except Exception as error:
            if not (isinstance(error, FileNotFoundError) or is_passing(error)):
                raise
            with suppress(OSError, sqlite3.Error):
                recover(self._folder, self._register)
            half = isinstance(error, ChangedWhileCopiedError | FileNotFoundError)
            return FolderTaken("väntar", why(error), half=half)
        finally:
            shutil.rmtree(place, ignore_errors=True)
        return FolderTaken("intagen")

    def _one_application(self, parts: list[Part], patient: bool) -> Part | None:
        """The only application among the files; None where there is none, or a second one. Raises ChangedWhileCopiedError."""
        found: list[Part] = []
        for part in parts:
            known = self._register.file_with(part.digest)
            if known is not None:
                part.known = known
            elif self._register.attachment_with(part.digest) is None:
                try:
                    part.document = self._reviewing.read(part.staged)
                except Unreadable as error:
                    if error.code in _MAY_BE_HALF and not patient:
                        raise ChangedWhileCopiedError(part.path.name) from error
                    continue
                part.traits = self._traits(part.document)
            if part.known is not None or (part.traits is not None and part.traits.is_application):
                found.append(part)
            if len(found) > 1:
                return None
        return found[0] if found else None

    def _join(self, main: Part, others: list[Part]) -> None:
        """Enter the application, if it is new, and its bilagor with it; then let the inbox go of all of them."""
        new = [part for part in others if self._register.attachment_with(part.digest) is None]
        if main.known is None and main.traits is not None:
            stored, taken = self._enter(main.path.name, main.staged, main.digest, main.state, main.traits, new)
            self._leave(main.path, main.state)
        elif main.known is not None:
            stored = main.known
            with self._register.writing():
                self._attach(stored, new)
            taken = self._again(main.path, main.staged, main.state, stored)
        for part in others:
            self._leave(part.path, part.state)
        names = listed([part.path.name for part in new])
        told = f"{taken.text} Med {'bilagan' if len(new) == 1 else 'bilagorna'} {names}." if new else taken.text
        self._tell(replace(taken, text=told))
        if main.known is None or new:
            self._tell(self._review(stored, main.document, 0))

    def _attach(self, stored: StoredFile, parts: list[Part]) -> None:
        """Move bilagor into the folder of a case's file and enter them; within the transaction of the caller."""
        place = (self._folder.root / stored.path).parent / ATTACHED
        for part in parts:
            make_folder(place)
            target = free_name(place, part.path.name, part.digest)
            move_into_place(part.staged, target)
            self._register.add_attachment(
                stored.id, name=part.path.name, sha256=part.digest, size=part.state.size,
                path=target.relative_to(self._folder.root).as_posix(), mark=part.state.mark,
            )  # fmt: skip
            text = f"{part.path.name} kom in som bilaga till {stored.name}."
            self._register.add_event(
                stored.case, "bilaga", WHO, text, file=stored.id, data={"namn": part.path.name, "sha256": part.digest}
            )

    def _take(self, path: Path, staged: Path, digest: str, state: FileState, *, patient: bool) -> Taken:
        known = self._register.file_with(digest)
        if known is not None:
            return self._again(path, staged, state, known)
        attached = self._register.attachment_with(digest)
        if attached is not None:
            return self._again_attached(path, staged, state, attached)
        failed = self._register.failed_with(digest)
        if failed is not None and failed.mark == state.mark and (self._folder.root / failed.path).is_file():
            self._leave(path, state)
            return Taken("rest", path.name, f"{path.name}: ligger redan i fel.")
        try:
            document = self._reviewing.read(staged)
        except Unreadable as error:
            if error.code in _MAY_BE_HALF and not patient:
                raise ChangedWhileCopiedError(path.name) from error
            return self._fail(path, staged, digest, state, error)
        stored, taken = self._enter(path.name, staged, digest, state, self._traits(document))
        if failed is not None:
            forget(self._folder.root / failed.path, digest)
        self._leave(path, state)
        self._tell(taken)  # the case is safe; the review takes longer
        return self._review(stored, document, 0)

    def _again(self, path: Path, staged: Path, state: FileState, known: StoredFile) -> Taken:
        """Bytes that have a case: a rest after a stop, or the same file handed in once more. The inbox lets go of it."""
        case = self._case(known.case)
        original = self._folder.root / known.path
        if not original.is_file():
            make_folder(original.parent)
            move_into_place(staged, original)
        noted = {e.data.get("marke") for e in self._register.events(case.id) if e.kind == "samma fil igen"}
        if state.mark == known.mark or state.mark in noted:
            self._leave(path, state)
            return Taken("rest", path.name, f"{path.name}: är redan intagen i {case.dnr}.", case.dnr)
        self._register.add_event(
            case.id,
            "samma fil igen",
            WHO,
            f"{path.name} har samma innehåll som {known.name}.",
            file=known.id,
            data={"marke": state.mark},
        )
        self._leave(path, state)
        return Taken("igen", path.name, f"{path.name}: samma fil som redan finns i {case.dnr}.", case.dnr)

    def _again_attached(self, path: Path, staged: Path, state: FileState, attached: Attachment) -> Taken:
        """The bytes of a bilaga once more: a rest after a stop, or handed in again. The inbox lets go of it."""
        original = self._folder.root / attached.path
        if not original.is_file():
            make_folder(original.parent)
            move_into_place(staged, original)
        self._leave(path, state)
        dnr = next(c.dnr for c in self._register.cases() if any(a.id == attached.id for a in c.attachments))
        return Taken("rest", path.name, f"{path.name}: finns redan som bilaga i {dnr}.", dnr)

    def _fail(self, path: Path, staged: Path, digest: str, state: FileState, error: Unreadable) -> Taken:
        target = set_aside(
            staged, self._folder.failed, name=path.name, sha256=digest, reason=error.text, came=self._now().astimezone()
        )
        self._register.add_failed(
            name=path.name, sha256=digest, size=state.size, path=target.relative_to(self._folder.root).as_posix(),
            mark=state.mark, code=error.code, reason=error.text,
        )  # fmt: skip
        self._leave(path, state)
        return Taken("fel", path.name, f"{error.text} Filen ligger i fel/{target.name}.")

    def _traits(self, document: Document) -> Traits:
        """What the text is recognised by. A fault in the program must not stop a file from getting its case."""
        try:
            return self._reviewing.traits(document)
        except Exception as error:
            if is_passing(error):
                raise
            return traits_of(document)

    def _enter(
        self,
        name: str,
        staged: Path,
        digest: str,
        state: FileState,
        traits: Traits,
        attachments: Sequence[Part] = (),
    ) -> tuple[StoredFile, Taken]:
        """Give the file its case: the move and the register's transaction, which ends last."""
        register = self._register
        if self._marks is None:
            self._marks = register.marks()
        found = (
            recognise(traits, name, self._marks, {case.id: case for case in register.cases()})
            if self._marks
            else Recognition("nytt")
        )
        with register.writing():
            if found.kind == "version" and found.case is not None:
                case = self._case(found.case)
            else:
                case = register.add_case(self._folder.settings.dnr)
            version = max((file.version for file in case.files), default=0) + 1
            target = self._folder.cases / case.folder / f"v{version}" / CAME_IN / name
            make_folder(target.parent)
            move_into_place(staged, target)
            stored = register.add_file(
                case.id, version=version, name=name, sha256=digest, size=state.size,
                path=target.relative_to(self._folder.root).as_posix(), mark=state.mark,
            )  # fmt: skip
            marks = Marks(
                file=stored.id,
                case=case.id,
                shingles=traits.shingles,
                name=traits.name,
                applicant=traits.applicant,
                start=traits.start,
            )
            register.add_marks(marks)
            taken = self._note(case, stored, traits, found)
            self._attach(stored, list(attachments))
        self._marks.append(marks)
        return stored, taken

    def _note(self, case: Case, stored: StoredFile, traits: Traits, found: Recognition) -> Taken:
        register = self._register
        if found.kind == "version":
            text = f"{stored.name} är version {stored.version} av ärendet: {found.reason}."
            register.add_event(case.id, "ny version", WHO, text, file=stored.id, data={"sha256": stored.sha256})
            return Taken(
                "version",
                stored.name,
                f"{stored.name}: ny version ({stored.version}) av {case.dnr}, {found.reason}.",
                case.dnr,
            )
        subject = f"Ansökan om insatsmedel: {traits.name}" if traits.name else f"Inkommen handling: {stored.name}"
        register.add_facts(
            case.id,
            {
                "insatsnamn": traits.name,
                "sokande": traits.applicant,
                "avsandare": traits.applicant,
                "arendemening": subject,
            },
            WHO,
        )
        register.add_event(
            case.id, "inkom", WHO, f"{stored.name} kom in.", file=stored.id, data={"sha256": stored.sha256}
        )
        text = f"{stored.name}: nytt ärende {case.dnr}."
        if found.kind == "fråga" and found.case is not None:
            other = self._case(found.case).dnr
            question = f"Är {stored.name} en ny version av {other}? ({found.reason})"
            register.add_event(case.id, "fråga", WHO, question, file=stored.id, data={"dnr": other})
            text += (
                f" {question} Svara med ”beredning knyt {case.dnr} {other}” eller ”beredning knyt {case.dnr} --nej”."
            )
        return Taken("nytt", stored.name, text, case.dnr)

    def _review(self, stored: StoredFile, document: Document | None, begun: int) -> Taken:
        case = self._case(stored.case)
        text, passing = review_stored(
            self._folder, self._register, self._reviewing, case, stored, document, begun, self._now
        )
        return Taken("granskat", stored.name, f"{case.dnr}: {text}", case.dnr, passing)

    def _case(self, number: int) -> Case:
        return self._register.case_of_id(number)

    def _leave(self, path: Path, state: FileState) -> None:
        """Let the inbox go of a file whose bytes are safe; one that has changed since is new and stays."""
        try:
            if FileState.of(path.lstat()) == state:
                remove(path)
        except FileNotFoundError:
            return
