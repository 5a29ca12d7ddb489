"""What a reader of the handbook does by hand between commands: puts a file in a folder, writes in Word or Excel, edits the settings."""

from __future__ import annotations

import re
import shlex
import shutil
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class ByHandError(ValueError):
    """Something that cannot be done as the page says."""


def put_file(here: Path, told: str) -> None:
    """``fil FROM TO``: a file of the repository is put in a place below ``here``."""
    source, target = shlex.split(told)
    (here / target).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(ROOT / source, here / target)


def write_text(here: Path, told: str) -> None:
    """``text TO CONTENT``: a small text file."""
    target, _, content = told.partition(" ")
    (here / target).write_text(content + "\n", encoding="utf-8")


def change_words(here: Path, told: str) -> None:
    """``ändrad FROM TO`` and lines ``old => new``: a Word file of the repository with some words changed. Raises ByHandError."""
    head, *lines = told.splitlines()
    source, target = shlex.split(head)
    changes = [(old.strip(), new.strip()) for old, new in (line.split("=>") for line in lines if line.strip())]
    left = {old for old, _ in changes}
    with zipfile.ZipFile(ROOT / source) as before, zipfile.ZipFile(here / target, "w") as after:
        for info in before.infolist():
            content = before.read(info)
            if info.filename == "word/document.xml":
                text = content.decode("utf-8")
                for old, new in changes:
                    left -= {old} if old in text else set()
                    text = text.replace(old, new)
                content = text.encode("utf-8")
            after.writestr(info, content)
    if left:
        raise ByHandError(f"{source} does not hold {sorted(left)}")


def fill_sheet(here: Path, told: str) -> None:
    """``ifyllt FILE DNR`` and lines ``Heading: text``: cells in the case's row of the sheet for the group's views. Raises ByHandError."""
    import openpyxl

    from reports.meeting.sheet import VIEWS_SHEET

    head, *lines = told.splitlines()
    path, dnr = shlex.split(head)
    book = openpyxl.load_workbook(here / path)
    sheet = book[VIEWS_SHEET]
    heads = [cell.value for cell in sheet[1]]
    row = next((r for r in sheet.iter_rows(min_row=2) if r[0].value == dnr), None)
    if row is None:
        raise ByHandError(f"{path} has no row for {dnr}")
    for line in lines:
        name, _, text = line.partition(": ")
        row[heads.index(name.strip())].value = text.strip()
    book.save(here / path)


def entered(settings: str, lines: str) -> str:
    """Settings with some lines entered as a person would: a known key's line is replaced in its part; new parts come last."""
    if "[[" in lines:
        return settings.rstrip("\n") + "\n\n" + lines
    told = tomllib.loads(lines)
    for part, values in told.items():
        start = settings.find(f"[{part}]\n")
        if start < 0:
            settings, start = f"{settings.rstrip()}\n\n[{part}]\n", len(settings.rstrip()) + 2
        end = settings.find("\n[", start + 1)
        end = len(settings) if end < 0 else end
        inside = settings[start:end]
        for key in values:
            new = next(line for line in lines.splitlines() if line.startswith(f"{key} = "))
            inside, count = re.subn(rf"(?m)^{re.escape(key)} = .*$", new.replace("\\", r"\\"), inside)
            inside = inside if count else inside.rstrip("\n") + f"\n{new}\n"
        settings = settings[:start] + inside + settings[end:]
    return settings


VERBS: dict[str, Callable[[Path, str], None]] = {
    "fil": put_file,
    "text": write_text,
    "ändrad": change_words,
    "ifyllt": fill_sheet,
}
