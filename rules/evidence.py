"""Which sentences of an application can be evidence at all."""

from __future__ import annotations

from extractors.model import Application, Sentence


def answers(application: Application) -> list[Sentence]:
    """The sentences that can be evidence: no heading, no question, and no instruction text of a template left standing."""
    return [
        s
        for s in application.sentences
        if s.kind not in ("titel", "rubrik") and not s.prompt and not application.block(s.block).placeholder
    ]
