"""What the form asks, from a profile: its sections with a field for each question, and the tables that a budget, a time plan
and the parties need. Plain values, without any Word.

The questions are the profile's; the hints in the fields are the catalogue's advice on the criteria that count in the förbund,
each laid where its words fit best.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.model import Topic
from reports.form.controls import Control
from reports.form.tables import FormTable, budget_table, parties_table, signature_table, steps_table
from rules.criterion import Criterion, catalogue
from rules.profile import NEUTRAL, Profile, Section, load_profile

_MOST_ADVICE = 2
_LEAST_FIT = 4
_STEM, _ENDING = 5, 3
_CHOICES = frozenset(("sus", "extern-utvardering"))
# Asked for by a field or table of their own.
_OWN_FIELD = frozenset(
    (
        "insatsnamn", "datum", "insatsansvarig", "projektagare", "varaktighet", "sokt-belopp", "kostnadsslag",
        "budget-per-ar", "budget-summerar", "underskrift", "minst-tva-parter", "ataganden", "tidplan", "sus",
        "extern-utvardering",
    )
)  # fmt: skip
_ORDER: tuple[Topic, ...] = (
    "syfte", "malgrupp", "mal", "aktiviteter", "organisation", "ekonomi", "uppfoljning", "implementering", "aterkoppling",
)  # fmt: skip


@dataclass(frozen=True)
class Question:
    """A question and the field for its answer."""

    text: str
    control: Control


@dataclass(frozen=True)
class FormSection:
    """A heading with its fields. Tables stand after the questions."""

    heading: str
    topics: tuple[Topic, ...]
    questions: tuple[Question, ...] = ()
    tables: tuple[FormTable, ...] = ()
    checks: tuple[Question, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class FormPlan:
    """The whole form, in order; ``advice`` is told to the applicant before the first section."""

    title: str
    advice: tuple[str, ...]
    sections: tuple[FormSection, ...] = field(default=())


def plan_form(profile: Profile, first_year: int, years: int = 3) -> FormPlan:
    """The form of this profile, with a budget of ``years`` years from ``first_year``."""
    sections = _sections(profile)
    prompts = [(s, p) for s in sections for p in s.prompts]
    asked = _asked_by(profile, prompts)
    planned = [_head(profile, sections)]
    extras = _Extras(first_year, years)
    for number, section in enumerate((s for s in sections if _is_answered_in_text(s)), 1):
        questions = tuple(
            Question(p, Control(f"avsnitt{number}-fraga{n}", f"{section.heading}: svar {n}", hint=_hint(asked[p])))
            for n, p in enumerate(section.prompts or (section.heading,), 1)
            if not asked[p] or not _CHOICES.issuperset(c.id for c in asked[p])
        )
        planned.append(extras.of(section, questions))
    if any("underskrift" in s.topics for s in sections) or profile.weight("underskrift") != "av":
        planned.append(_signatures(sections))
    return FormPlan("Ansökan om insatsmedel", profile.instructions, tuple(planned))


def _is_answered_in_text(section: Section) -> bool:
    return set(section.topics) - {"uppgifter", "underskrift"} != set()


def _sections(profile: Profile) -> list[Section]:
    """The profile's sections, and the neutral profile's for what the förbund demands but its template has no heading for."""
    sections = list(profile.sections)
    asked = {t for s in sections for t in s.topics}
    wanted = {c.topic for c in catalogue() if profile.weight(c.id) == "maste" and c.id not in _OWN_FIELD} | {"ekonomi"}
    neutral = load_profile(NEUTRAL).sections
    for topic in (t for t in _ORDER if t in wanted - asked):
        after = [i for i, s in enumerate(sections) if set(s.topics) & set(_ORDER[: _ORDER.index(topic)])]
        found = next(s for s in neutral if topic in s.topics)
        sections.insert(
            min(after, default=-1) + 1 if topic in ("malgrupp", "mal") else max(after, default=-1) + 1, found
        )
    return sections


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-zåäöé]{4,}", text.lower()))


def _shared(one: str, other: str) -> int:
    """How many words of one text the other has too, whatever their endings."""
    return len({w[:_STEM] for w in _words(one)} & {w[:_STEM] for w in _words(other)})


def _named(name: str, text: str) -> int:
    """How many words of a criterion's name stand in the text, with any ending but not as part of a longer compound."""
    return sum(any(v.startswith(w[:-1]) and len(v) - len(w) <= _ENDING for v in _words(text)) for w in _words(name))


def _fit(criterion: Criterion, section: Section, prompt: str) -> int:
    """How well a question asks for what the criterion weighs: its name, shared words, and the section's subject."""
    return (
        3 * _named(criterion.name, prompt)
        + 2 * _named(criterion.name, section.heading)
        + 2 * _shared(criterion.question, prompt)
        + _shared(criterion.advice, prompt)
        + 3 * (criterion.topic == section.topics[0])
        + (criterion.topic in section.topics)
    )


def _asked_by(profile: Profile, prompts: Sequence[tuple[Section, str]]) -> dict[str, list[Criterion]]:
    """The criteria that count, each laid to the one question that asks for it best; the heaviest first."""
    asked: dict[str, list[Criterion]] = defaultdict(list)
    for weight in ("maste", "bor"):
        for criterion in (c for c in catalogue() if profile.weight(c.id) == weight):
            fit = [(_fit(criterion, s, p), -n, p) for n, (s, p) in enumerate(prompts)]
            best = max(fit, default=(0, 0, ""))
            if best[0] >= _LEAST_FIT:
                asked[best[2]].append(criterion)
    return asked


def _hint(asked: Sequence[Criterion]) -> str:
    """What a field shows while empty: what a good answer holds, by the heaviest criteria that it answers."""
    advice = [c.advice for c in asked if c.id not in _OWN_FIELD]
    if asked and not advice:
        return "Skriv det som inte framgår av andra fält."
    return " ".join(advice[:_MOST_ADVICE]) or "Skriv svaret här."


def _head(profile: Profile, sections: Sequence[Section]) -> FormSection:
    """Who applies, for what, when and how much: one row for each fact."""
    own = next((s.heading for s in sections if s.topics == ("uppgifter",)), "Uppgifter om insatsen")
    owner = profile.owner_term[:1].upper() + profile.owner_term[1:]
    facts = (
        ("Insatsens namn", Control("insatsnamn", "Insatsens namn", hint="Skriv ett kort namn.")),
        ("Datum", Control("datum", "Ansökans datum", "datum", hint="Välj datum.")),
        ("Sökande", Control("sokande", "Sökande organisation", hint="Skriv organisationens namn.")),
        (owner, Control("projektagare", owner, hint="Skriv vilken part som äger insatsen.")),
        (
            "Insatsansvarig",
            Control("insatsansvarig", "Insatsansvarig", hint="Skriv namn, funktion, telefon och e-post."),
        ),
        (
            "Slag av ansökan",
            Control(
                "slag-av-ansokan", "Slag av ansökan", "val", "Välj i listan.",
                ("Ny insats", "Förlängning av pågående insats", "Utökning av pågående insats"),
            ),
        ),
        ("Startdatum", Control("start", "Insatsens första dag", "datum", hint="Välj datum.")),
        ("Slutdatum", Control("slut", "Insatsens sista dag", "datum", hint="Välj datum.")),
        ("Sökt belopp", Control("sokt-belopp", "Sökt belopp i kronor", hint="Skriv hela beloppet i kronor.")),
    )  # fmt: skip
    table = FormTable(
        "Uppgifter om insatsen",
        "Två spalter: vad som frågas, och fältet för svaret.",
        (4.6, 11.8),
        ("Uppgift", "Svar"),
        facts,
    )
    return FormSection(own, ("uppgifter",), tables=(table,))


class _Extras:
    """Adds, once each, what a section's topic needs beside questions."""

    def __init__(self, first_year: int, years: int) -> None:
        self._years = tuple(range(first_year, first_year + years))
        self._done: set[Topic] = set()

    def of(self, section: Section, questions: tuple[Question, ...]) -> FormSection:
        """The section with its questions, and the table or choices of the first topic that has not had them."""
        tables: tuple[FormTable, ...] = ()
        for topic in section.topics:
            if topic in self._done:
                continue
            self._done.add(topic)
            if topic == "aktiviteter":
                tables += (steps_table(),)
            elif topic == "organisation":
                tables += (parties_table(),)
            elif topic == "ekonomi":
                tables += (budget_table(self._years),)
            elif topic == "uppfoljning":
                questions += _choices()
        return FormSection(section.heading, section.topics, questions, tables)


def _choices() -> tuple[Question, ...]:
    return (
        Question(
            "Registreras deltagarna i Uppföljning Finsam?",
            Control(
                "uppfoljning-finsam", "Uppföljning Finsam", "val", "Välj i listan.",
                (
                    "Deltagarna registreras i Uppföljning Finsam.",
                    "Deltagarna registreras inte i Uppföljning Finsam.",
                ),
            ),
        ),
        Question(
            "Ska en extern utvärderare anlitas?",
            Control(
                "extern-utvardering", "Extern utvärdering", "val", "Välj i listan.",
                ("En extern utvärderare ska anlitas.", "Ingen extern utvärderare ska anlitas."),
            ),
        ),
    )  # fmt: skip


def _signatures(sections: Sequence[Section]) -> FormSection:
    own = next((s.heading for s in sections if s.topics == ("underskrift",)), "Underskrifter")
    checks = (
        Question("Ansökan är förankrad hos alla parter som deltar.", Control("forankrad", "Ansökan är förankrad", "kryss")),
        Question(
            "Ansökan innehåller inga uppgifter om enskilda personer som deltar.",
            Control("inga-personuppgifter", "Inga personuppgifter om deltagare", "kryss"),
        ),
    )  # fmt: skip
    return FormSection(own, ("underskrift",), tables=(signature_table(),), checks=checks)
