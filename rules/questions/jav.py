"""A hint of jäv: a name in the application that is also on the board or in the beredningsgrupp. Only ever told to the förbund."""

from __future__ import annotations

import re

from extractors.model import Application
from rules.lagrum import lagrum
from rules.model import Evidence, Question
from rules.profile import KnownPerson
from rules.questions._asking import Asking

ORDER = 90
ID = "jav"


def ask(asking: Asking) -> tuple[Question, ...]:
    """One question for each known person whose full name stands in the application. The name may be another person's."""
    found = []
    people = {p.name.casefold(): p for p in (*asking.known.people, *asking.profile.people)}
    for person in people.values():
        quotes = _places(asking.application, person)
        if quotes:
            role = f", {person.role}," if person.role else ""
            found.append(
                Question(
                    id=ID,
                    text=f"Kan {person.name}{role} vara jävig i ärendet?",
                    why="Namnet står i ansökan. Det kan vara någon annan med samma namn.",
                    source=f"6 kap. 28–32 §§ kommunallagen genom {lagrum('finsam-19').citation}",
                    quotes=quotes,
                    to="forbundet",
                )
            )
    return tuple(found)


def _places(application: Application, person: KnownPerson) -> tuple[Evidence, ...]:
    """Where the whole name stands: every part of it, next to each other, in either case. A first name alone is no hint."""
    words = person.name.split()
    if len(words) < 2:
        return ()
    whole = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"s?(?!\w)", re.IGNORECASE)
    seen: dict[int, Evidence] = {}
    for sentence in application.sentences:
        if whole.search(sentence.text):
            seen.setdefault(sentence.block, Evidence(text=sentence.text, block=sentence.block, page=sentence.page))
    return tuple(seen.values())[:2]
