"""What a matcher of words gets wrong: templates, denials, postponement, and evidence taken away."""

from datetime import date

import pytest

from extractors.model import Application, Block, Document
from extractors.understand import understand
from reports.granskning import review_data
from reports.received import Received
from rules.criterion import criterion
from rules.engine import review
from rules.weigh import weigh
from training.corpus import applications, as_document


def application(heading: str, *paragraphs: str) -> Application:
    texts = [("rubrik", heading), *(("stycke", p) for p in paragraphs)]
    blocks = tuple(Block(id=i, kind=kind, text=text) for i, (kind, text) in enumerate(texts))  # type: ignore[arg-type]
    return understand(Document(kind="test", blocks=blocks))


@pytest.mark.parametrize(
    ("name", "heading", "said", "denied"),
    [
        ("sus", "Uppföljning", "Alla deltagare registreras i SUS vid start och avslut.", "SUS kommer inte att användas i insatsen."),
        ("projektagare", "Organisation", "Mora kommun är projektägare.", "Vem som ska äga projektet är inte bestämt."),
        ("implementeringsplan", "Implementering", "Från januari 2027 leder kommunens ordinarie handläggare mötena och rutinerna skrivs in i linjeorganisationens handbok.", "Någon plan för implementering finns inte."),
        ("avveckling", "Avveckling", "Om insatsen inte fortsätter stängs intaget i mars och deltagarna lämnas över till ordinarie handläggare.", "Vad som händer efteråt har vi inte tagit ställning till."),
    ],
)  # fmt: skip
def test_a_denial_or_postponement_is_not_an_answer(name: str, heading: str, said: str, denied: str) -> None:
    assert weigh(criterion(name), application(heading, said)).status == "uppfyllt"
    assert weigh(criterion(name), application(heading, denied)).status in ("saknas", "avviker", "delvis")


def test_a_blank_template_meets_next_to_nothing() -> None:
    blank = next(a for _, a in applications(["g"]) if a.head["id"] == "g-04")
    verdicts = review(understand(as_document(blank, topics=False))).verdicts
    assert sum(v.status == "uppfyllt" for v in verdicts) <= 2


def test_every_quotation_stands_in_its_block_character_for_character() -> None:
    for _, annotated in list(applications(["h"]))[:4]:
        result = review(understand(as_document(annotated, topics=False)))
        blocks = result.application.document.blocks
        for verdict in result.verdicts:
            assert verdict.quotes or verdict.status in ("saknas", "avviker")
            for quote in verdict.quotes:
                assert " ".join(quote.text.split()) in " ".join(blocks[quote.block].text.split())


def test_evidence_taken_away_takes_the_verdict_with_it() -> None:
    kept = ("Coachen möter varje deltagare två gånger i veckan.", "Deltagarna registreras i SUS vid start och avslut.")
    assert weigh(criterion("sus"), application("Uppföljning", *kept)).status == "uppfyllt"
    assert weigh(criterion("sus"), application("Uppföljning", kept[0])).status == "saknas"


def test_the_same_document_gives_the_same_data() -> None:
    annotated = next(a for _, a in applications(["h"]))
    received = Received(name="x", sha256="0", version="0", today=date(2026, 1, 1))
    first, second = (review_data(received, review(understand(as_document(annotated, topics=False)))) for _ in range(2))
    assert first == second
