"""Measure marked copies: ``python -m benchmarks.markering [MAPP]`` over the Word and PDF files of a folder (``tests/corpus/dev``).

Prints for each file how many notes its review gives, how many stand at exactly their words, at their paragraph, and nowhere but at
the top, and milliseconds for the copy alone (reading and review not counted; the fastest of three, scans one). An own count beside
it takes every sentence of the document as a quotation, which is harder: the share of all sentences that are found.
"""

from __future__ import annotations

import argparse
import sys
import time
from datetime import date
from pathlib import Path

from extractors.model import Application
from extractors.read import read
from extractors.understand import understand
from reports.marked.copy import marked_copy
from reports.marked.model import Mark, MarkedCopy, MarkingJob
from reports.marked.notes import marks_of
from rules.engine import review

HERE = Path(__file__).parent
_DAY = date(2026, 1, 1)


def timed(job: MarkingJob) -> tuple[MarkedCopy, float]:
    """The copy, and milliseconds."""
    best = float("inf")
    for _ in range(1 if job.application.document.ocr else 3):
        start = time.perf_counter()
        copy = marked_copy(job)
        best = min(best, 1000 * (time.perf_counter() - start))
    return copy, best


def every_sentence(application: Application) -> tuple[Mark, ...]:
    """All sentences as marks."""
    return tuple(
        Mark(kind="uppfyllt", text=f"Mening {s.id}", quote=s.text, block=s.block, page=s.page)
        for s in application.sentences
        if any(c.isalnum() for c in s.text)
    )


def main() -> int:
    """Measure the folder. Exits 1 where fewer than 98 in a hundred quotations stand at their words."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mapp", nargs="?", type=Path, default=HERE.parent / "tests" / "corpus" / "dev")
    files = sorted(p for p in parser.parse_args().mapp.iterdir() if p.suffix in (".docx", ".docm", ".dotx", ".pdf"))
    totals = [0, 0, 0, 0]
    print(f"{'fil':<28}{'märken':>8}{'exakt':>7}{'nära':>6}{'överst':>8}{'ms':>9}   alla meningar")
    for path in files:
        application = understand(read(path))
        found = review(application)
        job = MarkingJob(path=path, application=found.application, marks=marks_of(found), today=_DAY)
        copy, milliseconds = timed(job)
        sentences = marked_copy(job.model_copy(update={"marks": every_sentence(application)}))
        asked = len(sentences.exact) + len(sentences.near) + len(sentences.loose)
        row = [len(job.marks), len(copy.exact), len(copy.near), len(copy.loose)]
        totals = [a + b for a, b in zip(totals, row, strict=True)]
        scanned = "  (inskannad)" if application.document.ocr else ""
        print(
            f"{path.name:<28}{row[0]:>8}{row[1]:>7}{row[2]:>6}{row[3]:>8}{milliseconds:>9.0f}   "
            f"{len(sentences.exact)} av {asked}{scanned}"
        )
    share = totals[1] / (totals[0] or 1)
    print(
        f"{'tillsammans':<28}{totals[0]:>8}{totals[1]:>7}{totals[2]:>6}{totals[3]:>8}   {100 * share:.1f} % vid sina ord"
    )
    return int(share < 0.98)


if __name__ == "__main__":
    sys.exit(main())
