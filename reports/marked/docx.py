"""Word comments at the exact words, in a copy of the applicant's Word file (.docx, .docm, .dotx, .dotm).

Only the document and its comments are written anew; every other part of the file is copied as it stands.
"""

from __future__ import annotations

from datetime import date

from lxml import etree

from extractors.formats._docx_package import open_package
from extractors.limits import DEFAULT
from reports.marked.docx_package import Parts
from reports.marked.docx_text import BodyText
from reports.marked.matching import Places, Span
from reports.marked.model import AUTHOR, INITIALS, Mark, MarkedCopy, MarkingJob
from reports.swedish_text import clean

KIND = "docx"
NAME = "Word-filer"

_SMALL = "18"  # half points, where the file has no style of its own for comments
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def mark(job: MarkingJob) -> MarkedCopy:
    """The copy with its comments. Raises `Unreadable` for a file that is not what was read."""
    package = open_package(job.path, DEFAULT)
    try:
        parts = Parts(package)
        body = BodyText(parts.document)
        places = Places(body.text, [block.text for block in job.application.document.blocks])
        commenter = _Commenter(parts, body, job.today)
        exact: list[Mark] = []
        near: list[Mark] = []
        loose: list[Mark] = []
        placed = [(_place(mark, places), mark) for mark in job.marks]
        for (span, on_words), each in sorted(placed, key=lambda p: (p[0][0] or (0, 0), p[1].text)):
            if span is None:
                commenter.at_the_start(each)
                (loose if each.of_words else exact).append(each)
            elif commenter.around(span, each, on_words=on_words):
                exact.append(each)
            else:
                near.append(each)
        body.write()
        return MarkedCopy(content=parts.saved(), exact=tuple(exact), near=tuple(near), loose=tuple(loose))
    finally:
        package.archive.close()


def _place(mark: Mark, places: Places) -> tuple[Span | None, bool]:
    """The characters to comment on, and whether they are the mark's very words (otherwise all of their paragraph)."""
    if mark.block is None:
        return None, False
    found = places.find(mark.quote, mark.block)
    if found is not None and found.whole:
        spans = found.spans
        in_order = all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False))
        together = spans[-1][1] - spans[0][0] <= 2 * len(mark.quote)
        if in_order and together:
            return (spans[0][0], spans[-1][1]), True
        return max(spans, key=lambda s: s[1] - s[0]), False
    return places.block(mark.block), False


class _Commenter:
    """Writes comments and the marks that fasten them."""

    def __init__(self, parts: Parts, body: BodyText, today: date) -> None:
        self._parts, self._body, self._w = parts, body, parts.w
        self._date = f"{today.isoformat()}T00:00:00Z"
        used = [c.get(f"{self._w}id", "") for c in parts.comments]
        used += [r.get(f"{self._w}id", "") for r in parts.document.iter(f"{self._w}commentReference")]
        self._next = max((int(number) for number in used if number.isdigit()), default=-1) + 1
        self._text_style = parts.style("annotation text")
        self._mark_style = parts.style("annotation reference")

    def around(self, span: Span, mark: Mark, *, on_words: bool) -> bool:
        """Comment on these characters; returns whether the comment stands at exactly the mark's words."""
        number = self._number()
        before = self._element("commentRangeStart", id=number)
        try:
            exact = self._body.surround(*span, before, self._ends(number)) and on_words
        except ValueError:
            self.at_the_start(mark)
            return False
        self._comment(number, mark.text if exact else mark.text_away_from_words())
        return exact

    def at_the_start(self, mark: Mark) -> None:
        """Comment on the first words of the file."""
        first = next((i for i, spot in enumerate(self._body.spots) if spot is not None), None)
        if first is None:
            return
        last = self._body.text.find("\n", first)
        number = self._number()
        self._body.surround(first, last, self._element("commentRangeStart", id=number), self._ends(number))
        self._comment(number, mark.text_away_from_words())

    def _number(self) -> str:
        self._next += 1
        return str(self._next - 1)

    def _ends(self, number: str) -> list[etree._Element]:
        reference = etree.Element(f"{self._w}r")
        self._look(reference, self._mark_style)
        reference.append(self._element("commentReference", id=number))
        return [self._element("commentRangeEnd", id=number), reference]

    def _comment(self, number: str, text: str) -> None:
        comment = self._element("comment", id=number, author=AUTHOR, date=self._date, initials=INITIALS)
        for i, line in enumerate(text.split("\n")):
            paragraph = etree.SubElement(comment, f"{self._w}p")
            if self._text_style:
                properties = etree.SubElement(paragraph, f"{self._w}pPr")
                properties.append(self._element("pStyle", val=self._text_style))
            if i == 0:
                sign = etree.SubElement(paragraph, f"{self._w}r")
                self._look(sign, self._mark_style)
                sign.append(self._element("annotationRef"))
            run = etree.SubElement(paragraph, f"{self._w}r")
            self._look(run, None, bold=i == 0, small=not self._text_style)
            words = etree.SubElement(run, f"{self._w}t")
            words.text = clean(line)
            words.set(_SPACE, "preserve")
        self._parts.comments.append(comment)

    def _look(self, run: etree._Element, style: str | None, *, bold: bool = False, small: bool = False) -> None:
        properties = etree.Element(f"{self._w}rPr")
        if style:
            properties.append(self._element("rStyle", val=style))
        if bold:
            properties.append(self._element("b"))
        if small:
            properties.append(self._element("sz", val=_SMALL))
        if len(properties):
            run.append(properties)

    def _element(self, name: str, **attributes: str) -> etree._Element:
        element = etree.Element(f"{self._w}{name}", nsmap={"w": self._w[1:-1]})
        for key, value in attributes.items():
            element.set(f"{self._w}{key}", value)
        return element
