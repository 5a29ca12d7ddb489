"""One case from the day it is dropped in the inbox to the archive, with every paper that comes out read on the way."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import CliRunner

from intake.cli import cli
from reports.word import text_of
from tests.desk_folder import SharedReaders, Visitor, desk_on

SAMPLES = Path(__file__).resolve().parents[1] / "sample_submissions"
Say = Callable[..., str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "forbund"


@pytest.fixture
def say(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Say:
    """Run a command as a förbundschef does; it must succeed."""
    monkeypatch.setenv("BEREDNING_VEM", "Eva Ek")

    def run(*words: str, into: Path = folder) -> str:
        result = CliRunner().invoke(cli, [*words, "--mapp", str(into)], standalone_mode=False)
        if result.exception is not None:
            raise result.exception
        assert not result.return_value, result.output
        return str(result.output)

    CliRunner().invoke(
        cli, ["starta", str(folder), "--forbund", "Samordningsförbundet Mellansjö"], standalone_mode=False
    )
    return run


def pdf_text(path: Path) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return " ".join("\n".join(page.get_textpage().get_text_range() for page in document).split())


def answered(content: bytes) -> bytes:
    """The applicant's answer: the sum put right, and somebody named who takes over."""
    document = docx.Document(io.BytesIO(content))
    places = [
        *document.paragraphs,
        *(p for t in document.tables for row in t.rows for c in row.cells for p in c.paragraphs),
    ]
    for paragraph in places:
        if "736 000" in paragraph.text:
            paragraph.text = paragraph.text.replace("736 000", "706 000")
    document.add_paragraph(
        "Region Mellansjö ansvarar för att arbetssättet förs över i ordinarie verksamhet senast i december 2028."
    )
    raw = io.BytesIO()
    document.save(raw)
    return raw.getvalue()


def test_from_drop_to_archive(folder: Path, say: Say) -> None:
    group, board = date.today() + timedelta(days=60), date.today() + timedelta(days=80)
    settings = folder / "installningar.toml"
    text = settings.read_text(encoding="utf-8").replace("sekunder = 1.0", "sekunder = 0.05")
    text = text.replace("[budget]\n", "[budget]\n2027 = 900000\n2028 = 500000\n")
    text = text.replace("[styrelse]\nledamoter = []", '[styrelse]\nledamoter = ["Lena Ohlin"]')
    text += "".join(
        f'\n[[moten]]\ndatum = {day}\nslag = "{kind}"\ntid = "09.00"\nplats = "Kommunhuset"\n'
        for day, kind in ((group, "beredningsgrupp"), (board, "styrelse"))
    )
    settings.write_text(text, encoding="utf-8")

    # Two applications are dropped; each gets its case, its memo and its review.
    original = (SAMPLES / "04-halsoslussen.docx").read_bytes()
    (folder / "inkorg" / "halsoslussen.docx").write_bytes(original)
    (folder / "inkorg" / "stegvis.docx").write_bytes((SAMPLES / "01-stegvis-ater.docx").read_bytes())
    say("inkorg")
    lines = [json.loads(line) for line in say("arenden", "--format", "json").splitlines()]
    dnr = next(line["dnr"] for line in lines if line["insatsnamn"] == "Hälsoslussen")
    other = next(line["dnr"] for line in lines if line["insatsnamn"] == "Stegvis åter")
    place = folder / "arenden" / dnr
    assert (place / "v1" / "inkommet" / "halsoslussen.docx").read_bytes() == original
    memo = text_of((place / "v1" / "halsoslussen-beredning.docx").read_bytes())
    assert "Förslag till beslut" in memo
    assert "706" in memo

    # What is missing is asked for; the letter says by when, and the case waits.
    say("brev", dnr, "komplettering")
    letter = next((place / "brev").glob("komplettering-*.docx"))
    assert "Stämmer summorna med posterna?" in text_of(letter.read_bytes()) or "706" in text_of(letter.read_bytes())
    assert "överklaga" not in text_of(letter.read_bytes()).casefold()
    say("brev", dnr, "komplettering", "--skickat")
    assert status(say, dnr) == "väntar på svar"
    assert "Svar på kompletteringen" in say("paminnelser", "--dagar", "90")

    # The answer is dropped under another name and is known as a new version of its case.
    (folder / "inkorg" / "svar på er fråga.docx").write_bytes(answered(original))
    assert f"ny version (2) av {dnr}" in say("inkorg")
    shown = say("visa", dnr)
    assert "Åtgärdade brister" in shown
    assert "736 000 kr → 706 000 kr" in shown.replace("\u00a0", " ")
    assert "Svar på kompletteringen" not in say("paminnelser", "--dagar", "90")

    # A person sets a verdict aside.
    say("bedom", dnr, "andamal", "uppfyllt", "--skal", "Framgår av bilagan", "--namn", "Eva Ek")

    # A board member's name stands in the application: the förbund is asked, and nobody else.
    assert "Kan Lena Ohlin, ledamot i styrelsen, vara jävig i ärendet?" in shown
    for paper in (letter, next((place / "v2").glob("*-beredning.docx"))):
        assert "jävig" not in text_of(paper.read_bytes())

    # The manager writes her assessment at the desk, and it comes with the memo when that is made again.
    at_the_desk(folder, dnr, "Ansökan är stark.")
    assert "Inga bedömningar skiljer." in say("omgranska", dnr)
    memo = text_of((place / "v2" / "svar på er fråga-beredning.docx").read_bytes())
    assert "Ansökan är stark.\nEva Ek, " in memo.split("Förbundschefens samlade bedömning")[1]
    assert "Ansökan är stark." in pdf_text(place / "v2" / "svar på er fråga-beredning.pdf")

    # The meeting's papers.
    told = say("mote", group.isoformat())
    assert "2 ärenden" in told
    papers = folder / "moten" / group.isoformat()
    overview = text_of((papers / "moteshandling.docx").read_bytes()).replace("\u00a0", " ")
    assert "Översikt inför beredningsgruppens möte" in overview
    assert "706 000" in overview
    assert "version 2" in overview
    assert "Vilket slags ändamål" not in overview.split(f"{dnr} Hälsoslussen (")[1].split("Gruppens synpunkter")[0]
    assert "Hälsoslussen" in pdf_text(papers / "moteshandling.pdf")
    assert "pröva om någon är jävig" in overview and "Lena Ohlin" not in overview
    dossier = papers / dnr
    assert not any("jävig" in p.read_text(encoding="utf-8") for p in dossier.rglob("*.json"))
    assert (dossier / "ansokan" / "svar på er fråga.docx").is_file()
    assert (dossier / "tidigare versioner" / "version 1" / "halsoslussen.docx").read_bytes() == original
    assert any((dossier / "beredning").glob("*-beredning.docx"))
    assert any((dossier / "brev").glob("komplettering-*.docx"))
    assert "brist" in (dossier / "jamforelse med forra versionen.txt").read_text(encoding="utf-8")
    assert status(say, dnr) == "till möte"

    # The group fills the sheet in; it is read back, twice without harm, and then changed.
    sheet = papers / "moteshandling.xlsx"
    fill(sheet, dnr, {"Arbetsförmedlingen": "Bra idé.", "Rekommendation": "bevilja", "Skäl": "Fyller ett behov."})
    assert "1 nya, 0 oförändrade" in say("mote", group.isoformat(), "--las-in", str(sheet))
    assert "0 nya, 1 oförändrade" in say("mote", group.isoformat(), "--las-in", str(sheet))
    assert status(say, dnr) == "rekommendation finns"
    assert f"Rekommendationen från beredningsgruppens möte {group} är inte inläst." in say(
        "paminnelser", "--datum", (group + timedelta(days=1)).isoformat()
    )

    # The board decides; the letter tells it, and what follows is watched over.
    assert dnr in say("mote", board.isoformat())
    assert other not in text_of((folder / "moten" / board.isoformat() / "moteshandling.docx").read_bytes())
    told = say(
        "beslut", dnr, "bevilja", "--belopp", "706 000", "--period", "2027-08–2028-07", "--paragraf", "14",
        "--rapport", "delrapport=2028-01-31", "--rapport", "slutrapport=2028-09-30",
    )  # fmt: skip
    assert "Beviljat" in told
    letter = next((place / "brev").glob("bevilja-*.docx"))
    words = text_of(letter.read_bytes()).replace("\u00a0", " ")
    assert "706 000 kronor" in words
    assert "augusti 2027–juli 2028" in words
    assert "{{" not in words
    assert "706 000 kronor" in pdf_text(letter.with_suffix(".pdf")).replace("\u00a0", " ")
    assert status(say, dnr) == "beslutat"
    due = [json.loads(line) for line in say("paminnelser", "--dagar", "5000", "--format", "json").splitlines()]
    of_case = [(each["dag"], each["vad"]) for each in due if each["dnr"] == dnr and each["dag"] > "2027-01-01"]
    assert of_case == [
        ("2027-07-31", "Överenskommelse ska vara klar."),
        ("2028-01-31", "Delrapport ska vara klar."),
        ("2028-09-30", "Slutrapport ska vara klar."),
    ]
    say("anteckna", dnr, "overenskommelse")
    say("anteckna", dnr, "rapport", "--vad", "delrapport")
    say("anteckna", dnr, "rapport", "--vad", "slutrapport")
    say("brev", dnr, "bevilja", "--skickat")
    say("anteckna", dnr, "avslutat")
    assert status(say, dnr) == "avslutat"
    assert dnr not in say("paminnelser", "--dagar", "5000")
    kinds = [event["slag"] for event in json.loads(say("visa", dnr, "--format", "json"))["handelser"]]
    assert [k for k in kinds if k in ("inkom", "ny version", "möte", "rekommendation", "beslut", "avslutat")] == [
        "inkom", "ny version", "möte", "rekommendation", "möte", "beslut", "avslutat",
    ]  # fmt: skip

    # The case is archived and proved, a masked copy made, and nothing disposed of without a plan.
    assert f"{dnr} arkiverades" in say("arkivera", dnr)
    assert status(say, dnr) == "arkiverat"
    assert "allt stämmer" in say("arkiv", "verifiera")
    assert "Listan är intern." in say("maska", dnr)
    assert "Samuel Brandt" in text_of(next((folder / "utlamnande" / dnr / "kopia").glob("*-ansokan.docx")).read_bytes())
    assert "Ingenting gallras" in say("gallra")
    say("arkiv", "aterlas", str(folder / "arkiv" / dnr), into=folder.with_name("tillbaka"))
    assert dnr in say("arenden", into=folder.with_name("tillbaka"))

    # The register as a table, and all of the folder as a copy that can be taken back.
    assert "2 ärenden skrevs" in say("exportera", str(folder.with_name("register.xlsx")))
    rows = list(openpyxl.load_workbook(folder.with_name("register.xlsx")).active.values)
    assert dnr in {cell for row in rows for cell in row}
    say("sakerhetskopiera", str(folder.with_name("kopia.zip")))
    assert (
        CliRunner()
        .invoke(
            cli, ["aterstall", str(folder.with_name("kopia.zip")), str(folder.with_name("ny"))], standalone_mode=False
        )
        .return_value
        == 0
    )
    assert say("arenden", into=folder.with_name("ny")) == say("arenden")


def at_the_desk(folder: Path, dnr: str, text: str) -> None:
    """Write the assessment on the case's page, as a browser does, and look at every page of the case."""
    readers = SharedReaders()
    try:
        with desk_on(folder, readers) as desk:
            chef = Visitor(desk).come_in()
            assert dnr in chef.page("/")
            with desk.register() as register:
                case = register.case(dnr)
            assert case is not None
            at = f"/arende/{case.id}"
            page = chef.page(at)
            assert "Kan Lena Ohlin" in page
            chef.send(f"{at}/bedomning", lage=chef.state(page), text=text, namn="Eva Ek")
            for part in ("ekonomi", "versioner", "papper", "beslut", "logg"):
                assert dnr in chef.page(f"{at}/{part}")
    finally:
        readers.end()


def status(say: Say, dnr: str) -> str:
    return str(json.loads(say("visa", dnr, "--format", "json"))["status"])


def fill(path: Path, dnr: str, words: dict[str, str]) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book["Synpunkter"]
    heads = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == dnr)
    for head, text in words.items():
        row[heads.index(head)].value = text
    book.save(path)
