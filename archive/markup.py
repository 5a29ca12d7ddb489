"""XML as the archive writes it: elements from short names, the same bytes each time, and no character that XML forbids."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
XLINK = "http://www.w3.org/1999/xlink"
XSI = "http://www.w3.org/2001/XMLSchema-instance"


class Markup:
    """Makes elements of one namespace. Attributes named ``prefix:name`` belong to the namespaces given."""

    def __init__(self, namespace: str, prefix: str | None, others: Mapping[str, str]) -> None:
        self._namespace = namespace
        self._names: dict[Any, str] = {**others, prefix: namespace}

    def root(self, name: str, attributes: Mapping[str, str | None] | None = None) -> etree._Element:
        """The outermost element."""
        made = etree.Element(f"{{{self._namespace}}}{name}", nsmap=self._names)
        self._fill(made, attributes, None)
        return made

    def add(
        self,
        parent: etree._Element,
        name: str,
        text: str | None = None,
        attributes: Mapping[str, str | None] | None = None,
    ) -> etree._Element:
        """A child with text and attributes; attributes that are None are left out."""
        made = etree.SubElement(parent, f"{{{self._namespace}}}{name}")
        self._fill(made, attributes, text)
        return made

    def _fill(self, made: etree._Element, attributes: Mapping[str, str | None] | None, text: str | None) -> None:
        for key, value in (attributes or {}).items():
            if value is not None:
                prefix, _, local = key.rpartition(":")
                made.set(f"{{{self._names[prefix]}}}{local}" if prefix else key, _FORBIDDEN.sub("\ufffd", value))
        if text is not None:
            made.text = _FORBIDDEN.sub("\ufffd", text)


def written(root: etree._Element) -> bytes:
    """The document as bytes: UTF-8, indented, a newline at the end."""
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def moment(text: str) -> str:
    """A day or a moment as ``xs:dateTime``: a day alone begins at midnight."""
    return f"{text}T00:00:00" if len(text) == 10 else text
