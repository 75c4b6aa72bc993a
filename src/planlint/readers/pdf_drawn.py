"""The straight lines and filled areas that a PDF page draws: the borders and shades of tables."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

MAX_PATHS = 20_000  # on one page; more are a drawing, not a table
_THIN = 2.5  # points: filled areas not wider are lines
_SHORT = 4.0  # points: shorter strokes are dashes, ticks or ornaments
_MAX_DEEP = 5  # forms within forms
_WHITE = 250  # of 255

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Edge:
    """A straight line: `at` across its direction, from `low` to `high` along it, in points from the top left."""

    upright: bool
    at: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Area:
    """A filled area that is not white."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, across: float, down: float) -> bool:
        """Whether a point is in it."""
        return self.left <= across <= self.right and self.top <= down <= self.bottom


def drawn(page: pypdfium2.PdfPage, seen: Callable[[float, float], Point]) -> tuple[list[Edge], list[Area]]:
    """The lines and areas of a page, as `seen` turns the file's points."""
    count = pdfium.FPDFPage_CountObjects(page)
    parts = (pdfium.FPDFPage_GetObject(page, number) for number in range(count))
    edges: list[Edge] = []
    areas: list[Area] = []
    for number, (path, matrix) in enumerate(_paths(parts, _SAME, 0)):
        if number >= MAX_PATHS:
            return [], []
        _path(path, lambda point, by=matrix: seen(*_moved(point, by)), edges, areas)  # type: ignore[misc]
    return edges, areas


def _paths(parts: Iterable[Any], outer: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    """The path objects, those in forms included, each with how its points are moved."""
    for part in parts:
        kind = pdfium.FPDFPageObj_GetType(part)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield part, _times(_matrix(part), outer)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEEP:
            count = pdfium.FPDFFormObj_CountObjects(part)
            inner = (pdfium.FPDFFormObj_GetObject(part, number) for number in range(count))
            yield from _paths(inner, _times(_matrix(part), outer), depth + 1)


def _matrix(part: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(part, found):
        return _SAME
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _moved(point: Point, by: Matrix) -> Point:
    x, y = point
    return x * by[0] + y * by[2] + by[4], x * by[1] + y * by[3] + by[5]


def _path(path: Any, seen: Callable[[Point], Point], edges: list[Edge], areas: list[Area]) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    for points in _outlines(path):
        shown = [seen(point) for point in points]
        if stroke.value:
            edges += _edges(shown)
        if fill.value and len(shown) > 2:
            _filled(path, shown, edges, areas)


def _outlines(path: Any) -> Iterator[list[Point]]:
    """The corners of each part of a path; a closed one ends where it began."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    for number in range(min(pdfium.FPDFPath_CountSegments(path), MAX_PATHS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, number)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _edges(points: Sequence[Point]) -> Iterator[Edge]:
    for (x0, y0), (x1, y1) in pairwise(points):
        if abs(x0 - x1) < 1 and abs(y0 - y1) >= _SHORT:
            yield Edge(True, (x0 + x1) / 2, min(y0, y1), max(y0, y1))
        elif abs(y0 - y1) < 1 and abs(x0 - x1) >= _SHORT:
            yield Edge(False, (y0 + y1) / 2, min(x0, x1), max(x0, x1))


def _filled(path: Any, points: Sequence[Point], edges: list[Edge], areas: list[Area]) -> None:
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    wide, high = right - left, bottom - top
    if min(wide, high) <= _THIN:
        if max(wide, high) >= _SHORT:
            upright = high > wide
            at = (left + right) / 2 if upright else (top + bottom) / 2
            edges.append(Edge(upright, at, top if upright else left, bottom if upright else right))
    elif not _is_white(path):
        areas.append(Area(left, top, right, bottom))


def _is_white(path: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(path, red, green, blue, alpha):
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= _WHITE
