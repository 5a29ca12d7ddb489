"""The förbund's own form: what it asks, that it is readable by all, and that a filled-in form is read back without loss."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from datetime import date
from functools import cache
from pathlib import Path

import docx
import pytest
from lxml import etree

from extractors.model import Application
from extractors.read import read
from extractors.understand import understand
from reports.form.build import build_form
from reports.form.plan import FormPlan, plan_form
from reports.sender import Sender
from rules.engine import review
from rules.model import Review
from rules.profile import load_profile
from tests.form_filling import W, controls, document_xml, fill

DAY = date(2026, 11, 2)
READ = ("badesa", "allman")
LAST_DAY = date(2027, 2, 12)
SENDER = Sender(
    forbund="Samordningsförbundet Lövängen", address="Storgatan 1", manager="Ada Exempel", email="ada@example.se"
)
TOPIC_ANSWERS = {
    "syfte": "Unga vuxna i Lövängen skickas mellan myndigheterna utan att någon håller ihop stödet.\nEn kartläggning 2025 visade att 140 personer hade kontakt med minst tre myndigheter.",
    "malgrupp": "Insatsen vänder sig till personer mellan 19 och 29 år som bor i Lövängen och har försörjningsstöd. De behöver samtidigt stöd från Arbetsförmedlingen och kommunen.",
    "mal": "Minst 40 procent av deltagarna ska ha börjat arbeta eller studera när insatsen slutar i december 2028.",
    "aktiviteter": "Varje deltagare får en egen coach och en gemensam planering med alla parter inom två veckor. Deltagaren är med och skriver sin plan.",
    "organisation": "Lövängens kommun anställer en samordnare på heltid. Styrgruppen består av en chef från varje part och träffas varje månad.",
    "ekonomi": "Pengarna går till löner och lokaler. Kommunen bidrar med egen personal motsvarande 20 procent.",
    "uppfoljning": "Vi mäter hur många som går till arbete eller studier och hur de skattar sin hälsa, varje halvår.",
    "implementering": "Insatsen pågår i två år. Parterna beslutar i juni 2028 vem som tar över arbetssättet, och kommunens chef ansvarar för planen.",
    "aterkoppling": "Vi lämnar delrapport till styrelsen varje halvår och en slutrapport i januari 2029.",
}
FACTS = {
    "insatsnamn": "Vägen vidare",
    "datum": "2026-11-20",
    "sokande": "Lövängens kommun",
    "projektagare": "Lövängens kommun",
    "insatsansvarig": "Bo Exempelsson, enhetschef, Lövängens kommun, 010-123 45 67",
    "slag-av-ansokan": "Ny insats",
    "start": "2027-01-01",
    "slut": "2028-12-31",
    "sokt-belopp": "2 050 000 kr",
    "part1": "Lövängens kommun",
    "part1-slag": "Kommun",
    "part1-atagande": "Anställer samordnare",
    "part1-bemanning": "1,0 tjänst",
    "part2": "Arbetsförmedlingen",
    "part2-slag": "Arbetsförmedlingen",
    "part2-atagande": "Avsätter en arbetsförmedlare",
    "part2-bemanning": "0,5 tjänst",
    "steg1": "Rekrytering av samordnare",
    "steg1-klart": "2027-02-01",
    "steg1-ansvar": "Kommunen",
    "steg2": "Första deltagarna börjar",
    "steg2-klart": "2027-04-01",
    "steg2-ansvar": "Samordnaren",
    "budget1-2027": "700 000",
    "budget1-2028": "800 000",
    "budget1-totalt": "1 500 000",
    "budget2-2027": "200 000",
    "budget2-2028": "200 000",
    "budget2-totalt": "400 000",
    "budget7": "Resor",
    "budget7-2027": "150 000",
    "budget7-totalt": "150 000",
    "budget-summa-2027": "1 050 000",
    "budget-summa-2028": "1 000 000",
    "budget-summa-totalt": "2 050 000",
    "uppfoljning-finsam": "Deltagarna registreras i Uppföljning Finsam.",
    "extern-utvardering": "En extern utvärderare ska anlitas.",
    "underskrift1-namn": "Cecilia Exempelsson",
    "underskrift1-titel": "Socialchef",
    "underskrift1-organisation": "Lövängens kommun",
    "underskrift1-datum": "2026-11-20",
    "underskrift2-namn": "David Provsson",
    "underskrift2-titel": "Enhetschef",
    "underskrift2-organisation": "Arbetsförmedlingen",
    "underskrift2-datum": "2026-11-19",
    "forankrad": "ja",
    "inga-personuppgifter": "ja",
}


@cache
def plan(profile: str) -> FormPlan:
    return plan_form(load_profile(profile), 2027)


@cache
def form(profile: str) -> bytes:
    return build_form(plan(profile), SENDER, day=DAY, last_day=LAST_DAY)


def answers(profile: str) -> dict[str, str]:
    """An answer to every question that the form asks in its own words, each with a number, and all facts that it asks for."""
    texts = {
        q.control.tag: "\n".join(f"{line} Svar {number}.{n}." for line in TOPIC_ANSWERS[section.topics[0]].split("\n"))
        for number, section in enumerate(plan(profile).sections)
        for n, q in enumerate(section.questions)
        if q.control.kind == "text"
    }
    return {**texts, **{tag: text for tag, text in FACTS.items() if tag in controls(form(profile))}}


@cache
def understood(profile: str, *, filled: bool) -> Application:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ansokan.docx"
        path.write_bytes(fill(form(profile), answers(profile)) if filled else form(profile))
        return understand(read(path))


@cache
def reviewed(profile: str, *, filled: bool) -> Review:
    return review(understood(profile, filled=filled), profile)


@pytest.mark.parametrize("profile", READ)
def test_every_answer_is_read_back_word_for_word_under_a_topic_of_its_section(profile: str) -> None:
    blocks = understood(profile, filled=True).document.blocks
    given = answers(profile)
    for section in plan(profile).sections:
        for question in section.questions:
            for line in given[question.control.tag].split("\n"):
                (block,) = [b for b in blocks if b.text == line]
                assert set(block.topics) & set(section.topics), (question.text, line, block.topics)


@pytest.mark.parametrize("profile", READ)
def test_every_fact_is_read_back(profile: str) -> None:
    application = understood(profile, filled=True)
    head = application.head
    assert [f.value if f else None for f in (head.insatsnamn, head.datum, head.sokande, head.start, head.slut)] == [
        "Vägen vidare", "2026-11-20", "Lövängens kommun", "2027-01", "2028-12",
    ]  # fmt: skip
    assert head.sokt_belopp_kr and head.sokt_belopp_kr.value == 2_050_000
    assert head.insatsansvarig and "Bo Exempelsson" in str(head.insatsansvarig.value)
    assert head.forbund and head.forbund.value == "Samordningsförbundet Lövängen"
    text = "\n".join(b.text for b in application.document.blocks)
    assert all(answer in text for tag, answer in answers(profile).items() if "\n" not in answer and answer != "ja")


@pytest.mark.parametrize("profile", READ)
def test_the_budget_is_read_row_by_row_and_year_by_year(profile: str) -> None:
    budget = understood(profile, filled=True).budget
    assert {(r.post, r.period, r.amount_kr) for r in budget.rows if r.period in ("2027", "2028")} == {
        ("Personal", "2027", 700_000),
        ("Personal", "2028", 800_000),
        ("Lokaler", "2027", 200_000),
        ("Lokaler", "2028", 200_000),
        ("Resor", "2027", 150_000),
    }
    assert budget.adds_up is True


@pytest.mark.parametrize("profile", READ)
def test_parties_and_signatures_are_read_back(profile: str) -> None:
    application = understood(profile, filled=True)
    assert {p.kind for p in application.parties if p.participates} == {"kommun", "AF"}
    assert [(s.name, s.title, s.organisation) for s in application.signatures] == [
        ("Cecilia Exempelsson", "Socialchef", "Lövängens kommun"),
        ("David Provsson", "Enhetschef", "Arbetsförmedlingen"),
    ]


@pytest.mark.parametrize("profile", READ)
def test_a_filled_in_form_holds_what_was_asked_and_nothing_of_the_form_is_flagged(profile: str) -> None:
    result = reviewed(profile, filled=True)
    for criterion in (
        "insatsnamn",
        "datum",
        "sokt-belopp",
        "kostnadsslag",
        "budget-per-ar",
        "underskrift",
        "tidplan",
        "sus",
    ):
        assert result.verdict(criterion).status == "uppfyllt", criterion
    empty = {b.id for b in result.application.document.blocks if b.placeholder}
    assert [f.quote for f in result.application.flags if f.block not in empty] == []


@pytest.mark.parametrize("profile", READ)
def test_a_blank_form_meets_nothing_and_its_hints_are_told_as_template_text(profile: str) -> None:
    result = reviewed(profile, filled=False)
    assert {v.criterion for v in result.verdicts if v.status != "saknas"} == set()
    hints = {q.control.hint for s in plan(profile).sections for q in s.questions if q.control.kind == "text"}
    told = " ".join(f.quote for f in result.application.flags if f.id == "malltext")
    assert all(hint.split(". ")[0].rstrip(".") in told for hint in hints)
    assert result.is_application


def test_every_control_has_a_title_a_tag_of_its_own_and_cannot_be_taken_away_by_mistake() -> None:
    found = list(document_xml(form("badesa")).iter(f"{W}sdt"))
    properties = [sdt.find(f"{W}sdtPr") for sdt in found]
    assert all(
        p.find(f"{W}alias").get(f"{W}val") and p.find(f"{W}lock").get(f"{W}val") == "sdtLocked" for p in properties
    )
    for name in ("tag", "id"):
        values = [p.find(f"{W}{name}").get(f"{W}val") for p in properties]
        assert len(values) == len(set(values)) > 100
    kinds = {child.tag.split("}")[1] for p in properties for child in p}
    assert {"date", "dropDownList", "checkbox"} <= kinds and "text" not in kinds


def test_the_form_has_title_language_headings_and_described_tables_with_header_rows() -> None:
    document = docx.Document(io.BytesIO(form("badesa")))
    assert document.core_properties.title == "Ansökan om insatsmedel – Samordningsförbundet Lövängen"
    assert document.core_properties.language == "sv-SE"
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == [s.heading for s in plan("badesa").sections]
    assert document.tables
    for table in document.tables:
        assert table._tbl.tblPr.find(f"{W}tblCaption").get(f"{W}val")
        assert table._tbl.tblPr.find(f"{W}tblDescription").get(f"{W}val")
        assert table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None
    with zipfile.ZipFile(io.BytesIO(form("badesa"))) as archive:
        styles = etree.fromstring(archive.read("word/styles.xml"))
    assert styles.find(f"{W}docDefaults//{W}lang").get(f"{W}val") == "sv-SE"


def test_the_form_asks_for_all_that_the_profile_demands_even_without_a_heading_of_its_own() -> None:
    topics = {t for s in plan("nnv").sections for t in s.topics}
    assert {"malgrupp", "ekonomi", "mal", "uppgifter"} <= topics
    assert [h for t in plan("badesa").sections for h in [x.heads for x in t.tables] if "2027" in str(h)]


def test_the_same_form_twice_is_the_same_bytes() -> None:
    assert form("ide") == build_form(plan_form(load_profile("ide"), 2027), SENDER, day=DAY, last_day=LAST_DAY)


def test_a_logo_has_a_text_for_those_who_do_not_see_it() -> None:
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (40, 20), "navy").save(picture, "PNG")
    made = build_form(plan("ide"), SENDER.model_copy(update={"logo": picture.getvalue()}), day=DAY)
    assert 'descr="Logotyp för Samordningsförbundet Lövängen"' in etree.tostring(document_xml(made), encoding="unicode")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_form_saved_by_libreoffice_keeps_its_controls_and_is_read_as_before(tmp_path: Path) -> None:
    before = tmp_path / "ansokan.docx"
    before.write_bytes(fill(form("badesa"), answers("badesa")))
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}", "--convert-to", "docx:MS Word 2007 XML",
         "--outdir", str(tmp_path / "ut"), str(before)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    after = tmp_path / "ut" / "ansokan.docx"
    kinds = ("date", "dropDownList", "checkbox", "showingPlcHdr")

    def kept(path: Path) -> list[int]:
        properties = [sdt.find(f"{W}sdtPr") for sdt in document_xml(path.read_bytes()).iter(f"{W}sdt")]
        return [sum(child.tag.endswith(f"}}{kind}") for p in properties for child in p) for kind in kinds]

    assert kept(after) == kept(before) and min(kept(before)) > 1

    def seen(path: Path) -> list[tuple[str, str, bool]]:
        return [(b.kind, b.text, b.placeholder) for b in read(path).blocks]

    assert seen(after) == seen(before)
