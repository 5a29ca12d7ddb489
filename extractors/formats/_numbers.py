"""Cell values as Excel shows them in Swedish: decimal comma, blanks between thousands, dates as YYYY-MM-DD."""

from __future__ import annotations

import datetime as dt
import re

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|_.|\*.')
_PLACES = re.compile(r"[0#?]([0#?,.\s\u00a0]*[0#?])?,*")


def shown(value: object, code: str | None) -> str:
    """A cell's value as text. ``code`` is its number format, such as ``#,##0 "kr"``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "SANT" if value else "FALSKT"
    if isinstance(value, dt.datetime):
        clock = "" if value.time() == dt.time(0) else value.strftime(" %H:%M")
        return value.strftime("%Y-%m-%d") + clock
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    if isinstance(value, int | float):
        return _number(value, code or "General")
    return str(value)


def _number(value: float, code: str) -> str:
    sections = code.split(";")
    section = sections[1] if value < 0 and len(sections) > 1 and sections[1].strip() else sections[0]
    bare = _LITERAL.sub("", section)
    places = _PLACES.search(bare)
    if places is None or "general" in section.lower() or "E+" in bare:
        return _general(value)
    pattern = places.group(0)
    scaled = abs(value) * (100 if "%" in bare else 1)
    scaled /= 1000 ** (len(pattern) - len(pattern.rstrip(",")))
    whole, _, fraction = pattern.rstrip(",").partition(".")
    grouped = "," in whole or re.search(r"[0#][\s\u00a0][0#]", whole)
    text = f"{scaled:,.{min(fraction.count('0') + fraction.count('#'), 10)}f}"
    if "#" in fraction and "." in text:
        text = text.rstrip("0").rstrip(".")
    text = text.replace(",", " " if grouped else "").replace(".", ",")
    sign = "-" if value < 0 and text.strip("0, ") else ""
    return f"{sign}{text}{' %' if '%' in bare else ''}{_unit(section)}"


def _unit(section: str) -> str:
    """The word that the format puts after the number (``kr``, ``tkr``)."""
    words = (m[1] or m[3] or "" for m in _LITERAL.finditer(section))
    unit = " ".join(w.strip() for w in words if w and any(c.isalpha() for c in w))
    return f" {unit}" if unit else ""


def _general(value: float) -> str:
    text = f"{value:.10g}" if abs(value) < 1e15 else f"{value:.0f}"
    return text.replace(".", ",") if "e" not in text else f"{value:.10f}".rstrip("0").rstrip(".").replace(".", ",")
