"""Papers on disk: whole or not at all, never over another application's, never over what a person has written."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from typing import Any

import docx
import pytest

import reports.written as written
from reports.granskning import review_data
from reports.papers import RECORD_IN_PDF, Written, shipped_template, write_review_papers
from reports.received import Received
from reports.typeset import attached
from reports.word import text_of
from rules.model import Review, Verdict
from tests import memo_example as example


def write(received: Received, out: Path, review: Review | None = None, **more: Any) -> Written:
    review = review or example.review()
    return write_review_papers(received, review, review_data(received, review), out, **more)


def seen(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if not p.name.startswith("."))


def written_on(paper: Path) -> bytes:
    """A person opens the memo, writes in it and saves."""
    document = docx.Document(str(paper))
    document.add_paragraph("Gruppen vill veta mer om praktiken.")
    document.save(str(paper))
    return paper.read_bytes()


def with_the_budget_mended() -> Review:
    """The example where the applicant has answered: the budget adds up."""
    review = example.review()

    def answered(verdict: Verdict) -> Verdict:
        return verdict.model_copy(update={"status": "uppfyllt"}) if verdict.criterion == "budget-summerar" else verdict

    return review.model_copy(update={"verdicts": tuple(answered(v) for v in review.verdicts)})


def test_a_memo_in_two_forms_and_a_record_are_written(tmp_path: Path) -> None:
    memo, page, record = write(example.RECEIVED, tmp_path / "ut").papers
    assert seen(tmp_path / "ut") == ["halsoslussen-beredning.docx", "halsoslussen-beredning.pdf", "halsoslussen.json"]
    assert memo.read_bytes()[:2] == b"PK"
    assert page.read_bytes().startswith(b"%PDF-")
    assert record.read_text(encoding="utf-8").endswith("}\n")
    assert json.loads(record.read_text(encoding="utf-8"))["fil"]["namn"] == "halsoslussen.docx"
    told = json.loads(record.read_text(encoding="utf-8"))
    assert told.pop("papper") == [
        {"namn": paper.name, "sha256": hashlib.sha256(paper.read_bytes()).hexdigest()} for paper in (memo, page)
    ]
    hints = told.pop("fragor_till_forbundet")
    assert [hint["id"] for hint in hints] == ["jav"], "kept in the record, and never sent with the paper"
    assert json.loads(attached(page.read_bytes(), RECORD_IN_PDF) or b"") == told, (
        "the PDF holds the review it was made from"
    )


def test_the_same_application_is_written_over_and_another_with_its_name_is_not(tmp_path: Path) -> None:
    first = write(example.RECEIVED, tmp_path)
    assert write(example.RECEIVED, tmp_path) == first
    other = example.RECEIVED.model_copy(update={"name": "halsoslussen.pdf", "sha256": "ab" * 32})
    second = write(other, tmp_path)
    assert second.papers[-1].name == "halsoslussen-abababab.json"
    assert write(other, tmp_path) == second
    assert len(seen(tmp_path)) == 6


def test_a_file_of_the_name_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    theirs = tmp_path / "halsoslussen-beredning.docx"
    theirs.write_text("förbundets eget")
    write(example.RECEIVED, tmp_path)
    assert theirs.read_text() == "förbundets eget"


def test_what_a_person_wrote_in_a_memo_stays_and_the_new_one_says_what_differs(tmp_path: Path) -> None:
    first = write(example.RECEIVED, tmp_path).papers
    theirs = written_on(first[0])
    again = write(example.RECEIVED, tmp_path, with_the_budget_mended())
    assert first[0].read_bytes() == theirs
    assert [p.name for p in again.papers] == [
        "halsoslussen-beredning-2.docx",
        "halsoslussen-beredning-2.pdf",
        "halsoslussen.json",
    ]
    assert again.notes == (
        "halsoslussen-beredning.docx har ändrats för hand och är orörd. Den nya heter halsoslussen-beredning-2.docx.",
    )
    said = text_of(again.papers[0].read_bytes())
    assert (
        "Ny version 9\u00a0oktober 2026. halsoslussen-beredning.docx har ändrats för hand och ligger orörd kvar."
        in said
    )
    assert "Åtgärdade brister: budgeten summerar." in said


def test_a_memo_laid_beside_is_written_over_until_someone_writes_in_it_too(tmp_path: Path) -> None:
    written_on(write(example.RECEIVED, tmp_path).papers[0])
    second = write(example.RECEIVED, tmp_path, with_the_budget_mended())
    assert write(example.RECEIVED, tmp_path, with_the_budget_mended()) == second
    theirs = written_on(second.papers[0])
    later = example.RECEIVED.model_copy(update={"version": "1.1.0"})
    assert write(later, tmp_path, with_the_budget_mended()).papers[0].name == "halsoslussen-beredning-3.docx"
    assert second.papers[0].read_bytes() == theirs


def test_no_new_memo_is_laid_beside_where_nothing_is_new(tmp_path: Path) -> None:
    theirs = written_on(write(example.RECEIVED, tmp_path).papers[0])
    again = write(example.RECEIVED, tmp_path)
    assert len(seen(tmp_path)) == 3
    assert (tmp_path / "halsoslussen-beredning.docx").read_bytes() == theirs
    assert again.notes == ()


def test_the_forbunds_own_template_is_used(tmp_path: Path) -> None:
    templates = tmp_path / "mallar"
    templates.mkdir()
    document = docx.Document(io.BytesIO(shipped_template("beredning.docx")))
    document.paragraphs[0].insert_paragraph_before("Förbundets egen mall för {{ insats }}")
    document.save(str(templates / "beredning.docx"))
    memo = write(example.RECEIVED, tmp_path / "ut", templates=templates).papers[0]
    assert text_of(memo.read_bytes()).startswith("Förbundets egen mall för Hälsoslussen")


@pytest.mark.parametrize(
    ("tag", "says"),
    [("{{ insatsnamnet }}", "uppgiften insatsnamnet finns inte"), ("{{ 1 / 0 }}", "en märkning går inte att följa")],
)
def test_a_template_with_a_fault_is_told_of_and_the_review_goes_on(tmp_path: Path, tag: str, says: str) -> None:
    templates = tmp_path / "mallar"
    templates.mkdir()
    document = docx.Document()
    document.add_paragraph(tag)
    document.save(str(templates / "beredning.docx"))
    done = write(example.RECEIVED, tmp_path / "ut", templates=templates)
    assert len(done.notes) == 1
    assert done.notes[0].startswith(f"Mallen beredning.docx kan inte användas: {says}")
    assert done.notes[0].endswith("Beredningen skrevs med programmets egen mall.")
    assert "Förslag till beslut" in text_of(done.papers[0].read_bytes())


def test_a_template_that_is_no_word_file_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "beredning.docx").write_text("inte Word")
    assert "den är ingen Word-fil" in write(example.RECEIVED, tmp_path / "ut", templates=tmp_path).notes[0]


def test_a_very_long_name_still_becomes_a_file(tmp_path: Path) -> None:
    long = example.RECEIVED.model_copy(update={"name": "å" * 200 + ".docx"})
    assert len(write(long, tmp_path).papers[0].name.encode("utf-8")) < 255


def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_space(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(written.os, "fsync", no_space)
    with pytest.raises(OSError, match="No space"):
        write(example.RECEIVED, tmp_path)
    assert seen(tmp_path) == []
