"""Milliseconds per paper: ``python -m benchmarks.papper [FIL …]``.

Each paper is made once to warm up and then several times, each time with another version number so that nothing is remembered; the median is printed, with the paper's size and,
for PDF, what the referee says of PDF/A-3b and PDF/UA-1. A paper is a function in ``PAPERS``.
"""

from __future__ import annotations

import argparse
import hashlib
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from extractors.isolation import ReaderPool
from extractors.understand import understand
from reports.granskning import review_data
from reports.papers import memo_document, memo_pdf, review_json
from reports.received import Received
from rules.engine import review
from rules.model import Review

DEFAULT = ("sample_submissions/01-stegvis-ater.docx", "tests/corpus/dev/D06.docx", "tests/corpus/dev/D14.pdf")

PAPERS: dict[str, Callable[[Received, Review], bytes]] = {
    "granskning (json)": lambda received, found: review_json(review_data(received, found)),
    "beredning (docx)": memo_document,
    "beredning (pdf)": lambda received, found: memo_pdf(received, found, review_data(received, found)),
}


def reviewed(paths: list[Path]) -> list[tuple[Received, Review]]:
    """The files with their reviews."""
    with ReaderPool() as pool:
        return [
            (
                Received(
                    name=path.name,
                    sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
                    version="0",
                    today=date(2026, 1, 15),
                ),
                review(understand(pool.read(path))),
            )
            for path in paths
        ]


def measured(make: Callable[[int], bytes], times: int) -> tuple[float, float, bytes]:
    """Milliseconds of the first making and the median of the next ones, and the paper."""
    taken = []
    paper = b""
    for turn in range(times + 1):
        start = time.perf_counter()
        paper = make(turn)
        taken.append(1000 * (time.perf_counter() - start))
    return taken[0], statistics.median(taken[1:]), paper


def verdict(paper: bytes) -> str:
    """What the referee says of a PDF; nothing for other papers."""
    if not paper.startswith(b"%PDF"):
        return ""
    from page import ValidationProfile, validate_pdf_bytes

    profiles = {"A-3b": ValidationProfile.PDF_A_3B, "UA-1": ValidationProfile.PDF_UA_1}
    return " ".join(
        f"{name} {'ok' if validate_pdf_bytes(paper, profile=profile).is_compliant else 'FEL'}"
        for name, profile in profiles.items()
    )


def main() -> None:
    """Print a line for each paper of each file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("filer", nargs="*", type=Path, default=[Path(name) for name in DEFAULT])
    parser.add_argument("--ganger", type=int, default=5)
    given = parser.parse_args()
    for received, found in reviewed(given.filer):
        for name, make in PAPERS.items():
            first, median, paper = measured(
                lambda n, m=make, r=received, f=found: m(r.model_copy(update={"version": f"0.{n}"}), f),  # type: ignore[misc]
                given.ganger,
            )
            print(
                f"{received.name:<24} {name:<20} första {first:6.0f} ms  sedan {median:6.0f} ms  {len(paper) / 1000:6.0f} kB  {verdict(paper)}"
            )


if __name__ == "__main__":
    main()
