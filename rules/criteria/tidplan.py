"""A time or activity plan with at least two dated steps.

Counted: distinct points in time in the sentences and rows that speak of the plan. The start and the end of the budget
year are no steps; an undated list of steps is partly.
"""

from __future__ import annotations

import re

from extractors.facts.dates import find_dates
from extractors.model import Application, Sentence
from rules.criterion import Criterion, Example
from rules.facts_evidence import number, of_sentences, sentence_case, speaking
from rules.model import Computed

_TOO_DOUBTFUL = 0.5
_RELATIVE = re.compile(
    r"\b(?:första|andra|tredje|fjärde|sista) (?:månaden|året|kvartalet|halvåret|tertialet)"
    r"|\b(?:våren|hösten|sommaren|vintern|vårterminen|höstterminen)\b(?!\s+20)|\bmånad\s?\d{1,2}\b|\bår [1-5]\b",
    re.IGNORECASE,
)


def compute(application: Application) -> Computed | None:
    """How many distinct points in time the plan's sentences and rows name; None where they name none."""
    steps: dict[str, Sentence] = {}
    about = speaking(application, "tidplan", 0.3)
    for sentence in [*about, *(s for s in _rows(application) if s not in about)]:
        for found in find_dates(sentence.text):
            steps.setdefault(found.text.lower(), sentence)
        for words in _RELATIVE.findall(sentence.text):
            steps.setdefault(words.lower(), sentence)
    if not steps:
        return None
    quotes = of_sentences({s.id: s for s in steps.values()}.values())
    if len(steps) == 1:
        return Computed(status="delvis", reason=f"Planen nämner en enda tidpunkt: {next(iter(steps))}.", quotes=quotes)
    reason = f"{sentence_case(number(len(steps)))} tidpunkter nämns i planen."
    return Computed(status="uppfyllt", reason=reason, quotes=quotes)


def _rows(application: Application) -> list[Sentence]:
    """Table rows and list items under a heading about activities, whose own sign may be too weak: a plan is a list."""
    rows = [s for s in application.sentences if s.kind in ("rad", "lista") and "aktiviteter" in s.topics]
    return [s for s in rows if s.signs.get("tidplan?", 0.0) + s.signs.get("tidplan-", 0.0) < _TOO_DOUBTFUL]


CRITERION = Criterion(
    id="tidplan",
    order=190,
    name="Tidplan",
    topic="aktiviteter",
    question="När ska vad göras?",
    rule=(
        "Uppfyllt när minst två steg är daterade (dag, månad, kvartal, halvår eller år). Delvis vid ett datum, eller "
        "när stegen saknar datum."
    ),
    why="Tidplanen visar att insatsen hinner nå sina mål.",
    advice="Gör en kort lista med steg och när de ska vara klara, från rekrytering till avslut.",
    basis="forbundets-kriterium",
    source="Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser",
    examples=(
        Example("I september 2026 rekryteras personal, och i november 2026 tas de första deltagarna emot.", "uppfyllt"),
        Example(
            ("Kvartal 1 2027: uppstart\nKvartal 3 2027: utbildning av handläggare\nKvartal 4 2027: utvärdering"),
            "uppfyllt",
        ),
        Example("Insatsen startar i mars 2027.", "delvis"),
        Example("Först rekryteras personal, därefter startar grupperna och sist sker utvärderingen.", "delvis"),
        Example("Processledaren tar fram en tidplan.", "saknas"),
        Example("Deltagarna får stöd i sin egen takt.", "saknas"),
    ),
    compute=compute,
)
