"""What becomes of a hyphen at a line's end, and of lines in general."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.formats._pdf_wrap import joined

NOTHING_KNOWN: Counter[str] = Counter()


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("god samord-", "ning av stöd", "god samordning av stöd"),
        ("kommunen i Dals-", "Ed söker", "kommunen i Dals-Ed söker"),
        ("läs-", "och skrivsvårigheter", "läs- och skrivsvårigheter"),
        ("före 20-", "årsdagen", "före 20-årsdagen"),
        ("ett gemen-", "samt kalendarium", "ett gemensamt kalendarium"),
        ("SUS-", "registrering", "SUS-registrering"),
        ("via e-", "post", "via e-post"),
        ("sfi-resul-", "tat", "sfi-resultat"),
        ("sam\u00ad", "verkan", "samverkan"),
        ("åren 2025–", "2027", "åren 2025–2027"),
        ("vård/", "skola", "vård/skola"),
        ("plan –", "eller inte", "plan – eller inte"),
        ("en rad", "till", "en rad till"),
    ],
)
def test_joining_two_lines(first: str, second: str, whole: str) -> None:
    assert joined(first, second, NOTHING_KNOWN) == whole


def test_a_hyphened_word_that_the_text_writes_elsewhere_keeps_its_hyphen() -> None:
    assert joined("vår kost-", "nadsram", Counter({"kost-nadsram": 2})) == "vår kost-nadsram"
    assert joined("vår kost-", "nadsram", Counter({"kostnadsram": 1, "kost-nadsram": 1})) == "vår kostnadsram"


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_letter_is_lost_or_added(first: str, second: str) -> None:
    def letters(text: str) -> str:
        return "".join(c for c in text if c.isalnum())

    assert letters(joined(first, second, NOTHING_KNOWN)) == letters(first + second)
