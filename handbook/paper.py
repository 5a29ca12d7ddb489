"""The handbook as one PDF (PDF/A-3b and PDF/UA-1), by Typst, in the house's look. The words travel as JSON and are never markup."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from handbook.blocks import parser
from handbook.pages import BOOK, DOCS, REFERENCE, ROOT, groups
from handbook.site import title_of
from reports.stream_ends import with_plain_stream_ends
from reports.typeset import STANDARDS, clean

_TEMPLATE = Path(__file__).resolve().parent / "handbok.typ"
_ALSO = ("integritet.md",)
_TITLE = "Handbok för beredning"


def write_pdf(target: Path, day: date) -> int:
    """Write the PDF, dated ``day``; returns the number of its pages. Raises typst.TypstError."""
    import io

    import pikepdf

    made = pdf(day)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(made)
    with pikepdf.open(io.BytesIO(made)) as document:
        return len(document.pages)


def pdf(day: date) -> bytes:
    """The PDF of the handbook's chapters, its reference pages and the page on privacy; the same bytes for the same pages and day."""
    from importlib.metadata import version

    from typst import Compiler

    chapters = [path for group in groups() for path in group.pages if _is_printed(path)]
    known = {path: _name(path) for path in chapters}
    words = {"title": _TITLE, "version": version("beredning"), "chapters": [_chapter(path, known) for path in chapters]}
    told = {"title": _TITLE, "day": day.isoformat(), "attachments": [], "words": words}
    compiler = Compiler(input=str(_TEMPLATE), root=str(ROOT), ignore_system_fonts=True)
    made = compiler.compile(
        format="pdf",
        sys_inputs={"paper": json.dumps(told, ensure_ascii=False)},
        pdf_standards=list(STANDARDS),  # type: ignore[arg-type]
        timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
    )
    assert isinstance(made, bytes)  # noqa: S101 - for the type checker: one PDF was asked for
    return with_plain_stream_ends(made)


def _is_printed(path: Path) -> bool:
    return path.parent in (BOOK, REFERENCE) or path.name in _ALSO


def _name(path: Path) -> str:
    return path.relative_to(DOCS).with_suffix("").as_posix().replace("/", "-")


def _chapter(path: Path, known: dict[Path, str]) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    tree = SyntaxTreeNode(parser().parse(text))
    blocks = [block for node in tree.children for block in _block(node, path, known)]
    return {
        "name": _name(path),
        "title": clean(title_of(text)),
        "outlined": path.parent != REFERENCE,
        "blocks": blocks[1:],  # the first is the page's title
    }


def _block(node: SyntaxTreeNode, path: Path, known: dict[Path, str]) -> Iterator[dict[str, Any]]:
    """A node as blocks that the template knows; comments are none."""
    if node.type == "heading":
        yield {"t": "heading", "level": int(node.tag[1]), "in": _inline(node, path, known)}
    elif node.type == "paragraph":
        yield {"t": "paragraph", "in": _inline(node, path, known)}
    elif node.type in ("bullet_list", "ordered_list"):
        items = [[b for child in item.children for b in _block(child, path, known)] for item in node.children]
        yield {"t": "list", "numbered": node.type == "ordered_list", "items": items}
    elif node.type in ("fence", "code_block"):
        yield {"t": "code", "kind": (node.info.split() or [""])[0], "text": clean(node.content.rstrip("\n"))}
    elif node.type == "table":
        rows = [
            [_inline(cell, path, known) for cell in row.children] for part in node.children for row in part.children
        ]
        yield {"t": "table", "heads": rows[0], "rows": rows[1:]}
    elif node.type == "blockquote":
        yield from (b for child in node.children for b in _block(child, path, known))


def _inline(node: SyntaxTreeNode, path: Path, known: dict[Path, str]) -> list[dict[str, Any]]:
    """The words of a block with their emphasis and links."""
    return [each for child in node.children for each in _words(child, path, known)]


def _words(node: SyntaxTreeNode, path: Path, known: dict[Path, str]) -> Iterator[dict[str, Any]]:
    if node.type in ("softbreak", "hardbreak"):
        yield {"t": "text", "s": " "}
    elif node.type == "code_inline":
        yield {"t": "code", "s": clean(node.content)}
    elif node.type in ("strong", "em"):
        yield {"t": node.type, "in": _inline(node, path, known)}
    elif node.type == "link":
        link = str(node.attrs["href"])
        target = known.get((path.parent / link.partition("#")[0]).resolve())
        outside = link if link.startswith("http") else None
        yield {"t": "link", "to": target, "url": outside, "in": _inline(node, path, known)}
    elif node.children:
        yield from _inline(node, path, known)
    elif node.type == "text":
        yield {"t": "text", "s": clean(node.content)}
