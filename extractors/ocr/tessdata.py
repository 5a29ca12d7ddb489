"""The trained data of the OCR engine: packed in the program, unpacked once to a cache folder."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

LANGUAGES = ("swe", "osd")


@lru_cache(maxsize=1)
def folder() -> Path:
    """The folder with the unpacked data. Raises `OSError` if no cache folder can be written."""
    packed = {
        name: files("extractors.data.tessdata").joinpath(f"{name}.traineddata.gz").read_bytes() for name in LANGUAGES
    }
    digest = hashlib.sha256(b"".join(packed.values())).hexdigest()[:12]
    problem: OSError | None = None
    for base in _cache_folders():
        target = base / "beredning" / f"tessdata-{digest}"
        try:
            target.mkdir(parents=True, exist_ok=True)
            for name, content in packed.items():
                _unpack(content, target / f"{name}.traineddata")
        except OSError as error:
            problem = error
            continue
        return target
    raise problem or OSError("no cache folder")


def _cache_folders() -> Iterator[Path]:
    """The user's cache folder, then the system's folder for temporary files."""
    if sys.platform == "win32":
        named = os.environ.get("LOCALAPPDATA")
        if named:
            yield Path(named)
    else:
        named = os.environ.get("XDG_CACHE_HOME")
        with suppress(RuntimeError):  # an account without a home folder
            yield Path(named) if named else Path.home() / ".cache"
    yield Path(tempfile.gettempdir())


def _unpack(content: bytes, target: Path) -> None:
    """Write whole or not at all, so that two programs starting at once do not disturb each other."""
    if target.exists():
        return
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
        file.write(gzip.decompress(content))
    shutil.move(file.name, target)
