"""The fields for Uppföljning Finsam: only what the text plainly says."""

from __future__ import annotations

import pytest

from extractors.facts.followup import FollowUp, find_follow_up
from tests.reading_cases import Line, an_application

FOLLOWS = {"uppfoljning": 0.9}


def told(*lines: Line) -> FollowUp:
    application = an_application(*lines)
    found = find_follow_up(application.document, application.sentences)
    for each in filter(None, (found.direction, found.also, found.esf, *found.methods)):
        assert each.quote in application.block(each.block).text
    return found


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("# Ansökan om medel, individinriktad insats", "individ"),
        ("# Intygsverkstaden – en strukturinsats", "struktur"),
        ("Ansökan om medel till strukturinsatsen Samma karta", "struktur"),
        ("☒ Individinsats ☐ Strukturinsats", "individ"),
        ("☐ Individinsats ☒ Strukturinsats", "struktur"),
        ("[ ] Individinriktad [x] Strukturinriktad", "struktur"),
        ("Varje deltagare registreras i Uppföljning Finsam vid start.", "individ"),
        ("Inga deltagare skrivs in.", "struktur"),
        ("Insatsen har inga egna deltagare.", "struktur"),
        ("Ansökan avser inte en ny individinsats.", None),
        ("Förbundet har sedan 2018 finansierat flera individinriktade insatser.", None),
        ("En fristående konsult följde två av strukturinsatserna.", None),
        ("☐ Individinsats ☐ Strukturinsats", None),
        ("Frågan huruvida deltagarna ska registreras i SUS avgörs av chefen.", None),
        ("Deltagarna registreras inte i SUS.", None),
    ],
)
def test_inriktning_is_what_the_text_calls_itself_or_what_settles_it(text: str, direction: str | None) -> None:
    found = told(("uppgifter", text)).direction
    assert (found.value if found else None) == direction


def test_both_kinds_are_told_with_the_words_for_each() -> None:
    found = told(("syfte", "Detta är en strukturinsats."), ("uppfoljning", "Alla deltagare registreras i SUS."))
    assert found.direction is not None
    assert found.also is not None
    assert (found.direction.value, found.also.quote) == ("båda", "Detta är en strukturinsats.")


@pytest.mark.parametrize(
    ("text", "methods"),
    [
        ("Deltagarna följs i SUS och med en enkät.", ["SUS", "enkät"]),
        ("Hälsan mäts med EQ-5D och KASAM.", ["KASAM", "EQ-5D"]),
        ("NNS indikatorer används, och chefer intervjuas.", ["NNS-indikatorer", "intervjuer"]),
        ("Deltagarna gör en egen skattning av sin arbetsförmåga.", ["självskattning"]),
        ("SUS används inte.", []),
        ("SUS tänker vi däremot inte använda.", []),
        ("Enkäter används inte, men intervjuer görs.", ["intervjuer"]),
        ("Eventuellt görs en enkät.", []),
        ("Vi följer upp hur det går.", []),
    ],
)
def test_methods_are_named_where_they_are_used(text: str, methods: list[str]) -> None:
    assert [m.value for m in told(("uppfoljning", text, FOLLOWS)).methods] == methods


def test_a_survey_that_showed_the_need_is_no_follow_up() -> None:
    assert told(("syfte", "En enkät våren 2024 visade behovet.", {"behovsanalys": 0.9})).methods == ()
    assert told(("malgrupp", "Intervjuer gjordes med 15 unga.")).methods == ()


@pytest.mark.parametrize(
    ("text", "esf"),
    [
        ("Insatsen medfinansieras av ESF med 2 000 000 kr.", "ja"),
        ("Projektet delfinansieras av Europeiska socialfonden.", "ja"),
        ("Insatsen finansieras inte av ESF.", "nej"),
        ("Vi söker inga medel från Europeiska socialfonden.", "nej"),
        ("ESF-finansiering: nej", "nej"),
        ("ESF: ☐ Ja ☒ Nej", "nej"),
        ("ESF: ☒ Ja ☐ Nej", "ja"),
        ("Ansökan om 2 miljoner har även lämnats till ESF, besked väntas i höst.", None),
        ("ESF-medel utgör 67 procent av budgeten i vårt systerprojekt.", None),
        ("Insatsen överlappar inte ESF-projektet i grannkommunen.", None),
        ("Det tidigare projektet finansierades av ESF.", None),
        ("ESF-rådet väljer ut projekt efter regionala analyser.", None),
    ],
)
def test_money_from_esf_is_yes_no_or_unknown(text: str, esf: str | None) -> None:
    found = told(("ekonomi", text)).esf
    assert (found.value if found else None) == esf


def test_answers_that_differ_are_no_answer() -> None:
    assert told(("ekonomi", "ESF: nej"), ("ekonomi", "Insatsen medfinansieras av ESF.")).esf is None
