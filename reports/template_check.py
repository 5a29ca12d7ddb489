"""Check a förbund's own Word template before it is used: every tag can be read, and asks only for what the paper has.

A template is read paragraph by paragraph, as the person who edited it in Word sees it, so that a fault names the paragraph, quotes
it, and says what to write instead. What passes here renders under strict undefined names without any tag left over.
"""

from __future__ import annotations

import difflib
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from reports.word import TemplateFaultError

Words = Mapping[str, Any]
"""What a template may ask for: a name gives None (text), another mapping (parts), a list of one kind of thing, or `ANYTHING`."""
ANYTHING = object()

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.S)
_BROKEN = re.compile(r"\{\s?\{|\}\s?\}|\{\s?%|%\s?\}|\{#|#\}")
_SINGLE = re.compile(r"\{\s*([a-zåäö_][\w.åäö]*)\s*\}", re.I)
_DOCXTPL = re.compile(r"^(?:p|tr|tc|r)\s+")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "”": '"', "“": '"', "„": '"', "\u00a0": " "})
_OPENS, _CLOSES = {"for": "endfor", "if": "endif"}, {"endfor": "for", "endif": "if"}
_TABLE_TAGS = frozenset(("cellbg", "colspan", "hm", "vm"))
_SHOWN = 70


@dataclass(frozen=True)
class TemplateFault:
    """A fault: where it stands (part of the file, paragraph counted from 1 among those with text), its text, and what is wrong."""

    part: str
    paragraph: int
    text: str
    what: str

    @property
    def sentence(self) -> str:
        """The fault in Swedish, to be printed under the template's name."""
        shown = self.text if len(self.text) <= _SHOWN else self.text[: _SHOWN - 1] + "…"
        return f"{self.part}stycke {self.paragraph} (”{shown}”): {self.what}"


def check_template(template: bytes, words: Words, name: str = "mallen") -> tuple[TemplateFault, ...]:
    """The faults of a template, in reading order; none for one that can be used. Raises TemplateFaultError where it is no Word file."""
    faults: list[TemplateFault] = []
    for part, paragraphs in _parts(template, name):
        check = _Check(part, words)
        for number, text in enumerate(paragraphs, 1):
            check.paragraph(number, text)
        faults += check.finished()
    return tuple(faults)


def _parts(template: bytes, name: str) -> Iterator[tuple[str, list[str]]]:
    """The body, headers and footers, each with the texts of its paragraphs."""
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            names = [
                "word/document.xml",
                *sorted(n for n in archive.namelist() if re.match(r"word/(header|footer)\d*\.xml", n)),
            ]
            roots = [(n, etree.fromstring(archive.read(n))) for n in names]
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, OSError) as error:
        raise TemplateFaultError(
            f"{name} är ingen Word-fil som går att läsa. Spara mallen som .docx i Word."
        ) from error
    for n, root in roots:
        part = "sidhuvudet, " if "header" in n else "sidfoten, " if "footer" in n else ""
        texts = ("".join(_text(p)).strip() for p in root.iter(_W + "p"))
        yield part, [t for t in texts if t]


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _text(paragraph: Any) -> Iterator[str]:
    for element in paragraph.iter(_W + "t", _W + "tab", _W + "br"):
        yield element.text or "" if element.tag == _W + "t" else " "


@dataclass
class _Block:
    """A loop or condition that is open: its kind, where it was opened, and the names that it adds."""

    kind: str
    paragraph: int
    text: str
    tag: str
    names: dict[str, Any] = field(default_factory=dict)


class _Check:
    """Checks one part of a template from its first paragraph to its last."""

    def __init__(self, part: str, words: Words) -> None:
        from jinja2.sandbox import SandboxedEnvironment

        self._environment = SandboxedEnvironment()
        self._part, self._words = part, words
        self._open: list[_Block] = []
        self._set: dict[str, Any] = {}
        self._faults: list[TemplateFault] = []
        self._number, self._current = 0, ""

    def paragraph(self, number: int, text: str) -> None:
        """Check one paragraph's tags in order."""
        self._number, self._current = number, text
        for tag in _TAG.findall(text):
            if not tag.startswith("{#"):
                self._tag(tag)
        rest = _TAG.sub("", text)
        if _BROKEN.search(rest):
            self._fault(
                "en märkning är bruten. Skriv den hel i ett stycke, till exempel {{ datum }} eller {% endif %}."
            )
        for single in _SINGLE.finditer(rest):
            self._fault(f"{single[0]} har en klammer på var sida. Skriv {{{{ {single[1]} }}}} med två.")

    def finished(self) -> list[TemplateFault]:
        """All faults, with the loops and conditions that were never closed."""
        for block in self._open:
            what = f"{block.tag} saknar {{% {_OPENS[block.kind]} %}}. Lägg till det efter texten som den gäller."
            self._faults.append(TemplateFault(self._part, block.paragraph, block.text, what))
        return sorted(self._faults, key=lambda f: f.paragraph)

    def _fault(self, what: str) -> None:
        fault = TemplateFault(self._part, self._number, self._current, what)
        if fault not in self._faults:
            self._faults.append(fault)

    def _tag(self, tag: str) -> None:
        inner = _DOCXTPL.sub("", tag[2:-2].strip("-").lstrip()).strip().translate(_QUOTES)
        if tag.startswith("{{"):
            # {{r name }} and {{p name }} are docxtpl's own forms of the same.
            self._expression("{{ " + inner + " }}", tag)
            return
        word = inner.split()[0] if inner.split() else ""
        if word in _OPENS:
            self._opening(word, inner, tag)
        elif word in ("elif", "else"):
            if not self._open:
                self._fault(f"{tag} står utan {{% if … %}} före sig. Ta bort den eller lägg till villkoret.")
            elif word == "elif":
                self._expression("{% if " + inner[4:] + " %}{% endif %}", tag)
        elif word in _CLOSES:
            self._closing(word, tag)
        elif word == "set":
            self._setting(inner, tag)
        elif word not in _TABLE_TAGS:
            near = difflib.get_close_matches(word, [*_OPENS, *_CLOSES, "else", "elif", "set"], 1, 0.5)
            advice = f"Menade du {near[0]}?" if near else "Använd for, endfor, if, else eller endif."
            self._fault(f"{tag} är ingen märkning som programmet känner. {advice}")

    def _opening(self, word: str, inner: str, tag: str) -> None:
        block = _Block(word, self._number, self._current, tag)
        parsed = self._parsed("{% " + inner + " %}{% " + _OPENS[word] + " %}", tag)
        if parsed is not None:
            node = parsed.body[0]
            if word == "for":
                each = self._of(node.iter)
                single = each[0] if isinstance(each, list) else ANYTHING
                names = [node.target.name] if hasattr(node.target, "name") else [n.name for n in node.target.items]
                block.names = {n: single if len(names) == 1 else ANYTHING for n in names} | {"loop": ANYTHING}
            else:
                self._of(node.test)
        self._open.append(block)

    def _closing(self, word: str, tag: str) -> None:
        if not self._open:
            self._fault(f"{tag} står utan {{% {_CLOSES[word]} … %}} före sig. Ta bort den.")
        elif self._open[-1].kind != _CLOSES[word]:
            wanted = _OPENS[self._open[-1].kind]
            self._fault(f"{tag} står där {{% {wanted} %}} skulle stå. Stäng {self._open.pop().tag} först.")
        else:
            self._open.pop()

    def _setting(self, inner: str, tag: str) -> None:
        parsed = self._parsed("{% " + inner + " %}", tag)
        if parsed is not None and hasattr(parsed.body[0], "node"):
            self._set[getattr(parsed.body[0].target, "name", "")] = self._of(parsed.body[0].node)

    def _expression(self, source: str, tag: str) -> None:
        parsed = self._parsed(source, tag)
        if parsed is not None:
            for node in parsed.body:
                self._of(node)

    def _parsed(self, source: str, tag: str) -> Any:
        from jinja2 import TemplateSyntaxError

        try:
            return self._environment.parse(source)
        except TemplateSyntaxError:
            self._fault(
                f"{tag} går inte att läsa. Skriv den som {{{{ namn }}}}, {{% if namn %}} eller {{% for rad in namn %}}."
            )
            return None

    def _of(self, node: Any) -> Any:
        """What an expression stands for, as `Words` tells it; faults are noted on the way."""
        from jinja2 import nodes

        if isinstance(node, nodes.Name):
            return self._name(node.name)
        if isinstance(node, nodes.Getattr):
            return self._attribute(self._of(node.node), node.attr, node)
        if isinstance(node, nodes.Filter | nodes.Test):
            known = self._environment.filters if isinstance(node, nodes.Filter) else self._environment.tests
            if node.name not in known:
                near = difflib.get_close_matches(node.name, known, 1)
                self._fault(f"{node.name} finns inte.{f' Menade du {near[0]}?' if near else ''}")
        of = [self._of(child) for child in node.iter_child_nodes()]
        if isinstance(node, nodes.Getitem) and of and isinstance(of[0], list):
            return of[0] if isinstance(node.arg, nodes.Slice) else of[0][0]
        return ANYTHING

    def _name(self, name: str) -> Any:
        known: dict[str, Any] = {**self._environment.globals, **self._words, **self._set}
        for block in self._open:
            known |= block.names
        if name in known:
            return known[name] if name not in self._environment.globals else ANYTHING
        own = [n for n in known if n not in self._environment.globals]
        self._fault(f"uppgiften {name} finns inte. {_advice(name, own)}")
        return ANYTHING

    def _attribute(self, of: Any, name: str, node: Any) -> Any:
        if not isinstance(of, Mapping):
            if of is None or isinstance(of, list):
                self._fault(
                    f".{name} går inte att hämta: uppgiften före punkten har inga delar. Ta bort punkten och {name}."
                )
            return ANYTHING
        if name in of:
            return of[name]
        if not hasattr(dict, name):
            first = f"{node.node.name}." if hasattr(node.node, "name") else ""
            self._fault(f"uppgiften {first}{name} finns inte. {_advice(name, list(of), first)}")
        return ANYTHING


def _advice(name: str, known: list[str], before: str = "") -> str:
    near = difflib.get_close_matches(name, known, 1, 0.5)
    if near:
        return f"Skriv {before}{near[0]}."
    return f"Välj bland {', '.join(sorted(known)[:12])}{' …' if len(known) > 12 else ''}."
