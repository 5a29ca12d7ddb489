"""How time and memory grow with length and number: ``python -m benchmarks.vaxt [--flest ANTAL]``.

Length: one application of 1 to 100 pages, made of the development applications' paragraphs, reviewed warm with its papers, fastest of two.
Number: folders of 10 to 1,000 mixed applications (``--flest 5000`` for more) through ``beredning granska`` on two cores. Prints seconds for
each page and for each application, and the exponent of growth between neighbours: 1 is linear, 2 is the square.
"""

from __future__ import annotations

import argparse
import itertools
import math
import resource
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.hastighet import ROOT, applications, line, mixed, run, warm

_PAGES = (1, 3, 10, 30, 100)
_NUMBERS = (10, 30, 100, 300, 1000, 5000)
_WORDS_A_PAGE = 380


def long_application(pages: int, target: Path) -> Path:
    """A Word file of so many pages: the paragraphs of the development applications in turn, with their headings."""
    from docx import Document

    document, words = Document(), 0
    for text in itertools.cycle(_paragraphs()):
        if words >= pages * _WORDS_A_PAGE:
            break
        heading = text.startswith("#")
        document.add_paragraph(text.lstrip("# "), style="Heading 1" if heading else None)
        words += len(text.split())
    document.save(str(target))
    return target


def _paragraphs() -> Iterator[str]:
    for path in sorted((ROOT / "tests" / "corpus" / "dev").glob("*.md")):
        yield from (each.strip() for each in path.read_text(encoding="utf-8").split("\n\n") if each.strip())


def _exponent(before: tuple[int, float] | None, size: int, seconds: float) -> str:
    return "" if before is None else f"{math.log(seconds / before[1]) / math.log(size / before[0]):.2f}"


def main() -> int:
    """Measure and print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--flest", type=int, default=1000, help="applications in the largest folder")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        temporary = Path(folder)
        line("Pages", "s", "ms a page", "exponent")
        before: tuple[int, float] | None = None
        for pages in _PAGES:
            path = long_application(pages, temporary / f"{pages}.docx")
            seconds = min(warm([path], temporary / f"ut{pages}-{turn}")[0][path.name] for turn in range(2))
            line(str(pages), seconds, 1000 * seconds / pages, _exponent(before, pages, seconds))
            before = (pages, seconds)
        line("Applications", "s", "ms each", "exponent", "MB largest")
        before = None
        for number in (n for n in _NUMBERS if n <= given.flest):
            place = mixed(applications(), number, temporary / f"in-{number}")
            program = Path(sys.executable).with_name("beredning")
            seconds = run(program, "granska", place, "--ut", temporary / f"mapp-{number}", "--processer", "2").wall
            largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            line(str(number), seconds, 1000 * seconds / number, _exponent(before, number, seconds), largest)
            before = (number, seconds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
