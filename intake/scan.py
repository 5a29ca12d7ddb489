"""What lies in the inbox, told by a plain look at the folder, and which of it stands still.

A look is the truth: nothing rests on being told of a change, so files that were there before, were renamed, were moved in with
their folder, or came over a network share are all found in the same way.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from intake.durable import FileState

_JUNK = (
    ".*", "~$*", "~wr*.tmp", "*.tmp", "*.temp", "*.part", "*.partial", "*.filepart", "*.crdownload", "*.download", "*.swp",
    "thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "@eadir", "#recycle", "$recycle.bin", "__macosx", "system volume information",
)  # fmt: skip
_SHORTCUTS = (".lnk", ".url", ".webloc")


def is_junk(name: str) -> bool:
    """Whether a file's or folder's name is that of a lock file, half download or a system's own litter."""
    return any(fnmatchcase(name.casefold(), pattern) for pattern in _JUNK)


@dataclass(frozen=True)
class Look:
    """One look at the inbox: each file with its state, and what is refused with a Swedish word for what it is."""

    files: dict[Path, FileState] = field(default_factory=dict)
    refused: dict[Path, str] = field(default_factory=dict)


def look(folder: Path) -> Look:
    """Look through a folder and all folders in it; symbolic links are never followed. Raises OSError if it cannot be opened."""
    seen = Look()
    with os.scandir(folder) as entries:
        for entry in _sorted(entries):
            _see(entry, seen)
    return seen


def _see(entry: os.DirEntry[str], seen: Look) -> None:
    if is_junk(entry.name):
        return
    path = Path(entry.path)
    try:
        if entry.is_symlink() or getattr(entry, "is_junction", bool)():  # Windows' own kind of link, from Python 3.12
            seen.refused[path] = "en genväg (länk)"
        elif entry.is_dir(follow_symlinks=False):
            with os.scandir(entry.path) as entries:
                for each in _sorted(entries):
                    _see(each, seen)
        elif path.suffix.casefold() in _SHORTCUTS:
            seen.refused[path] = "en genväg"
        elif stat.S_ISREG((found := path.lstat()).st_mode):
            seen.files[path] = FileState.of(found)
        else:
            seen.refused[path] = "ingen vanlig fil"
    except FileNotFoundError:
        return  # moved away while we looked
    except OSError:
        seen.refused[path] = "inte läsbar"


def _sorted(entries: Iterator[os.DirEntry[str]]) -> list[os.DirEntry[str]]:
    return sorted(entries, key=lambda entry: entry.name)


@dataclass
class Settling:
    """Which files have stood unchanged over ``looks`` looks and may be taken in; the rest are still being written."""

    looks: int
    _since: dict[Path, tuple[FileState, int, float]] = field(default_factory=dict)

    def see(self, seen: Look, clock: float) -> dict[Path, FileState]:
        """Take account of a look made at ``clock`` (seconds that only go forward); return the files that stand still."""
        known, self._since = self._since, {}
        for path, state in seen.files.items():
            before = known.get(path)
            if before is not None and before[0] == state:
                self._since[path] = (state, before[1] + 1, before[2])
            else:
                self._since[path] = (state, 1, clock)
        return {path: state for path, (state, count, _) in self._since.items() if count >= self.looks}

    def quiet_seconds(self, path: Path, clock: float) -> float:
        """How long the file has been seen unchanged."""
        return clock - self._since[path][2] if path in self._since else 0.0

    @property
    def unsettled(self) -> list[Path]:
        """Files that have not stood still long enough."""
        return [path for path, (_, count, _) in self._since.items() if count < self.looks]
