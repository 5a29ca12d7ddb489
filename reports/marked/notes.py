"""What the marked copy says: a note for each shortfall and each important thing found, in the words of the criteria."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.model import Application, Block, Topic
from reports import memo_findings
from reports.marked.model import Mark, MarkKind
from reports.memo_case import as_people_decided
from reports.quoting import Quoter
from reports.received import CaseFacts, SetAside
from reports.swedish_text import clean
from rules.criterion import Criterion
from rules.model import Review, Status, Verdict
from rules.profile import Profile, load_profile

_KINDS: dict[Status, MarkKind] = {"saknas": "brist", "avviker": "brist", "delvis": "delvis", "uppfyllt": "uppfyllt"}
_STATUS: dict[Status, str] = {
    "saknas": "saknas",
    "avviker": "avviker",
    "delvis": "delvis uppfyllt",
    "uppfyllt": "uppfyllt",
}
_WEIGHTS = {"maste": "måste", "bor": "bör"}
_HEADINGS = ("rubrik", "titel")


def marks_of(review: Review, profile: Profile | None = None, set_aside: Sequence[SetAside] = ()) -> tuple[Mark, ...]:
    """The marks of a review, in the order of the document; the profile is the review's own unless another is given.

    ``set_aside``: verdicts that people have decided in place of the program's. What must or should be there and is not fully met is marked, and what must be there and is met. Where there are no words to
    mark, the notes of a section are gathered at its heading, or at the title.
    """
    if not review.is_application:
        return (
            Mark(
                kind="brist",
                text="Handlingen ser inte ut att vara en ansökan, och är därför inte märkt.",
                of_words=False,
            ),
        )
    profile = profile or load_profile(review.profile)
    application = review.application
    quoter = Quoter(application)
    decided = {each.criterion: each for each in set_aside}
    review = as_people_decided(review, CaseFacts(set_aside=tuple(set_aside)))
    marks: list[Mark] = []
    missing: dict[int | None, list[str]] = {}
    for about, verdict in memo_findings.counted(review, profile):
        weight = profile.weight(about.id)
        if weight not in _WEIGHTS or (verdict.status == "uppfyllt" and weight != "maste"):
            continue
        if verdict.quotes:
            quote = verdict.quotes[0]
            text = _note(about, verdict, profile, quoter, decided.get(about.id))
            kind = _KINDS[verdict.status]
            marks.append(Mark(kind=kind, text=text, quote=quote.text, block=quote.block, page=quote.page))
        elif verdict.status != "uppfyllt":
            place = _where_it_should_stand(application, about.topic)
            missing.setdefault(place, []).append(_missing(about, verdict, profile, quoter, decided.get(about.id)))
    for place, lines in missing.items():
        marks.append(_gathered(application, place, lines))
    last = len(application.document.blocks)
    return tuple(sorted(marks, key=lambda m: (-1 if m.block is None else min(m.block, last), m.quote)))


def _note(about: Criterion, verdict: Verdict, profile: Profile, quoter: Quoter, by: SetAside | None) -> str:
    lines = [f"{about.name}: {_STATUS[verdict.status]} ({_WEIGHTS[profile.weight(about.id)]})"]
    lines.append(_why(verdict, quoter, by))
    if verdict.status != "uppfyllt":
        lines.append(f"Det vi behöver: {about.advice}")
    lines.append(_doubt(verdict))
    return "\n".join(line for line in lines if line)


def _missing(about: Criterion, verdict: Verdict, profile: Profile, quoter: Quoter, by: SetAside | None) -> str:
    """One thing that is not there, as a line: its weight, what it is, what the facts say, and what is asked."""
    why = _why(verdict, quoter, by) if by or verdict.status != "saknas" else ""
    parts = [f"{about.name} ({_WEIGHTS[profile.weight(about.id)]}).", why, about.advice, _doubt(verdict)]
    return "– " + " ".join(part for part in parts if part)


def _why(verdict: Verdict, quoter: Quoter, by: SetAside | None) -> str:
    if by is None:
        return memo_findings.reason(verdict, quoter)
    return f"Bedömt av {clean(by.name)}: {clean(by.reason)}"


def _doubt(verdict: Verdict) -> str:
    doubt = memo_findings.doubt(verdict)
    return f"{doubt}." if doubt else ""


def _gathered(application: Application, place: int | None, lines: list[str]) -> Mark:
    if place is None:
        return Mark(kind="brist", text="\n".join(["Detta hittades inte i ansökan:", *lines]), of_words=False)
    block = application.block(place)
    head = "Detta hittades inte, och väntas i det här avsnittet:" if block.kind == "rubrik" else "Detta hittades inte:"
    text = "\n".join([head, *lines])
    return Mark(kind="brist", text=text, quote=block.text, block=place, page=block.page, of_words=False)


def _where_it_should_stand(application: Application, topic: Topic) -> int | None:
    """The heading of the section about the topic, else the title; None where the file has neither."""
    blocks = application.document.blocks
    heading: Block | None = None
    for block in blocks:
        if block.kind in _HEADINGS and block.text:
            heading = block
            if topic in block.topics and block.kind == "rubrik":
                return block.id
        elif topic in block.topics and heading is not None and heading.kind == "rubrik":
            return heading.id
    return next((b.id for b in blocks if b.kind == "titel"), None)
