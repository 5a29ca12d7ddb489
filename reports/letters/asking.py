"""What to ask an applicant: from a stored review, and what people have set aside in it.

The sorting is the memo's: what must be there and is not; then what must be there and only partly is, and what ought to
be there and is not. A finding that is not sure enough, and that nobody has confirmed, is not asked about unless it must
be there: a letter is not the place for guesses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from extractors.model import Frozen
from reports.letters.model import Material, Point
from reports.letters.places import Places
from reports.swedish_text import HARD, clean, kronor, listed, number
from rules.criterion import Criterion, catalogue
from rules.lagrum import all_lagrum
from rules.model import GAPS

SURE_ENOUGH = 0.7
_DISCUSSION = tuple(f"d{n}-" for n in range(1, 8))
# What the judging room says where no fact speaks; a letter says it by the status instead.
_NOTHING_SAID = {
    "Inget i handlingen visar det.",
    "Något sägs, men mindre än kriteriet frågar efter.",
    "Texten visar motsatsen.",
}
_NOT_FOUND, _NOT_ENOUGH = "Vi har inte hittat något svar i ansökan.", "Det som står räcker inte som svar."
_BY_STATUS = {
    "saknas": _NOT_ENOUGH,
    "delvis": "Ansökan säger något om detta, men inte allt som vi behöver.",
    "avviker": "Så som vi läser ansökan talar den emot detta.",
}


class Asked(Frozen):
    """The questions of a letter: what must be answered, of which ``gaps`` are the criteria not met, and what ought to be.

    ``unsure`` names the findings that are too unsure to be asked about, or to be asked about unread.
    """

    gaps: tuple[Point, ...] = ()
    must: tuple[Point, ...] = ()
    ought: tuple[Point, ...] = ()
    unsure: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many questions there are in all."""
        return len(self.must) + len(self.ought)


def statuses(material: Material) -> dict[str, str]:
    """The status of each criterion: the person's where one has been set, else the program's."""
    found = {name: v["status"] for name, v in (material.review or {}).get("kriterier", {}).items()}
    return found | {name: status for name, status in material.overrides.items() if name in found}


def ask(material: Material) -> Asked:
    """The questions that the review gives ground for, numbered through. Without a review there are none."""
    if material.review is None:
        return Asked()
    places = Places(material.review, material.own_profile)
    must, ought, unsure = _sorted(material, places)
    gaps = _numbered(must, 1)
    must += _personal(material.review, places)
    ought += [*_discussion(material), *_leftovers(material.review, places), *_others(material.review, places)]
    return Asked(gaps=gaps, must=_numbered(must, 1), ought=_numbered(ought, len(must) + 1), unsure=tuple(unsure))


def missing(material: Material) -> tuple[Criterion, ...]:
    """The criteria that must be met and are not, in the catalogue's order."""
    now = statuses(material)
    return tuple(
        c for c in catalogue() if now.get(c.id) in GAPS and material.own_profile.weight(c.id) == "maste"
    )  # fmt: skip


def met(material: Material) -> tuple[Criterion, ...]:
    """The criteria that count and are met, in the catalogue's order."""
    now, profile = statuses(material), material.own_profile
    return tuple(c for c in catalogue() if now.get(c.id) == "uppfyllt" and profile.weight(c.id) in ("maste", "bor"))


def _numbered(points: Iterable[Point], first: int) -> tuple[Point, ...]:
    return tuple(point.model_copy(update={"nr": n}) for n, point in enumerate(points, first))


def _sorted(material: Material, places: Places) -> tuple[list[Point], list[Point], list[str]]:
    assert material.review is not None  # noqa: S101 - for the type checker
    now, profile = statuses(material), material.own_profile
    must: list[Point] = []
    partly: list[Point] = []
    ought: list[Point] = []
    unsure: list[str] = []
    for about in catalogue():
        weight, status = profile.weight(about.id), now.get(about.id)
        verdict = material.review["kriterier"].get(about.id)  # the program may have learnt a criterion since the review
        if verdict is None or status is None or weight not in ("maste", "bor") or about.id.startswith(_DISCUSSION):
            continue
        doubtful = verdict["sakerhet"] < SURE_ENOUGH and about.id not in material.overrides
        gap = status in GAPS
        if not gap and not (status == "delvis" and weight == "maste"):
            continue
        if doubtful:
            unsure.append(about.name)
            if not (gap and weight == "maste"):
                continue
        point = _point(about, verdict, status, material, places)
        (must if gap and weight == "maste" else ought if gap else partly).append(point)
    return must, partly + ought, unsure


def _point(about: Criterion, verdict: Mapping[str, Any], status: str, material: Material, places: Places) -> Point:
    changed = material.overrides.get(about.id, verdict["status"]) != verdict["status"]
    quotes = verdict["citat"]
    if about.id == "budget-summerar" and not changed and (sums := list(_differences(material.review or {}))):
        what = " ".join(sums)
    elif changed:
        what = _NOT_ENOUGH if quotes else _NOT_FOUND
    elif verdict["motivering"] in _NOTHING_SAID:
        what = _BY_STATUS[status] if quotes else _NOT_FOUND
    else:
        what = clean(verdict["motivering"])
    return Point(
        nr=0,
        rubrik=about.question,
        saknas=what,
        plats=places.of(quotes[0]["block"]) if quotes else places.for_topic(about.topic),
        citat=places.quote(quotes[0]["text"]) if quotes else "",
        varfor=" ".join(each for each in (about.why, _ground(about, material)) if each),
        svar=re.sub(r'"([^"]*)"', r"”\1”", about.advice),
    )


def _ground(about: Criterion, material: Material) -> str:
    """A paragraph of law or national guidance that the question rests on; empty for the förbund's own criteria, which the
    letters' openings speak of."""
    basis = material.own_profile.basis(about.id)
    if basis == "forbundets-kriterium":
        return ""
    if basis == "nationella-radet":
        return "Frågan följer Nationella rådets vägledning."
    cited = [p.citation for p in all_lagrum() if about.id in p.criteria]
    return f"Frågan vilar på {cited[0] if cited else 'lag'}.".replace(" §", f"{HARD}§")


def _differences(review: Mapping[str, Any]) -> Iterator[str]:
    """Each stated sum that is not what its rows add up to, in a sentence; the same pair of amounts once."""
    told = set()
    for each in review["budget"]["summor"]:
        stated, computed = each["belopp_kr"], each["raknat_kr"]
        if computed is None or computed == stated or (stated, computed) in told:
            continue
        told.add((stated, computed))
        name = clean(each["text"]).rstrip(":")
        yield (
            f"Under ”{name}” står {kronor(stated)}, men posterna blir tillsammans {kronor(computed)}. "
            f"Skillnaden är {kronor(abs(stated - computed))}."
        )


def _discussion(material: Material) -> list[Point]:
    """The discussion points that the profile counts and the application does not speak to: one question for them all."""
    now, profile = statuses(material), material.own_profile
    open_ = [
        c
        for c in catalogue()
        if c.id.startswith(_DISCUSSION) and now.get(c.id) in GAPS and profile.weight(c.id) in ("maste", "bor")
    ]
    if not open_:
        return []
    count = (
        "En av diskussionspunkterna"
        if len(open_) == 1
        else f"{number(len(open_)).capitalize()} av diskussionspunkterna"
    )
    return [
        Point(
            nr=0,
            rubrik="Vad säger ni om förbundets diskussionspunkter?",
            saknas=f"{count} berörs inte i ansökan: {' '.join(c.question for c in open_)}",
            varfor="Beredningsgruppen går igenom punkterna när den bedömer ansökan.",
            svar="Skriv en eller två meningar om varje punkt som är viktig för er insats, och säg vilka som inte är det.",
        )
    ]


def _personal(review: Mapping[str, Any], places: Places) -> list[Point]:
    """A personnummer must not travel on. The number itself is never printed."""
    found = [f["block"] for f in review["flaggor"] if f["id"] == "personnummer"]
    if not found:
        return []
    where = list(dict.fromkeys(places.of(block) for block in found))
    return [
        Point(
            nr=0,
            rubrik="Kan ni ta bort personnumren?" if len(found) > 1 else "Kan ni ta bort personnumret?",
            saknas="Ansökan innehåller något som ser ut som ett personnummer.",
            plats="; ".join(where),
            varfor="Ansökan är en allmän handling och läses av flera myndigheter. Uppgifter om enskilda personer behövs inte för beslutet.",
            svar="Skicka en ny version utan personnummer. Den används i det fortsatta arbetet.",
        )
    ]


def _leftovers(review: Mapping[str, Any], places: Places) -> list[Point]:
    """The template's own hints and empty brackets that were left in."""
    left = [f for f in review["flaggor"] if f["id"] in ("malltext", "platshallare")]
    if not left:
        return []
    where = list(dict.fromkeys(places.of(f["block"]) for f in left))
    return [
        Point(
            nr=0,
            rubrik="Kan ni ersätta mallens hjälptext med er egen text?",
            saknas="Text som hör till mallen står kvar, och det är oklart om den är ert svar.",
            plats=listed([w if n == 0 else w[:1].lower() + w[1:] for n, w in enumerate(where[:3])]),
            citat=places.quote(left[0]["citat"]),
            svar="Skriv ert eget svar på varje ställe och ta bort hjälptexten.",
        )
    ]


def _others(review: Mapping[str, Any], places: Places) -> list[Point]:
    """Questions that are no criteria, where the review has them: costs that cannot be funded, ages, overlaps …"""
    found = []
    for each in review.get("fragor", ()):
        quotes = each.get("citat") or ()
        found.append(
            Point(
                nr=0,
                rubrik=clean(each["fraga"]),
                saknas="",
                plats=places.of(quotes[0]["block"]) if quotes else "",
                citat=places.quote(quotes[0]["text"]) if quotes else "",
                varfor=clean(each.get("skal", "")),
            )
        )
    return found
