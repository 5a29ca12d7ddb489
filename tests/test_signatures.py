"""Signature lines as they are written, and what only looks like one."""

from __future__ import annotations

import pytest

from extractors.facts.signatures import find_signatures
from extractors.language.judge import cut
from extractors.model import Block, Document, Signature, Topic


def signatures(*lines: str, topics: tuple[Topic, ...] = ("underskrift",)) -> tuple[Signature, ...]:
    texts = ["Bakgrund.", "Syfte.", "Mål.", "Organisation.", "Ekonomi.", *lines]
    blocks = tuple(
        Block(
            id=i,
            kind="rad" if " | " in text else "stycke",
            text=text,
            cells=tuple(c.strip() for c in text.split(" | ")) if " | " in text else (),
            table=0 if " | " in text else None,
            topics=topics if i >= 5 else ("ovrigt",),
        )
        for i, text in enumerate(texts)
    )
    return find_signatures(Document(kind="test", blocks=blocks), cut(blocks))


def told(found: tuple[Signature, ...]) -> list[tuple[str, str, str | None]]:
    return [(s.name, s.organisation, s.kind) for s in found]


def test_name_title_and_organisation_on_one_line() -> None:
    (one,) = signatures("Karin Wester, enhetschef, Region Sörmland")
    assert (one.name, one.title, one.organisation, one.kind) == (
        "Karin Wester",
        "enhetschef",
        "Region Sörmland",
        "region",
    )


@pytest.mark.parametrize(
    "line",
    [
        "Åsa Ek, socialchef, Åmåls kommun",
        "Åmåls kommun | Åsa Ek, socialchef",
        "För Åmåls kommun: Åsa Ek, socialchef",
        "Åsa Ek | socialchef, Åmåls kommun",
        "Underskrift behörig chef: Åsa Ek, socialdirektör, Åmåls kommun",
    ],
)
def test_ways_to_write_a_signature(line: str) -> None:
    assert told(signatures(line)) == [("Åsa Ek", "Åmåls kommun", "kommun")]


def test_lines_below_each_other() -> None:
    found = signatures("Maj Lind", "Sektionschef", "Arbetsförmedlingen", "Bo Ström", "Områdeschef", "Försäkringskassan")
    assert told(found) == [
        ("Maj Lind", "Arbetsförmedlingen", "AF"),
        ("Bo Ström", "Försäkringskassan", "FK"),
    ]


def test_columns_side_by_side() -> None:
    found = signatures(
        "____________ | ____________",
        "Maj Lind | Bo Ström",
        "Sektionschef | Områdeschef",
        "Arbetsförmedlingen | Försäkringskassan",
    )
    assert {s.kind for s in found} == {"AF", "FK"}


def test_a_unit_tells_the_party() -> None:
    assert [s.kind for s in signatures("Leif Norén, IFO-chef")] == ["kommun"]


@pytest.mark.parametrize(
    "line",
    [
        "För Försäkringskassan: ______________________",
        "…………………, Arbetsförmedlingen",
        "Namn: xx",
        "N.N., befattning",
        "Datum ÅÅÅÅ-MM-DD  Namn [namn]  Titel [titel]",
        "Tranås kommun, Arbetsmarknadsenheten",
        "Behörig chef hos varje part undertecknar.",
    ],
)
def test_no_signature(line: str) -> None:
    assert signatures(line) == ()


def test_a_name_elsewhere_is_no_signature() -> None:
    assert signatures("Frågor besvaras av Åsa Ek, socialchef, Åmåls kommun.", topics=("uppgifter",)) == ()
