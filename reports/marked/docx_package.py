"""A Word file's zip: its main part and its comments, and the same zip again with some parts changed."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from typing import Any, cast

from lxml import etree

from extractors.formats._docx_package import Package, broken

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


class Parts:
    """The parts of an opened Word file as they stand in it, and what was changed of them."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._changed: dict[str, bytes] = {}
        self.document = self._tree(package.main)
        self.w = str(self.document.tag).rpartition("}")[0] + "}"
        known = package.related("comments")
        folder = posixpath.dirname(package.main)
        self._new_comments = not known or known[0].target.lower() not in package.parts
        self._comments_part = f"{folder}/comments.xml".lstrip("/") if not known else known[0].target
        self._related = bool(known)
        if self._new_comments:
            self.comments = etree.Element(f"{self.w}comments", nsmap={"w": self.w[1:-1]})
        else:
            self.comments = self._tree(self._comments_part)

    def style(self, name: str) -> str | None:
        """The id of the style that Word calls by this English name, whatever the file's language."""
        relation = next(iter(self._package.related("styles")), None)
        root = self._package.tree(relation.target) if relation is not None else None
        w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
        for style in root.iter(f"{w}style") if root is not None else ():
            called = style.find(f"{w}name")
            if called is not None and called.get(f"{w}val") == name:
                return style.get(f"{w}styleId")
        return None

    def saved(self) -> bytes:
        """The zip with the document and its comments as they are now; all other members are as they were, byte for byte."""
        self._changed[self._package.main] = _xml(self.document)
        self._changed[self._comments_part] = _xml(self.comments)
        if self._new_comments:
            self._declare()
        return _zipped(self._package, {name.lower(): data for name, data in self._changed.items()}, self._changed)

    def _declare(self) -> None:
        """Make the new part known: a relation from the document, and its type among the contents."""
        if not self._related:
            self._relate()
        types = self._tree("[Content_Types].xml")
        space = etree.QName(types).namespace or _TYPES
        name = f"/{self._comments_part}"
        if not any(each.get("PartName", "").lower() == name.lower() for each in types):
            etree.SubElement(types, f"{{{space}}}Override", PartName=name, ContentType=_COMMENTS_TYPE)
        self._changed["[Content_Types].xml"] = _xml(types)

    def _relate(self) -> None:
        folder, file = posixpath.split(self._package.main)
        part = posixpath.join(folder, "_rels", f"{file}.rels")
        if part.lower() in self._package.parts:
            relations = self._tree(part)
        else:
            relations = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap=cast(Any, {None: _RELATIONS}))
        taken = {each.get("Id") for each in relations}
        number = next(n for n in range(1, len(taken) + 2) if f"rIdBeredning{n}" not in taken)
        office = _STRICT_OFFICE if self.w[1:-1] == _STRICT_W else _OFFICE
        etree.SubElement(
            relations,
            f"{{{_RELATIONS}}}Relationship",
            Id=f"rIdBeredning{number}",
            Type=f"{office}/comments",
            Target=posixpath.basename(self._comments_part),
        )
        self._changed[part] = _xml(relations)

    def _tree(self, part: str) -> etree._Element:
        """A part as it stands in the file, in its own vocabulary. Raises `Unreadable`."""
        try:
            data = self._package.archive.read(self._package.parts[part.lower()])
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
            root = etree.fromstring(data, parser)
        except (KeyError, OSError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
            raise broken(self._package.name) from error
        if cast(Any, root.getroottree().docinfo).doctype:
            raise broken(self._package.name)
        return root


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


def _zipped(package: Package, changed: Mapping[str, bytes], names: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    written: set[str] = set()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for member in package.archive.infolist():
            key = member.filename.replace("\\", "/").lstrip("/").lower()
            if key in written and not member.is_dir():
                continue  # a member stored twice: the copy keeps what the reader read
            written.add(key)
            info = zipfile.ZipInfo(member.filename, member.date_time)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, member.external_attr
            source = package.parts.get(key, member.filename)
            target.writestr(info, changed[key] if key in changed else package.archive.read(source))
        for name, data in names.items():
            if name.lower() not in written:
                info = zipfile.ZipInfo(name, _ZIP_DAY)
                info.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(info, data)
    return out.getvalue()
