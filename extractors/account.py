"""What every reader tells of its losses, said once for all formats: missing words, deleted and hidden text, large pictures."""

from __future__ import annotations

from extractors.model import Document

_WHOLE = 0.99
_KINDS = {
    "borttaget": (
        "spårade ändringar",
        "Filen har spårade ändringar som inte är godkända. Borttagen text är lämnad utanför, be avsändaren bekräfta vad som gäller.",
    ),
    "dolt": ("dol", "Filen har dold text, som inte syns i utskrift. Den är lämnad utanför granskningen."),
}


def told(document: Document) -> Document:
    """The document, its account complete: what its margins and counts show is also said in a Swedish note."""
    loss = document.loss
    notes = list(loss.notes)
    for kind, (sign, note) in _KINDS.items():
        if any(m.kind == kind for m in document.margins) and not any(sign in n for n in notes):
            notes.append(note)
    if loss.share < _WHOLE and not document.ocr:
        notes.append(
            f"Filen har {loss.source_words} ord, och {loss.read_words} av dem är lästa. Jämför med originalet."
        )
    if len(notes) == len(loss.notes):
        return document
    return document.model_copy(update={"loss": loss.model_copy(update={"notes": tuple(notes)})})
