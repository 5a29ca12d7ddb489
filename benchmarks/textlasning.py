"""Other programs' way from file to text, for ``benchmarks.hastighet``: ``python textlasning.py PROGRAM FIL…``.

Run as a script by whichever Python has the program, so it imports nothing of ours. Prints one line of JSON: seconds for each file, in one
process, after one file that is not counted. ``lxml+pypdfium2`` is the floor: the bare characters, in no order but the file's own.
"""

from __future__ import annotations

import json
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any


def bare() -> Callable[[str], str]:
    """The text of the XML of a docx, or of a PDF's pages."""
    import pypdfium2
    from lxml import etree

    def read(path: str) -> str:
        if path.endswith(".docx"):
            with zipfile.ZipFile(path) as archive:
                root = etree.fromstring(archive.read("word/document.xml"))
            return "".join(map(str, root.itertext()))
        pdf = pypdfium2.PdfDocument(path)
        try:
            return "\n".join(page.get_textpage().get_text_range() for page in pdf)
        finally:
            pdf.close()

    return read


def markitdown() -> Callable[[str], str]:
    """Microsoft's markitdown, as it comes."""
    from markitdown import MarkItDown

    converter: Any = MarkItDown(enable_plugins=False)
    return lambda path: str(converter.convert(path).text_content)


def kreuzberg() -> Callable[[str], str]:
    """kreuzberg, as it comes."""
    from kreuzberg import extract_file_sync

    return lambda path: str(extract_file_sync(path).content)


PROGRAMS: dict[str, Callable[[], Callable[[str], str]]] = {
    "lxml+pypdfium2": bare,
    "markitdown": markitdown,
    "kreuzberg": kreuzberg,
}


def main(program: str, *paths: str) -> None:
    """Convert the first file once to warm up where there are several, then each and tell the seconds."""
    convert = PROGRAMS[program]()
    if len(paths) > 1:
        convert(paths[0])
    seconds: dict[str, float] = {}
    for path in paths:
        begun = time.perf_counter()
        text = convert(path)
        seconds[Path(path).name] = time.perf_counter() - begun
        if len(text) < 100:
            raise SystemExit(f"{program} gave no text for {path}")
    print(json.dumps(seconds))


if __name__ == "__main__":
    main(*sys.argv[1:])
