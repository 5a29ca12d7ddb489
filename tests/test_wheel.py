"""The wheel that people install: it holds every file of the rooms, and works where nothing else of ours is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("archive", "desk", "extractors", "intake", "reports", "rules")
_SOURCES_OF_OTHER_FILES = (".po",)


def shipped(root: Path) -> Iterable[str]:
    """The files that the program consists of, as they lie in the rooms' folders."""
    for room in ROOMS:
        for path in (root / room).rglob("*"):
            hidden = "__pycache__" in path.parts or path.name.startswith(".")
            if path.is_file() and not hidden and path.suffix not in _SOURCES_OF_OTHER_FILES:
                yield path.relative_to(root).as_posix()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy so that nothing is left in the checkout."""
    folder = tmp_path_factory.mktemp("bygge")
    for name in (*ROOMS, "pyproject.toml", "README.md", "LICENSE"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    words = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder / "dist"), str(folder)]
    built = subprocess.run(words, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr[-2000:]
    (found,) = (folder / "dist").glob("*.whl")
    return found


def test_the_wheel_holds_every_file_of_the_rooms_and_nothing_else(wheel: Path) -> None:
    inside = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert inside == set(shipped(ROOT))


def test_every_system_takes_the_wheel(wheel: Path) -> None:
    assert wheel.name.endswith("-py3-none-any.whl")


def test_a_file_is_reviewed_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    """The rooms are taken out of the wheel; the checkout is out of reach."""
    zipfile.ZipFile(wheel).extractall(tmp_path / "program")
    shutil.copy(ROOT / "sample_submissions" / "03-ungdomssparet.docx", tmp_path)
    run = "import sys; sys.path.insert(0, sys.argv.pop(1)); import intake; print(intake.__file__); from intake.cli import main; main()"
    told = subprocess.run(
        [sys.executable, "-c", run, str(tmp_path / "program"), "granska", "03-ungdomssparet.docx", "--ut", "ut"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr[-2000:]
    assert told.stdout.startswith(str(tmp_path / "program"))
    assert sorted(p.name for p in (tmp_path / "ut").iterdir()) == [
        "03-ungdomssparet-beredning.docx",
        "03-ungdomssparet-beredning.pdf",
        "03-ungdomssparet.json",
    ]


def test_extras_are_what_the_messages_say() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(project["optional-dependencies"]) >= {"kluster", "postgres"}
