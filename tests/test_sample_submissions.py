"""The samples: every source is rendered and told of, and every file can be read whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.read import read

FOLDER = Path(__file__).parents[1] / "sample_submissions"
FILES = sorted(p for p in FOLDER.iterdir() if p.name[:2].isdigit())
KINDS = {".docx": "docx", ".pdf": "pdf", ".eml": "eml", ".odt": "odt"}


def test_every_source_has_its_file_and_its_line_in_the_readme() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert {p.stem for p in FILES} == {p.stem for p in (FOLDER / "src").glob("*.md")}
    assert all(f"`{p.name}`" in readme for p in FILES)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_a_sample_is_read_whole(path: Path) -> None:
    document = read(path)
    assert document.kind == KINDS[path.suffix]
    assert document.ocr == path.name.startswith("06-")
    assert document.loss.share > 0.95
    assert len(document.blocks) > 10
