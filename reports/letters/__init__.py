"""Letters to applicants. One kind = one module with a ``KIND``; it is found by being here."""

from __future__ import annotations

import pkgutil
from functools import lru_cache
from importlib import import_module

from reports.letters.model import LetterKind


@lru_cache(maxsize=1)
def letter_kinds() -> tuple[LetterKind, ...]:
    """All kinds of letter, in the order that a case meets them."""
    modules = (import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__))
    return tuple(sorted((m.KIND for m in modules if hasattr(m, "KIND")), key=lambda kind: kind.order))


def letter_kind(slug: str) -> LetterKind:
    """The kind of this name. Raises KeyError for an unknown one."""
    for kind in letter_kinds():
        if kind.slug == slug:
            return kind
    raise KeyError(slug)
