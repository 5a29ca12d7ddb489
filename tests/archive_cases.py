"""Four cases in a working folder, laid in with the register's own functions: granted, rejected, answered komplettering, and a scan."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from archive.masking.pdf import masked_text_pdf
from intake.register import Case, Override, Register
from intake.workfolder import WorkFolder, lay_out

GRANTED, REJECTED, ANSWERED, SCANNED = "2026-001", "2026-002", "2026-003", "2026-004"


class SetClock:
    """A clock that moves a minute each time it is asked, so that runs are the same."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        self.moment += timedelta(minutes=1)
        return self.moment


def word(*paragraphs: str) -> bytes:
    """A Word file with these paragraphs, the same bytes each time."""
    from docx import Document

    document = Document()
    document.core_properties.author = "Karin Testman"
    document.core_properties.created = document.core_properties.modified = datetime(2026, 1, 1)
    for each in paragraphs:
        document.add_paragraph(each)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def scan(*lines: str) -> bytes:
    """A PDF that is only a picture of these lines."""
    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("L", (1240, 1754), 255)
    font = ImageFont.load_default(size=36)
    for number, line in enumerate(lines):
        ImageDraw.Draw(page).text((120, 160 + 70 * number), line, fill=0, font=font)
    stream = io.BytesIO()
    page.save(stream, format="PDF", resolution=150)
    return stream.getvalue()


def review(name: str, content: bytes, text: list[str], flags: list[dict[str, Any]]) -> dict[str, Any]:
    """A review with what the archive reads of it."""
    return {
        "schema": "beredning.granskning/1", "version": "0.1.0", "status": "granskad", "profil": "allman",
        "fil": {"namn": name, "sha256": hashlib.sha256(content).hexdigest()}, "uppgifter": {"insatsansvarig": None},
        "block": [{"id": i, "slag": "stycke", "text": t, "sida": 1} for i, t in enumerate(text)], "marginal": [],
        "kriterier": {"datum": {"status": "saknas"}, "syfte": {"status": "uppfyllt"}}, "flaggor": flags,
    }  # fmt: skip


class Office:
    """A working folder and how things come into it."""

    def __init__(self, root: Path) -> None:
        self.folder, _ = lay_out(root, forbund="Samordningsförbundet Prov")
        self.clock = SetClock(datetime(2026, 3, 2, 9, 0))

    def with_register(self, do: Callable[[Register], Any]) -> Any:
        with Register(self.folder.register_path, self.clock) as register:
            return do(register)

    def settings(self, text: str) -> None:
        """Put lines in the settings file's sections ``[gallring]`` and ``[arkiv]``, and read it anew."""
        path = self.folder.root / "installningar.toml"
        before = path.read_text(encoding="utf-8").split("[gallring]")[0]
        path.write_text(before + text, encoding="utf-8")
        self.folder = WorkFolder(self.folder.root)

    def take_in(self, register: Register, case: Case | None, name: str, content: bytes, **about: Any) -> Case:
        """A file that came in, its review and its memo with the PDF beside it."""
        with register.writing():
            new = case is None
            case = case or register.add_case(self.folder.settings.dnr)
            version = len(case.files) + 1
            place = self.folder.cases / case.folder / f"v{version}"
            (place / "inkommet").mkdir(parents=True)
            (place / "inkommet" / name).write_bytes(content)
            digest = hashlib.sha256(content).hexdigest()
            stored = register.add_file(
                case.id, version=version, name=name, sha256=digest, size=len(content), path=f"arenden/{case.folder}/v{version}/inkommet/{name}", mark="a-1",
            )  # fmt: skip
            register.add_event(
                case.id, "inkom" if new else "ny version", "beredning (inkorg)", f"{name} kom in.", file=stored.id
            )
            title = about.get("title", "Bryggan")
            facts = {"insatsnamn": title, "sokande": "Prövköpings kommun", "avsandare": "Prövköpings kommun", "arendemening": f"Ansökan om insatsmedel: {title}"}  # fmt: skip
            register.add_facts(case.id, facts, "beredning (granskning)")
            register.add_event(
                case.id,
                "granskad",
                "beredning (granskning)",
                f"{name} granskades.",
                file=stored.id,
                data={"brister": ["datum"]},
            )
        stem = Path(name).stem
        told = review(name, content, about.get("text", ["Vi söker medel."]), about.get("flags", []))
        (place / f"{stem}.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        (place / f"{stem}-beredning.docx").write_bytes(word(f"Beredning av {title}"))
        (place / f"{stem}-beredning.pdf").write_bytes(masked_text_pdf(["Beredning"], title=title, day=date(2026, 3, 2)))
        found = register.case(case.dnr)
        assert found is not None
        return found

    def letter(self, register: Register, case: Case, name: str, kind: str) -> None:
        place = self.folder.cases / case.folder / "brev"
        place.mkdir(exist_ok=True)
        (place / name).write_bytes(word(f"Brev: {kind}"))
        register.add_event(case.id, "brev", "Eva Ek", f"Brevet {name} skrevs.", data={"slag": kind, "papper": [name]})
        register.add_event(case.id, "skickat", "Eva Ek", f"{name} skickades.", data={"slag": kind})

    def decide(self, register: Register, case: Case, outcome: str, text: str) -> None:
        """A decision, and the letter that tells it."""
        self.letter(register, case, f"{outcome}.docx", outcome)
        register.add_event(case.id, "beslut", "Eva Ek", text, data={"utfall": outcome, "datum": "2026-04-14"})


def four_cases(root: Path) -> Office:
    """The working folder with the four cases, none of them closed."""
    office = Office(root)

    def lay_in(register: Register) -> None:
        sensitive = "Kim Prov har en utmattningsdiagnos."
        flags = [
            {"id": "personnummer", "citat": "20000101-2384", "block": 0, "sida": 1},
            {"id": "kanslig-uppgift", "citat": sensitive, "block": 1, "sida": 1},
        ]
        granted = office.take_in(
            register, None, "Ansökan (åäö) + bilaga.docx", word("Vi söker medel.", sensitive), flags=flags, text=["20000101-2384", sensitive]
        )  # fmt: skip
        override = Override(
            criterion="datum",
            status="uppfyllt",
            programs_status="saknas",
            reason="Datum står i mejlet.",
            name="Eva Ek",
            time="",
        )
        register.add_override(granted.id, override)
        office.decide(register, granted, "bevilja", "Styrelsen beviljar 700 000 kr.")
        register.add_event(granted.id, "överenskommelse", "Eva Ek", "Överenskommelsen undertecknades.")
        rejected = office.take_in(register, None, "idé.docx", word("Vi söker medel till en resa."), title="Resan")
        office.decide(register, rejected, "avslag", "Styrelsen avslår ansökan.")
        answered = office.take_in(register, None, "v1.docx", word("Första versionen."), title="Spåret")
        (office.folder.cases / ANSWERED / "v1" / "inkommet" / "budget.txt").write_bytes(b"Budget: 700 000 kr")
        register.add_attachment(
            answered.files[0].id, name="budget.txt", sha256=hashlib.sha256(b"Budget: 700 000 kr").hexdigest(), size=18,
            path=f"arenden/{ANSWERED}/v1/inkommet/budget.txt", mark="b-1",
        )  # fmt: skip
        office.letter(register, answered, "komplettering.docx", "komplettering")
        answered = office.take_in(register, answered, "v2.docx", word("Andra versionen."), title="Spåret")
        office.decide(register, answered, "avslag", "Styrelsen avslår ansökan.")
        scanned = office.take_in(register, None, "inskannad.pdf", scan("Ansökan om insatsmedel"), title="Skannad")
        office.decide(register, scanned, "avslag", "Styrelsen avslår ansökan.")

    office.with_register(lay_in)
    return office
