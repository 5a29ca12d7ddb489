"""Read the words of a page image with Tesseract, in this process.

The result is a `PageContent` in points, as the text engine gives it; all building of lines and tables is shared.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from importlib.util import find_spec
from statistics import median
from types import TracebackType
from typing import Any

from extractors.errors import Unreadable
from extractors.formats._pdf_page import PageContent, Word
from extractors.ocr.picture import dark, evened, ruling_lines, straightened, stroke_widths, turned_upright, weighed

DPI = 300
_SURE_ENOUGH = 70  # mean confidence below which the page may lie on its side
_FEW_WORDS = 8
_SURE_OF_TURN = 5.0  # Tesseract's measure: pages of text that stand upright get 5 to 30
_LEAST_CONFIDENCE = 15  # what is less sure is a stain or a signature
_MOST_PIXELS = 40_000_000


@dataclass(frozen=True, slots=True)
class Found:
    """A word in pixels: box, confidence 0 to 1, baseline at its middle, and the slope and height of its line."""

    text: str
    box: tuple[int, int, int, int]
    confidence: float
    baseline: float
    slope: float
    height: float


def is_installed() -> bool:
    """Whether the OCR engine can be used in this installation."""
    return find_spec("tesserocr") is not None


def missing(name: str) -> Unreadable:
    """The error for a scan that cannot be read because the engine is not installed."""
    return Unreadable(
        "ocr-saknas",
        f"Filen {name} är inskannad, och OCR (tesserocr) är inte installerat. Be om ansökan som Word.",
    )


def rendered(page: Any) -> Any:
    """A pdfium page as a grey picture at 300 dpi (fewer for very large pages)."""
    width, height = page.get_size()
    scale = DPI / 72
    if width * height * scale * scale > _MOST_PIXELS:
        scale = (_MOST_PIXELS / (width * height)) ** 0.5
    return page.render(scale=scale, grayscale=True).to_pil(), 72 * scale


class Reader:
    """Tesseract with Swedish loaded; a context manager. One page takes about a second."""

    def __init__(self) -> None:
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # more threads make a page slower, not faster
        self._api: Any = None
        self._path = ""

    def __enter__(self) -> Reader:
        import tesserocr

        from extractors.ocr import tessdata

        self._path = str(tessdata.folder())
        self._api = tesserocr.PyTessBaseAPI(path=self._path, lang="swe", psm=tesserocr.PSM.AUTO)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._api.End()

    def page(self, picture: Any, number: int) -> PageContent:
        """Read a page from a grey PIL image and its dots per inch; one on its side or upside down is turned."""
        image, dpi = picture
        words, turn = self.located(picture)
        image = turned_upright(image, turn)
        slope = _slope(words)
        content = PageContent(number, image.width * 72 / dpi, image.height * 72 / dpi, ocr=True, picture_share=1.0)
        strokes = stroke_widths(dark(image), [w.box for w in words])
        level = _level(words, slope, image.width, image.height, dpi)
        content.words = weighed(evened(level), strokes)
        content.rules = ruling_lines(dark(straightened(image, slope)), dpi)
        content.pictures = 1
        content.raw_words = sum(len(re.findall(r"\w+", w.text)) for w in words)
        return content

    def located(self, picture: Any) -> tuple[list[Found], int]:
        """The words of a grey PIL image with its dots per inch, and the degrees that it was turned clockwise to read them.

        Their boxes are in pixels of the picture so turned.
        """
        image, dpi = picture
        words = self._words(image, dpi)
        if not words or _confidence(words) < _SURE_ENOUGH or _sideways(words):
            return self._best_turn(image, words, dpi)
        return words, 0

    def _best_turn(self, image: Any, words: list[Found], dpi: float) -> tuple[list[Found], int]:
        """The words of the picture turned as its letters say, if that reads better; on its head too, if it still reads badly."""
        turn, sure = self._orientation(image)
        best = (words, 0)
        if turn == 0 and sure:
            return best
        for degrees in (turn, (turn + 180) % 360):
            if degrees and (degrees == turn or _confidence(best[0]) < _SURE_ENOUGH):
                again = self._words(turned_upright(image, degrees), dpi)
                if _weight(again) > _weight(best[0]):
                    best = (again, degrees)
        return best

    def _words(self, image: Any, dpi: float) -> list[Found]:
        """Recognise the picture: its words in Tesseract's reading order."""
        import tesserocr

        api = self._api
        api.SetImage(image)
        api.SetSourceResolution(round(dpi))
        api.Recognize()
        level = tesserocr.RIL.WORD
        words = []
        iterator = api.GetIterator()
        if iterator is None:
            return []
        for item in tesserocr.iterate_level(iterator, level):
            if item.Empty(level):
                continue
            text = (item.GetUTF8Text(level) or "").strip()
            box = item.BoundingBox(level)
            confidence = item.Confidence(level)
            if not text or box is None or confidence < _LEAST_CONFIDENCE:
                continue
            line = item.Baseline(tesserocr.RIL.TEXTLINE)
            baseline, slope = _baseline_at(line, box)
            height = float(item.RowAttributes()["row_height"])
            words.append(Found(text, box, confidence / 100, baseline, slope, height))
        return words

    def _orientation(self, image: Any) -> tuple[int, bool]:
        """Degrees to turn the picture clockwise so that it stands upright, 0 when nobody can tell, and whether that is sure."""
        import tesserocr

        with tesserocr.PyTessBaseAPI(path=self._path, lang="osd", psm=tesserocr.PSM.OSD_ONLY) as api:
            api.SetImage(image)
            found = api.DetectOrientationScript()
        if not found:
            return 0, False
        return (360 - int(found["orient_deg"])) % 360, found["orient_conf"] > _SURE_OF_TURN


def _baseline_at(line: Any, box: tuple[int, int, int, int]) -> tuple[float, float]:
    """The line's height at the word's middle, and its slope."""
    if not line or line[1][0] == line[0][0]:
        return float(box[3]), 0.0
    (x0, y0), (x1, y1) = line
    slope = (y1 - y0) / (x1 - x0)
    return float(y0 + slope * ((box[0] + box[2]) / 2 - x0)), slope


def _slope(words: list[Found]) -> float:
    """How much the lines fall per unit of length; long words tell it best."""
    slopes = [w.slope for w in words if len(w.text) > 3]
    return median(slopes) if slopes else 0.0


def _level(words: list[Found], slope: float, width: int, height: int, dpi: float) -> list[Word]:
    """The words in points, turned level about the middle of the page."""
    points = 72 / dpi
    leveled = []
    for word in words:
        x0, _, x1, _ = word.box
        shift = slope * (word.baseline - height / 2)
        baseline = word.baseline - slope * ((x0 + x1) / 2 - width / 2)
        leveled.append(
            Word(
                word.text,
                (x0 + shift) * points,
                (x1 + shift) * points,
                baseline * points,
                word.height * points,
                certainty=min(word.confidence, 0.999),
            )
        )
    return leveled


def _confidence(words: list[Found]) -> float:
    """Mean confidence of the letters, in percent."""
    letters = sum(len(w.text) for w in words) or 1
    return 100 * sum(w.confidence * len(w.text) for w in words) / letters


def _weight(words: list[Found]) -> float:
    return sum(w.confidence * len(w.text) for w in words if len(w.text) > 1)


def _sideways(words: list[Found]) -> bool:
    """Whether the long words stand on end, or there are suspiciously few."""
    long = [w.box for w in words if len(w.text) > 4]
    tall = sum(b[3] - b[1] > b[2] - b[0] for b in long)
    return len(words) < _FEW_WORDS or tall > 0.3 * max(1, len(long))
