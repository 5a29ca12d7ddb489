"""A förbund's own Word templates: faults are told with their paragraph and what to write instead; what passes renders clean."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.commands.mall import command as mall
from intake.workfolder import lay_out
from reports.meeting.make_template import overview_template
from reports.papers import shipped_template
from reports.template_check import check_template
from reports.template_words import kind_of, shipped_templates, words_of
from reports.templates.make import memo_template
from reports.templates.make_letters import letter_template
from reports.word import TemplateFaultError

WORDS = {
    "dnr": None,
    "insats": None,
    "rader": [None],
    "punkter": [{"rubrik": None, "svar": None}],
    "avsandare": {"forbund": None},
}


def template(*paragraphs: str, header: str = "") -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    raw = io.BytesIO()
    document.save(raw)
    return raw.getvalue()


def told(*paragraphs: str, header: str = "") -> str:
    return "\n".join(f.sentence for f in check_template(template(*paragraphs, header=header), WORDS))


@pytest.mark.parametrize("kind", shipped_templates())
def test_every_shipped_template_passes_its_own_check(kind: str) -> None:
    words = words_of(kind)
    assert words is not None
    assert check_template(shipped_template(f"{kind}.docx"), words) == ()


def test_a_good_template_of_ones_own_passes() -> None:
    assert told(
        "Ärende {{ dnr }}: {{ insats|upper }}",
        "{%p for p in punkter %}",
        "{{ loop.index }}. {{ p.rubrik }} {% if p.svar %}({{ p.svar }}){% endif %}",
        "{%p endfor %}",
        "{{ rader[0] }} {{ avsandare.forbund }} {% set namn = insats %}{{ namn }}",
    ) == ""  # fmt: skip


@pytest.mark.parametrize(
    ("paragraphs", "says"),
    [
        (["Hej", "Diarienummer {{ dnrr }}"], "stycke 2 (”Diarienummer {{ dnrr }}”): uppgiften dnrr finns inte. Skriv dnr."),
        (["{% for p in punkter %}{{ p.rubrk }}{% endfor %}"], "uppgiften p.rubrk finns inte. Skriv p.rubrik."),
        (["{{ avsandare.forbundet }}"], "uppgiften avsandare.forbundet finns inte. Skriv avsandare.forbund."),
        (["{% for p in punkter %}{{ p.rubrik }}{% endfor %}{{ p.rubrik }}"], "uppgiften p finns inte"),
        (["{{ dnr"], "en märkning är bruten"),
        (["Ärende { { dnr } }"], "en märkning är bruten"),
        (["{dnr}"], "{dnr} har en klammer på var sida. Skriv {{ dnr }} med två."),
        (["{{ dnr. }}"], "går inte att läsa"),
        (["{%p if dnr %}", "text"], "stycke 1 (”{%p if dnr %}”): {%p if dnr %} saknar {% endif %}"),
        (["{% endfor %}"], "står utan {% for … %} före sig"),
        (["{% if dnr %}{% endfor %}"], "står där {% endif %} skulle stå"),
        (["{% iff dnr %}"], "Menade du if?"),
        (["{{ dnr|uper }}"], "uper finns inte. Menade du upper?"),
        (["{{ dnr.datum }}"], ".datum går inte att hämta"),
        (["{% else %}"], "står utan {% if … %} före sig"),
    ],
)  # fmt: skip
def test_a_fault_names_its_paragraph_and_what_to_write(paragraphs: list[str], says: str) -> None:
    assert says in told(*paragraphs)


def test_tags_that_word_has_split_and_given_curly_quotes_are_read_as_one() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("{{ dn")
    paragraph.add_run("r }} {% if insats == ”A” %}x{% endif %}")
    raw = io.BytesIO()
    document.save(raw)
    assert check_template(raw.getvalue(), WORDS) == ()


def test_headers_are_checked_too_and_text_without_tags_is_left_alone() -> None:
    assert told("Kostnad 20 % {ungefär så}", header="{{ dnrr }}").startswith("sidhuvudet, stycke 1")


@given(st.text(alphabet="{}% #dnrforifend.|ab'\"", max_size=40))
@settings(max_examples=60, deadline=None)
def test_whatever_is_typed_gives_sentences_and_never_an_exception(text: str) -> None:
    for fault in check_template(template(text), WORDS):
        assert fault.sentence.endswith(".") or fault.sentence.endswith("?") or "…" in fault.sentence


def test_a_file_that_is_no_word_file_is_told() -> None:
    with pytest.raises(TemplateFaultError, match="ingen Word-fil"):
        check_template(b"hej", WORDS, "brev.docx")


def test_a_template_is_known_by_the_beginning_of_its_name() -> None:
    assert (kind_of("brev"), kind_of("brev-avslag"), kind_of("beredning"), kind_of("faktura")) == (
        "brev", "brev", "beredning", None,
    )  # fmt: skip


def test_a_template_is_copied_changed_and_checked_in_the_working_folder(tmp_path: Path) -> None:
    folder, _ = lay_out(tmp_path / "arbete")
    run = CliRunner().invoke
    at = ["--mapp", str(folder.root)]
    assert run(mall, ["kontrollera", *at]).output.startswith("Mappen mallar har inga egna mallar")
    assert "är på plats" in run(mall, ["kopiera", "brev", *at]).output
    assert run(mall, ["kontrollera", *at], standalone_mode=False).return_value == 0
    own = folder.templates / "brev.docx"
    document = docx.Document(str(own))
    document.add_paragraph("Med hälsning {{ dnrr }}")
    document.save(str(own))
    result = run(mall, ["kontrollera", *at], standalone_mode=False)
    assert result.return_value == 1 and "uppgiften dnrr finns inte. Skriv dnr." in result.output
    assert "finns redan" in run(mall, ["kopiera", "brev", *at]).output


def test_the_form_is_written_for_the_forbund_of_the_working_folder(tmp_path: Path) -> None:
    folder, _ = lay_out(tmp_path / "arbete", forbund="Samordningsförbundet Lövängen", profile="ide")
    out = tmp_path / "ansokan.docx"
    command = ["--mapp", str(folder.root), "--ut", str(out), "--ar", "2027", "--antal-ar", "2"]
    assert "efter profilen ide" in CliRunner().invoke(mall, command).output
    document = docx.Document(str(out))
    assert document.paragraphs[0].text == "Samordningsförbundet Lövängen"
    assert [c.text for t in document.tables for c in t.rows[0].cells if c.text.startswith("20")] == ["2027", "2028"]
    assert "finns redan" in CliRunner().invoke(mall, command).output


def test_the_last_day_to_apply_is_counted_back_from_the_next_meeting_that_can_be_reached() -> None:
    from datetime import date

    from intake.commands.mall import last_day_to_apply
    from intake.settings import Settings

    def of(*days: tuple[str, str]) -> Settings:
        return Settings.model_validate({"moten": [{"datum": date.fromisoformat(d), "slag": k} for d, k in days]})

    today = date(2026, 11, 2)
    meetings = (("2026-11-10", "beredningsgrupp"), ("2027-03-12", "beredningsgrupp"), ("2027-02-01", "styrelse"))
    assert last_day_to_apply(of(*meetings), today) == date(2027, 2, 12)
    assert last_day_to_apply(of(meetings[2]), today) == date(2027, 1, 4)
    assert last_day_to_apply(of(), today) is None


@pytest.mark.parametrize(
    ("name", "made"),
    [("beredning.docx", memo_template), ("brev.docx", letter_template), ("moteshandling.docx", overview_template)],
)
def test_the_shipped_templates_are_what_their_makers_make(name: str, made: Callable[[], bytes]) -> None:
    assert members(shipped_template(name)) == members(made()), "run the module that makes it"


def members(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
