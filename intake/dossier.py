"""One folder of papers for each case of a meeting: the application, the beredning, the letters and what changed since before."""

from __future__ import annotations

from pathlib import Path

from intake.case_text import comparison_lines
from intake.compare import all_versions, latest_comparison
from intake.register import Case, Register
from intake.workfolder import WorkFolder
from reports.papers import without_private_questions

_APPLICATION, _PAPERS, _LETTERS, _EARLIER = "ansokan", "beredning", "brev", "tidigare versioner"
_COMPARISON = "jamforelse med forra versionen.txt"


def dossier(folder: WorkFolder, register: Register, case: Case) -> dict[str, bytes]:
    """The papers of a case by their names in its dossier. Originals are copied bit for bit. Raises OSError."""
    papers: dict[str, bytes] = {}
    versions = all_versions(register, case)
    for number, (owner, file) in enumerate(versions, 1):
        place = (folder.root / file.path).parents[1]
        newest = number == len(versions)
        _take(papers, folder.root / file.path, _APPLICATION if newest else f"{_EARLIER}/version {number}")
        for attached in owner.attachments_of(file):
            _take(
                papers,
                folder.root / attached.path,
                f"{_APPLICATION}/bilagor" if newest else f"{_EARLIER}/version {number}",
            )
        if newest:
            for paper in sorted(place.glob("*")):
                _take(papers, paper, _PAPERS)
    for name in [n for n in papers if n.startswith(f"{_PAPERS}/") and n.endswith(".json")]:
        papers[name] = without_private_questions(papers[name])
    for letter in sorted(p for p in (folder.cases / case.folder / _LETTERS).rglob("*") if p.is_file()):
        _take(papers, letter, _LETTERS)
    change = latest_comparison(folder, register, case)
    if change is not None:
        papers[_COMPARISON] = ("\n".join(line.removeprefix("  ") for line in comparison_lines(change)) + "\n").encode()
    return {f"{case.folder}/{name}": content for name, content in papers.items()}


def _take(papers: dict[str, bytes], path: Path, place: str) -> None:
    """Add a file of the case; two of one name are told apart by a number. Links and half-written files are passed over."""
    if path.is_symlink() or not path.is_file() or path.name.startswith("."):
        return
    name, count = f"{place}/{path.name}", 1
    while name in papers:
        count += 1
        name = f"{place}/{path.stem} ({count}){path.suffix}"
    papers[name] = path.read_bytes()
