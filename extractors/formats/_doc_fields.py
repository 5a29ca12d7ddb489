"""Fields and form controls in a Word 97–2003 file's text: codes are dropped, results kept, ticks and choices looked up.

Source: [MS-DOC] 2.8.25 (fields), 2.9.78 (FFData).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

BEGIN, SEPARATOR, END = "\x13", "\x14", "\x15"
_TICKED, _UNTICKED = "☒", "☐"
_SYMBOLS = {
    0xFE: _TICKED,
    0xFD: _TICKED,
    0xFC: "✓",
    0x54: _TICKED,
    0x52: _TICKED,
    0xA8: _UNTICKED,
    0x6F: _UNTICKED,
    0x71: _UNTICKED,
    0xA3: _UNTICKED,
    0xB7: "•",
    0xA7: "•",
    0xE0: "→",
}
_LEFT_TO_CHOOSE = 25


@dataclass
class Fields:
    """The fields open at one place of the text."""

    data: bytes
    controls: int = 0
    _open: list[_Field] = field(default_factory=list)

    @property
    def shows(self) -> bool:
        """Whether text at this place is seen: not inside a field's code."""
        return all(f.in_result for f in self._open)

    @property
    def in_contents(self) -> bool:
        """Whether this place lies in a table of contents."""
        return any(f.code.split()[:1] in (["TOC"], ["INDEX"]) and f.in_result for f in self._open)

    def mark(self, sign: str) -> str:
        """Step over a field mark; the text that a form control shows when its field ends, else nothing."""
        if sign == BEGIN:
            self._open.append(_Field())
        elif self._open and sign == SEPARATOR:
            self._open[-1].in_result = True
        elif self._open and sign == END:
            ended = self._open.pop()
            kind = ended.code.split()[0] if ended.code.split() else ""
            if kind.startswith("FORM"):
                self.controls += 1
            if kind in ("FORMCHECKBOX", "FORMDROPDOWN") and ended.data_at is not None and self.shows:
                return _control(self.data[ended.data_at :])
        return ""

    def code(self, text: str, data_at: int | None) -> None:
        """Take in text of a field's code, and where its form data lie."""
        if self._open:
            self._open[-1].code += text.replace("\x01", "")[:200]
            if data_at is not None:
                self._open[-1].data_at = data_at


@dataclass
class _Field:
    code: str = ""
    in_result: bool = False
    data_at: int | None = None


def symbol(code: int) -> str:
    """The sign that a character of a symbol font (Wingdings, Symbol) shows; a bullet where it is not known."""
    return _SYMBOLS.get(code & 0xFF, "•") if code >= 0xF000 or code < 0x100 else chr(code)


def _control(data: bytes) -> str:
    """What a tick box or a list of choices shows."""
    try:
        (header,) = struct.unpack_from("<H", data, 4)
        at = header
        version, bits = struct.unpack_from("<IH", data, at)
        if version != 0xFFFFFFFF:
            return ""
        kind, result = bits & 3, bits >> 2 & 0x1F
        at += 10
        at = _after_text(data, at)
        if kind in (1, 2):
            (default,) = struct.unpack_from("<H", data, at)
            at += 2
            result = default if result == _LEFT_TO_CHOOSE else result
        if kind == 1:
            return _TICKED if result else _UNTICKED
        for _ in range(5):
            at = _after_text(data, at)
        return _choice(data, at, result) if kind == 2 else ""
    except struct.error:
        return ""


def _after_text(data: bytes, at: int) -> int:
    (count,) = struct.unpack_from("<H", data, at)
    return at + 2 + 2 * int(count) + 2


def _choice(data: bytes, at: int, wanted: int) -> str:
    _, count, _ = struct.unpack_from("<HHH", data, at)
    at += 6
    for i in range(min(count, 100)):
        (length,) = struct.unpack_from("<H", data, at)
        if i == wanted:
            return data[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "ignore")
        at += 2 + 2 * length
    return ""
