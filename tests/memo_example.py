"""A review made by hand, so that what is tested is the memo and not the reading."""

from __future__ import annotations

from datetime import date
from typing import Any

from extractors.facts.followup import FollowUp
from extractors.model import (
    Application,
    Block,
    BlockKind,
    Budget,
    BudgetRow,
    BudgetSum,
    Document,
    Flag,
    Found,
    Goal,
    Head,
    Loss,
    Party,
    Quote,
    Sentence,
    Signature,
    Topic,
)
from reports.received import Received
from rules.criterion import catalogue
from rules.model import Computed, Evidence, GoalAnswer, Question, Review, SectionContent, Status, Verdict
from rules.profile import Profile

RECEIVED = Received(name="halsoslussen.docx", sha256="5d" * 32, version="1.0.0", today=date(2026, 10, 9))

PROFILE = Profile.model_validate(
    {
        "id": "prov",
        "namn": "Samordningsförbundet Mellansjö",
        "rapportering": ["delrapport", "slutrapport"],
        "kriterier": {
            "budget-summerar": {"vikt": "maste"},
            "samordnat-behov": {"vikt": "maste", "grund": "lag"},
            "sus": {"vikt": "bor", "grund": "nationella-radet"},
            "avveckling": {"vikt": "bor"},
            "styrgrupp": {"vikt": "maste"},
            "referensgrupp": {"vikt": "av"},
            "d7-besparing": {"vikt": "av"},
        },
    }
)

# kind, page, topic, text
_TEXT: tuple[tuple[BlockKind, int, Topic | None, str], ...] = (
    ("titel", 1, "uppgifter", "Hälsoslussen"),
    ("stycke", 1, "uppgifter", "Region Mellansjö, 2026-10-01. Ansvarig är Samuel Brandt, verksamhetschef."),
    ("rubrik", 1, "syfte", "Problemet vi vill lösa"),
    ("stycke", 1, "syfte", "Runt 140 personer söker för värk och oro utan att någon sjukdom hittas."),
    ("rubrik", 1, "malgrupp", "Vilka det gäller"),
    ("stycke", 1, "malgrupp", "Personer 20–60 år med försörjningsstöd. Sammanlagt 30 deltagare."),
    ("rubrik", 2, "mal", "Mål"),
    ("stycke", 2, "mal", "Minst 15 av de 30 deltagarna har påbörjat praktik i december 2027."),
    ("rubrik", 2, "organisation", "Vilka som är med"),
    ("stycke", 2, "organisation", "Region Mellansjö är huvudman. Lindviks kommun frigör en socialsekreterare."),
    ("stycke", 2, "organisation", "Försäkringskassan har fått information. En styrgrupp bildas."),
    ("rubrik", 2, "ekonomi", "Kostnader"),
    ("rad", 2, "ekonomi", "Fysioterapeut | 335 000"),
    ("rad", 2, "ekonomi", "Socialsekreterare | 262 000"),
    ("rad", 2, "ekonomi", "Summa | 627 000"),
    ("stycke", 2, "ekonomi", "Regionen betalar själv reception och utrustning."),
    ("rubrik", 3, "uppfoljning", "Uppföljning"),
    ("stycke", 3, "uppfoljning", "Deltagarna registreras inte i SUS."),
    ("stycke", 3, "underskrift", "Samuel Brandt, verksamhetschef, Region Mellansjö"),
)

# criterion: status, certainty, the words it rests on, and what the facts say
_VERDICTS: dict[str, tuple[Status, float, str, str]] = {
    "insatsnamn": ("uppfyllt", 0.98, "Hälsoslussen", "Insatsen heter Hälsoslussen."),
    "problem": ("uppfyllt", 0.95, "Runt 140 personer söker för värk och oro utan att någon sjukdom hittas.", ""),
    "malgrupp": ("uppfyllt", 0.97, "Personer 20–60 år med försörjningsstöd.", ""),
    "samordnat-behov": ("saknas", 0.61, "", ""),
    "styrgrupp": ("delvis", 0.9, "En styrgrupp bildas.", ""),
    "sus": ("avviker", 0.93, "Deltagarna registreras inte i SUS.", ""),
    "budget-summerar": ("avviker", 0.97, "Summa | 627 000", "Summa: 627 000 kronor i texten, 597 000 kronor räknat."),
    "d4-metoder": ("uppfyllt", 0.8, "Lindviks kommun frigör en socialsekreterare.", ""),
}


def blocks() -> tuple[Block, ...]:
    """The text as blocks."""
    return tuple(
        Block(id=n, kind=kind, text=text, page=page, topics=(topic,) if topic else ())
        for n, (kind, page, topic, text) in enumerate(_TEXT)
    )


def _place(words: str) -> int:
    return next(n for n, row in enumerate(_TEXT) if words in row[3])


def _quote(words: str) -> Quote:
    return Quote(text=words, block=_place(words))


def _found(value: str | int, words: str) -> Found:
    return Found(value=value, quote=words, block=_place(words))


def application() -> Application:
    """What the text says: two parties, one goal, a budget that does not add up."""
    said = blocks()
    return Application(
        document=Document(kind="docx", pages=3, blocks=said, loss=Loss(source_words=100, read_words=100)),
        sentences=tuple(
            Sentence(id=b.id, block=b.id, start=0, text=b.text, kind=b.kind, page=b.page, topics=b.topics) for b in said
        ),
        head=Head(
            insatsnamn=_found("Hälsoslussen", "Hälsoslussen"),
            datum=_found("2026-10-01", "2026-10-01"),
            sokande=_found("Region Mellansjö", "Region Mellansjö"),
            insatsansvarig=_found("Samuel Brandt, verksamhetschef", "Samuel Brandt, verksamhetschef"),
            start=_found("2027-01", "december 2027"),
            slut=_found("2027-12", "december 2027"),
            manader=_found(12, "december 2027"),
            sokt_belopp_kr=_found(627000, "Summa | 627 000"),
        ),
        parties=(
            Party(
                name="Region Mellansjö",
                kind="region",
                participates=True,
                owner=True,
                signed=True,
                mentions=(_quote("Region Mellansjö"),),
                commitments=(_quote("Regionen betalar själv reception och utrustning."),),
            ),
            Party(
                name="Lindviks kommun",
                kind="kommun",
                participates=True,
                mentions=(_quote("Lindviks kommun"),),
                commitments=(_quote("Lindviks kommun frigör en socialsekreterare."),),
            ),
            Party(name="Försäkringskassan", kind="FK", participates=False, mentions=(_quote("Försäkringskassan"),)),
        ),
        goals=(
            Goal(
                text="Minst 15 av de 30 deltagarna har påbörjat praktik i december 2027.",
                kind="deltagarmal",
                specific=True,
                measurable=True,
                accepted=False,
                realistic=False,
                timed=True,
                block=_place("Minst 15"),
                grade="matbart",
            ),
        ),
        budget=Budget(
            rows=(
                BudgetRow(post="Fysioterapeut", amount_kr=335000, period="2027", block=_place("Fysioterapeut")),
                BudgetRow(
                    post="Socialsekreterare", amount_kr=262000, period="2027", block=_place("Socialsekreterare |")
                ),
            ),
            sums=(BudgetSum(text="Summa", amount_kr=627000, computed_kr=597000, block=_place("Summa |")),),
            adds_up=False,
            arithmetic=("Summa: 335 000 + 262 000 = 597 000 kr; angivet 627 000 kr: stämmer inte",),
            own_funds=(_quote("Regionen betalar själv reception och utrustning."),),
        ),
        signatures=(
            Signature(
                name="Samuel Brandt",
                title="verksamhetschef",
                organisation="Region Mellansjö",
                kind="region",
                block=_place("verksamhetschef, Region"),
            ),
        ),
    )


def review(about: Application | None = None, *, is_application: bool = True) -> Review:
    """The review of the example, or of another application with the same blocks; criteria not told of are missing."""
    verdicts = []
    for each in catalogue():
        status, certainty, words, reason = _VERDICTS.get(each.id, ("saknas", 0.9, "", ""))
        place = _place(words) if words else 0
        verdicts.append(
            Verdict(
                criterion=each.id,
                status=status,
                certainty=certainty,
                quotes=(Evidence(text=words, block=place, page=_TEXT[place][1]),) if words else (),
                reason=reason or "Inget i handlingen visar det.",
                computed=Computed(status=status, reason=reason) if reason else None,
            )
        )
    made = Review(
        application=about or application(), profile="allman", verdicts=tuple(verdicts), is_application=is_application
    )
    return made if about else made.model_copy(update=_reading_help())


def _reading_help() -> dict[str, Any]:
    """Questions, content grades, what answers to the goal, and the fields for follow-up, as the example's text would give them."""
    practice = _place("Minst 15")
    return {
        "questions": (
            Question(
                id="kostnad-resor-deltagare",
                text="Avser kostnaden resor för deltagarna?",
                why="Resor till deltagare är stöd till enskilda.",
                source="7 § andra stycket lagen (2003:1210)",
                quotes=(_evidence("Fysioterapeut | 335 000"),),
            ),
            Question(
                id="jav",
                text="Kan Samuel Brandt, ledamot i styrelsen, vara jävig i ärendet?",
                why="Namnet står i ansökan. Det kan vara någon annan med samma namn.",
                source="6 kap. 28–32 §§ kommunallagen",
                quotes=(_evidence("Samuel Brandt, verksamhetschef, Region Mellansjö"),),
                to="forbundet",
            ),
        ),
        "contents": (
            SectionContent(topic="syfte", grade="allman", words=13),
            SectionContent(topic="malgrupp", grade="matbar", words=8),
            SectionContent(topic="mal", grade="matbar", words=12),
            SectionContent(topic="aktiviteter", grade=None),
            SectionContent(topic="organisation", grade="konkret", words=16),
        ),
        "coherence": (GoalAnswer(goal=0, about="prestation", alone=True),),
        "follow_up": FollowUp(
            direction=Found(value="individ", quote="Minst 15 av de 30 deltagarna", block=practice),
            methods=(Found(value="enkät", quote="Uppföljning", block=practice),),
        ),
    }


def _evidence(words: str) -> Evidence:
    place = _place(words)
    return Evidence(text=words, block=place, page=_TEXT[place][1])


def with_text(number: int, text: str, *flags: Flag) -> Application:
    """The example with one block's text changed, and these flags."""
    said = application()
    changed = tuple(b.model_copy(update={"text": text}) if b.id == number else b for b in said.document.blocks)
    return said.model_copy(update={"document": said.document.model_copy(update={"blocks": changed}), "flags": flags})
