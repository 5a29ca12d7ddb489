"""The catalogue: every criterion is whole, and its examples get the status that they deserve."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import rules.criteria
from extractors.model import Block, Document, Topic
from extractors.understand import understand
from rules.criterion import Criterion, Example, catalogue, criterion
from rules.weigh import weigh

IDS = [
    "insatsnamn",
    "datum",
    "insatsansvarig",
    "underskrift",
    "problem",
    "behovsanalys",
    "behov-individ",
    "behov-verksamhet",
    "malgrupp",
    "malgrupp-avgransning",
    "malgrupp-identifierad",
    "samordnat-behov",
    "deltagarmal",
    "samverkansmal",
    "mal-kort-och-lang-sikt",
    "mal-matbara",
    "mal-tidsatta",
    "arbetssatt",
    "tidplan",
    "andamal",
    "minst-tva-parter",
    "projektagare",
    "ataganden",
    "bemanning",
    "styrgrupp",
    "referensgrupp",
    "ej-ordinarie-verksamhet",
    "sokt-belopp",
    "kostnadsslag",
    "budget-per-ar",
    "budget-summerar",
    "egna-medel",
    "uppfoljning",
    "sus",
    "uppfoljning-nivaer",
    "extern-utvardering",
    "rapportering",
    "varaktighet",
    "implementeringsplan",
    "implementering-ansvar",
    "avveckling",
    "deltagarmedverkan",
    "d1-samverkan",
    "d2-helhet",
    "d3-ansvar",
    "d4-metoder",
    "d5-gemensamma-mal",
    "d6-information",
    "d7-besparing",
]

HEADINGS: dict[Topic, str] = {
    "uppgifter": "Uppgifter om ansökan",
    "syfte": "Syfte och bakgrund",
    "malgrupp": "Målgrupp",
    "mal": "Mål",
    "aktiviteter": "Aktiviteter och tidplan",
    "organisation": "Organisation",
    "ekonomi": "Ekonomi",
    "uppfoljning": "Uppföljning",
    "aterkoppling": "Återkoppling till styrelsen",
    "implementering": "Implementering och avveckling",
    "underskrift": "Underskrifter",
}
# Examples that the trained judgement still gets wrong when they stand alone. One that it has come to get right must leave the list.
KNOWN_MISSES = frozenset(
    [
        "d5-gemensamma-mal-0-uppfyllt",
        "implementeringsplan-2-delvis",
        "mal-matbara-0-uppfyllt",
        "mal-matbara-2-delvis",
        "tidplan-1-uppfyllt",
        "uppfoljning-nivaer-1-uppfyllt",
    ]
)

MAY_BE_PARTLY = [
    "kostnadsslag",
    "underskrift",
    "behovsanalys",
    "behov-verksamhet",
    "malgrupp-avgransning",
    "mal-kort-och-lang-sikt",
    "mal-matbara",
    "tidplan",
    "minst-tva-parter",
    "ataganden",
    "bemanning",
    "styrgrupp",
    "referensgrupp",
    "budget-per-ar",
    "uppfoljning",
    "uppfoljning-nivaer",
    "extern-utvardering",
    "rapportering",
    "implementeringsplan",
]
EXAMPLES = [(c, e) for c in catalogue() for e in c.examples]


def as_document(criterion: Criterion, example: Example) -> Document:
    """A heading of the criterion's topic and, below it, the example: a block a line, a table row where it has cells."""
    blocks = [Block(id=0, kind="rubrik", text=HEADINGS[criterion.topic], level=1)]
    row = 0
    for line in example.text.split("\n"):
        cells = tuple(line.split(" | ")) if " | " in line else ()
        blocks.append(
            Block(
                id=len(blocks),
                kind="rad" if cells else "stycke",
                text=line,
                cells=cells,
                table=0 if cells else None,
                row=row if cells else None,
            )
        )
        row += bool(cells)
    return Document(kind="md", blocks=tuple(blocks))


def test_the_catalogue_holds_exactly_the_known_criteria_in_order() -> None:
    assert [c.id for c in catalogue()] == IDS
    assert len({c.order for c in catalogue()}) == len(IDS)


def test_every_criterion_has_a_file_of_its_own_name() -> None:
    modules = {p.stem for p in Path(rules.criteria.__path__[0]).glob("*.py")} - {"__init__"}
    assert modules == {name.replace("-", "_") for name in IDS}


@pytest.mark.parametrize("each", catalogue(), ids=lambda c: c.id)
def test_a_criterion_is_whole(each: Criterion) -> None:
    assert criterion(each.id) is each
    for text in (each.name, each.question, each.rule, each.why, each.advice, each.source):
        assert text == text.strip() and len(text) > 3
    assert each.question.endswith("?")
    assert all(text.endswith(".") for text in (each.rule, each.why, each.advice))
    assert len(each.name) <= 40, "the name is a label of a table"
    assert (each.law is not None) == (each.basis == "lag")
    assert not re.search(r"glömt|slarv|brustit|felaktigt", each.advice), "advice is given without blame"


@pytest.mark.parametrize("each", catalogue(), ids=lambda c: c.id)
def test_a_criterion_has_examples_on_both_sides(each: Criterion) -> None:
    statuses = [e.status for e in each.examples]
    assert len(statuses) >= 4
    assert statuses.count("uppfyllt") >= 2
    assert len([s for s in statuses if s in ("saknas", "avviker")]) >= 2
    assert ("delvis" in statuses) == (each.id in MAY_BE_PARTLY)
    assert len({e.text for e in each.examples}) == len(statuses)


def test_a_sentence_is_the_example_of_one_criterion_only() -> None:
    texts = [e.text for _, e in EXAMPLES]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize(
    ("each", "example"), EXAMPLES, ids=[f"{c.id}-{c.examples.index(e)}-{e.status}" for c, e in EXAMPLES]
)
def test_an_example_gets_its_status(each: Criterion, example: Example) -> None:
    verdict = weigh(each, understand(as_document(each, example)))
    name = f"{each.id}-{each.examples.index(example)}-{example.status}"
    assert (verdict.status == example.status) != (name in KNOWN_MISSES), verdict.reason
