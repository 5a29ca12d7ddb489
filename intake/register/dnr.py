"""Case numbers by a förbund's own pattern, with a counter for each year."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FIELD = re.compile(r"\{([^{}]*)\}")
_NUMBER = re.compile(r"nr([1-9]?)")
_UNSAFE = re.compile(r"[\x00-\x1f<>:\"/\\|?*\s-]+")


@dataclass(frozen=True)
class DnrPattern:
    """A pattern such as ``{ar}-{nr3}`` or ``SN {ar2}/{nr4}``. Raises ValueError, in Swedish, for one that cannot count."""

    pattern: str

    def __post_init__(self) -> None:
        fields = _FIELD.findall(self.pattern)
        unknown = [f for f in fields if f not in ("ar", "ar2") and not _NUMBER.fullmatch(f)]
        if unknown or "{" in _FIELD.sub("", self.pattern) or "}" in _FIELD.sub("", self.pattern):
            raise ValueError("mönstret får bara ha {ar}, {ar2}, {nr} och {nr2} till {nr9} inom klamrar")
        if sum(bool(_NUMBER.fullmatch(f)) for f in fields) != 1:
            raise ValueError("mönstret måste ha löpnumret {nr} en gång")
        if sum(f in ("ar", "ar2") for f in fields) != 1:
            raise ValueError("mönstret måste ha årtalet {ar} eller {ar2} en gång")
        if re.search(r"\{[^{}]*\}\{", self.pattern):
            raise ValueError("mönstret måste ha ett tecken mellan årtalet och löpnumret")
        if not self.pattern.isprintable():
            raise ValueError("mönstret får bara ha tecken som syns")

    def number(self, year: int, count: int) -> str:
        """The case number of the ``count``-th case of the year."""

        def fill(match: re.Match[str]) -> str:
            name = match.group(1)
            if name == "ar":
                return f"{year:04d}"
            if name == "ar2":
                return f"{year % 100:02d}"
            return f"{count:0{int(name[2:] or 1)}d}"

        return _FIELD.sub(fill, self.pattern)


def folder_name(dnr: str) -> str:
    """The case number as a folder's name that every system takes: ``SOF 2026/7`` becomes ``SOF-2026-7``."""
    return _UNSAFE.sub("-", dnr).strip(". -") or "arende"
