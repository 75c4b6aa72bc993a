"""What a PDF holds beside its pages' drawings: its structure tree, the answers in its form, and comments on it."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

# What pypdf logs of a damaged file quotes it, and plans are not for logs.
logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)

_MAX_DEEP = 80
_MAX_NODES = 1_000_000
_HIDDEN, _PASSWORD, _BUTTON = 1 << 1, 1 << 13, 1 << 16


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a page's text, by the number that the structure tree knows it by."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Node:
    """An element of the structure tree: what the file calls it, which standard element that is, what it holds."""

    name: str
    role: str
    children: tuple[Node | Mark, ...]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Answer:
    """An entry in a form: its field's name, its text, and its box in the file's own points."""

    page: int
    box: tuple[float, float, float, float]  # left, bottom, right, top
    label: str
    text: str
    is_tick: bool


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment that a reader of the file has put on a page."""

    page: int
    box: tuple[float, float, float, float]
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class Extras:
    """What was found; `tree` is None where the file says nothing of its structure."""

    tree: Node | None = None
    answers: tuple[Answer, ...] = ()
    remarks: tuple[Remark, ...] = ()


def page_count(data: bytes) -> int | None:
    """How many pages a PDF has; None where it does not say."""
    try:
        return len(PdfReader(io.BytesIO(data)).pages)
    except Exception:  # the parser raises whatever a broken file makes it meet
        return None


def extras_of(data: bytes) -> Extras:
    """Read a PDF's extras. A file whose extras are damaged has none: its pages are read all the same."""
    try:
        reader = PdfReader(io.BytesIO(data))
        root: Any = reader.trailer["/Root"].get_object()
        pages = list(reader.pages)
    except Exception:  # the same
        return Extras()
    return Extras(
        _tree(root, pages),
        tuple(_each(pages, _answers)) if "/AcroForm" in root else (),
        tuple(_each(pages, _remarks)),
    )


def _each(pages: list[Any], ask: Any) -> Iterator[Any]:
    for number, page in enumerate(pages):
        try:
            marks = [mark.get_object() for mark in _array(page.get("/Annots"))]
            yield from [one for mark in marks if isinstance(mark, DictionaryObject) for one in ask(mark, number)]
        except Exception:  # the same: an unreadable note is no reason to leave the plan unread
            continue


def _array(found: Any) -> list[Any]:
    found = found.get_object() if isinstance(found, IndirectObject) else found
    if found is None:
        return []
    return list(found) if isinstance(found, ArrayObject) else [found]


def _tree(root: Any, pages: list[Any]) -> Node | None:
    try:
        found = root.get("/StructTreeRoot")
        if found is None:
            return None
        numbers = {page.indirect_reference.idnum: number for number, page in enumerate(pages)}
        reading = _Tree(numbers, found.get_object().get("/RoleMap", DictionaryObject()).get_object())
        return reading.node(found.get_object(), None, 0)
    except Exception:  # the same
        return None


class _Tree:
    """State of reading a tree: how many elements it has had so far."""

    def __init__(self, pages: dict[int, int], roles: Any) -> None:
        self.pages = pages
        self.roles = roles
        self.count = 0

    def node(self, element: Any, page: int | None, depth: int) -> Node:
        """An element with all that it holds. Raises ValueError for a tree that never ends."""
        self.count += 1
        if depth > _MAX_DEEP or self.count > _MAX_NODES:
            raise ValueError("the structure tree has no end")
        name = str(element.get("/S", "/Document"))[1:]
        page = self._page(element, page)
        children = [one for child in _array(element.get("/K")) for one in self._child(child, page, depth)]
        wide, high = _spans(element)
        return Node(name, self._role(name), tuple(children), wide, high)

    def _child(self, child: Any, page: int | None, depth: int) -> Iterator[Node | Mark]:
        found: Any = child.get_object() if isinstance(child, IndirectObject) else child
        if isinstance(found, int):
            if page is not None:
                yield Mark(page, int(found))
        elif isinstance(found, DictionaryObject):
            if found.get("/Type") == "/MCR":
                here = self._page(found, page)
                if here is not None and "/Stm" not in found:
                    yield Mark(here, int(str(found["/MCID"])))
            elif found.get("/Type") != "/OBJR":
                yield self.node(found, page, depth + 1)

    def _page(self, element: Any, before: int | None) -> int | None:
        raw = element.raw_get("/Pg") if "/Pg" in element else None
        return self.pages.get(raw.idnum, before) if isinstance(raw, IndirectObject) else before

    def _role(self, name: str) -> str:
        for _ in range(10):
            mapped = str(self.roles.get(f"/{name}", ""))[1:]
            if not mapped or mapped == name:
                break
            name = mapped
        return name


def _spans(element: Any) -> tuple[int, int]:
    wide = high = 1
    for attributes in _array(element.get("/A")):
        found = attributes.get_object() if isinstance(attributes, IndirectObject) else attributes
        if isinstance(found, DictionaryObject):
            wide, high = int(found.get("/ColSpan", wide)), int(found.get("/RowSpan", high))
    return min(max(wide, 1), 200), min(max(high, 1), 2000)


def _answers(mark: Any, page: int) -> Iterator[Answer]:
    if mark.get("/Subtype") != "/Widget" or int(mark.get("/F", 0)) & _HIDDEN:
        return
    kind, flags = str(_inherited(mark, "/FT") or ""), int(_inherited(mark, "/Ff") or 0)
    left, bottom, right, top = (float(side) for side in mark["/Rect"])
    box = (min(left, right), min(bottom, top), max(left, right), max(bottom, top))
    label = str(_inherited(mark, "/TU") or _inherited(mark, "/T") or "")
    if kind == "/Btn" and not flags & _BUTTON:
        is_on = str(mark.get("/AS", "/Off")) != "/Off"
        yield Answer(page, box, label, "☒" if is_on else "☐", True)
    elif kind in ("/Tx", "/Ch") and not (kind == "/Tx" and flags & _PASSWORD):
        value = _inherited(mark, "/V")
        text = ", ".join(map(str, value)) if isinstance(value, ArrayObject) else str(value or "")
        if text.strip():
            yield Answer(page, box, label, text, False)


def _inherited(mark: Any, name: str) -> Any:
    """What a field says, or the one that it is part of."""
    for _ in range(20):
        if name in mark:
            return mark[name]
        if "/Parent" not in mark:
            return None
        mark = mark["/Parent"].get_object()
    return None


def _remarks(mark: Any, page: int) -> Iterator[Remark]:
    said = str(mark.get("/Contents") or "")
    if "planlint" in said and "/Rect" in mark:
        left, bottom, right, top = (float(side) for side in mark["/Rect"])
        yield Remark(page, (left, bottom, right, top), str(mark.get("/T") or ""), said)
