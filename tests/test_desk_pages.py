"""A förbundschef's day at the desk, page by page, over the same register and folders as the command line."""

from __future__ import annotations

import html
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.taking_in import safe_name
from intake.commands.bedom import command as bedom
from intake.register import Register
from intake.scan import is_junk
from intake.settings import read_settings
from tests.desk_folder import NOW, SAMPLES, Visitor, finished, words


def test_start_shows_what_came_in_what_is_due_and_the_next_meeting(chef: Visitor) -> None:
    page = words(chef.page("/"))
    assert "Stegvis åter Granhults kommun" in page
    assert "Samma karta Försäkringskassan" in page
    assert "2 401 000 kr" in page.replace("\xa0", " ")
    assert "Beredningsgruppens möte 22 december 2026" in page.replace("\xa0", " ")
    assert "om 29 dagar, kl. 09.00" in page


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("sok=stegvis", ["Stegvis"]), ("sok=KARTA", ["Samma"]), ("sok=2026-00", ["Stegvis", "Samma"]), ("sok=%3Cscript%3E", []),
        ("part=region", ["Stegvis"]), ("ar=2026", ["Stegvis", "Samma"]), ("ar=1999", []), ("status=granskat", ["Stegvis", "Samma"]),
        ("status=beslutat", []), ("sida=99999&sok=karta", ["Samma"]), ("sida=-1&part=x", ["Stegvis", "Samma"]),
    ],
)  # fmt: skip
def test_the_list_is_searched_and_filtered(chef: Visitor, query: str, there: list[str]) -> None:
    rows = re.findall(r"<tr>.*?</tr>", chef.page(f"/?{query}"), re.S)[1:]
    found = words(" ".join(rows))
    for name in ("Stegvis", "Samma"):
        assert (name in found) is (name in there) or query.startswith("part"), query


def test_search_words_are_never_read_as_marks(chef: Visitor) -> None:
    page = chef.page("/?sok=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in page
    assert "Inget ärende stämmer med urvalet." in page


def test_a_case_in_word_is_laid_out_with_its_tables_and_quotes(chef: Visitor) -> None:
    page = chef.page("/arende/1")
    assert re.search(r'<h4 id="stycke-0" class="titel">.*Stegvis åter', page)
    assert '<table class="i-ansokan">' in page
    quoted = re.findall(r'data-visa="([\w-]+)"', page)
    assert len(quoted) > 40
    for name in quoted:
        assert f'id="t-{name}"' in page, name
        assert re.search(rf'<mark data-citat="[^"]*\b{name}\b', page), name


def test_a_case_in_pdf_has_pages_with_boxes_over_the_quoted_words(chef: Visitor) -> None:
    page = chef.page("/arende/2")
    quoted = set(re.findall(r'data-visa="([\w-]+)"', page))
    boxed = set(re.findall(r'<rect id="b-([\w-]+)"', page))
    assert quoted == boxed
    picture = chef.client.get("/arende/2/sida/1.png")
    assert picture.content.startswith(b"\x89PNG")
    assert picture.headers["content-type"] == "image/png"
    assert chef.client.get("/arende/2/sida/99.png").status_code == 404
    assert chef.client.get("/arende/1/sida/1.png").status_code == 404  # Word has no pages to draw
    assert "Sida 1 som text" in page


def test_a_verdict_is_set_aside_as_on_the_command_line(chef: Visitor) -> None:
    state = chef.state(chef.page("/arende/1"))
    page = chef.send(
        "/arende/1/avsteg", lage=state, kriterium="malgrupp", status="delvis", skal="Åldern är <oklar>.", namn="Eva Ek"
    )
    assert "Eva Ek har ändrat från uppfyllt till delvis" in words(page)
    assert "Åldern är &lt;oklar&gt;." in page
    with chef.desk.register() as register:
        override = register.overrides(1)["malgrupp"]
        assert (override.status, override.programs_status, override.name) == ("delvis", "uppfyllt", "Eva Ek")
        assert register.events(1)[-1].kind == "avsteg"
    assert "Inget att visa" not in chef.page("/arende/1?visa=andrade")
    assert {p.name for p in bedom.params} >= {"status", "skal", "namn"}


def test_a_verdict_without_reason_or_unknown_is_refused(chef: Visitor) -> None:
    state = chef.state(chef.page("/arende/1"))
    fields = {"lage": state, "kriterium": "malgrupp", "status": "delvis", "skal": "x", "namn": "Eva Ek"}
    assert "Skäl och namn behövs" in chef.send("/arende/1/avsteg", 422, **{**fields, "skal": "  "})
    chef.send("/arende/1/avsteg", 404, **{**fields, "kriterium": "../x"})
    chef.send("/arende/1/avsteg", 404, **{**fields, "status": "toppen"})
    with chef.desk.register() as register:
        assert not register.overrides(1)


def test_two_tabs_on_one_case(chef: Visitor) -> None:
    """The second to save is told what the first did, and nothing of hers is half saved."""
    one = two = chef.state(chef.page("/arende/1"))
    chef.send("/arende/1/bedomning", lage=one, text="Stark ansökan.", namn="Eva Ek")
    page = words(chef.send("/arende/1/bedomning", 409, lage=two, text="Svag ansökan.", namn="Bo By"))
    assert "har ändrats sedan sidan öppnades" in page
    assert "Förbundschefens bedömning skrevs. (Eva Ek)" in page
    for lost in ("", "x", "-1", "9" * 30):
        chef.send("/arende/1/avsteg", 409, lage=lost, kriterium="malgrupp", status="delvis", skal="x", namn="y")
    assert "Stark ansökan." in chef.page("/arende/1")
    assert "Svag ansökan." not in chef.page("/arende/1/logg")


def test_the_budget_is_shown_with_its_arithmetic(chef: Visitor) -> None:
    page = words(chef.page("/arende/1/ekonomi")).replace("\xa0", " ")
    assert "Processledare 100 % 720 000 kr 738 000 kr" in page
    assert "Summa av posterna 1 175 000 kr 1 226 000 kr" in page
    assert "= 2 401 000 kr; angivet 2 401 000 kr: stämmer" in page


def test_letters_are_written_shown_saved_and_noted_as_sent(chef: Visitor) -> None:
    state = chef.state(chef.page("/arende/2/papper"))
    page = chef.send("/arende/2/brev", lage=state, slag="komplettering", fraga="Hur många kurser?\nNär?")
    assert "Svar senast" in words(page)
    shown = re.search(r'href="(/arende/2/papper/\w+)/visa">Visa<span class="osynlig"> komplettering', page)
    assert shown
    assert "Sida 1 av" in chef.page(f"{shown[1]}/visa")
    assert chef.client.get(f"{shown[1]}/sida/1.png").content.startswith(b"\x89PNG")
    saved = chef.client.get(shown[1])
    assert saved.content.startswith(b"%PDF")
    assert saved.headers["content-disposition"].startswith("attachment;")
    page = chef.send("/arende/2/skickat", lage=chef.state(page), slag="komplettering")
    assert "antecknat som skickat" in page
    assert "väntar på svar" in chef.page("/arende/2")
    assert "Svar på kompletteringen ska ha kommit in." in chef.page("/")
    chef.send("/arende/2/brev", 404, lage="1", slag="../x")
    chef.send("/arende/2/brev", 404, lage="1", slag="torrgranskning")


def test_memo_and_marked_copy_are_made_beside_the_page(chef: Visitor) -> None:
    assert "Gör en markerad kopia" in chef.send("/arende/2/markerad")
    task = finished(chef.desk)
    assert task.lines[-1] == "05-samma-karta-markerad.pdf är klar.", task.lines
    told = chef.client.get(f"/arbete/{task.id}.json").json()
    assert told["klart"]
    assert told["vidare"] == "/arende/2/papper"
    assert "05-samma-karta-markerad.pdf" in chef.page("/arende/2/papper")


def test_an_original_is_saved_as_it_came_and_only_from_its_own_case(chef: Visitor) -> None:
    assert chef.client.get("/arende/1/original/1").content == (SAMPLES / "01-stegvis-ater.docx").read_bytes()
    assert chef.client.get("/arende/1/original/2").status_code == 404


def test_a_meeting_from_list_to_recommendation(chef: Visitor) -> None:
    assert "Beredningsgruppens möte 22 december 2026" in words(chef.page("/moten")).replace("\xa0", " ")
    page = chef.page("/mote/2026-12-22")
    assert "tillsammans söker 3 803 000" in words(page).replace("\xa0", " ")
    form = page.split('action="/mote/2026-12-22/rekommendation/2"')[1]
    state = chef.state(form)
    fields = {"lage": state, "rekommendation": "bevilja", "motivering": "Två parter.", "part.AF": "Ställer sig bakom."}
    page = chef.send("/mote/2026-12-22/rekommendation/2", **fields)
    assert "Två parter." in page
    chef.send("/mote/2026-12-22/rekommendation/2", 409, **fields)
    with chef.desk.register() as register:
        assert register.events(2)[-1].data["rekommendation"] == "bevilja"
        assert register.events(2)[-1].data["synpunkter"] == {"AF": "Ställer sig bakom."}
    page = chef.send("/mote/2026-12-22/arende/1", gor="bort")
    assert "togs bort från mötet" in page
    chef.send("/mote/2026-12-22/papper")
    assert finished(chef.desk).state == "klart", finished(chef.desk).lines
    saved = re.search(r'href="(/mote/2026-12-22/papper/\w+)">moteshandling.xlsx', chef.page("/mote/2026-12-22"))
    assert saved
    assert chef.client.get(saved[1]).content.startswith(b"PK")
    assert chef.page("/mote/2026-12-23", 404)


def test_files_are_taken_in_under_safe_names(chef: Visitor) -> None:
    chef.send("/lagg-in", files=[("filer", ("../../språk på jobbet.txt", io.BytesIO(b"Kursen\nett par ord\nSLUT")))])
    task = finished(chef.desk)
    assert task.state == "klart", task.lines
    assert any("nytt ärende 2026-003" in line for line in task.lines), task.lines
    assert "Kursen" in chef.page("/")
    assert "språk på jobbet.txt" in chef.page("/arende/3/versioner")
    assert not list(chef.desk.folder.inbox.iterdir())
    assert "Ingen fil var vald" in chef.send("/lagg-in")


def test_a_locked_file_is_told_of_and_set_aside(chef: Visitor) -> None:
    chef.send("/lagg-in", files=[("filer", ("låst.txt", io.BytesIO("LÅST\nSLUT".encode())))])
    task = finished(chef.desk)
    assert any("låst.txt är låst med lösenord" in line for line in task.lines), task.lines
    assert "låst.txt är låst med lösenord" in chef.page("/")
    assert len(list(chef.desk.folder.failed.glob("låst.txt*"))) >= 1


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("ansökan.docx", "ansökan.docx"), ("../../etc/passwd", "passwd"), (r"C:\x\y.pdf", "y.pdf"), ("a\x00b\n.pdf", "a-b.pdf"),
        (".hemlig", "hemlig"), ("CON.txt", "fil-CON.txt"), ("~$lås.docx", "$lås.docx"), ("", "ansokan"), ("...", "ansokan"),
        ("fdp\u202e.exe", "fdp.exe"), ("thumbs.db", "fil-thumbs.db"), ("a" * 999 + ".pdf", "a" * 150 + ".pdf"), ("\ud800.pdf", "ansokan.pdf"),
    ],
)  # fmt: skip
def test_names_of_strangers_are_made_safe(given: str, safe: str) -> None:
    assert safe_name(given) == safe


@given(st.text(max_size=400))
def test_a_safe_name_is_a_plain_name(name: str) -> None:
    made = safe_name(name)
    assert Path(made).name == made
    assert made.isprintable()
    assert 0 < len(made.encode()) < 200
    assert not is_junk(made)
    assert safe_name(made) == made


def test_settings_are_changed_line_by_line_and_checked(chef: Visitor) -> None:
    path = chef.desk.root / "installningar.toml"
    page = chef.page("/installningar")
    fields = {
        html.unescape(n): html.unescape(v)
        for n, v in re.findall(r'<input[^>]*? name="([\w.]+)"[^>]*? value="([^"]*)"', page)
    }
    fields = {n: v for n, v in fields.items() if not n.startswith("mote.") and n != "marke"}
    new = {
        **fields,
        "forbund.namn": 'Finsam "Älv" & Å',
        "forbund.profil": "ide",
        "ledtider.utskick": "9",
        "budget.2027": "4 200 000",
    }
    meeting = {"mote.datum": "2027-02-03", "mote.slag": "styrelse", "mote.tid": "10.00", "mote.plats": "Å"}
    assert "Inställningarna är sparade." in chef.send("/installningar/spara", **new, **meeting)
    settings = read_settings(path)
    assert (settings.forbund.name, settings.forbund.profile) == ('Finsam "Älv" & Å', "ide")
    assert settings.lead_times.sending == 9
    assert settings.budget == {2027: 4_200_000}
    assert [m.day.isoformat() for m in settings.meetings] == ["2027-02-03"]
    assert "# handlingarna skickas till gruppen eller styrelsen" in path.read_text(encoding="utf-8")
    assert "har ändrats sedan sidan öppnades" in chef.send("/installningar/spara", 409, **new, **meeting)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("mote.datum", "3 februari", "går inte att läsa"), ("mote.slag", "fest", "Välj om mötet"), ("forbund.profil", "../x", "finns inte"),
        ("ledtider.utskick", "-1", "hela dagar"), ("budget.2027", "mycket", "hela kronor"), ("forbund.namn", "", "ha ett namn"),
        ("diarium.monster", "{ar}", "löpnumret"),
    ],
)  # fmt: skip
def test_settings_that_cannot_be_used_are_not_saved(chef: Visitor, field: str, value: str, told: str) -> None:
    path = chef.desk.root / "installningar.toml"
    before = path.read_bytes()
    fields = {
        "lage": chef.state(chef.page("/installningar")), "forbund.namn": "Sof", "ledtider.sista_ansokan": "28", "ledtider.utskick": "7",
        "ledtider.svar_pa_komplettering": "21", "ledtider.protokoll": "14", "diarium.monster": "{ar}-{nr3}", "mote.datum": "2027-02-03",
        "mote.slag": "styrelse", "mote.tid": "", "mote.plats": "",
    }  # fmt: skip
    assert told in chef.send("/installningar/spara", 422, **{**fields, field: value})
    assert path.read_bytes() == before


def test_templates_are_checked_before_they_are_taken(chef: Visitor) -> None:
    saved = chef.client.get("/installningar/mall/beredning").content
    assert saved.startswith(b"PK")
    page = chef.send("/installningar/mallar", slag="beredning", files=[("mall", ("min.docx", io.BytesIO(saved)))])
    assert "är utbytt" in page
    assert (chef.desk.folder.templates / "beredning.docx").read_bytes() == saved
    bad = chef.send("/installningar/mallar", 422, slag="brev", files=[("mall", ("min.docx", io.BytesIO(b"x")))])
    assert "ingen Word-fil" in bad
    assert not (chef.desk.folder.templates / "brev.docx").exists()
    chef.send("/installningar/mallar", 422, slag="../x", files=[("mall", ("min.docx", io.BytesIO(saved)))])


def test_a_draft_is_read_and_nothing_is_kept(chef: Visitor) -> None:
    def all_files() -> set[Path]:
        return {
            p
            for p in (*chef.desk.root.rglob("*"), *chef.desk.private.rglob("*"))
            if not p.name.endswith(("-wal", "-shm"))
        }

    before = all_files()
    draft = (SAMPLES / "03-ungdomssparet.docx").read_bytes()
    page = words(chef.send("/provlasning/las", files=[("utkast", ("utkast.docx", io.BytesIO(draft)))]))
    assert "Så läses utkast.docx" in page
    assert "Ett gott svar:" in page
    assert all_files() == before
    assert "är av en typ som programmet inte läser" in words(
        chef.send("/provlasning/las", files=[("utkast", ("x", io.BytesIO(b"\x01\x02" * 99)))])
    )
    chef.desk.dry_run = False
    chef.page("/provlasning", 404)
    chef.send("/provlasning/las", 404, files=[("utkast", ("utkast.docx", io.BytesIO(draft)))])


def test_the_application_is_never_read_as_marks(chef: Visitor) -> None:
    """A stranger's words stand in every page of the case; none of them may become part of the page."""
    bad = "<img src=x onerror=alert(1)>"
    place = chef.desk.root / "arenden" / "2026-001" / "v1" / "01-stegvis-ater.json"
    text = place.read_text(encoding="utf-8").replace("Stegvis åter", bad).replace("Processledare", "<script>")
    place.write_text(text, encoding="utf-8")
    for path in ("", "/ekonomi", "/versioner", "/papper", "/logg"):
        page = chef.page(f"/arende/1{path}")
        assert "<img src=x" not in page
        assert "<script>" not in page
    assert "&lt;img src=x" in chef.page("/arende/1")


def test_a_question_about_versions_is_answered(chef: Visitor) -> None:
    with Register(chef.desk.folder.register_path, lambda: NOW) as register:
        register.add_event(2, "fråga", "prov", "Är den en ny version?", data={"dnr": "2026-001"})
    assert "Är detta en ny version av 2026-001?" in chef.page("/")
    assert "2026-002 är nu en ny version av 2026-001." in chef.send("/arende/2/svar", svar="ja")
    assert "05-samma-karta.pdf" in chef.page("/arende/1")
    assert "Mot förra versionen" in chef.page("/arende/1/versioner")
