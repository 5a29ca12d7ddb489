"""Swedish in print."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reports.swedish_text import (
    clean,
    hard_figures,
    kronor,
    listed,
    months_between,
    shortened,
    small,
    swedish_date,
    thousands,
)


def test_amounts_are_never_broken_over_two_lines() -> None:
    assert kronor(1240000) == "1\u00a0240\u00a0000\u00a0kronor"
    assert thousands(-3500) == "\u22123\u00a0500"
    assert hard_figures("angivet 1 402 000 kr i 24 rader") == "angivet 1\u00a0402\u00a0000\u00a0kr i 24 rader"


def test_dates_are_written_out() -> None:
    assert swedish_date(date(2026, 9, 14)) == "14\u00a0september 2026"
    assert swedish_date("2026-09") == "september 2026"
    assert months_between("2026-03", "2026-03") == "mars 2026"
    assert months_between("2027-01", "2027-12") == "januari–december 2027"
    assert months_between("2026-07", "2027-06") == "juli 2026–juni 2027"
    assert swedish_date("hösten 2026") == "hösten 2026"
    assert swedish_date("") == ""


def test_enumerations_and_small_letters() -> None:
    assert listed(["a", "b", "c"]) == "a, b och c"
    assert listed(["a"]) == "a"
    assert listed([]) == ""
    assert small("Mätbara mål") == "mätbara mål"
    assert small("SUS eller Uppföljning Finsam") == "SUS eller Uppföljning Finsam"


@given(st.text())
def test_cleaned_text_fits_in_xml_and_is_clean(text: str) -> None:
    once = clean(text)
    element = etree.Element("t")
    element.text = once
    assert (etree.fromstring(etree.tostring(element)).text or "") == once
    assert clean(once) == once


@given(st.text(alphabet="åäö abc,.", max_size=200), st.integers(min_value=20, max_value=80))
def test_shortened_text_keeps_within_its_measure(text: str, most: int) -> None:
    short = shortened(text, most)
    assert len(short) <= most + 2
    assert short == text or short.endswith("[…]")
