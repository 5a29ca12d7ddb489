"""The handbook says what the program does: every command shown is run, every screen, reference page and figure is compared."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from pathlib import Path

import click
import pytest

from benchmarks.matt import told
from handbook import dependencies, reference
from handbook.blocks import pieces, with_made, with_screens
from handbook.by_hand import entered
from handbook.examples import ExampleError, run_page
from handbook.pages import BOOK, DOCS, ROOT, SBOM, all_pages
from handbook.site import anchor, build
from tests.no_network import can_unshare, run_guarded

PAGES = [path.relative_to(DOCS).as_posix() for path in all_pages()]
PAGE = """# Prov

```sh
beredning starta mapp
```

```utskrift 1
```

```utskrift mapp=mapp grunt
```
"""


@pytest.mark.skipif(
    sys.platform != "linux", reason="Sidornas svar är skrivna på Linux: sökvägar ser annorlunda ut på andra system"
)
def test_every_page_is_what_the_program_does_and_no_command_leaves_the_machine(tmp_path: Path) -> None:
    """All the handbook's commands, in a guarded process and where the system allows in a network namespace with nothing in it."""
    ran = run_guarded(tmp_path, "-m", "handbook", "kontrollera", unshared=can_unshare())
    assert ran.attempts == ()
    assert not [
        name for name in ran.left_at_home if "/beredning/tessdata-" not in name
    ]  # OCR data, as docs/integritet.md tells
    assert ran.code == 0, f"Run: python -m handbook uppdatera\n{ran.out}\n{ran.err}"


def test_a_page_is_filled_in_by_what_its_commands_print(tmp_path: Path) -> None:
    screens = run_page("prov", PAGE, tmp_path)
    filled = with_screens(PAGE, screens)
    assert "```utskrift 1\nArbetsmappen /hem/maja/mapp är klar.\n…\n```" in filled
    assert "```utskrift mapp=mapp grunt\narenden/\narkiv/\nfel/\n" in filled
    assert [p.kind for p in pieces(filled)] == ["sh", "utskrift", "utskrift"]


@pytest.mark.parametrize(
    ("page", "told_by"),
    [
        ("```sh\nberedning visa 1 --mapp saknas\n```\n", "left with 2, not 0"),
        ("```sh slutkod=1\nberedning profil lista\n```\n", "left with 0, not 1"),
        ("```sh\nrm -rf .\n```\n", "does not begin with beredning"),
        ("<!-- prov trolla 1 -->\n", "not known"),
    ],
)
def test_a_command_that_goes_otherwise_than_the_page_says_is_told(tmp_path: Path, page: str, told_by: str) -> None:
    with pytest.raises(ExampleError, match=told_by):
        run_page("prov", page, tmp_path)


def test_a_directive_that_is_misspelt_is_told() -> None:
    with pytest.raises(ValueError, match="line 1"):
        list(pieces("<!-- provdag 2026-01-01\n-->\n"))


def test_settings_are_entered_as_a_person_would() -> None:
    before = '[a]\nx = ""   # om x\n\n[b]\nx = 1\n'
    assert entered(before, "[b]\nx = 2\ny = 3\n") == '[a]\nx = ""   # om x\n\n[b]\nx = 2\ny = 3\n'
    assert entered(before, "[[c]]\nz = 1\n").endswith("x = 1\n\n[[c]]\nz = 1\n")
    assert entered(before, "[d]\nz = 1\n").endswith("x = 1\n\n[d]\nz = 1\n")


def test_made_parts_are_renewed_and_the_rest_stays() -> None:
    page = "före\n<!-- gjort a -->\ngammalt\n<!-- slut -->\nefter\n"
    assert with_made(page, {"a": "nytt"}) == "före\n<!-- gjort a -->\n\nnytt\n\n<!-- slut -->\nefter\n"
    with pytest.raises(KeyError):
        with_made(page, {})


def known_words(words: list[str]) -> click.Command:
    """The command that these words call; raises AssertionError for an unknown command or option."""
    from intake.cli import cli

    command: click.Command = cli
    context = click.Context(cli)
    for word in words:
        found = command.get_command(context, word) if isinstance(command, click.Group) else None
        if found is None:
            break
        command = found
    options = {o for p in command.params if isinstance(p, click.Option) for o in (*p.opts, *p.secondary_opts)} | {
        "--help"
    }
    assert command is not cli, words
    assert {w for w in words if w.startswith("--")} <= options, words
    return command


FENCE = re.compile(r"(?ms)^```([^\n]*)\n(.*?)^```")


@pytest.mark.parametrize("name", PAGES)
def test_commands_named_but_not_run_exist_with_their_options(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    spans = re.findall(r"`beredning ([^`]+)`", FENCE.sub("", text))
    for heading, fence in FENCE.findall(text):
        if heading.split()[:1] not in (["sh"], ["utskrift"], ["python"]):
            spans += re.findall(r"(?m)^beredning (.+)$", fence)
    for words in map(str.split, spans):
        if words[0].isalpha() and words[0].islower():
            known_words([word.split("=")[0] for word in words if word[0] != "["])


def test_the_chapters_show_no_command_that_is_not_run() -> None:
    """But the desk, which serves until it is interrupted."""
    for path in BOOK.glob("*.md"):
        for heading, fence in FENCE.findall(path.read_text(encoding="utf-8")):
            if heading.split()[:1] not in (["sh"], ["utskrift"]):
                assert set(re.findall(r"(?m)^beredning .+$", fence)) <= {"beredning bord"}, path.name


def test_every_criterion_letter_and_exit_code_has_its_place() -> None:
    from intake.cli import Exit
    from reports.letters import letter_kinds
    from rules.criterion import catalogue

    assert reference.criteria().count("\n## ") == len(catalogue())
    assert all(f"`{kind.slug}`" in reference.letters() for kind in letter_kinds())
    assert all(f"| {int(code)} |" in reference.exit_codes() for code in Exit)


def test_the_sbom_is_whole_and_nothing_in_it_is_agpl() -> None:
    sbom = json.loads(SBOM.read_text(encoding="utf-8"))
    assert (sbom["bomFormat"], sbom["specVersion"]) == ("CycloneDX", "1.6")
    refs = {part["bom-ref"] for part in sbom["components"]} | {sbom["metadata"]["component"]["bom-ref"]}
    assert {d for each in sbom["dependencies"] for d in each["dependsOn"]} <= refs
    assert {each["ref"] for each in sbom["dependencies"]} == refs
    licences = {part["name"]: part["licenses"][0]["expression"] for part in sbom["components"]}
    assert all(licences.values())
    assert not [name for name, licence in licences.items() if re.search("AGPL|Affero|SSPL", licence, re.I)]
    assert {"lxml", "spacy", "typst"} <= licences.keys()
    assert not {"pytest", "mypy", "httpx2"} & licences.keys()


def test_every_part_is_locked_with_a_checksum() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for part in dependencies.parts():
        assert re.search(rf"(?m)^{re.escape(part.name)}=={re.escape(part.version)}\b.*\\\n    --hash=sha256:", lock), (
            part.name
        )


def test_the_site_has_every_page_needs_nothing_from_elsewhere_and_its_links_hold(tmp_path: Path) -> None:
    assert build(tmp_path) == len(PAGES)
    for path in tmp_path.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert "<script" not in page
        assert not re.search(r'(?:src|<link[^>]*href)="(?:https?:)?//', page)
        assert page.count("<h1") == 1, path.name
        for link in re.findall(r'href="([^"#:]+)"', page):
            assert (path.parent / link).resolve().exists(), (path.name, link)
        assert all(f'id="{a}"' in page for a in re.findall(r'href="#([^"]+)"', page)), path.name


def test_an_anchor_keeps_swedish_letters() -> None:
    assert anchor("Är ärendet komplett?") == "är-ärendet-komplett"


def test_the_pdf_is_for_keeping_and_for_reading_aloud() -> None:
    from page import ValidationProfile, validate_pdf_bytes

    from handbook.paper import pdf

    made = pdf(date(2026, 11, 22))
    for profile in (ValidationProfile.PDF_A_3B, ValidationProfile.PDF_UA_1):
        report = validate_pdf_bytes(made, profile=profile)
        assert report.is_compliant, [(f.rule_id, f.message) for f in report.failures]
    assert made == pdf(date(2026, 11, 22))


def test_figures_are_read_out_of_what_a_benchmark_prints() -> None:
    printed = (
        "== writer g\nkrit.exact               0.100\n== all\nkrit.exact               0.892\nmal.f1                   0.861\n"
        "documents                46\nweakest criteria (gap F1): mal-matbara 0.72, sus 0.80\n"
        "calibration error of sakerhet 0.013\n    said 0.88  right 0.90  n 972\n"
    )
    assert told(printed) == {
        "tabell": "all",
        "matt": {"krit.exact": 0.892, "mal.f1": 0.861},
        "sakerhet": [{"sagt": 0.88, "ratt": 0.9, "antal": 972}],
        "svagast": {"mal-matbara": 0.72, "sus": 0.8},
        "ansokningar": 46,
        "kalibreringsfel": 0.013,
    }


def test_the_figures_in_the_text_stand_in_made_parts_only() -> None:
    page = re.sub(r"(?s)<!-- gjort .*?<!-- slut -->", "", (BOOK / "06-vad-maskinen-kan.md").read_text(encoding="utf-8"))
    assert "%" not in page
