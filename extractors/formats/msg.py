"""Mails saved from Outlook (.msg): body and attachments, mails inside mails included, as one application.

Source: [MS-OXMSG] 2 (structure), [MS-OXPROPS] (property tags), [MS-OXRTFCP] (packed RTF).
"""

from __future__ import annotations

import datetime as dt
import struct
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.formats._bundle import Part
from extractors.formats._mail import Mail, mail_document
from extractors.formats._ole import OLE_MAGIC
from extractors.formats._rtf_packed import unpacked_rtf
from extractors.formats._safe import broken
from extractors.limits import Limits
from extractors.model import Document

if TYPE_CHECKING:
    from olefile import OleFileIO

KIND = "msg"
_PROPERTIES = "__properties_version1.0"
_ATTACHMENT = "__attach_version1.0_"
_EMBEDDED = "__substg1.0_3701000D"
_MOST_ATTACHMENTS = 100
_SUBJECT, _BODY, _HTML, _RTF, _SENDER, _ADDRESS = 0x0037, 0x1000, 0x1013, 0x1009, 0x0C1A, 0x5D01
_LONG_NAME, _SHORT_NAME, _SHOWN_NAME, _DATA, _TYPE, _CONTENT_ID = 0x3707, 0x3704, 0x3001, 0x3701, 0x370E, 0x3712
_SENT, _CODEPAGE = 0x00390040, 0x3FFD0003


def recognises(head: bytes, names: frozenset[str]) -> bool:
    """An OLE file with the properties of a message."""
    return head[:8] == OLE_MAGIC and _PROPERTIES in names


def read(path: Path, limits: Limits) -> Document:
    """Read a mail and its attachments. Raises `Unreadable`."""
    import olefile

    try:
        with olefile.OleFileIO(path) as container:
            mail = _Store(container, ()).mail(limits)
    except Exception as error:  # olefile lets struct, index and type faults of hostile files through
        raise broken(path.name) from error
    return mail_document(KIND, path.name, mail, limits)


class _Store:
    """A message or attachment inside the file: a folder of property streams."""

    def __init__(self, container: OleFileIO, place: tuple[str, ...]) -> None:
        self._container = container
        self._place = place
        self._fixed = self._fixed_properties()
        page = struct.unpack("<i", self._fixed.get(_CODEPAGE, b"\0" * 8)[:4])[0]
        self._codec = "utf-8" if page == 65001 else f"cp{page or 1252}"

    def mail(self, limits: Limits) -> Mail:
        """The message that lies here, its attachments taken apart as deep as the limits allow."""
        mail = Mail(
            subject=self._text(_SUBJECT),
            sender=" ".join(filter(None, (self._text(_SENDER), self._text(_ADDRESS)))),
            date=self._sent(),
        )
        html = self._bytes(_HTML, "0102") or self._text(_HTML).encode()
        plain = self._text(_BODY)
        packed = self._bytes(_RTF, "0102")
        if html:
            mail.html.append((html, None if self._bytes(_HTML, "0102") else "utf-8"))
        if plain.strip():
            mail.plain.append(plain)
        elif packed and not html:
            mail.plain.append(unpacked_rtf(packed, limits))
        for place in self._attachments()[:_MOST_ATTACHMENTS]:
            _Store(self._container, place).attach_to(mail, limits)
        return mail

    def attach_to(self, mail: Mail, limits: Limits) -> None:
        """Give the attachment that lies here to a mail."""
        name = self._text(_LONG_NAME) or self._text(_SHORT_NAME) or self._text(_SHOWN_NAME)
        if self._container.exists([*self._place, _EMBEDDED]):
            if limits.nesting > 0 and not self._container.exists([*self._place, _EMBEDDED, "WordDocument"]):
                inner = _Store(self._container, (*self._place, _EMBEDDED)).mail(
                    replace(limits, nesting=limits.nesting - 1)
                )
                title = name or inner.subject or "mejl"
                mail.parts.append(Part(title, lambda bounds: mail_document(KIND, title, inner, bounds)))
            else:
                mail.notes.append(f"Bilagan {name or 'utan namn'} är ett inbäddat objekt och kan inte läsas.")
            return
        kind = self._text(_TYPE).lower()
        picture = kind.startswith("image/") or name.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emz"))
        name = name or f"bilaga {len(mail.parts) + 1}"
        mail.attach(name, self._bytes(_DATA, "0102"), picture=picture, inline=bool(self._text(_CONTENT_ID)))

    def _attachments(self) -> list[tuple[str, ...]]:
        depth = len(self._place)
        return sorted(
            tuple(entry)
            for entry in self._container.listdir(streams=False, storages=True)
            if len(entry) == depth + 1 and tuple(entry[:depth]) == self._place and entry[-1].startswith(_ATTACHMENT)
        )

    def _text(self, tag: int) -> str:
        wide = self._bytes(tag, "001F")
        if wide:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        try:
            return self._bytes(tag, "001E").decode(self._codec, "replace").rstrip("\0")
        except LookupError:
            return self._bytes(tag, "001E").decode("cp1252", "replace").rstrip("\0")

    def _bytes(self, tag: int, kind: str) -> bytes:
        place = [*self._place, f"__substg1.0_{tag:04X}{kind}"]
        return bytes(self._container.openstream(place).read()) if self._container.exists(place) else b""

    def _sent(self) -> str:
        (ticks,) = struct.unpack("<Q", self._fixed.get(_SENT, b"\0" * 8))
        try:
            moment = dt.datetime(1601, 1, 1, tzinfo=dt.UTC) + dt.timedelta(microseconds=ticks // 10)
        except OverflowError:
            return ""
        return moment.date().isoformat() if ticks else ""

    def _fixed_properties(self) -> dict[int, bytes]:
        place = [*self._place, _PROPERTIES]
        if not self._container.exists(place):
            return {}
        data = self._container.openstream(place).read()
        start = 32 if not self._place else (24 if self._place[-1] == _EMBEDDED else 8)
        entries = (data[i : i + 16] for i in range(start, len(data) - 15, 16))
        return {struct.unpack("<I", entry[:4])[0]: entry[8:] for entry in entries}
