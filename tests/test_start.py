"""A command line that answers at once: what is heavy is loaded only by the command that needs it."""

from __future__ import annotations

import subprocess
import sys

import pytest

_HEAVY = (
    "pydantic",
    "numpy",
    "lxml",
    "spacy",
    "docx",
    "jinja2",
    "typst",
    "starlette",
    "distributed",
    "psycopg",
    "zoneinfo",
)
_RUN = (
    "import sys; sys.argv = ['beredning', *sys.argv[1:]]\n"
    "from intake.cli import main\n"
    "try: main()\n"
    "except SystemExit: pass\n"
    "print('LOADED', *sorted({name.partition('.')[0] for name in sys.modules}))"
)


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["granska", "--help"], ["arenden", "--help"]])
def test_help_loads_nothing_heavy(words: list[str]) -> None:
    told = subprocess.run([sys.executable, "-c", _RUN, *words], capture_output=True, text=True, check=True)
    loaded = set(told.stdout.rsplit("LOADED ", 1)[1].split())
    assert "click" in loaded
    assert loaded.isdisjoint(_HEAVY)
