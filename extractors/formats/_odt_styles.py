"""The styles of an OpenDocument text: what a style's name means for heading level, weight, size and visibility."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

_DEEPEST = 30


@dataclass(frozen=True)
class Look:
    """What a style says, its parents' word included. ``name`` is the name that a person sees; ``names`` those of its line."""

    name: str = ""
    names: tuple[str, ...] = ()
    bold: bool = False
    italic: bool = False
    hidden: bool = False
    size: float | None = None
    outline: int | None = None
    page_break: bool = False

    def is_called(self, *wanted: str) -> bool:
        """Whether the style or one it comes from has one of these names (in lower case)."""
        return any(n in wanted for n in self.names)


@dataclass
class Styles:
    """All styles of a file; `look` follows parents and remembers."""

    raw: dict[tuple[str, str], etree._Element] = field(default_factory=dict)
    known: dict[tuple[str, str], Look] = field(default_factory=dict)

    def take(self, roots: Iterable[etree._Element]) -> None:
        """Learn the styles under these roots; later ones of the same name win."""
        for root in roots:
            for style in root.iter(f"{STYLE}style", f"{STYLE}default-style"):
                name = str(style.get(f"{STYLE}name", ""))
                self.raw[str(style.get(f"{STYLE}family", "")), name] = style

    def look(self, family: str, name: str, depth: int = 0) -> Look:
        """What a style says. ``family`` is ``paragraph``, ``text``, ``section`` …; an unknown name gives the default."""
        key = (family, name)
        if key in self.known:
            return self.known[key]
        style = self.raw.get(key)
        if style is None or depth > _DEEPEST:
            return Look() if not name else self.look(family, "", depth + 1)
        parent = self.look(family, str(style.get(f"{STYLE}parent-style-name", "")), depth + 1) if name else Look()
        found = _with_own(parent, style)
        self.known[key] = found
        return found


def _with_own(parent: Look, style: etree._Element) -> Look:
    name = str(style.get(f"{STYLE}display-name") or style.get(f"{STYLE}name", "")).replace("_20_", " ")
    look = replace(parent, name=name, names=(name.lower(), *parent.names)[:_DEEPEST], page_break=False)
    outline = str(style.get(f"{STYLE}default-outline-level", ""))
    if outline.isdigit():
        look = replace(look, outline=int(outline) or None)
    for properties in style.iter(f"{STYLE}text-properties", f"{STYLE}paragraph-properties"):
        weight = str(properties.get(f"{FO}font-weight", ""))
        if weight:
            look = replace(look, bold=weight == "bold" or (weight.isdigit() and int(weight) >= 600))
        slant = properties.get(f"{FO}font-style")
        if slant:
            look = replace(look, italic=slant in ("italic", "oblique"))
        shown = properties.get(f"{TEXT}display")
        if shown:
            look = replace(look, hidden=shown == "none")
        if properties.get(f"{FO}break-before") == "page":
            look = replace(look, page_break=True)
        look = replace(look, size=_points(str(properties.get(f"{FO}font-size", "")), look.size))
    return look


def _points(written: str, inherited: float | None) -> float | None:
    try:
        if written.endswith("pt"):
            return float(written[:-2])
        if written.endswith("%"):
            return inherited * float(written[:-1]) / 100 if inherited else None
    except ValueError:
        return inherited
    return inherited
