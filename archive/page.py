"""A case as a page that anyone can read in a browser, now and in fifty years: one HTML file without scripts or links out."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import quote

from archive.erms import package_path
from archive.model import CaseContent

if TYPE_CHECKING:
    from jinja2 import Template


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    text = files("archive.templates").joinpath("arende.html.j2").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True).from_string(text)


def about_package(content: CaseContent, package: str) -> bytes:
    """The page in a package's documentation folder."""
    return _page(content, package)


def index_page(content: CaseContent) -> bytes:
    """The page of a plain folder; the files lie in ``handlingar/`` beside it."""
    return _page(content, None)


def _page(content: CaseContent, package: str | None) -> bytes:
    record = content.record
    facts = [
        ("Diarienummer", record.dnr),
        ("Inkom", record.inkom),
        ("Sökande", record.fact("sokande") or record.fact("avsandare")),
        ("Insats", record.fact("insatsnamn")),
        ("Status", content.status),
        ("Beslut", f"{content.decision.text} ({content.decision.day})" if content.decision else None),
        ("Förbund", content.sender.name),
        ("Gallring", _disposal(content)),
        ("Granskat med", "; ".join(f"version {r.version}: program {r.program}, profil {r.profile}" for r in content.reviews)),
    ]  # fmt: skip
    entries = [
        {**e.model_dump(), "path": package_path(e), "href": None if package else f"handlingar/{quote(e.sealed)}"}
        for e in content.entries
    ]
    html = _template().render(
        dnr=record.dnr, title=content.title, facts=[(name, value) for name, value in facts if value], missing=content.missing,
        restrictions=content.restrictions, entries=entries, overrides=record.avsteg, events=record.handelser, package=package,
        erms=content.erms, csip=content.csip, created=content.created, sender=content.sender.name, program=content.program,
    )  # fmt: skip
    return html.encode("utf-8", "replace")


def _disposal(content: CaseContent) -> str | None:
    note = content.disposal
    if note is None:
        return None
    return (
        f"gallras tidigast {note.day}. {note.mandate}"
        if note.day
        else "bevaras tills förbundet har beslutat om gallring"
    )
