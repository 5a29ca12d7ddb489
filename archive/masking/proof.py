"""The proof of a masking: a copy is read back in every way there is, and searched for what was masked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.masking.account import Masked
from archive.masking.finding import Wanted, without_standing
from archive.masking.pdf_apart import texts_of_pdf_apart
from archive.masking.word import text_parts
from archive.model import ArchiveError


def readable(name: str, content: bytes) -> list[str]:
    """All texts that can be got out of a copy. Raises ArchiveError for one that cannot be read back."""
    if name.endswith((".docx", ".dotx")):
        return [text for _, text in text_parts(content)]
    if name.endswith(".pdf"):
        return texts_of_pdf_apart(content)
    return [content.decode("utf-8", "replace")]


def check(name: str, texts: Sequence[str], account: Sequence[Masked], wanted: Wanted) -> None:
    """Search the texts of a copy for what was masked. Raises ArchiveError where something can still be read."""
    words = {_bare(m.text) for m in account if len(_bare(m.text)) > 3 and m.kind != "namn"}
    names = {m.text for m in account if m.kind == "namn"}
    for text in texts:
        bare, nameless = _bare(text), without_standing(text, wanted)
        left = next((w for w in words if w in bare), None) or next(
            (n for n in names if re.search(rf"(?<!\w){re.escape(n)}(?!\w)", nameless)), None
        )
        if left is not None:
            raise ArchiveError(f"Maskeringen av {name} blev inte fullständig. Ingen kopia gjordes; maskera för hand.")


def _bare(text: str) -> str:
    return re.sub(r"[\s\u00ad]", "", text)
