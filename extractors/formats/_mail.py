"""What eml and msg have in common: the cover mail as a document, and which attachments are worth reading."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.formats._bundle import Part, is_noise, read_bundle, shown_name
from extractors.formats._html import HtmlWalk, parse_html
from extractors.formats._paper import Paper
from extractors.formats.text import add_plain
from extractors.limits import Limits
from extractors.model import Document

_LOGO_BYTES = 60_000  # a scanned page is larger, a logo in a signature smaller
_INLINE_BYTES = 200_000


@dataclass
class Mail:
    """A mail taken apart. ``html`` and ``plain`` are its body in parts (text with the charset it declares for HTML)."""

    subject: str = ""
    sender: str = ""
    date: str = ""
    html: list[tuple[bytes, str | None]] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    pictures: int = 0
    notes: list[str] = field(default_factory=list)

    def attach(self, name: str, data: bytes, *, picture: bool, inline: bool) -> None:
        """Take an attachment up, unless it is a logo or something a program made for itself."""
        if picture and len(data) < (_INLINE_BYTES if inline else _LOGO_BYTES):
            self.pictures += 1
        elif shown_name(name).lower() == "winmail.dat":
            self.notes.append(
                "Mejlets bilagor är inbäddade i winmail.dat och kan inte läsas. Be avsändaren skicka dem som vanliga bilagor."
            )
        elif data and not is_noise(name):
            self.parts.append(Part(name, data))


def mail_document(kind: str, name: str, mail: Mail, limits: Limits) -> Document:
    """A mail with its attachments as one application. Raises `Unreadable`."""
    paper = Paper(name, limits)
    paper.margin("sidhuvud", f"Från: {mail.sender}" if mail.sender else "")
    paper.margin("sidhuvud", f"Skickat: {mail.date}" if mail.date else "")
    alone = not mail.parts
    paper.add(mail.subject, "titel" if alone else "rubrik", level=None if alone else 1)
    body = _html_body(paper, mail, limits)
    if not body:
        for text in mail.plain:
            add_plain(paper, text)
    cover = paper.document(kind, pictures=mail.pictures, title=mail.subject or None, may_be_empty=True)
    empty = len(cover.blocks) <= bool(mail.subject)
    if alone and empty:
        return read_bundle(kind, name, [], limits, notes=mail.notes)
    return read_bundle(kind, name, mail.parts, limits, cover=cover, notes=mail.notes)


def _html_body(paper: Paper, mail: Mail, limits: Limits) -> bool:
    """Place the body as the HTML gives it; False where there is none."""
    walk = HtmlWalk(paper)
    before = len(paper.blocks)
    for data, charset in mail.html:
        root = parse_html(data, charset, paper.name, limits)
        if root is not None:
            paper.blocks += walk.blocks(root)
    return len(paper.blocks) > before
