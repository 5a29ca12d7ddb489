"""Mangled files get a `Document` or one Swedish sentence; ``python -m benchmarks.fuzz`` does the same for thousands."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst

from benchmarks.fuzz import fuzz

SAMPLES = sorted((Path(__file__).parents[1] / "sample_submissions").glob("*.docx"))
PDF = """#set page(paper: "a4")
#set text(lang: "sv")
= Ansökan om insatsmedel
Kommunen och Försäkringskassan söker medel för unga vuxna som står långt från arbete.
#table(columns: 2, [Post], [Kronor], [Samordnare], [700 000], [Summa], [700 000])
"""
RTF = rb"{\rtf1\ansi{\b Syfte}\par M\'e5let \'e4r att \'f6ka samverkan.\par\trowd\cellx3000 Post\cell 100\cell\row}"


@pytest.mark.parametrize("seed", [20, 26])
def test_sixty_mangled_files_end_in_words_or_a_sentence(tmp_path: Path, seed: int) -> None:
    pdf, rtf = tmp_path / "ansokan.pdf", tmp_path / "ansokan.rtf"
    pdf.write_bytes(typst.compile(PDF.encode()))
    rtf.write_bytes(RTF)
    outcomes, faults = fuzz([SAMPLES[0], pdf, rtf], 30, seed=seed)
    assert outcomes.total() == 30
    assert faults == []
