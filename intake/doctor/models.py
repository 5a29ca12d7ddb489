"""The trained models that come with the program."""

from __future__ import annotations

import zipfile
from importlib.resources import as_file, files

from intake.doctor._finding import Finding, Surroundings

ORDER = 30
# They are loaded by name, each by the module that uses it; so a missing one can only be known by its name.
_MODELS = (
    ("extractors.data", "topics", "vad varje del av ansökan handlar om"),
    ("extractors.data", "sentences", "vad varje mening säger om kriterierna"),
    ("extractors.data", "goals", "hur mål är formulerade"),
    ("extractors.data", "parties", "vilka parter som deltar"),
    ("rules.data", "decision", "hur säker en bedömning är"),
)


def check(around: Surroundings) -> list[Finding]:
    """Whether every model is there and whole."""
    faults = [(name, about) for package, name, about in _MODELS if not _is_whole(package, name)]
    if not faults:
        return [Finding(name="Modeller", state="bra", found=f"Alla {len(_MODELS)} modeller finns och är hela.")]
    return [
        Finding(
            name="Modeller",
            state="fel",
            found=f"Modellen {name} saknas eller är skadad.",
            cost=f"Programmet kan inte avgöra {about}, och granskar därför inget.",
            remedy="Installera om programmet; modellerna följer med det.",
        )
        for name, about in faults
    ]


def _is_whole(package: str, name: str) -> bool:
    """Whether the file is there and all its arrays have their check sums."""
    try:
        with as_file(files(package).joinpath(f"{name}.npz")) as path, zipfile.ZipFile(path) as archive:
            return bool(archive.namelist()) and archive.testzip() is None
    except (OSError, zipfile.BadZipFile, EOFError):
        return False
