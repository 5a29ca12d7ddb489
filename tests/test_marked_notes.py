"""What the notes of a marked copy say, and the command that makes it."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from click.testing import CliRunner

from intake.commands.markera import command
from intake.marking import write_copy
from reports.marked.model import Mark, MarkedCopy
from reports.marked.notes import marks_of
from reports.received import SetAside
from rules.criterion import criterion
from tests.marked_files import comments
from tests.memo_example import PROFILE, application, review

_SAMPLES = Path(__file__).parent.parent / "sample_submissions"


def about(name: str, marks: tuple[Mark, ...]) -> Mark:
    return next(m for m in marks if criterion(name).name in m.text)


def test_every_quotation_is_words_of_its_block() -> None:
    for mark in marks_of(review(), PROFILE):
        assert mark.block is None or mark.quote in application().block(mark.block).text


def test_what_must_be_met_and_is_met_is_marked_and_what_only_informs_is_not() -> None:
    marks = marks_of(review(), PROFILE)
    kinds = {m.kind for m in marks}
    assert "brist" in kinds
    assert all("upplysning" not in m.text for m in marks)
    assert not [m for m in marks if criterion("referensgrupp").name + ":" in m.text]


def test_what_is_missing_is_gathered_with_what_is_asked_for() -> None:
    missing = [m for m in marks_of(review(), PROFILE) if not m.of_words]
    assert missing
    assert all("\n– " in m.text for m in missing)
    places = [m.block for m in missing]
    assert len(places) == len(set(places))
    assert all(m.block is None or application().block(m.block).kind in ("rubrik", "titel") for m in missing)


def test_a_verdict_that_a_person_has_set_aside_is_told_with_name_and_reason() -> None:
    decided = SetAside(
        criterion="styrgrupp", status="saknas", programs_status="uppfyllt", reason="Bara ett namn.", name="Eva Ek", day="2026-11-02"
    )  # fmt: skip
    mark = about("styrgrupp", marks_of(review(), PROFILE, (decided,)))
    assert mark.kind == "brist"
    assert "Bedömt av Eva Ek: Bara ett namn." in mark.text


def test_what_is_no_application_gets_one_note() -> None:
    [mark] = marks_of(review(is_application=False), PROFILE)
    assert mark.text.startswith("Handlingen ser inte ut att vara en ansökan")


def test_the_command_writes_a_copy_beside_and_leaves_the_original(tmp_path: Path) -> None:
    source = tmp_path / "ansokan.docx"
    shutil.copy(_SAMPLES / "02-oppna-dorren.docx", source)
    before = hashlib.sha256(source.read_bytes()).hexdigest()
    done = CliRunner().invoke(
        command, [str(source), "--ut", str(tmp_path / "ut"), "--datum", "2026-11-20"], standalone_mode=False
    )
    copy = tmp_path / "ut" / "ansokan-markerad.docx"
    assert done.stdout.startswith(f"Den markerade kopian är {copy}")
    assert done.return_value == 0
    assert len(comments(copy.read_bytes())) > 10
    assert hashlib.sha256(source.read_bytes()).hexdigest() == before


def test_neither_a_file_nor_a_case_is_one_sentence() -> None:
    done = CliRunner().invoke(command, ["2099-001"])
    assert done.exit_code != 0
    assert "2099-001 är ingen fil" in done.output


def test_a_copy_that_someone_has_worked_in_is_left(tmp_path: Path) -> None:
    first = write_copy(Path("a.docx"), MarkedCopy(content=b"ett"), tmp_path)
    assert write_copy(Path("a.docx"), MarkedCopy(content=b"ett"), tmp_path) == first
    first.write_bytes(b"med svar")
    second = write_copy(Path("a.docx"), MarkedCopy(content=b"ett"), tmp_path)
    assert (second.name, first.read_bytes()) == ("a-markerad-2.docx", b"med svar")
