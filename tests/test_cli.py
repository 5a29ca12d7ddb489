"""The command line speaks Swedish, keeps its exit codes, and lets no bad file stop the others."""

import json
import subprocess
import sys
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus" / "dev"


def beredning(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from intake.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=cwd, check=False)


def test_help_is_swedish_and_lists_the_commands() -> None:
    done = beredning("--help")
    assert done.returncode == 0
    assert "Användning:" in done.stdout
    assert "granska" in done.stdout
    assert "Options" not in done.stdout


def test_a_wrong_word_gives_a_swedish_sentence_and_code_2() -> None:
    done = beredning("granskaa")
    assert done.returncode == 2
    assert "finns inte" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unreadable_file_has_its_line_and_code_1_and_the_rest_goes_on(tmp_path: Path) -> None:
    broken = tmp_path / "trasig.docx"
    broken.write_bytes(b"PK\x03\x04 inte en zip")
    done = beredning("granska", "--format", "json", broken, CORPUS / "D05.odt", cwd=tmp_path)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [line["status"] for line in lines] == ["olasbar", "granskad"]
    assert lines[0]["fel"]["kod"] == "trasig"
    assert len(lines[0]["kriterier"]) == len(lines[1]["kriterier"]) == 49
    assert not (tmp_path / "granskning").exists()


def test_memo_and_review_are_written_and_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        done = beredning("granska", CORPUS / "D05.odt", "--ut", tmp_path / folder, "--datum", "2026-01-15")
        assert done.returncode == 0, done.stderr
        assert "Nystart Norrtuna" in done.stdout
    names = sorted(p.name for p in (tmp_path / "a").iterdir())
    assert names == ["D05-beredning.docx", "D05-beredning.pdf", "D05.json"]
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_a_criterion_is_explained_with_rule_source_and_examples() -> None:
    done = beredning("kriterier", "sus")
    assert done.returncode == 0
    assert all(word in done.stdout for word in ("Regel", "Källa", "Exempel", "Råd"))


def test_the_ground_of_a_verdict_is_shown() -> None:
    done = beredning("forklara", CORPUS / "D05.odt", "minst-tva-parter")
    assert done.returncode == 0
    assert "avviker" in done.stdout
