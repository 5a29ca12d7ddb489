"""Svar på torrgranskning: friendly findings on a draft. There is no case, no deadline and no decision."""

from __future__ import annotations

from reports.letters import phrases
from reports.letters.asking import ask, met
from reports.letters.model import Letter, LetterKind, Material, Part
from reports.swedish_text import capital, listed, number, small


def _found(material: Material) -> tuple[str, ...]:
    names = [small(c.name.replace(", ", " – ")) for c in met(material)]
    return (f"Vi hittade svar på {phrases.counted(len(names), 'fråga', 'frågor')}: {listed(names)}.",) if names else ()


def write(material: Material) -> Letter:
    """The letter. Its findings are the same as those of an application, its tone is help."""
    asked = ask(material)
    points = phrases.counted(asked.count, "sak", "saker")
    told = f"Vi ser {points} att lägga till eller förtydliga." if asked.count else "Vi ser inget som saknas."
    if asked.must and asked.ought:
        told += f" {capital(number(len(asked.must)))} av dem måste finnas i en ansökan."
    return phrases.letter(
        material,
        KIND,
        headline="Så här läser vi ert utkast",
        opening=(
            f"Tack för att vi fick läsa utkastet till ansökan för insatsen {phrases.insats(material)} innan det är klart. "
            f"{told}",
            "Det här är inget beslut och ingen bedömning av idén. Det visar vad en läsare hittar i texten i dag, mot "
            "förbundets mall och kriterier. Utkastet är inte registrerat som en ansökan.",
        ),
        parts=(
            Part(rubrik="Det här finns redan med", stycken=_found(material)),
            Part(rubrik="Det här måste finnas innan ni skickar in", punkter=asked.must),
            Part(rubrik="Det här gör ansökan starkare", punkter=asked.ought),
            Part(
                rubrik="Så går ni vidare",
                lista=(
                    "Prata ihop er med de andra parterna om svaren"
                    f"{', och ta det som måste finnas först' if asked.must and asked.ought else ''}.",
                    "Håller ni inte med om en punkt: låt texten stå, och säg gärna varför när ni skickar in.",
                    "Skicka inte med uppgifter om enskilda deltagare.",
                ),
            ),
            phrases.help_part(material, capital("vi läser gärna en gång till, eller träffas och pratar om idén.")),
        ),
        unsure=asked.unsure,
    )


KIND = LetterKind(
    slug="torrgranskning",
    name="Svar på torrgranskning",
    about="Svar till den som vill få ett utkast läst i förväg: inget ärende, inget beslut.",
    write=write,
    order=70,
    needs_review=True,
    for_case=False,
)
