"""Tas inte vidare: the förbundschef has not put the application to the board. It is no decision on the matter, which only
the board may take (10 § lagen 2003:1210), and the applicant may ask for the board to have it."""

from __future__ import annotations

from reports.letters import phrases
from reports.letters.asking import ask, missing
from reports.letters.model import BLANK, Letter, LetterKind, Material, Part
from reports.swedish_text import swedish_date


def write(material: Material) -> Letter:
    """The letter. The reasons are the writer's own, else the criteria that must be met and were not found to be."""
    own = material.decision.reasons
    lacking, asked = missing(material), ask(material)
    reasons = own or tuple(f"{p.rubrik} {p.saknas}" for p in asked.gaps) or (BLANK * 3,)
    came = f" Den kom in den {swedish_date(material.came)}." if material.came else ""
    return phrases.letter(
        material,
        KIND,
        headline="Er ansökan tas inte vidare just nu",
        opening=(
            f"Vi har valt att inte lägga fram ansökan om insatsmedel till insatsen {phrases.insats(material)} för styrelsen "
            f"i dess nuvarande form.{came}",
            "Styrelsen har alltså inte prövat ansökan, och det här är inget beslut om insatsen.",
        ),
        parts=(
            Part(rubrik="Skälen", lista=reasons),
            Part(
                rubrik="Vad ni kan göra",
                lista=(
                    "Arbeta om ansökan och lämna in den igen. Den läggs då till samma ärende.",
                    "Be att ansökan ändå läggs fram för styrelsen. Skriv det till oss och ange diarienummer "
                    f"{material.dnr}, så tas den upp på ett kommande sammanträde.",
                    "Dra tillbaka ansökan. Då avslutar vi ärendet.",
                ),
            ),
            Part(rubrik="Det här skulle göra ansökan starkare", lista=tuple(c.advice for c in lacking)),
            phrases.help_part(material, "Vi går gärna igenom ansökan tillsammans med er."),
        ),
        copies=phrases.other_parties(material),
        to_fill_in=() if own or lacking else ("skälen",),
        unsure=() if own else asked.unsure,
    )


KIND = LetterKind(
    slug="ej-vidare",
    name="Ansökan tas inte vidare",
    about="Förbundschefen lägger inte fram ansökan: varför, och vad sökanden kan göra.",
    write=write,
    tells_decision=True,
    order=30,
)
