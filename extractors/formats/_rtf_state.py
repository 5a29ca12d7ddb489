"""What a brace in RTF saves and brings back, and the words that say where text goes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from extractors.formats._rtf_flow import Flow, Para
from extractors.formats._runs import Look
from extractors.model import MarginKind

PLAIN = Look(size=12.0)
NO_PARA = Para()
SIGNS = {
    b"tab": "\t", b"line": "\n", b"lbr": "\n", b"column": "\n", b"emdash": "—", b"endash": "–", b"bullet": "•",
    b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"emspace": " ", b"enspace": " ", b"qmspace": " ",
}  # fmt: skip
SYMBOLS = {b"~": "\u00a0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}", b"\t": "\t"}
MARGINS: dict[bytes, MarginKind] = {
    b"header": "sidhuvud", b"headerl": "sidhuvud", b"headerr": "sidhuvud", b"headerf": "sidhuvud",
    b"footer": "sidfot", b"footerl": "sidfot", b"footerr": "sidfot", b"footerf": "sidfot",
    b"footnote": "fotnot", b"annotation": "kommentar",
}  # fmt: skip
DESTINATIONS = frozenset(b"fonttbl stylesheet fldinst listtext pntext title ffl info upr".split())
SKIPPED = frozenset(
    b"colortbl filetbl objdata nonshppict shprslt sp nonesttables xe tc rxe txe ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn "
    b"falt panose template operator author company category keywords subject manager comment doccomm hlinkbase private "
    b"themedata datastore".split()
)
_UNTICKED, _TICKED = "☐", "☒"
_LEFT_TO_CHOOSE = 25


@dataclass
class FieldState:
    """A field: its code, and what a form control in it holds."""

    code: str = ""
    result: int = _LEFT_TO_CHOOSE
    default: int = 0
    choices: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The first word of the code, such as ``TOC`` or ``FORMCHECKBOX``."""
        words = self.code.split(maxsplit=1)
        return words[0].upper() if words else ""

    def set(self, word: bytes, number: int | None) -> None:
        """Take in a word of the form data."""
        if word == b"ffres":
            self.result = number or 0
        elif word == b"ffdefres":
            self.default = number or 0

    def shown(self) -> str:
        """What a tick box or a list of choices shows; other fields bring a result of their own."""
        chosen = self.default if self.result == _LEFT_TO_CHOOSE else self.result
        if self.kind == "FORMCHECKBOX":
            return _TICKED if chosen else _UNTICKED
        if self.kind == "FORMDROPDOWN":
            return self.choices[chosen] if 0 <= chosen < len(self.choices) else ""
        return ""


@dataclass(frozen=True)
class State:
    """``takes`` says where text goes: ``flow``, ``skip``, or a destination that collects it. ``codec`` empty: the file's own."""

    flow: Flow
    takes: str = "flow"
    look: Look = PLAIN
    para: Para = NO_PARA
    codec: str = ""
    after_unicode: int = 1
    field: FieldState | None = None
    contents: bool = False

    def with_property(self, word: bytes, number: int | None) -> State:
        """The state after a word that sets a property of text or paragraph; the same state where it sets none."""
        on = number != 0
        look, para = self.look, self.para
        match word:
            case b"b":
                look = replace(look, bold=on)
            case b"i":
                look = replace(look, italic=on)
            case b"v":
                look = replace(look, hidden=on)
            case b"deleted":
                look = replace(look, deleted=on)
            case b"fs" if number:
                look = replace(look, size=number / 2)
            case b"plain":
                return replace(self, look=PLAIN, codec="")
            case b"pard":
                para = NO_PARA
            case b"s":
                para = replace(para, style=number or 0)
            case b"ls":
                para = replace(para, list_id=number or 0)
            case b"outlinelevel":
                para = replace(para, outline=number or 0)
            case b"intbl":
                para = replace(para, in_table=True)
            case b"itap":
                para = replace(para, in_table=bool(number))
            case _:
                return self
        return replace(self, look=look, para=para)
