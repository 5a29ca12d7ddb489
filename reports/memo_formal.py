"""The formal part of the memo: which sections were found and where, how the file was read, and what to look at."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.model import Application, Block, FlagId, Topic
from reports.memo_model import SectionFound
from reports.quoting import Quoter
from reports.swedish_text import HARD, listed, thousands
from rules.model import ContentGrade, SectionContent

SECTIONS: dict[Topic, str] = {
    "syfte": "Syfte och bakgrund",
    "malgrupp": "Målgrupp",
    "mal": "Mål",
    "aktiviteter": "Aktiviteter",
    "organisation": "Organisation",
    "ekonomi": "Ekonomi",
    "uppfoljning": "Uppföljning",
    "implementering": "Implementering",
    "aterkoppling": "Återkoppling",
    "underskrift": "Underskrift",
}
NOT_FOUND = "Hittades inte"
CONTENT: dict[ContentGrade, str] = {
    "tom": "tomt",
    "hjalptext": "mallens hjälptext",
    "allman": "allmänt hållet",
    "konkret": "konkret",
    "matbar": "mätbart",
}
_ALL_READ = 0.99
_FLAGS: dict[FlagId, str] = {
    "personnummer": "Personnummer finns i handlingen ({}). Maska det innan handlingen sprids.",
    "kanslig-uppgift": "En känslig uppgift om en namngiven person finns i handlingen ({}). Pröva sekretess innan den sprids.",
    "malltext": "Mallens egen text står kvar ({}). Den räknas inte som svar.",
    "platshallare": "Platshållare är inte ifyllda ({}).",
}
_PLACES_SHOWN = 4


def _filled(block: Block, left: set[int]) -> bool:
    return block.kind not in ("titel", "rubrik") and not block.placeholder and block.id not in left


def sections(
    application: Application, quoter: Quoter, contents: Sequence[SectionContent] = ()
) -> tuple[SectionFound, ...]:
    """The sections that an application has as a rule: the heading each is found under, its page, its length and its content."""
    grades = {c.topic: CONTENT[c.grade] for c in contents if c.grade}
    left = {f.block for f in application.flags if f.id in ("malltext", "platshallare")}
    paged = application.document.pages > 1
    found = []
    for topic, name in SECTIONS.items():
        signed = {s.block for s in application.signatures} if topic == "underskrift" else set()
        about = [b for b in application.document.blocks if topic in b.topics or b.id in signed]
        text = [b for b in about if _filled(b, left)]
        words = sum(len(b.text.split()) for b in text)
        if text:
            heading = quoter.heading(text[0].id)
            page = f"s.{HARD}{text[0].page}" if paged else ""
            place = ", ".join(part for part in (f"”{heading}”" if heading else "", page) if part) or "i inledningen"
        else:
            place = "Rubriken finns, men inget svar" if about else NOT_FOUND
        found.append(
            SectionFound(
                namn=name,
                plats=place,
                omfang=f"{thousands(words)}{HARD}ord" if words else "–",
                ord=words,
                halt=grades.get(topic, ""),
            )
        )
    return tuple(found)


def reading(application: Application) -> tuple[str, ...]:
    """How the file was read, in sentences: the share of its words, pages without text, scanned pages, and notes."""
    document = application.document
    loss = document.loss
    told = []
    if loss.source_words and loss.share < _ALL_READ:
        told.append(
            f"{100 * loss.share:.0f}{HARD}% av filens {thousands(loss.source_words)} ord kunde läsas. Jämför med originalet."
        )
    elif loss.source_words:
        told.append(f"Hela filens text är läst ({thousands(loss.source_words)} ord).")
    if document.ocr:
        told.append("Handlingen är inskannad och tolkad av en dator. Citat kan innehålla läsfel.")
    if loss.pages_without_text:
        pages = listed([str(p) for p in loss.pages_without_text])
        told.append(f"Sida {pages} innehåller ingen läsbar text.")
    return (*told, *loss.notes)


def flags(application: Application, quoter: Quoter) -> tuple[str, ...]:
    """What to look at, a sentence for each kind with its places. Never the personnummer or the sensitive words themselves."""
    told = []
    for flag, sentence in _FLAGS.items():
        places = list(dict.fromkeys(quoter.place(f.block) for f in application.flags if f.id == flag))
        if places:
            more = len(places) - _PLACES_SHOWN
            shown = [*places[:_PLACES_SHOWN], f"{more} ställen till"] if more > 1 else places
            told.append(sentence.format(listed(shown)))
    return tuple(told)
