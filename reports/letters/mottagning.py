"""Mottagningsbekräftelse: the application has come, its number, who handles it, and what happens when."""

from __future__ import annotations

from reports.letters import phrases
from reports.letters.deadlines import papers_closed
from reports.letters.model import BLANK, Fact, Letter, LetterKind, Material, Part
from reports.swedish_text import kronor, swedish_date


def _facts(material: Material) -> tuple[Fact, ...]:
    amount = (material.review or {}).get("uppgifter", {}).get("sokt_belopp_kr")
    last = f"senast den {swedish_date(papers_closed(material.group, material.lead))}" if material.group else ""
    known = (
        ("Diarienummer", material.dnr),
        ("Kom in", swedish_date(material.came) if material.came else BLANK),
        ("Sökt belopp", kronor(int(amount)) if amount is not None else ""),
        ("Handläggare", material.sender.manager or BLANK),
        ("Beredningsgruppen", phrases.meeting_words(material.group)),
        ("Styrelsen", phrases.meeting_words(material.board)),
        ("Ändringar tas emot", last),
    )
    return tuple(Fact(namn=name, varde=value) for name, value in known if value)


def _steps(material: Material) -> tuple[str, ...]:
    group = f" den {swedish_date(material.group.day)}" if material.group else ""
    board = f" den {swedish_date(material.board.day)}" if material.board else ""
    steps = [
        "Vi läser ansökan mot förbundets mall och kriterier. Saknas något skriver vi till er och talar om vad och till när.",
        f"Beredningsgruppen går igenom ansökan{group} och lämnar sina synpunkter. Gruppen beslutar inte.",
        f"Styrelsen beslutar{f', som det ser ut nu{board}' if board else ''}. Vi meddelar er beslutet skriftligt.",
    ]
    if not (material.group and material.board):
        steps.append("Vi hör av oss när mötesdagarna är bestämda.")
    return tuple(steps)


def write(material: Material) -> Letter:
    """The letter. It promises nothing about the outcome."""
    came = f" den {swedish_date(material.came)}" if material.came else ""
    return phrases.letter(
        material,
        KIND,
        headline="Vi har tagit emot er ansökan",
        opening=(
            f"Er ansökan om insatsmedel till insatsen {phrases.insats(material)} kom in till oss{came}. Den har "
            f"diarienummer {material.dnr}. Ange numret när ni hör av er om ansökan.",
        ),
        parts=(
            Part(rubrik="Ärendet", fakta=_facts(material)),
            Part(rubrik="Det här händer nu", numrerat=_steps(material)),
            Part(
                rubrik="Bra att veta",
                lista=(
                    "Vill ni ändra eller lägga till något skickar ni hela den nya versionen. Den läggs till samma ärende.",
                    "Ansökan är en allmän handling. Skicka inte uppgifter om enskilda deltagare.",
                    "Vänta med kostnader för insatsen tills styrelsen har beslutat.",
                ),
            ),
            phrases.help_part(material, "Hör gärna av er om ni har frågor."),
        ),
    )


KIND = LetterKind(
    slug="mottagning",
    name="Mottagningsbekräftelse",
    about="Ansökan har kommit in: diarienummer, handläggare och vad som händer när.",
    write=write,
    order=10,
)
