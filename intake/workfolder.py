"""A förbund's working folder: what lies where, laying it out, and finding it from wherever one stands."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from intake.durable import make_folder, write_whole

if TYPE_CHECKING:
    from intake.settings import Settings

SETTINGS_FILE = "installningar.toml"
REGISTER_FILE = "register.sqlite"
_PARTS = ("inkorg", "fel", "arenden", "mallar", "arkiv")


class WorkFolderError(Exception):
    """A folder that cannot be used; the message is one Swedish sentence that says what to do."""


@dataclass(frozen=True)
class WorkFolder:
    """The places in a working folder. Make one with :func:`lay_out` or :func:`find`."""

    root: Path

    @cached_property
    def settings(self) -> Settings:
        """The förbund's settings, read once. Raises SettingsError."""
        from intake.settings import read_settings

        return read_settings(self.root / SETTINGS_FILE)

    @property
    def inbox(self) -> Path:
        """Where files are dropped: the folder beside, unless the settings point at another."""
        own = self.settings.inbox.folder
        return (self.root / own).absolute() if own else self.root / "inkorg"

    @property
    def failed(self) -> Path:
        """Files that could not be read, each with its reason beside it."""
        return self.root / "fel"

    @property
    def cases(self) -> Path:
        """One folder for each case."""
        return self.root / "arenden"

    @property
    def staging(self) -> Path:
        """Copies under way; whatever lies here after a stop is a copy of what is still in the inbox."""
        return self.cases / ".pagar"

    @property
    def templates(self) -> Path:
        """The förbund's own letters and memo templates."""
        return self.root / "mallar"

    @property
    def archive(self) -> Path:
        """Sealed packages of closed cases."""
        return self.root / "arkiv"

    @property
    def profiles(self) -> Path:
        """The förbund's own profiles, where it has any."""
        return self.root / "profiler"

    @property
    def meetings(self) -> Path:
        """One folder for each meeting, with its overview and the papers of each case."""
        return self.root / "moten"

    @property
    def register_path(self) -> Path:
        """The register of cases, where it is a file of this folder."""
        return self.root / REGISTER_FILE

    @property
    def register_at(self) -> Path | str:
        """Where the register is: the file of this folder, or the database of the settings.

        Raises SettingsError, and WorkFolderError where there are two: cases would then be looked for, and numbered, in the wrong one.
        """
        if not (self.root / SETTINGS_FILE).exists():
            return self.register_path
        address = self.settings.register_at.connection
        if address and self.register_path.exists():
            raise WorkFolderError(
                f"Inställningarna pekar på en databas, men registret ligger i filen {REGISTER_FILE}. Flytta över det med "
                "”beredning flyttaregister”, eller flytta undan filen om databasen redan har ärendena."
            )
        return address or self.register_path

    @property
    def lock_path(self) -> Path:
        """The file whose lock the one worker at a time holds."""
        return self.root / ".inkorg.las"

    def check(self) -> None:
        """Raise WorkFolderError where the folders are links, or one lies inside another: files could then be lost or taken twice."""
        inbox = self.inbox
        for place in (inbox, self.failed, self.cases):
            if place.is_symlink():
                raise WorkFolderError(f"Mappen {place.name} är en genväg (länk). Ersätt den med en riktig mapp.")
        if not inbox.is_dir():
            raise WorkFolderError(
                f"Inkorgen {inbox} finns inte eller nås inte. Skapa mappen eller rätta inkorg.mapp i {SETTINGS_FILE}."
            )
        real = inbox.resolve()
        if real == self.root.resolve() or self.root.resolve().is_relative_to(real):
            raise WorkFolderError(
                f"Inkorgen får inte vara arbetsmappen själv eller en mapp ovanför den. Rätta inkorg.mapp i {SETTINGS_FILE}."
            )
        for place in (self.failed, self.cases, self.templates, self.archive, self.meetings):
            if real.is_relative_to(place.resolve()) or place.resolve().is_relative_to(real):
                raise WorkFolderError(
                    f"Inkorgen och mappen {place.name} ligger i varandra. Rätta inkorg.mapp i {SETTINGS_FILE}."
                )


def lay_out(root: Path, *, forbund: str | None = None, profile: str | None = None) -> tuple[WorkFolder, bool]:
    """Lay out a working folder, or add what is missing in one; nothing there is touched. Returns it and whether it is new.

    Raises WorkFolderError for a folder inside another working folder, and OSError.
    """
    root = root.resolve()  # "../other" typed inside a working folder is outside it
    above = _nearest(root.parent)
    if above is not None:
        raise WorkFolderError(f"{root} ligger inne i arbetsmappen {above}. Välj en mapp utanför den.")
    if root.exists() and not root.is_dir():
        raise WorkFolderError(f"{root} är en fil. Välj en mapp.")
    make_folder(root)
    settings = root / SETTINGS_FILE
    new = not settings.exists()
    if new:
        write_whole(settings, _starter(forbund, profile).encode("utf-8"))
    for part in _PARTS:
        make_folder(root / part)
    return WorkFolder(root), new


def find(given: Path | None) -> WorkFolder:
    """The folder given, else the nearest one at or above the current folder. Raises WorkFolderError."""
    if given is not None:
        if not (given / SETTINGS_FILE).is_file():
            raise WorkFolderError(f"{given} är ingen arbetsmapp. Lägg upp den med ”beredning starta {given}”.")
        return WorkFolder(given.absolute())
    nearest = _nearest(Path.cwd())
    if nearest is None:
        raise WorkFolderError(
            "Här finns ingen arbetsmapp. Gå till förbundets mapp, ange den med --mapp, eller lägg upp en med ”beredning starta MAPP”."
        )
    return WorkFolder(nearest)


def own_profiles() -> Path | None:
    """The förbund's own profiles, where one stands in or below a working folder that has some."""
    nearest = _nearest(Path.cwd())
    return nearest / "profiler" if nearest and (nearest / "profiler").is_dir() else None


def _nearest(folder: Path) -> Path | None:
    return next((each for each in (folder, *folder.parents) if (each / SETTINGS_FILE).is_file()), None)


def _starter(forbund: str | None, profile: str | None) -> str:
    text = files("intake.starter").joinpath(SETTINGS_FILE).read_text(encoding="utf-8")
    if forbund:
        text = text.replace('namn = "Samordningsförbundet" ', f"namn = {_toml(forbund)} ", 1)
    if profile:
        text = text.replace('profil = "" ', f"profil = {_toml(profile)} ", 1)
    return text.replace("\n", os.linesep) if os.linesep != "\n" else text


def _toml(value: str) -> str:
    """A basic TOML string; control characters cannot be typed in a name and are left out."""
    kept = "".join(c for c in value if c.isprintable())
    return '"' + kept.replace("\\", "\\\\").replace('"', '\\"') + '"'
