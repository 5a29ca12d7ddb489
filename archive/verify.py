"""Proving that an archive is unharmed: every file against the list that lies outside the packages, and every package against its own METS."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Literal

from archive.ledger import LEDGER, LedgerLine, read_ledger
from extractors.model import Frozen

FaultKind = Literal["andrad", "saknas", "okand", "forteckning", "struktur"]
_METS = "{http://www.loc.gov/METS/}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_SAYS: Mapping[FaultKind, str] = {
    "andrad": "har ändrats sedan ärendet arkiverades",
    "saknas": "saknas",
    "okand": "hör inte till paketet",
}


class Fault(Frozen):
    """Something wrong: what kind, in which package, which file, and one Swedish sentence."""

    kind: FaultKind
    package: str
    file: str
    text: str


class Verified(Frozen):
    """How many packages and files were checked, and what was wrong with them."""

    packages: int
    files: int
    faults: tuple[Fault, ...]


def verify(archive: Path, anchors: Mapping[str, str]) -> Verified:
    """Check all packages in an archive folder. ``anchors`` gives the sum that the register knows for each package's line.

    Raises OSError where the folder cannot be read; files that cannot be read are faults.
    """
    path = archive / LEDGER
    raw = path.read_bytes() if path.is_file() else b""
    lines, told = read_ledger(raw)
    faults = [Fault(kind="forteckning", package="", file=LEDGER, text=text) for text in told]
    held = standing(lines)
    for name, total in anchors.items():
        line = next((each for each in lines if each.paket == name and each.handelse == "arkiverat"), None)
        if line is None or line.summa != total:
            what = "saknas i" if line is None else "har inte den summa som registret känner i"
            faults.append(Fault(kind="forteckning", package=name, file=LEDGER, text=f"Paketet {name} {what} {LEDGER}."))
    count = 0
    for name, line in held.items():
        found, checked = _package(archive, name, line)
        faults += found
        count += checked
    for place in sorted(archive.iterdir()) if archive.is_dir() else []:
        if place.name not in held and place.name != LEDGER:
            text = f"{place.name} ligger i arkivet men står inte i {LEDGER}."
            faults.append(Fault(kind="okand", package=place.name, file="", text=text))
    return Verified(packages=len(held), files=count, faults=tuple(faults))


def standing(lines: list[LedgerLine]) -> dict[str, LedgerLine]:
    """The packages that should be there: laid in and not destroyed."""
    held: dict[str, LedgerLine] = {}
    for line in lines:
        if line.handelse == "arkiverat":
            held[line.paket] = line
        else:
            held.pop(line.paket, None)
    return held


def files_in(folder: Path) -> dict[str, Path]:
    """All files below a folder by their path with slashes; a link counts as a file."""
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or not path.is_dir()
    }


def digest_of(path: Path) -> str | None:
    """SHA-256 of a file, or None where it cannot be read or is a link."""
    try:
        if path.is_symlink():
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _package(archive: Path, name: str, line: LedgerLine) -> tuple[list[Fault], int]:
    present = files_in(archive / name)
    faults = []
    for file, wanted in line.filer.items():
        if file not in present:
            faults.append(_fault("saknas", name, file))
        elif digest_of(present[file]) != wanted:
            faults.append(_fault("andrad", name, file))
    faults += [_fault("okand", name, file) for file in present if file not in line.filer]
    if not faults:
        for mets in (file for file in present if PurePosixPath(file).name == "METS.xml" and file.count("/") == 1):
            faults += [
                Fault(kind="struktur", package=name, file=mets, text=f"{name}: {text}")
                for text in package_faults(archive / name / PurePosixPath(mets).parent)
            ]
    return faults, len(line.filer)


def _fault(kind: FaultKind, package: str, file: str) -> Fault:
    return Fault(kind=kind, package=package, file=file, text=f"{package}: {file} {_SAYS[kind]}.")


def package_faults(package: Path) -> list[str]:
    """What is wrong with an information package by its own METS files, one Swedish sentence each; empty when it is whole.

    Each METS must be there and name its folder; each file that it names must be there with its size and checksum; and no file may
    lie in the package that no METS names.
    """
    from lxml import etree

    faults: list[str] = []
    present = files_in(package)
    named = {"METS.xml"}
    waiting = ["METS.xml"]
    while waiting:
        mets = waiting.pop()
        try:
            root = etree.parse(package / mets, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
        except (OSError, etree.XMLSyntaxError):
            faults.append(f"{mets} saknas eller går inte att läsa.")
            continue
        base = PurePosixPath(mets).parent
        folder = package.name if mets == "METS.xml" else base.name
        if root.get("OBJID") != folder:
            faults.append(f"{mets} hör till {root.get('OBJID')} men ligger i {folder}.")
        for element in [*root.iter(f"{_METS}mdRef"), *root.iter(f"{_METS}file")]:
            location = element if element.tag.endswith("mdRef") else element.find(f"{_METS}FLocat")
            href = str((base / str(location.get(_HREF))).as_posix()) if location is not None else ""
            named.add(href)
            if href not in present:
                faults.append(f"{href} saknas men står i {mets}.")
            elif digest_of(present[href]) != element.get("CHECKSUM"):
                faults.append(f"{href} stämmer inte med kontrollsumman i {mets}.")
            if href.endswith("/METS.xml"):
                waiting.append(href)
    faults += [f"{file} står inte i någon METS-fil." for file in present if file not in named]
    return faults
