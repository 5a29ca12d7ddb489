"""A profile learned from a blank template: sections, topics, prompts and instructions, and what of it a person must look over."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from extractors.model import Application, Block, Document
from extractors.read import read
from extractors.understand import understand
from intake.commands.profil import command as profil
from rules.engine import review
from rules.learn_profile import LearnedProfile, learn_profile
from rules.learn_profile_toml import LOOK_OVER, places_to_look_over, profile_toml
from rules.profile import ProfileError, load_profile
from rules.profile_faults import line_of
from rules.template_text import set_aside_template_text

INSTRUCTION = "Beskriv vad som inte fungerar i dag och vem det drabbar."
SECTIONS = {
    "1. Bakgrund och syfte": [INSTRUCTION, "Vilket underlag visar på behovet?"],
    "2. Målgrupp": ["Ange vilka som kan delta, mellan 16 och 29 år."],
    "3. Mål": ["Vad ska insatsen leda till för deltagarna?"],
    "4. Organisation": ["Vem är projektägare, och vad gör varje part?", "☐ Alla parter är tillfrågade"],
    "5. Budget": ["Ange kostnaderna för varje år."],
    "6. Hästar och vagnar": [],
    "7. Uppföljning": ["Hur och när lämnas delrapport och slutrapport?"],
}


def blank_template() -> bytes:
    document = docx.Document()
    document.add_heading("Ansökan till Samordningsförbundet Lövängen", 0)
    for heading, lines in SECTIONS.items():
        document.add_heading(heading, 1)
        for line in lines:
            document.add_paragraph(line)
        if heading.endswith("Budget"):
            table = document.add_table(rows=2, cols=3)
            for cell, text in zip(table.rows[0].cells, ("Kostnad", "År 1", "År 2"), strict=True):
                cell.text = text
    raw = io.BytesIO()
    document.save(raw)
    return raw.getvalue()


@cache
def learned() -> LearnedProfile:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mall.docx"
        path.write_bytes(blank_template())
        return learn_profile(understand(read(path)), "mall.docx")


def test_the_templates_headings_become_sections_with_their_topics_and_prompts() -> None:
    found = {s.heading: s for s in learned().sections}
    assert list(found) == [h.split(". ", 1)[1] for h in SECTIONS]
    assert [found[h].topics[0] for h in ("Bakgrund och syfte", "Målgrupp", "Mål", "Organisation", "Budget", "Uppföljning")] == [
        "syfte", "malgrupp", "mal", "organisation", "ekonomi", "uppfoljning",
    ]  # fmt: skip
    assert found["Bakgrund och syfte"].prompts == tuple(SECTIONS["1. Bakgrund och syfte"])
    assert found["Hästar och vagnar"].unsure and not found["Hästar och vagnar"].required


def test_facts_boxes_and_the_budget_table_are_learned() -> None:
    found = learned()
    assert found.forbund == "Samordningsförbundet Lövängen"
    assert (found.owner_term, found.reporting, found.age) == ("projektägare", ("delrapport", "slutrapport"), (16, 29))
    assert found.boxes == ("Alla parter är tillfrågade",)
    assert found.budget_columns == ("Kostnad", "År 1", "År 2")
    assert INSTRUCTION in found.template_text


def test_the_profile_written_can_be_used_and_marks_what_to_look_over(tmp_path: Path) -> None:
    text = profile_toml(learned())
    (tmp_path / "lovangen.toml").write_text(text, encoding="utf-8")
    profile = load_profile("lovangen", tmp_path)
    assert profile.name == "Samordningsförbundet Lövängen" and profile.weight("problem") == "maste"
    assert [s.heading for s in profile.sections] == [s.heading for s in learned().sections]
    assert (profile.age.youngest, profile.age.oldest) == (16, 29) if profile.age else False
    assert places_to_look_over(text) >= 3
    before = text.splitlines()[text.splitlines().index('rubrik = "Hästar och vagnar"') - 2]
    assert LOOK_OVER in before
    assert 'namn = "Vårt \\"eget\\""' in profile_toml(learned(), 'Vårt "eget"')


def test_instructions_left_in_an_application_are_template_text_and_no_evidence(tmp_path: Path) -> None:
    (tmp_path / "lovangen.toml").write_text(profile_toml(learned()), encoding="utf-8")
    document = docx.Document()
    document.add_heading("Ansökan till Samordningsförbundet Lövängen", 0)
    document.add_heading("Bakgrund och syfte", 1)
    document.add_paragraph(INSTRUCTION)
    document.add_paragraph("Unga vuxna i Lövängen skickas mellan myndigheterna utan att någon håller ihop stödet.")
    path = tmp_path / "a.docx"
    document.save(str(path))
    result = review(understand(read(path)), None, tmp_path)
    assert result.profile == "lovangen"
    assert INSTRUCTION in [f.quote for f in result.application.flags if f.id == "malltext"]
    quoted = [q.text for v in result.verdicts for q in v.quotes]
    assert not any(INSTRUCTION in q for q in quoted)


def test_an_application_without_template_text_is_left_as_it_is() -> None:
    blocks = (Block(id=0, kind="stycke", text="Vi söker 200 000 kronor till en samordnare."),)
    application = understand(Document(kind="docx", blocks=blocks))
    assert set_aside_template_text(application, load_profile("allman")) is application


def test_a_text_without_headings_is_refused_in_one_sentence() -> None:
    blocks = (Block(id=0, kind="stycke", text="Skriv här."),)
    with pytest.raises(ValueError, match=r"brev.docx har inga rubriker att lära av\."):
        learn_profile(Application(document=Document(kind="docx", blocks=blocks)), "brev.docx")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('namn = "X"\n\nfarg = "blå"', "farg är ingen uppgift som en profil kan ha. Rätta rad 3 i x.toml."),
        (
            'namn = "X"\n[[avsnitt]]\nrubrik = "A"\namnen = ["syfte"]\n[[avsnitt]]\nrubrik = "B"\namnen = ["mål"]',
            "rad 7",
        ),
        ('namn = "X"\n[kriterier]\nproblem = { vikt = "bor" }\nsus = { vikt = "kanske" }', "rad 4"),
        ('namn = "X"\nmin_parter = 9', "min_parter ska vara högst 4. Rätta rad 2"),
        ('namn = "X"\nbeskrivning = "', "felet finns på rad 2"),
        ('beskrivning = "X"', "namn saknas. Lägg till namn i x.toml."),
    ],
)
def test_a_faulty_profile_is_told_with_key_and_line(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "x.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ProfileError) as caught:
        load_profile("x", tmp_path)
    assert says in str(caught.value)
    assert " at line" not in str(caught.value)


def test_a_key_is_found_in_nested_tables() -> None:
    text = "a = 1\n[b]\nc = 2\n[[d]]\ne = 3\n[[d]]\ne = 4\n[b.f]\ng = 5"
    assert [line_of(text, p) for p in (("a",), ("b", "c"), ("d", 1, "e"), ("b", "f", "g"), ("z",))] == [
        1,
        3,
        7,
        9,
        None,
    ]


def test_a_profile_not_saved_as_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes('namn = "Lövängen"'.encode("latin-1"))
    with pytest.raises(ProfileError, match="inte sparad som UTF-8"):
        load_profile("x", tmp_path)


def test_the_commands_list_show_and_check(tmp_path: Path) -> None:
    run = CliRunner().invoke
    own = tmp_path / "vart.toml"
    own.write_text('bygger_pa = "badesa"\nnamn = "Vårt förbund"\n', encoding="utf-8")
    assert "Samordningsförbundet BÅDESÅ (följer med programmet)" in run(profil, ["lista"]).output
    shown = run(profil, ["visa", "badesa"]).output
    assert "Syfte och bakgrund (syfte)" in shown and "Räknas inte (5)" in shown
    assert run(profil, ["kontrollera", str(own)]).output.startswith(
        "vart.toml går att använda: Vårt förbund, 13 avsnitt."
    )
    own.write_text('namn = "X"\nfarg = "blå"', encoding="utf-8")
    faulty = run(profil, ["kontrollera", str(own)], standalone_mode=False)
    assert faulty.return_value == 1 and "Rätta rad 2 i vart.toml." in faulty.output
    assert "finns inte" in run(profil, ["visa", "hittepa"]).output


def test_a_template_is_learned_into_the_working_folder_once(tmp_path: Path) -> None:
    from intake.workfolder import lay_out

    folder, _ = lay_out(tmp_path / "arbete")
    source = tmp_path / "Vår mall.docx"
    source.write_bytes(blank_template())
    command = ["lar-av", str(source), "--namn", "Samordningsförbundet Lövängen", "--mapp", str(folder.root)]
    assert "Läs igenom filen" in CliRunner().invoke(profil, command).output
    assert load_profile("lovangen", folder.profiles).name == "Samordningsförbundet Lövängen"
    assert "finns redan" in CliRunner().invoke(profil, command).output
