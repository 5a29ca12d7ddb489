"""A day's traffic into one inbox while the program is killed again and again; then the proof that nothing was lost or doubled.

Run: python -m benchmarks.krascher [--kills 300] [--files 200] [--seed 1]

A writer drops files (slowly, by rename, in moved-in folders, twice, broken, as new versions). Workers with quick readers take them in
and are stopped by SIGKILL at random moments, by simulated power loss (whatever was not synced is undone), and by full or failing disks;
in some rounds two work on the same inbox. At last one worker runs in peace, and every file is counted.
"""

from __future__ import annotations

import argparse
import errno
import hashlib
import json
import os
import random
import shutil
import signal
import stat
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from extractors.errors import Unreadable
from extractors.model import Block, Document
from intake.durable import write_whole
from intake.pipeline import Outcome
from intake.register import Case, Event, Register, StoredFile
from intake.versions import Traits, traits_of
from intake.watch import Watch
from intake.workfolder import WorkFolder, lay_out

_WORDS = [
    f"{a}{b}{c}"
    for a in ("sam", "ut", "för", "med", "om")
    for b in ("ar", "bet", "håll", "ställ")
    for c in ("ning", "are", "et", "")
]
_END = "SLUT"
_KINDS = ("död", "död", "död", "ström", "ström", "disk", "två")


class QuickReviewing:
    """A reader and reviewer of the harness's own texts, in milliseconds."""

    def read(self, path: Path) -> Document:
        """Read a text; one without its end is broken, one that begins so is locked."""
        if path.is_dir():
            return self.read(next(each for each in sorted(path.iterdir()) if each.is_file()))
        text = path.read_text(encoding="utf-8")
        if not text.rstrip().endswith(_END):
            raise Unreadable("trasig", f"Filen {path.name} är skadad.")
        if text.startswith("LÅST"):
            raise Unreadable("krypterad", f"Filen {path.name} är låst med lösenord.")
        return Document(
            kind="txt", blocks=tuple(Block(id=i, kind="stycke", text=t) for i, t in enumerate(text.splitlines()))
        )

    def traits(self, document: Document) -> Traits:
        """The name is on the first line."""
        name = document.blocks[0].text
        return traits_of(
            document, name=name, applicant="Prövköpings kommun", is_application=not name.startswith("BILAGA")
        )

    def review(self, path: Path, document: Document | None, out: Path, today: date, case: Any = None) -> Outcome:
        """Write one paper."""
        document = document or self.read(path)
        data = {
            "fil": {"namn": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()},
            "status": "granskad", "profil": "allman", "uppgifter": {"insatsnamn": document.blocks[0].text, "sokande": None},
            "block": [{"text": b.text} for b in document.blocks], "mal": [], "budget": {"summor": []},
            "kriterier": {"datum": {"status": "saknas"}},
        }  # fmt: skip
        paper = out / f"{path.stem}.json"
        write_whole(paper, json.dumps(data).encode())
        return Outcome(path, data, (paper,))


@dataclass(frozen=True)
class Drop:
    """A file that someone drops: its name, its bytes, and the case that it should end in (None: it cannot be read)."""

    name: str
    content: bytes
    case: str | None
    again: bool = False
    attached: bytes | None = None

    @property
    def sha256(self) -> str:
        """Of the bytes."""
        return hashlib.sha256(self.content).hexdigest()


def traffic(count: int, chance: random.Random) -> list[Drop]:
    """A day's files: mostly new applications, with new versions, the same file again, and files that cannot be read."""
    drops: list[Drop] = []
    texts: dict[str, list[str]] = {}
    for number in range(count):
        kind = chance.random()
        name = f"ansökan {number:03d}.docx"
        whole = [d for d in drops if d.case is not None]
        if kind < 0.10 and whole:
            drops.append(Drop(f"kopia {number:03d}.docx", chance.choice(whole).content, None, again=True))
        elif kind < 0.20 and texts:
            case = chance.choice(sorted(texts))
            words = texts[case] = [*texts[case][:110], *chance.choices(_WORDS, k=20)]
            drops.append(Drop(name, _text(case, words), case))
        elif kind < 0.28:
            drops.append(Drop(name, f"LÅST {number} {chance.random()}\n{_END}".encode(), None))
        else:
            case = f"Insats {number:03d}"
            texts[case] = chance.choices(_WORDS, k=130)
            attached = f"BILAGA {number}\n{chance.random()}\n{_END}".encode() if chance.random() < 0.15 else None
            drops.append(Drop(name, _text(case, texts[case]), case, attached=attached))
    return drops


def _text(case: str, words: list[str]) -> bytes:
    lines = [case, *(" ".join(words[i : i + 13]) for i in range(0, len(words), 13)), _END]
    return "\n".join(lines).encode()


def drop_all(folder: WorkFolder, drops: list[Drop], chance: random.Random, pause: float) -> None:
    """Write the files into the inbox as people and copying programs do."""
    inbox, outside = folder.inbox, folder.root.with_name(folder.root.name + "-utanfor")
    outside.mkdir(exist_ok=True)
    for number, each in enumerate(drops):
        way = "folder" if each.attached else chance.choice(("slow", "rename", "folder", "at once"))
        if way == "folder":
            moved = outside / f"mapp {number:03d}"
            moved.mkdir()
            (moved / each.name).write_bytes(each.content)
            if each.attached:
                (moved / f"bilaga {number:03d}.docx").write_bytes(each.attached)
            moved.rename(inbox / moved.name)
        elif way == "rename":
            part = inbox / f"{each.name}.part"
            part.write_bytes(each.content)
            part.rename(inbox / each.name)
        else:
            with (inbox / each.name).open("wb") as file:
                for part_of in (each.content[: len(each.content) // 2], each.content[len(each.content) // 2 :]):
                    file.write(part_of)
                    file.flush()
                    time.sleep(0.02 if way == "slow" else 0)
        if chance.random() < 0.05:
            (inbox / f"~${each.name}").write_bytes(b"lock")
        time.sleep(chance.uniform(0, 2 * pause))


def work(
    folder: WorkFolder,
    *,
    forever: bool,
    note: Callable[[str], None] = lambda _: None,
    now: Callable[[], datetime] = datetime.now,
) -> bool:
    """One worker over the inbox, with quick readers."""
    watch = Watch(WorkFolder(folder.root), QuickReviewing(), lambda _: None, note, now=now)
    return watch.run(forever=forever)


@dataclass
class PowerLoss:
    """Counts calls to the disk; at the chosen one the power goes: all that was not synced is undone, and the process is killed."""

    folder: WorkFolder
    at_call: int
    shadow: Path
    _calls: int = 0
    _synced: set[int] = field(default_factory=set)
    _pending: list[tuple[set[int], Callable[[], None]]] = field(default_factory=list)

    def install(self) -> None:
        """Put itself in the place of the disk's calls."""
        self._fsync, self._replace, self._unlink = os.fsync, os.replace, os.unlink
        os.fsync, os.replace, os.unlink = self.fsync, self.replace, self.unlink  # type: ignore[assignment]

    def _step(self) -> None:
        self._calls += 1
        if self._calls == self.at_call:
            self._go_dark()

    def fsync(self, handle: int) -> None:
        """A file's bytes, or a folder's names, are safe from here on."""
        self._step()
        self._fsync(handle)
        found = os.fstat(handle)
        self._synced.add(found.st_ino)
        if stat.S_ISDIR(found.st_mode):
            for folders, _ in self._pending:
                folders.discard(found.st_ino)
            self._pending = [each for each in self._pending if each[0]]
        self._step()

    def replace(self, source: str | Path, target: str | Path) -> None:
        """A move, undone until the target's folder is synced."""
        self._step()
        source, target = Path(source), Path(target)
        kept = self._keep(target) if target.exists() else None
        self._replace(source, target)

        def undo() -> None:
            if target.exists():
                source.parent.mkdir(parents=True, exist_ok=True)
                self._replace(target, source)
            if kept is not None:
                self._replace(kept, target)

        self._pending.append(({target.parent.stat().st_ino}, undo))
        self._step()

    def unlink(self, path: str | Path, *, dir_fd: int | None = None) -> None:
        """A removal, undone until its folder is synced."""
        if dir_fd is not None:
            self._unlink(path, dir_fd=dir_fd)
            return
        self._step()
        path = Path(path)
        if not path.exists() or not path.is_relative_to(self.folder.root):
            self._unlink(path)
            return
        kept, inode = self._keep(path), path.parent.stat().st_ino
        self._unlink(path)

        def undo() -> None:
            if path.parent.is_dir() and not path.exists():
                self._replace(kept, path)

        self._pending.append(({inode}, undo))
        self._step()

    def _keep(self, path: Path) -> Path:
        kept = self.shadow / f"{self._calls}-{random.getrandbits(64):x}"
        os.link(path, kept)
        return kept

    def _go_dark(self) -> None:
        for _, undo in reversed(self._pending):
            undo()
        for top in (self.folder.cases, self.folder.failed):
            for path in top.rglob("*"):
                if (
                    path.is_file()
                    and path.suffix in (".docx", ".ny")
                    and path.stat().st_ino not in self._synced
                    and self._young(path)
                ):
                    os.truncate(path, path.stat().st_size // 2)
        os.kill(os.getpid(), signal.SIGKILL)

    def _young(self, path: Path) -> bool:
        """Whether this process wrote the file; those of earlier ones have long been on the disk."""
        return path.stat().st_mtime >= self.started

    started: float = field(default_factory=time.time)


def failing_disk(chance: random.Random, share: float) -> None:
    """From here on a share of this process's disk calls fail, as on a full or worn disk."""
    fsync, replace, unlink = os.fsync, os.replace, os.unlink

    def failing(real: Callable[..., None]) -> Callable[..., None]:
        def call(*args: object, **kwargs: object) -> None:
            if chance.random() < share:
                raise OSError(chance.choice((errno.ENOSPC, errno.EIO, errno.EACCES)), "simulated")
            real(*args, **kwargs)

        return call

    os.fsync, os.replace, os.unlink = failing(fsync), failing(replace), failing(unlink)


def _fork(action: Callable[[], object]) -> int:
    pid = os.fork()
    if not pid:
        try:
            action()
        except BaseException as error:
            print(f"worker: {type(error).__name__}: {error}", file=sys.stderr)
            os._exit(1)
        os._exit(0)
    return pid


def one_round(folder: WorkFolder, chance: random.Random, shadow: Path) -> tuple[str, bool]:
    """Start a worker, or two, and stop it; returns how it was stopped, and whether a copy was under way."""
    kind = chance.choice(_KINDS)
    seed, back = chance.random(), timedelta(days=chance.choice((0, 0, 0, 1)))  # now and then the clock is set back

    def act() -> None:
        if kind == "ström":
            PowerLoss(folder, random.Random(seed).randint(1, 90), shadow).install()  # noqa: S311
        if kind == "disk":
            failing_disk(random.Random(seed), 0.1)  # noqa: S311
        work(folder, forever=True, now=lambda: datetime.now() - back)

    workers = [_fork(act) for _ in range(2 if kind == "två" else 1)]
    time.sleep(chance.uniform(0.06, 0.45))
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)
    return kind, folder.staging.is_dir() and any(folder.staging.iterdir())


def faults(folder: WorkFolder, drops: list[Drop]) -> list[str]:
    """What is wrong with the outcome; empty when every file is in exactly one place, once, with the right bytes and case."""
    found: list[str] = []
    places: dict[str, list[str]] = {}
    for top in (folder.inbox, folder.failed, folder.cases):
        for path in top.rglob("*"):
            if path.is_file() and path.suffix == ".docx" and not path.name.startswith("~$"):
                places.setdefault(hashlib.sha256(path.read_bytes()).hexdigest(), []).append(
                    path.relative_to(folder.root).as_posix()
                )
    with Register(folder.register_path, datetime.now) as register:
        found += register.check()
        files = {file.sha256: file for file in register.files()}
        attached = {each.sha256: each for each in register.attachments()}
        cases, events = register.cases(), register.events()
        numbers = [row[0] for row in register.connection.execute("SELECT nr FROM arenden ORDER BY nr")]
        failed = {row[0] for row in register.connection.execute("SELECT sha256 FROM felfiler")}
    wanted = {d.sha256: d for d in drops if not d.again}
    bilagor = {hashlib.sha256(d.attached).hexdigest(): d for d in drops if d.attached}
    found += [f"{places[digest]}: bytes nobody dropped" for digest in places.keys() - wanted.keys() - bilagor.keys()]
    for digest, each in bilagor.items():
        entered, owner = attached.get(digest), files.get(each.sha256)
        if entered is None or owner is None or entered.file != owner.id or places.get(digest) != [entered.path]:
            found.append(f"bilaga of {each.name}: in {places.get(digest)}, the register says {entered}")
    for digest, each in wanted.items():
        where = places.get(digest, [])
        if len(where) != 1:
            found.append(f"{each.name}: in {len(where)} places {where}")
        elif each.case is None:
            if (
                not where[0].startswith("fel/")
                or digest in files
                or digest not in failed
                or not (folder.root / f"{where[0]}.orsak.txt").is_file()
            ):
                found.append(f"{each.name}: unreadable, but not set aside rightly: {where[0]}")
        elif digest not in files or files[digest].path != where[0]:
            found.append(f"{each.name}: lies in {where[0]}, the register says {files.get(digest)}")
    found += _case_faults(wanted, files, cases, numbers)
    found += _event_faults(drops, files, events)
    return found


def _case_faults(
    wanted: dict[str, Drop], files: dict[str, StoredFile], cases: list[Case], numbers: list[int]
) -> list[str]:
    by_case: dict[str, set[int]] = {}
    for digest, file in files.items():
        by_case.setdefault(str(wanted[digest].case), set()).add(file.case)
    found = [f"{case}: spread over the cases {numbers}" for case, numbers in by_case.items() if len(numbers) != 1]
    expected = len({d.case for d in wanted.values() if d.case is not None})
    if len(cases) != expected or numbers != list(range(1, expected + 1)):
        found.append(f"{len(cases)} cases numbered {numbers[:3]}…{numbers[-3:]}, expected 1–{expected}")
    return found


def _event_faults(drops: list[Drop], files: dict[str, StoredFile], events: list[Event]) -> list[str]:
    found = []
    came = Counter(e.file for e in events if e.kind in ("inkom", "ny version"))
    ended = Counter(e.file for e in events if e.kind in ("granskad", "granskning misslyckades"))
    for file in files.values():
        if came[file.id] != 1 or ended[file.id] != 1:
            found.append(f"{file}: came {came[file.id]} times, reviewed {ended[file.id]} times")
    again = sum(e.kind == "samma fil igen" for e in events)
    if again != sum(d.again for d in drops):
        found.append(f"{again} doubles noted of {sum(d.again for d in drops)}")
    return found


def run(root: Path, *, kills: int, files: int, seed: int) -> tuple[list[str], dict[str, int | float]]:
    """The whole trial in a new folder. Returns the faults found and some figures."""
    started = time.monotonic()
    chance = random.Random(seed)  # noqa: S311 - a repeatable trial
    folder, _ = lay_out(root)
    settings = folder.root / "installningar.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("sekunder = 1.0", "sekunder = 0.05"), encoding="utf-8"
    )
    Register(folder.register_path, datetime.now).close()
    shadow = root.with_name(root.name + "-skugga")
    shadow.mkdir()
    drops = traffic(files, chance)
    writer = _fork(lambda: drop_all(folder, drops, random.Random(seed + 1), pause=kills * 0.28 / files))  # noqa: S311
    rounds = [one_round(folder, chance, shadow) for _ in range(kills)]
    stopped = Counter(kind for kind, _ in rounds)
    os.waitpid(writer, 0)
    notes: list[str] = []
    quiet = work(folder, forever=False, note=notes.append)
    wrong = faults(folder, drops)
    if not quiet and not any(d.case is None and not d.again for d in drops):
        wrong.append(f"the last run ended with {notes}")
    with Register(folder.register_path, datetime.now) as register:
        given_up = sum(e.kind == "granskning misslyckades" for e in register.events())
        cases = len(register.cases())
    return wrong, {
        "files": len(drops), "cases": cases, **{f"stopped: {k}": n for k, n in sorted(stopped.items())},
        "stopped midway": sum(midway for _, midway in rounds), "reviews left to a human": given_up, "seconds": round(time.monotonic() - started, 1),
    }  # fmt: skip


def main() -> int:
    """Run the trial and print its figures."""
    parser = argparse.ArgumentParser(description="Kill the inbox again and again, then count every file.")
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    place = Path(tempfile.mkdtemp(prefix="krascher-"))
    wrong, figures = run(place / "mapp", kills=options.kills, files=options.files, seed=options.seed)
    for name, value in figures.items():
        print(f"{name:<26} {value}")
    print("\n".join(wrong) or "every file is in exactly one place, once, with the right bytes and case")
    if not wrong:
        shutil.rmtree(place)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
