"""Rich Text Format (.rtf, and .doc files that are RTF inside), by a tokenizer of our own.

Ready-made readers give running text only; an application needs its tables, headings and lists, and headers, notes and deleted
wording kept apart from the body.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from extractors.formats._paper import Paper, count_words
from extractors.formats._rtf_flow import Flow, Para, RowShape, Style
from extractors.formats._rtf_state import DESTINATIONS, MARGINS, PLAIN, SIGNS, SKIPPED, SYMBOLS, FieldState, State
from extractors.formats._rtf_tokens import Token, charset, codepage, decoded, tokens
from extractors.formats._safe import broken, dangerous
from extractors.limits import Limits
from extractors.model import Document

KIND = "rtf"
_DEEPEST = 1_000
_HEAD = (b"{\\rtf", b"{\\urt")


def recognises(head: bytes, names: frozenset[str]) -> bool:
    """Files that begin as RTF does, whatever they are called."""
    return head.lstrip(b"\xef\xbb\xbf \r\n\t")[:5] in _HEAD


def read(path: Path, limits: Limits) -> Document:
    """Read an RTF file; one that was cut short is read as far as it goes. Raises `Unreadable`."""
    return _Reader(path.name, limits).document(path.read_bytes())


def plain_text(data: bytes, limits: Limits) -> str:
    """The text of RTF that lies inside another file, a paragraph a line. Raises `Unreadable`."""
    return "\n\n".join(b.text for b in _Reader("mejlet", limits).document(data).blocks)


class _Reader:
    """Goes through the tokens. ``saved`` holds the states of the groups around; text gathers in ``text`` and ``raw``."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.paper = Paper(name, limits)
        self.styles: dict[int, Style] = {}
        self.style_name = ""
        self.fonts: dict[int, str] = {}
        self.font = 0
        self.western = "cp1252"
        self.body = Flow(self.paper, self.styles)
        self.state = State(self.body)
        self.saved: list[State] = []
        self.shape = RowShape()
        self.raw = bytearray()
        self.text: list[str] = []
        self.source: list[str] = []
        self.skip = 0
        self.star = self.first = False
        self.title = ""
        self.pictures = self.controls = self.boxes = 0

    def document(self, data: bytes) -> Document:
        for token in tokens(data):
            if token.kind == "{":
                self._flush()
                self.saved.append(self.state)
                self.star, self.first, self.skip = False, True, 0
                if len(self.saved) > _DEEPEST:
                    raise dangerous(self.paper.name)
            elif token.kind == "}":
                self._close()
                if not self.saved:
                    break
            else:
                self._take(token)
        whole = not self.saved
        while self.saved:
            self._close()
        self.paper.blocks = self.body.finish(Para())
        if not self.paper.blocks and not whole:
            raise broken(self.paper.name)
        return self.paper.document(
            KIND,
            source_words=count_words("".join(self.source)),
            notes=() if whole else ("Filen slutar mitt i; det sista kan saknas. Be avsändaren skicka den igen.",),
            pictures=self.pictures,
            controls=self.controls,
            text_boxes=self.boxes,
            title=self.title or None,
        )

    def _take(self, token: Token) -> None:
        first, self.first = self.first, False
        if token.kind in ("text", "byte"):
            dropped = min(self.skip, len(token.data))
            self.skip -= dropped
            if self.state.takes != "skip":
                self.raw += token.data[dropped:]
        elif token.kind == "word":
            if not first or not self._opens(token.data):
                self._word(token.data, token.number)
        elif token.data == b"*":
            self.star = self.first = True
        elif token.data in (b"\r", b"\n"):
            self._word(b"par", None)
        elif self.skip:
            self.skip -= 1
        else:
            self._sign(SYMBOLS.get(token.data, ""))

    def _opens(self, word: bytes) -> bool:
        """Enter the destination that a group's first word names; False where the word is none."""
        state = self.state
        if state.takes == "skip":
            return True
        if word in MARGINS:
            flow = Flow(self.paper, self.styles, MARGINS[word])
            self.state = replace(state, flow=flow, takes="flow", look=PLAIN, para=Para(), contents=False)
        elif word in (b"shptxt", b"dptxbxtext"):
            self.boxes += 1
            self.state = replace(state, flow=Flow(self.paper, self.styles), takes="flow", look=PLAIN, para=Para())
        elif word in DESTINATIONS:
            if word in (b"listtext", b"pntext"):
                state.flow.label = state.flow.label or ""
            self.state = replace(state, takes=word.decode())
        elif word == b"field":
            self.state = replace(state, field=FieldState())
        elif word == b"fldrslt":
            contents = bool(state.field and state.field.kind in ("TOC", "INDEX"))
            self.state = replace(state, contents=state.contents or contents)
        elif word == b"ud":  # the same text in Unicode: back to where the group around led
            self.state = replace(state, takes=self.saved[-2].takes if len(self.saved) > 1 else "flow")
        elif word == b"pict":
            self.pictures += 1
            self.state = replace(state, takes="skip")
        elif word in SKIPPED or (self.star and word not in (b"shppict", b"shpinst", b"formfield", b"do")):
            self.state = replace(state, takes="skip")
        else:
            return False
        return True

    def _close(self) -> None:
        """A group ends: its text and, if it opened one, its flow go where they belong."""
        self._flush()
        ended, self.state = self.state, self.saved.pop()
        self.skip = 0
        if ended.takes == "stylesheet" and self.state.takes == "stylesheet":
            self.styles[ended.para.style] = Style(
                self.style_name.split(";")[0].split(",")[0].strip(), ended.para.outline
            )
            self.style_name = ""
        elif ended.takes == "fldinst" and self.state.takes != "fldinst" and ended.field:
            self.controls += ended.field.kind.startswith("FORM")
            shown = ended.field.shown()
            if shown and self.state.takes == "flow":
                self.source.append(shown)
                self.state.flow.add(shown, ended.look, contents=False)
        elif ended.flow is not self.state.flow:
            blocks = ended.flow.finish(ended.para)
            if ended.flow.margin:
                for block in blocks:
                    self.paper.margin(ended.flow.margin, block.text)
            else:
                self.state.flow.beside += blocks

    def _word(self, word: bytes, number: int | None) -> None:
        state = self.state
        if state.takes == "skip":
            return
        if word == b"u" and number is not None:
            self._sign(chr(number % 0x10000))
            self.skip = state.after_unicode
        elif word == b"uc":
            self.state = replace(state, after_unicode=max(0, min(number or 0, 10)))
        elif word in SIGNS:
            self._sign(SIGNS[word])
        elif word in (b"ansicpg", b"mac", b"pc", b"pca", b"f", b"deff", b"fcharset"):
            self._flush()
            self._font(word, number or 0)
        elif state.takes == "fldinst" and state.field:
            state.field.set(word, number)
        elif word in (b"par", b"sect", b"cell", b"nestcell", b"row", b"page", b"pagebb"):
            self._flush()
            if state.takes == "flow":
                self._end(word)
        elif not self.shape.set(word, number):
            changed = state.with_property(word, number)
            if word == b"trowd":
                self.shape = RowShape()
            elif changed is not state:
                self._flush()
                self.state = changed

    def _end(self, word: bytes) -> None:
        flow, para = self.state.flow, self.state.para
        if word in (b"page", b"pagebb"):
            self.paper.page += flow is self.body and bool(flow.lines)
            return
        self.source.append("\n")
        if word == b"cell":
            flow.end_cell(para)
        elif word == b"row":
            flow.end_row(self.shape)
        else:
            flow.end_paragraph(para)

    def _font(self, word: bytes, number: int) -> None:
        if word == b"fcharset":
            self.fonts[self.font] = self.western if number in (0, 1) else charset(number)
        elif word == b"f" and self.state.takes == "fonttbl":
            self.font = number
        elif word == b"f":
            self.state = replace(self.state, codec=self.fonts.get(number, ""))
        elif word != b"deff":
            self.western = codepage({b"mac": 10000, b"pc": 437, b"pca": 850}.get(word, number))

    def _sign(self, sign: str) -> None:
        """Put a character in that is written by name or number."""
        if self.state.takes == "skip":
            return
        if self.raw:
            self._decode()
        self.text.append(sign)

    def _decode(self) -> None:
        self.text.append(decoded(bytes(self.raw), self.state.codec or self.western))
        self.raw.clear()

    def _flush(self) -> None:
        """Hand the text gathered so far to where the group's text goes."""
        if self.raw:
            self._decode()
        if not self.text:
            return
        text = "".join(self.text)
        self.text.clear()
        if any("\ud800" <= c <= "\udfff" for c in text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
        state = self.state
        match state.takes:
            case "flow":
                self.source.append(text)
                state.flow.add(text, state.look, contents=state.contents)
            case "listtext" | "pntext":
                state.flow.label = (state.flow.label or "") + text
            case "stylesheet":
                self.style_name += text
            case "fldinst" if state.field:
                state.field.code += text[:500]
            case "ffl" if state.field:
                state.field.choices.append(text.strip())
            case "title":
                self.title += text[:500]
            case _:
                pass
