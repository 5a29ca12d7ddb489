"""What stands around the text of a page: headers, footers, page marks, footnotes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from extractors.formats._pdf_aligned import rows_by_baseline
from extractors.formats._pdf_page import Line, PageContent
from extractors.model import MarginText

_ZONE = 0.13
_MOST_ZONE_LINES = 200  # more is a table that fills the page: nothing stands off there
_PAGE_MARK = re.compile(
    r"^[-–\s|]*((sida|sidan|sid|page)\.?\s*:?\s*\d{1,3}(\s*(\(\d{1,3}\)|/\s*\d{1,3}|(av|of)\s+\d{1,3}))?|"
    r"\d{1,3}\s*(\(\s*\d{1,3}\s*\)|/\s*\d{1,3}|(av|of)\s+\d{1,3})|[-–]\s*\d{1,3}\s*[-–])[-–\s|]*$",
    re.I,
)
_MARK_AT_END = re.compile(
    r"\ssida$|(^|\s)(sida|sid|page)\.?\s*\d{1,3}\s*(\(\d{1,3}\)|/\s*\d{1,3}|(av|of)\s+\d{1,3})?$|\s\d{1,2}\s*\(\d{1,2}\)$",
    re.I,
)
_CONTACT = re.compile(
    r"org\.?\s?nr|\btel(efon)?\b|\bbox \d|www\.|https?:|file:|@|bankgiro|plusgiro|adress\b|^bilaga\b|^blankett|växel",
    re.I,
)
_NOTE_MARK = re.compile(r"^(\d{1,2}|\*{1,3}|[¹²³⁴⁵⁶⁷⁸⁹])[.)]?$")


def body_size(lines: Sequence[Line]) -> float:
    """The type size that most letters of the document have."""
    counted: Counter[float] = Counter()
    for line in lines:
        counted[round(line.size * 2) / 2] += len(line.text)
    return counted.most_common(1)[0][0] if counted else 11.0


def without_furniture(pages: Sequence[tuple[PageContent, list[Line]]]) -> tuple[list[list[Line]], list[MarginText]]:
    """The body lines of each page, and the headers, footers and footnotes that were taken off."""
    size = body_size([x for _, lines in pages for x in lines])
    repeated = _repeated(pages)
    bodies: list[list[Line]] = []
    margins: list[MarginText] = []
    for content, lines in pages:
        taken = _furniture(content, lines, repeated, size, len(pages))
        body = [x for x in lines if id(x) not in taken]
        for line in lines:
            if id(line) in taken:
                top = line.baseline < content.height / 2
                margins.append(MarginText(kind="sidhuvud" if top else "sidfot", text=line.text, page=content.number))
        body, notes = _without_notes(content, body, size)
        margins += [MarginText(kind="fotnot", text=n, page=content.number) for n in notes]
        bodies.append(body)
    return bodies, margins


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.lower()).strip()


def _in_zone(content: PageContent, line: Line) -> bool:
    if line.is_table:
        return False
    return line.bottom < _ZONE * content.height or line.top > (1 - _ZONE) * content.height


def _repeated(pages: Sequence[tuple[PageContent, list[Line]]]) -> dict[str, list[tuple[float, int]]]:
    """Wording in the zones that comes back on another page: key → where and on which pages."""
    places: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for content, lines in pages:
        for line in lines:
            if _in_zone(content, line):
                places[_key(line)].append((line.baseline, content.number))
    return {key: sorted(found) for key, found in places.items()}


def _comes_back(places: Sequence[tuple[float, int]], line: Line, page: int, pages: int, slack: float) -> bool:
    first = bisect_right(places, (line.baseline - slack, pages))
    last = bisect_left(places, (line.baseline + slack, 0))
    others = {p for _, p in places[first:last] if p != page}
    return len(others) + 1 >= max(2, 0.3 * pages)


def _furniture(
    content: PageContent, lines: Sequence[Line], repeated: dict[str, list[tuple[float, int]]], size: float, pages: int
) -> set[int]:
    zone = [x for x in lines if _in_zone(content, x)]
    slack = 0.03 * content.height if content.ocr else 6.0
    taken = set()
    for line in zone:
        edge = line.bottom < 0.09 * content.height or line.top > 0.91 * content.height
        mark = bool(_PAGE_MARK.match(line.text)) or (edge and line.text.strip("-– ") == str(content.number))
        if mark or _comes_back(repeated[_key(line)], line, content.number, pages, slack):
            taken.add(id(line))
    for row in rows_by_baseline(zone):
        whole = " ".join(x.text for x in row)
        if len(row) > 1 and len(whole) < 100 and _MARK_AT_END.search(whole):
            taken |= {id(x) for x in row}
    marked_rows = [x.baseline for x in zone if id(x) in taken]
    for line in zone:
        same_row = any(abs(y - line.baseline) < 0.6 * line.size for y in marked_rows)
        if id(line) not in taken and (
            (same_row and len(line.words) <= 10)
            or (len(zone) < _MOST_ZONE_LINES and _stands_off(content, line, lines, taken, size))
        ):
            taken.add(id(line))
    return taken


def _stands_off(content: PageContent, line: Line, lines: Sequence[Line], taken: set[int], size: float) -> bool:
    """Whether a line close to the page's edge is set apart: by white, and by small type or an address's wording."""
    if len(line.text) > 120 or line.bold:
        return False
    small = line.size < (0.8 if content.ocr else 0.93) * size
    if line.bottom < 0.075 * content.height and small and not line.text.endswith((".", ":")):
        below = min((x.top for x in _others(line, lines, taken) if x.top > line.top), default=None)
        return below is not None and below - line.bottom > 1.6 * size
    if line.top > 0.925 * content.height and (small or _CONTACT.search(line.text)):
        above = (x for x in _others(line, lines, taken) if x.bottom < line.bottom and not _CONTACT.search(x.text))
        nearest = max((x.bottom for x in above), default=None)
        return nearest is not None and line.top - nearest > 1.6 * size
    return False


def _others(line: Line, lines: Sequence[Line], taken: set[int]) -> Iterator[Line]:
    """The lines of other baselines that are not taken off."""
    return (x for x in lines if id(x) not in taken and abs(x.baseline - line.baseline) > 0.6 * x.size)


def _without_notes(content: PageContent, lines: list[Line], size: float) -> tuple[list[Line], list[str]]:
    """Take off the footnotes: small lines at the foot of the page, the first of which opens with a note mark."""
    limit = (0.82 if content.ocr else 0.92) * size
    foot = len(lines)
    while foot and lines[foot - 1].size < limit and lines[foot - 1].top > 0.2 * content.height:
        foot -= 1
    starts = [
        i for i in range(foot, len(lines)) if _NOTE_MARK.match(lines[i].words[0].text) and len(lines[i].words) > 1
    ]
    if not starts:
        return lines, []
    notes = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        words = [w.text for line in lines[start:end] for w in line.words]
        notes.append(" ".join(words[1:]))
    return lines[: starts[0]], notes
