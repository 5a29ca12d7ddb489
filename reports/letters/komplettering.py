"""Begäran om komplettering: what is asked for and by when, first of all; then point by point.

The ground is 18 § second paragraph of lagen (2003:1210): the board's right to information from the förbund's members. It
is no föreläggande by förvaltningslagen, it threatens with nothing, and it cannot be appealed, so that nothing is said of
appeal (kommunallagen 13 kap. 2 §).
"""

from __future__ import annotations

from reports.letters import phrases
from reports.letters.asking import Asked, ask
from reports.letters.model import Letter, LetterKind, Material, Part, Point
from reports.swedish_text import HARD, number, swedish_date

_OUGHT = ("Punkterna hindrar inte att ansökan tas upp, men svaren gör den tydligare och starkare.",)


def own_points(texts: tuple[str, ...], first: int) -> tuple[Point, ...]:
    """Questions in a person's own words."""
    return tuple(Point(nr=n, rubrik=text, saknas="") for n, text in enumerate(texts, first))


def _with_own(asked: Asked, texts: tuple[str, ...]) -> Asked:
    """The questions of the review, with a person's own first among what must be answered."""
    own = own_points(texts, 1)
    shifted = [p.model_copy(update={"nr": p.nr + len(own)}) for p in asked.must]
    ought = tuple(p.model_copy(update={"nr": p.nr + len(own)}) for p in asked.ought)
    return asked.model_copy(update={"must": (*own, *shifted), "ought": ought})


def _opening(material: Material, asked: Asked) -> tuple[str, ...]:
    points = phrases.counted(asked.count, "punkt", "punkter")
    last = phrases.the_day(material.answer.last if material.answer else None)
    first = f"Vi ber er komplettera ansökan om insatsmedel till insatsen {phrases.insats(material)} på {points} senast {last}."
    if not asked.ought:
        weight = (
            "Vi behöver svaret för att kunna gå vidare."
            if asked.count == 1
            else "Vi behöver svaren för att kunna gå vidare."
        )
    elif not asked.must:
        weight = "Inget av det hindrar att ansökan tas upp, men svaren gör den lättare att bedöma."
    else:
        must = "Den första punkten" if len(asked.must) == 1 else f"De {number(len(asked.must))} första punkterna"
        others = "Den andra" if len(asked.ought) == 1 else "De andra"
        weight = f"{must} behöver vi svar på för att kunna gå vidare. {others} gör ansökan lättare att bedöma."
    came = f"kom in den {swedish_date(material.came)} och " if material.came else ""
    return (
        f"{first} {weight}",
        f"Ansökan {came}har diarienummer {material.dnr}. Vi har läst den mot förbundets mall och egna "
        "kriterier; vilar en fråga på lag eller nationell vägledning står det vid frågan. Finns svaret redan i ansökan "
        "räcker det att ni hänvisar till stället.",
    )


def how_to_answer(material: Material) -> tuple[str, ...]:
    """How the answer is sent and what it should not hold."""
    where = f" till {material.sender.email}" if material.sender.email else " till förbundet"
    return (
        f"Skriv in svaren i ansökan och skicka hela den nya versionen{where}, helst som Word-fil. Ni kan också svara punkt "
        "för punkt i ett brev.",
        f"Ange diarienummer {material.dnr}.",
        "Svaret blir en allmän handling. Ta inte med namn, personnummer eller andra uppgifter om enskilda deltagare.",
    )


def _afterwards(material: Material) -> tuple[str, ...]:
    answer = material.answer
    last = f"senast {phrases.the_day(answer.last)}" if answer else "i tid"
    if answer and answer.meeting:
        then = (
            f"Kommer svaret {last} tas ansökan upp när beredningsgruppen möts den {swedish_date(answer.meeting.day)}."
        )
    else:
        then = f"Kommer svaret {last} tas ansökan upp på beredningsgruppens nästa möte."
    told = [
        then,
        "Kommer inget svar bedöms ansökan på det underlag som finns, eller så tas den upp på ett senare möte. Behöver ni "
        "mer tid: säg till, så hittar vi en lösning.",
    ]
    if phrases.is_member(material):
        told.append(
            f"Grunden för begäran är 18{HARD}§ andra stycket {phrases.FINSAM}: förbundets medlemmar lämnar de upplysningar "
            "som styrelsen behöver."
        )
    return tuple(told)


def write(material: Material) -> Letter:
    """The letter. Raises ValueError, in Swedish, where there is nothing to ask."""
    asked = _with_own(ask(material), material.decision.questions)
    if not asked.count:
        raise ValueError(
            "Granskningen ger inget att fråga om. Lägg till egna frågor med --fraga om något ändå ska kompletteras."
        )
    return phrases.letter(
        material,
        KIND,
        headline=KIND.name,
        opening=_opening(material, asked),
        parts=(
            Part(rubrik="Det här måste vi få svar på", punkter=asked.must),
            Part(
                rubrik="Det här bör ni svara på",
                stycken=_OUGHT if asked.must and asked.ought else (),
                punkter=asked.ought,
            ),
            Part(rubrik="Så svarar ni", lista=how_to_answer(material)),
            Part(rubrik="Det här händer sedan", stycken=_afterwards(material)),
            phrases.help_part(material),
        ),
        copies=phrases.other_parties(material),
        unsure=asked.unsure,
    )


KIND = LetterKind(
    slug="komplettering",
    name="Begäran om komplettering",
    about="Vad sökanden måste och bör svara på, var i ansökan, varför och senast när.",
    write=write,
    order=20,
    answer_before="beredningsgrupp",
    needs_review=True,
)
