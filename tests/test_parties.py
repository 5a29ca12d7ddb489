"""Parties: what they are called, who takes part, and who owns."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.facts.gazetteer import mentions, names
from extractors.facts.parties import find_parties
from extractors.language.judge import cut
from extractors.model import Block, Document, Party, Topic


def parties(*texts: str, topic: Topic = "organisation") -> dict[str, Party]:
    blocks = tuple(
        Block(id=i, kind="rad" if " | " in text else "stycke", text=text, topics=(topic,))
        for i, text in enumerate(texts)
    )
    found = find_parties(Document(kind="test", blocks=blocks), cut(blocks), ())
    return {party.name: party for party in found}


def test_every_municipality_and_region_is_known() -> None:
    assert len(names().municipality) == 290
    assert len(set(names().region.values())) == 21


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dals-Eds kommun", "Dals-Eds kommun"),
        ("Malmö stad", "Malmö stad"),
        ("Göteborgs Stads socialförvaltning", "Göteborgs Stad"),
        ("Falu kommun", "Falu kommun"),
        ("Hultsjö kommun", "Hultsjö kommun"),
        ("VGR", "Västra Götalandsregionen"),
        ("RJL", "Region Jönköpings län"),
        ("Jämtlands läns landsting", "Region Jämtland Härjedalen"),
        ("Reg Örebro län", "Region Örebro län"),
        ("AF", "Arbetsförmedlingen"),
        ("F-kassan", "Försäkringskassan"),
    ],
)
def test_names(text: str, name: str) -> None:
    assert [m.name for m in mentions(text) if m.name] == [name]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Åmåls och Säffle kommuner söker", ["Åmåls kommun", "Säffle kommun"]),
        ("kommunerna Lomma och Kävlinge", ["Lomma kommun", "Kävlinge kommun"]),
        ("boende i Lomma eller Kävlinge kommun", ["Lomma kommun", "Kävlinge kommun"]),
        ("Varje kommun svarar för sig.", []),
        ("Samordningsförbundet Västra Östergötland", []),
        ("Finsam Karlskoga", []),
    ],
)
def test_lists_of_municipalities(text: str, found: list[str]) -> None:
    assert [m.name for m in mentions(text) if m.name] == found


@given(st.text(max_size=200))
def test_mentions_never_overlap_and_never_raise(text: str) -> None:
    found = mentions(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= m.start < m.end <= len(text) for m in found)


def test_units_fold_into_their_party() -> None:
    found = parties("Åmåls kommun avsätter en handläggare.", "Socialtjänsten och AME deltar i styrgruppen.")
    assert list(found) == ["Åmåls kommun"]


def test_a_unit_with_its_place() -> None:
    assert "Bollnäs kommun" in parties("Vuxenutbildningen i Bollnäs är projektägare.")


def test_psychiatry_is_the_region_named_elsewhere() -> None:
    found = parties("Region Värmland deltar med en läkare.", "Vuxenpsykiatrin avsätter en halv dag i veckan.")
    assert list(found) == ["Region Värmland"]
    assert list(parties("Vuxenpsykiatrin avsätter två läkare.")) == ["Regionen"]


def test_a_place_is_no_party() -> None:
    found = parties("Arbetsförmedlingen Västerås avsätter en handläggare.", "Insatsen bedrivs i Köping.")
    assert list(found) == ["Arbetsförmedlingen"]


@pytest.mark.parametrize(
    "text",
    [
        "Försäkringskassan avsätter en handläggare på 20 procent.",
        "Försäkringskassan åtar sig att ge besked inom tio dagar.",
        "Försäkringskassan har tackat ja till att delta i styrgruppen.",
        "I styrgruppen sitter enhetschefen på Försäkringskassan och IFO-chefen.",
        "☒ Försäkringskassan",
        "Försäkringskassan har avböjt att vara ägare men deltar med en handläggare.",
        "Sökande: Försäkringskassan",
    ],
)
def test_takes_part(text: str) -> None:
    party = parties(text)["Försäkringskassan"]
    assert party.participates
    assert party.mentions


@pytest.mark.parametrize(
    "text",
    [
        "Försäkringskassan har tackat nej.",
        "Försäkringskassan bjuds in när arbetet har kommit igång.",
        "Försäkringskassan informeras två gånger om året.",
        "Försäkringskassan hålls underrättad genom nyhetsbrev.",
        "Försäkringskassan deltar inte.",
        "Försäkringskassan har ännu inte svarat.",
        "Vi hoppas att Försäkringskassan vill vara med.",
        "☐ Försäkringskassan",
        "För Försäkringskassan: ______________________",
        "Vad bidrar Försäkringskassan med?",
    ],
)
def test_does_not_take_part(text: str) -> None:
    assert not parties(text)["Försäkringskassan"].participates


def test_problem_description_is_no_participation() -> None:
    text = "Den enskilde skickas mellan Försäkringskassan och Arbetsförmedlingen utan att någon tar ansvar."
    assert not any(p.participates for p in parties(text, topic="syfte").values())


def test_partners_are_no_parties() -> None:
    found = parties("Röda Korset och Kriminalvården bidrar med lokaler.")
    assert {p.kind for p in found.values()} == {"annan"}
    assert not any(p.participates for p in found.values())


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Projektägare | Åmåls kommun", {"Åmåls kommun"}),
        ("Åmåls kommun föreslås bli processägare.", {"Åmåls kommun"}),
        ("Insatsen ägs under projekttiden av Region Skåne.", {"Region Skåne"}),
        ("Huvudman är Region Skåne och Försäkringskassan medverkar.", {"Region Skåne"}),
        ("Arbetsförmedlingen och Försäkringskassan är gemensamma ägare.", {"Arbetsförmedlingen", "Försäkringskassan"}),
        ("AF: ägare, chef i styrgruppen", {"Arbetsförmedlingen"}),
        ("Vem äger insatsen? | Lunds kommun", {"Lunds kommun"}),
        ("Sökande: Lunds kommun", set()),
        ("Det är inte klart om Lunds kommun eller Region Skåne ska äga projektet.", set()),
        ("Lunds kommun äger lokalerna på Storgatan.", set()),
        ("Projektägaren rapporterar till Försäkringskassan.", set()),
    ],
)
def test_owners(text: str, owners: set[str]) -> None:
    found = parties(text)
    assert {name for name, party in found.items() if party.owner} == owners
    for party in found.values():
        assert party.owner_quote is None or party.owner_quote.text in text


def test_the_owner_may_stand_below_its_column_head() -> None:
    assert parties("Projektägare | Datum", "Lunds kommun | 2026-03-01")["Lunds kommun"].owner


def test_quotes_are_words_of_the_block() -> None:
    text = "Lunds kommun är projektägare. Region Skåne avsätter en läkare en dag i veckan."
    for party in parties(text).values():
        for quote in (*party.mentions, *party.commitments):
            assert quote.text in text


def test_no_text_no_parties() -> None:
    assert parties() == {}
