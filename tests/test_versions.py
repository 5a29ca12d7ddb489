"""An answer is recognised by its content; what is not sure is asked about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.register import Case, Marks
from intake.versions import Traits, likeness, recognise, shingles

BODY = " ".join(f"ord{i} sida{i % 7} del{i % 11}" for i in range(60))
OTHER = " ".join(f"annat{i} blad{i % 7} bit{i % 11}" for i in range(60))
PARTLY = " ".join([*BODY.split()[:110], *OTHER.split()[:70]])


def case_of(status: str = "granskat") -> Case:
    return Case(
        id=1, dnr="SOF 2026/7", folder="SOF-2026-7", came="2026-01-01", status=status, sender="", subject="", name="Bryggan",
        applicant="Alby kommun", merged_into=None, asks=None, files=(),
    )  # fmt: skip


def kind(
    text: str = BODY, *, name: str | None = "Bryggan", applicant: str | None = "Alby kommun", start: str | None = "2026-03",
    file_name: str = "a.docx", status: str = "granskat", known_name: str | None = "Bryggan",
) -> str:  # fmt: skip
    known = Marks(file=1, case=1, shingles=shingles(BODY), name=known_name, applicant="Alby kommun", start="2026-03")
    return recognise(
        Traits(shingles(text), name, applicant, start, text), file_name, [known], {1: case_of(status)}
    ).kind


def test_nearly_the_same_text_is_a_new_version() -> None:
    assert kind(BODY + " och nu finns även ett datum och en underskrift i ansökan") == "version"


def test_a_text_reworked_in_part_is_a_version_when_the_insats_has_the_same_name() -> None:
    assert kind(PARTLY) == "version"
    assert kind(PARTLY, name="”BRYGGAN”") == "version"


@pytest.mark.parametrize("names", [{"name": "Stegen"}, {"applicant": "Arby kommun"}])
def test_the_same_text_from_another_insats_or_applicant_is_asked_about(names: dict[str, str]) -> None:
    assert kind(**names) == "fråga"  # type: ignore[arg-type]


def test_the_same_names_with_another_text_are_asked_about() -> None:
    assert kind(OTHER) == "fråga"


def test_another_insats_with_another_text_is_a_case_of_its_own() -> None:
    assert kind(OTHER, name="Stegen") == "nytt"
    assert kind(OTHER, name=None, applicant=None) == "nytt"


def test_a_text_that_gives_the_case_number_is_a_version_or_asked_about() -> None:
    assert kind("Komplettering till ert dnr SOF 2026/7. " + OTHER) == "version"
    assert kind("Komplettering till ert dnr SOF 2026/7. " + OTHER, name=None) == "fråga"
    assert kind(OTHER, name=None, file_name="Komplettering SOF-2026-7.docx") == "fråga"
    assert kind("Vi sågs i SOF 2026/7. " + OTHER, name=None) == "nytt"
    assert kind("Dnr SOF 2026/77 gäller. " + OTHER, name=None) == "nytt"


def test_a_renewal_or_a_decided_case_is_asked_about() -> None:
    assert kind(start="2027-03") == "fråga"
    assert kind("Ansökan om förlängning av insatsen. " + BODY) == "fråga"
    assert kind(status="beslutat") == "fråga"


def test_an_unknown_name_does_not_stop_a_text_that_is_the_same() -> None:
    assert kind(name=None, applicant=None) == "version"


def test_a_text_of_a_few_words_is_like_nothing() -> None:
    assert kind("hej hopp", name=None, applicant=None) == "nytt"
    assert likeness(shingles("hej hopp"), shingles("hej hopp")) == 0.0


@given(st.lists(st.text(max_size=8), max_size=60), st.lists(st.text(max_size=8), max_size=60))
def test_likeness_is_a_share_and_the_same_both_ways(one: list[str], other: list[str]) -> None:
    a, b = shingles(" ".join(one)), shingles(" ".join(other))
    assert 0.0 <= likeness(a, b) == likeness(b, a) <= 1.0


def test_long_texts_are_measured_by_a_sample_that_stands_for_the_whole() -> None:
    words = [f"w{i}" for i in range(12000)]
    one, other = (
        shingles(" ".join(words)),
        shingles(" ".join(words[:9000]) + " " + " ".join(f"x{i}" for i in range(3000))),
    )
    assert likeness(one, other) == pytest.approx(9000 / 15000, abs=0.03)
