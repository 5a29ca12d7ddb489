"""A förbund's settings: ``installningar.toml`` read into values. A fault is one Swedish sentence that names the key."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import ConfigDict, Field, ValidationError, field_validator

from extractors.model import Frozen
from intake.register.dnr import DnrPattern
from intake.workfolder import SETTINGS_FILE as SETTINGS_FILE


class SettingsError(ValueError):
    """Settings that cannot be used; the message is one Swedish sentence."""


class _FromToml(Frozen):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Forbund(_FromToml):
    """Who the förbund is; ``profile`` is None where each application's own text decides."""

    name: str = Field(default="Samordningsförbundet", alias="namn")
    number: str = Field(default="", alias="organisationsnummer")
    profile: str | None = Field(default=None, alias="profil")

    @field_validator("profile")
    @classmethod
    def _empty_is_none(cls, value: str | None) -> str | None:
        return value or None


class Contacts(_FromToml):
    """Whom an applicant may ask."""

    manager: str = Field(default="", alias="forbundschef")
    email: str = Field(default="", alias="e_post")
    phone: str = Field(default="", alias="telefon")


class Diary(_FromToml):
    """The förbund's own pattern for case numbers."""

    pattern: str = Field(default="{ar}-{nr3}", alias="monster")

    @field_validator("pattern")
    @classmethod
    def _usable(cls, value: str) -> str:
        DnrPattern(value)
        return value


class RegisterSettings(_FromToml):
    """Where the register stands: empty for the file in the working folder, else a PostgreSQL database that several people share."""

    connection: str = Field(default="", alias="anslutning")

    @field_validator("connection")
    @classmethod
    def _postgresql(cls, value: str) -> str:
        if value and not value.startswith(("postgresql://", "postgres://")):
            raise ValueError("skriv ”postgresql://…” eller lämna tomt")
        return value


class InboxSettings(_FromToml):
    """Where files are dropped, seconds between looks, and how many looks a file must stand unchanged."""

    folder: str = Field(default="", alias="mapp")
    seconds: float = Field(default=1.0, ge=0.05, le=3600, alias="sekunder")
    looks: int = Field(default=2, ge=1, le=100, alias="avlasningar")


class LeadTimes(_FromToml):
    """Days before a meeting, or after it, that something must be done."""

    last_application: int = Field(default=28, ge=0, alias="sista_ansokan")
    sending: int = Field(default=7, ge=0, alias="utskick")
    answer: int = Field(default=21, ge=0, alias="svar_pa_komplettering")
    minutes: int = Field(default=14, ge=0, alias="protokoll")
    final_report: int = Field(default=60, ge=0, alias="slutrapport")


class Meeting(_FromToml):
    """A meeting of the beredningsgrupp or the board."""

    day: date = Field(alias="datum")
    kind: Literal["beredningsgrupp", "styrelse"] = Field(alias="slag")
    time: str = Field(default="", alias="tid")
    place: str = Field(default="", alias="plats")
    minutes_each: int = Field(default=20, ge=1, le=480, alias="minuter_per_arende")


class Members(_FromToml):
    """Who sits in a group that prepares or decides: full names, as they would stand in an application."""

    members: tuple[str, ...] = Field(default=(), alias="ledamoter")


class Letterhead(_FromToml):
    """What stands at the head and foot of letters."""

    address: str = Field(default="", alias="adress")
    postal: str = Field(default="", alias="postadress")
    web: str = Field(default="", alias="webbplats")
    logo: str = Field(default="", alias="logotyp")


class DisposalRule(_FromToml):
    """A rule of disposal: which handlingar, of cases with which outcome, after how many years, and the decision that says so."""

    handling: Literal["arende", "arbetspapper", "ansokan", "komplettering", "bilaga", "beredning", "brev", "granskning", "markerad-kopia", "ovrigt"]  # fmt: skip
    outcome: Literal["alla", "bevilja", "avslag", "ej-vidare", "aterkallad"] = Field(default="alla", alias="utfall")
    years: int = Field(ge=0, le=200, alias="ar")
    decision: str = Field(min_length=1, alias="beslut")


class Disposal(_FromToml):
    """Years after a case is closed that its papers are kept; 0 keeps them for ever, and so does everything while no plan is named."""

    plan: str = Field(default="", alias="plan")
    rejected: int = Field(default=0, ge=0, alias="avslagna_ar")
    granted: int = Field(default=0, ge=0, alias="beviljade_ar")
    working_papers: int = Field(default=2, ge=0, alias="arbetspapper_ar")
    rules: tuple[DisposalRule, ...] = Field(default=(), alias="regler")


class ArchiveSettings(_FromToml):
    """Who keeps the archive, under what agreement, and in which forms packages are made."""

    receiver: str = Field(default="", alias="mottagare")
    agreement: str = Field(default="", alias="leveransoverenskommelse")
    classification: str = Field(default="", alias="klassificering")
    erms: Literal["2.1", "3.0"] = "2.1"
    csip: Literal["2.1", "2.2"] = Field(default="2.1", alias="paketstruktur")
    forms: tuple[Literal["paket", "mapp", "bagit"], ...] = Field(default=("paket", "mapp", "bagit"), alias="former")


class Settings(_FromToml):
    """All settings of a förbund."""

    forbund: Forbund = Forbund()
    contacts: Contacts = Field(default=Contacts(), alias="kontakter")
    diary: Diary = Field(default=Diary(), alias="diarium")
    register_at: RegisterSettings = Field(default=RegisterSettings(), alias="register")
    inbox: InboxSettings = Field(default=InboxSettings(), alias="inkorg")
    lead_times: LeadTimes = Field(default=LeadTimes(), alias="ledtider")
    meetings: tuple[Meeting, ...] = Field(default=(), alias="moten")
    board: Members = Field(default=Members(), alias="styrelse")
    group: Members = Field(default=Members(), alias="beredningsgrupp")
    letterhead: Letterhead = Field(default=Letterhead(), alias="brevhuvud")
    budget: Mapping[int, int] = Field(default_factory=dict)
    bound: Mapping[int, int] = Field(default_factory=dict, alias="bundet")
    disposal: Disposal = Field(default=Disposal(), alias="gallring")
    archive: ArchiveSettings = Field(default=ArchiveSettings(), alias="arkiv")

    @property
    def dnr(self) -> DnrPattern:
        """The pattern that new case numbers are made by."""
        return DnrPattern(self.diary.pattern)


def read_settings(path: Path) -> Settings:
    """Read the settings file. Raises SettingsError with one Swedish sentence that names the key or the line."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise SettingsError(f"{path.name} saknas. Kör ”beredning starta” i mappen så läggs en ny dit.") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path.name} är inte sparad som UTF-8. Spara om den med den kodningen.") from error
    except OSError as error:
        raise SettingsError(
            f"{path.name} kan inte läsas. Stäng den i andra program och se över behörigheten."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path.name} går inte att läsa: {_place(str(error))}. Rätta raden och spara.") from error
    try:
        return Settings.model_validate(raw)
    except ValidationError as error:
        raise SettingsError(_in_swedish(path.name, error)) from error


def _place(message: str) -> str:
    """Line and column of a TOML fault, out of the library's English message."""
    words = message.replace(")", "").replace(",", "").split()
    if "line" in words and "column" in words:
        return f"felet finns på rad {words[words.index('line') + 1]}, tecken {words[words.index('column') + 1]}"
    return "filen tar slut mitt i en rad, eller ett värde saknas"


_TABLES = ("moten", "regler")
_KINDS = {
    "missing": "saknas",
    "extra_forbidden": "är ingen inställning som programmet känner till",
    "string_type": "ska vara text inom citattecken",
    "int_type": "ska vara ett heltal",
    "int_from_float": "ska vara ett heltal",
    "int_parsing": "ska vara ett heltal",
    "float_type": "ska vara ett tal",
    "float_parsing": "ska vara ett tal",
    "date_type": "ska vara ett datum, till exempel 2026-03-12",
    "date_from_datetime_parsing": "ska vara ett datum, till exempel 2026-03-12",
    "date_parsing": "ska vara ett datum, till exempel 2026-03-12",
    "model_type": "ska vara ett stycke med egna rader, inte ett enda värde",
}


def _in_swedish(name: str, error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"] if part != "[key]")
    if first["loc"][-1] == "[key]":
        return f"{name}: {where} ska börja med ett årtal, till exempel 2027 = 900000. Rätta det och spara."
    if first["type"] == "tuple_type":
        how = f"stycken som börjar med [[{where}]]" if first["loc"][-1] in _TABLES else '["…", "…"]'
        return f"{name}: {where} ska vara en lista, skriven som {how}. Rätta det och spara."
    return f"{name}: {where} {_problem(first['type'], first.get('ctx', {}))}. Rätta det och spara."


def _problem(kind: str, context: dict[str, Any]) -> str:
    if kind == "value_error":
        return f"går inte att använda: {context['error']}"
    if kind == "literal_error":
        return "ska vara " + str(context["expected"]).replace("'", "”").replace(" or ", " eller ")
    if kind == "greater_than_equal":
        return f"ska vara minst {context['ge']}"
    if kind == "less_than_equal":
        return f"får vara högst {context['le']}"
    return _KINDS.get(kind, "har fel slags värde")
