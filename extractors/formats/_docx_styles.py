"""Styles of a Word file: what a paragraph or run looks like once the chain of ``basedOn`` is followed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from lxml import etree

from extractors.formats._docx_package import W

_HEADING_NAME = re.compile(r"^(?:heading|rubrik|överskrift|overskrift|überschrift|otsikko|titre|kop)\s*([1-9])\b", re.I)
_TITLE_NAME = re.compile(r"^(?:title|titel|rubrik|dokumenttitel|document title)$", re.I)
_SUBTITLE_NAME = re.compile(r"^(?:subtitle|underrubrik|undertitel)$", re.I)
_CONTENTS_NAME = re.compile(
    r"^(?:toc (?:\d|heading)|contents \d|contents heading|innehåll \d|innehållsförteckningsrubrik)", re.I
)
_BULLET_NAME = re.compile(r"^(?:list bullet|punktlista)", re.I)
_LONGEST_CHAIN = 30  # a chain of styles longer than this is a loop


class Look(NamedTuple):
    """How text looks. None: not said here."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    size: float | None = None
    symbols: bool | None = None

    def over(self, under: Look) -> Look:
        """This look where it says something, else the one under it."""
        return Look(
            self.bold if self.bold is not None else under.bold,
            self.italic if self.italic is not None else under.italic,
            self.hidden if self.hidden is not None else under.hidden,
            self.size if self.size is not None else under.size,
            self.symbols if self.symbols is not None else under.symbols,
        )


PLAIN = Look()


@dataclass(frozen=True)
class ParagraphStyle:
    """A paragraph style, resolved. ``level`` is 1 for the outermost headings; ``role`` what its name says it is for."""

    name: str = ""
    look: Look = PLAIN
    level: int | None = None
    role: str = ""
    num_id: str | None = None
    ilvl: int | None = None
    page_break: bool = False
    numbered_by: tuple[str, ...] = ()


def switch(element: etree._Element | None) -> bool | None:
    """The value of an on/off property such as ``w:b``; None where it is absent."""
    if element is None:
        return None
    return element.get(W + "val", "true") not in ("0", "false", "off", "none")


def look_of(properties: etree._Element | None) -> Look:
    """The look that a ``w:rPr`` states itself."""
    if properties is None or not len(properties):
        return PLAIN
    bold = italic = hidden = symbols = None
    size = None
    for child in properties:
        tag = child.tag
        if tag == _B:
            bold = switch(child)
        elif tag == _I:
            italic = switch(child)
        elif tag == _VANISH:
            hidden = switch(child)
        elif tag == _SZ:
            size = _points(child.get(_VAL, ""))
        elif tag == _FONTS:
            font = child.get(_ASCII) or child.get(_HANSI) or ""
            symbols = font.startswith(("Wingdings", "Symbol", "Webdings"))
    return Look(bold, italic, hidden, size, symbols)


_B, _I, _VANISH, _SZ, _FONTS = (W + n for n in ("b", "i", "vanish", "sz", "rFonts"))
_VAL, _ASCII, _HANSI = W + "val", W + "ascii", W + "hAnsi"


def _points(half: str) -> float | None:
    """Half points as points; strict files may write a measure such as ``12pt``."""
    try:
        return float(half[:-2]) if half.endswith("pt") else float(half) / 2
    except ValueError:
        return None


class Styles:
    """The styles part. Unknown styles are plain."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._characters: dict[str, Look] = {}
        self._default_id = ""
        default = PLAIN
        if root is not None:
            for style in root.iter(W + "style"):
                self._elements[str(style.get(W + "styleId", ""))] = style
                if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
                    self._default_id = str(style.get(W + "styleId", ""))
            default = look_of(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        self._base = default.over(Look(False, False, False, 10.0, False))

    def _chain(self, style_id: str) -> list[etree._Element]:
        chain: list[etree._Element] = []
        while (style := self._elements.get(style_id)) is not None and len(chain) < _LONGEST_CHAIN:
            chain.append(style)
            based_on = style.find(W + "basedOn")
            style_id = str(based_on.get(_VAL, "")) if based_on is not None else ""
        return chain

    def paragraph(self, style_id: str | None) -> ParagraphStyle:
        """A paragraph style by its id; the default style for None."""
        key = style_id if style_id is not None else self._default_id
        if key not in self._paragraphs:
            self._paragraphs[key] = self._resolve(key)
        return self._paragraphs[key]

    def _resolve(self, style_id: str) -> ParagraphStyle:
        chain = self._chain(style_id)
        found = ParagraphStyle(name=_name(chain[0]) if chain else style_id)
        look, level, num_id, ilvl, role = PLAIN, None, None, None, ""
        page_break: bool | None = None
        for style in chain:
            look = look.over(look_of(style.find(W + "rPr")))
            properties = style.find(W + "pPr")
            if properties is not None:
                level = level if level is not None else _number(properties.find(W + "outlineLvl"))
                num_id_here = properties.find(f"{W}numPr/{W}numId")
                if num_id is None and num_id_here is not None:
                    num_id = num_id_here.get(_VAL)
                ilvl = ilvl if ilvl is not None else _number(properties.find(f"{W}numPr/{W}ilvl"))
                page_break = page_break if page_break is not None else switch(properties.find(W + "pageBreakBefore"))
            name = _name(style)
            if level is None and (match := _HEADING_NAME.match(name)):
                level = int(match.group(1)) - 1
            role = role or _role(name)
        if not chain:
            match = _HEADING_NAME.match(style_id)
            level, role = (int(match.group(1)) - 1 if match else None), _role(style_id)
        return replace(
            found,
            look=look.over(self._base),
            level=level + 1 if level is not None and level < 9 else None,
            role=role,
            num_id=num_id,
            ilvl=ilvl,
            page_break=bool(page_break),
            numbered_by=tuple(str(s.get(W + "styleId", "")) for s in chain),
        )

    def character(self, style_id: str) -> Look:
        """A character style by its id."""
        if style_id not in self._characters:
            look = PLAIN
            for style in self._chain(style_id):
                look = look.over(look_of(style.find(W + "rPr")))
            self._characters[style_id] = look
        return self._characters[style_id]

    def first_row_is_header(self, style_id: str) -> bool:
        """Whether a table style sets the first row in bold."""
        for style in self._chain(style_id):
            for condition in style.iter(W + "tblStylePr"):
                if condition.get(W + "type") == "firstRow" and look_of(condition.find(W + "rPr")).bold:
                    return True
        return False


def _name(style: etree._Element) -> str:
    name = style.find(W + "name")
    return str(name.get(_VAL, "")) if name is not None else ""


def _role(name: str) -> str:
    for role, pattern in (
        ("titel", _TITLE_NAME),
        ("undertitel", _SUBTITLE_NAME),
        ("innehall", _CONTENTS_NAME),
        ("punkt", _BULLET_NAME),
    ):
        if pattern.match(name):
            return role
    return ""


def _number(element: etree._Element | None) -> int | None:
    if element is None:
        return None
    try:
        return int(element.get(_VAL, ""))
    except ValueError:
        return None
