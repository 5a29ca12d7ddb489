"""Several files that came together are one application: tell the main document from its attachments and put them in one `Document`."""

from __future__ import annotations

import math
import re
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.errors import Unreadable
from extractors.formats._paper import fold
from extractors.formats._safe import dangerous
from extractors.limits import Limits
from extractors.model import Block, Document, Loss, MarginText

COVER_STYLE = "följebrev"
ATTACHMENT_STYLE = "bilaga"
_LONG_MAIL_WORDS = 150
_SAME_SHARE = 0.92
_APPLICATION_WORDS = (
    "ansökan", "ansöker", "insats", "projekt", "syfte", "mål", "målgrupp", "bakgrund", "behov", "samverkan", "organisation",
    "styrgrupp", "budget", "finansiering", "kostnad", "uppföljning", "utvärdering", "implementering", "tidplan", "parter",
    "arbetssätt", "deltagare", "samordningsförbund", "samordningsförbundet", "resultat", "aktiviteter", "metod",
)  # fmt: skip
_MAIN_NAME = re.compile(r"ansök|ansok|projektplan|insatsplan|huvuddokument|äskande", re.I)
_ATTACHED_NAME = re.compile(
    r"bilag|budget|kalkyl|tidplan|tidsplan|aktivitetsplan|yttrand|protokoll|kallelse|följebrev|missiv|anvisning|instruktion|"
    r"vägledning|fullmakt|intyg|avsiktsförklaring|stödbrev|kvitt|utvärdering|rapport|\bcv\b|^cv[ _-]|inbjudan|signatur|delegation",
    re.I,
)
_NOISE_NAME = re.compile(r"^(~\$|\._|\.)|^(thumbs\.db|desktop\.ini)$|\.(ics|vcf|p7s|asc|lnk|url|tmp)$", re.I)


@dataclass(frozen=True)
class Part:
    """A file of the bundle: its name as the sender wrote it, and its bytes, where they lie, or how it reads itself."""

    name: str
    content: bytes | Path | Callable[[Limits], Document]


def is_noise(name: str) -> bool:
    """Whether a file is made by a program for itself: lock files, thumbnails, calendar entries, mail signatures."""
    folders = name.replace("\\", "/").split("/")
    return "__MACOSX" in folders or bool(_NOISE_NAME.search(folders[-1]))


def shown_name(name: str) -> str:
    """A file's own name, without its folders, fit to be shown."""
    last = name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    return fold(unicodedata.normalize("NFC", last))[:120] or "namnlös fil"


def read_bundle(
    kind: str,
    name: str,
    parts: Sequence[Part],
    limits: Limits,
    *,
    cover: Document | None = None,
    notes: Iterable[str] = (),
) -> Document:
    """Read all parts as one application; ``cover`` is the mail around them.

    Blocks come in the order cover mail, main document, attachments; each attachment opens with a heading that is its name. A part
    that cannot be read becomes a note. Raises `Unreadable` when nothing could be read that may be an application.
    """
    if limits.nesting <= 0:
        raise dangerous(name)
    documents, refusals = _read_parts(parts, limits)
    documents, doubles = _without_doubles(documents)
    told = [*notes, *(error.text for error in refusals), *doubles]
    if not documents and (cover is None or (refusals and _words(cover) < _LONG_MAIL_WORDS)):
        if refusals:
            raise _worst(refusals)
        raise Unreadable("tom", f"{name} innehåller inget dokument att läsa. Be avsändaren skicka ansökan igen.")
    if cover is not None:
        if not documents or (
            _words(cover) >= _LONG_MAIL_WORDS and all(_score("", cover) > _score(*d) for d in documents)
        ):
            return _combined(kind, [(name, cover), *documents], told, cover=False)
        main = max(documents, key=lambda d: _score(*d))
        rest = [d for d in documents if d is not main]
        return _combined(kind, [(name, cover), main, *rest], told, cover=True)
    main = max(documents, key=lambda d: _score(*d))
    return _combined(kind, [main, *(d for d in documents if d is not main)], told, cover=False)


def _read_parts(parts: Sequence[Part], limits: Limits) -> tuple[list[tuple[str, Document]], list[Unreadable]]:
    from extractors.read import read

    inner = replace(limits, nesting=limits.nesting - 1)
    documents: list[tuple[str, Document]] = []
    refusals: list[Unreadable] = []
    with tempfile.TemporaryDirectory(prefix="beredning-", ignore_cleanup_errors=True) as private:
        for i, part in enumerate(parts):
            shown = shown_name(part.name)
            # The sender's name is never a path here, so it cannot lead anywhere.
            path = Path(private) / f"del-{i:04d}-av-{len(parts)}"
            try:
                if isinstance(part.content, bytes):
                    path.write_bytes(part.content)
                    document = read(path, inner)
                elif isinstance(part.content, Path):
                    document = read(part.content, inner)
                else:
                    document = part.content(inner)
                documents.append((shown, document))
                inner = replace(inner, blocks=max(1, inner.blocks - len(document.blocks)))
            except Unreadable as error:
                refusals.append(Unreadable(error.code, error.text.replace(path.name, shown)))
            except OSError:
                refusals.append(Unreadable("saknas", f"Filen {shown} får inte öppnas. Kontrollera behörigheten."))
            path.unlink(missing_ok=True)
    return documents, refusals


def _without_doubles(documents: list[tuple[str, Document]]) -> tuple[list[tuple[str, Document]], list[str]]:
    """Leave out a file that says what another says, such as the PDF of the same Word file; the one that is text is kept."""
    kept: list[tuple[str, Document, Counter[str]]] = []
    notes = []
    for name, document in sorted(documents, key=lambda d: (d[1].ocr, d[1].kind == "pdf")):
        bag = Counter(w for b in document.blocks for w in re.findall(r"\w+", b.text.lower()))
        twin = next((other for other, _, others in kept if _alike(bag, others)), None)
        if twin is None:
            kept.append((name, document, bag))
        else:
            notes.append(f"Filen {name} har samma text som {twin} och räknas inte två gånger.")
    order = {name: i for i, (name, _) in enumerate(documents)}
    return sorted(((n, d) for n, d, _ in kept), key=lambda d: order[d[0]]), notes


def _alike(a: Counter[str], b: Counter[str]) -> bool:
    most = max(a.total(), b.total())
    return most > 0 and (a & b).total() / most >= _SAME_SHARE


def _words(document: Document) -> int:
    return sum(len(b.text.split()) for b in document.blocks)


def _score(name: str, document: Document) -> float:
    """How much a file looks like the application itself: what it says first, then its length and its name."""
    text = " ".join(b.text for b in document.blocks).lower()
    words = re.findall(r"\w+", text)
    found = sum(word in set(words) for word in _APPLICATION_WORDS)
    score = found + math.log2(len(words) + 1)
    if "ansökan" in text[:400]:
        score += 3
    if _MAIN_NAME.search(name):
        score += 6
    if _ATTACHED_NAME.search(name):
        score -= 8
    if document.kind in ("xlsx", "ods"):
        score -= 8
    return score


def _worst(refusals: Sequence[Unreadable]) -> Unreadable:
    """The refusal to show when there is nothing else: one that tells most of what to do."""
    order = ("krypterad", "trasig", "farlig", "for-stor", "tidsgrans", "ocr-saknas")
    return min(refusals, key=lambda e: order.index(e.code) if e.code in order else len(order))


def _combined(kind: str, documents: Sequence[tuple[str, Document]], notes: Iterable[str], *, cover: bool) -> Document:
    """One document of several, in this order. ``cover``: the first is a mail that stands before the main document."""
    blocks: list[Block] = []
    margins: list[MarginText] = []
    told: list[str] = []
    pages = tables = 0
    without_text: list[int] = []
    main = documents[1 if cover else 0][1]
    for i, (name, document) in enumerate(documents):
        is_cover, attached = cover and i == 0, document is not main and not (cover and i == 0)
        # A mail has no pages: the main document keeps its own page numbers, attachments count on from there.
        offset = 0 if is_cover else pages
        if attached:
            blocks.append(
                Block(id=len(blocks), kind="rubrik", level=1, text=name, page=offset + 1, style=ATTACHMENT_STYLE)
            )
        for block in document.blocks:
            changes: dict[str, object] = {"id": len(blocks), "page": block.page + offset}
            if block.table is not None:
                changes["table"] = block.table + tables
            if block.kind == "titel" and document is not main:
                changes |= {"kind": "rubrik", "level": block.level or 1}
            if is_cover:
                changes["style"] = COVER_STYLE
            blocks.append(block.model_copy(update=changes))
        margins += [m.model_copy(update={"page": m.page + offset}) for m in document.margins]
        told += [f"{name}: {note}" if attached else note for note in document.loss.notes]
        without_text += [page + offset for page in document.loss.pages_without_text]
        tables = max([tables, *(b.table for b in blocks if b.table is not None)])
        pages += 0 if is_cover else document.pages
    losses = [d.loss for _, d in documents]
    return Document(
        kind=kind,
        pages=max(1, pages),
        ocr=any(d.ocr for _, d in documents),
        blocks=tuple(blocks),
        margins=tuple(margins),
        title=main.title,
        loss=Loss(
            source_words=sum(loss.source_words for loss in losses),
            read_words=sum(loss.read_words for loss in losses),
            pages_without_text=tuple(without_text),
            pictures=sum(loss.pictures for loss in losses),
            controls=sum(loss.controls for loss in losses),
            text_boxes=sum(loss.text_boxes for loss in losses),
            notes=tuple(dict.fromkeys([*notes, *told])),
        ),
    )
