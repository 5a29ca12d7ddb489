"""Amounts of money as Swedes write them, and what only looks like amounts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.facts.money import find_amounts, parse_cell, parse_scale

SPACES = [" ", "\u00a0", "\u202f", "\u2009"]
UNITS = [" kr", " kronor", " SEK", ":-", " kr.", "\u00a0kr"]


def grouped(value: int, separator: str) -> str:
    return f"{value:,}".replace(",", separator)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("710 000 kronor", 710000),
        ("2 130 000 kr", 2130000),
        ("9,000 000 kr", 9000000),
        ("4.000.000 kr", 4000000),
        ("1250000 kr", 1250000),
        ("288 tkr", 288000),
        ("2 700 kkr", 2700000),
        ("200 t kr", 200000),
        ("1 mnkr", 1000000),
        ("1,04 mkr", 1040000),
        ("1.2 MSEK", 1200000),
        ("850 KSEK", 850000),
        ("SEK 450 000", 450000),
        ("1,73 miljoner", 1730000),
        ("3,5 milj kr", 3500000),
        ("47 miljoner kronor", 47000000),
        ("en halv miljon", 500000),
        ("halvannan miljon", 1500000),
        ("två och en halv miljoner kronor", 2500000),
        ("sexhundrafyrtiotusen kronor", 640000),
        ("tvåhundratjugo tusen kronor", 220000),
        ("350 tusen", 350000),
        ("45 000:-", 45000),
        ("405 000,- kr", 405000),
        ("300' och", 300000),
        ("2x240 000", 480000),
        ("1 850 kr × 24", 44400),
        ("12 × 8 000 kr", 96000),
        ("drygt 94 000 kr", 94000),
        ("620 000", 620000),
        ("2027 1,21 mkr", 1210000),
        ("år 2 530 000 kr", 530000),
    ],
)
def test_one_amount(text: str, value: int) -> None:
    (amount,) = find_amounts(text)
    assert amount.value == value


@pytest.mark.parametrize(
    "text",
    [
        "070-123 45 67",
        "tel 0470-123 45",
        "08-123 456 00",
        "352 51 Växjö",
        "2026",
        "1 januari 2026–31 december 2027",
        "2026-03-01",
        "bankgiro 5050-1055",
        "org.nr 212000-1234",
        "20 000 invånare",
        "41,2 %",
        "100 %",
        "16–64 år",
        "1 310 timmar",
        "dnr 2025/0012 0987",
        "15 deltagare",
    ],
)
def test_no_amount(text: str) -> None:
    assert find_amounts(text) == ()


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("700 000 kr/år", "år"),
        ("350 tkr per år", "år"),
        ("450 000 kr om året i två år", "år"),
        ("62 300 kronor i månaden", "månad"),
        ("52 000 kr/mån", "månad"),
        ("7 250 kr per deltagare", "deltagare"),
        ("1 450 kr/tim", "timme"),
        ("9 000 kronor per dygn", "dag"),
        ("300 kronor styck", "styck"),
        ("450 000 kr i två år", None),
        ("450 000 kr", None),
    ],
)
def test_what_an_amount_is_counted_by(text: str, per: str | None) -> None:
    (amount,) = find_amounts(text)
    assert amount.per == per


def test_a_range_keeps_both_ends() -> None:
    for text in ("300–350 000 kr", "300 000 – 350 000 kr", "300-350 tkr", "mellan 300 000 och 350 000 kr"):
        (amount,) = find_amounts(text)
        assert (amount.low, amount.value, amount.approx) == (300000, 350000, True)


def test_a_guess_is_marked() -> None:
    assert [a.approx for a in find_amounts("ca 700 000 kr, omkring 50 tkr, 20 tkr")] == [True, True, False]


def test_enumerated_numbers_share_the_unit() -> None:
    assert [a.value for a in find_amounts("motsvarande belopp 600, 45, 25 och 75 tkr, summa 745 tkr")] == [
        600000, 45000, 25000, 75000, 745000,
    ]  # fmt: skip


@given(st.integers(1, 99_999_999), st.sampled_from([*SPACES, "."]), st.sampled_from(UNITS))
def test_any_grouped_number_with_a_unit_reads_back(value: int, separator: str, unit: str) -> None:
    text = grouped(value, separator) + unit
    (amount,) = find_amounts(f"Vi söker {text} till lön")
    assert amount.value == value


@given(st.integers(1000, 99_999_999), st.sampled_from(SPACES))
def test_any_grouped_number_reads_back_without_a_unit(value: int, separator: str) -> None:
    (amount,) = find_amounts(f"hyran {grouped(value, separator)} och resten")
    assert (amount.value, amount.bare) == (value, True)


@given(
    st.integers(1, 99_999), st.sampled_from(["tkr", "kkr", "KSEK", "tusen kronor", "tusen kr"]), st.sampled_from(SPACES)
)
def test_any_number_of_thousands_reads_back(value: int, unit: str, separator: str) -> None:
    (amount,) = find_amounts(f"kostar {grouped(value, separator)}{separator}{unit} totalt")
    assert amount.value == value * 1000


@given(st.integers(1, 9999), st.sampled_from(["mkr", "mnkr", "miljoner kronor", "Mkr", "MSEK", "miljoner"]))
def test_any_number_of_hundredths_of_millions_reads_back(hundredths: int, unit: str) -> None:
    (amount,) = find_amounts(f"budgeten är {hundredths // 100},{hundredths % 100:02d} {unit}.")
    assert amount.value == hundredths * 10_000


@given(st.integers(0, 99_999_999), st.sampled_from(SPACES), st.sampled_from(["", " kr", ":-", " kronor"]))
def test_any_cell_reads_back(value: int, separator: str, unit: str) -> None:
    assert parse_cell(grouped(value, separator) + unit) == value


@given(st.integers(0, 99_999), st.integers(0, 9))
def test_any_cell_in_thousands_reads_back(thousands: int, tenths: int) -> None:
    assert parse_cell(f"{grouped(thousands, ' ')},{tenths}", 1000) == thousands * 1000 + tenths * 100


@given(st.text(max_size=80))
def test_amounts_lie_in_the_text(text: str) -> None:
    last = 0
    for amount in find_amounts(text):
        assert last <= amount.start < amount.end <= len(text)
        last = amount.end


@pytest.mark.parametrize(
    ("cell", "scale", "value"),
    [
        ("0,62", 1_000_000, 620000),
        ("640 tkr", 1, 640000),
        ("598 000 kr", 1000, 598000),
        ("–40 000", 1, -40000),
        ("600 000*", 1, 600000),
        ("–", 1, None),
        ("", 1, None),
        ("…", 1, None),
        ("100 %", 1, None),
        ("xx kr", 1, None),
    ],
)
def test_a_cell(cell: str, scale: int, value: int | None) -> None:
    assert parse_cell(cell, scale) == value


@pytest.mark.parametrize(
    ("header", "scale"),
    [
        ("Kostnader i tusental kronor", 1000),
        ("Budget i tkr", 1000),
        ("kkr/år", 1000),
        ("Ekonomi (mkr)", 1_000_000),
        ("Kostnad, kr", 1),
        ("SEK", 1),
        ("beslutar om avvikelser över 50 tkr", None),
        ("Post", None),
    ],
)
def test_the_scale_of_a_table(header: str, scale: int | None) -> None:
    assert parse_scale(header) == scale
