"""Word papers from templates: rendering without surprises, and the marks that make a paper readable for everyone.

A template is a Word file with Jinja tags, which a förbundschef may edit in Word. It is rendered in a sandbox: a name that
the paper does not have is an error with a Swedish sentence, and no text of an application is ever read as a tag.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.sandbox import SandboxedEnvironment

LANGUAGE = "sv-SE"
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_COMPRESSION = 6


class TemplateFaultError(ValueError):
    """A template that cannot be rendered; the message is one Swedish sentence that says what to mend."""


class _RememberingSandbox(SandboxedEnvironment):
    """A sandbox that compiles each piece of template once: most of the time of a rendering is spent in compiling."""

    @lru_cache(maxsize=64)  # noqa: B019 - the one environment lives as long as the program
    def _compiled(self, source: str) -> Template:
        return super().from_string(source)

    def from_string(self, source: Any, globals: Any = None, template_class: Any = None) -> Template:
        return self._compiled(source)


@lru_cache(maxsize=1)
def _environment() -> _RememberingSandbox:
    return _RememberingSandbox(undefined=StrictUndefined, autoescape=True)


def render(template: bytes, words: Mapping[str, Any], *, title: str, day: date, name: str = "mallen") -> bytes:
    """The Word file that the template becomes with these words; the same input gives the same bytes.

    ``name`` is the template's name for messages. Raises `TemplateFaultError` where a tag asks for something that is not there.
    """
    from docxtpl import DocxTemplate

    document = DocxTemplate(io.BytesIO(template))
    try:
        document.render(dict(words), _environment(), autoescape=True)
    except (zipfile.BadZipFile, KeyError) as error:
        raise TemplateFaultError(f"Mallen {name} kan inte användas: den är ingen Word-fil (.docx).") from error
    except TemplateError as error:
        missing = re.search(r"'([^']+)' is undefined|has no attribute '([^']+)'", str(error))
        what = (
            f"uppgiften {missing[1] or missing[2]} finns inte"
            if missing
            else f"en märkning går inte att läsa ({error})"
        )
        raise TemplateFaultError(f"Mallen {name} kan inte användas: {what}. Rätta märkningen i mallen.") from error
    except Exception as error:  # a tag may compute anything, and what the template cannot do must not stop the review
        raise TemplateFaultError(
            f"Mallen {name} kan inte användas: en märkning går inte att följa. Rätta den i mallen."
        ) from error
    _set_properties(document.docx, title, day)
    raw = io.BytesIO()
    document.save(raw)
    return without_clock(raw.getvalue())


def _set_properties(document: Any, title: str, day: date) -> None:
    """Title, language and dates of the file: a screen reader reads the title first, and the clock is not in the paper."""
    properties = document.core_properties
    properties.title = title[:255]
    properties.language = LANGUAGE
    properties.created = properties.modified = datetime(day.year, day.month, day.day)
    properties.revision = 1


def without_clock(raw: bytes) -> bytes:
    """The same zip file without the time of day that its members were packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.namelist():
            info = zipfile.ZipInfo(member, _ZIP_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(member), compresslevel=_COMPRESSION)
    return out.getvalue()


def text_of(document: bytes) -> str:
    """The words of a Word file as lines: a paragraph each, table cells joined with `` | ``. For tests and for reading aloud."""
    import docx
    from docx.table import Table

    lines = []
    for piece in docx.Document(io.BytesIO(document)).iter_inner_content():
        if isinstance(piece, Table):
            for row in piece.rows:
                cells = (" / ".join(p.text for p in cell.paragraphs if p.text) for cell in row.cells)
                lines.append(" | ".join(cells))
        elif piece.text.strip():
            lines.append(piece.text)
    return "\n".join(lines) + "\n"


# --- Marks for accessibility, used by those who make templates ---------------------------------------------------------


def _element(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def set_language(document: Any) -> None:
    """All text of the document is Swedish, so that it is spelled, hyphenated and read aloud as such."""
    from docx.oxml.ns import qn

    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(_element("w:lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA"))


def describe_table(table: Any, title: str, description: str) -> None:
    """A title and a description of the table for those who do not see it."""
    properties = table._tbl.tblPr
    properties.append(_element("w:tblCaption", val=title))
    properties.append(_element("w:tblDescription", val=description))


def header_row(row: Any) -> None:
    """The row names the columns and is repeated on every page that the table goes over."""
    row._tr.get_or_add_trPr().append(_element("w:tblHeader"))


def keep_row_whole(row: Any) -> None:
    """The row is never broken over two pages."""
    row._tr.get_or_add_trPr().insert(0, _element("w:cantSplit"))


def set_widths(table: Any, centimetres: Sequence[float]) -> None:
    """Fixed widths of the columns, so that a long word cannot push them about."""
    from docx.oxml.ns import qn
    from docx.shared import Cm

    table.autofit = False
    widths = [Cm(width) for width in centimetres]
    total = table._tbl.tblPr.find(qn("w:tblW"))
    total.set(qn("w:w"), str(sum(width.twips for width in widths)))
    total.set(qn("w:type"), "dxa")
    for column, width in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(width.twips))
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
