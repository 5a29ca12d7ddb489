"""Fill in a Word form as an applicant would, by its content controls' tags."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def document_xml(form: bytes) -> etree._Element:
    """The body's XML of a Word file."""
    with zipfile.ZipFile(io.BytesIO(form)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def controls(form: bytes) -> dict[str, etree._Element]:
    """The content controls of a form by tag, in order."""
    return {sdt.find(f"{W}sdtPr/{W}tag").get(f"{W}val"): sdt for sdt in document_xml(form).iter(f"{W}sdt")}


def fill(form: bytes, answers: Mapping[str, str]) -> bytes:
    """The form with these answers; an answer to a check box is any text. Raises KeyError for a tag that the form does not have."""
    root = document_xml(form)
    found = {sdt.find(f"{W}sdtPr/{W}tag").get(f"{W}val"): sdt for sdt in root.iter(f"{W}sdt")}
    for tag, answer in answers.items():
        _answer(found[tag], answer)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, etree.tostring(root) if name == "word/document.xml" else source.read(name))
    return out.getvalue()


def _answer(sdt: etree._Element, answer: str) -> None:
    properties, content = sdt.find(f"{W}sdtPr"), sdt.find(f"{W}sdtContent")
    box = properties.find(f"{W14}checkbox")
    if box is not None:
        box.find(f"{W14}checked").set(f"{W14}val", "1")
        content.find(f".//{W}t").text = "☒"
        return
    properties.remove(properties.find(f"{W}showingPlcHdr"))
    for child in list(content):
        content.remove(child)
    run = etree.SubElement(content, f"{W}r")
    for n, line in enumerate(answer.split("\n")):
        if n:
            etree.SubElement(run, f"{W}br")
        etree.SubElement(run, f"{W}t").text = line
