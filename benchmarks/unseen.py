"""Measure judgement alone, on whole applications by writers that no training saw, as if every file had been read without loss.

    python -m benchmarks.unseen [WRITER …] [--misses]

Without a name: all writers kept out by ``training/writers.toml``. Prints the table of ``benchmarks/review_score.py`` for each writer and for all
together, and the calibration of ``sakerhet``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.score import calibration
from extractors.understand import understand
from reports.granskning import review_data
from reports.received import Received
from rules.engine import review
from training.annotated import Annotated, Unit
from training.corpus import applications, as_document, kept_out

KINDS = {"titel": "title", "rubrik": "heading", "stycke": "para", "lista": "list", "rad": "row"}
FACTS = ("insatsnamn", "datum", "sokande", "start", "slut", "manader", "sokt_belopp_kr", "budget", "parter")


def gold(annotated: Annotated) -> dict[str, Any]:
    """The annotated application's labels in the form of a gold file."""
    head = annotated.head
    found = {"id": number(str(head["id"])), **{key: head.get(key) for key in FACTS}}
    for key in ("datum", "start", "slut"):
        found[key] = str(found[key]) if found[key] is not None else None
    found["mal"] = [_goal(u, m) for u in annotated.units for m in u.marks if m.startswith("mal:")]
    found["kriterier"] = {c: {"status": s, "citat": _quote(annotated, c, s)} for c, s in annotated.status.items()}
    found["flaggor"] = [{"id": f} for f in head.get("flaggor") or []]
    return found


def number(name: str) -> str:
    """An id as the scorer wants it, letters then digits: ``g-01`` to ``g01``."""
    return name.replace("-", "")


def _goal(unit: Unit, mark: str) -> dict[str, Any]:
    _, kind, letters = mark.split(":")
    return {"text": unit.text, "slag": kind, **{x: x in letters for x in "smart"}}


def _quote(annotated: Annotated, criterion: str, status: str) -> str | None:
    sign = {"uppfyllt": "", "delvis": "~", "avviker": "-", "saknas": None}[status]
    if sign is None:
        return None
    carriers = [u.text for u in annotated.units if criterion + sign in u.marks]
    return " ".join(carriers) or next((u.text for u in annotated.units if criterion in u.marks), "")


def judge(annotated: Annotated) -> dict[str, Any]:
    """The review, as data, of an annotated application without its annotations."""
    name = number(str(annotated.head["id"])) + ".md"
    received = Received(name=name, sha256="", version="0", today=date(2026, 1, 1))
    return review_data(received, review(understand(as_document(annotated, topics=False))))


def score(reviews: list[dict[str, Any]], golds: list[Annotated], title: str, *, misses: bool) -> None:
    """Print the table for some applications."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for each in golds:
            name = number(str(each.head["id"]))
            (folder / f"{name}.gold.json").write_text(json.dumps(gold(each), ensure_ascii=False), encoding="utf-8")
            blocks = [
                {"topic": list(b.topics), "kind": KINDS[b.kind], "text": b.text} for b in as_document(each).blocks
            ]
            (folder / f"{name}.blocks.json").write_text(json.dumps(blocks, ensure_ascii=False), encoding="utf-8")
        kept = folder / "reviews.jsonl"
        kept.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in reviews), encoding="utf-8")
        print(f"== {title}", flush=True)
        command = [sys.executable, str(Path(__file__).parent / "review_score.py"), str(kept), str(folder)]
        subprocess.run(command + (["--misses"] if misses else []), check=True)
        error, lines = calibration(reviews, folder)
    print(f"calibration error of sakerhet {error:.3f}", *lines, sep="\n")


def main() -> int:
    """Judge and score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("writers", nargs="*")
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    texts = list(applications(args.writers or kept_out()))
    reviews = [judge(annotated) for _, annotated in texts]
    writers = sorted({writer for writer, _ in texts})
    for writer in writers if len(writers) > 1 else []:
        mine = [i for i, (w, _) in enumerate(texts) if w == writer]
        score([reviews[i] for i in mine], [texts[i][1] for i in mine], f"writer {writer}", misses=False)
    score(reviews, [a for _, a in texts], "all unseen writers", misses=args.misses)
    return 0


if __name__ == "__main__":
    sys.exit(main())
