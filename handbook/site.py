"""The handbook as a static site: plain HTML with a style sheet of our own, no script, nothing fetched from anywhere."""

from __future__ import annotations

import html
import os
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from markdown_it.token import Token

from handbook.blocks import parser
from handbook.pages import BOOK, DOCS, Group, groups

HERE = Path(__file__).resolve().parent
_PICTURES = ("*.png", "*.svg")


def build(target: Path) -> int:
    """Write the whole site into a folder, whose old content goes; returns the number of pages. Raises ValueError for a broken link."""
    from jinja2 import Environment, FileSystemLoader

    shutil.rmtree(target, ignore_errors=True)
    template = Environment(loader=FileSystemLoader(HERE), autoescape=True).get_template("page.html.j2")
    contents = groups()
    order = [path for group in contents for path in group.pages]
    for number, path in enumerate(order):
        place = target / address(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8")
        body, headings = to_html(path, text, order)
        page = template.render(
            title=title_of(text), body=body, headings=headings if len(headings) <= 30 else [], lang=next(g.language for g in contents if path in g.pages),
            groups=_menu(contents, path), root=_relative(target, place.parent), home=address(BOOK / "index.md").as_posix(),
            before=_link(order[number - 1], path) if number else None,
            after=_link(order[number + 1], path) if number + 1 < len(order) else None,
        )  # fmt: skip
        place.write_text(page, encoding="utf-8")
    shutil.copyfile(HERE / "site.css", target / "handbok.css")
    for pattern in _PICTURES:
        for picture in DOCS.glob(pattern):
            shutil.copyfile(picture, target / picture.name)
    return len(order)


def address(path: Path) -> Path:
    """Where a page of ``docs/`` stands in the site."""
    return path.relative_to(DOCS).with_suffix(".html")


def title_of(text: str) -> str:
    """The page's first heading, without marks."""
    found = re.search(r"(?m)^# (.+)$", text)
    return found[1].replace("`", "") if found else "Handbok"


def anchor(heading: str) -> str:
    """A heading as the end of an address: ``Vad kostar det?`` → ``vad-kostar-det``."""
    return re.sub(r"[^\w]+", "-", heading.casefold()).strip("-")


def to_html(path: Path, text: str, known: Sequence[Path]) -> tuple[str, list[tuple[str, str]]]:
    """The page's HTML and its second-level headings with their anchors. Raises ValueError for a link to a page that is not there."""
    markdown = parser()
    tokens = markdown.parse(text)
    headings: list[tuple[str, str]] = []
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            words = _plain(tokens[number + 1])
            token.attrSet("id", anchor(words))
            if token.tag == "h2":
                headings.append((anchor(words), words))
        for inline in token.children or []:
            if inline.type == "link_open":
                inline.attrSet("href", page_link(path, str(inline.attrGet("href")), known))
        if token.type == "fence":
            token.type = "html_block"
            token.content = _screen(token)
        elif token.type == "html_block" and token.content.startswith("<!--"):
            token.content = ""
    made = markdown.renderer.render(tokens, markdown.options, {})
    made = made.replace("<table>", '<div class="ram" tabindex="0"><table>').replace("</table>", "</table></div>")
    return made, headings


def page_link(path: Path, link: str, known: Sequence[Path]) -> str:
    """A link of a page as it should be in the site. Raises ValueError for a page that is not there."""
    if link.startswith(("http:", "https:", "mailto:", "#")):
        return link
    name, _, part = link.partition("#")
    if not name.endswith(".md"):
        return link
    target = (path.parent / name).resolve()
    if target not in known:
        raise ValueError(f"{path.name}: the link {link} leads nowhere")
    return name[: -len(".md")] + ".html" + (f"#{part}" if part else "")


def _plain(token: Token) -> str:
    return "".join(child.content for child in token.children or [])


def _screen(token: Token) -> str:
    """A fence as HTML: what to write, what the program answers, or a file's content."""
    kind = (token.info.split() or ["text"])[0]
    label = {"sh": "Skriv", "konsol": "Skriv", "utskrift": "Svar", "toml": "I filen"}.get(kind, "")
    heading = f'<p class="etikett">{label}</p>' if label else ""
    return f'<div class="ruta {html.escape(kind)}">{heading}<pre tabindex="0"><code>{html.escape(token.content.rstrip())}</code></pre></div>\n'


def _menu(contents: Sequence[Group], here: Path) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    return [
        (group.name, [(*_link(path, here), path == here) for path in group.pages]) for group in contents if group.pages
    ]


def _link(path: Path, here: Path) -> tuple[str, str]:
    """Address, seen from a page, and title."""
    return _relative(address(path), address(here).parent), title_of(path.read_text(encoding="utf-8"))


def _relative(path: Path, start: Path) -> str:
    return Path(os.path.relpath(path, start)).as_posix()
