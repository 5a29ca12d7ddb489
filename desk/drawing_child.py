"""The other side of `desk.drawing`: a process that draws pages of one PDF or scanned picture, or tells where words stand, and then ends.

It imports nothing of ours and is bounded in memory and time, so a file that breaks the drawing library costs only its own pictures.
"""

from __future__ import annotations

import ctypes
import io
import json
import struct
import sys
from typing import Any

_MEMORY_BYTES = 2_000_000_000
_CPU_SECONDS = 40
_DROPPED = frozenset("-\u00ad\u2010\u2011\ufffe\u0002")
_SHORTEST_PART = 12
_FINENESS = 10
_WIDEST = 2400
_MOST_PIXELS = 120_000_000
_LONG_SIDE = 842  # of A4, in points


def _bounded() -> None:
    """Bounds that the kernel keeps; Windows has none of the kind, there the parent's clock must do."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))


def _folded(characters: list[str]) -> tuple[str, list[int]]:
    """The text without blanks and hyphens, in small letters, and the place of each of its characters."""
    kept, places = [], []
    for place, character in enumerate(characters):
        for each in character.casefold():
            if not each.isspace() and each not in _DROPPED and each != "|" and each != "\0":
                kept.append(each)
                places.append(place)
    return "".join(kept), places


def _page_text(page: Any) -> tuple[Any, str, list[int]]:
    from pypdfium2 import raw

    text = page.get_textpage()
    characters = [chr(raw.FPDFText_GetUnicode(text, i) or 32) for i in range(text.count_chars())]
    return text, *_folded(characters)


def _boxes(page: Any, text: Any, first: int, last: int) -> list[list[float]]:
    """Boxes around the characters ``first`` to ``last``, a line each, in points from the top left of the page as it is shown."""
    from pypdfium2 import raw

    width, height = page.get_size()
    found = []
    for number in range(text.count_rects(first, last - first + 1)):
        left, bottom, right, top = text.get_rect(number)
        corners = []
        for x, y in ((left, top), (right, bottom)):
            across, down = ctypes.c_int(), ctypes.c_int()
            raw.FPDF_PageToDevice(
                page, 0, 0, round(width * _FINENESS), round(height * _FINENESS), 0, x, y, across, down
            )
            corners.append((across.value / _FINENESS, down.value / _FINENESS))
        (x0, y0), (x1, y1) = corners
        found.append([min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0)])
    return found


def _is_picture(path: str) -> bool:
    """Whether the file is a scanned picture (JPEG, PNG, TIFF) by its first bytes."""
    with open(path, "rb") as file:  # noqa: PTH123 - the child loads as little as it can
        return file.read(8).startswith((b"\xff\xd8\xff", b"\x89PNG", b"II*\0", b"MM\0*"))


def _frames(path: str, first: int, count: int) -> list[Any]:
    """The pages of a scanned picture, upright, the first numbered from 0, none larger than a screen needs."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    frames = []
    with Image.open(path) as picture:
        for number in range(first, min(first + count, int(getattr(picture, "n_frames", 1)))):
            picture.seek(number)
            frame = ImageOps.exif_transpose(picture).convert("RGBA")
            frame.thumbnail((_WIDEST, _WIDEST))
            frames.append(Image.alpha_composite(Image.new("RGBA", frame.size, "white"), frame).convert("RGB"))
    return frames


def _sizes(path: str, most_pages: int) -> dict[str, Any]:
    """Sizes of a scanned picture's pages, as if the long side were that of A4. Where its words stand is not known."""
    frames = _frames(path, 0, most_pages)
    sizes = [[_LONG_SIDE * side / max(frame.size) for side in frame.size] for frame in frames]
    return {"sizes": sizes, "found": {}, "pages": len(frames)}


def layout(path: str, quotes: list[list[Any]], most_pages: int) -> dict[str, Any]:
    """Sizes of the pages, and for each quotation (its name, page from 1, words) the page and boxes where it stands, if found."""
    if _is_picture(path):
        return _sizes(path, most_pages)
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    count = min(len(document), most_pages)
    sizes = [list(document[i].get_size()) for i in range(count)]
    texts: dict[int, tuple[Any, Any, str, list[int]]] = {}
    found: dict[str, Any] = {}
    for name, wanted_page, words in quotes:
        folded, _ = _folded(list(words))
        for number in (wanted_page - 1, wanted_page, wanted_page - 2):
            if not folded or not 0 <= number < count:
                continue
            if number not in texts:
                page = document[number]
                texts[number] = (page, *_page_text(page))
            page, text, there, places = texts[number]
            spans = _spans(folded, there)
            if spans:
                boxes = [box for a, b in spans for box in _boxes(page, text, places[a], places[b])]
                found[name] = [number + 1, boxes]
                break
    return {"sizes": sizes, "found": found, "pages": len(document)}


def _spans(wanted: str, there: str) -> list[tuple[int, int]]:
    """Where the words stand as first and last place: whole, or the beginning of them where a page or a column breaks them."""
    length = len(wanted)
    while length >= min(_SHORTEST_PART, len(wanted)):
        at = there.find(wanted[:length])
        if at >= 0:
            return [(at, at + length - 1)]
        length = length * 3 // 4
    return []


def draw(path: str, first: int, count: int, scale: float) -> list[bytes]:
    """PNG pictures of pages, the first numbered from 0."""
    if _is_picture(path):
        return [_png(frame) for frame in _frames(path, first, count)]
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    document.init_forms()
    pictures = []
    for number in range(first, min(first + count, len(document))):
        page = document[number]
        wide = max(page.get_size())
        pictures.append(_png(page.render(scale=min(scale, _WIDEST / wide)).to_pil().convert("RGB")))
    return pictures


def _png(picture: Any) -> bytes:
    out = io.BytesIO()
    (picture.quantize(64) if _plain(picture) else picture).save(out, "PNG", compress_level=4)
    return out.getvalue()


def _plain(picture: Any) -> bool:
    """Whether a page has few colours, as text has: it then takes a fraction of the bytes."""
    return picture.getcolors(1 << 14) is not None


def main() -> None:
    """Answer the one question on standard input."""
    _bounded()
    question = json.load(sys.stdin)
    out = sys.stdout.buffer
    if question["task"] == "layout":
        out.write(json.dumps(layout(question["path"], question["quotes"], question["most_pages"])).encode())
        return
    for picture in draw(question["path"], question["first"], question["count"], question["scale"]):
        out.write(struct.pack(">I", len(picture)) + picture)


if __name__ == "__main__":
    main()
