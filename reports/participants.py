"""How many participants an application plans for, where it says so plainly. Needed for the cost per participant."""

from __future__ import annotations

import re

from extractors.model import Application, Sentence

_WHO = r"(?:deltagare|personer|platser|individer|ungdomar|kvinnor|män)"
_COUNT = re.compile(rf"(?<![\d,.–-])\b(\d{{1,4}})\s+(?:nya\s+)?{_WHO}\b", re.IGNORECASE)
_PLANNED = re.compile(
    r"\b(?:plats|platser|delta|deltar|ta emot|tas emot|omfattar?|erbjuds?|sammanlagt|totalt|antal(?:et)?|högst|cirka|ca)\b",
    re.IGNORECASE,
)
# A part of the whole, a flow, or what has been: none of them is the number planned for.
_OTHER = re.compile(
    r"\b(?:av (?:de|dem|våra)|varav|per (?:år|termin|grupp|omgång|vecka|månad)|om året|årligen|åt gången|varje (?:år|termin)"
    r"|i dag|idag|tidigare|förra|hittills|deltog|har|hade|sökte|inskrivna)\b",
    re.IGNORECASE,
)


def participants(application: Application) -> tuple[int, Sentence] | None:
    """The number of participants planned for and the sentence that says so; None where it is not said, or said in two ways."""
    found: dict[int, Sentence] = {}
    for sentence in application.sentences:
        about = {"malgrupp", "aktiviteter"} & set(sentence.topics)
        if not about or sentence.kind in ("titel", "rubrik") or _OTHER.search(sentence.text):
            continue
        counts = {int(match) for match in _COUNT.findall(sentence.text)}
        if len(counts) == 1 and _PLANNED.search(sentence.text):
            found.setdefault(counts.pop(), sentence)
    return next(iter(found.items())) if len(found) == 1 else None
