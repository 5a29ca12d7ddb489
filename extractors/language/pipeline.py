"""The Swedish language layer: spaCy's tokens, our sentences, and a component that finds cue words and clauses.

There is no trained Swedish pipeline on the package registries, so this is `spacy.blank("sv")` with our own components.
spaCy is loaded the first time text is judged, not when the program starts.
"""

from __future__ import annotations

import re
import sys
import threading
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_CLAUSE_WORDS = frozenset(["men", "utan", "medan", "eftersom", "samt", "fast", "däremot"])
_CLAUSE_MARKS = frozenset([",", ";", "–", "—", ":", "(", ")", "|"])


@dataclass(frozen=True)
class Clause:
    """A clause: its lower-case words and the cues that colour it."""

    words: tuple[str, ...]
    cues: frozenset[str]


_BUILDING = threading.Lock()


def language() -> Language:
    """The spaCy pipeline, built once a process; a thread may build it while a file is being read."""
    with _BUILDING:
        return _language()


@contextmanager
def _without_command_line() -> Iterator[None]:
    """Import spaCy without its own command line.

    `import spacy` takes that in, and with it a downloader, two HTTP clients and a project manager: half a second at every
    start, and code for the network that this program promises not to use. Nothing here needs it.
    """
    names = [name for name in ("spacy.cli", "spacy.cli.info") if name not in sys.modules]
    for name in names:
        sys.modules[name] = ModuleType(name)
        sys.modules[name].info = None  # type: ignore[attr-defined]
    try:
        yield
    finally:
        for name in names:
            del sys.modules[name]


@lru_cache(maxsize=1)
def _language() -> Language:
    with _without_command_line():
        import spacy
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

    nlp = spacy.blank("sv")
    matcher: Any = PhraseMatcher(nlp.vocab, attr="LOWER")
    for cue, phrases in cue_phrases().items():
        matcher.add(cue, [nlp.make_doc(phrase) for phrase in phrases])
    if not Doc.has_extension("cues"):
        Doc.set_extension("cues", default=())

    @Language.component("beredning_cues")
    def find_cues(doc: Doc) -> Doc:
        doc._.cues = tuple((start, end, nlp.vocab.strings[match]) for match, start, end in matcher(doc))
        return doc

    nlp.add_pipe("beredning_cues")
    return nlp


@lru_cache(maxsize=1)
def cue_phrases() -> Mapping[str, tuple[str, ...]]:
    """The cue lists, as data: cue name to phrases in lower case."""
    source = files("extractors.data").joinpath("cues.toml").read_text(encoding="utf-8")
    return {cue: tuple(phrases) for cue, phrases in tomllib.loads(source).items()}


def clauses(doc: Doc) -> tuple[Clause, ...]:
    """The clauses of a sentence, cut at commas, semicolons, dashes, cell borders and contrasting conjunctions.

    Swedish puts "inte" after the verb in a main clause, so a cue colours its whole clause, before and after it.
    """
    marks: list[set[str]] = [set() for _ in doc]
    for start, end, cue in doc._.cues:
        for i in range(start, end):
            marks[i].add(cue)
    found: list[Clause] = []
    words: list[str] = []
    cues: set[str] = set()
    for i, token in enumerate(doc):
        lower = token.lower_
        if (lower in _CLAUSE_MARKS or lower in _CLAUSE_WORDS) and words:
            found.append(Clause(tuple(words), frozenset(cues)))
            words, cues = [], set()
        if re.search(r"\w", lower):
            words.append(lower)
            cues |= marks[i]
    if words:
        found.append(Clause(tuple(words), frozenset(cues)))
    return tuple(found)
