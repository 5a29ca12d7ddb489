"""The zip of a Word file: bounds before anything is unpacked, and its parts as safe XML trees in one vocabulary."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, cast
from urllib.parse import unquote

from lxml import etree

from extractors.errors import Unreadable
from extractors.limits import Limits

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
V = "{urn:schemas-microsoft-com:vml}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_XML_BYTES = 64_000_000  # one XML part: a long application with all its revisions is a few million
_RATIO_FROM = 10_000_000  # small files may pack very well; only much unpacked text is dangerous

# ISO 29500 Strict writes the same vocabulary under other addresses.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)


class Relation(NamedTuple):
    """A relation of a part: its id, the last word of its type (``header``, ``footnotes`` …) and its target."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass
class Package:
    """An opened Word file. ``parts`` maps a member's name in lower case to the name in the zip."""

    name: str
    archive: zipfile.ZipFile
    limits: Limits
    parts: dict[str, str]
    main: str = ""
    relations: tuple[Relation, ...] = ()
    broken: list[str] = field(default_factory=list)

    def tree(self, part: str) -> etree._Element | None:
        """The root of a part that may be missing; a broken one is told in ``broken`` and read as missing."""
        if part.lower() not in self.parts:
            return None
        try:
            return self._parsed(part)
        except Unreadable as error:
            if error.code != "trasig":
                raise
            self.broken.append(part)
            return None

    def document(self) -> etree._Element:
        """The root of the main part. Raises `Unreadable` when it is broken, too large, too deep or carries a DTD."""
        root = self._parsed(self.main)
        if _deeper_than(self.limits.xml_depth)(root):
            raise _dangerous(self.name)
        return root

    def _parsed(self, part: str) -> etree._Element:
        try:
            with self.archive.open(self.parts[part.lower()]) as member:
                data = member.read(_XML_BYTES + 1)
        except (
            KeyError,
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise broken(self.name) from error
        if len(data) > _XML_BYTES:
            raise _dangerous(self.name)
        if b"purl.oclc.org/ooxml" in data:
            for strict, usual in _STRICT:
                data = data.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            if "depth" in str(error):
                raise _dangerous(self.name) from error
            raise broken(self.name) from error
        if cast(Any, root.getroottree().docinfo).doctype:
            raise _dangerous(self.name)  # an office file has no DTD; a trap of entities has
        return root

    def related(self, kind: str) -> list[Relation]:
        """The inner relations of one kind, in the file's order."""
        return [r for r in self.relations if r.kind == kind and not r.external]

    def part_of(self, kind: str) -> etree._Element | None:
        """The tree of the first part of a kind, or None."""
        found = self.related(kind)
        return self.tree(found[0].target) if found else None


def open_package(path: Path, limits: Limits) -> Package:
    """Open a Word file. Raises `Unreadable`: broken, without a document, protected, or larger than the limits."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise broken(path.name) from error
    try:
        members = archive.infolist()
        unpacked = sum(m.file_size for m in members)
        packed = sum(m.compress_size for m in members) or 1
        if len(members) > limits.members or unpacked > limits.unpacked_bytes:
            raise _dangerous(path.name)
        if unpacked > _RATIO_FROM and unpacked / packed > limits.ratio:
            raise _dangerous(path.name)
        if any(m.flag_bits & 1 for m in members):
            raise Unreadable(
                "krypterad", f"Filen {path.name} är skyddad med lösenord. Be avsändaren skicka den utan lösenord."
            )
        parts = {m.filename.replace("\\", "/").lstrip("/").lower(): m.filename for m in members}
        package = Package(path.name, archive, limits, parts)
        package.main = _main_part(package)
        package.relations = _relations(package, package.main)
    except BaseException:
        archive.close()
        raise
    return package


def broken(name: str) -> Unreadable:
    """The refusal of a file that cannot be opened."""
    return Unreadable(
        "trasig", f"Filen {name} är skadad och kan inte läsas. Be avsändaren spara om den i Word och skicka den igen."
    )


def _dangerous(name: str) -> Unreadable:
    return Unreadable(
        "farlig",
        f"Filen {name} är byggd så att den kan överbelasta datorn och öppnas inte. Be om ansökan som PDF.",
    )


@lru_cache(maxsize=4)
def _deeper_than(depth: int) -> etree.XPath:
    return etree.XPath("boolean(" + "/*" * (depth + 1) + ")")


def _relations(package: Package, part: str) -> tuple[Relation, ...]:
    folder, _, file = part.rpartition("/")
    root = package.tree(f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels")
    if root is None:
        return ()
    found = []
    for rel in root.iter(_REL):
        target = unquote(str(rel.get("Target", "")))
        external = rel.get("TargetMode") == "External"
        if not external:
            target = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
        found.append(Relation(str(rel.get("Id", "")), str(rel.get("Type", "")).rsplit("/", 1)[-1], target, external))
    return tuple(found)


def _main_part(package: Package) -> str:
    for relation in _relations(package, ""):
        if relation.kind == "officeDocument" and relation.target.lower() in package.parts:
            return relation.target
    for part in ("word/document.xml", "word/document2.xml"):
        if part in package.parts:
            return part
    raise broken(package.name)
