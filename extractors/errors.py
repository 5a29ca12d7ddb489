"""What the reading room says when a file cannot be read: a code and one Swedish sentence, never a traceback."""

from __future__ import annotations

from typing import Literal

UnreadableCode = Literal[
    "krypterad", "trasig", "tom", "for-stor", "okand-typ", "tidsgrans", "saknas", "farlig", "ocr-saknas", "internt"
]


class Unreadable(Exception):
    """A file that cannot be read.

    ``code`` is the stable word of the machine interface, ``text`` one Swedish sentence: what is wrong and what to do.
    """

    def __init__(self, code: UnreadableCode, text: str) -> None:
        super().__init__(code, text)
        self.code: UnreadableCode = code
        self.text = text
