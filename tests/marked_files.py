"""What the tests of marked copies share: a job from a file and the words to mark, and what a Word copy's comments stand at."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from extractors.model import Application
from extractors.read import read
from reports.marked.model import Mark, MarkingJob
from tests.docx_builder import W

DAY = date(2026, 11, 20)
_W = f"{{{W}}}"


class Comment(NamedTuple):
    """A comment, and the text between its marks."""

    text: str
    words: str
    author: str
    date: str


def job(path: Path, *quotes: str) -> MarkingJob:
    """Mark these words, each with a note that begins with its number; without words, a note on the whole."""
    document = read(path)
    marks = []
    for number, quote in enumerate(quotes):
        block = next((b for b in document.blocks if quote and quote in b.text), None)
        page = block.page if block else 1
        text = f"{number}: delvis uppfyllt\nSkriv mer."
        marks.append(
            Mark(
                kind="delvis",
                text=text,
                quote=quote,
                block=block.id if block else None,
                page=page,
                of_words=bool(quote),
            )
        )
    return MarkingJob(path=path, application=Application(document=document), marks=tuple(marks), today=DAY)


def part(content: bytes, name: str = "word/document.xml") -> etree._Element:
    """A part of a Word file."""
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read(name))


def words_of(elements: Sequence[etree._Element]) -> str:
    """The text of these elements."""
    return "".join(t.text or "" for e in elements for t in e.iter(f"{_W}t"))


def comments(content: bytes) -> list[Comment]:
    """The comments of a Word file in the order of their numbers, each with the words it stands at."""
    at: dict[str, str] = {}
    opened: dict[str, list[str]] = {}
    for element in part(content).iter():
        if element.tag == f"{_W}commentRangeStart":
            opened[element.attrib[f"{_W}id"]] = []
        elif element.tag == f"{_W}commentRangeEnd":
            at[element.attrib[f"{_W}id"]] = "".join(opened.pop(element.attrib[f"{_W}id"]))
        elif element.tag == f"{_W}t":
            for words in opened.values():
                words.append(element.text or "")
    assert not opened
    found = part(content, "word/comments.xml")
    return [
        Comment(
            "\n".join(words_of([p]) for p in c.iter(f"{_W}p")),
            at[c.attrib[f"{_W}id"]],
            c.get(f"{_W}author", ""),
            c.get(f"{_W}date", ""),
        )
        for c in found
    ]


def letters_with_looks(content: bytes) -> list[tuple[str, str]]:
    """Every character of the document with the look of its run: what must be the same with and without comments."""
    found = []
    for run in part(content).iter(f"{_W}r"):
        look = run.find(f"{_W}rPr")
        plain = etree.tostring(look, method="c14n", with_tail=False).decode() if look is not None else ""
        found += [(sign, plain) for text in run.findall(f"{_W}t") for sign in text.text or ""]
    return found
