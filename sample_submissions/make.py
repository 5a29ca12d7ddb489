"""Render the sample submissions from their Markdown sources, each in the form that its head asks for.

    python3 dev.py run python sample_submissions/make.py

The same sources give the same bytes. The sources are small Markdown: a head of ``key: value`` lines, ``#`` and ``##``
headings, paragraphs, ``- `` lists, ``|`` tables, ``*template text*`` and ``[placeholder]``; ``» `` before a text says
that a new page begins there. PDF needs ``typst`` (``pip install typst``).
"""

from __future__ import annotations

import io
import re
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

HERE = Path(__file__).resolve().parent
WHEN = datetime(2026, 11, 1, 8, 0, 0)
ZIP_WHEN = (2026, 11, 1, 8, 0, 0)
SCAN_DPI = 150
NEW_PAGE = "» "


@dataclass(frozen=True)
class Part:
    """A piece of a source: ``kind`` is titel, rubrik, stycke, lista, tabell or malltext."""

    kind: str
    text: str = ""
    level: int = 1
    rows: tuple[tuple[str, ...], ...] = ()


def read_source(path: Path) -> tuple[dict[str, str], str]:
    """The head and the body of a source file."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return dict(line.split(": ", 1) for line in head.strip().splitlines()), body.strip()


def parts(body: str) -> Iterator[Part]:
    """The pieces of a source's body, in order."""
    table: list[tuple[str, ...]] = []
    for line in [*body.splitlines(), ""]:
        if line.startswith("|"):
            cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
            if not all(re.fullmatch(r"-+", cell) for cell in cells):
                table.append(cells)
            continue
        if table:
            yield Part("tabell", rows=tuple(table))
            table = []
        if heading := re.match(r"(#+) (.*)", line):
            level = len(heading[1])
            yield Part("titel" if level == 1 else "rubrik", heading[2], level - 1)
        elif line.startswith("- "):
            yield Part("lista", line[2:])
        elif re.fullmatch(r"\*.*\*", line):
            yield Part("malltext", line.strip("*"))
        elif line:
            yield Part("stycke", line)


# --- Word ------------------------------------------------------------------------------------------------------------


def new_word(head: dict[str, str]) -> Any:
    """An empty Word document in Swedish, with fixed dates."""
    document = docx.Document()
    document.core_properties.created = document.core_properties.modified = WHEN
    document.core_properties.title = head["titel"]
    document.core_properties.author = "Exempel"
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    return document


def mark_pages(document: Any) -> None:
    """Turn each text's leading ``» `` into the mark that Word leaves where a page began when it last showed the file."""
    for text in document.element.body.iter(qn("w:t")):
        if (text.text or "").startswith(NEW_PAGE):
            text.text = text.text.removeprefix(NEW_PAGE)
            text.addprevious(OxmlElement("w:lastRenderedPageBreak"))


def word_bytes(document: Any) -> bytes:
    """The document's bytes, the same for the same content."""
    mark_pages(document)
    raw = io.BytesIO()
    document.save(raw)
    return same_zip({i.filename: data for i, data in _members(raw.getvalue())})


def _members(raw: bytes) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for info in archive.infolist():
            yield info, archive.read(info)


def same_zip(members: dict[str, bytes], stored: tuple[str, ...] = ()) -> bytes:
    """A zip of these members, in this order, without any clock in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, ZIP_WHEN)
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def add_table(container: Any, part: Part) -> None:
    """A ruled table; figures stand to the right."""
    table = container.add_table(rows=0, cols=len(part.rows[0]))
    if hasattr(table, "style"):
        table.style = "Table Grid"
    for number, row in enumerate(part.rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
            paragraph = cell.paragraphs[0]
            if number == 0 and paragraph.runs:
                paragraph.runs[0].bold = True
            if re.fullmatch(r"[\d\s]+(kr)?", text):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def word_headings(head: dict[str, str], body: str) -> bytes:
    """Word with heading styles, as a careful writer makes it."""
    document = new_word(head)
    for part in parts(body):
        if part.kind == "titel":
            document.add_heading(part.text, 0)
        elif part.kind == "rubrik":
            document.add_heading(part.text, part.level)
        elif part.kind == "lista":
            document.add_paragraph(part.text, style="List Bullet")
        elif part.kind == "tabell":
            add_table(document, part)
            document.add_paragraph()
        else:
            document.add_paragraph(part.text)
    return word_bytes(document)


def word_bold(head: dict[str, str], body: str) -> bytes:
    """Word without styles: headings are bold lines, lists are dashes typed by hand."""
    document = new_word(head)
    for part in parts(body):
        if part.kind in ("titel", "rubrik"):
            run = document.add_paragraph().add_run(part.text)
            run.bold = True
            run.font.size = Pt(14 if part.kind == "titel" else 11)
        elif part.kind == "tabell":
            add_table(document, part)
            document.add_paragraph()
        else:
            document.add_paragraph(("- " if part.kind == "lista" else "") + part.text)
    return word_bytes(document)


def word_form(head: dict[str, str], body: str) -> bytes:
    """A form as one big table: the question to the left, the answer to the right."""
    document = new_word(head)
    table = document.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    answer: Any = None

    def row(label: str) -> Any:
        cells = table.add_row().cells
        cells[0].width, cells[1].width = Cm(4.5), Cm(11.5)
        cells[0].paragraphs[0].add_run(label).bold = True
        return cells[1]

    for part in parts(body):
        if part.kind == "titel":
            document._body._element.insert(0, document.add_heading(part.text, 1)._p)
        elif part.kind == "rubrik":
            answer = row(part.text)
        elif answer is None:
            label, value = part.text.split(": ", 1)
            row(label).text = value
        elif part.kind == "tabell":
            add_table(answer, part)
            answer.add_paragraph()
        else:
            first = answer.paragraphs[0]
            paragraph = first if len(answer.paragraphs) == 1 and not first.text else answer.add_paragraph()
            paragraph.add_run(("• " if part.kind == "lista" else "") + part.text)
    return word_bytes(document)


def content_control(text: str, *, placeholder: bool) -> Any:
    """A paragraph in a content control, filled in or still showing its prompt."""
    showing = "<w:showingPlcHdr/>" if placeholder else ""
    grey = '<w:rPr><w:color w:val="808080"/></w:rPr>' if placeholder else ""
    return parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtPr>{showing}<w:text/></w:sdtPr><w:sdtContent><w:p><w:r>{grey}"
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p></w:sdtContent></w:sdt>'
    )


def word_controls(head: dict[str, str], body: str) -> bytes:
    """A template with content controls: some filled in, some still with their prompt, the instructions left standing."""
    document = new_word(head)
    filled_from = False
    for part in parts(body):
        if part.kind == "titel":
            document.add_heading(part.text, 0)
        elif part.kind == "rubrik":
            document.add_heading(part.text, part.level)
            filled_from = True
        elif part.kind == "malltext":
            document.add_paragraph().add_run(part.text).italic = True
        elif part.kind == "tabell":
            add_table(document, part)
            document.add_paragraph()
        elif filled_from or ": " in part.text:
            label, _, value = ("", "", part.text) if filled_from else part.text.partition(": ")
            if label:
                document.add_paragraph().add_run(f"{label}:").bold = True
            control = content_control(value.strip("[]"), placeholder=value.startswith("["))
            document._body._element.insert(len(document._body._element) - 1, control)
        else:
            document.add_paragraph(part.text)
    return word_bytes(document)


# --- PDF -------------------------------------------------------------------------------------------------------------


def typst_source(head: dict[str, str], body: str) -> str:
    """The source as Typst: a plain paper with a page number at the foot."""

    def plain(text: str) -> str:
        return re.sub(r"([#$*_\[\]@<>`\\~=/-])", r"\\\1", text)

    lines = [
        f'#set document(title: "{head["titel"]}", date: none)',
        '#set page(paper: "a4", margin: (x: 2.6cm, y: 2.5cm), numbering: "1 (1)")',
        '#set text(lang: "sv", region: "SE", font: "Libertinus Serif", size: 11pt)',
        "#set par(justify: false, leading: 0.7em, spacing: 1em)",
    ]
    for part in parts(body):
        if part.kind in ("titel", "rubrik"):
            lines.append(f"{'=' * (1 if part.kind == 'titel' else part.level + 1)} {plain(part.text)}")
        elif part.kind == "lista":
            lines.append(f"- {plain(part.text)}")
            continue
        elif part.kind == "tabell":
            columns = ", ".join(["1fr", *["auto"] * (len(part.rows[0]) - 1)])
            cells = "".join(f"[{plain(cell)}], " for row in part.rows for cell in row)
            lines.append(f"#table(columns: ({columns}), {cells})")
        else:
            lines.append(plain(part.text))
        lines.append("")
    return "\n".join(lines)


def pdf_text(head: dict[str, str], body: str) -> bytes:
    """A PDF with text, its fonts embedded."""
    import typst

    source = typst_source(head, body).encode("utf-8")
    return bytes(typst.compile(source, ignore_system_fonts=True, timestamp=int(WHEN.timestamp())))


def pdf_scanned(head: dict[str, str], body: str) -> bytes:
    """A PDF of pictures: the printed pages laid a little askew on a grey old scanner."""
    import numpy as np
    import pypdfium2 as pdfium
    from PIL import Image, ImageFilter

    chance = np.random.default_rng(20261101)
    pages = []
    for number, page in enumerate(pdfium.PdfDocument(pdf_text(head, body))):
        sheet = page.render(scale=SCAN_DPI / 72).to_pil().convert("L")
        sheet = sheet.rotate(0.5 - 0.3 * number, resample=Image.Resampling.BICUBIC, fillcolor=248)
        sheet = sheet.filter(ImageFilter.GaussianBlur(0.4))
        grain = np.asarray(sheet, dtype=np.float32) * 0.96 + chance.normal(4.0, 5.0, (sheet.height, sheet.width))
        pages.append(Image.fromarray(np.clip(grain, 0, 255).astype(np.uint8)))
    out = io.BytesIO()
    clock = time.struct_time(WHEN.timetuple())
    options = {"save_all": True, "append_images": pages[1:], "resolution": SCAN_DPI, "quality": 60}
    pages[0].save(out, "PDF", creationDate=clock, modDate=clock, title="Scan", **options)
    return out.getvalue()


# --- The others ------------------------------------------------------------------------------------------------------

_ODT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2" '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">'
    "<office:body><office:text>{}</office:text></office:body></office:document-content>"
)
_ODT_TYPE = "application/vnd.oasis.opendocument.text"
_ODT_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.2" '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODT_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def odt(_head: dict[str, str], body: str) -> bytes:
    """An OpenDocument text, as LibreOffice writes them."""
    lines = []
    for part in parts(body):
        text = escape(part.text)
        if part.kind in ("titel", "rubrik"):
            level = 1 if part.kind == "titel" else part.level + 1
            lines.append(f'<text:h text:outline-level="{level}">{text}</text:h>')
        elif part.kind == "lista":
            lines.append(f"<text:list><text:list-item><text:p>{text}</text:p></text:list-item></text:list>")
        elif part.kind == "tabell":
            raise ValueError("a source for odt holds no table")
        else:
            lines.append(f"<text:p>{text}</text:p>")
    members = {
        "mimetype": _ODT_TYPE.encode(),
        "content.xml": _ODT.format("".join(lines)).encode("utf-8"),
        "META-INF/manifest.xml": _ODT_MANIFEST.encode(),
    }
    return same_zip(members, stored=("mimetype",))


def mail(head: dict[str, str], body: str) -> bytes:
    """A mail with the application attached as Word."""
    letter, application = body.split("---bilaga---\n", 1)
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = head["fran"], head["till"], head["amne"]
    message["Date"] = head["datum"]
    message["Message-ID"] = "<exempel-07@havsby.example>"
    message.set_content(letter.strip() + "\n", cte="quoted-printable")
    message.add_attachment(
        word_headings(head, application),
        maintype="application",
        subtype="vnd.openxmlformats-officedocument.wordprocessingml.document",
        filename=head["bilaga"],
    )
    message.set_boundary("----exempel-07")
    return message.as_bytes()


FORMS: dict[str, Callable[[dict[str, str], str], bytes]] = {
    "rubriker": word_headings,
    "fetstil": word_bold,
    "formular": word_form,
    "kontroller": word_controls,
    "pdf": pdf_text,
    "skannad": pdf_scanned,
    "odt": odt,
    "epost": mail,
}


def main(wanted: list[str]) -> None:
    """Render the sources whose names begin as asked for; all of them when nothing is asked for."""
    for source in sorted((HERE / "src").glob("*.md")):
        if wanted and not source.name.startswith(tuple(wanted)):
            continue
        head, body = read_source(source)
        target = HERE / head["fil"]
        target.write_bytes(FORMS[head["form"]](head, body))
        print(f"{target.name} ({target.stat().st_size // 1024 + 1} kB)")


if __name__ == "__main__":
    main(sys.argv[1:])
