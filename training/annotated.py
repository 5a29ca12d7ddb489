"""Read annotated applications: the YAML head, the units of text, and what each unit is evidence of.

Run as a script it checks files: ``python -m training.annotated FILE…`` prints one line per fault and exits 1.
The notation is described in ``training/README.md``.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast, get_args

import yaml

from extractors.language.sentences import split_sentences
from extractors.model import BlockKind, FlagId, Topic
from rules.criterion import catalogue
from rules.model import Status

CRITERIA = [c.id for c in catalogue()]
FLAGS = list(get_args(FlagId))
TOPICS = list(get_args(Topic))

_MARK = re.compile(r"\s*\{([^{}]*)\}")
_GOAL = re.compile(r"^mal:(deltagarmal|samverkansmal|annat):(-|[smart]{1,5})$")


@dataclass(frozen=True)
class Unit:
    """A sentence, list item, heading or table row with its marks; ``block`` counts the blocks of the application."""

    text: str
    marks: tuple[str, ...]
    block: int
    kind: BlockKind
    topics: tuple[Topic, ...]


@dataclass(frozen=True)
class Annotated:
    """One annotated application: its head as written, and its units in reading order."""

    head: dict[str, Any]
    units: tuple[Unit, ...]
    faults: tuple[str, ...] = field(default=())

    @property
    def status(self) -> dict[str, Status]:
        """The document's status for every criterion."""
        found: dict[str, Status] = dict.fromkeys(CRITERIA, "saknas")
        marked: tuple[Status, ...] = ("uppfyllt", "delvis", "avviker")
        for status in marked:
            found.update(dict.fromkeys(self.head.get(status) or [], status))
        return found


def _split_marked(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Cut a paragraph at its marks: each piece of text with the marks that follow it."""
    pieces: list[tuple[str, tuple[str, ...]]] = []
    at = 0
    for mark in _MARK.finditer(text):
        piece = text[at : mark.start()].strip()
        if piece:
            pieces.append((piece, tuple(mark.group(1).split())))
        at = mark.end()
    if text[at:].strip():
        pieces.append((text[at:].strip(), ()))
    return pieces


def _plain(text: str) -> str:
    return re.sub(r"(\*\*|(?<!_)__(?!_)|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*]))", "", text).strip()


class _Reader:
    """Collects units line by line."""

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self.topics: tuple[Topic, ...] = ("uppgifter",)
        self.paragraph: list[str] = []
        self.block = 0
        self.titled = False

    def close(self, kind: BlockKind, text: str) -> None:
        """A block ends: its pieces become units, marks on the last sentence of each piece."""
        for piece, marks in _split_marked(text):
            plain = _plain(piece)
            parts = [p for _, p in split_sentences(plain)] if kind == "stycke" else [plain]
            for k, part in enumerate(parts):
                self.units.append(Unit(part, marks if k == len(parts) - 1 else (), self.block, kind, self.topics))
        self.block += 1

    def flush(self) -> None:
        """The paragraph gathered so far ends."""
        if self.paragraph:
            self.close("stycke", " ".join(self.paragraph))
            self.paragraph.clear()

    def line(self, line: str) -> None:
        """Take in one line."""
        topic = re.match(r"<!--\s*topic:\s*([\w,\s]+?)\s*-->", line)
        if topic:
            self.flush()
            self.topics = tuple(cast(Topic, t.strip()) for t in topic.group(1).split(","))
        elif line.startswith("#"):
            self.flush()
            self.close("rubrik" if self.titled or not line.startswith("# ") else "titel", line.lstrip("#").strip())
            self.titled = True
        elif re.match(r"\|[\s|:-]+\|$", line):
            return
        elif line.startswith("|"):
            self.flush()
            row, _, rest = line.rpartition("|")
            self.close("rad", " | ".join(_plain(c) for c in row.strip("|").split("|")) + rest)
        elif re.match(r"([-•*]|\d+[.)])\s", line):
            self.flush()
            self.close("lista", re.sub(r"^([-•*]|\d+[.)])\s+", "", line))
        else:
            self.paragraph.append(line)


def parse(source: str) -> Annotated:
    """Parse one annotated application.

    Raises ValueError where there is no YAML head.
    """
    match = re.match(r"---\n(.*?)\n---\n(.*)", source, re.S)
    if not match:
        raise ValueError("no YAML head between --- lines")
    head = yaml.safe_load(match.group(1))
    reader = _Reader()
    for chunk in re.split(r"\n\s*\n|(?<=-->)\n", match.group(2)):
        for line in chunk.strip().splitlines():
            if line.strip():
                reader.line(line.strip())
        reader.flush()
    return Annotated(head, tuple(reader.units), tuple(_check(head, reader.units)))


def _check(head: dict[str, Any], units: list[Unit]) -> list[str]:
    faults: list[str] = []
    wanted = [
        "id",
        "forbund",
        "insatsnamn",
        "datum",
        "sokande",
        "start",
        "slut",
        "manader",
        "sokt_belopp_kr",
        "parter",
        "budget",
        "flaggor",
        "uppfyllt",
        "delvis",
        "avviker",
    ]
    faults += [f"head lacks {key}" for key in wanted if key not in head]
    listed = [c for s in ("uppfyllt", "delvis", "avviker") for c in head.get(s) or []]
    faults += [f"unknown criterion {c} in head" for c in listed if c not in CRITERIA]
    faults += [f"{c} has two statuses" for c in set(listed) if listed.count(c) > 1]
    faults += [f"unknown flag {f}" for f in head.get("flaggor") or [] if f not in FLAGS]
    seen: dict[str, set[str]] = {}
    goals = 0
    for unit in units:
        faults += [f"unknown topic {t}" for t in unit.topics if t not in TOPICS]
        for mark in unit.marks:
            if _GOAL.match(mark):
                goals += 1
                continue
            name, sign = (mark[:-1], mark[-1]) if mark[-1] in "~-?" else (mark, "")
            if name not in CRITERIA and name not in FLAGS:
                faults.append(f"unknown mark {{{mark}}} after: {unit.text[:60]}")
            seen.setdefault(name, set()).add(sign)
    for name in ("datum", "start", "slut"):
        value = head.get(name)
        if value is not None and not re.match(r"\d{4}-\d\d(-\d\d)?$", str(value)):
            faults.append(f"{name} is not written YYYY-MM(-DD)")
    for criterion in CRITERIA:
        signs = seen.get(criterion, set())
        if criterion in (head.get("uppfyllt") or []) and not signs & {"", "~"}:
            faults.append(f"{criterion} is uppfyllt but no unit is marked {{{criterion}}}")
        if criterion in (head.get("delvis") or []) and not signs & {"", "~", "?"}:
            faults.append(f"{criterion} is delvis but no unit is marked {{{criterion}~}}")
        if criterion in (head.get("avviker") or []) and not signs & {"-", "", "?"}:
            faults.append(f"{criterion} is avviker but no unit is marked {{{criterion}-}}")
        if criterion not in listed and "" in signs:
            faults.append(f"{criterion} is marked as carried but not listed as uppfyllt or delvis")
    if goals == 0 and {"deltagarmal", "samverkansmal"} & set(head.get("uppfyllt") or []):
        faults.append("a goal criterion is uppfyllt but no unit is marked {mal:…}")
    return faults


def main(paths: list[str]) -> int:
    """Print each fault of each file; return 1 where there was any."""
    bad = 0
    for path in map(Path, paths):
        try:
            found = parse(path.read_text(encoding="utf-8")).faults
        except (ValueError, yaml.YAMLError) as error:
            found = (str(error),)
        for fault in found:
            print(f"{path.name}: {fault}")
        bad += len(found)
    print(f"{len(paths)} files, {bad} faults")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
