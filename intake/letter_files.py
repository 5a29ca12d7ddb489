"""Letters on the disk and in the register: laid in the case's folder ``brev``, entered as «brev», and as «skickat» once sent.

A letter that someone has changed is never written over; the new one is laid beside it. What the program itself wrote is known by
the SHA-256 in the event «brev».
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from intake.durable import make_folder, sha256_of, write_whole
from intake.letters import material_of
from intake.register import Case, Event, Register
from intake.workfolder import WorkFolder
from reports.letters.model import Decision, Letter, LetterKind, Material
from reports.letters.paper import TEMPLATE, letter_document, letter_pdf

_FOLDER = "brev"
_NOTHING_ADDED = Decision()


@dataclass(frozen=True)
class Laid:
    """A letter on the disk: the SHA-256 of its files by name, whether any was written, and whether it lies beside a changed one."""

    files: Mapping[str, str]
    new: bool
    beside: bool


def letters_folder(folder: WorkFolder, case: Case) -> Path:
    """Where the case's letters lie."""
    return folder.cases / case.folder / _FOLDER


def papers_of(folder: WorkFolder, kind: LetterKind, letter: Letter, material: Material) -> dict[str, bytes]:
    """The letter in Word, by the förbund's own template where it has one, and in PDF; by suffix.

    Raises `TemplateFaultError` and `TypesettingError`, both in Swedish.
    """
    template, name = _own_template(folder, kind)
    sender, day = material.sender, material.day
    return {
        ".docx": letter_document(letter, sender, day, template=template, name=name),
        ".pdf": letter_pdf(letter, sender, day),
    }


def _own_template(folder: WorkFolder, kind: LetterKind) -> tuple[bytes | None, str]:
    for name in (f"brev-{kind.slug}.docx", TEMPLATE):
        path = folder.templates / name
        if path.is_file():
            return path.read_bytes(), name
    return None, TEMPLATE


def stem_of(kind: LetterKind, material: Material) -> str:
    """The name of the letter's files, without suffix: ``komplettering-2026-11-23``."""
    return f"{kind.slug}-{material.day.isoformat()}"


def lay(place: Path, stem: str, papers: Mapping[str, bytes], own: Mapping[str, str]) -> Laid:
    """Lay the papers in ``place``. ``own`` gives the SHA-256 of what the program itself wrote last, by name. Raises OSError."""
    make_folder(place)
    wanted = {suffix: hashlib.sha256(content).hexdigest() for suffix, content in papers.items()}
    chosen, count = stem, 1
    while any(_is_changed(place / f"{chosen}{suffix}", own, wanted[suffix]) for suffix in papers):
        count += 1
        chosen = f"{stem}-{count}"
    new = False
    for suffix, content in papers.items():
        path = place / f"{chosen}{suffix}"
        if not path.is_file() or sha256_of(path) != wanted[suffix]:
            write_whole(path, content)
            new = True
    return Laid({f"{chosen}{suffix}": digest for suffix, digest in wanted.items()}, new, chosen != stem)


def _is_changed(path: Path, own: Mapping[str, str], wanted: str) -> bool:
    """Whether a file lies there that is neither what we would write nor what we wrote last."""
    return path.exists() and sha256_of(path) not in (wanted, own.get(path.name))


def lay_and_enter(
    folder: WorkFolder, register: Register, case: Case, kind: LetterKind, letter: Letter, material: Material, who: str
) -> Laid:
    """Lay the letter in the case's folder and enter it; the same letter again enters nothing. Raises OSError, and as `papers_of`."""
    place, events = letters_folder(folder, case), register.events(case.id)
    laid = lay(place, stem_of(kind, material), papers_of(folder, kind, letter, material), _written_by_us(events))
    known = latest_letter(place, events, kind)
    if known is None or known.data.get("sha256") != laid.files:
        text = f"Brevet ”{kind.name}” skrevs."
        text += f" Sista dag för svar är {letter.svar_dag}." if letter.svar_dag else ""
        data = {
            **_told(letter),
            "datum": material.day.isoformat(),
            "papper": list(laid.files),
            "sha256": dict(laid.files),
        }
        register.add_event(case.id, "brev", who, text, data=data)
    return laid


def write_letter(
    folder: WorkFolder,
    register: Register,
    case: Case,
    kind: LetterKind,
    day: date,
    who: str,
    *,
    added: Decision = _NOTHING_ADDED,
    wanted: date | None = None,
    last: date | None = None,
) -> list[str]:
    """Write a letter on a case; returns Swedish lines on where it is and what the writer must see to.

    The options are those of ``intake.letters.material_of``. Raises OSError, and ValueError in Swedish for a letter that cannot be
    written.
    """
    material = material_of(folder, register, case, kind, day, added=added, wanted=wanted, last=last)
    if kind.needs_review and material.review is None and not added.questions:
        raise ValueError(
            f"{case.dnr} har ingen granskning. Kör ”beredning omgranska {case.dnr}” först, eller ange frågor med --fraga."
        )
    letter = kind.write(material)
    laid = lay_and_enter(folder, register, case, kind, letter, material, who)
    told = [f"{case.dnr}: {kind.name}{'' if laid.new else ' finns redan, oförändrat'}."]
    told += [f"  Skrivet         {letters_folder(folder, case) / name}" for name in laid.files]
    if laid.beside:
        told.append("  Ett tidigare brev har ändrats för hand och ligger kvar; det nya ligger bredvid.")
    if kind.tells_decision and material.decision.day is None:
        told.append(
            f"  Beslutet är inte infört. För in det med ”beredning beslut {case.dnr} {kind.slug} …” och skriv sedan brevet igen."
        )
    return [*told, *remarks(letter)]


def remarks(letter: Letter) -> list[str]:
    """What the writer must see to before the letter is signed, a Swedish line each."""
    told = []
    if letter.svar_senast:
        told.append(f"  Svar senast     {letter.svar_senast}{f' (möte {letter.mote})' if letter.mote else ''}")
    if letter.att_fylla_i:
        told.append(f"  Fyll i          {', '.join(letter.att_fylla_i)}")
    if letter.osakra:
        told.append(f"  Osäkra fynd     Läs efter i ansökan före underskrift: {', '.join(letter.osakra)}")
    return told


def mark_sent(register: Register, case: Case, kind: LetterKind, written: Event, who: str) -> bool:
    """Enter that the letter of this event has been sent. Returns whether it was news."""
    sent = [e for e in register.events(case.id) if e.kind == "skickat" and e.data.get("slag") == kind.slug]
    if any(e.id > written.id for e in sent):
        return False
    data = {key: written.data[key] for key in ("slag", "svar_senast", "papper") if written.data.get(key)}
    register.add_event(case.id, "skickat", who, f"Brevet ”{kind.name}” skickades.", data=data)
    return True


def latest_letter(place: Path, events: Iterable[Event], kind: LetterKind) -> Event | None:
    """The event of the newest letter of this kind; None where there is none, or its files are gone."""
    found = [e for e in events if e.kind == "brev" and e.data.get("slag") == kind.slug]
    names = found[-1].names("papper") if found else ()
    return found[-1] if names and all((place / name).is_file() for name in names) else None


def _told(letter: Letter) -> dict[str, Any]:
    """What the register remembers of a letter; ``svar_senast`` only where an answer is asked for."""
    last = {"svar_senast": letter.svar_dag.isoformat()} if letter.svar_dag else {}
    return {"slag": letter.slag, **last}


def _written_by_us(events: Iterable[Event]) -> dict[str, str]:
    """SHA-256 of every letter as the program last wrote it, by name."""
    found: dict[str, str] = {}
    for event in events:
        digests = event.data.get("sha256")
        if event.kind == "brev" and isinstance(digests, Mapping):
            found |= {str(name): str(digest) for name, digest in digests.items()}
    return found
