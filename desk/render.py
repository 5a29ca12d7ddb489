"""Pages from templates. All words are escaped; a name that a template asks for and does not get is an error."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from desk import words


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The one environment, with the filters that the templates use."""

    def load(name: str) -> str:
        return files("desk.templates").joinpath(name).read_text(encoding="utf-8")

    made = Environment(
        loader=FunctionLoader(load), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters.update(
        kronor=words.kronor, datum=words.swedish_day, tidpunkt=words.moment, kort=words.short, antal=words.count
    )
    made.globals["statusord"] = words.STATUS
    return made


def html(template: str, given: Mapping[str, Any], status: int = 200) -> Response:
    """A page."""
    return HTMLResponse(environment().get_template(template).render(**given), status)


def refusal(status: int, text: str) -> Response:
    """A page of one sentence, for those who may not come in or went wrong."""
    return html("avvisad.html", {"text": text}, status)
