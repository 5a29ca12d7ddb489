"""Papers on disk: whole or not at all, and never over another application's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import reports.papers as papers
from reports.granskning import review_data
from reports.received import Received
from tests import memo_example as example


def write(received: Received, out: Path) -> tuple[Path, ...]:
    review = example.review()
    return papers.write_review_papers(received, review, review_data(received, review), out)


def test_a_memo_and_a_record_are_written(tmp_path: Path) -> None:
    memo, record = write(example.RECEIVED, tmp_path / "ut")
    assert memo.name == "halsoslussen-beredning.docx"
    assert record.name == "halsoslussen.json"
    assert memo.read_bytes()[:2] == b"PK"
    written = record.read_text(encoding="utf-8")
    assert written.endswith("}\n")
    assert json.loads(written)["fil"]["namn"] == "halsoslussen.docx"


def test_the_same_application_is_written_over_and_another_with_its_name_is_not(tmp_path: Path) -> None:
    first = write(example.RECEIVED, tmp_path)
    assert write(example.RECEIVED, tmp_path) == first
    other = example.RECEIVED.model_copy(update={"name": "halsoslussen.pdf", "sha256": "ab" * 32})
    second = write(other, tmp_path)
    assert second[1].name == "halsoslussen-abababab.json"
    assert write(other, tmp_path) == second
    assert len(list(tmp_path.iterdir())) == 4


def test_a_file_of_the_name_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    theirs = tmp_path / "halsoslussen-beredning.docx"
    theirs.write_text("förbundets eget")
    write(example.RECEIVED, tmp_path)
    assert theirs.read_text() == "förbundets eget"


def test_a_very_long_name_still_becomes_a_file(tmp_path: Path) -> None:
    long = example.RECEIVED.model_copy(update={"name": "å" * 200 + ".docx"})
    memo, _ = write(long, tmp_path)
    assert len(memo.name.encode("utf-8")) < 255


def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_space(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(papers.os, "fsync", no_space)
    with pytest.raises(OSError, match="No space"):
        write(example.RECEIVED, tmp_path)
    assert list(tmp_path.iterdir()) == []
