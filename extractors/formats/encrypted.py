"""Office files sealed with a password: an OLE file around an encrypted package. They are told, not opened."""

from __future__ import annotations

from pathlib import Path

from extractors.formats._ole import OLE_MAGIC
from extractors.formats._safe import encrypted
from extractors.limits import Limits
from extractors.model import Document

KIND = "krypterad"
PRIORITY = -10


def recognises(head: bytes, names: frozenset[str]) -> bool:
    """An OLE file that holds an encrypted package."""
    return head[:8] == OLE_MAGIC and bool(names & {"EncryptedPackage", "EncryptionInfo", "\x06DataSpaces"})


def read(path: Path, limits: Limits) -> Document:
    """Raises `Unreadable` always: the file needs its password."""
    raise encrypted(path.name)
