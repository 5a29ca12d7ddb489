"""Controls that a keyword matcher fails: ``python -m benchmarks.kontroller [DEL …]``. Prints a figure for each; a few minutes.

Every part but ``radera`` and ``rubriker`` rests on texts in ``benchmarks/control/`` that no training sees. The applications are those of the
writers that training keeps out.

- ``nekad``: a sentence that carries a criterion is put into an application that lacks it, and then its near twin that is denied, put off,
  conditional, past, merely mentioned or template text. The verdict must be met for the first, and not for the twin.
- ``omskriven``: the same with a plain sentence and two paraphrases, all of which must be met.
- ``radera``: the sentences that carry a met criterion are taken away, and the verdict must fall; they are put back, and it must return.
- ``rubriker``: every heading is changed for another förbund's word for the same section, and the verdicts must stay.
- ``tomma``: the blank form of every profile must meet nothing.
- ``andra``: minutes, reports and other papers must be told to be no application, and odd applications must not.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from extractors.model import Block, BlockKind, Document
from extractors.read import read
from extractors.understand import understand
from rules.criterion import catalogue, criterion
from rules.engine import review
from rules.model import GAPS, Status
from rules.profile import load_profile, profile_names
from rules.weigh import weigh
from training.annotated import Annotated
from training.corpus import applications, as_document, kept_out

CONTROL = Path(__file__).parent / "control"
Lines = Iterator[list[str]]


def lines(name: str) -> Lines:
    """The fields of a control file's lines."""
    for line in (CONTROL / name).read_text(encoding="utf-8").splitlines():
        yield line.split("\t")


@cache
def unseen() -> tuple[Annotated, ...]:
    """The applications of the writers that training keeps out."""
    return tuple(a for _, a in applications(kept_out()))


def status_with(name: str, topic: str, sentence: str) -> Status:
    """The verdict on a criterion when the sentence is put into an unseen application that lacks it."""
    host = next(a for a in unseen() if a.status[name] in GAPS and a.status[name] == "saknas")
    blocks = [b.model_copy(update={"topics": ()}) for b in as_document(host).blocks]
    at = max((i for i, b in enumerate(as_document(host).blocks) if topic in b.topics), default=len(blocks) - 1) + 1
    cells = tuple(sentence.split(" | ")) if " | " in sentence else ()
    kind: BlockKind = "rad" if cells else "stycke"
    blocks.insert(at, Block(id=0, kind=kind, text=sentence, cells=cells))
    return weigh(criterion(name), understand(_numbered(blocks))).status


def _numbered(blocks: Sequence[Block]) -> Document:
    return Document(kind="md", blocks=tuple(b.model_copy(update={"id": i}) for i, b in enumerate(blocks)))


def denied() -> None:
    """Print how often a carrying sentence is met, its twin is not, and both are right, by kind of twin."""
    right: Counter[tuple[str, str]] = Counter()
    total: Counter[str] = Counter()
    for name, topic, kind, carries, twin in lines("negation.tsv"):
        met = status_with(name, topic, carries) == "uppfyllt"
        refused = status_with(name, topic, twin) != "uppfyllt"
        for group in (kind, "alla"):
            total[group] += 1
            right.update({(group, "bär"): met, (group, "tvilling"): refused, (group, "båda"): met and refused})
    print(f"{'nekad':<14} {'par':>5} {'bär: uppfyllt':>15} {'tvilling: inte':>15} {'båda rätt':>10}")
    for group, count in total.items():
        shares = [right[group, what] / count for what in ("bär", "tvilling", "båda")]
        print(f"  {group:<12} {count:>5} {shares[0]:>15.3f} {shares[1]:>15.3f} {shares[2]:>10.3f}")


def paraphrased() -> None:
    """Print how often a plain sentence and its paraphrases are met."""
    met, total = [0, 0, 0], 0
    for name, topic, *three in lines("paraphrase.tsv"):
        total += 1
        for i, sentence in enumerate(three):
            met[i] += status_with(name, topic, sentence) == "uppfyllt"
    shares = "  ".join(
        f"{what} {n / total:.3f}" for what, n in zip(("rak", "omskriven 1", "omskriven 2"), met, strict=True)
    )
    print(f"omskriven      {total} rader: uppfyllt  {shares}")


def erased() -> None:
    """Print how often a met verdict falls when its carriers are taken away, and returns when they are put back."""
    fallen = returned = total = 0
    for annotated in unseen():
        whole = as_document(annotated, topics=False)
        before = {v.criterion: v for v in review(understand(whole)).verdicts}
        for name, status in annotated.status.items():
            carriers = [u for u in annotated.units if {name, name + "~"} & set(u.marks)]
            if status != "uppfyllt" or before[name].status != "uppfyllt" or not carriers:
                continue
            blocks = [_without(b, [u.text for u in carriers]) for b in whole.blocks]
            after = weigh(criterion(name), understand(_numbered([b for b in blocks if b.text.strip(" |")])))
            total += 1
            fallen += after.status != "uppfyllt"
        returned += {v.criterion: v for v in review(understand(whole)).verdicts} == before
    print(f"radera         {total} uppfyllda: faller {fallen / total:.3f}, åter {returned}/{len(unseen())} handlingar")


def _without(block: Block, sentences: Sequence[str]) -> Block:
    text = block.text
    for sentence in sentences:
        text = text.replace(" | ".join(c.strip() for c in sentence.split("|")) if block.cells else sentence, "")
    return block.model_copy(update={"text": text.strip(), "cells": block.cells if text == block.text else ()})


def other_headings() -> None:
    """Print how often verdicts stay the same under the headings of each other förbund's template."""
    for name in profile_names():
        words = {t: s.heading for s in reversed(load_profile(name).sections) for t in s.topics[:1]}
        same = total = gaps_right = gaps = 0
        for annotated in unseen():
            whole = as_document(annotated, topics=False)
            topics = [b.topics for b in as_document(annotated).blocks]
            swapped = [
                b.model_copy(update={"text": words[t[0]]}) if b.kind == "rubrik" and t and t[0] in words else b
                for b, t in zip(whole.blocks, topics, strict=True)
            ]
            before, after = review(understand(whole)).verdicts, review(understand(_numbered(swapped))).verdicts
            for one, other in zip(before, after, strict=True):
                total += 1
                same += one.status == other.status
                if annotated.status[other.criterion] != "delvis":
                    gaps += 1
                    gaps_right += (annotated.status[other.criterion] in GAPS) == other.is_gap
        print(
            f"rubriker       {name:<10} {total} omdömen: lika {same / total:.3f}, bristen rätt {gaps_right / gaps:.3f}"
        )


def blank_forms() -> None:
    """Print how many criteria the blank form of each profile is said to meet."""
    from reports.form.build import build_form
    from reports.form.plan import plan_form
    from reports.sender import Sender

    for name in profile_names():
        plan = plan_form(load_profile(name), first_year=2027, years=2)
        with TemporaryDirectory() as folder:
            path = Path(folder) / "blankett.docx"
            path.write_bytes(build_form(plan, Sender(forbund="Samordningsförbundet"), day=date(2026, 1, 1)))
            result = review(understand(read(path)), name)
        met = [v.criterion for v in result.verdicts if v.status in ("uppfyllt", "delvis")]
        print(f"tomma          {name:<10} uppfyllda {len(met)} av {len(catalogue())} {' '.join(met)}")


def other_papers() -> None:
    """Print which papers are told to be no application, and which applications are."""
    for folder, wanted in (("other", False), ("ansokan", True)):
        wrong = []
        papers = sorted((CONTROL / folder).glob("*.md"))
        for path in papers:
            text = io.StringIO(path.read_text(encoding="utf-8"))
            if review(understand(_numbered(list(_plain_blocks(text))))).is_application != wanted:
                wrong.append(path.stem)
        print(f"andra          {folder:<10} rätt {len(papers) - len(wrong)} av {len(papers)} {' '.join(wrong)}")


def _plain_blocks(text: io.StringIO) -> Iterator[Block]:
    for line in (each.strip() for each in text):
        if line.startswith("#"):
            kind: BlockKind = "titel" if line.startswith("# ") else "rubrik"
            yield Block(id=0, kind=kind, text=line.lstrip("# "), level=1)
        elif line.startswith(("- ", "* ")):
            yield Block(id=0, kind="lista", text=line[2:])
        elif line:
            yield Block(id=0, kind="stycke", text=line)


PARTS: dict[str, Callable[[], None]] = {
    "nekad": denied,
    "omskriven": paraphrased,
    "radera": erased,
    "rubriker": other_headings,
    "tomma": blank_forms,
    "andra": other_papers,
}


def main() -> int:
    """Run the parts asked for, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", metavar="DEL", nargs="*", choices=[*PARTS, []], help=", ".join(PARTS))
    for part in parser.parse_args().parts or PARTS:
        print(f"mäter {part} …", file=sys.stderr)
        PARTS[part]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
