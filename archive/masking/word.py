"""A Word file with what was found replaced in its XML: body, headers, notes, comments, tracked changes, hidden text, fields, properties.

What cannot be read as text goes: pictures become blank ones of the same size, embedded files and macros become empty.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Sequence

from lxml import etree

from archive.masking.account import Masked, from_spots
from archive.masking.finding import Spot, Wanted, find_spots, label, masked
from archive.model import ArchiveError

_TEXT = frozenset({"t", "delText", "instrText", "delInstrText", "v"})
_BREAKS = frozenset({"tab", "br", "cr", "noBreakHyphen", "softHyphen"})
_AUTHORS = frozenset({"author", "initials", "userId", "providerId", "name"})
_PROPERTIES = re.compile(r"^docProps/")
_PICTURE = re.compile(r"\.(png|jpe?g|gif|bmp|tiff?|webp)$", re.I)
_CODE = re.compile(r"[0-9A-Fa-f{}-]+$")
_XML = re.compile(r"\.(xml|rels)$", re.I)
_PLAIN = frozenset(
    {"Application", "AppVersion", "DocSecurity", "Pages", "Words", "Characters", "Lines", "Paragraphs", "language"}
)
_DAY = (1980, 1, 1, 0, 0, 0)
_MOST_BYTES = 200_000_000


def text_parts(content: bytes) -> list[tuple[str, str]]:
    """Every text in the file by the part it stands in: a paragraph each, and each attribute that holds words. Raises ArchiveError."""
    found: list[tuple[str, str]] = []
    for name, part in _members(content).items():
        root = _parsed(part) if _XML.search(name) else None
        if root is not None:
            found += [(name, "".join(text for _, text in nodes)) for nodes in _paragraphs(root)]
            found += [
                (name, value) for element in root.iter(etree.Element) for value in map(str, element.attrib.values())
            ]
    return found


def mask_word(content: bytes, wanted: Wanted, file: str) -> tuple[bytes, list[Masked]]:
    """The masked file and what was masked in it. Raises ArchiveError for a file that cannot be read as Word."""
    account: list[Masked] = []
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        for name, part in _members(content).items():
            info = zipfile.ZipInfo(name, _DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(info, _masked_part(name, part, wanted, file, account))
    return stream.getvalue(), account


def _members(content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _MOST_BYTES:
                raise ArchiveError("Word-filen är för stor för att maskeras.")
            return {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise ArchiveError("Word-filen är skadad och kan inte maskeras.") from error


def _parsed(part: bytes) -> etree._Element | None:
    try:
        return etree.fromstring(
            part, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        )
    except etree.XMLSyntaxError:
        return None


def _masked_part(name: str, part: bytes, wanted: Wanted, file: str, account: list[Masked]) -> bytes:
    if _PICTURE.search(name):
        account.append(Masked(file=file, place=name, kind="bild", text=""))
        return _blank(part)
    root = _parsed(part) if _XML.search(name) else None
    if root is None:
        account.append(Masked(file=file, place=name, kind="del", text=""))
        return b""
    if _PROPERTIES.match(name):
        _empty_properties(root)
        account.append(Masked(file=file, place=name, kind="metadata", text=""))
    else:
        for nodes in _paragraphs(root):
            _mask_nodes(nodes, wanted, file, name, account)
        _mask_attributes(root, name, wanted, file, account)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


Node = tuple[etree._Element | None, str]


def _paragraphs(root: etree._Element) -> Iterable[list[Node]]:
    """The text nodes of each paragraph in order; a tab or line break is a blank that cannot be written to.

    Text that stands in no paragraph (properties, custom XML) is a paragraph by itself.
    """
    seen: set[etree._Element] = set()
    for paragraph in [e for e in root.iter(etree.Element) if etree.QName(e).localname == "p"]:
        nodes = list(_nodes(paragraph))
        seen.update(node for node, _ in nodes if node is not None)
        yield nodes
    for element in root.iter(etree.Element):
        if element not in seen and element.text and element.text.strip():
            yield [(element, element.text)]


def _nodes(paragraph: etree._Element) -> Iterable[Node]:
    for child in paragraph:
        if not isinstance(child.tag, str):
            continue
        name = etree.QName(child).localname
        if name in _TEXT and child.text:
            yield child, child.text
        elif name in _BREAKS:
            yield None, "-" if name == "noBreakHyphen" else " " if name != "softHyphen" else ""
        elif name != "p":  # a paragraph within (a text box) is one by itself
            yield from _nodes(child)


def _mask_nodes(nodes: list[Node], wanted: Wanted, file: str, place: str, account: list[Masked]) -> None:
    """Replace what is found: in all text, and as it reads before and after tracked changes."""
    views: tuple[Callable[[etree._Element | None], bool], ...] = (
        lambda node: not _within(node, "del", "moveFrom"),
        lambda node: not _within(node, "ins", "moveTo"),
        lambda node: True,
    )
    for view in views:
        current: list[Node] = [
            (node, (node.text or "") if node is not None else text) for node, text in nodes if view(node)
        ]
        text = "".join(part for _, part in current)
        spots = find_spots(text, wanted)
        account += from_spots(file, place, text, spots)
        for spot in reversed(spots):
            _replace(current, spot)


def _within(node: etree._Element | None, *names: str) -> bool:
    while node is not None:
        if isinstance(node.tag, str) and etree.QName(node).localname in names:
            return True
        node = node.getparent()
    return False


def _replace(nodes: Sequence[Node], spot: Spot) -> None:
    """Put the label in the first node that the spot touches, and take its words out of the others."""
    at, told = 0, False
    for node, text in nodes:
        start, end = max(spot.start - at, 0), min(spot.end - at, len(text))
        if node is not None and start < end:
            current = node.text or ""
            node.text = current[:start] + ("" if told else label(spot.kind)) + current[end:]
            told = True
        at += len(text)


def _mask_attributes(root: etree._Element, name: str, wanted: Wanted, file: str, account: list[Masked]) -> None:
    """Alt texts, tooltips, addresses of links, and who wrote comments and changes."""
    known: dict[str, list[Spot]] = {}  # the same few values come back thousands of times
    for element in root.iter(etree.Element):
        local = etree.QName(element).localname
        for key in element.attrib:
            plain = etree.QName(key).localname
            value = str(element.attrib[key])
            if plain in ("author", "initials") or (local in ("person", "presenceInfo") and plain in _AUTHORS):
                element.set(key, "Maskerat")
                continue
            spots = known.get(value)
            if spots is None:
                spots = known[value] = find_spots(value, wanted)
            if _CODE.match(value):  # Word's own numbers (revisions, fonts, identities) are full of digits
                spots = [spot for spot in spots if spot.kind == "personnummer"]
            if spots:
                account += from_spots(file, name, value, spots)
                element.set(key, "https://maskerat.invalid/" if plain == "Target" else masked(value, spots))


def _empty_properties(root: etree._Element) -> None:
    for element in root.iter(etree.Element):
        local = etree.QName(element).localname
        if local in ("created", "modified"):
            element.text = "1980-01-01T00:00:00Z"
        elif local == "property":  # a custom property: its name may tell as much as its value
            element.set("name", f"maskerat{element.get('pid', '')}")
        elif local in ("revision", "TotalTime"):
            element.text = "1"
        if local not in _PLAIN and local not in ("created", "modified", "revision", "TotalTime") and not len(element):
            element.text = None if element.text is None else ("0" if element.text.strip().isdigit() else "")


def _blank(part: bytes) -> bytes:
    """A grey picture of the same kind and size."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(part)) as picture:
            size, kind = picture.size, picture.format or "PNG"
    except (UnidentifiedImageError, OSError, ValueError):
        return b""
    stream = io.BytesIO()
    Image.new("L", (min(size[0], 4000), min(size[1], 4000)), 200).save(
        stream, format=kind if kind in ("PNG", "JPEG", "GIF", "BMP", "TIFF") else "PNG"
    )
    return stream.getvalue()
