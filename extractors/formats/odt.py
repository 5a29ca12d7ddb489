"""OpenDocument texts (.odt, .ott and flat .fodt) and the tables of OpenDocument spreadsheets: zip and XML, read with lxml."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from extractors.errors import Unreadable
from extractors.formats._odt_body import FORM, OFFICE, TABLE, XML_ID, Walk
from extractors.formats._odt_styles import STYLE, TEXT, Styles
from extractors.formats._paper import Paper, count_words
from extractors.formats._safe import SafeZip, broken, encrypted, parse_xml, safe_zip
from extractors.limits import Limits
from extractors.model import Document

if TYPE_CHECKING:
    from lxml import etree

KIND = "odt"
_DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_XML_BYTES = 64_000_000


def recognises(head: bytes, names: frozenset[str]) -> bool:
    """A zip that says it is an OpenDocument, or the same in one XML file."""
    if head[:2] == b"PK":
        return b"application/vnd.oasis.opendocument" in head[:120] or {"content.xml", "META-INF/manifest.xml"} <= names
    return head.lstrip(b"\xef\xbb\xbf \r\n\t")[:5] == b"<?xml" and b"<office:document" in head


def read(path: Path, limits: Limits) -> Document:
    """Read an OpenDocument text. Raises `Unreadable`, for a spreadsheet or presentation too."""
    if path.open("rb").read(2) != b"PK":
        root = parse_xml(path.read_bytes(), path.name, limits)
        return _document(path.name, limits, root, root, root)
    with safe_zip(path, limits) as archive:
        if _is_encrypted(archive):
            raise encrypted(path.name)
        content = parse_xml(archive.read("content.xml", _XML_BYTES), path.name, limits)
        styles = _optional(archive, "styles.xml", limits)
        meta = _optional(archive, "meta.xml", limits)
        return _document(path.name, limits, content, styles, meta)


def _document(
    name: str,
    limits: Limits,
    content: etree._Element,
    styles_root: etree._Element | None,
    meta: etree._Element | None,
) -> Document:
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    sheets = content.find(f"{OFFICE}body/{OFFICE}spreadsheet")
    if body is None and sheets is None:
        if content.find(f"{OFFICE}body") is None:
            raise broken(name)
        raise Unreadable(
            "okand-typ",
            f"Filen {name} är inget textdokument utan en bild eller presentation. Be om ansökan som Word eller PDF.",
        )
    styles = Styles()
    styles.take(root for root in (styles_root, content) if root is not None)
    paper = Paper(name, limits)
    if body is None:
        assert sheets is not None  # noqa: S101 - one of the two is there
        return _spreadsheet(sheets, Walk(paper, styles))
    walk = Walk(paper, styles, _control_values(body))
    if styles_root is not None:
        _headers_and_footers(styles_root, walk)
    walk.deletions(body)
    paper.blocks = walk.blocks(body)
    title = meta.find(f".//{_DC_TITLE}") if meta is not None else None
    return paper.document(
        KIND,
        source_words=_source_words(body, styles_root),
        pictures=walk.pictures,
        controls=walk.controls,
        text_boxes=walk.text_boxes,
        title=title.text if title is not None else None,
    )


def _spreadsheet(sheets: etree._Element, walk: Walk) -> Document:
    for sheet in sheets.iterchildren(f"{TABLE}table"):
        rows = walk.blocks([sheet])
        if rows:
            walk.paper.blocks += [
                b for b in [walk.paper.block(str(sheet.get(f"{TABLE}name", "")), "rubrik", level=1)] if b
            ]
            walk.paper.blocks += rows
    return walk.paper.document("ods", pictures=walk.pictures)


def _headers_and_footers(root: etree._Element, walk: Walk) -> None:
    for master in root.iter(f"{STYLE}master-page"):
        for part in master:
            place = str(part.tag).removeprefix(STYLE)
            if not place.startswith(("header", "footer")) or part.get(f"{STYLE}display") == "false":
                continue
            for block in walk.blocks(part):
                walk.paper.margin("sidhuvud" if place.startswith("header") else "sidfot", block.text)
    walk.paper.page = 1


def _control_values(body: etree._Element) -> dict[str, str]:
    """What is filled in in form controls, by the id that the place in the text points to."""
    values: dict[str, str] = {}
    for control in body.iter():
        key = control.get(f"{FORM}id") or control.get(XML_ID)
        if not key or not str(control.tag).startswith(FORM):
            continue
        if control.tag in (f"{FORM}checkbox", f"{FORM}radio"):
            ticked = "checked" in (control.get(f"{FORM}current-state"), control.get(f"{FORM}current-selected")) or (
                control.get(f"{FORM}current-selected") == "true"
            )
            values[str(key)] = f"{'☒' if ticked else '☐'} {control.get(f'{FORM}label') or ''} "
        else:
            values[str(key)] = f" {control.get(f'{FORM}current-value') or control.get(f'{FORM}value') or ''} "
    return values


def _source_words(body: etree._Element, styles_root: etree._Element | None) -> int:
    count = 0
    roots = [body] if styles_root is None else [body, *styles_root.iter(f"{STYLE}header", f"{STYLE}footer")]
    for root in roots:
        # Lines inside lines (notes, text boxes) are counted with the line around them.
        for line in root.iter(f"{TEXT}p", f"{TEXT}h"):
            if not any(a.tag in (f"{TEXT}p", f"{TEXT}h") for a in line.iterancestors()):
                count += count_words(" ".join(str(t) for t in line.itertext()))
    return count


def _is_encrypted(archive: SafeZip) -> bool:
    if "encrypted-package" in archive.members:
        return True
    if "META-INF/manifest.xml" not in archive.members:
        return False
    return b":encryption-data" in archive.read("META-INF/manifest.xml", _XML_BYTES)


def _optional(archive: SafeZip, member: str, limits: Limits) -> etree._Element | None:
    """A part that may be missing or broken: the text can be read without it."""
    if member not in archive.members:
        return None
    try:
        return parse_xml(archive.read(member, _XML_BYTES), archive.name, limits)
    except Unreadable as error:
        if error.code == "trasig":
            return None
        raise
