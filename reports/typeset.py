"""PDF papers by Typst: one file that is both PDF/A-3b (to keep) and PDF/UA-1 (to be read aloud), the same bytes each time.

A paper is a template ``reports/typst/<name>.typ`` in the house's style (``house.typ``). Its words travel beside it as JSON and
are never read as markup. Only fonts that come with the typesetter are used, so that every machine makes the same file.
"""

from __future__ import annotations

import io
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.model import Frozen
from reports.stream_ends import with_plain_stream_ends

if TYPE_CHECKING:
    from typst import Compiler

TEMPLATES = Path(__file__).resolve().parent / "typst"
STANDARDS = ("a-3b", "ua-1")
UNKNOWN = "\N{WHITE SQUARE}"
"""Stands for a character that no font of the house has."""

_TRIES = 6
_UNSHOWN = re.compile(r"the text `\"(.*?)\"` could not be displayed")
_ESCAPE = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
_PLAIN = re.compile("[^\\n\u0020-\u007e\u00a0-\u017f\u2010-\u2026\u20ac\u2212\u2713\u2610-\u2612\u25a1]")
# Word's list marks from the symbol fonts, which live where Unicode has no letters.
_SYMBOLS = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪", "\uf0fc": "✓", "\uf06f": "☐", "\uf0a8": "☐", "\uf0fe": "☒"})
_NO_GLYPH = {"Cc", "Cf", "Cs", "Cn"}
_KEPT = "\n\u00ad\u200b"


class TypesettingError(ValueError):
    """A paper that could not be made; the message is one Swedish sentence."""


class Attachment(Frozen):
    """A file that lies inside the PDF: its name, its bytes, what kind it is and what it is to the paper.

    ``relation`` is PDF's own word: ``source`` (what the paper is made from), ``data`` (the same as data) or ``supplement``.
    """

    name: str
    content: bytes
    mime: str = "application/octet-stream"
    description: str = ""
    relation: str = "data"


def pdf(
    template: str, words: Mapping[str, Any], *, title: str, day: date, attachments: Sequence[Attachment] = ()
) -> bytes:
    """The PDF that the template ``<template>.typ`` becomes with these words, dated ``day``.

    ``words`` holds what JSON can hold, and ``bytes`` for pictures (``house.typ``: ``picture``). Characters that no font has become
    □. Raises TypesettingError with one Swedish sentence.
    """
    from typst import TypstError

    texts = json.dumps({"title": title, "words": words}, ensure_ascii=False, default=_plain_data)
    told = _cleaned(json.loads(texts))
    inside = [_attached(each) for each in attachments]
    for attempt in range(_TRIES):
        try:
            return _compiled(template, {**told, "day": day.isoformat(), "attachments": inside}, day)
        except TypstError as error:
            missing = _UNSHOWN.search(str(error))
            if missing is None:
                raise TypesettingError(_in_swedish(template, error)) from error
            unshown = _ESCAPE.sub(lambda m: chr(int(m[1], 16)), missing[1])
            last_way_out = attempt >= _TRIES - 2
            told = _mapped(told, lambda text, u=unshown, all_=last_way_out: _without(text, u, strictly=all_))
    raise TypesettingError(f"Pdf-filen ({template}) kunde inte göras: texten har tecken som inget typsnitt kan visa.")


def attached(paper: bytes, name: str) -> bytes | None:
    """The bytes of the file with this name inside a PDF; None where there is none. Raises ValueError for what is no PDF."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(paper)) as document:
            inside = document.attachments.get(name)
            return None if inside is None else bytes(inside.get_file().read_bytes())
    except pikepdf.PdfError as error:
        raise ValueError("Filen är ingen läsbar pdf.") from error


def clean(text: str) -> str:
    """The text without control characters, private symbols and emoji, in composed form; what is left out shows as □.

    Characters without width are left out silently; Word's own list marks become their ordinary likes.
    """
    composed = unicodedata.normalize("NFC", text.translate(_SYMBOLS))
    return "".join(map(_printable, composed))


def _printable(char: str) -> str:
    if char in "\t\v\f\r\x85\u2028\u2029":
        return " "
    if (char < "\u0300" and char.isprintable()) or char in _KEPT:
        return char
    kind = unicodedata.category(char)
    if kind in _NO_GLYPH:
        return "" if kind != "Cn" else UNKNOWN
    beyond = kind == "Co" or ord(char) > 0xFFFF
    return UNKNOWN if beyond else char


def _without(text: str, unshown: str, *, strictly: bool) -> str:
    """The text with one unshown cluster replaced; ``strictly``, everything but European letters and common signs."""
    replaced = text.replace(unshown, UNKNOWN) if unshown else text
    return _PLAIN.sub(UNKNOWN, replaced) if strictly else replaced


def _mapped(value: Any, change: Any) -> Any:
    """The same JSON value with every text in it changed; the keys are the template's and stay."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_mapped(each, change) for each in value]
    if isinstance(value, dict):
        return {key: _mapped(each, change) for key, each in value.items()}
    return value


def _cleaned(value: Any) -> Any:
    return _mapped(value, clean)


def _plain_data(value: object) -> object:
    """What JSON does not know: dates as they are written, bytes as numbers, values as their fields."""
    if isinstance(value, bytes):
        return {"bytes": list(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Frozen):
        return value.model_dump()
    raise TypeError(f"{type(value).__name__} cannot be handed to a template")


def _attached(each: Attachment) -> dict[str, Any]:
    """An attachment as JSON: its text where it is UTF-8, else its bytes as numbers."""
    try:
        content: str | list[int] = each.content.decode("utf-8")
    except UnicodeDecodeError:
        content = list(each.content)
    return {**each.model_dump(exclude={"content"}), "content": content}


@lru_cache(maxsize=16)
def _compiler(template: str) -> Compiler:
    """The compiler of one template, kept: most of the time of a first paper is spent in reading fonts and templates."""
    from typst import Compiler

    path = TEMPLATES / f"{template}.typ"
    if not path.is_file():
        raise TypesettingError(f"Mallen {template} för pdf finns inte bland programmets mallar.")
    return Compiler(input=str(path), root=str(TEMPLATES), ignore_system_fonts=True)


def _compiled(template: str, told: Mapping[str, Any], day: date) -> bytes:
    """One try. Raises TypstError, and TypesettingError where a font is asked for that is not there."""
    made, warnings = _compiler(template).compile_with_warnings(
        format="pdf",
        sys_inputs={"paper": json.dumps(told, ensure_ascii=False)},
        pdf_standards=list(STANDARDS),  # type: ignore[arg-type]
        timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
    )
    if any("unknown font" in str(each.message) for each in warnings):
        raise TypesettingError(f"Mallen {template} för pdf använder ett typsnitt som inte finns.")
    if not isinstance(made, bytes):
        raise TypesettingError(f"Pdf-filen ({template}) kunde inte göras.")
    whole = with_plain_stream_ends(made)
    return whole if whole.endswith(b"\n") else whole + b"\n"  # a signature laid after a bare %%EOF would break PDF/A


def _in_swedish(template: str, error: Exception) -> str:
    """The fault in one sentence. What Typst says in English stays in the exception's cause."""
    place = re.search(r"([\w-]+\.typ):(\d+)", str(getattr(error, "diagnostic", "")))
    where = f" (rad {place[2]} i {place[1]})" if place else ""
    return f"Pdf-filen kunde inte göras av mallen {template}{where}. Word-filen går att använda i stället."
