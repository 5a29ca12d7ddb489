"""What the register and the case's folder hold, handed to the archive as plain values."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from pathlib import Path, PurePath
from typing import Any

from archive.complete import DECISION_LETTER, decision_of, missing_parts, restrictions_of
from archive.model import (
    AttachmentRow,
    CaseContent,
    CaseRecord,
    Direction,
    Entry,
    EventRow,
    FactRow,
    FileRow,
    OverrideRow,
    Reviewed,
    Role,
    Sender,
)
from archive.names import media_type, safe_name
from intake.durable import sha256_of
from intake.register import Case, Register
from intake.workfolder import WorkFolder

_GAPS = ("saknas", "avviker")
# Names of papers to kinds of handling; the first that fits holds.
_KINDS: tuple[tuple[str, str, str, Direction], ...] = (
    (r"overenskommelse|överenskommelse|avtal", "overenskommelse", "Överenskommelse", "intern"),
    (r"protokoll", "protokoll", "Protokoll", "intern"),
    (r"-beredning\b|^beredning|tjansteskrivelse|tjänsteskrivelse", "beredning", "Beredning", "intern"),
    (r"mottagning", "brev", "Mottagningsbekräftelse", "ut"),
    (r"komplettering", "brev", "Begäran om komplettering", "ut"),
    (r"bevilj|avslag|beslut|aterremiss|återremiss|ej.vidare", "brev", DECISION_LETTER, "ut"),
    (r"markerad|marked", "markerad-kopia", "Markerad kopia av ansökan", "intern"),
)


def case_record(register: Register, case: Case) -> CaseRecord:
    """All that the register holds of a case and of the cases joined to it, with every earlier fact and verdict."""
    joined = [each for each in register.cases() if each.merged_into == case.dnr]
    return _record(register, case).model_copy(update={"knutna": tuple(_joined(register, each) for each in joined)})


def _joined(register: Register, case: Case) -> CaseRecord:
    time, who = register.connection.execute("SELECT tid, vem FROM knytningar WHERE arende = ?", (case.id,)).fetchone()
    return _record(register, case).model_copy(update={"knutet_tid": time, "knutet_vem": who})


def _record(register: Register, case: Case) -> CaseRecord:
    ask = register.connection.execute
    year, number = ask("SELECT ar, nr FROM arenden WHERE id = ?", (case.id,)).fetchone()
    digests = {file.id: file.sha256 for file in case.files}
    return CaseRecord(
        dnr=case.dnr,
        ar=year,
        nr=number,
        mapp=case.folder,
        inkom=case.came,
        uppgifter=tuple(
            FactRow(falt=field, varde=value, tid=time, vem=who)
            for field, value, time, who in ask(
                "SELECT falt, varde, tid, vem FROM uppgifter WHERE arende = ? ORDER BY id", (case.id,)
            )
        ),
        filer=tuple(
            FileRow(
                version=f.version,
                namn=f.name,
                sha256=f.sha256,
                storlek=f.size,
                sokvag=f.path,
                marke=f.mark,
                inkom=f.came,
            )
            for f in case.files
        ),
        bilagor=tuple(
            AttachmentRow(
                till=digests[a.file],
                namn=a.name,
                sha256=a.sha256,
                storlek=a.size,
                sokvag=a.path,
                marke=a.mark,
                inkom=a.came,
            )
            for a in case.attachments
        ),
        handelser=tuple(
            EventRow(slag=e.kind, tid=e.time, vem=e.who, text=e.text, data=dict(e.data), fil=digests.get(e.file or 0))
            for e in register.events(case.id)
        ),
        avsteg=tuple(
            OverrideRow(
                kriterium=row[0], status=row[1], programmets_status=row[2], skal=row[3], namn=row[4], tid=row[5]
            )
            for row in ask(
                "SELECT kriterium, status, programmets_status, skal, namn, tid FROM avsteg WHERE arende = ? ORDER BY id",
                (case.id,),
            )
        ),
    )


def case_entries(folder: WorkFolder, record: CaseRecord) -> tuple[Entry, ...]:
    """Every file in the case's folder, and in those of the cases joined to it, in order of its path. Raises OSError."""
    entries: list[Entry] = []
    for each in (record, *record.knutna):
        for path in _files(folder.cases / each.mapp):
            entries.append(_entry(folder, each, path, len(entries) + 1))
    return tuple(_with_copies(entries))


def _files(place: Path) -> list[Path]:
    """Regular files that are not hidden; links are never followed."""
    found = [
        path
        for path in place.rglob("*")
        if path.is_file()
        and not path.is_symlink()
        and not any(part.startswith((".", "~$")) for part in path.relative_to(place).parts)
    ]
    return sorted(found, key=lambda path: _order(path.relative_to(place).parts))


def _order(parts: tuple[str, ...]) -> tuple[int, bool, str]:
    """Version by version, what came in before what was written about it, and the case's letters last."""
    return _version(parts[0]) or 1_000_000, "inkommet" not in parts, "/".join(parts)


def _entry(folder: WorkFolder, record: CaseRecord, path: Path, number: int) -> Entry:
    relative = path.relative_to(folder.root).as_posix()
    came = {row.sokvag: (row.namn, row.inkom) for row in record.came_in()}
    versions = {row.sokvag: row.version for row in record.filer}
    attached = {row.sokvag for row in record.bilagor}
    place = path.relative_to(folder.cases / record.mapp).parts
    version = versions.get(relative) or _version(place[0])
    role, kind, title, direction = _about(
        path, original=relative in came, version=version, attached=relative in attached
    )
    name, time = came.get(relative) or (path.name, _changed(path))
    return Entry(
        number=number,
        path=relative,
        name=name,
        sealed=f"{number:03d}-{kind}{PurePath(safe_name(name)).suffix.casefold()}",  # a name from outside may name a person
        role=role,
        kind=kind,
        title=title,
        dnr=record.dnr,
        time=time,
        sha256=sha256_of(path),
        size=path.stat().st_size,
        mime=media_type(name),
        version=version,
        direction=direction,
    )


def _version(part: str) -> int | None:
    return int(part[1:]) if re.fullmatch(r"v\d+", part) else None


def _changed(path: Path) -> str:
    return datetime.fromtimestamp(path.stat().st_mtime).astimezone().isoformat(timespec="seconds")


def _about(path: Path, *, original: bool, version: int | None, attached: bool) -> tuple[Role, str, str, Direction]:
    """The role, kind of handling, title and direction of a file."""
    of = f" av version {version}" if version else ""
    if original or path.parent.name == "inkommet":
        if attached:
            return "original", "bilaga", f"Bilaga till ansökan, version {version}", "in"
        first = version in (None, 1)
        return (
            "original",
            "ansokan" if first else "komplettering",
            "Ansökan" if first else f"Komplettering, version {version}",
            "in",
        )
    if path.suffix == ".json" and _is_review(path):
        return "granskning", "granskning", f"Granskning{of} (data)", "intern"
    stem = path.stem.casefold()
    for pattern, kind, title, direction in _KINDS:
        if re.search(pattern, stem):
            return "papper", kind, title + (of if kind in ("beredning", "markerad-kopia") else ""), direction
    if path.parent.name == "brev":
        return "papper", "brev", "Brev", "ut"
    return "ovrigt", "ovrigt", path.stem, "intern"


def _is_review(path: Path) -> bool:
    return bool(_review(path))


def _review(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return data if isinstance(data, dict) and "kriterier" in data and "fil" in data else {}
    except (OSError, ValueError):
        return {}


def _with_copies(entries: list[Entry]) -> list[Entry]:
    """The entries, with each PDF that lies beside its Word paper told to be a copy of it."""
    papers = {e.path.removesuffix(".docx"): e for e in entries if e.role == "papper" and e.path.endswith(".docx")}
    return [
        e.model_copy(update={"role": "pdf-kopia", "copy_of": papers[e.path.removesuffix(".pdf")].sealed})
        if e.path.endswith(".pdf") and e.path.removesuffix(".pdf") in papers
        else e
        for e in entries
    ]


def reviews_of(folder: WorkFolder, entries: tuple[Entry, ...]) -> list[tuple[Entry, dict[str, Any]]]:
    """The reviews in the case's folder with their data."""
    return [(e, _review(folder.root / e.path)) for e in entries if e.role == "granskning"]


def case_content(
    folder: WorkFolder, register: Register, case: Case, *, now: datetime, program: str, replaces: str | None = None
) -> CaseContent:
    """Everything that a package of the case is made from. Raises OSError, and SettingsError for the settings."""
    from intake.disposing import disposal_note

    settings = folder.settings
    record = case_record(register, case)
    entries = case_entries(folder, record)
    reviews = reviews_of(folder, entries)
    told = tuple(
        Reviewed(
            version=entry.version or 1,
            program=str(data.get("version", "okänd")),
            profile=str(data.get("profil", "okänd")),
            gaps=sum(v["status"] in _GAPS for v in data["kriterier"].values()),
        )
        for entry, data in reviews
    )
    return CaseContent(
        sender=Sender(
            name=settings.forbund.name,
            number=settings.forbund.number,
            manager=settings.contacts.manager,
            receiver=settings.archive.receiver,
            agreement=settings.archive.agreement,
            classification=settings.archive.classification,
        ),
        program=program,
        created=now.astimezone().isoformat(timespec="seconds"),
        status=case.status,
        record=record,
        entries=entries,
        reviews=told,
        restrictions=restrictions_of([data for _, data in reviews]),
        decision=decision_of(record),
        disposal=disposal_note(settings.disposal, record, _closed(record, now)),
        missing=missing_parts(record, entries, told),
        erms=settings.archive.erms,
        csip=settings.archive.csip,
        replaces=replaces,
    )


def _closed(record: CaseRecord, now: datetime) -> date:
    """The day that the case was closed; today where it is closed now."""
    closed = record.events("avslutat")
    return date.fromisoformat(closed[-1].tid[:10]) if closed else now.date()
