"""The characters of a Word file's body in reading order, each with the run that holds it; and comments put around some of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS = frozenset(("tab", "ptab", "br", "cr"))
_GRAPHICS = frozenset(("drawing", "pict", "object"))
_UNREAD = frozenset(
    ("pPr", "rPr", "sdtPr", "sdtEndPr", "del", "moveFrom", "tblPr", "trPr", "tcPr", "tblGrid", "sectPr")
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one character stands: the element that holds it, and its number among the characters of that.

    ``whole``: marks go around the element, never inside it.
    """

    element: etree._Element
    offset: int
    whole: bool


@dataclass
class _Marks:
    """Elements to put before and after characters of one element, by the characters' numbers."""

    before: dict[int, list[etree._Element]] = field(default_factory=lambda: defaultdict(list))
    after: dict[int, list[etree._Element]] = field(default_factory=lambda: defaultdict(list))
    whole: bool = False


class BodyText:
    """The body's text: ``text`` and, for each of its characters, its `Spot` (None for signs that are no text of the file)."""

    def __init__(self, root: etree._Element) -> None:
        self.w = str(root.tag).rpartition("}")[0] + "}"
        self._signs: list[str] = []
        self.spots: list[Spot | None] = []
        self._boxes: list[tuple[etree._Element, etree._Element]] = []  # a text box, and the run that carries it
        self._wrapper: etree._Element | None = None
        self._counts: dict[etree._Element, int] = {}
        self._marks: dict[etree._Element, _Marks] = {}
        for body in root.findall(f"{self.w}body"):
            self._walk(body)
        self.text = "".join(self._signs)

    # Reading

    def _walk(self, parent: etree._Element) -> None:
        for child in parent:
            if not isinstance(child.tag, str):
                continue
            name = child.tag.removeprefix(self.w)
            if name in _UNREAD:
                continue
            if name == "p":
                self._paragraph(child)
            elif name == "r":
                self._run(child)
            elif name == "sdt":
                self._control(child, inline=parent.tag not in (f"{self.w}body", f"{self.w}tc"))
            elif child.tag == f"{_MC}AlternateContent":
                self._walk(self._chosen(child))
            elif child.tag.endswith(("}oMath", "}oMathPara")):
                self._all_of(child)
            else:
                self._walk(child)

    def _paragraph(self, element: etree._Element) -> None:
        outermost = self._wrapper is None
        self._sign("\n")
        self._walk(element)
        self._sign("\n")
        if outermost:  # what the boxes say comes after the paragraph that they stand by, as in the reader
            while self._boxes:
                box, self._wrapper = self._boxes.pop(0)
                self._walk(box)
            self._wrapper = None

    def _control(self, element: etree._Element, *, inline: bool) -> None:
        properties, content = element.find(f"{self.w}sdtPr"), element.find(f"{self.w}sdtContent")
        if content is None or (properties is not None and properties.find(f"{_W14}checkbox") is not None):
            return
        bound = properties is not None and properties.find(f"{self.w}dataBinding") is not None
        outer = self._wrapper
        if bound and inline and outer is None:
            self._wrapper = element  # Word fills a bound control anew on opening: marks inside it would be lost
        self._walk(content)
        self._wrapper = outer

    def _all_of(self, element: etree._Element) -> None:
        """The text of a formula, which takes no marks inside."""
        for text in element.iter():
            if str(text.tag).endswith("}t") and text.text:
                self._text(text.text, self._wrapper if self._wrapper is not None else element, whole=True)

    def _run(self, run: etree._Element) -> None:
        look = run.find(f"{self.w}rPr")
        vanish = look.find(f"{self.w}vanish") if look is not None else None
        hidden = vanish is not None and vanish.get(f"{self.w}val", "1") not in ("0", "false", "off")
        self._inside(run, run, hidden=hidden)

    def _inside(self, parent: etree._Element, run: etree._Element, *, hidden: bool) -> None:
        for child in parent:
            if not isinstance(child.tag, str):
                continue
            name = child.tag.removeprefix(self.w)
            if name == "t" and child.text:
                # Text of a run that stands in an alternative of the run cannot be cut there.
                whole = self._wrapper is not None or parent is not run
                holder = self._wrapper if self._wrapper is not None else run
                if hidden:
                    self._counts[run] = self._counts.get(run, 0) + len(child.text)
                else:
                    self._text(child.text, holder, whole=whole)
            elif name in _BLANKS:
                self._sign(" ")
            elif name in _GRAPHICS:
                carrier = self._wrapper if self._wrapper is not None else run
                self._boxes += [(box, carrier) for box in self._boxes_in(child)]
            elif child.tag == f"{_MC}AlternateContent":
                self._inside(self._chosen(child), run, hidden=hidden)

    def _boxes_in(self, graphic: etree._Element) -> Iterable[etree._Element]:
        """Text boxes of a drawing, of one branch of each alternative, outermost ones only."""
        for child in graphic:
            if not isinstance(child.tag, str):
                continue
            if child.tag == f"{self.w}txbxContent":
                yield child
            else:
                yield from self._boxes_in(self._chosen(child) if child.tag == f"{_MC}AlternateContent" else child)

    def _chosen(self, alternate: etree._Element) -> etree._Element:
        """The branch that the reader reads: the first that holds text, else the first."""
        branches = [*alternate.iterchildren(f"{_MC}Choice"), *alternate.iterchildren(f"{_MC}Fallback")]
        with_text = (b for b in branches if next(b.iter(f"{self.w}t"), None) is not None)
        return next(with_text, branches[0] if branches else alternate)

    def _text(self, text: str, holder: etree._Element, *, whole: bool) -> None:
        self._signs.append(text)
        if whole:
            self.spots += [Spot(holder, 0, True)] * len(text)
            return
        count = self._counts.get(holder, 0)
        self.spots += [Spot(holder, count + i, False) for i in range(len(text))]
        self._counts[holder] = count + len(text)

    def _sign(self, sign: str) -> None:
        self._signs.append(sign)
        self.spots.append(None)

    # Marking

    def surround(self, first: int, last: int, before: etree._Element, after: list[etree._Element]) -> bool:
        """Plan marks around the characters from ``first`` up to ``last``; returns whether they will stand at exactly these.

        Raises ValueError where no character of the stretch is text of the file.
        """
        held = [spot for spot in self.spots[first:last] if spot is not None]
        if not held:
            raise ValueError("no text in the stretch")
        start, end = held[0], held[-1]
        for spot in (start, end):
            self._marks.setdefault(spot.element, _Marks()).whole |= spot.whole
        self._marks[start.element].before[start.offset].append(before)
        self._marks[end.element].after[end.offset].extend(after)
        return not (start.whole or end.whole)

    def write(self) -> None:
        """Put all planned marks into the tree, cutting runs where they begin or end inside one. Looks do not change."""
        for element, marks in self._marks.items():
            around = [*_flat(marks.before), element, *_flat(marks.after)]
            pieces = around if marks.whole else self._cut(element, marks)
            parent = element.getparent()
            if parent is None:
                raise ValueError("a run outside the tree")
            at, tail = parent.index(element), element.tail
            element.tail = None
            parent[at : at + 1] = pieces
            pieces[-1].tail = tail

    def _cut(self, run: etree._Element, marks: _Marks) -> list[etree._Element]:
        """The run as several of the same look, with the marks between them."""
        pieces: list[etree._Element] = []
        look = run.find(f"{self.w}rPr")
        current: etree._Element | None = None
        position = 0

        def into(child: etree._Element) -> None:
            nonlocal current
            if current is None:
                current = etree.Element(run.tag, _attributes(run))
                if look is not None:
                    current.append(deepcopy(look))
                pieces.append(current)
            current.append(child)

        for child in list(run):
            if child is look:
                continue
            if child.tag != f"{self.w}t" or not child.text:
                into(child)
                continue
            text, end = child.text, position + len(child.text)
            cuts = sorted(
                {o for o in marks.before if position < o < end} | {o + 1 for o in marks.after if position <= o < end}
            )
            for part_start, part_end in zip([position, *cuts], [*cuts, end], strict=True):
                if part_start in marks.before:
                    pieces += marks.before[part_start]
                    current = None
                if part_end > part_start:
                    part = etree.Element(child.tag, _attributes(child))
                    part.text = text[part_start - (end - len(text)) : part_end - (end - len(text))]
                    if part.text != part.text.strip():
                        part.set(_SPACE, "preserve")
                    into(part)
                if part_end - 1 in marks.after:
                    pieces += marks.after[part_end - 1]
                    current = None
            position = end
        return pieces


def _flat(marks: dict[int, list[etree._Element]]) -> list[etree._Element]:
    return [mark for offset in sorted(marks) for mark in marks[offset]]


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}
