"""From a `Document` to an `Application`: topics, sentences with signs, and the facts, one after the other.

The order matters and is the whole logic: what a section is about helps to judge its sentences, and both help to find the facts.
"""

from __future__ import annotations

from extractors.facts.budget import find_budget
from extractors.facts.flags import find_flags
from extractors.facts.goals import find_goals
from extractors.facts.head import find_head
from extractors.facts.parties import find_parties
from extractors.facts.signatures import find_signatures
from extractors.language.judge import cut, with_signs
from extractors.language.linear import LinearModel
from extractors.model import Application, Document
from extractors.structure.headings import with_headings
from extractors.structure.topics import with_topics


def understand(document: Document, model: LinearModel | None = None) -> Application:
    """Find what the document says; ``model`` replaces the shipped sentence model (training does that).

    Never raises for any content: what is not found is absent.
    """
    document = with_topics(with_headings(document))
    sentences = with_signs(cut(document.blocks), model)
    signatures = find_signatures(document, sentences)
    parties = find_parties(document, sentences, signatures)
    head = find_head(document, sentences, parties)
    return Application(
        document=document,
        sentences=sentences,
        head=head,
        parties=parties,
        goals=find_goals(document, sentences),
        budget=find_budget(document, sentences, head),
        signatures=signatures,
        flags=find_flags(document, sentences),
    )
