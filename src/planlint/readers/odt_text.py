"""The visible text of an ODT file in the shape of `WordText`, and where in the XML each character stands.

Deleted text, comments and notes stand inside the paragraphs of such files; they are no part of their text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from planlint.readers.odt_styles import OFFICE, STYLE, TABLE, TEXT, OdtStyles
from planlint.readers.word_comments import WordComment
from planlint.readers.word_inline import is_unchosen
from planlint.readers.word_styles import Form, Look
from planlint.readers.word_text import Cell, Line, Row, Stretch, Table, WordText

DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
_MAX_DEEP = 20
_LEFT_OUT = frozenset(
    f"{TEXT}{name}" for name in ("tracked-changes", "table-of-content", "alphabetical-index", "sequence-decls")
)
_PROMPTS = frozenset((f"{TEXT}placeholder",))
_PAGE = frozenset(f"{TEXT}{name}" for name in ("page-number", "page-count", "note", "number"))
_FIELD = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"


@dataclass(frozen=True, slots=True)
class Node:
    """Characters of the text, from `start` on, that stand in an element's text or tail, from `at` on.

    `is_whole`: they stand nowhere in it; the element as a whole is shown as them.
    """

    start: int
    length: int
    element: etree._Element
    in_tail: bool
    at: int
    is_whole: bool = False


@dataclass(frozen=True)
class OdtText:
    """The text of a file, where each character stands, and its comments."""

    text: WordText
    nodes: tuple[Node, ...]
    comments: tuple[WordComment, ...]


def odt_text(content: etree._Element, styles: etree._Element | None) -> OdtText:
    """The text of a file, given the roots of its content and its styles; the same for the same bytes."""
    walk = _Walk(OdtStyles(content, styles))
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    found = walk.inside(body, 0, "") if body is not None else []
    for number, note in enumerate(list(walk.notes), 1):
        kind = note.getparent().get(f"{TEXT}note-class", "footnote")
        found += walk.inside(note, 0, f"{kind} {number}")
    text = WordText("".join(walk.parts), tuple(found), tuple(walk.lines), (), walk.places)
    return OdtText(text, tuple(walk.nodes), tuple(walk.comments))


def running_text(styles: etree._Element | None) -> list[str]:
    """The text of headers and footers, each line once."""
    found: list[str] = []
    for kind in ("header", "footer"):
        for part in styles.iter(f"{STYLE}{kind}") if styles is not None else ():
            walk = _Walk(OdtStyles(part, styles))
            walk.inside(part, 0, "")
            found += [line.text for line in walk.lines if line.text.strip() and line.text not in found]
    return found


class _Walk:
    """State of one walk: the text so far, its comments, and how paragraphs are counted."""

    def __init__(self, styles: OdtStyles) -> None:
        self.styles = styles
        self.parts: list[str] = []
        self.length = 0
        self.lines: list[Line] = []
        self.nodes: list[Node] = []
        self.comments: list[WordComment] = []
        self.places: dict[str, tuple[int, int]] = {}
        self.notes: list[etree._Element] = []
        self.boxes: list[etree._Element] = []
        self.stretches: list[Stretch] = []
        self.paragraphs = self.tables = self.box_count = 0
        self.separator = "\n"
        self.line_start = 0
        self.default = ""  # what the old form's box that is open says before somebody writes in it

    def inside(
        self, parent: etree._Element, depth: int, place: str, item: tuple[int, str] = (0, "")
    ) -> list[Line | Table]:
        """The paragraphs and tables in an element; `item` is the depth and marker of its list."""
        content: list[Line | Table] = []
        for child in parent if depth < _MAX_DEEP else ():
            if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                content += self._paragraph(child, place, item, depth)
            elif child.tag == f"{TEXT}list":
                content += self._list(child, depth, place, item[0] + 1)
            elif child.tag == f"{TABLE}table":
                content.append(self._table(child, depth))
            elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT and not _is_hidden(child):
                content += self.inside(child, depth + 1, place, item)
        return content

    def _list(self, element: etree._Element, depth: int, place: str, level: int) -> list[Line | Table]:
        content: list[Line | Table] = []
        for one in element:
            content += self.inside(one, depth + 1, place, (level, "-"))
        return content

    def _paragraph(self, element: etree._Element, place: str, item: tuple[int, str], depth: int) -> list[Line | Table]:
        form = self.styles.form(element)
        if item[0] and not form.heading:
            form = replace(form, item=item[0], marker=item[1])
        line = self._line(element, form, place)
        boxes, self.boxes = self.boxes, []
        content: list[Line | Table] = [line] if line is not None else []
        for box in boxes:
            self.box_count += 1
            content += self.inside(box, depth + 1, f"text box {self.box_count}")
        return content

    def _line(self, element: etree._Element, form: Form, place: str, *, keep: bool = False) -> Line | None:
        before = (len(self.parts), self.length, len(self.nodes))
        if self.lines:
            self._put(self.separator)
        start = self.line_start = self.length
        self.stretches = []
        self._inline(element, form.look, False)
        text = _tail(self.parts, self.length - start)
        if not text.strip() and not keep:
            del self.parts[before[0] :], self.nodes[before[2] :]
            self.length = before[1]
            return None
        self.separator = "\n"
        if not place:
            self.paragraphs += 1
        line = Line(start, text, element, form, tuple(self.stretches), place or f"paragraph {self.paragraphs}")
        self.lines.append(line)
        return line

    def _inline(self, element: etree._Element, look: Look, prompt: bool) -> None:
        self._text(element, element.text, False, look, prompt)
        for child in element:
            if child.tag == f"{OFFICE}annotation":
                self._annotation(child)
            elif child.tag == f"{OFFICE}annotation-end":
                name = child.get(f"{OFFICE}name", "")
                self.places[name] = (self.places.get(name, (self.length,))[0], self.length)
            elif child.tag == f"{TEXT}note":
                self.notes += child.findall(f"{TEXT}note-body")
            elif isinstance(child.tag, str) and child.tag.startswith(DRAW):
                self.boxes += child.iter(f"{DRAW}text-box")
            elif isinstance(child.tag, str) and child.tag.startswith(_FIELD):
                self._old_field(child, look, prompt)
            elif (written := _character(child)) is not None:
                self._write(written, look, prompt)
            elif isinstance(child.tag, str) and child.tag not in _PAGE:
                inner = self.styles.look(look, child) if child.tag == f"{TEXT}span" else look
                shows = child.tag in _PROMPTS or child.get(f"{LOEXT}showing-place-holder") == "true"
                self._inline(child, inner, prompt or shows)
            self._text(child, child.tail, True, look, prompt)

    def _old_field(self, element: etree._Element, look: Look, prompt: bool) -> None:
        """A field of an old Word form: its state stands in it, or its text after its beginning."""
        if element.tag == f"{_FIELD}fieldmark-start":
            self.default = next(iter(_params(element, "Content")), "").strip()
        elif element.tag == f"{_FIELD}fieldmark-end":
            self.default = ""
        elif state := _state(element):
            self.nodes.append(Node(self.length, len(state), element, False, 0, is_whole=True))
            self._write(state, look, prompt or (state not in "☑☐" and is_unchosen(state)))

    def _annotation(self, element: etree._Element) -> None:
        name = element.get(f"{OFFICE}name") or f"#{len(self.comments)}"
        author = element.findtext(f"{DC}creator") or ""
        text = "\n".join("".join(map(str, p.itertext())) for p in element.iter(f"{TEXT}p"))
        self.comments.append(WordComment(name, author, text.strip()))
        self.places.setdefault(name, (self.length, self.length))

    def _text(self, element: etree._Element, text: str | None, in_tail: bool, look: Look, prompt: bool) -> None:
        """Add the characters of a text node; runs of white space count as one space."""
        if look.hidden:
            return
        prompt = prompt or (bool(self.default) and (text or "").strip() == self.default)
        for at, char in enumerate(text or ""):
            if char in " \t\r\n":
                if self.length == self.line_start or (self.parts and self.parts[-1] == " "):
                    continue
                char = " "
            self.nodes.append(Node(self.length, 1, element, in_tail, at))
            self._write(char, look, prompt)

    def _write(self, text: str, look: Look, prompt: bool) -> None:
        low = self.length - self.line_start
        self._put(text)
        if self.stretches and self.stretches[-1].look == look and self.stretches[-1].prompt == prompt:
            self.stretches[-1] = replace(self.stretches[-1], end=low + len(text))
        else:
            self.stretches.append(Stretch(low, low + len(text), look, prompt))

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _table(self, element: etree._Element, depth: int) -> Table:
        self.tables += 1
        number = self.tables
        rows: list[Row] = []
        for row, repeated in _rows(element):
            if _is_deleted(row):
                continue
            rows.append(Row(self._cells(row, number, len(rows), depth), repeated))
        columns = max((cell.column + cell.span for row in rows for cell in row.cells), default=0)
        return Table(number, tuple(rows), columns, False)

    def _cells(self, row: etree._Element, table: int, number: int, depth: int) -> tuple[Cell, ...]:
        cells: list[Cell] = []
        column = 0
        for one in row:
            repeated = min(_count(one, "number-columns-repeated"), 64)
            if one.tag != f"{TABLE}table-cell":
                column += repeated if one.tag == f"{TABLE}covered-table-cell" else 0
                continue
            for _ in range(repeated):
                span = min(_count(one, "number-columns-spanned"), 64)
                place = f"table {table}, row {number + 1}, column {column + 1}"
                self.separator = "\t" if cells else "\n"
                content = self.inside(one, depth + 1, place)
                if not content:
                    holder = one.find(f"{TEXT}p")
                    line = self._line(one if holder is None else holder, Form(), place, keep=True)
                    content = [line] if line is not None else []
                self.separator = "\n"
                down = _count(one, "number-rows-spanned")
                cells.append(Cell(column, span, tuple(content), self.styles.is_shaded(one), down))
                column += 1
        return tuple(cells)


def _rows(element: etree._Element, repeated: bool = False) -> Iterator[tuple[etree._Element, bool]]:
    for child in element:
        if child.tag == f"{TABLE}table-row":
            yield child, repeated
        elif child.tag == f"{TABLE}table-header-rows":
            yield from _rows(child, True)
        elif child.tag in (f"{TABLE}table-rows", f"{TABLE}table-row-group"):
            yield from _rows(child, repeated)


def _state(field: etree._Element) -> str:
    """What a tick box or drop-down of an old form shows."""
    if field.get(f"{_FIELD}type", "").endswith("FORMCHECKBOX"):
        return "☑" if "true" in _params(field, "Checkbox_Checked") else "☐"
    entries = _params(field, "Dropdown_ListEntry")
    chosen = next(iter(_params(field, "Dropdown_Selected")), "0")
    return entries[int(chosen)] if chosen.isdigit() and int(chosen) < len(entries) else ""


def _params(field: etree._Element, name: str) -> list[str]:
    found = field.findall(f"{_FIELD}param")
    return [one.get(f"{_FIELD}value", "") for one in found if one.get(f"{_FIELD}name") == name]


def _is_deleted(row: etree._Element) -> bool:
    """Whether each cell of a row is empty since its words were deleted: LibreOffice keeps such rows."""
    cells = row.findall(f"{TABLE}table-cell")
    empty = all(not "".join(map(str, cell.itertext())).strip() for cell in cells)
    return bool(cells) and empty and all(next(cell.iter(f"{TEXT}change"), None) is not None for cell in cells)


def _is_hidden(section: etree._Element) -> bool:
    return bool(section.get(f"{TEXT}display") == "none")


def _character(child: etree._Element) -> str | None:
    """The characters that an element stands for; None for one that holds text or nothing."""
    if child.tag == f"{TEXT}s":
        count = child.get(f"{TEXT}c", "1")
        return " " * (min(int(count), 200) if count.isdigit() else 1)
    return {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}.get(str(child.tag))


def _count(element: etree._Element, name: str) -> int:
    value = element.get(f"{TABLE}{name}", "1")
    return max(int(value), 1) if value.isdigit() else 1


def _tail(parts: list[str], length: int) -> str:
    """The last `length` characters of the parts."""
    taken: list[str] = []
    while length > 0:
        taken.append(parts[-1 - len(taken)])
        length -= len(taken[-1])
    return "".join(reversed(taken))
