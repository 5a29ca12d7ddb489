"""The examples of ``docs/utvecklare.md`` are put in their folders, found by being there, and work."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

PAGE = Path(__file__).parent.parent / "docs" / "utvecklare.md"
EXAMPLES = dict(re.findall(r"(?ms)^```python fil=(\S+)\n(.*?)^```", PAGE.read_text(encoding="utf-8")))
CACHES = (
    ("extractors.read", "format_names"),
    ("rules.criterion", "catalogue"),
    ("reports.letters", "letter_kinds"),
    ("rules.questions", "kinds"),
)


def forget() -> None:
    for module, name in CACHES:
        getattr(import_module(module), name).cache_clear()


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """All five examples, each in a folder that its package looks in too."""
    names = []
    for path, content in EXAMPLES.items():
        package = Path(path).parent.as_posix().replace("/", ".")
        folder = tmp_path / package
        folder.mkdir(exist_ok=True)
        (folder / Path(path).name).write_text(content, encoding="utf-8")
        found = import_module(package)
        monkeypatch.setattr(found, "__path__", [*found.__path__, str(folder)])
        names.append(f"{package}.{Path(path).stem}")
    forget()
    yield
    for name in names:
        sys.modules.pop(name, None)
    monkeypatch.undo()
    forget()


def test_there_is_one_example_of_each() -> None:
    folders = [str(Path(path).parent) for path in EXAMPLES]
    assert folders == ["extractors/formats", "rules/criteria", "reports/letters", "rules/questions", "intake/commands"]


@pytest.mark.usefixtures("added")
def test_the_format_is_told_by_content_and_read(tmp_path: Path) -> None:
    from extractors.errors import Unreadable
    from extractors.read import read

    form = tmp_path / "ansökan.dat"
    form.write_text(json.dumps({"formular": [{"fraga": "Mål", "svar": "Sju av tio i arbete.\nSenast 2028."}]}), "utf-8")
    document = read(form)
    assert document.kind == "etjanst"
    assert [(b.kind, b.text) for b in document.blocks] == [
        ("rubrik", "Mål"),
        ("stycke", "Sju av tio i arbete."),
        ("stycke", "Senast 2028."),
    ]
    form.write_text('{"formular": [', "utf-8")
    with pytest.raises(Unreadable, match="skadad"):
        read(form)


@pytest.mark.usefixtures("added")
def test_the_criterion_is_in_the_catalogue() -> None:
    from rules.criterion import catalogue, criterion
    from rules.profile import load_profile

    ids = [c.id for c in catalogue()]
    assert ids.index("jamstalldhet") == ids.index("deltagarmedverkan") + 1
    assert {e.status for e in criterion("jamstalldhet").examples} == {"uppfyllt", "saknas"}
    assert load_profile("allman").weight("jamstalldhet") == "upplysning"


@pytest.mark.usefixtures("added")
def test_the_letter_is_written() -> None:
    from reports.letters import letter_kind
    from reports.letters.model import Material
    from reports.sender import Sender

    letter = letter_kind("paminnelse").write(
        Material(sender=Sender(forbund="Sydvik"), day=date(2026, 11, 22), dnr="2026-001")
    )
    assert letter.rubrik == "Vi väntar på ert svar"
    assert "2026-001" in str(letter.delar)


@pytest.mark.usefixtures("added")
def test_the_question_is_asked_only_of_a_start_in_july() -> None:
    from extractors.model import Application, Block, Document
    from extractors.understand import understand
    from rules.profile import load_profile
    from rules.questions import Asking, ask_all

    def asked(text: str) -> list[str]:
        blocks = tuple(Block(id=n, kind="stycke", text=t, page=1) for n, t in enumerate(text.splitlines()))
        application: Application = understand(Document(kind="txt", blocks=blocks)).model_copy(update={"flags": ()})
        return [q.id for q in ask_all(Asking(application=application, profile=load_profile("allman")))]

    assert "sommarstart" in asked("Ansökan om insatsmedel\nInsatsen startar 2027-07-01 och pågår till 2028-06-30.")
    assert "sommarstart" not in asked("Ansökan om insatsmedel\nInsatsen startar 2027-02-01 och pågår till 2028-01-31.")


@pytest.mark.usefixtures("added")
def test_the_command_is_found_and_answers(tmp_path: Path) -> None:
    from intake.cli import cli

    assert "antal" in CliRunner().invoke(cli, ["--help"]).output
    CliRunner().invoke(cli, ["starta", str(tmp_path / "mapp")], standalone_mode=False)
    said = CliRunner().invoke(cli, ["antal", "--mapp", str(tmp_path / "mapp")], standalone_mode=False)
    assert (said.output, said.return_value) == ("0 ärenden.\n", 0)
