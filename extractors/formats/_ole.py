"""Take streams out of an OLE file, the container of Office before 2007."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from extractors.formats._safe import broken

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_streams(path: Path, wanted: Iterable[str]) -> dict[str, bytes]:
    """The bytes of those streams that exist. Raises `Unreadable` for a broken container."""
    import olefile

    found: dict[str, bytes] = {}
    try:
        with olefile.OleFileIO(path) as container:
            for name in wanted:
                if container.exists(name):
                    found[name] = container.openstream(name).read()
    except Exception as error:  # olefile lets struct, index and type faults of hostile files through
        raise broken(path.name) from error
    return found


def stream_names(path: Path) -> frozenset[str]:
    """Names of the streams and storages at the top. Raises `Unreadable` for a broken container."""
    import olefile

    try:
        with olefile.OleFileIO(path) as container:
            return frozenset(entry[0] for entry in container.listdir(streams=True, storages=True) if entry)
    except Exception as error:  # olefile lets struct, index and type faults of hostile files through
        raise broken(path.name) from error
