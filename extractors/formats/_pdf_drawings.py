"""Ruling lines, list marks drawn as shapes, and pictures of a PDF page, by pdfium."""

from __future__ import annotations

import ctypes
from typing import Any

from extractors.formats._pdf_page import PageContent, Point, Rule, Turn

_THIN = 3.0


def add_drawings(page: Any, turn: Turn, content: PageContent) -> None:
    """Ruling lines and the share of the page that pictures cover, also inside forms."""
    import pypdfium2.raw as pdfium

    bounds = [ctypes.c_float() for _ in range(4)]
    area = 0.0

    def visit(handle: Any, depth: int, place: tuple[float, ...]) -> None:
        nonlocal area
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            content.shapes += 1
            _read_path(pdfium, handle, bounds, turn, content, place)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            if pdfium.FPDFPageObj_GetBounds(handle, *bounds):
                x0, y0, x1, y1 = (b.value for b in bounds)
                a, _, _, d, _, _ = place
                area += abs((x1 - x0) * a * (y1 - y0) * d)
            content.pictures += 1
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < 3:
            matrix = pdfium.FS_MATRIX()
            pdfium.FPDFPageObj_GetMatrix(handle, matrix)
            inner = _times(place, (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f))
            for k in range(pdfium.FPDFFormObj_CountObjects(handle)):
                visit(pdfium.FPDFFormObj_GetObject(handle, k), depth + 1, inner)

    for i in range(pdfium.FPDFPage_CountObjects(page.raw)):
        visit(pdfium.FPDFPage_GetObject(page.raw, i), 0, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0))
    content.picture_share = min(1.0, area / (content.width * content.height or 1.0))


def _times(outer: tuple[float, ...], inner: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)


def _read_path(
    pdfium: Any, handle: Any, bounds: list[Any], turn: Turn, content: PageContent, place: tuple[float, ...]
) -> None:
    if not pdfium.FPDFPageObj_GetBounds(handle, *bounds):
        return
    a, b, c, d, e, f = place
    left, low, right, high = (v.value for v in bounds)
    ax, ay = turn(a * left + c * low + e, b * left + d * low + f)
    bx, by = turn(a * right + c * high + e, b * right + d * high + f)
    x0, x1, y0, y1 = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
    wide, high_ = x1 - x0, y1 - y0
    if high_ <= _THIN and wide >= 8:
        content.rules.append(Rule(True, (y0 + y1) / 2, x0, x1))
    elif wide <= _THIN and high_ >= 5:
        content.rules.append(Rule(False, (x0 + x1) / 2, y0, y1))
    elif 1.5 <= wide <= 6 and 1.5 <= high_ <= 6 and abs(wide - high_) < 1:
        content.dots.append((x0, x1, y1))
    elif wide >= 8 and high_ >= 8:
        mode, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(handle, mode, stroked)
        if stroked.value and wide < 0.97 * content.width:
            _read_segments(pdfium, handle, turn, content, place, (x0, x1, y0, y1))


def _read_segments(
    pdfium: Any, handle: Any, turn: Turn, content: PageContent, place: tuple[float, ...], box: tuple[float, ...]
) -> None:
    """The straight edges of a stroked path: a cell's frame, or many rules drawn in one stroke."""
    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(handle, own)
    a, b, c, d, e, f = _times(place, (own.a, own.b, own.c, own.d, own.e, own.f))
    x, y = ctypes.c_float(), ctypes.c_float()
    first: Point | None = None
    last: Point | None = None
    edges = []
    for k in range(min(pdfium.FPDFPath_CountSegments(handle), 2000)):
        segment = pdfium.FPDFPath_GetPathSegment(handle, k)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = turn(a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO and last:
            edges.append((last, point))
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment) and first:
            edges.append((point, first))
    for (px, py), (qx, qy) in edges:
        if abs(py - qy) < 1 and abs(px - qx) >= 8:
            content.rules.append(Rule(True, (py + qy) / 2, min(px, qx), max(px, qx)))
        elif abs(px - qx) < 1 and abs(py - qy) >= 5:
            content.rules.append(Rule(False, (px + qx) / 2, min(py, qy), max(py, qy)))
