"""Questions, never verdicts: what is asked, and above all what is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.facts.followup import find_follow_up
from extractors.language.parts import parts
from extractors.model import Application, Flag
from rules.model import Question, Verdict
from rules.profile import AgeSpan, KnownPerson, load_profile
from rules.questions import Asking, Known, OtherCase, ask_all, kinds
from rules.questions.overlapp import overlaps
from tests.reading_cases import a_party, an_application

PROFILE = load_profile("allman")
GROUP = {"malgrupp": 0.9}


def asked(
    application: Application,
    *verdicts: Verdict,
    known: Known | None = None,
    age: tuple[int, int] | None = None,
    people: tuple[KnownPerson, ...] = (),
) -> list[Question]:
    span = AgeSpan(fran=age[0], till=age[1]) if age else None
    profile = PROFILE.model_copy(update={"age": span, "people": people})
    follow_up = find_follow_up(application.document, application.sentences)
    asking = Asking(
        application=application, profile=profile, verdicts=verdicts, follow_up=follow_up, known=known or Known()
    )
    return list(ask_all(asking))


def ids(application: Application, **more: object) -> list[str]:
    return [q.id for q in asked(application, **more)]  # type: ignore[arg-type]


# Costs that cannot be funded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Busskort | 12 000", "kostnad-resor-deltagare"),
        ("Fika och bussbiljetter | 8 000 | 22 000", "kostnad-resor-deltagare"),
        ("Milersättning till deltagare | 9 000", "kostnad-resor-deltagare"),
        ("Av detta avser 600 000 kr lön och 20 000 kr busskort.", "kostnad-resor-deltagare"),
        ("Tolk ingår inte, men busskort för 14 000 kr gör det.", "kostnad-resor-deltagare"),
        ("Inte bara kaffe utan även busskort för 14 000 kr ingår.", "kostnad-resor-deltagare"),
        ("Habiliteringsersättning | 60 000", "kostnad-ersattning-deltagare"),
        ("Ersättning till deltagarna beräknas till 45 000 kr.", "kostnad-ersattning-deltagare"),
        ("Tolk | 15 000 | 25 000", "kostnad-tolk"),
        ("Vi räknar med 3 000 kronor i månaden för tolk.", "kostnad-tolk"),
        ("Drift av ordinarie lokaler | 80 000", "kostnad-ordinarie"),
        ("Vakant tjänst som socialsekreterare | 510 000", "kostnad-ordinarie"),
    ],
)
def test_a_cost_that_a_forbund_may_not_pay_is_asked_about(text: str, expected: str) -> None:
    assert ids(an_application(("ekonomi", text))) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Busskort ingår inte.",
        "Busskort, tolk och resor till deltagarna ingår inte i de 400 000 kr vi söker.",
        "Vi söker 400 000 kr utan kostnader för tolk och busskort.",
        "Kommunen betalar busskort till deltagarna, cirka 12 000 kr.",
        "Busskort för 12 000 kr bekostas av Arbetsförmedlingen.",
        "Vi står för hyran på 84 000 kr och Arbetsförmedlingen för busskorten.",
        "Tolk bokas genom kommunens avtal och kostar 0 kr.",
        "Resor mellan kommunerna | 45 000",
        "Milersättning, processledare | 9 000",
        "Busskort, betalas av kommunen | 12 000",
        "Den som har sjukpenning behåller sin ersättning från Försäkringskassan.",
        "Deltagarnas försörjning kostar kommunen 3 000 000 kr.",
        "Följeforskaren tolkar resultatet och kostar 90 000 kr.",
        "Överlämning till ordinarie personal | 20 000",
        "Eventuellt behövs busskort för 5 000 kr.",
    ],
)
def test_what_is_denied_or_paid_by_a_party_is_not_asked_about(text: str) -> None:
    assert ids(an_application(("ekonomi", text))) == []


def test_a_word_that_describes_the_target_group_is_no_cost() -> None:
    assert ids(an_application(("malgrupp", "Personer med behov av tolk, i åldern 20–55 år.", GROUP))) == []
    assert ids(an_application(("aktiviteter", "Samtalen förs på lätt svenska och med tolk när det behövs."))) == []


def test_bus_passes_handed_out_are_asked_about_though_no_money_is_named() -> None:
    assert ids(an_application(("aktiviteter", "Den som bor långt bort får busskort."))) == ["kostnad-resor-deltagare"]
    assert ids(an_application(("aktiviteter", "Den som bor långt bort får inte busskort."))) == []


def test_a_post_under_the_parties_own_funds_is_theirs() -> None:
    own = an_application(("ekonomi", "# Parternas egna insatser"), ("ekonomi", "Busskort | 12 000"))
    assert ids(own) == []


def test_a_question_holds_the_words_why_it_is_asked_and_its_source() -> None:
    (question,) = asked(an_application(("ekonomi", "Deltagarresor | 40 000")))
    assert question.text == "Kan en part betala deltagarnas resor i stället?"
    assert question.quotes[0].text == "Deltagarresor | 40 000"
    assert "7 § andra stycket lagen (2003:1210)" in question.source
    assert question.to == "sokande"


def test_ordinary_work_is_not_asked_about_twice() -> None:
    application = an_application(("ekonomi", "Vakant tjänst | 510 000"))
    verdict = Verdict(criterion="ej-ordinarie-verksamhet", status="avviker", certainty=0.9)
    assert asked(application, verdict) == []


def test_nothing_is_asked_of_what_is_no_application() -> None:
    minutes = an_application(
        ("ekonomi", "Busskort | 12 000"), flags=(Flag(id="ej-ansokan", quote="Protokoll", block=0),)
    )
    assert asked(minutes) == []


# Age


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Unga 16–24 år i Lindvik.", ["alder"]),
        ("Personer mellan 18 och 67 år.", ["alder"]),
        ("Alla från 16 år som bor i kommunen.", ["alder"]),
        ("Personer 18–64 år.", []),
        ("Insatsen riktar sig inte till unga 16–17 år.", []),
        ("Andelen 16–24 år i statistiken har ökat.", []),
        ("Högst 30 deltagare.", []),
    ],
)
def test_ages_outside_the_profile_are_asked_about(text: str, expected: list[str]) -> None:
    application = an_application(("malgrupp", text, GROUP))
    assert ids(application, age=(18, 64)) == expected
    assert ids(application) == [], "no age is in the act"


def test_the_schools_own_duty_is_asked_about() -> None:
    unga = an_application(("malgrupp", "Unga 16–19 år inom det kommunala aktivitetsansvaret.", GROUP))
    assert ids(unga) == ["skolans-ansvar"]
    assert ids(an_application(("malgrupp", "Unga 18–24 år som lämnat aktivitetsansvaret.", GROUP))) == []


# Kind of insats and of parties


def test_individ_and_struktur_in_one_application_are_asked_about_with_both_quotations() -> None:
    mixed = an_application(
        ("syfte", "Ansökan avser en strukturinsats."),
        ("uppfoljning", "Alla deltagare registreras i SUS vid start och avslut."),
    )
    (question,) = asked(mixed)
    assert question.id == "inriktning"
    assert {q.block for q in question.quotes} == {0, 1}


def test_several_kommuner_and_nobody_else_is_asked_about() -> None:
    text = ("organisation", "Lindviks kommun och Åsmons kommun driver insatsen.")
    alike = [a_party("Lindviks kommun", "kommun"), a_party("Åsmons kommun", "kommun")]
    (question,) = asked(an_application(text, parties=alike))
    assert question.text == "Vilken part utöver Lindviks kommun och Åsmons kommun deltar?"
    assert ids(an_application(text, parties=[*alike, a_party("Försäkringskassan", "FK")])) == []
    assert ids(an_application(text, parties=alike[:1])) == [], "one party is the criterion's own matter"
    gap = Verdict(criterion="minst-tva-parter", status="saknas", certainty=0.9)
    assert asked(an_application(text, parties=alike), gap) == [], "asked already"


# Told to the förbund only


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kontakt: Astrid Lundqvist, enhetschef", True),
        ("Vi har talat med ASTRID  LUNDQVIST om detta.", True),
        ("Astrid Lundqvists enhet står bakom ansökan.", True),
        ("Astrid Lundqvister är en annan.", False),
        ("Astrid i receptionen hjälper till.", False),
        ("Lundqvist Astrid AB", False),
    ],
)
def test_a_known_name_is_a_hint_of_jav(text: str, found: bool) -> None:
    person = KnownPerson(namn="Astrid Lundqvist", roll="ledamot i styrelsen")
    application = an_application(("uppgifter", text))
    told = asked(application, known=Known(people=(person,)))
    assert [q.id for q in told] == (["jav"] if found else [])
    assert [q.id for q in asked(application, people=(person,))] == [q.id for q in told], "the profile may name them too"
    assert all(q.to == "forbundet" for q in told), "never put to an applicant"


def test_a_forbund_names_its_people_in_its_profile(tmp_path: Path) -> None:
    text = 'bygger_pa = "allman"\nnamn = "Lövängen"\n[[personer]]\nnamn = "Astrid Lundqvist"\nroll = "ordförande"\n'
    (tmp_path / "lovangen.toml").write_text(text, encoding="utf-8")
    (person,) = load_profile("lovangen", tmp_path).people
    assert (person.name, person.role) == ("Astrid Lundqvist", "ordförande")


def group_of(text: str) -> Application:
    return an_application(("malgrupp", text, GROUP), parties=[a_party("Lindviks kommun", "kommun")])


def test_the_same_people_in_the_same_place_overlap() -> None:
    own = group_of("Unga vuxna 19–29 år med aktivitetsersättning och psykisk ohälsa.")
    same = OtherCase(
        dnr="2026-004",
        name="Stegen",
        group="Personer med psykisk ohälsa och aktivitetsersättning, 20–30 år",
        areas=("Lindvik",),
        running=True,
    )
    (question,) = asked(own, known=Known(others=(same,)))
    assert "2026-004 Stegen, som pågår," in question.text
    assert question.to == "forbundet"
    assert "ohälsa" in question.why
    elsewhere = same.model_copy(update={"areas": ("Åsmon",)})
    older = same.model_copy(update={"group": "Personer med psykisk ohälsa och aktivitetsersättning, 45–60 år"})
    others = same.model_copy(update={"group": "Långtidssjukskrivna i vården"})
    assert overlaps(own, (elsewhere, older, others)) == ()


def test_the_case_with_most_in_common_comes_first() -> None:
    own = group_of("Långtidssjukskrivna med utmattning och smärtproblematik.")
    two = OtherCase(dnr="2026-001", group="Långtidssjukskrivna med utmattning", areas=("Lindviks kommun",))
    three = OtherCase(dnr="2026-002", group="Utmattning, smärtproblematik, långtidssjukskrivna", areas=("Lindvik",))
    assert [o.other.dnr for o in overlaps(own, (two, three))] == ["2026-002", "2026-001"]


# The kinds, and the parts of a sentence


def test_every_kind_is_found_by_being_there_and_has_its_own_place() -> None:
    orders = [kind.ORDER for kind in kinds()]
    assert len(orders) >= 10
    assert orders == sorted(set(orders))


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Busskort, tolk och resor ingår inte.", [True]),
        ("Tolk ingår inte, men busskort gör det.", [True, False]),
        ("Vi klarar oss utan busskort.", [False, True]),
        ("Vi söker inte för tolk utan för busskort.", [True, False]),
        ("SUS tänker vi däremot inte använda.", [True]),
        ("Tolk ingår, däremot inte busskort.", [False, True]),
    ],
)
def test_a_sentence_is_cut_where_it_turns(text: str, denied: list[bool]) -> None:
    assert [part.denied for part in parts(text)] == denied


@given(st.text(max_size=80))
def test_any_text_can_be_cut_and_keeps_its_words(text: str) -> None:
    assert "".join("".join(p.text for p in parts(text)).split()) == "".join(text.split())


_WORDS = st.lists(
    st.sampled_from(
        [
            "busskort",
            "tolk",
            "12",
            "000",
            "kr",
            "inte",
            "utan",
            "men",
            "|",
            ",",
            "deltagarna",
            "16–24",
            "år",
            "SUS",
            "ESF",
            "betalar",
            "kommunen",
            "ordinarie",
            "tjänst",
            "individinsats",
        ]
    ),
    max_size=14,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["ekonomi", "malgrupp", "uppfoljning"]), _WORDS), max_size=4))
def test_whatever_is_written_each_quotation_stands_in_its_block(lines: list[tuple[str, str]]) -> None:
    application = an_application(*((topic, text, GROUP) for topic, text in lines))
    for question in asked(application, age=(18, 64)):
        assert question.quotes
        assert all(q.text in application.block(q.block).text for q in question.quotes)
