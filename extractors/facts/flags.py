"""Flags: personal numbers, sensitive statements, template text left standing, placeholders, and documents that are no application."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.facts.personnummer import find_personnummer
from extractors.language.prompts import PLACEHOLDER
from extractors.model import Block, Document, Flag, Sentence

_CHECKBOX = re.compile(r"^\[\s?[xX]?\s?\]$")
_NOT_APPLICATION_TITLE = re.compile(
    r"\b(verksamhetsplan|verksamhetsberättelse|årsredovisning|\w*rapport|utvärdering(?:srapport)?|budget (?:för )?20\d\d|"
    r"remissvar|yttrande|svar på remiss\w*|inbjudan|platsannons|ledig tjänst|jobbannons|vi söker (?:en|ett) (?!\w*medel)\w+|"
    r"protokoll|minnesanteckning\w*|kallelse|dagordning|föredragningslista|tjänsteskrivelse|riktlinje\w*|förbundsordning|"
    r"nyhetsbrev|handbok|tjänsteutlåtande|processen|process(?:beskrivning|karta)|rutin(?:beskrivning)?|arbetsordning|handlingsplan|reglemente|överenskommelse|från (en )?idé)\b",
    re.I,
)
_CALL = re.compile(
    r"\b(utlysning|inbjudan att söka|så söker du|anvisning(?:ar)? (?:för|till) (?:ansökan|sökande))\b", re.I
)
_APPLIES = re.compile(
    r"\b(vi|kommunen|regionen|arbetsförmedlingen|försäkringskassan|parterna|härmed|undertecknade|vilja)\s+(söker|ansöker|vill söka|ansöka)\b|"
    r"\bansöker\b[^.]{0,60}\b(om|medel|kr|kronor|tkr|mkr)\b|\b(sökt|sökta|ansökt) (belopp|medel|summa)\b|\bmedel söks\b|\bsöks? (det|härmed)?\s*medel\b|"
    r"\b(summa|belopp) (att söka|som söks)\b|\bsökande( part| organisation)?\s*[:|]|\bsöker[^.]{0,40}\d[\d ]*\s*(kr|tkr|mkr)|"
    r"\bdenna ansökan\b|\bden här ansökan\b|\bäska\w*\b|\bprojektets namn\b|\binsatsens namn\b",
    re.I,
)
_SUBSTANCE = (
    "sokt-belopp",
    "kostnadsslag",
    "malgrupp-avgransning",
    "bemanning",
    "varaktighet",
    "deltagarmal",
    "egna-medel",
)
_PLAINLY = 0.5
# A privacy hint too many costs a glance, one too few a leak.
_PERHAPS = 0.2
_PERHAPS_WITH_NUMBER = 0.05
_TITLE_WORDS = 14
_GREETING = re.compile(r"(hej|bästa|till\b|hallå|god dag)", re.I)
_APPLICATION_TITLE = re.compile(
    r"ansökan|ansökning|idéskiss|insatsidé|projektplan|förslag till|underlag|äskande|insatsmedel|projektförslag|förlängning|utökning|framställ",
    re.I,
)


def find_flags(document: Document, sentences: Sequence[Sentence]) -> tuple[Flag, ...]:
    """All flags with their places, in reading order within each kind."""
    template = template_sentences(document, sentences)
    flags = [Flag(id="malltext", quote=s.text, block=s.block) for s in template]
    for block in document.blocks:
        flags += [Flag(id="platshallare", quote=q, block=block.id) for q in _placeholders(block)]
        flags += [Flag(id="personnummer", quote=q, block=block.id) for q in find_personnummer(block.text)]
    for s in sentences:
        least = _PERHAPS_WITH_NUMBER if any(find_personnummer(s.text)) else _PERHAPS
        if s.signs.get("kanslig-uppgift", 0.0) > least:
            flags.append(Flag(id="kanslig-uppgift", quote=s.text, block=s.block))
    reason = why_no_application(document, sentences, template)
    if reason is not None:
        flags.append(Flag(id="ej-ansokan", quote=reason.text, block=reason.id))
    return tuple(flags)


def template_sentences(document: Document, sentences: Sequence[Sentence]) -> list[Sentence]:
    """Sentences that are a template's instructions left standing, by the sentence model."""
    return [s for s in sentences if s.kind not in ("titel", "rubrik") and s.signs.get("malltext", 0.0) > 0.5]


def _placeholders(block: Block) -> Iterator[str]:
    if block.placeholder:
        yield block.text
        return
    for match in PLACEHOLDER.finditer(block.text):
        quote = match.group(0).strip(" |:")
        if quote and not _CHECKBOX.match(quote):
            yield quote


def why_no_application(document: Document, sentences: Sequence[Sentence], template: Sequence[Sentence]) -> Block | None:
    """The block that shows the document to be something else than an application, or None where it is one.

    A plan, report or set of minutes names itself in its first lines; a page about how to apply asks for nothing and tells nothing of an
    insats of its own. A blank template is an application that nobody has filled in.
    """
    body = [b for b in document.blocks if b.text]
    if len(body) < 3:
        return None
    opening = body[:4]
    short = [b for b in opening if len(b.text.split()) <= _TITLE_WORDS and not b.text.endswith("?")]
    titles = [b for b in short if b.kind in ("titel", "rubrik")]
    plain = next((b for b in titles if _CALL.search(b.text) or _names_another_paper(b.text)), None)
    if plain:
        return plain
    words = sum(len(b.text.split()) for b in body)
    instructions = sum(len(s.text.split()) for s in template)
    if instructions > 0.25 * words:
        return None
    named = next((b for b in short if _NOT_APPLICATION_TITLE.search(b.text)), None)
    calls_itself_application = any(_APPLICATION_TITLE.search(b.text) for b in short)
    applies = any(_APPLIES.search(b.text) for b in body)
    if named and not calls_itself_application and (named.kind in ("titel", "rubrik") or not applies):
        return named
    letter = any(_GREETING.match(b.text) for b in opening)
    bare = not applies and not calls_itself_application and not letter and words > 150
    return body[0] if bare and not _tells_of_an_insats(sentences) else None


def _names_another_paper(title: str) -> bool:
    return _NOT_APPLICATION_TITLE.match(title) is not None and "ansök" not in title.lower()


def _tells_of_an_insats(sentences: Sequence[Sentence]) -> bool:
    """Whether sentences plainly tell what an insats of the writer's own costs, who works in it, for whom, how long or to what end."""
    told = {label for s in sentences for label in _SUBSTANCE if s.signs.get(label, 0.0) > _PLAINLY}
    return len(told) >= 2
