"""Which pages the handbook has, in what order, and how they are brought up to date."""

from __future__ import annotations

import difflib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handbook.blocks import pieces, with_made, with_screens
from handbook.dependencies import sbom
from handbook.examples import ExampleError, run_page
from handbook.figures import PARTS
from handbook.reference import PAGES

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
BOOK = DOCS / "handbok"
REFERENCE = BOOK / "referens"
SBOM = DOCS / "sbom.cdx.json"
_MORE = ("installera", "integritet", "mallar", "profiler", "arkiv", "granskningsformat")


@dataclass(frozen=True)
class Group:
    """Pages that stand together under a heading in the table of contents."""

    name: str
    pages: tuple[Path, ...]
    language: str = "sv"


def groups() -> tuple[Group, ...]:
    """All pages. Chapters are found by being in ``docs/handbok``, in the order of their numbers; developers' pages are what is left."""
    chapters = tuple(sorted(BOOK.glob("[0-9]*.md")))
    reference = tuple(REFERENCE / f"{name}.md" for name in PAGES)
    more = tuple(path for name in _MORE if (path := DOCS / f"{name}.md").exists())
    developers = tuple(path for path in sorted(DOCS.glob("*.md")) if path not in more)
    return (
        Group("Handbok", (BOOK / "index.md", *chapters)),
        Group("Slå upp", reference),
        Group("Fördjupning", more),
        Group("För utvecklare (på engelska)", developers, "en"),
    )


def all_pages() -> Iterator[Path]:
    """Every page, in the order of the table of contents."""
    for group in groups():
        yield from group.pages


def with_figures(page: str) -> str:
    """The page with its made parts as they should be."""
    return with_made(page, {name: make() for name, make in PARTS.items() if f"<!-- gjort {name} -->" in page})


def wanted(path: Path) -> str:
    """A page, or the SBOM, as it should be. Raises ExampleError for a command that goes otherwise than the page says."""
    if path == SBOM:
        return sbom()
    if path.parent == REFERENCE:
        return PAGES[path.stem]()
    text = with_figures(path.read_text(encoding="utf-8"))
    if not any(piece.kind == "sh" for piece in pieces(text)):
        return text
    with tempfile.TemporaryDirectory(prefix="handbok-") as folder:
        return with_screens(text, run_page(path.relative_to(DOCS).as_posix(), text, Path(folder).resolve()))


def bring_up_to_date() -> list[Path]:
    """Write reference pages, screens, figures and the SBOM anew; the files that were changed. Raises ExampleError."""
    REFERENCE.mkdir(exist_ok=True)
    changed = []
    for path in (*all_pages(), SBOM):
        text = wanted(path)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed


def differences() -> Iterator[str]:
    """What differs between the pages and the program: commands that fail, and lines that are no longer true."""
    for path in (*all_pages(), SBOM):
        name = path.relative_to(ROOT).as_posix()
        try:
            text = wanted(path)
        except ExampleError as error:
            yield str(error)
            continue
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        yield from difflib.unified_diff(
            before.splitlines(), text.splitlines(), name, f"{name} (as it should be)", "", "", 0, ""
        )
