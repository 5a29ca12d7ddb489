"""Mangle good files and read them: ``python -m benchmarks.fuzz FIL… [--antal 2000] [--fro 1]``.

Anything but a `Document` or an `Unreadable` with a code other than ``internt`` is a fault: it is printed with its seed and the
mangled file is kept in the folder given by ``--spara``. Exits 1 if there was a fault.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.errors import Unreadable
from extractors.isolation import ReaderPool
from extractors.limits import DEFAULT

Mangle = Callable[[bytes, random.Random], bytes]


def flip(data: bytes, chance: random.Random) -> bytes:
    """Change some bytes, few or many."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 5, 50, 500))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(data: bytes, chance: random.Random) -> bytes:
    """End the file too soon."""
    return data[: chance.randrange(1, len(data))]


def drop(data: bytes, chance: random.Random) -> bytes:
    """Take a stretch out of the middle, or say it twice."""
    start, end = sorted(chance.sample(range(len(data)), 2))
    end = min(end, start + 5_000)
    return data[:start] + data[end:] if chance.random() < 0.5 else data[:end] + data[start:]


def extreme(data: bytes, chance: random.Random) -> bytes:
    """Put extreme numbers where numbers may be."""
    changed = bytearray(data)
    value = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\x7f", b"\0\0\0\x80"))
    for _ in range(chance.choice((1, 4, 20))):
        at = chance.randrange(max(1, min(len(changed) - 4, 4096 if chance.random() < 0.5 else len(changed))))
        changed[at : at + 4] = value
    return bytes(changed)


def members(data: bytes, chance: random.Random) -> bytes:
    """Mangle one member of a zip, take it away, or mangle its XML so that it is still XML."""
    if data[:2] != b"PK":
        return flip(data, chance)
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as new:
        names = [i.filename for i in old.infolist() if i.file_size > 0]
        likely = [n for n in names if n.endswith(("document.xml", "content.xml", "styles.xml", "numbering.xml"))]
        victim = chance.choice(likely if likely and chance.random() < 0.7 else names)
        for name in names:
            content = old.read(name)
            if name == victim:
                way = chance.randrange(5)
                if way == 0:
                    continue
                content = (flip, cut, drop)[way - 1](content, chance) if way < 4 else xml(content, chance)
            new.writestr(name, content)
    return found.getvalue()


def xml(content: bytes, chance: random.Random) -> bytes:
    """Mangle elements and attributes: drop, repeat, nest, rename, and put nonsense in values."""
    for _ in range(chance.choice((1, 3, 10, 40))):
        tags = list(re.finditer(rb"<[^>]+>", content))
        if not tags:
            return content
        tag = chance.choice(tags)
        way = chance.randrange(4)
        new = (
            (b"", tag.group() * 3, re.sub(rb"\"[^\"]*\"", b'"-99999999999"', tag.group(), count=1))[way]
            if way < 3
            else b"&#0;<x>"
        )
        content = content[: tag.start()] + new + content[tag.end() :]
    return content


WAYS: tuple[Mangle, ...] = (flip, cut, drop, extreme, members, members)


@dataclass(frozen=True)
class Fault:
    """A mangled file that was not answered as it should: which one, how it was mangled, and what a developer should see."""

    code: str
    source: Path
    way: str
    number: int
    detail: str


def fuzz(
    files: Sequence[Path], count: int, *, seed: int = 1, seconds: float = 20.0, keep: Path | None = None
) -> tuple[Counter[str], list[Fault]]:
    """Read ``count`` mangled copies of the files, one after the other; what became of them, and the faults.

    The same seed and files give the same copies. Copies that gave a fault are kept in the folder ``keep``.
    """
    outcomes: Counter[str] = Counter()
    faults = []
    with (
        tempfile.TemporaryDirectory(prefix="fuzz-") as folder,
        ReaderPool(1, replace(DEFAULT, seconds=seconds)) as pool,
    ):
        for number in range(count):
            source = files[number % len(files)]
            chance = random.Random(f"{seed}/{number}/{source.name}")  # noqa: S311 - no secret, but the same every time
            way = chance.choice(WAYS)
            path = Path(folder) / f"{number}{source.suffix}"
            path.write_bytes(way(source.read_bytes(), chance))
            try:
                pool.read(path)
                outcomes["läst"] += 1
            except Unreadable as error:
                outcomes[error.code] += 1
                if error.code in ("internt", "tidsgrans"):
                    faults.append(Fault(error.code, source, way.__name__, number, str(error.__cause__ or "")))
                    if keep:
                        keep.mkdir(exist_ok=True, parents=True)
                        (keep / path.name).write_bytes(path.read_bytes())
            path.unlink()
    return outcomes, faults


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("filer", type=Path, nargs="+")
    parser.add_argument("--antal", type=int, default=2000)
    parser.add_argument("--fro", type=int, default=1)
    parser.add_argument("--sekunder", type=float, default=20.0)
    parser.add_argument("--spara", type=Path, help="mapp för filer som gav fel")
    options = parser.parse_args()
    outcomes, faults = fuzz(
        options.filer, options.antal, seed=options.fro, seconds=options.sekunder, keep=options.spara
    )
    for fault in faults:
        print(f"{fault.code}: {fault.source.name} {fault.way} nr {fault.number}\n{fault.detail}")
    print(dict(outcomes.most_common()))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
