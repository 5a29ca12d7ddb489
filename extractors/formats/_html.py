"""The text of a web page: the body of a mail, or a page saved under a Word name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.formats._docx_paragraphs import Line
from extractors.formats._paper import Paper
from extractors.formats._runs import Look, Runs
from extractors.formats._safe import dangerous
from extractors.limits import Limits
from extractors.model import Block
from extractors.structure.forms import Cell, Row

if TYPE_CHECKING:
    from lxml import etree

_SILENT = {"script", "style", "head", "title", "template", "noscript", "svg", "object", "iframe", "select", "xml"}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "footer", "form",
    "header", "hr", "html", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "td", "th", "ul",
}  # fmt: skip
_HIDDEN = re.compile(r"(display:none|mso-hide:all|visibility:hidden)", re.I)
_BOLD = re.compile(r"font-weight:(bold|[6-9]00)", re.I)
_LISTED = re.compile(r"mso-list:(?!ignore)", re.I)
_SPACE = re.compile(r"[ \t\r\n\f]+")


class HtmlWalk:
    """Walks a page; counts the pictures on the way."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.pictures = 0
        self._lists = 0

    def blocks(self, element: etree._Element) -> list[Block]:
        """The blocks of all that stands under an element."""
        lines: list[Line | Block] = []
        runs = Runs()
        self._walk(element, Look(), runs, lines, kind="stycke", listed="")
        self._end(runs, lines, "stycke", "")
        return self.paper.settle(lines)

    def _walk(
        self, element: etree._Element, look: Look, runs: Runs, lines: list[Line | Block], *, kind: str, listed: str
    ) -> None:
        runs.add(_SPACE.sub(" ", element.text or ""), look, 1)
        for child in element:
            self._child(child, look, runs, lines, kind=kind, listed=listed)
            runs.add(_SPACE.sub(" ", child.tail or ""), look, 1)

    def _child(
        self, child: etree._Element, look: Look, runs: Runs, lines: list[Line | Block], *, kind: str, listed: str
    ) -> None:
        tag = child.tag.rsplit("}", 1)[-1].split(":")[-1].lower() if isinstance(child.tag, str) else ""
        style = str(child.get("style", "")).replace(" ", "")
        inner = _look(look, tag, style, hidden="hidden" in child.attrib)
        if not tag or tag in _SILENT:
            return
        if tag == "br":
            runs.add("\n", look, 1)
        elif tag == "img":
            self.pictures += 1
        elif tag in ("input", "textarea"):
            runs.add(_control(child, tag), inner, 1)
        elif tag == "table":
            self._end(runs, lines, kind, listed)
            lines += self.paper.table(self._rows(child))
        elif re.fullmatch(r"h[1-6]", tag):
            self._separate(child, inner, runs, lines, (kind, listed), ("h" + tag[1], ""))
        elif tag == "li" or (tag == "p" and _LISTED.search(style)):
            self._separate(child, inner, runs, lines, (kind, listed), ("lista", listed or "1"))
        elif tag in _BLOCKS:
            if tag in ("ul", "ol"):
                self._lists += 1
                listed = listed or str(self._lists)
            self._separate(child, inner, runs, lines, (kind, listed), (kind, listed))
        else:
            self._walk(child, inner, runs, lines, kind=kind, listed=listed)

    def _separate(
        self,
        child: etree._Element,
        look: Look,
        runs: Runs,
        lines: list[Line | Block],
        before: tuple[str, str],
        within: tuple[str, str],
    ) -> None:
        """An element that begins and ends a paragraph."""
        self._end(runs, lines, *before)
        self._walk(child, look, runs, lines, kind=within[0], listed=within[1])
        self._end(runs, lines, *within)

    def _end(self, runs: Runs, lines: list[Line | Block], kind: str, listed: str) -> None:
        if kind[0] == "h":
            lines += runs.lines(self.paper, "rubrik", level=int(kind[1]))
        else:
            lines += runs.lines(self.paper, "lista" if kind == "lista" else "stycke", listed_as=listed)
        runs.runs.clear()

    def _rows(self, table: etree._Element) -> list[Row]:
        rows = []
        for row in table.iterdescendants("tr"):
            if next(row.iterancestors("table"), None) is not table:
                continue
            cells, column = [], 0
            for part in row.iterchildren("td", "th"):
                span = _span(part)
                cells.append(Cell(tuple(self.blocks(part)), column=column, span=span))
                column += span
            header = bool(cells) and all(part.tag == "th" for part in row)
            rows.append(Row(tuple(cells), header=header))
        return rows


def parse_html(data: bytes, charset: str | None, name: str, limits: Limits) -> etree._Element | None:
    """The root of a page, None for one without text. Raises `Unreadable` where it is nested past the bound."""
    from lxml import etree

    text = _decoded(data, charset)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).replace("\0", "")
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text, parser) if text.strip() else None
    except etree.ParserError:
        return None
    except etree.XMLSyntaxError as error:
        raise dangerous(name) from error
    if root is not None and root.xpath("boolean(" + "/*" * (limits.xml_depth + 1) + ")"):
        raise dangerous(name)
    return root


def _decoded(data: bytes, charset: str | None) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    declared = re.search(rb"charset=[\"']?([\w-]+)", data[:4096], re.I)
    for codec in (charset, declared.group(1).decode("ascii") if declared else None, "utf-8"):
        if codec:
            try:
                return data.decode(codec)
            except (LookupError, UnicodeError):
                continue
    return data.decode("cp1252", "replace")


def _look(look: Look, tag: str, style: str, *, hidden: bool) -> Look:
    return Look(
        bold=look.bold or tag in ("b", "strong", "th") or bool(_BOLD.search(style)),
        italic=look.italic or tag in ("i", "em") or "font-style:italic" in style.lower(),
        hidden=look.hidden or hidden or bool(_HIDDEN.search(style)),
        deleted=look.deleted or tag in ("del", "s", "strike"),
    )


def _control(element: etree._Element, tag: str) -> str:
    if tag == "textarea":
        return element.text or ""
    kind = str(element.get("type", "text")).lower()
    if kind in ("checkbox", "radio"):
        return "☒ " if "checked" in element.attrib else "☐ "
    return str(element.get("value", "")) if kind in ("text", "number", "date", "email", "tel") else ""


def _span(cell: etree._Element) -> int:
    written = str(cell.get("colspan", "1")).strip()
    return max(1, min(int(written), 100)) if written.isascii() and written.isdigit() and len(written) < 5 else 1
