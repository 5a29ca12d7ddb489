"""Setting right what a stop left half done. What the register knows is done; what it does not know is still in the inbox, or goes back."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from intake.durable import make_folder, move_into_place, remove, sha256_of
from intake.failures import free_name
from intake.register import Register
from intake.scan import look
from intake.workfolder import WorkFolder

CAME_IN, ATTACHED = "inkommet", "bilagor"
_PATTERNS = (f"*/v*/{CAME_IN}/*", f"*/v*/{CAME_IN}/{ATTACHED}/*")


def recover(folder: WorkFolder, register: Register) -> list[str]:
    """Clear half copies, return files without a case to the inbox, and tell of originals that are gone; may be run at any time
    by the one who holds the inbox's lock. Returns Swedish sentences. Raises OSError."""
    shutil.rmtree(folder.staging, ignore_errors=True)
    make_folder(folder.staging)
    known = {file.path for file in register.files()} | {attached.path for attached in register.attachments()}
    told = []
    for path in sorted(path for pattern in _PATTERNS for path in folder.cases.glob(pattern)):
        relative = path.relative_to(folder.root).as_posix()
        if relative not in known and path.is_file() and not path.is_symlink() and not path.name.endswith(".ny"):
            told += _give_back(folder, path)
    told += [
        f"Originalet {each} saknas på disken. Hämta det ur säkerhetskopian."
        for each in sorted(known)
        if not (folder.root / each).is_file()
    ]
    _remove_empty(folder, {case.folder for case in register.cases()})
    return told


def _give_back(folder: WorkFolder, path: Path) -> list[str]:
    """A file that was moved to a case that was never entered: its original is in the inbox, or else it is put there again."""
    digest, size = sha256_of(path), path.stat().st_size
    same = [
        each for each, state in look(folder.inbox).files.items() if state.size == size and sha256_of(each) == digest
    ]
    if same:
        remove(path)
        return []
    returned = free_name(folder.inbox, path.name, digest)
    move_into_place(path, returned)
    return [f"{path.name} hann inte få något ärende och lades tillbaka i inkorgen."]


def _remove_empty(folder: WorkFolder, used: set[str]) -> None:
    """Folders made for cases that were never entered. Only empty ones go."""
    for case in folder.cases.iterdir():
        if case.is_dir() and case.name not in used and not case.name.startswith("."):
            with suppress(OSError):
                for each in sorted(case.rglob("*"), reverse=True):
                    each.rmdir()
                case.rmdir()
