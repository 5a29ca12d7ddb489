"""What a PDF holds beside its pages: form fields with their labels, XFA data, notes and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.formats._pdf_account import read_words, words_in
from extractors.formats._pdf_page import PageContent, Word
from extractors.model import Block, Document, MarginText

_BUTTON_FLAG_PUSH = 1 << 16
_HIDDEN = 0b10  # the annotation flag
_NOTES = ("/Text", "/FreeText", "/Highlight", "/StrikeOut", "/Underline", "/Squiggly", "/Caret", "/Stamp")
_FEW_WORDS = 60  # a page that only asks for another reader program
_MOST_FIELDS = 5000
_UNNUMBERED = -1
_FIELD = "formulärfält"

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Field:
    """A filled-in form field: label, value, page, and its upper left corner in points from the page's."""

    label: str
    value: str
    page: int
    top: float
    left: float


@dataclass(frozen=True)
class Extras:
    """Fields, the XFA text if there is no other, comments, and notes for the account."""

    fields: tuple[Field, ...] = ()
    xfa: tuple[tuple[str, str], ...] = ()
    margins: tuple[MarginText, ...] = ()
    notes: tuple[str, ...] = ()
    controls: int = 0


def has_extras(source: Any) -> bool:
    """Whether the pdfium document holds form fields or notes, links apart; else the second engine need not be asked."""
    import pypdfium2.raw as pdfium

    if source.get_formtype() in (pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND):
        return True
    for number in range(len(source)):
        page = source[number]
        for i in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
            note = pdfium.FPDFPage_GetAnnot(page.raw, i)
            kind = pdfium.FPDFAnnot_GetSubtype(note)
            pdfium.FPDFPage_CloseAnnot(note)
            if kind not in (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP):
                return True
    return False


def form_extras(path: Path, pages: Sequence[PageContent]) -> Extras:
    """Read form fields and annotations with text; text typed onto a page (FreeText) is added to the page's words."""
    import pikepdf

    try:
        with pikepdf.open(path) as document:
            return _extras(document, pages)
    except (pikepdf.PdfError, OSError, ValueError, RuntimeError, KeyError, TypeError, AttributeError):
        return Extras(notes=("Formulärfält och kommentarer i filen kunde inte läsas.",))


def _extras(document: Any, pages: Sequence[PageContent]) -> Extras:
    fields: list[Field] = []
    margins: list[MarginText] = []
    controls = 0
    for number, page in enumerate(document.pages, start=1):
        content = pages[number - 1] if number <= len(pages) else None
        for note in page.obj.get("/Annots", []):
            kind = str(note.get("/Subtype", ""))
            if kind == "/Widget":
                controls += 1
                field = _field(note, number, page, content)
                if field is not None and len(fields) < _MOST_FIELDS:
                    fields.append(field)
                continue
            text = str(note.get("/Contents", "")).strip()
            if not text or kind not in _NOTES or int(note.get("/F", 0)) & _HIDDEN:
                continue
            if kind == "/FreeText" and content is not None:
                _type_onto(content, text, _box(note, page))
            else:
                margins.append(MarginText(kind="kommentar", text=" ".join(text.split()), page=number))
    xfa: tuple[tuple[str, str], ...] = ()
    if not fields and sum(len(p.words) for p in pages) < _FEW_WORDS:
        xfa = tuple(_xfa_texts(document))
    return Extras(tuple(fields), xfa, tuple(margins), (), controls)


def _box(note: Any, page: Any) -> Box:
    """Left, right, upper and lower edge in points from the page's upper left corner (of a page that is not turned)."""
    x0, y0, x1, y1 = (float(v) for v in note.get("/Rect", [0, 0, 0, 0]))
    left, _, _, top = (float(v) for v in page.cropbox)
    return min(x0, x1) - left, max(x0, x1) - left, top - max(y0, y1), top - min(y0, y1)


def _type_onto(content: PageContent, text: str, box: Box) -> None:
    """Add typed-on text to the page's words, its lines spread over the note's height."""
    lines = [line.split() for line in re.split(r"[\r\n]+", text)]
    size = max(6.0, min(12.0, (box[3] - box[2]) / len(lines) / 1.2))
    for k, line in enumerate(lines):
        x = box[0]
        for word in line:
            wide = 0.5 * size * len(word)
            content.words.append(Word(word, x, x + wide, box[2] + size * (1.0 + 1.2 * k), size))
            x += wide + 0.28 * size
    content.raw_words += len(re.findall(r"\w+", text))


def _field(widget: Any, number: int, page: Any, content: PageContent | None) -> Field | None:
    chain = list(_chain(widget))
    kind = str(_inherited(chain, "/FT") or "")
    flags = int(_inherited(chain, "/Ff") or 0)
    if kind == "/Btn":
        if flags & _BUTTON_FLAG_PUSH:
            return None
        value = "☒" if str(widget.get("/AS", "/Off")) != "/Off" else "☐"
    elif kind in ("/Tx", "/Ch"):
        raw = _inherited(chain, "/V")
        value = ", ".join(_text(v) for v in raw) if _is_array(raw) else _text(raw)
    else:
        return None
    if not value:
        return None
    box = _box(widget, page)
    label = _text(_inherited(chain, "/TU"))
    if not label or re.fullmatch(r"[\w\[\].]*\d+[\w\[\].]*|text|textfält|undefined", label, re.I):
        label = (_label_beside(box, content, right_first=kind == "/Btn") if content else "") or label or _name(chain)
    return Field(label.rstrip(" :"), value, number, box[2], box[0])


def _chain(widget: Any) -> Iterator[Any]:
    """The field and its parents."""
    node, depth = widget, 0
    while node is not None and depth < 12:
        yield node
        node, depth = node.get("/Parent"), depth + 1


def _inherited(chain: Sequence[Any], key: str) -> Any:
    return next((node[key] for node in chain if key in node), None)


def _name(chain: Sequence[Any]) -> str:
    names = [_text(node.get("/T")) for node in chain if "/T" in node]
    own = names[0] if names else ""
    return re.sub(r"\[\d+\]|_", " ", own).strip()


def _is_array(value: Any) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.Array)


def _text(value: Any) -> str:
    return re.sub(r"\s+", " ", str(value).lstrip("/")).strip() if value is not None else ""


def _label_beside(box: Box, content: PageContent, *, right_first: bool) -> str:
    """The words nearest to the field: beside it on its row (a box's label stands to the right), else right above it."""
    x0, x1, top, bottom = box
    row = [
        w
        for w in content.words
        if top - 2 < w.middle[1] < bottom + 2 or abs(w.middle[1] - (top + bottom) / 2) < 0.6 * w.size
    ]
    left = _run([w for w in row if w.x1 <= x0 + 2], from_right=True, edge=x0)
    right = _run([w for w in row if w.x0 >= x1 - 2], from_right=False, edge=x1)
    above_row = [w for w in content.words if -2 < top - w.baseline < 1.8 * w.size and w.x1 > x0 - 2 and w.x0 < x1 + 2]
    above = " ".join(w.text for w in sorted(above_row, key=lambda w: (round(w.baseline / 4), w.x0)))
    choices = (right, left, above) if right_first else (left, above)
    return next((c for c in choices if c), "")


def _run(words: Sequence[Word], *, from_right: bool, edge: float) -> str:
    """The words that stand together next to an edge."""
    taken: list[Word] = []
    for word in sorted(words, key=lambda w: -w.x1 if from_right else w.x0):
        white = edge - word.x1 if from_right else word.x0 - edge
        if white > (60 if not taken else 1.2 * word.size):
            break
        taken.append(word)
        edge = word.x0 if from_right else word.x1
    if from_right:
        taken.reverse()
    return " ".join(w.text for w in taken)


def _xfa_texts(document: Any) -> Iterator[tuple[str, str]]:
    """Names and values of the XFA data packet, for forms that have no page text of their own."""
    from lxml import etree

    packets = document.Root.get("/AcroForm", {}).get("/XFA")
    if packets is None or not _is_array(packets):
        return
    for i in range(0, len(packets) - 1, 2):
        if str(packets[i]) != "datasets":
            continue
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
        tree = etree.fromstring(bytes(packets[i + 1].read_bytes()), parser)
        for node in tree.iter() if tree is not None else ():
            if len(node) == 0 and node.text and node.text.strip() and isinstance(node.tag, str):
                yield etree.QName(node).localname, " ".join(node.text.split())


def with_extras(document: Document, extra: Extras) -> Document:
    """The document with the form's values as rows in the place of their printed labels, and comments as margins."""
    if not (extra.fields or extra.xfa or extra.margins or extra.controls):
        return document
    blocks = list(document.blocks)
    for page in sorted({f.page for f in extra.fields}):
        _place(blocks, [f for f in extra.fields if f.page == page], page)
    blocks += [_row(label, value, 1) for label, value in extra.xfa]
    table = max((b.table for b in document.blocks if b.table is not None), default=-1)
    for i, block in enumerate(blocks):
        new = {"id": i}
        if block.table == _UNNUMBERED:
            above = blocks[i - 1] if i else None
            goes_on = above is not None and above.style == _FIELD and above.page == block.page
            table += not goes_on
            new |= {"table": table, "row": (above.row or 0) + 1 if above is not None and goes_on else 0}
        blocks[i] = block.model_copy(update=new)
    margins = (*document.margins, *extra.margins)
    values = [*(f.value for f in extra.fields), *(f"{label} {value}" for label, value in extra.xfa)]
    source = document.loss.source_words + words_in(values) + words_in([m.text for m in extra.margins])
    # The words of the fields and notes come on top of those of the pages, some of which stand in no block.
    added = read_words(blocks, margins) - read_words(document.blocks, document.margins)
    loss = document.loss.model_copy(
        update={"controls": extra.controls, "source_words": source, "read_words": document.loss.read_words + added}
    )
    return document.model_copy(update={"blocks": tuple(blocks), "margins": margins, "loss": loss})


def _place(blocks: list[Block], fields: Sequence[Field], page: int) -> None:
    """Put the rows of one page's fields where their labels are printed; others follow the one above."""
    cursor: int | None = None
    for field in sorted(fields, key=lambda f: (round(f.top / 6), f.left)):
        row = _row(field.label, field.value, page)
        key = _plain(field.label)
        hit = next(
            (i for i, b in enumerate(blocks) if b.page == page and b.style != _FIELD and _plain(b.text) == key), None
        )
        if hit is not None and key:
            blocks[hit] = row
            cursor = hit + 1
            continue
        if cursor is None:
            cursor = next((i for i, b in enumerate(blocks) if b.page > page), len(blocks))
        blocks.insert(cursor, row)
        cursor += 1


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _row(label: str, value: str, page: int) -> Block:
    return Block(
        id=0,
        kind="rad",
        text=f"{label} | {value}",
        page=page,
        cells=(label, value),
        table=_UNNUMBERED,
        row=0,
        style=_FIELD,
    )
