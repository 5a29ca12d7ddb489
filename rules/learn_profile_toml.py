"""Write a learned profile as TOML with comments, the unsure places marked «SE ÖVER» for a person to look over."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from rules.criterion import catalogue
from rules.learn_profile import LearnedProfile, LearnedSection
from rules.profile import NEUTRAL, load_profile

LOOK_OVER = "«SE ÖVER»"


def profile_toml(learned: LearnedProfile, name: str = "") -> str:
    """The profile as text. ``name`` is the förbund's name; without it, what the template says, else a place to fill in."""
    return "\n".join(_lines(learned, name)) + "\n"


def places_to_look_over(text: str) -> int:
    """How many places of a profile's text are marked."""
    return sum(LOOK_OVER in line for line in text.splitlines()) - (LOOK_OVER in text)


def _lines(learned: LearnedProfile, name: str) -> Iterator[str]:
    forbund = name or learned.forbund
    yield f"# Profil lärd av mallen {_comment(learned.source)}. Läs igenom den och ändra det som inte stämmer."
    yield f"# Ställen som programmet är osäkert på är märkta {LOOK_OVER}; ta bort märket när du har sett efter."
    yield "# Det som inte står här gäller enligt den allmänna profilen."
    yield ""
    yield f'bygger_pa = "{NEUTRAL}"'
    if not forbund:
        yield f"# {LOOK_OVER} Mallen säger inte vilket förbund den kommer från. Skriv namnet."
    yield f"namn = {_text(forbund or 'Förbundets namn')}"
    yield f"beskrivning = {_text('Lärd av mallen ' + (learned.title or learned.source) + '.')}"
    if forbund:
        yield "# Ord som visar att en ansökan är ställd till förbundet (reguljära uttryck, små bokstäver)."
        yield f"forbund = {_list([_pattern(forbund)])}"
    else:
        yield f"# {LOOK_OVER} Skriv ord som visar att en ansökan är ställd till förbundet."
        yield "forbund = []"
    yield f"kallor = {_list(['Förbundets mall: ' + learned.source])}"
    if learned.owner_term:
        yield f"agare = {_text(learned.owner_term)}"
    if learned.reporting:
        yield f"rapportering = {_list(learned.reporting)}"
    if learned.applicable_t:
        yield f"# {LOOK_OVER} Mallen tycks läsa T i SMART som tillämpbart, inte tidsatt."
        yield 'smart_t = "tillampbart"'
    if learned.age:
        yield f"# {LOOK_OVER} Åldrar som nämns i mallen."
        yield f"alder = {{ fran = {learned.age[0]}, till = {learned.age[1]} }}"
    yield "anvisningar = []"
    yield from _tables_and_boxes(learned)
    yield "# Mallens egna meningar. Står de kvar i en ansökan räknas de som malltext, aldrig som svar."
    yield f"malltext = {_list(learned.template_text)}"
    for section in learned.sections:
        yield from _section(section)
    yield from _criteria(learned)


def _tables_and_boxes(learned: LearnedProfile) -> Iterator[str]:
    if learned.budget_columns:
        yield f"# Mallen har en budgettabell med spalterna {_comment(', '.join(c for c in learned.budget_columns if c))}."
    else:
        yield f"# {LOOK_OVER} Ingen budgettabell hittades i mallen."
    if learned.boxes:
        yield f"# Mallen har kryssrutor: {_comment('; '.join(learned.boxes))}."


def _section(section: LearnedSection) -> Iterator[str]:
    yield ""
    if section.unsure:
        yield f"# {LOOK_OVER} {section.unsure}"
    yield "[[avsnitt]]"
    yield f"rubrik = {_text(section.heading)}"
    yield f"amnen = {_list(section.topics)}"
    yield f"fragor = {_list(section.prompts)}"
    if not section.required:
        yield "kravs = false"


def _criteria(learned: LearnedProfile) -> Iterator[str]:
    """What the neutral profile demands and the template has no section for is kept as advice, for a person to decide."""
    asked = {t for s in learned.sections for t in s.topics}
    neutral = load_profile(NEUTRAL)
    yield ""
    yield '# Hur tungt varje kriterium väger: vikt = "maste", "bor", "upplysning" eller "av". Resten följer den allmänna profilen.'
    yield "[kriterier]"
    for criterion in catalogue():
        if (
            criterion.topic in asked
            or criterion.topic in ("uppgifter", "ekonomi")
            or neutral.weight(criterion.id) == "upplysning"
        ):
            continue
        yield f"# {LOOK_OVER} Mallen har inget avsnitt där det här frågas: {criterion.question}"
        yield f'{criterion.id} = {{ vikt = "upplysning" }}'


def _text(value: str) -> str:
    """A TOML string: JSON's writing of a string is one, once unprintable signs are left out."""
    return json.dumps("".join(c for c in value if c.isprintable()), ensure_ascii=False)


def _comment(value: str) -> str:
    return "".join(c for c in value if c.isprintable())


def _list(values: Sequence[str]) -> str:
    if len(values) < 2:
        return f"[{', '.join(map(_text, values))}]"
    return "[\n" + "".join(f"  {_text(v)},\n" for v in values) + "]"


def _pattern(forbund: str) -> str:
    """A regular expression for the part of the name that is the förbund's own."""
    import re

    words = [w for w in forbund.casefold().split() if not w.startswith(("samordningsförbund", "finsam"))]
    return r"\b" + re.escape(" ".join(words) or forbund.casefold()).replace(r"\ ", " ") + r"\b"
