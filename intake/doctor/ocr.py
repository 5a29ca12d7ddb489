"""Reading scanned pages: the engine, its Swedish data, and both together."""

from __future__ import annotations

from importlib.util import find_spec

from intake.doctor._finding import Finding, Surroundings

ORDER = 40
_NAME = "Inskannade sidor (OCR)"
_COST = "Inskannade ansökningar kan inte läsas. Word-filer och vanliga pdf-filer läses som förut."


def check(around: Surroundings) -> list[Finding]:
    """Whether the engine starts with the data that comes with the program."""
    from extractors.ocr import tessdata

    if find_spec("tesserocr") is None:
        remedy = "Installera om programmet på en dator där tesserocr finns (Windows, Linux eller macOS 15)."
        return [Finding(name=_NAME, state="brist", found="tesserocr är inte installerat.", cost=_COST, remedy=remedy)]
    try:
        folder = tessdata.folder()
    except (OSError, EOFError) as error:
        found = f"Språkdata kunde inte packas upp ({type(error).__name__})."
        remedy = "Se till att det finns plats och att du får skriva i din cachemapp. Hjälper det inte, installera om programmet."
        return [Finding(name=_NAME, state="brist", found=found, cost=_COST, remedy=remedy)]
    try:
        import tesserocr

        with tesserocr.PyTessBaseAPI(path=str(folder), lang="swe"):
            version = tesserocr.tesseract_version().split()[1]
    except (RuntimeError, ImportError, OSError) as error:
        found = f"Motorn startar inte ({type(error).__name__})."
        remedy = f"Ta bort mappen {folder} och försök igen; den packas då upp på nytt. Hjälper det inte, installera om programmet."
        return [Finding(name=_NAME, state="brist", found=found, cost=_COST, remedy=remedy)]
    return [Finding(name=_NAME, state="bra", found=f"Tesseract {version} startar med svenska språkdata.")]
