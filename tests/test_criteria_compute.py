"""What the facts alone say of a criterion: figures in the reason, the document's own words as evidence."""

from __future__ import annotations

import pytest

from extractors.model import (
    Application,
    Block,
    Budget,
    BudgetRow,
    BudgetSum,
    Document,
    Found,
    Goal,
    Head,
    Party,
    PartyKind,
    Quote,
    Sentence,
    Signature,
)
from rules.criterion import catalogue, criterion
from rules.facts_evidence import evidence, kronor, listed, months, number
from rules.model import Computed


def compute(name: str, application: Application) -> Computed | None:
    check = criterion(name).compute
    assert check is not None
    return check(application)


def document(*texts: str) -> Document:
    return Document(
        kind="md", blocks=tuple(Block(id=n, kind="stycke", text=t, page=n + 1) for n, t in enumerate(texts))
    )


def party(name: str, kind: PartyKind, *, commits: str = "", block: int = 0, takes_part: bool = True) -> Party:
    quotes = (Quote(text=commits, block=block),) if commits else ()
    return Party(name=name, kind=kind, participates=takes_part, mentions=quotes, commitments=quotes)


def goal(text: str, block: int = 0, **letters: bool | str) -> Goal:
    base = dict.fromkeys(("specific", "measurable", "accepted", "realistic", "timed"), False)
    return Goal.model_validate({"text": text, "kind": "deltagarmal", "block": block, **base, **letters})


def saying(name: str, *texts: str) -> Application:
    """An application whose sentences all carry the criterion."""
    doc = document(*texts)
    sentences = tuple(
        Sentence(id=n, block=n, start=0, text=t, kind="stycke", signs={name: 0.9}) for n, t in enumerate(texts)
    )
    return Application(document=doc, sentences=sentences)


@pytest.mark.parametrize("each", [c for c in catalogue() if c.compute], ids=lambda c: c.id)
def test_facts_that_are_silent_say_nothing(each: object) -> None:
    found = each.compute(Application(document=document("Hej.")))  # type: ignore[attr-defined]
    assert found is None or (each.id == "budget-summerar" and found.status == "saknas")  # type: ignore[attr-defined]


def test_parties_are_counted_by_kind() -> None:
    af = party("Arbetsförmedlingen", "AF", commits="AF avsätter en handläggare")
    amal = party("Åmåls kommun", "kommun", commits="Åmål anställer en coach", block=1)
    saffle = party("Säffle kommun", "kommun", commits="Säffle lånar ut lokalen", block=1)
    fk = party("Försäkringskassan", "FK", takes_part=False)
    doc = document("AF avsätter en handläggare.", "Åmål anställer en coach och Säffle lånar ut lokalen.")

    two = compute("minst-tva-parter", Application(document=doc, parties=(af, amal, fk)))
    assert two is not None and two.status == "uppfyllt"
    assert two.reason == "Arbetsförmedlingen och Åmåls kommun deltar: två av lagens fyra slag."
    assert [q.text for q in two.quotes] == ["AF avsätter en handläggare", "Åmål anställer en coach"]

    kommuner = compute("minst-tva-parter", Application(document=doc, parties=(amal, saffle)))
    assert kommuner is not None and kommuner.status == "delvis" and "5 §" in kommuner.reason

    alone = compute("minst-tva-parter", Application(document=doc, parties=(amal, fk)))
    assert alone is not None and alone.status == "avviker"
    assert alone.reason == "Bara Åmåls kommun deltar; Försäkringskassan nämns utan att åta sig något."


def test_commitments_are_counted_over_the_parties_that_take_part() -> None:
    doc = document("AF avsätter en handläggare.")
    af = party("Arbetsförmedlingen", "AF", commits="AF avsätter en handläggare")
    region = party("Region Dalarna", "region")
    found = compute("ataganden", Application(document=doc, parties=(af, region)))
    assert found is not None and found.status == "delvis"
    assert found.reason == "Arbetsförmedlingen åtar sig något; för Region Dalarna hittades inget åtagande."


def test_an_owner_outside_the_parties_is_no_owner() -> None:
    owner = Party(name="Föreningen Nya Vägar", kind="annan", participates=True, owner=True)
    found = compute("projektagare", Application(document=document("x"), parties=(owner,)))
    assert found is not None and found.status == "saknas"


def test_two_kommuner_that_sign_are_one_party() -> None:
    doc = document("Petra Lind, socialchef, Gagnefs kommun", "Tord Ek, chef, Leksands kommun", "Eva Bo, chef, AF")
    sign = [
        Signature(name=t.split(",")[0], title="chef", organisation=t.split(", ")[2], kind=kind, block=n)
        for n, (t, kind) in enumerate(zip((b.text for b in doc.blocks), ("kommun", "kommun", "AF"), strict=True))
    ]
    one = compute("underskrift", Application(document=doc, signatures=tuple(sign[:2])))
    two = compute("underskrift", Application(document=doc, signatures=tuple(sign)))
    assert one is not None and one.status == "delvis"
    assert two is not None and two.status == "uppfyllt" and len(two.quotes) == 2


def test_goals_are_counted() -> None:
    texts = ("Hälften ska ha ett arbete senast 2027.", "Deltagarna ska må bättre.")
    goals = (goal(texts[0], measurable=True, timed=True), goal(texts[1], block=1))
    application = Application(document=document(*texts), goals=goals)
    level = compute("mal-matbara", application)
    assert level is not None and (level.status, level.reason) == ("uppfyllt", "Ett av två mål har en målnivå.")
    assert level.quotes[0].text == texts[0]
    none = compute("mal-tidsatta", Application(document=document(*texts), goals=goals[1:]))
    assert none is not None and none.status == "saknas"
    other = compute("samverkansmal", application)
    assert other is not None and other.reason == "Två mål hittades, men inget för samverkan."


@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        ({"horizon": "kort"}, {"horizon": "lang"}, "uppfyllt"),
        ({"horizon": "lang"}, {}, "delvis"),
        ({"timed": True}, {}, "delvis"),
        ({}, {}, "saknas"),
    ],
)
def test_horizons_of_goals(first: dict[str, str], second: dict[str, str], status: str) -> None:
    goals = (goal("Fler ska arbeta.", **first), goal("Fler ska må bra.", **second))
    found = compute("mal-kort-och-lang-sikt", Application(document=document("Fler ska arbeta."), goals=goals))
    assert found is not None and found.status == status


def test_goals_with_dates_more_than_a_year_apart_have_two_horizons() -> None:
    texts = ("I december 2026 ska tio vara i praktik.", "I december 2028 ska hälften arbeta.")
    goals = tuple(goal(t, block=n, timed=True) for n, t in enumerate(texts))
    found = compute("mal-kort-och-lang-sikt", Application(document=document(*texts), goals=goals))
    assert found is not None and found.status == "uppfyllt" and "från 2026-12 till 2028-12" in found.reason


def with_budget(*rows: BudgetRow, sums: tuple[BudgetSum, ...] = (), length: int | None = None) -> Application:
    head = Head(manader=Found(value=length, quote="tiden", block=0)) if length else Head()
    return Application(document=document("Coach 600 000, summa"), head=head, budget=Budget(rows=rows, sums=sums))


@pytest.mark.parametrize(
    ("periods", "length", "status"),
    [
        (("2026", "2027"), 24, "uppfyllt"),
        ((None,), 12, "uppfyllt"),
        (("per år",), 36, "delvis"),
        (("totalt",), 24, "delvis"),
        (("2026",), 24, "delvis"),
        (("totalt",), None, None),
    ],
)
def test_periods_of_the_budget(periods: tuple[str | None, ...], length: int | None, status: str | None) -> None:
    rows = [BudgetRow(post="Coach", amount_kr=1, period=p, block=0) for p in periods]
    found = compute("budget-per-ar", with_budget(*rows, length=length))
    assert (found.status if found else None) == status


def test_kinds_of_cost_are_counted_once() -> None:
    coach = [BudgetRow(post=post, amount_kr=1, period=p, block=0) for post, p in (("Coach", "2026"), ("coach", "2027"))]
    one = compute("kostnadsslag", with_budget(*coach))
    two = compute("kostnadsslag", with_budget(*coach, BudgetRow(post="Lokal", amount_kr=1, period=None, block=0)))
    assert one is not None and one.status == "delvis"
    assert two is not None and (two.status, two.reason) == ("uppfyllt", "Två kostnadsslag har belopp.")


def test_a_sum_that_is_off_is_shown_with_both_figures() -> None:
    wrong = BudgetSum(text="Summa", amount_kr=680_000, computed_kr=620_000, block=0)
    budget = Budget(sums=(wrong,), adds_up=False)
    found = compute("budget-summerar", Application(document=document("Summa 680 000"), budget=budget))
    assert found is not None and found.status == "avviker" and not found.exact
    assert found.reason == f"Summa: {kronor(680_000)} i texten, {kronor(620_000)} räknat."
    assert found.quotes[0].text == "Summa 680 000"


def test_limits_of_the_group_are_counted() -> None:
    both = compute("malgrupp-avgransning", saying("malgrupp-avgransning", "Unga mellan 18 och 29 år i Kil."))
    assert both is not None and (both.status, both.reason) == ("uppfyllt", "Två slags avgränsning: ålder och ort.")
    one = compute("malgrupp-avgransning", saying("malgrupp", "Personer med försörjningsstöd."))
    assert one is not None and one.status == "delvis"


def test_dated_steps_are_counted() -> None:
    one = compute("tidplan", saying("tidplan", "Start i mars 2027."))
    two = compute("tidplan", saying("tidplan", "Start i mars 2027.", "Utbildning i maj 2027."))
    assert one is not None and one.status == "delvis"
    assert two is not None and two.status == "uppfyllt" and len(two.quotes) == 2


def test_reports_on_the_way_and_at_the_end() -> None:
    way = "Tertialrapporter lämnas till förbundet."
    end = "När insatsen är slut lämnas en slutrapport."
    assert [
        found.status if (found := compute("rapportering", saying("rapportering", *texts))) else None
        for texts in ((way,), (end,), (way, end), ("Vi berättar gärna.",))
    ] == ["delvis", "delvis", "uppfyllt", None]


def test_levels_of_follow_up() -> None:
    person, project = "Deltagarna svarar på en enkät.", "Styrgruppen följer samverkan med intervjuer."
    found = compute("uppfoljning-nivaer", saying("uppfoljning-nivaer", person, project))
    assert found is not None and found.status == "uppfyllt"
    found = compute("uppfoljning-nivaer", saying("uppfoljning-nivaer", person))
    assert found is not None and found.status == "delvis"


def test_a_sentence_that_denies_more_than_it_says_does_not_speak() -> None:
    application = saying("rapportering", "Tertialrapporter lämnas inte.")
    denied = application.sentences[0].model_copy(update={"signs": {"rapportering": 0.4, "rapportering-": 0.6}})
    assert compute("rapportering", application.model_copy(update={"sentences": (denied,)})) is None


def test_length_from_start_to_end_counts_both_months() -> None:
    def at(value: str) -> Found:
        return Found(value=value, quote=value, block=0)

    application = Application(document=document("2026-08 2028-07"), head=Head(start=at("2026-08"), slut=at("2028-07")))
    assert months(application) == 24
    found = compute("varaktighet", application)
    assert found is not None and found.reason == "Insatsen pågår från 2026-08 till 2028-07, 24 månader."
    only_start = Application(document=document("2026-08"), head=Head(start=at("2026-08")))
    assert compute("varaktighet", only_start) is None


def test_evidence_is_always_words_of_the_document() -> None:
    application = Application(document=document("Sökt belopp: 875 000 kr"))
    assert evidence(application, 0, "875  000 kr").text == "875 000 kr"
    assert evidence(application, 0, "något annat").text == "Sökt belopp: 875 000 kr"


def test_figures_in_swedish() -> None:
    assert (listed(["AF", "FK", "Kils kommun"]), listed(["AF"])) == ("AF, FK och Kils kommun", "AF")
    assert (number(2), number(24), kronor(710_000)) == ("två", "24", "710\u00a0000\u00a0kronor")
