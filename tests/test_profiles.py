"""Profiles: what each förbund asks for, how a profile is chosen, and what a faulty file says."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.model import Application, Block, Document, Found, Head, MarginText
from rules.criterion import catalogue
from rules.gaps import gaps
from rules.lagrum import all_lagrum, lagrum
from rules.model import Review, Verdict
from rules.profile import Profile, ProfileError, choose_profile, load_profile, profile_names


def written(*lines: str, forbund: str | None = None, margin: str | None = None) -> Application:
    """An application of lines; a line that starts with # is a heading."""
    blocks = tuple(
        Block(id=n, kind="rubrik" if line.startswith("#") else "stycke", text=line.lstrip("# "))
        for n, line in enumerate(lines)
    )
    head = Head(forbund=Found(value=forbund, quote=forbund, block=0)) if forbund else Head()
    margins = (MarginText(kind="sidhuvud", text=margin),) if margin else ()
    return Application(document=Document(kind="md", blocks=blocks, margins=margins), head=head)


def test_the_five_profiles_are_shipped() -> None:
    assert profile_names() == ("allman", "badesa", "ide", "kavlinge", "nnv")


@pytest.mark.parametrize("name", profile_names())
def test_a_shipped_profile_weighs_every_criterion_and_names_its_sources(name: str) -> None:
    profile = load_profile(name)
    assert profile.id == name
    assert set(profile.criteria) == {c.id for c in catalogue()}
    assert profile.sources and profile.sections and profile.reporting and profile.description
    assert all(w.basis for w in profile.criteria.values())


@pytest.mark.parametrize("name", profile_names())
def test_only_what_the_act_says_is_called_law(name: str) -> None:
    profile = load_profile(name)
    assert {c.id for c in catalogue() if profile.basis(c.id) == "lag"} == {"samordnat-behov"}


def test_profiles_differ_where_the_forbund_differ() -> None:
    badesa, nnv, ide = (load_profile(n) for n in ("badesa", "nnv", "ide"))
    assert (badesa.smart_t, nnv.smart_t) == ("tillampbart", "tidsatt")
    assert (badesa.owner_term, nnv.owner_term) == ("projektägare", "processägare")
    assert ide.weight("underskrift") == "maste" and badesa.weight("underskrift") == "upplysning"
    assert nnv.weight("d3-ansvar") == "bor" and badesa.weight("d3-ansvar") == "av"
    assert nnv.reporting == ("tertialrapport", "årsrapport")
    kavlinge = load_profile("kavlinge")
    assert kavlinge.age is not None and (kavlinge.age.youngest, kavlinge.age.oldest) == (18, 64)


@pytest.mark.parametrize(
    ("application", "expected"),
    [
        (written("Ansökan", forbund="Samordningsförbundet BÅDESÅ"), "badesa"),
        (written("Ansökan till Samordningsförbundet NNV Skåne"), "nnv"),
        (written("Ansökan", margin="Finsam Kävlinge – Lomma"), "kavlinge"),
        (written("Till Finsam i Lomma och Kävlinge"), "kavlinge"),
        (written("Ansökan", forbund="Samordningsförbundet Insjöriket"), "allman"),
        (written("Vi har lärt av BÅDESÅ.", forbund="Samordningsförbundet Insjöriket"), "allman"),
    ],
)
def test_a_profile_is_chosen_by_the_name_of_the_forbund(application: Application, expected: str) -> None:
    assert choose_profile(application).id == expected


def test_a_profile_is_chosen_by_the_headings_of_its_template() -> None:
    headings = [
        "# 1. Syfte och bakgrund",
        "# 2. Mål och målgrupp",
        "# 3. Plan för aktiviteten",
        "# 4. Organisation",
        "# 5. Ekonomi",
        "# 6. Uppföljning",
        "# 7. Implementering/avveckling",
        "# 8. Återkoppling till styrelsen:",
    ]
    assert choose_profile(written(*headings)).id == "badesa"
    assert choose_profile(written("# Mål", "# Budget", "# Organisation")).id == "allman"


def test_a_forbund_may_build_on_a_shipped_profile(tmp_path: Path) -> None:
    (tmp_path / "vart.toml").write_text(
        'bygger_pa = "badesa"\nnamn = "Vårt förbund"\nforbund = ["vårt förbund"]\nalder = { fran = 16, till = 29 }\n'
        '[kriterier]\nsus = { vikt = "av" }\n',
        encoding="utf-8",
    )
    profile = load_profile("vart", tmp_path)
    assert (profile.id, profile.name, profile.weight("sus")) == ("vart", "Vårt förbund", "av")
    assert profile.weight("problem") == "maste" and profile.sections
    assert choose_profile(written("Ansökan till Vårt förbund"), tmp_path).id == "vart"
    assert "vart" in profile_names(tmp_path)


def test_a_forbund_may_change_a_shipped_profile_under_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "nnv.toml").write_text(
        'bygger_pa = "nnv"\n[kriterier]\nunderskrift = { vikt = "maste" }\n', encoding="utf-8"
    )
    assert load_profile("nnv", tmp_path).weight("underskrift") == "maste"
    assert load_profile("nnv").weight("underskrift") == "upplysning"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("namn = ", "går inte att läsa"),
        ('beskrivning = "utan namn"', "namn saknas"),
        ('namn = "X"\nfarg = "blå"', "farg är ingen uppgift"),
        ('namn = "X"\n[kriterier]\nproblem = { vikt = "kanske" }', "maste"),
        ('namn = "X"\n[kriterier]\nhittepa = { vikt = "bor" }', "kriteriet hittepa finns inte"),
        ('namn = "X"\nforbund = ["("]', "mönstret ( går inte att läsa"),
        ('namn = "X"\nmin_parter = "två"', "min_parter har fel slags värde"),
        ('bygger_pa = "y"\nnamn = "X"', "bygger på sig själv"),
    ],
)
def test_a_faulty_profile_says_what_to_mend(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "x.toml").write_text(text, encoding="utf-8")
    (tmp_path / "y.toml").write_text('bygger_pa = "x"\nnamn = "Y"', encoding="utf-8")
    with pytest.raises(ProfileError, match="Profilen") as caught:
        load_profile("x", tmp_path)
    assert says in str(caught.value)


@pytest.mark.parametrize("name", ["finns-inte", "../hemligt", ""])
def test_an_unknown_profile_names_those_there_are(name: str) -> None:
    with pytest.raises(KeyError) as caught:
        load_profile(name)
    assert "Välj bland allman, badesa" in str(caught.value)


def test_the_heaviest_gaps_come_first_and_what_does_not_count_is_left_out() -> None:
    verdicts = tuple(Verdict(criterion=c.id, status="saknas", certainty=0.9) for c in catalogue())
    review = Review(application=written("Ansökan"), profile="badesa", verdicts=verdicts)
    found = gaps(review, load_profile("badesa"))
    weights = [g.weight for g in found]
    assert weights == sorted(weights, key=["maste", "bor", "upplysning"].index)
    assert "d7-besparing" not in {g.verdict.criterion for g in found}
    assert found[0].verdict.criterion == "insatsnamn"


def test_a_profile_is_frozen() -> None:
    profile = load_profile("allman")
    with pytest.raises(ValueError, match="frozen"):
        profile.name = "annat"  # type: ignore[misc]
    assert isinstance(profile, Profile)


def test_every_paragraph_of_law_has_its_day_of_reading_and_known_criteria() -> None:
    ids = {c.id for c in catalogue()}
    for each in all_lagrum():
        assert each.read.year >= 2025 and each.content.endswith(".") and each.address.startswith("https://")
        assert {*each.criteria, *each.see_also} <= ids
    assert lagrum("finsam-2").citation == "2 § lagen (2003:1210)"


def test_a_criterion_that_rests_on_law_cites_a_paragraph_that_was_read() -> None:
    for criterion in catalogue():
        if criterion.basis == "lag":
            assert criterion.law in {x.citation for x in all_lagrum() if criterion.id in x.criteria}
        else:
            assert criterion.law is None
