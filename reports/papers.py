"""The papers of a review: the memo in Word and as PDF, and the review as JSON, each written whole or not at all.

A memo that a person has changed since the program wrote it is never written over: the new one is laid beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from reports.memo import build_memo
from reports.memo_case import differences
from reports.reading_help import FOR_THE_FORBUND_ALONE
from reports.received import NO_CASE, CaseFacts, Received
from reports.swedish_text import swedish_date
from reports.typeset import Attachment, TypesettingError, attached, pdf
from reports.word import TemplateFaultError, render
from reports.written import PAPERS, known_papers, read_record, write_whole
from rules.compare import compare
from rules.model import Review
from rules.profile import Profile, load_profile

MEMO_TEMPLATE = "beredning.docx"
RECORD_IN_PDF = "granskning.json"
_DIGEST_SHOWN = 8
_STEM_BYTES = 200


@dataclass(frozen=True)
class Written:
    """The papers that were written or stand as they were, and what the user should know of them, in Swedish sentences."""

    papers: tuple[Path, ...]
    notes: tuple[str, ...] = ()


@lru_cache(maxsize=8)
def shipped_template(name: str) -> bytes:
    """The bytes of a template that comes with the program. Raises FileNotFoundError for an unknown name."""
    return files("reports.templates").joinpath(name).read_bytes()


def memo_document(
    received: Received,
    review: Review,
    template: bytes | None = None,
    *,
    profile: Profile | None = None,
    case: CaseFacts = NO_CASE,
    beside: str = "",
) -> bytes:
    """The memo of a review as a Word file, by the shipped template unless another is given. Raises TemplateFaultError."""
    memo = build_memo(received, review, profile, case=case, beside=beside)
    return render(
        template or shipped_template(MEMO_TEMPLATE),
        memo.model_dump(),
        title=memo.rubrik,
        day=received.today,
        name=MEMO_TEMPLATE,
    )


def memo_pdf(
    received: Received,
    review: Review,
    data: dict[str, Any],
    *,
    profile: Profile | None = None,
    case: CaseFacts = NO_CASE,
    beside: str = "",
) -> bytes:
    """The memo as PDF/A-3b and PDF/UA-1, with the review's JSON inside, but for hints of jäv and overlap. Raises TypesettingError."""
    memo = build_memo(received, review, profile, case=case, beside=beside)
    record = Attachment(
        name=RECORD_IN_PDF,
        content=review_json(_public(data)),
        mime="application/json",
        description="Granskningen som data",
        relation="data",
    )
    return pdf("beredning", memo.model_dump(), title=memo.rubrik, day=received.today, attachments=(record,))


def review_json(data: dict[str, Any]) -> bytes:
    """The review as a JSON file: indented, keys in the order given, a newline at the end."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def without_private_questions(content: bytes) -> bytes:
    """A review's JSON file less the questions that only the förbund may see; other content is returned as it is."""
    try:
        data = json.loads(content)
    except ValueError:
        return content
    return review_json(_public(data)) if isinstance(data, dict) and FOR_THE_FORBUND_ALONE in data else content


def _public(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key != FOR_THE_FORBUND_ALONE}


def write_review_papers(
    received: Received,
    review: Review,
    data: dict[str, Any],
    out: Path,
    *,
    case: CaseFacts = NO_CASE,
    templates: Path | None = None,
    profiles: Path | None = None,
) -> Written:
    """Write ``<stem>-beredning.docx``, ``<stem>-beredning.pdf`` and ``<stem>.json`` into ``out``.

    Papers of the same application are written over, but never a memo that a person has changed: the new one is then called
    ``<stem>-beredning-2``, and says what differs. Where another application's papers have the name already (``a.docx`` and
    ``a.pdf``), the first characters of the file's SHA-256 are added to it. ``templates`` and ``profiles`` are the förbund's own
    folders; a template that cannot be used is told of in the notes, and the shipped one is used. Raises OSError.
    """
    out.mkdir(parents=True, exist_ok=True)
    stem = _free_stem(received, out)
    record = out / f"{stem}.json"
    known = known_papers(read_record(record))
    making = _Making(received, review, data, load_profile(review.profile, profiles), case, templates)
    changed: list[Path] = []
    for base in _bases(out, stem):
        pair = (base.with_name(f"{base.name}.docx"), base.with_name(f"{base.name}.pdf"))
        touched = [paper for paper in pair if not known.untouched(paper)]
        if not touched or known.wrote(pair[0], making.word("")):
            break  # free to write; or nothing is new since that memo was written, and a person works in it
        changed.append(touched[0])
    papers = making.pair(pair, _beside(making, changed)) if not touched else {}
    told = known.and_also(papers)
    write_whole(record, review_json({**data, PAPERS: told.as_data()}))
    for path, content in papers.items():
        write_whole(path, content)
    if changed and papers:
        making.notes.append(f"{changed[-1].name} har ändrats för hand och är orörd. Den nya heter {pair[0].name}.")
    return Written((*(papers or filter(Path.exists, pair)), record), tuple(dict.fromkeys(making.notes)))


@dataclass
class _Making:
    """Makes the two forms of one memo, and gathers what the user should know."""

    received: Received
    review: Review
    data: dict[str, Any]
    profile: Profile
    case: CaseFacts
    templates: Path | None
    notes: list[str] = field(default_factory=list)

    def _known(self, beside: str) -> dict[str, Any]:
        return {"profile": self.profile, "case": self.case, "beside": beside}

    def word(self, beside: str) -> bytes:
        """The memo by the förbund's own template where there is one that can be used, else by the shipped one."""
        own = self.templates / MEMO_TEMPLATE if self.templates else None
        if own is not None and own.is_file():
            try:
                return memo_document(self.received, self.review, own.read_bytes(), **self._known(beside))
            except TemplateFaultError as fault:
                self.notes.append(f"{fault} Beredningen skrevs med programmets egen mall.")
        return memo_document(self.received, self.review, **self._known(beside))

    def pdf(self, beside: str) -> bytes | None:
        """The memo as PDF; None, with a note, where it cannot be made. The review and its Word file stand all the same."""
        try:
            return memo_pdf(self.received, self.review, self.data, **self._known(beside))
        except TypesettingError as fault:
            self.notes.append(str(fault))
            return None

    def pair(self, places: tuple[Path, Path], beside: str) -> dict[Path, bytes]:
        """Both forms by their places, or the Word file alone."""
        page = self.pdf(beside)
        return {places[0]: self.word(beside)} | ({places[1]: page} if page else {})


def _bases(out: Path, stem: str) -> Iterator[Path]:
    """Where a memo may lie, without its ending: ``a-beredning``, ``a-beredning-2``, ``a-beredning-3`` and on."""
    yield out / f"{stem}-beredning"
    number = 2
    while True:
        yield out / f"{stem}-beredning-{number}"
        number += 1


def _beside(making: _Making, changed: list[Path]) -> str:
    """The sentences at the head of a memo that is laid beside a changed one: which, and what differs since. Empty without one."""
    if not changed:
        return ""
    day = swedish_date(making.received.today)
    told = [f"Ny version {day}. {changed[-1].name} har ändrats för hand och ligger orörd kvar."]
    older = _record_in(changed[-1].with_suffix(".pdf"))
    try:
        if older is not None:
            told += differences(compare(older, making.data)) or ("Programmet finner detsamma som då.",)
    except (KeyError, TypeError):
        pass  # written by a program whose reviews look otherwise
    if making.case.set_aside:
        told.append("Bedömningar som en människa har ändrat står under Bedömning mot lag och kriterier.")
    return " ".join(told)


def _record_in(paper: Path) -> dict[str, Any] | None:
    """The review that a memo's PDF holds; None where there is none to read."""
    try:
        found = attached(paper.read_bytes(), RECORD_IN_PDF)
        return json.loads(found) if found else None
    except (OSError, ValueError):
        return None


def _free_stem(received: Received, out: Path) -> str:
    """The stem of the papers' names: the file's own, with a part of its SHA-256 where other papers or files have that."""
    stem = Path(received.name).stem.encode("utf-8")[:_STEM_BYTES].decode("utf-8", "ignore") or "ansokan"
    memo, record = out / f"{stem}-beredning.docx", out / f"{stem}.json"
    if not (memo.exists() or record.exists()) or _is_of(record, received):
        return stem
    return f"{stem}-{received.sha256[:_DIGEST_SHOWN]}"


def _is_of(record: Path, received: Received) -> bool:
    """Whether the review lying there is of the same file: the same name and the same bytes."""
    found = (read_record(record) or {}).get("fil")
    return isinstance(found, dict) and (found.get("namn"), found.get("sha256")) == (received.name, received.sha256)
