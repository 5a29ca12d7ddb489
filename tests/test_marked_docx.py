"""Comments in a copy of a Word file: at the very words, whatever holds them, and nothing else changed."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.read import read
from reports.marked.copy import marked_copy
from tests.docx_builder import W, bold, cell, control, field, level, listed, number, par, row, run, table, word_file
from tests.marked_files import DAY, comments, job, letters_with_looks, part

_SAMPLES = Path(__file__).parent.parent / "sample_submissions"
_BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wps:txbx><w:txbxContent>{0}'
    "</w:txbxContent></wps:txbx></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}"
    "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def marked(folder: Path, body: str, *quotes: str, **parts: str) -> bytes:
    path = word_file(folder / "ansokan.docx", body, **parts)
    copy = marked_copy(job(path, *quotes))
    assert not copy.loose
    return copy.content


def places(content: bytes) -> dict[str, str]:
    """The words that each comment stands at, by the first line of the comment."""
    return {c.text.split(":")[0]: c.words for c in comments(content)}


def test_a_comment_stands_at_exactly_the_quoted_characters(tmp_path: Path) -> None:
    content = marked(tmp_path, par("Vi söker 900 000 kr. Målet är 20 deltagare."), "Målet är 20 deltagare.")
    assert [(c.words, c.text) for c in comments(content)] == [
        ("Målet är 20 deltagare.", "0: delvis uppfyllt\nSkriv mer.")
    ]


def test_a_comment_has_author_initials_and_the_day_passed_in(tmp_path: Path) -> None:
    content = marked(tmp_path, par("Vi söker pengar."), "Vi söker pengar.")
    comment = part(content, "word/comments.xml")[0]
    assert {key.rpartition("}")[2]: value for key, value in comment.attrib.items()} == {
        "id": "0", "author": "beredning", "initials": "b", "date": "2026-11-20T00:00:00Z"
    }  # fmt: skip


def test_words_that_run_over_several_looks_are_cut_where_they_begin_and_end(tmp_path: Path) -> None:
    body = par(run("Målet är "), run("att minst ", "<w:b/>"), run("tjugo", "<w:i/>"), run(" får arbete."))
    before = word_file(tmp_path / "fore.docx", body).read_bytes()
    content = marked(tmp_path, body, "minst tjugo får")
    assert places(content) == {"0": "minst tjugo får"}
    assert [s for s in letters_with_looks(content) if s[0]] == letters_with_looks(before)


def test_tabs_and_breaks_stay_where_they_were(tmp_path: Path) -> None:
    body = par("<w:r><w:t>Datum:</w:t><w:tab/><w:t>3 maj 2026</w:t><w:br/><w:t>Sökande: Ekby kommun</w:t></w:r>")
    content = marked(tmp_path, body, "3 maj 2026", "Ekby kommun")
    order = [e.tag.rpartition("}")[2] for e in part(content).iter() if e.tag.rpartition("}")[2] in ("t", "tab", "br")]
    assert order == ["t", "tab", "t", "br", "t", "t"]
    assert places(content) == {"0": "3 maj 2026", "1": "Ekby kommun"}


def test_words_in_a_table_are_found_in_their_cell_and_a_whole_row_over_its_cells(tmp_path: Path) -> None:
    body = table(
        row("Kostnad", "2026", "2027"), row("Samordnare", "500 000", "510 000"), row("Lokal", "50 000", "52 000")
    )
    content = marked(tmp_path, body, "510 000", "Lokal | 50 000 | 52 000")
    assert places(content) == {"0": "510 000", "1": "Lokal50 00052 000"}


def test_of_two_places_with_the_same_words_the_block_tells_which(tmp_path: Path) -> None:
    body = par("Ansvarig: kommunen") + par("Lokalen hyrs i centrum av orten.") + par("Betalar: kommunen")
    path = word_file(tmp_path / "a.docx", body)
    asked = job(path, "Betalar: kommunen")
    third = asked.marks[0].model_copy(update={"quote": "kommunen"})
    content = marked_copy(asked.model_copy(update={"marks": (third,)})).content
    paragraph = next(p for p in part(content).iter(f"{{{W}}}p") if p.find(f"{{{W}}}commentRangeStart") is not None)
    assert "".join(t.text or "" for t in paragraph.iter(f"{{{W}}}t")) == "Betalar: kommunen"


@pytest.mark.parametrize(
    ("body", "quote"),
    [
        (control(par("Gruppen är unga vuxna.")), "unga vuxna"),
        (par(run("Svar: "), control(run("Gruppen är unga vuxna."))), "unga vuxna"),
        (table(row(cell(control(par("Målgrupp"))), control(cell("Unga vuxna i kommunen.")))), "Unga vuxna"),
        (par(run("Se "), field("REF mal", run("Unga vuxna")), run(" ovan.")), "Unga vuxna"),
        (par("<w:hyperlink>" + run("Unga vuxna") + "</w:hyperlink>", run(" är med.")), "Unga vuxna är med."),
        (par(run("De "), "<w:ins>" + run("unga vuxna") + "</w:ins>", "<w:del><w:r><w:delText>gamla</w:delText></w:r></w:del>"), "unga vuxna"),
        (par(run("Unga "), run("HEMLIGT", "<w:vanish/>"), run("vuxna är med.")), "vuxna är"),
        (par(run("Unga vux\u00adna i kom\u00admunen.")), "vuxna i kommunen."),
        (par(run("Unga\u00a0vuxna   i kommunen.")), "Unga vuxna i kommunen."),
        (par(run("Ma\u030algruppen ar unga.")), "Målgruppen ar"),
        (par("<w:r><w:t>Unga</w:t><w:noBreakHyphen/><w:t>vuxna</w:t></w:r>"), "Unga-vuxna"),
    ],
    ids=["block-control", "inline-control", "cell-control", "field", "link", "tracked", "hidden", "soft-hyphen", "blanks", "accents", "hard-hyphen"],
)  # fmt: skip
def test_words_are_found_in_whatever_holds_them(tmp_path: Path, body: str, quote: str) -> None:
    def plain(text: str) -> str:
        return "".join(c for c in text.replace("a\u030a", "å") if c.isalnum())

    content = marked(tmp_path, body, quote)
    assert plain(places(content)["0"]) == plain(quote)


def test_an_automatic_number_that_word_draws_is_not_missed(tmp_path: Path) -> None:
    numbering = f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1.")}</w:abstractNum>{number(1, 0)}'
    body = listed("Minst 20 deltagare får arbete under året.") + listed("Alla får en plan som de har skrivit under.")
    content = marked(tmp_path, body, "2. Alla får en plan", numbering=numbering)
    assert places(content) == {"0": "Alla får en plan"}


def test_a_text_box_is_commented_on_as_a_whole_and_the_comment_says_which_words(tmp_path: Path) -> None:
    body = par(run("Bilaga till ansökan."), _BOX.format(par("Kommunen betalar lokalen.")))
    copy = marked_copy(job(word_file(tmp_path / "a.docx", body), "betalar lokalen"))
    [comment] = comments(copy.content)
    assert comment.text.endswith("Gäller orden: ”betalar lokalen”")
    assert len(copy.near) == 1
    assert part(copy.content).find(f".//{{{W}}}txbxContent//{{{W}}}commentRangeStart") is None


def test_a_control_that_word_fills_anew_is_commented_on_from_outside(tmp_path: Path) -> None:
    bound = '<w:dataBinding w:xpath="/a" w:storeItemID="{0}"/>'
    copy = marked_copy(
        job(
            word_file(tmp_path / "a.docx", par(run("Namn: "), control(run("Vägen fram och vidare"), bound))), "fram och"
        )
    )
    content = part(copy.content).find(f".//{{{W}}}sdtContent")
    assert content is not None
    assert content.find(f".//{{{W}}}commentRangeStart") is None
    assert comments(copy.content)[0].words == "Vägen fram och vidare"


def test_comments_that_are_there_are_kept_and_new_ones_get_free_numbers(tmp_path: Path) -> None:
    old = '<w:comment w:id="7" w:author="Handläggaren"><w:p><w:r><w:t>Ring!</w:t></w:r></w:p></w:comment>'
    body = par(
        '<w:commentRangeStart w:id="7"/>',
        run("Vi söker pengar."),
        '<w:commentRangeEnd w:id="7"/>',
        '<w:r><w:commentReference w:id="7"/></w:r>',
    )
    content = marked(tmp_path, body, "söker pengar.", comments=old)
    assert [(c.text.split("\n")[0], c.words, c.author) for c in comments(content)] == [
        ("Ring!", "Vi söker pengar.", "Handläggaren"),
        ("0: delvis uppfyllt", "söker pengar.", "beredning"),
    ]


def test_comments_may_overlap(tmp_path: Path) -> None:
    content = marked(
        tmp_path, par("Minst 20 deltagare får arbete."), "Minst 20 deltagare", "20 deltagare får", "deltagare"
    )
    assert places(content) == {"0": "Minst 20 deltagare", "1": "20 deltagare får", "2": "deltagare"}


def test_a_note_without_words_stands_at_the_start(tmp_path: Path) -> None:
    content = marked(tmp_path, bold("Ansökan") + par("Vi söker pengar."), "")
    assert places(content) == {"0": "Ansökan"}


def test_words_that_are_not_there_are_told_and_their_note_is_kept(tmp_path: Path) -> None:
    asked = job(word_file(tmp_path / "a.docx", par("Vi söker pengar.")), "Vi söker pengar.")
    lost = asked.marks[0].model_copy(update={"quote": "Ingenting av detta", "block": 0})
    copy = marked_copy(asked.model_copy(update={"marks": (lost,)}))
    assert copy.near == (lost,)
    assert comments(copy.content)[0].text.endswith("Gäller orden: ”Ingenting av detta”")


def test_the_original_is_untouched_and_the_copy_is_the_same_every_time(tmp_path: Path) -> None:
    path = tmp_path / "ansokan.docx"
    shutil.copy(_SAMPLES / "01-stegvis-ater.docx", path)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    asked = job(path, "Stegvis")
    assert marked_copy(asked).content == marked_copy(asked).content
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_all_other_parts_are_copied_as_they_are_and_word_libraries_read_the_copy(tmp_path: Path) -> None:
    path = _SAMPLES / "01-stegvis-ater.docx"
    content = marked_copy(job(path, "Stegvis", "")).content
    before, after = zipfile.ZipFile(path), zipfile.ZipFile(io.BytesIO(content))
    changed = {n for n in after.namelist() if n not in before.namelist() or before.read(n) != after.read(n)}
    assert changed == {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert [c.author for c in docx.Document(io.BytesIO(content)).comments] == ["beredning", "beredning"]


def test_the_reader_reads_the_same_blocks_from_the_copy(tmp_path: Path) -> None:
    original = read(_SAMPLES / "02-oppna-dorren.docx")
    quotes = [b.text[5:40].strip() for b in original.blocks if len(b.text) > 60]
    copy = tmp_path / "kopia.docx"
    copy.write_bytes(marked_copy(job(_SAMPLES / "02-oppna-dorren.docx", *quotes)).content)
    again = read(copy)
    assert again.blocks == original.blocks
    assert sum(m.kind == "kommentar" for m in again.margins) == len(quotes)


def test_a_strict_file_gets_comments_of_its_own_vocabulary(tmp_path: Path) -> None:
    path = word_file(tmp_path / "strikt.docx", par("Vi söker pengar till insatsen."))
    strict = tmp_path / "ansokan.docx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(strict, "w") as target:
        for name in source.namelist():
            target.writestr(
                name, source.read(name).replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
            )
    copy = marked_copy(job(strict, "söker pengar"))
    assert part(copy.content, "word/comments.xml").tag.startswith("{http://purl.oclc.org/")
    assert len(copy.exact) == 1


_looks = st.sampled_from(["", "<w:b/>", "<w:i/>", '<w:sz w:val="30"/>'])
_pieces = st.lists(st.tuples(st.text("abåäö 1.,-", min_size=1, max_size=8), _looks), min_size=1, max_size=6)


@settings(max_examples=40, deadline=None)
@given(st.lists(_pieces, min_size=1, max_size=4), st.data())
def test_any_words_of_any_runs_are_marked_and_without_comments_all_is_as_it_was(
    paragraphs: list[list[tuple[str, str]]], data: st.DataObject
) -> None:
    body = par("Rubriken på ansökan som alltid står här")
    body += "".join(par(*(run(text, look) for text, look in pieces)) for pieces in paragraphs)
    with tempfile.TemporaryDirectory() as folder:
        path = word_file(Path(folder) / "a.docx", body)
        blocks = [b.text for b in read(path).blocks]
        quotes = []
        for _ in range(data.draw(st.integers(1, 4))):
            text = data.draw(st.sampled_from(blocks))
            start = data.draw(st.integers(0, len(text) - 1))
            quotes.append(text[start : data.draw(st.integers(start + 1, len(text)))])
        content = marked_copy(job(path, *quotes)).content
        assert letters_with_looks(content) == letters_with_looks(path.read_bytes())
        for comment in comments(content):
            quote = quotes[int(comment.text.split(":")[0])]
            assert letters(quote) in letters(comment.words)
        assert len(comments(content)) == len(quotes)


def letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_comments_survive_a_round_trip_through_libreoffice(tmp_path: Path) -> None:
    path = tmp_path / "kopia.docx"
    source = _SAMPLES / "02-oppna-dorren.docx"
    quotes = [b.text[:40].strip() for b in read(source).blocks if len(b.text) > 50][:8]
    path.write_bytes(marked_copy(job(source, *quotes)).content)
    out = tmp_path / "ut"
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/lo",
        "--headless",
        "--convert-to",
        "docx",
        "--outdir",
        str(out),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    saved = comments((out / "kopia.docx").read_bytes())
    assert {(c.words, c.text, c.author) for c in saved} == {
        (c.words, c.text, c.author) for c in comments(path.read_bytes())
    }
    assert all(c.date.startswith(DAY.isoformat()) for c in saved)
