"""Word files: .docx, .docm, .dotx and .dotm, also as Strict Open XML, to a `Document`.

The file is read with lxml as it stands, so that no word is lost: content controls, text boxes, notes, tracked changes,
hidden text and automatic numbers, each to its place. Nothing is unpacked to disk and nothing in the file is run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from lxml import etree

from extractors.errors import Unreadable
from extractors.formats._docx_numbering import Numbering
from extractors.formats._docx_package import MC, A, Package, W, open_package
from extractors.formats._docx_runs import chosen
from extractors.formats._docx_state import State
from extractors.formats._docx_story import Story
from extractors.formats._docx_styles import Styles
from extractors.formats._docx_text import fold
from extractors.limits import Limits
from extractors.model import Block, Document, Loss, MarginKind

KIND = "docx"

_WORD = re.compile(r"\w+")
_TITLE_WORDS = re.compile(
    r"ansök|ansökning|underlag|förslag till|projektplan|insatsplan|blankett|förlängning|äskande|idéskiss|insatsmedel",
    re.I,
)
_GAPS = frozenset(W + n for n in ("p", "tab", "ptab", "br", "cr", "tc", "sym"))
_TEXTS = frozenset((W + "t", W + "delText"))
_CORE_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_NOTE_KINDS: tuple[tuple[str, str, MarginKind], ...] = (
    ("footnotes", "footnote", "fotnot"),
    ("endnotes", "endnote", "fotnot"),
    ("comments", "comment", "kommentar"),
)


def recognises(head: bytes, names: frozenset[str]) -> bool:
    """Whether a zip with these members is a Word file."""
    if head[:2] != b"PK":
        return False
    plain = {n.replace("\\", "/").lstrip("/").lower() for n in names}
    return "[content_types].xml" in plain and any(n.startswith("word/document") and n.endswith(".xml") for n in plain)


def read(path: Path, limits: Limits) -> Document:
    """Read a Word file. Raises `Unreadable`: ``trasig``, ``tom``, ``farlig``, ``krypterad`` or ``for-stor``."""
    package = open_package(path, limits)
    try:
        return _document(package, limits)
    except RecursionError as error:
        raise Unreadable(
            "farlig", f"Filen {path.name} är för djupt nästlad för att läsas. Be avsändaren skicka ansökan som PDF."
        ) from error
    finally:
        package.archive.close()


def _document(package: Package, limits: Limits) -> Document:
    root = package.document()
    state = State(Styles(package.part_of("styles")), Numbering(package.part_of("numbering")))
    state.broken_fields = _unended_fields(root)
    state.section_breaks = iter(_breaks_between_sections(root))
    story = Story(state, package.name, limits)
    # One body is the rule; some programs write several, which Word shows one after the other.
    blocks = [block for body in root.findall(W + "body") for block in story.blocks(body)]
    pages = max(state.page, _told_pages(package, limits))
    words = _raw_words(root)
    words += _notes(package, story)
    words += _headers(package, story)
    _figures(package, state)
    for part in package.broken:
        state.note(
            f"En del av filen är skadad och kunde inte läsas ({part.rsplit('/', 1)[-1]}). Jämför med originalet."
        )
    if not any(_WORD.search(b.text) for b in blocks):
        raise _empty(package.name, state)
    blocks = _with_title(blocks)
    numbered = tuple(b.model_copy(update={"id": i}) for i, b in enumerate(blocks))
    loss = Loss(
        source_words=words,
        read_words=max(0, _count(b.text for b in numbered) + _count(m.text for m in state.margins) - state.label_words),
        pictures=state.pictures,
        controls=state.controls,
        text_boxes=state.text_boxes,
        notes=tuple(state.notes),
    )
    core = package.tree("docProps/core.xml")
    title = fold(core.findtext(_CORE_TITLE) or "") if core is not None else ""
    return Document(
        kind=KIND, pages=pages, blocks=numbered, margins=tuple(state.margins), loss=loss, title=title or None
    )


def _count(texts: Iterable[str]) -> int:
    return sum(len(_WORD.findall(text)) for text in texts)


def _empty(name: str, state: State) -> Unreadable:
    if state.pictures:
        return Unreadable(
            "tom",
            f"Filen {name} har bara bilder och ingen text. Be om ansökan som text, eller som inskannad PDF.",
        )
    return Unreadable("tom", f"Filen {name} har ingen text. Be avsändaren skicka den ifyllda ansökan.")


def _with_title(blocks: list[Block]) -> list[Block]:
    """The same blocks with one title: the Title style, or a first heading that heads the whole document."""
    titles = [i for i, b in enumerate(blocks) if b.kind == "titel"]
    for i in titles[1:]:
        blocks[i] = blocks[i].model_copy(update={"kind": "rubrik", "level": 1})
    if titles:
        blocks[titles[0]] = blocks[titles[0]].model_copy(update={"level": None})
        return blocks
    first = blocks[0]
    highest = sum(b.kind == "rubrik" and b.level == first.level for b in blocks)
    if first.kind == "rubrik" and first.level == 1 and (highest == 1 or _TITLE_WORDS.search(first.text)):
        blocks[0] = first.model_copy(update={"kind": "titel", "level": None})
    return blocks


def _notes(package: Package, story: Story) -> int:
    """Footnotes, endnotes and comments to the margin, each at the page that refers to it. Returns their words."""
    words = 0
    for part, tag, kind in _NOTE_KINDS:
        root = package.part_of(part)
        if root is None:
            continue
        for note in root.iterchildren(W + tag):
            if note.get(W + "type") in ("separator", "continuationSeparator", "continuationNotice"):
                continue
            page = story.state.references.get((part, str(note.get(W + "id", ""))), 1)
            words += _margin(story, note, kind, page)
    return words


def _headers(package: Package, story: Story) -> int:
    """Page headers and footers to the margin, each wording once. Returns the words of those kept."""
    words = 0
    seen: set[tuple[str, str]] = set()
    kinds: tuple[tuple[str, MarginKind], ...] = (("header", "sidhuvud"), ("footer", "sidfot"))
    for part, kind in kinds:
        for relation in package.related(part):
            root = package.tree(relation.target)
            if root is None:
                continue
            text = " ".join(t.text or "" for t in root.iter(W + "t"))
            if (part, text) not in seen:
                seen.add((part, text))
                words += _margin(story, root, kind, 1)
    return words


def _margin(story: Story, root: etree._Element, kind: MarginKind, page: int) -> int:
    state = story.state
    state.fields, state.broken_fields = [], _unended_fields(root)
    state.page = page
    state.margin(kind, " ".join(b.text for b in story.blocks(root)))
    return _raw_words(root)


def _figures(package: Package, state: State) -> None:
    """Words inside diagrams to the margin; embedded workbooks and documents are told, for they are not read."""
    for relation in package.related("diagramData"):
        root = package.tree(relation.target)
        texts = (
            (fold("".join(t.text or "" for t in p.iter(A + "t"))) for p in root.iter(A + "p"))
            if root is not None
            else ()
        )
        text = ". ".join(t for t in texts if t)
        if text:
            state.margin("bildtext", text, 1)
            state.note("Dokumentet har text i ett diagram. Den är läst för sig och står inte på sin plats i texten.")
    if package.related("chart") or package.related("chartEx"):
        state.note("Dokumentet har ett diagram med siffror eller text som inte är lästa. Se originalet.")
    if package.related("package") or package.related("oleObject"):
        state.note(
            "Dokumentet bäddar in ett kalkylblad eller en annan fil som inte är läst. Öppna originalet och läs där."
        )


def _unended_fields(root: etree._Element) -> set[etree._Element]:
    """Beginnings of fields that never end: read as if they were not there, lest they swallow the text after them."""
    opened: list[etree._Element] = []
    for mark in root.iter(W + "fldChar"):
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            opened.append(mark)
        elif kind == "end" and opened:
            opened.pop()
    return set(opened)


def _breaks_between_sections(root: etree._Element) -> list[bool]:
    """For each section but the last, whether a new page follows: the kind of a break stands at the section after it."""
    kinds = []
    for section in root.iter(W + "sectPr"):
        kind = section.find(W + "type")
        kinds.append(kind is None or kind.get(W + "val") not in ("continuous", "nextColumn"))
    return kinds[1:]


def _told_pages(package: Package, limits: Limits) -> int:
    """The number of pages that Word itself noted when it last saved; 1 where it noted none."""
    root = package.tree("docProps/app.xml")
    told = next((e.text or "" for e in root if str(e.tag).endswith("}Pages")), "") if root is not None else ""
    return min(max(int(told), 1), limits.pages) if told.isdigit() and len(told) < 6 else 1


def _raw_words(root: etree._Element) -> int:
    """Words of a part's XML as written, with the branches of alternatives that are not read left out."""
    unread: set[etree._Element] = set()
    for alternate in root.iter(MC + "AlternateContent"):
        branch = chosen(alternate)
        unread.update(t for other in alternate if other is not branch for t in other.iter(W + "t"))
    texts = []
    for element in root.iter(*_GAPS, *_TEXTS):
        if element.tag in _GAPS:
            texts.append(" ")
        elif element.text and element not in unread:
            texts.append(element.text)
    return len(_WORD.findall(fold("".join(texts))))
