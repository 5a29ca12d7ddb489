"""Read a file, whatever it is, to a `Document`. The kind is told by content, never by suffix.

Every module of ``extractors.formats`` is one format: it has ``KIND``, ``recognises(head, names)`` and ``read(path, limits)``.
A format is added by adding its module; nothing is listed here.
"""

from __future__ import annotations

import pkgutil
import zipfile
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from extractors.account import told
from extractors.errors import Unreadable
from extractors.limits import DEFAULT, Limits
from extractors.model import Document

_HEAD = 4096
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Format(Protocol):
    """What a module of ``extractors.formats`` offers. ``PRIORITY`` sorts them: lower is asked first (0 unless set)."""

    KIND: str

    def recognises(self, head: bytes, names: frozenset[str]) -> bool:
        """Whether a file with these first bytes, and these member names if it is a zip or OLE file, is of this format."""

    def read(self, path: Path, limits: Limits) -> Document:
        """Read the file. Raises `Unreadable`."""


@lru_cache(maxsize=1)
def format_names() -> tuple[str, ...]:
    """Names of the format modules."""
    package = import_module("extractors.formats")
    return tuple(sorted(m.name for m in pkgutil.iter_modules(package.__path__) if not m.name.startswith("_")))


def sniff(path: Path) -> Format:
    """The format of a file, by its content. Raises `Unreadable` for what no format recognises, and for empty files."""
    if path.is_dir():
        return cast(Format, import_module("extractors.formats.folder"))
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip(b"\0 \r\n\t"):
        raise Unreadable("tom", f"Filen {path.name} är tom. Be avsändaren skicka den igen.")
    names: frozenset[str] = frozenset()
    if head[:2] == b"PK":
        try:
            with zipfile.ZipFile(path) as archive:
                names = frozenset(archive.namelist())
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Unreadable(
                "trasig", f"Filen {path.name} är skadad och kan inte öppnas. Be avsändaren skicka den igen."
            ) from error
    elif head[:8] == _OLE_MAGIC:
        names = import_module("extractors.formats._ole").stream_names(path)
    formats = [cast(Format, import_module(f"extractors.formats.{name}")) for name in format_names()]
    for candidate in sorted(formats, key=lambda f: int(getattr(f, "PRIORITY", 0))):
        if candidate.recognises(head, names):
            return candidate
    raise Unreadable(
        "okand-typ",
        f"Filen {path.name} är av en typ som programmet inte läser. Be om ansökan som Word eller PDF.",
    )


def read(path: Path, limits: Limits = DEFAULT) -> Document:
    """Read one file, or a folder as one application. Raises `Unreadable` with a code and one Swedish sentence."""
    if not path.exists():
        raise Unreadable("saknas", f"Filen {path.name} finns inte. Kontrollera sökvägen.")
    if path.is_file() and path.stat().st_size > limits.file_bytes:
        raise Unreadable(
            "for-stor", f"Filen {path.name} är större än {limits.file_bytes // 1_000_000} MB. Be om en mindre fil."
        )
    return told(sniff(path).read(path, limits))
