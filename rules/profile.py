"""A förbund's profile: which criteria count and how heavily, what its template asks for, and its own words for things.

A profile is a TOML file that a förbundschef can read and edit, with Swedish keys. Those of ``rules/profiles`` are
shipped; a förbund keeps its own in a folder and may build on a shipped one (``bygger_pa``): then the file holds only
what differs.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from pydantic import ConfigDict, Field, ValidationError, field_validator

from extractors.model import Application, Frozen, Topic
from rules.criterion import catalogue, criterion
from rules.model import Basis, Weight
from rules.profile_faults import told_fault, told_syntax

ProfileWeight = Weight | Literal["av"]
NEUTRAL = "allman"
_HEADINGS_NEEDED = 5
_SHARE_NEEDED = 0.7
_OPENING_BLOCKS = 15


class ProfileError(ValueError):
    """A profile that cannot be used; the message is one Swedish sentence that says what to do."""


class UnknownProfileError(ProfileError, KeyError):
    """There is no profile of that name."""

    def __str__(self) -> str:
        return str(self.args[0])


class _FromToml(Frozen):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Section(_FromToml):
    """A heading that the template asks for: its topics, and what it asks, in words of our own."""

    heading: str = Field(alias="rubrik")
    topics: tuple[Topic, ...] = Field(alias="amnen")
    prompts: tuple[str, ...] = Field(default=(), alias="fragor")
    required: bool = Field(default=True, alias="kravs")


class AgeSpan(_FromToml):
    """The ages that the förbund funds, both ends included. No age is in the act: this is the förbund's own setting."""

    youngest: int = Field(alias="fran")
    oldest: int = Field(alias="till")


class KnownPerson(_FromToml):
    """A person with a part in the decision: the full name, and the role in words (``ledamot i styrelsen``)."""

    name: str = Field(alias="namn")
    role: str = Field(default="", alias="roll")


class Weighted(_FromToml):
    """How a criterion counts in this förbund: its weight, what it rests on, and why."""

    weight: ProfileWeight = Field(alias="vikt")
    basis: Basis | None = Field(default=None, alias="grund")
    note: str = Field(default="", alias="not")


class Profile(_FromToml):
    """What one förbund asks for. ``forbund`` holds regular expressions that recognise its name in a text.

    ``smart_t`` says how the T of SMART is read; ``reporting`` and ``owner_term`` are the förbund's own words;
    ``follow_up`` names the follow-up system; ``max_months`` is None where the förbund sets no limit. ``template_text`` holds the
    template's own sentences, so that those left standing in an application are known. ``people`` sit on the board or in the
    beredningsgrupp: a name among them that an application holds is a hint of jäv.
    """

    id: str
    name: str = Field(alias="namn")
    description: str = Field(default="", alias="beskrivning")
    forbund: tuple[str, ...] = ()
    sources: tuple[str, ...] = Field(default=(), alias="kallor")
    min_parter: int = Field(default=2, ge=1, le=4)
    age: AgeSpan | None = Field(default=None, alias="alder")
    smart_t: Literal["tidsatt", "tillampbart"] = "tidsatt"
    max_months: int | None = Field(default=None, ge=1, alias="max_manader")
    reporting: tuple[str, ...] = Field(default=(), alias="rapportering")
    owner_term: str = Field(default="projektägare", alias="agare")
    follow_up: str = Field(default="Uppföljning Finsam", alias="uppfoljningssystem")
    instructions: tuple[str, ...] = Field(default=(), alias="anvisningar")
    template_text: tuple[str, ...] = Field(default=(), alias="malltext")
    people: tuple[KnownPerson, ...] = Field(default=(), alias="personer")
    sections: tuple[Section, ...] = Field(default=(), alias="avsnitt")
    criteria: Mapping[str, Weighted] = Field(default_factory=dict, alias="kriterier")

    @field_validator("forbund")
    @classmethod
    def _patterns_compile(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"mönstret {pattern} går inte att läsa ({error})") from error
        return patterns

    @field_validator("criteria")
    @classmethod
    def _criteria_exist(cls, criteria: Mapping[str, Weighted]) -> Mapping[str, Weighted]:
        unknown = sorted(set(criteria) - {c.id for c in catalogue()})
        if unknown:
            raise ValueError(f"kriteriet {unknown[0]} finns inte")
        return criteria

    def weight(self, name: str) -> ProfileWeight:
        """How heavily the criterion counts; ``upplysning`` where the profile does not speak of it."""
        return self.criteria[name].weight if name in self.criteria else "upplysning"

    def basis(self, name: str) -> Basis:
        """What the criterion rests on in this förbund, else in the catalogue. Raises KeyError for an unknown id."""
        own = self.criteria[name].basis if name in self.criteria else None
        return own or criterion(name).basis

    def note(self, name: str) -> str:
        """Why the criterion counts as it does here; empty where the profile says nothing."""
        return self.criteria[name].note if name in self.criteria else ""


def _shipped(name: str) -> str | None:
    place = files("rules.profiles").joinpath(f"{name}.toml")
    return place.read_text(encoding="utf-8") if re.fullmatch(r"[\w-]+", name) and place.is_file() else None


def profile_names(folder: Path | None = None) -> tuple[str, ...]:
    """The names that :func:`load_profile` takes: the shipped profiles and those in ``folder``, in order."""
    shipped = {p.name.removesuffix(".toml") for p in files("rules.profiles").iterdir() if p.name.endswith(".toml")}
    own = {p.stem for p in folder.glob("*.toml")} if folder and folder.is_dir() else set()
    return tuple(sorted(shipped | own))


def load_profile(name: str, folder: Path | None = None) -> Profile:
    """The profile of this name, from ``folder`` first and then from the shipped ones.

    Raises UnknownProfileError (a KeyError) where there is none, and ProfileError where the file cannot be used.
    """
    return _load(name, folder) if folder else _load_shipped(name)


@lru_cache(maxsize=32)
def _load_shipped(name: str) -> Profile:
    return _load(name, None)


def _load(name: str, folder: Path | None) -> Profile:
    raw = _raw(name, folder, ())
    try:
        return Profile.model_validate(raw)
    except ValidationError as error:
        raise ProfileError(told_fault(name, _text(name, folder, ()) or "", error)) from error


def _text(name: str, folder: Path | None, below: tuple[str, ...]) -> str | None:
    """The profile's file as text: the förbund's own, else the shipped one; None where there is neither."""
    own = folder / f"{name}.toml" if folder and re.fullmatch(r"[\w-]+", name) else None
    if own is None or not own.is_file() or name in below:
        return _shipped(name)
    try:
        return own.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProfileError(f"Profilen {name} är inte sparad som UTF-8. Spara om filen med den kodningen.") from error
    except OSError as error:
        raise ProfileError(f"Profilen {name} kan inte läsas. Stäng den i andra program och försök igen.") from error


def _raw(name: str, folder: Path | None, below: tuple[str, ...]) -> dict[str, Any]:
    """The profile's table with its base's filled in. One in a folder may build on the shipped one of its own name."""
    text = _text(name, folder, below)
    if text is None:
        known = ", ".join(profile_names(folder))
        raise UnknownProfileError(f"Profilen {name} finns inte. Välj bland {known}.")
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(told_syntax(name, text, error)) from error
    base = table.pop("bygger_pa", None)
    table["id"] = name
    if base is None:
        return table
    if base in (*below, name) and _shipped(str(base)) is None:
        raise ProfileError(f"Profilen {name} bygger på sig själv genom {base}. Ta bort raden bygger_pa i en av dem.")
    merged = _raw(str(base), folder, (*below, name))
    merged["kriterier"] = {**merged.get("kriterier", {}), **table.pop("kriterier", {})}
    return {**merged, **table}


def choose_profile(application: Application, folder: Path | None = None) -> Profile:
    """The profile that fits the text: by the förbund's name, else by its template's headings, else the neutral one."""
    profiles = [load_profile(name, folder) for name in profile_names(folder) if name != NEUTRAL]
    for text in _places_of_the_name(application):
        for profile in profiles:
            if any(re.search(pattern, text, re.IGNORECASE) for pattern in profile.forbund):
                return profile
    headings = [_folded(b.text) for b in application.document.blocks if b.kind in ("rubrik", "titel")]
    likeness = {p.id: _likeness(p, headings) for p in profiles}
    best = max(profiles, key=lambda p: likeness[p.id], default=None)
    if best is not None and likeness[best.id] >= _SHARE_NEEDED:
        return best
    return load_profile(NEUTRAL, folder)


def _places_of_the_name(application: Application) -> list[str]:
    """Where an application names the förbund it is written to, the surest place first."""
    named = [str(application.head.forbund.value)] if application.head.forbund else []
    opening = [block.text for block in application.document.blocks[:_OPENING_BLOCKS]]
    margins = [m.text for m in application.document.margins if m.kind in ("sidhuvud", "sidfot")]
    return named or [" ".join(margins), " ".join(opening)]


def _folded(heading: str) -> str:
    """A heading without number, mark and case: what two writers of the same template share."""
    return re.sub(r"[^\wåäöé]+", " ", re.sub(r"^[\d.)\s]+", "", heading.casefold())).strip()


def _likeness(profile: Profile, headings: list[str]) -> float:
    """Share of the template's required headings found among the document's; 0 for a template with too few to tell."""
    wanted = [_folded(s.heading) for s in profile.sections if s.required]
    if len(wanted) < _HEADINGS_NEEDED:
        return 0.0
    return sum(heading in headings for heading in wanted) / len(wanted)
