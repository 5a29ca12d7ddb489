"""What a form says itself, set aside before an application is judged: hints in empty fields, instructions, and the wording of the
förbund's own template. It is no evidence, holds no facts, and what an applicant should have replaced is flagged.
"""

from __future__ import annotations

import re

from extractors.model import Application, Block, Budget, Flag, Found, Head, Quote, Sentence
from rules.profile import Profile

INSTRUCTION_STYLE = "Anvisning"
_SHORTEST = 4


def set_aside_template_text(application: Application, profile: Profile) -> Application:
    """The same application without the form's own words among its facts; they are prompts now, with a flag where they should be gone.

    The form's own words are fields that still show their hint, paragraphs in the style ``Anvisning``, and sentences that the
    profile's ``malltext`` holds.
    """
    known = frozenset(folded(text) for text in profile.template_text)
    printed = {b.id for b in application.document.blocks if b.style == INSTRUCTION_STYLE}
    shown = {b.id for b in application.document.blocks if _shows_hint(b)}
    whole = {b.id for b in application.document.blocks if _is_known(b.text, known)}
    left = {s.id for s in application.sentences if s.block in shown | whole or _is_known(s.text, known)}
    aside = left | {s.id for s in application.sentences if s.block in printed}
    if not aside:
        return application
    said = {s.block for s in application.sentences if s.id not in aside}
    empty = {s.block for s in application.sentences if s.id in aside} - said
    return application.model_copy(
        update={
            "sentences": tuple(_prompt(s) if s.id in aside else s for s in application.sentences),
            "head": _head_without(application.head, empty),
            "goals": tuple(g for g in application.goals if g.block not in empty),
            "budget": _budget_without(application.budget, empty),
            "signatures": tuple(s for s in application.signatures if s.block not in empty),
            "flags": _flags(application, left),
        }
    )


def folded(text: str) -> str:
    """A text as two copies of the same template are compared: words only, lower case."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _shows_hint(block: Block) -> bool:
    return block.placeholder and block.kind in ("stycke", "lista")


def _is_known(text: str, known: frozenset[str]) -> bool:
    words = folded(text)
    return words.count(" ") + 1 >= _SHORTEST and words in known


def _prompt(sentence: Sentence) -> Sentence:
    return sentence.model_copy(update={"signs": {"malltext": 1.0}, "prompt": True})


def _head_without(head: Head, empty: set[int]) -> Head:
    gone = {name: None for name, found in head if isinstance(found, Found) and found.block in empty}
    return head.model_copy(update=gone)


def _budget_without(budget: Budget, empty: set[int]) -> Budget:
    own: tuple[Quote, ...] = tuple(q for q in budget.own_funds if q.block not in empty)
    return budget.model_copy(update={"own_funds": own})


def _flags(application: Application, left: set[int]) -> tuple[Flag, ...]:
    """The flags with one ``malltext`` for each sentence left standing, in reading order and once."""
    told = {(f.block, f.quote) for f in application.flags if f.id == "malltext"}
    new = [
        Flag(id="malltext", quote=s.text, block=s.block)
        for s in application.sentences
        if s.id in left and s.kind not in ("titel", "rubrik") and (s.block, s.text) not in told
    ]
    template = sorted((*(f for f in application.flags if f.id == "malltext"), *new), key=lambda f: f.block)
    return (*template, *(f for f in application.flags if f.id != "malltext"))
