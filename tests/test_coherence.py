"""What answers to a goal: an activity, a measure, a cost; found by shared words, and never claimed to be missing."""

from __future__ import annotations

import pytest

from rules.coherence import answers_to_goals, effect_or_done
from rules.content_words import counts, matters, shared_stems
from rules.model import GoalAnswer
from tests.reading_cases import Line, a_goal, an_application

WORK = "Minst 10 av 25 deltagare är i arbete eller studier i december 2027."
DOES = {"arbetssatt": 0.9}
FOLLOWS = {"uppfoljning": 0.9}


def answer(goal: str, *lines: Line) -> GoalAnswer:
    application = an_application(("mal", goal), *lines, goals=(a_goal(goal, 0),))
    (found,) = answers_to_goals(application)
    for quote in filter(None, (found.activity, found.measure, found.cost)):
        assert quote.text in application.block(quote.block).text
    return found


def texts(found: GoalAnswer) -> tuple[str | None, ...]:
    return tuple(q.text if q else None for q in (found.activity, found.measure, found.cost))


def test_a_goal_finds_its_activity_its_measure_and_the_cost_of_the_one_who_does_it() -> None:
    activity = "Jobbcoachen ordnar praktik hos arbetsgivarna på orten."
    measure = "Försörjning och anställning följs vid start och avslut."
    found = answer(
        WORK,
        ("aktiviteter", activity, DOES),
        ("aktiviteter", "Var tredje vecka lagar gruppen mat ihop.", DOES),
        ("uppfoljning", measure, FOLLOWS),
        ("ekonomi", "Lokal | 60 000"),
        ("ekonomi", "Jobbcoach 100 % | 620 000"),
    )
    assert texts(found) == (activity, measure, "Jobbcoach 100 % | 620 000")
    assert not found.alone


def test_a_compound_is_found_by_its_head() -> None:
    goal = "Alla chefer har gått en utbildning i försäkringsmedicin."
    found = answer(goal, ("ekonomi", "Fyra utbildningsdagar | 70 000"))
    assert found.cost is not None
    assert shared_stems("utbildning", "utbildningsdagar")


def test_registration_in_the_follow_up_system_measures_work_but_not_health() -> None:
    sus: Line = ("uppfoljning", "Deltagarna registreras i SUS.", FOLLOWS)
    assert answer(WORK, sus).measure is not None
    assert answer("Minst 15 deltagare skattar sin hälsa högre.", sus).measure is None


@pytest.mark.parametrize(
    "text",
    ["SUS tänker vi däremot inte använda.", "Anställning och försörjning följs inte upp."],
)
def test_a_measure_that_is_denied_is_none(text: str) -> None:
    assert answer(WORK, ("uppfoljning", text, FOLLOWS)).measure is None


def test_what_was_found_before_and_what_happens_only_if_is_no_activity() -> None:
    before: Line = ("aktiviteter", "Hälften stod utan arbete och studier.", {"problem": 0.9})
    perhaps: Line = ("aktiviteter", "Om någon vill ordnas praktik.", DOES)
    assert answer(WORK, before, perhaps).activity is None


def test_another_goal_and_an_instruction_answer_to_nothing() -> None:
    other = "Fem deltagare är i praktik."
    goals = (a_goal(WORK, 0), a_goal(other, 1))
    application = an_application(
        ("mal", WORK), ("aktiviteter", other), ("aktiviteter", "Beskriv praktik.", DOES), goals=goals, prompts=(2,)
    )
    assert all(texts(found) == (None, None, None) for found in answers_to_goals(application))


def test_what_a_level_is_held_against_is_not_what_the_goal_is_about() -> None:
    goal = "Högst tre deltagare saknar boende, jämfört med åtta i kartläggningen."
    assert answer(goal, ("aktiviteter", "En gemensam kartläggning görs.", DOES)).activity is None


def test_a_goal_is_alone_only_where_nothing_comes_near() -> None:
    assert answer("Fler ska känna hopp.", ("aktiviteter", "Gruppen lagar mat.", DOES)).alone
    assert not answer("Fler har en plan.", ("aktiviteter", "En planering skrivs med var och en.", DOES)).alone


def test_a_number_that_counts_the_same_thing_comes_near() -> None:
    goal = "Högst tre deltagare har hoppat av inom sex veckor."
    assert not answer(goal, ("aktiviteter", "De första 6 veckorna ses vi varje dag.", DOES)).alone
    assert counts("sex veckor") == counts("6 veckorna") != counts("sju veckor")
    assert counts("år 2026 under ett kvartal") == frozenset()


def test_without_goals_there_is_nothing_to_answer() -> None:
    assert answers_to_goals(an_application(("mal", "Målen tas fram senare."))) == ()


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Hälften av deltagarna är i arbete.", "effekt"),
        ("Väntetiden har minskat till 30 dagar.", "effekt"),
        ("Deltagarna skattar sin hälsa högre.", "effekt"),
        ("Tolv gemensamma möten har hållits.", "prestation"),
        ("Alla deltagare har fått ett hälsosamtal.", "prestation"),
        ("En skriftlig rutin har tagits fram.", "prestation"),
        ("Vi blir Sveriges bästa lag.", None),
    ],
)
def test_an_effect_is_told_from_something_done(text: str, about: str | None) -> None:
    assert effect_or_done(text) == about


def test_staffing_is_not_work_for_the_participants() -> None:
    assert "sysselsattning" in matters("Deltagarna får en anställning.")
    assert "sysselsattning" not in matters("Kommunen anställer en samordnare. Arbetet leds av Arbetsförmedlingen.")
