"""The account of losses: what a second engine counts, what is told in words, and what stays fast however dense the page."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import typst
from PIL import Image

from benchmarks.lasning import scores
from benchmarks.robusthet import Outcome, run_all, table
from extractors.account import told
from extractors.formats._pdf_account import to_document
from extractors.formats._pdf_assemble import assemble
from extractors.formats._pdf_check import checked
from extractors.formats._pdf_furniture import without_furniture
from extractors.formats._pdf_lines import lines_of
from extractors.formats._pdf_page import PageContent, Word
from extractors.formats._pdf_second import signs_by_page
from extractors.formats._pdf_text import is_garbage, page_content
from extractors.model import Block, Document, Loss, MarginText
from extractors.read import read

TEXT = "Kommunen och Försäkringskassan söker medel för unga vuxna som står långt från arbete. " * 5


def pdf(folder: Path, markup: str = TEXT) -> Path:
    path = folder / "ansokan.pdf"
    path.write_bytes(typst.compile(('#set page(paper: "a4")\n#set text(lang: "sv")\n' + markup).encode()))
    return path


def pages(path: Path) -> list[PageContent]:
    source = pypdfium2.PdfDocument(path)
    return [page_content(source[i], i + 1) for i in range(len(source))]


def words(*texts: str) -> list[Word]:
    return [Word(t, 60 + 90 * (i % 5), 60 + 90 * (i % 5) + 80, 100 + 14 * (i // 5), 11) for i, t in enumerate(texts)]


def test_two_engines_count_the_same_signs(tmp_path: Path) -> None:
    path = pdf(tmp_path, TEXT + "#table(columns: 2, [Post], [Kronor], [Lokal], [50 000])\n#pagebreak()\nSlut.")
    assert signs_by_page(path, 2) == [p.signs for p in pages(path)]


def test_a_page_that_lost_words_is_read_by_the_other_engine_and_told(tmp_path: Path) -> None:
    path = pdf(tmp_path)
    whole = pages(path)
    lossy = [replace(p, words=p.words[:5], signs=30) for p in whole]
    found, notes = checked(path, lossy)
    assert [w.text for w in found[0].words] == [w.text for w in whole[0].words]
    assert notes == ["Sida 1 har typsnitt som är svåra att läsa. Jämför med originalet där."]


def test_pages_that_agree_are_left_as_they_are(tmp_path: Path) -> None:
    path = pdf(tmp_path)
    found, notes = checked(path, pages(path))
    assert found == pages(path)
    assert notes == []


def test_other_scripts_are_no_garbage_but_letters_without_vowels_are() -> None:
    assert not is_garbage(words("计算机科学与技术（应用技术）", "项目描述：负责四川省"))
    assert not is_garbage(words("Компьютерные науки и технологии в обществе"))
    assert is_garbage(words("Xqrtzp wqrtm plkjhg bnmvcx zxcvb qwrtp"))


def test_list_numbers_and_repeated_header_rows_are_no_loss(tmp_path: Path) -> None:
    rows = "".join(f"[Post {i}], [{i} 000]," for i in range(1, 70))
    markup = f"+ Första\n+ Andra\n+ Tredje\n\n#table(columns: 2, table.header([Kostnad], [Kronor]), {rows})"
    assert read(pdf(tmp_path, markup)).loss.share == 1.0


def test_words_printed_twice_to_look_bold_are_read_once(tmp_path: Path) -> None:
    markup = "#place(dx: 0.3pt)[Sammanfattning av ansökan]\nSammanfattning av ansökan"
    document = read(pdf(tmp_path, markup))
    assert [b.text for b in document.blocks] == ["Sammanfattning av ansökan"]
    assert document.loss.share == 1.0


def test_a_page_of_ten_thousand_figures_takes_seconds_and_not_minutes() -> None:
    page = PageContent(1, 595, 842)
    page.words = [
        Word(str(10 + i % 90), 20 + 14 * (i % 40), 28 + 14 * (i % 40), 20 + 3.2 * (i // 40), 2.5) for i in range(10_000)
    ]
    start = time.process_time()
    without_furniture([(page, lines_of(page.words)), (replace(page, number=2), lines_of(page.words))])
    assert time.process_time() - start < 4


def test_uncertain_words_of_a_scan_are_told() -> None:
    page = PageContent(1, 595, 842, ocr=True, words=words("Arbetsformedlngen", "och", "kommunen", "samverkar", "här"))
    page.words[0] = replace(page.words[0], certainty=0.4)
    notes = to_document("pdf", [page]).loss.notes
    assert notes == ("Ett ord är osäkert läst i skanningen: ”Arbetsformedlngen”. Jämför med originalet.",)
    assert assemble([page]).blocks[0].certainty < 1


def test_missing_words_and_hidden_text_are_said_in_words() -> None:
    block = Block(id=0, kind="stycke", text="Hej")
    lossy = Document(kind="doc", blocks=(block,), loss=Loss(source_words=100, read_words=90))
    assert told(lossy).loss.notes == ("Filen har 100 ord, och 90 av dem är lästa. Jämför med originalet.",)
    hidden = Document(kind="odt", blocks=(block,), margins=(MarginText(kind="dolt", text="x"),))
    assert "dold text" in told(hidden).loss.notes[0]
    assert told(told(hidden)) == told(hidden)
    whole = Document(kind="odt", blocks=(block,))
    assert told(whole) is whole


def test_a_large_picture_in_a_word_file_is_told_but_a_logotype_is_not(tmp_path: Path) -> None:
    Image.new("L", (50, 50)).save(tmp_path / "bild.png")
    for width, notes in ((3, 0), (15, 1)):
        document = docx.Document()
        document.add_paragraph("Ansökan om medel.")
        document.add_picture(str(tmp_path / "bild.png"), docx.shared.Cm(width))
        document.save(str(tmp_path / "a.docx"))
        assert len(read(tmp_path / "a.docx").loss.notes) == notes


def test_rows_past_the_bounds_of_a_huge_sheet_are_left_and_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Logg")
    for i in range(2100):
        sheet.append([i, "rad"])
    book.save(tmp_path / "logg.xlsx")
    document = read(tmp_path / "logg.xlsx")
    assert len(document.blocks) == 2001
    assert document.loss.notes == ("Bladet Logg är mycket stort. Bara de första 2000 raderna är lästa, se originalet.",)


def test_the_table_of_outcomes_counts_every_file(tmp_path: Path) -> None:
    (tmp_path / "tom.pdf").write_bytes(b"")
    (tmp_path / "skrap.docx").write_bytes(b"inget alls")
    outcomes = run_all([pdf(tmp_path), tmp_path / "tom.pdf"], workers=2, seconds=30)
    assert [o.word for o in outcomes] == ["läst", "tom"]
    assert table(outcomes)[-1].split() == ["alla", "2", "1", "1"]
    silent = Outcome(tmp_path / "a.docx", "läst med förlust", 0.1)
    assert silent.is_fault
    assert not replace(silent, notes=("Sagt.",)).is_fault


def test_reading_is_scored_word_by_word_with_its_topics() -> None:
    truth = [{"text": "Syftet är samverkan", "topic": ["syfte"]}, {"text": "Målet nås", "topic": ["mal"]}]
    blocks = (
        Block(id=0, kind="stycke", text="Syftet är samverkan", topics=("syfte",)),
        Block(id=1, kind="stycke", text="Målet nåddes", topics=("syfte",)),
    )
    recall, precision, topics = scores(Document(kind="docx", blocks=blocks), truth)
    assert (recall, precision, topics) == (0.8, 0.8, 0.6)


def test_a_footnote_loses_no_words(tmp_path: Path) -> None:
    document = read(pdf(tmp_path, TEXT + " En siffra#footnote[Källa: Försäkringskassan 2025.] till."))
    assert document.loss.share == 1.0
