"""Measure the reading room alone on labelled applications: ``python -m benchmarks.lasning [MAPP]``.

MAPP holds ``ID.blocks.json`` (the true blocks with their topics) beside the received file of each application; the default is
``tests/corpus/dev``. Prints for each file, and for each format together, text formats and scans apart: the share of the true words that was
read, the share of the words read that are true, the share of the true words under the right topic, seconds, and how many times that is the
bare reading of the same words (lxml on the XML of a docx or odt, pypdfium2's text of a PDF, the bytes of the text stream of a doc, and for a
scan Tesseract alone on the pages as they lie). A file that is no application has no topics, and counts for words only.
Every figure is in this process, warm, the fastest of three readings (scans: one). Exits 1 below the bounds promised for reading.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from statistics import mean
from typing import Any

from benchmarks import review_score
from extractors.model import Document
from extractors.read import read
from extractors.structure.headings import with_headings
from extractors.structure.topics import with_topics

HERE = Path(__file__).parent
words: Callable[[str], list[str]] = review_score.words
_OTHERS = (".json", ".md")
_BOUNDS = {False: (0.99, 0.97, 0.95), True: (0.96, 0.97, 0.90)}  # scanned: recall, precision, topics


@dataclass(frozen=True)
class Measured:
    """What one file gave: shares from 0 to 1, seconds of our reading and of the bare one, and the account's own share."""

    name: str
    kind: str
    scanned: bool
    recall: float
    precision: float
    topics: float | None
    seconds: float
    floor: float
    told: float


def scores(document: Document, truth: list[dict[str, Any]]) -> tuple[float, float, float | None]:
    """Recall and precision of words, and the share of the true words whose topic is right, as ``review_score`` counts them."""
    true = [(w, set(b["topic"])) for b in truth for w in words(b["text"])]
    got = [(w, set(b.topics)) for b in document.blocks for w in words(b.text)]
    matcher = SequenceMatcher(None, [w for w, _ in true], [w for w, _ in got], autojunk=False)
    pairs = [(i + k, j + k) for i, j, n in matcher.get_matching_blocks() for k in range(n)]
    right = sum(bool(true[i][1] & got[j][1]) for i, j in pairs)
    topics = right / len(true) if any(b["topic"] for b in truth) else None
    return len(pairs) / (len(true) or 1), len(pairs) / (len(got) or 1), topics


def bare(path: Path) -> int:
    """Read the words with nothing but the library that every reader stands on; the number of characters found."""
    head = path.read_bytes()[:4]
    if head == b"%PDF":
        import pypdfium2

        document = pypdfium2.PdfDocument(path)
        try:
            return sum(len(document[i].get_textpage().get_text_range()) for i in range(len(document)))
        finally:
            document.close()
    if head[:2] == b"PK":
        from lxml import etree

        with zipfile.ZipFile(path) as archive:
            part = next(n for n in archive.namelist() if n in ("word/document.xml", "content.xml"))
            return sum(map(len, etree.fromstring(archive.read(part)).itertext()))
    import olefile

    with olefile.OleFileIO(path) as container:
        return len(container.openstream("WordDocument").read().decode("utf-16-le", "replace"))


def bare_ocr(path: Path) -> int:
    """Recognise the pages of a scanned PDF with nothing but Tesseract; the number of characters found."""
    import pypdfium2
    import tesserocr

    from extractors.ocr import engine, tessdata

    document = pypdfium2.PdfDocument(path)
    total = 0
    with tesserocr.PyTessBaseAPI(path=str(tessdata.folder()), lang="swe") as api:
        for page in document:
            api.SetImage(engine.rendered(page)[0])
            total += len(api.GetUTF8Text())
    document.close()
    return total


def fastest(work: Callable[[], object], times: int) -> float:
    """Seconds of the fastest of several runs."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def measure(path: Path) -> Measured:
    """Read one file and hold it against its true blocks."""
    truth = json.loads(path.with_name(path.name.split(".")[0] + ".blocks.json").read_text(encoding="utf-8"))
    bare(path)
    document = read(path)
    recall, precision, topics = scores(with_topics(with_headings(document)), truth)
    return Measured(
        name=path.name,
        kind=f"{document.kind}, skannad" if document.ocr else document.kind,
        scanned=document.ocr,
        recall=recall,
        precision=precision,
        topics=topics,
        seconds=fastest(lambda: read(path), 1 if document.ocr else 3),
        floor=fastest(lambda: bare_ocr(path), 1) if document.ocr else fastest(lambda: bare(path), 3),
        told=document.loss.share,
    )


def average(found: list[Measured], key: str) -> float | None:
    """Mean of one share over the files that have it."""
    values = [value for m in found if (value := getattr(m, key)) is not None]
    return mean(values) if values else None


def _shown(share: float | None) -> str:
    return f"{'–':>9}" if share is None else f"{share:9.3f}"


def line(name: str, found: list[Measured]) -> str:
    """One row of the table: the means of the shares and seconds, and the ratio of the summed times."""
    ratio = sum(m.seconds for m in found) / (sum(m.floor for m in found) or 1)
    shares = "".join(_shown(average(found, key)) for key in ("recall", "precision", "topics", "told"))
    seconds = mean(m.seconds for m in found)
    return f"{name:24} {len(found):4}{shares}{seconds:10.4f}{ratio:9.1f}"


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mapp", nargs="?", type=Path, default=HERE.parent / "tests" / "corpus" / "dev")
    options = parser.parse_args()
    files = sorted(p for p in options.mapp.iterdir() if p.suffix not in _OTHERS)
    found = [measure(p) for p in files]
    short = []
    for scanned, title in ((False, "Textformat"), (True, "Skannade")):
        group = [m for m in found if m.scanned is scanned]
        if not group:
            continue
        print(f"\n{title:24} {'filer':>4}   recall   prec.    ämnen    redov.   s/fil    × golv")
        for one in group:
            print(line(one.name, [one]))
        for kind in sorted({m.kind for m in group}):
            print(line(f"– {kind}", [m for m in group if m.kind == kind]))
        print(line("– alla", group))
        means = [average(group, key) for key in ("recall", "precision", "topics")]
        names = ("recall", "precision", "ämnen")
        short += [
            f"{title}: {name} {value:.3f} under {bound}"
            for name, value, bound in zip(names, means, _BOUNDS[scanned], strict=True)
            if value is not None and value < bound
        ]
    print("", *short, sep="\n")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
