"""Changing ``installningar.toml`` line by line, so that a förbund's own comments and order stay as they are.

What comes out is read again and must say exactly what was asked for; else nothing is written.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from desk.state import ConflictError, RefusedError
from intake.durable import write_whole
from intake.settings import SETTINGS_FILE, Settings, read_settings

Value = str | int | float | date
_HEADER = re.compile(r"\s*\[")
_BY_HAND = f"Filen {SETTINGS_FILE} är skriven på ett sätt som sidan inte kan ändra. Ändra i filen för hand, och ladda sedan om sidan."


def mark_of(path: Path) -> str:
    """What tells one wording of the file from another."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def change(
    path: Path,
    private: Path,
    seen: str,
    values: Mapping[tuple[str, str], Value],
    tables: Mapping[str, Mapping[str, Value]],
    lists: Mapping[str, Sequence[Mapping[str, Value]]],
) -> Settings:
    """Write the settings with new values, whole tables and whole lists of tables; return them as they then are.

    Raises ConflictError where the file is not the one that was ``seen``, SettingsError for values that cannot be used, and RefusedError
    for a file that is written so that it cannot be changed line by line. Nothing is then written.
    """
    if mark_of(path) != seen:
        raise ConflictError(
            "Inställningarna har ändrats sedan sidan öppnades, kanske i en annan flik. Inget har sparats. Ladda om sidan och försök igen."
        )
    raw = path.read_bytes().decode("utf-8-sig")
    crlf = "\r\n" in raw
    text = raw.replace("\r\n", "\n")
    wanted = tomllib.loads(text)
    for (section, key), value in values.items():
        wanted.setdefault(section, {})[key] = value
        text = set_value(text, section, key, value)
    for name, table in tables.items():
        wanted[name] = dict(table)
        text = set_table(text, name, table)
    for name, items in lists.items():
        wanted.pop(name, None)
        if items:
            wanted[name] = [dict(item) for item in items]
        text = set_list(text, name, items)
    try:
        same = tomllib.loads(text) == wanted
    except tomllib.TOMLDecodeError:
        same = False
    if not same:
        raise RefusedError(_BY_HAND)
    trial = private / SETTINGS_FILE
    content = (text.replace("\n", "\r\n") if crlf else text).encode("utf-8")
    trial.write_bytes(content)
    settings = read_settings(trial)
    write_whole(path, content)
    return settings


def written(value: Value) -> str:
    """A value as TOML."""
    if isinstance(value, str):
        kept = "".join(c for c in value if c.isprintable())
        return '"' + kept.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return value.isoformat() if isinstance(value, date) else str(value)


def set_value(text: str, section: str, key: str, value: Value) -> str:
    """The text with one value changed, or added at the head of its section; the comment of its line stays."""
    lines = text.split("\n")
    start, end = _section(lines, section)
    if start is None:
        return text.rstrip("\n") + f"\n\n[{section}]\n{key} = {written(value)}\n"
    for number in range(start + 1, end):
        if re.match(rf"\s*{re.escape(key)}\s*=", lines[number]):
            lines[number] = _with_comment(f"{key} = {written(value)}", lines[number])
            return "\n".join(lines)
    lines.insert(start + 1, f"{key} = {written(value)}")
    return "\n".join(lines)


def set_table(text: str, name: str, table: Mapping[str, Value]) -> str:
    """The text with a whole table's lines changed; comments between them stay."""
    lines = text.split("\n")
    start, end = _section(lines, name)
    added = [f"{key} = {written(value)}" for key, value in table.items()]
    if start is None:
        return text if not added else text.rstrip("\n") + "\n\n" + "\n".join([f"[{name}]", *added]) + "\n"
    kept = [line for line in lines[start + 1 : end] if not line.strip() or line.lstrip().startswith("#")]
    at = next((i for i in range(len(kept), 0, -1) if kept[i - 1].strip()), 0)
    return "\n".join([*lines[: start + 1], *kept[:at], *added, *kept[at:], *lines[end:]])


def set_list(text: str, name: str, items: Sequence[Mapping[str, Value]]) -> str:
    """The text with all tables of a list changed; they stand where the first one stood, or where a comment shows one, else last."""
    lines = text.split("\n")
    kept: list[str] = []
    place: int | None = None
    inside = False
    for line in lines:
        if _HEADER.match(line):
            inside = bool(re.match(rf"\s*\[\[\s*{re.escape(name)}\s*\]\]", line))
            if inside:
                place = len(kept) if place is None else place
                continue
        if inside and line.strip() and not line.lstrip().startswith("#"):
            continue
        kept.append(line)
    blocks = [line for item in items for line in (f"[[{name}]]", *(f"{k} = {written(v)}" for k, v in item.items()), "")]
    if place is None:
        place = _after_comment(kept, name)
    while place < len(kept) and place > 0 and not kept[place - 1].strip() and not kept[place].strip() and blocks:
        del kept[place]
    return "\n".join([*kept[:place], *blocks, *kept[place:]])


def _after_comment(lines: Sequence[str], name: str) -> int:
    """The line after the commented example of a list, or the end."""
    for number, line in enumerate(lines):
        if re.match(rf"#\s*\[\[{re.escape(name)}\]\]", line):
            end = number
            while end < len(lines) and lines[end].startswith("#"):
                end += 1
            return min(end + 1, len(lines))
    return len(lines)


def _section(lines: Sequence[str], name: str) -> tuple[int | None, int]:
    """The line of a table's header and the line after its last."""
    start = next((i for i, line in enumerate(lines) if re.match(rf"\s*\[\s*{re.escape(name)}\s*\]", line)), None)
    if start is None:
        return None, 0
    end = next((i for i in range(start + 1, len(lines)) if _HEADER.match(lines[i])), len(lines))
    return start, end


def _with_comment(new: str, old: str) -> str:
    """The new line with the comment of the old one, in the same column where it fits."""
    for at in (m.start() for m in re.finditer("#", old)):
        try:
            tomllib.loads(old[:at])
        except tomllib.TOMLDecodeError:
            continue
        return f"{new:<{at}}{'' if len(new) < at else '  '}{old[at:]}"
    return new
