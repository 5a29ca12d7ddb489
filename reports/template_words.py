"""What each template may ask for, told from the values that its paper is made of, and where the shipped templates lie."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from reports.template_check import ANYTHING, Words


def shipped_templates() -> tuple[str, ...]:
    """The names, without suffix, of the Word templates that come with the program, in order."""
    return tuple(
        sorted(p.name.removesuffix(".docx") for p in files("reports.templates").iterdir() if p.name.endswith(".docx"))
    )


def kind_of(name: str) -> str | None:
    """The shipped template that a file by this name (without suffix) stands in for: its own, or the longest that it begins with."""
    fitting = [kind for kind in shipped_templates() if name == kind or name.startswith((f"{kind}-", f"{kind}_"))]
    return max(fitting, key=len, default=None)


def words_of(kind: str) -> Words | None:
    """What a template of this kind may ask for; None where the program makes no paper of the kind."""
    if kind == "beredning":
        from reports.memo_model import Memo

        return fields_of(Memo)
    if kind == "brev":
        from reports.letters.model import Letter
        from reports.letters.paper import words
        from reports.sender import Sender

        blank = Letter(
            slag="", handling="", mottagare=(), datum="", dnr="", arende="", rubrik="", ingress=(), delar=()
        )  # fmt: skip
        told = words(blank, Sender(forbund=""))
        sender = dict.fromkeys(told.pop("avsandare"))
        return {name: kind for name, kind in fields_of(Letter).items() if name in told} | {"avsandare": sender}
    if kind == "moteshandling":
        from reports.meeting.values import Overview

        return fields_of(Overview)
    return None


def fields_of(model: type[BaseModel]) -> dict[str, Any]:
    """The fields of a value as `Words`: text is None, a value within is a mapping, several are a list of one."""
    return {name: _kind(info.annotation) for name, info in model.model_fields.items()}


def _kind(annotation: Any) -> Any:
    origin, inside = get_origin(annotation), [a for a in get_args(annotation) if a not in (type(None), ...)]
    if origin in (Union, UnionType):
        return _kind(inside[0]) if len(inside) == 1 else ANYTHING
    if origin is tuple or origin is list:
        return [_kind(inside[0])] if len(set(inside)) == 1 else ANYTHING
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return ANYTHING
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return fields_of(annotation)
    return None
