"""Återremiss: the board has sent the case back. What must be completed, by when, and when the board takes it up again."""

from __future__ import annotations

from reports.letters import phrases
from reports.letters.asking import ask
from reports.letters.komplettering import how_to_answer, own_points
from reports.letters.model import BLANK, Letter, LetterKind, Material, Part, Point
from reports.swedish_text import swedish_date


def _questions(material: Material) -> tuple[Point, ...]:
    """The board's own questions where they are given; else what must be there and is missing, else what ought to be."""
    if material.decision.questions:
        return own_points(material.decision.questions, 1)
    asked = ask(material)
    return asked.must or asked.ought or own_points((f"{BLANK}?",), 1)


def write(material: Material) -> Letter:
    """The letter. It says that this is no refusal."""
    points = _questions(material)
    answer = material.answer
    last = phrases.the_day(answer.last if answer else None)
    back = f"den {swedish_date(answer.meeting.day)}" if answer and answer.meeting else f"den {BLANK}"
    who = phrases.applicant(material)
    gaps = phrases.decision_gaps(material.decision)
    gaps += () if material.decision.questions else ("styrelsens frågor, om de är andra än brevets",)
    gaps += () if answer and answer.meeting else ("sammanträdet då ärendet tas upp igen",)
    return phrases.letter(
        material,
        KIND,
        headline="Styrelsen vill veta mer innan den beslutar",
        opening=(
            f"Styrelsen har återremitterat ansökan om insatsmedel till insatsen {phrases.insats(material)} och ber er "
            f"komplettera den på {phrases.counted(len(points), 'punkt', 'punkter')} senast {last}. Beslutet fattades "
            f"{phrases.decided(material.decision)}.",
            "En återremiss är inte ett avslag. Styrelsen behöver ett bättre underlag och tar sedan upp ärendet igen.",
        ),
        parts=(
            Part(rubrik="Det här ska kompletteras", stycken=(f"{who} svarar för kompletteringen.",), punkter=points),
            Part(rubrik="Så svarar ni", lista=how_to_answer(material)),
            Part(
                rubrik="Det här händer sedan",
                stycken=(
                    f"Kommer svaret senast {last} tar styrelsen upp ärendet igen {back}. Behöver ni mer tid: säg till, så "
                    "planerar vi för ett senare sammanträde.",
                ),
            ),
            phrases.help_part(material, "Vi hjälper gärna till med kompletteringen."),
        ),
        copies=phrases.other_parties(material),
        to_fill_in=gaps,
    )


KIND = LetterKind(
    slug="aterremiss",
    name="Återremiss",
    about="Styrelsen vill ha mer underlag: vad, senast när, och när ärendet tas upp igen.",
    write=write,
    tells_decision=True,
    order=40,
    answer_before="styrelse",
)
