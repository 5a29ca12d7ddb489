"""The form head: what the application is called, when, by whom and to whom it was sent, how long it runs, how much."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.facts._head_applicant import find_applicant
from extractors.facts._head_contact import find_contact
from extractors.facts._head_date import find_datum
from extractors.facts._head_fields import fields, template_blocks
from extractors.facts._head_forbund import find_forbund
from extractors.facts._head_name import find_name
from extractors.facts.duration import find_duration
from extractors.model import Document, Found, Head, Party, Sentence


def find_head(document: Document, sentences: Sequence[Sentence], parties: Sequence[Party] = ()) -> Head:
    """The head of an application; a field that the text does not answer, or answers by a placeholder, is None."""
    templates = template_blocks(document, sentences)
    answers = fields(document, templates)
    name = find_name(document, answers, sentences)
    datum = find_datum(document, answers, sentences, templates)
    time = find_duration(
        document, sentences, answers, str(name.value) if name else None, str(datum.value) if datum else None
    )
    months = time.manader.value if time.manader else None
    return Head(
        insatsnamn=name,
        datum=datum,
        sokande=find_applicant(document, answers, sentences, parties),
        insatsansvarig=find_contact(document, answers, sentences),
        forbund=find_forbund(document),
        start=time.start,
        slut=time.slut,
        manader=time.manader,
        sokt_belopp_kr=_applied_sum(document, sentences, months if isinstance(months, int) else None),
    )


def _applied_sum(document: Document, sentences: Sequence[Sentence], months: int | None) -> Found | None:
    """The sum applied for; it needs the length, since yearly amounts are to be multiplied."""
    try:
        from extractors.facts.applied_sum import find_applied_sum
    except ModuleNotFoundError:
        return None
    return find_applied_sum(document, sentences, months)
