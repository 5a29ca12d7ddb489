"""Time and size of archive packages, proof, reading back and masking: ``python -m benchmarks.arkiv [FILE …]``.

The whole way is walked with the program's own readers and papers, in a folder that is removed afterwards. Without files the samples of
the repository are used, four of them: a form, a text PDF, a mail and an OpenDocument file.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from archive.masking.case import Told
from archive.readback import read_back
from archive.verify import verify
from intake.archive_back import enter
from intake.archiving import case_content
from intake.masking import masked_copy
from intake.register import Register
from intake.reviewing import Reviewer
from intake.sealing import anchors, seal
from intake.watch import Watch
from intake.workfolder import WorkFolder, lay_out

_SAMPLES = Path(__file__).resolve().parents[1] / "sample_submissions"
_DEFAULT = ("04-halsoslussen.docx", "05-samma-karta.pdf", "07-bron-forlangning.eml", "08-snickeriet.odt")


def main(names: list[str]) -> int:
    """Print a line for each file, and the time that the proof of all packages took."""
    files = [Path(name) for name in names] or [_SAMPLES / name for name in _DEFAULT]
    with tempfile.TemporaryDirectory() as folder:
        office = _taken_in(Path(folder) / "mapp", files)
        print(
            f"{'ärende':34} {'original kB':>11} {'paket kB':>9} {'filer':>6} {'arkivera s':>10} {'återläs s':>9} {'maska s':>8}"
        )
        with Register(office.register_path, datetime.now) as register:
            for case in register.cases():
                content = case_content(office, register, case, now=datetime.now(), program="0.1.0")
                sealed, sealing = _timed(seal, office, register, case, content, "mätning")
                back, _ = lay_out(Path(folder) / f"ater-{case.folder}")
                with Register(back.register_path, datetime.now) as other:
                    _, reading = _timed(_enter_again, back, other, sealed.folder)
                _, masking = _timed(partial(masked_copy, now=datetime.now()), office, register, case, Told())
                size = sum(file.size for file in case.files) / 1000
                print(
                    f"{case.newest.name[:34]:34} {size:11.0f} {sealed.size / 1000:9.0f} {sealed.files:6} {sealing:10.2f} {reading:9.2f} {masking:8.2f}"
                )
            proof, seconds = _timed(verify, office.archive, anchors(register))
        print(f"Kontroll av {proof.packages} paket med {proof.files} filer: {seconds:.2f} s, {len(proof.faults)} fel")
    return 1 if proof.faults else 0


def _taken_in(root: Path, files: list[Path]) -> WorkFolder:
    office, _ = lay_out(root, forbund="Samordningsförbundet Mätning")
    settings = root / "installningar.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("sekunder = 1.0", "sekunder = 0.05"), encoding="utf-8"
    )
    office = WorkFolder(root)
    for file in files:
        (office.inbox / file.name).write_bytes(file.read_bytes())
    with Reviewer("0.1.0", None) as reviewer:
        Watch(
            office, reviewer, lambda told: print(told.text, file=sys.stderr), lambda text: print(text, file=sys.stderr)
        ).run()
    return office


def _enter_again(back: WorkFolder, other: Register, package: Path) -> None:
    enter(back, other, read_back(package), "mätning")


def _timed(do: Callable[..., Any], *given: Any) -> tuple[Any, float]:
    start = time.perf_counter()
    done = do(*given)
    return done, time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
