"""Sentences are cut as a Swedish reader would cut them, and always stand in the text character for character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.language.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Vi söker medel. Det gäller t.ex. lokal.", ["Vi söker medel.", "Det gäller t.ex. lokal."]),
        ("Start den 3. maj 2026. Slut i juni.", ["Start den 3. maj 2026.", "Slut i juni."]),
        ("Kostnad 1,5 mkr. Resor m.m. ingår.", ["Kostnad 1,5 mkr.", "Resor m.m. ingår."]),
        ("Vem äger? Kommunen!", ["Vem äger?", "Kommunen!"]),
        ("Ca. 20 delt. per år.", ["Ca. 20 delt. per år."]),
    ],
)
def test_it_cuts_where_a_reader_would(text: str, sentences: list[str]) -> None:
    assert [s for _, s in split_sentences(text)] == sentences


@given(st.text(alphabet="abcÅÄÖ .!?\n\t12”)", max_size=200))
def test_every_sentence_stands_in_the_text_at_its_offset_and_no_word_is_lost(text: str) -> None:
    found = list(split_sentences(text))
    assert all(text[at : at + len(s)] == s for at, s in found)
    assert "".join("".join(s.split()) for _, s in found) == "".join(text.split())
