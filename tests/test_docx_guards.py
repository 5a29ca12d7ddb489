"""Word files that are broken, empty, dangerous or merely unusual."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.errors import Unreadable
from extractors.formats import docx
from extractors.limits import DEFAULT, Limits
from tests.docx_builder import W, par, row, table, word_file

FEW = replace(DEFAULT, unpacked_bytes=20_000_000)


def refusal(path: Path, limits: Limits = DEFAULT) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        docx.read(path, limits)
    assert path.name in caught.value.text
    assert caught.value.text.endswith(".")
    return caught.value


def changed(path: Path, **members: bytes) -> Path:
    """The same file with members replaced; ``document`` is ``word/document.xml``."""
    with zipfile.ZipFile(path) as old:
        content = {n: old.read(n) for n in old.namelist()}
    content.update({f"word/{k}.xml": v for k, v in members.items()})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in content.items():
            new.writestr(name, data)
    return path


def test_a_file_without_words_is_empty(tmp_path: Path) -> None:
    assert refusal(word_file(tmp_path / "a.docx", par(""))).code == "tom"
    assert refusal(word_file(tmp_path / "b.docx", table(row("")))).code == "tom"


@pytest.mark.parametrize("content", [b"<w:document", b"", b"\xff\xfe\x00", b"<html><p>hej</html>"])
def test_broken_xml_is_told(tmp_path: Path, content: bytes) -> None:
    path = changed(word_file(tmp_path / "a.docx", par("Hej")), document=content)
    assert refusal(path).code == "trasig"


def test_a_broken_zip_is_told(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", par("Hej " * 500))
    path.write_bytes(path.read_bytes()[:300])
    assert refusal(path).code == "trasig"


def test_a_zip_without_document_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    assert refusal(path).code == "trasig"


def test_a_broken_side_part_costs_only_that_part(tmp_path: Path) -> None:
    path = changed(word_file(tmp_path / "a.docx", par("Hej", style="Rubrik1"), header=par("x")), styles=b"<w:styles")
    document = docx.read(path, DEFAULT)
    assert document.blocks[0].text == "Hej"
    assert [n for n in document.loss.notes if "styles.xml" in n]


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = changed(word_file(tmp_path / "a.docx", par("Hej")), document=b" " * 30_000_000)
    assert refusal(path).code == "farlig"
    assert refusal(path, replace(DEFAULT, ratio=10_000_000, unpacked_bytes=20_000_000)).code == "farlig"


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    path = changed(word_file(tmp_path / "a.docx", par("Hej")), **{f"x{i}": b"" for i in range(50)})
    assert refusal(path, replace(DEFAULT, members=40)).code == "farlig"


def test_entities_are_neither_read_nor_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "hemligt.txt"
    secret.write_text("HEMLIGT")
    body = f'<w:document xmlns:w="{W}"><w:body>{par("&x;")}</w:body></w:document>'
    evil = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>{body}'
    assert refusal(changed(word_file(tmp_path / "a.docx", par("Hej")), document=evil.encode())).code == "farlig"


@pytest.mark.parametrize("depth", [60, 120, 400])
def test_tables_in_tables_without_end_are_refused(tmp_path: Path, depth: int) -> None:
    body = par("Innerst")
    for _ in range(depth):
        body = f"<w:tbl><w:tr><w:tc>{body}<w:p/></w:tc></w:tr></w:tbl>"
    path = word_file(tmp_path / "a.docx", body)
    if depth * 3 < DEFAULT.xml_depth - 10:
        assert docx.read(path, DEFAULT).blocks[0].text == "Innerst"
        assert refusal(path, replace(DEFAULT, xml_depth=100)).code == "farlig"
    else:
        assert refusal(path).code == "farlig"


def test_a_book_is_too_large(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", (par("Sida") + par('<w:r><w:br w:type="page"/></w:r>')) * 20)
    assert refusal(path, replace(DEFAULT, pages=10)).code == "for-stor"
    assert refusal(path, replace(DEFAULT, blocks=10)).code == "for-stor"


def test_strict_files_and_odd_part_names_are_read(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", par("Syfte", style="Rubrik1") + par("Strikt text."))
    with zipfile.ZipFile(path) as old:
        content = {n: old.read(n).decode() for n in old.namelist()}
    with zipfile.ZipFile(path, "w") as new:
        for name, data in content.items():
            data = data.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
            data = re.sub(
                r"http://schemas\.openxmlformats\.org/officeDocument/2006/relationships",
                "http://purl.oclc.org/ooxml/officeDocument/relationships",
                data,
            )
            data = data.replace("word/document.xml", "/word/document2.xml")
            new.writestr(name.replace("document.xml", "document2.xml"), data)
    document = docx.read(path, DEFAULT)
    assert [(b.kind, b.text) for b in document.blocks][1] == ("stycke", "Strikt text.")
    assert document.blocks[0].kind == "titel"


def test_word_files_are_known_by_their_members() -> None:
    assert docx.recognises(b"PK\3\4", frozenset({"[Content_Types].xml", "word/document.xml"}))
    assert docx.recognises(b"PK\3\4", frozenset({"[Content_Types].xml", "word\\document2.xml"}))
    assert not docx.recognises(b"PK\3\4", frozenset({"[Content_Types].xml", "xl/workbook.xml"}))
    assert not docx.recognises(b"%PDF", frozenset())


def test_an_embedded_part_is_noted(tmp_path: Path) -> None:
    document = docx.read(word_file(tmp_path / "a.docx", par("Text") + '<w:altChunk r:id="r9"/>'), DEFAULT)
    assert [n for n in document.loss.notes if "bäddar in" in n]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 2_000), byte=st.integers(0, 255))
def test_a_damaged_byte_gives_a_reading_or_a_refusal(tmp_path: Path, cut: int, byte: int) -> None:
    path = word_file(tmp_path / "a.docx", par("Hej") + table(row("a", "b")), header=par("x"))
    data = bytearray(path.read_bytes())
    data[cut % len(data)] = byte
    path.write_bytes(bytes(data))
    try:
        docx.read(path, DEFAULT)
    except Unreadable as error:
        assert error.text


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "p",
                "r",
                "t",
                "tbl",
                "tr",
                "tc",
                "sdt",
                "sdtContent",
                "del",
                "fldChar",
                "pPr",
                "numPr",
                "txbxContent",
                "pict",
            ]
        ),
        max_size=14,
    )
)
def test_elements_in_any_order_never_raise_anything_else(tmp_path: Path, names: list[str]) -> None:
    inside = "x"
    for name in names:
        inside = f'<w:{name} w:fldCharType="begin" w:val="q">{inside}<w:{name}/></w:{name}>'
    assert docx.read(word_file(tmp_path / "a.docx", par("Text") + inside), DEFAULT).blocks
