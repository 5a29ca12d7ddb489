"""Two reviews of one case side by side."""

from __future__ import annotations

from typing import Any

from rules.compare import Change, Moved, compare


def review(**changes: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "uppgifter": {"insatsnamn": "Bryggan", "sokt_belopp_kr": 100},
        "kriterier": {"datum": {"status": "saknas"}, "syfte": {"status": "uppfyllt"}, "budget": {"status": "delvis"}},
        "block": [{"text": "Ett"}, {"text": "Två"}, {"text": "Tre"}],
        "mal": [{"text": "Minst 20 deltagare i arbete."}],
        "budget": {"summor": [{"text": "Summa", "belopp_kr": 100}]},
    }
    return {**base, **changes}


def test_a_review_against_itself_shows_nothing() -> None:
    same = compare(review(), review())
    assert (same.closed, same.opened, same.moved, same.facts, same.sums, same.new_text, same.kept_share) == (
        (),
        (),
        (),
        (),
        (),
        (),
        1.0,
    )


def test_gaps_that_closed_and_opened_are_told_apart_from_other_moves() -> None:
    after = {
        "datum": {"status": "uppfyllt"},
        "syfte": {"status": "avviker"},
        "budget": {"status": "uppfyllt"},
        "nytt": {"status": "saknas"},
    }
    change = compare(review(), review(kriterier=after))
    assert change.closed == (Moved(criterion="datum", before="saknas", after="uppfyllt"),)
    assert change.opened == (Moved(criterion="syfte", before="uppfyllt", after="avviker"),)
    assert change.moved == (Moved(criterion="budget", before="delvis", after="uppfyllt"),)
    assert change.summary.startswith("Mot förra versionen: 1 brist åtgärdad, 1 ny, ")


def test_sums_facts_goals_and_text_are_compared() -> None:
    after = review(
        uppgifter={"insatsnamn": "Bryggan", "sokt_belopp_kr": 200},
        budget={"summor": [{"text": "Summa", "belopp_kr": 200}, {"text": "Summa", "belopp_kr": 5}]},
        mal=[{"text": "minst 20  deltagare i arbete"}, {"text": "Fler möten"}],
        block=[{"text": "Ett"}, {"text": "Tre"}, {"text": "Fyra"}],
    )
    change = compare(review(), after)
    assert change.facts == (Change(what="sokt_belopp_kr", before=100, after=200),)
    assert change.sums == (Change(what="Summa", before=100, after=200), Change(what="Summa", before=None, after=5))
    assert (change.new_goals, change.dropped_goals) == (("Fler möten",), ())
    assert (change.new_text, change.dropped_text) == (("Fyra",), ("Två",))
