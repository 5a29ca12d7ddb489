"""Mails saved as .eml, and web archives (.mht): body and attachments as one application."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message
from pathlib import Path

from extractors.formats._mail import Mail, mail_document
from extractors.formats._safe import broken, dangerous
from extractors.formats.text import decode_text
from extractors.limits import Limits
from extractors.model import Document

KIND = "eml"
PRIORITY = 40
_DEEPEST = 20
_HEADER = re.compile(
    rb"^(From|To|Subject|Date|MIME-Version|Received|Message-ID|Return-Path|Delivered-To|Content-Type|Cc|X-[\w-]+):",
    re.I | re.M,
)
_FIRST = re.compile(rb"^(>?From \S|[A-Za-z][A-Za-z0-9-]{1,60}:[ \t\r\n])")


def recognises(head: bytes, names: frozenset[str]) -> bool:
    """Text that opens with the header lines of a mail."""
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    top = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    return bool(_FIRST.match(head)) and len({m.group(1).lower() for m in _HEADER.finditer(top)}) >= 2


def read(path: Path, limits: Limits) -> Document:
    """Read a mail and its attachments. Raises `Unreadable`."""
    try:
        message = message_from_bytes(
            path.read_bytes().removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"), policy=policy.compat32
        )
        mail = Mail(subject=_header(message, "Subject"), sender=_header(message, "From"), date=_header(message, "Date"))
        for part, inline in _leaves(message, _DEEPEST):
            _take(mail, part, inline=inline)
    except RecursionError as error:
        raise dangerous(path.name) from error
    if not mail.html and not mail.plain and not mail.parts and not message.keys():
        raise broken(path.name)
    return mail_document(KIND, path.name, mail, limits)


def _leaves(part: Message, depth: int, *, inline: bool = False) -> Iterator[tuple[Message, bool]]:
    """The parts to read, in order; of alternatives the richest. ``inline`` tells parts that the page around shows itself."""
    kind = part.get_content_type()
    if not part.is_multipart() or kind == "message/rfc822":
        yield part, inline
        return
    children = [c for c in part.get_payload() if isinstance(c, Message)]
    if depth <= 0 or not children:
        return
    if kind == "multipart/alternative":
        readable = [c for c in children if c.get_content_type() != "text/calendar"]
        children = readable[-1:] or children[-1:]
    elif kind == "multipart/signed":
        children = children[:1]
    for i, child in enumerate(children):
        yield from _leaves(child, depth - 1, inline=inline or (kind == "multipart/related" and i > 0))


def _take(mail: Mail, part: Message, *, inline: bool) -> None:
    kind = part.get_content_type()
    name = _file_name(part)
    attached = str(part.get("Content-Disposition", "")).lower().lstrip().startswith("attachment")
    if kind == "message/rfc822":
        inner = part.get_payload()
        if isinstance(inner, list) and inner and isinstance(inner[0], Message):
            title = name or f"{_header(inner[0], 'Subject') or 'mejl'}.eml"
            mail.attach(title, inner[0].as_bytes(), picture=False, inline=False)
        return
    raw = part.get_payload(decode=True)
    data = raw if isinstance(raw, bytes) else b""
    if kind in ("text/plain", "text/html") and not attached and not name:
        charset = _charset(part)
        if kind == "text/html":
            mail.html.append((data, charset))
        else:
            mail.plain.append(_text(data, charset))
    elif kind in ("application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"):
        mail.notes.append(
            "Mejlet är krypterat och kan inte läsas. Be avsändaren skicka det okrypterat eller på annat sätt."
        )
    elif not kind.endswith("/calendar"):
        shown = inline or bool(part.get("Content-ID"))
        mail.attach(name or f"bilaga {len(mail.parts) + 1}", data, picture=kind.startswith("image/"), inline=shown)


def _text(data: bytes, charset: str | None) -> str:
    if charset:
        try:
            return data.decode(charset)
        except (LookupError, UnicodeError):
            pass
    return decode_text(data) or ""


def _charset(part: Message) -> str | None:
    """The declared character set; broken declarations count as none."""
    try:
        return part.get_content_charset()
    except (LookupError, ValueError, UnicodeError):
        return None


def _file_name(part: Message) -> str:
    from email.utils import collapse_rfc2231_value

    for header, parameter in (("Content-Disposition", "filename"), ("Content-Type", "name")):
        try:
            value = part.get_param(parameter, None, header)
            if value:
                return _decoded(collapse_rfc2231_value(value))
        except (LookupError, ValueError, TypeError):
            continue
    return ""


def _header(message: Message, name: str) -> str:
    return _decoded(str(message.get(name, "")))


def _decoded(value: str) -> str:
    """A header value with its encoded words decoded, as far as they can be."""
    from email.errors import HeaderParseError
    from email.header import decode_header

    found = []
    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError):
        return value
    for text, charset in pieces:
        if isinstance(text, bytes):
            found.append(_text(text, charset if charset != "unknown-8bit" else None))
        else:
            found.append(text)
    return " ".join("".join(found).split())
