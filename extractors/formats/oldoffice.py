"""Old Excel, PowerPoint and other Office files that can hold no application: each is told by name, with what to ask for."""

from __future__ import annotations

from pathlib import Path

from extractors.errors import Unreadable
from extractors.formats._ole import OLE_MAGIC, stream_names
from extractors.limits import Limits
from extractors.model import Document

KIND = "ole"
PRIORITY = 50
_WHAT = (
    ({"Workbook", "Book"}, "ett kalkylblad i gammalt Excelformat", "Be om det som .xlsx eller PDF."),
    ({"PowerPoint Document"}, "en presentation i gammalt PowerPointformat", "Be om ansökan som Word eller PDF."),
    ({"VisioDocument"}, "en Visioritning", "Be om ansökan som Word eller PDF."),
)


def recognises(head: bytes, names: frozenset[str]) -> bool:
    """Any OLE file that no other format took."""
    return head[:8] == OLE_MAGIC


def read(path: Path, limits: Limits) -> Document:
    """Raises `Unreadable` always: what the file is, and what to ask for instead."""
    names = stream_names(path)
    for streams, what, advice in _WHAT:
        if streams & names:
            raise Unreadable("okand-typ", f"Filen {path.name} är {what}, som programmet inte läser. {advice}")
    raise Unreadable(
        "okand-typ",
        f"Filen {path.name} är av en äldre typ som programmet inte läser. Be om ansökan som Word eller PDF.",
    )
