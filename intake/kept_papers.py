"""A folder of papers that are made again and again, where what a person has written in one of them is never overwritten."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from intake.durable import make_folder, sha256_of, write_whole

_LIST = ".innehall.json"


@dataclass(frozen=True)
class Written:
    """What became of the papers: those laid beside one that a person has changed, by the changed one's name."""

    beside: Mapping[str, str]


def write_papers(folder: Path, papers: Mapping[str, bytes], *, known: Collection[str] = ()) -> Written:
    """Make the folder hold these papers, named relative to it. Raises OSError.

    A paper that someone has changed since the program wrote it stays, and the new one is laid beside it; so does one that is no
    longer among them. ``known`` are SHA-256 of changed papers whose content is safe elsewhere and that may be written over.
    """
    make_folder(folder)
    own = _own(folder)
    written: dict[str, str] = {}
    beside: dict[str, str] = {}
    for name, content in papers.items():
        target = _free(folder, name, content, own, known)
        if target != name:
            beside[name] = target
        digest = hashlib.sha256(content).hexdigest()
        path = folder / target
        if not path.is_file() or sha256_of(path) != digest:
            make_folder(path.parent)
            write_whole(path, content)
        written[target] = digest
    _remove_old(folder, own, written)
    write_whole(folder / _LIST, (json.dumps(written, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())
    return Written(beside)


def _own(folder: Path) -> dict[str, str]:
    """The papers that the program wrote, with their SHA-256; a list that cannot be read makes all of them people's own."""
    try:
        raw = json.loads((folder / _LIST).read_text(encoding="utf-8"))
        return {str(name): str(digest) for name, digest in raw.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def _free(folder: Path, name: str, content: bytes, own: Mapping[str, str], known: Collection[str]) -> str:
    wanted = {hashlib.sha256(content).hexdigest(), *known}
    path, target, count = Path(name), name, 1
    while (folder / target).exists():
        found = sha256_of(folder / target)
        if found in wanted or found == own.get(target):
            break
        count += 1
        target = path.with_name(f"{path.stem} (ny {count}){path.suffix}").as_posix()
    return target


def _remove_old(folder: Path, own: Mapping[str, str], written: Mapping[str, str]) -> None:
    """Take away papers that are no longer among them, if nobody has changed them, and folders left empty."""
    root = folder.resolve()
    for name in own.keys() - written.keys():
        path = folder / name
        if path.is_file() and path.resolve().is_relative_to(root) and sha256_of(path) == own[name]:
            path.unlink()
            with suppress(OSError):
                path.parent.rmdir()
                path.parent.parent.rmdir()
