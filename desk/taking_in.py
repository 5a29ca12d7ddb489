"""Files dropped on the desk: laid in the inbox under a safe name, and taken in by the same watch as on the command line."""

from __future__ import annotations

import itertools
import os
import re
import shutil
import tempfile
import unicodedata
from pathlib import Path
from typing import BinaryIO

from desk.state import Desk
from desk.work import Task, Tell
from intake.inbox import Taken
from intake.scan import is_junk
from intake.watch import Watch

_LONGEST_NAME = 150
_NOT_IN_NAMES = re.compile(r"[<>:\"/\\|?*-]+")
_NOT_AT_ENDS = " .-~"
_SUFFIX = re.compile(r"[A-Za-z0-9]{1,10}")
_DEVICES = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))}


def safe_name(given: str) -> str:
    """A file's name from a stranger as a plain name that every system takes: no folders, no devices, nothing hidden."""
    name = unicodedata.normalize("NFC", given.encode("utf-8", "replace").decode("utf-8")).replace("\\", "/")
    name = _NOT_IN_NAMES.sub("-", "".join(c if c.isprintable() else "-" for c in name.rsplit("/", 1)[-1]))
    stem, dot, suffix = name.lstrip(" .").rpartition(".")
    stem, suffix = (stem, suffix) if dot and _SUFFIX.fullmatch(suffix) else (name.lstrip(" ."), "")
    while len(stem.encode()) > _LONGEST_NAME:
        stem = stem[:-1]
    stem = stem.strip(_NOT_AT_ENDS) or "ansokan"
    if stem.casefold().partition(".")[0].strip() in _DEVICES:
        stem = f"fil-{stem}"
    made = f"{stem}.{suffix}" if suffix else stem
    return f"fil-{made}" if is_junk(made) else made


def lay_in(inbox: Path, name: str, content: BinaryIO) -> Path:
    """Write a file into the inbox, beside first, under a name that is free. Raises OSError."""
    made = safe_name(name)
    stem, dot, suffix = made.rpartition(".")
    stem, suffix = (stem, f".{suffix}") if dot else (made, "")
    handle, beside = tempfile.mkstemp(dir=inbox, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            shutil.copyfileobj(content, file)
            file.flush()
            os.fsync(file.fileno())
        target = _taken_name(inbox, stem, suffix)
        Path(beside).replace(target)
    finally:
        Path(beside).unlink(missing_ok=True)
    return target


def _taken_name(inbox: Path, stem: str, suffix: str) -> Path:
    """A free name, taken by an empty file in one step: two who drop files of the same name at once get a name each."""
    for count in itertools.count(1):
        target = inbox / (f"{stem}{suffix}" if count == 1 else f"{stem}-{count}{suffix}")
        try:
            target.open("xb").close()
        except FileExistsError:
            continue
        return target
    raise AssertionError("there is always a free number")


def take_in(desk: Desk) -> Task:
    """Take in what lies in the inbox, as work under way."""

    def run(tell: Tell) -> None:
        def told(taken: Taken) -> None:
            tell(taken.text)

        with desk.reviewer() as reviewing:
            Watch(desk.folder, reviewing, told, tell, now=desk.now).run()

    return desk.work.add("Tar in det som ligger i inkorgen", "/", run)
