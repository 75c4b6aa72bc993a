"""`WordText`: the visible text of a Word file, a paragraph a line, each character with the run it stands in.

The reader makes blocks of it; review builds it again from the same bytes to get from offsets to runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from planlint.readers.word_inline import MC, Character, Inline, Mark, inline
from planlint.readers.word_package import W, WordPackage
from planlint.readers.word_styles import Form, Look, Styles

_THROUGH = frozenset(f"{W}{name}" for name in ("sdtContent", "customXml", "smartTag", "ins", "moveTo"))
_MAX_TABLES_DEEP = 20
_FOREIGN = "A part that another program put in was not read; save the file again in Word."


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of a line that look alike."""

    start: int  # in the line
    end: int
    look: Look
    prompt: bool  # the form's own words, where an entry was to be put


@dataclass(frozen=True, slots=True)
class Slice:
    """`length` characters of the text that stand in `run`, from its character `at` on."""

    start: int  # in the whole text
    length: int
    run: etree._Element
    at: int


@dataclass(frozen=True)
class Line:
    """One paragraph. `start` is where its text begins in the whole text; an empty cell has one empty line."""

    start: int
    text: str
    element: etree._Element
    form: Form
    stretches: tuple[Stretch, ...]
    place: str
    note: etree._Element | None = None  # a footnote's mark in the text, where comments on the footnote go


@dataclass(frozen=True)
class Cell:
    """A cell of a table: what stands in it, and which columns and rows it covers."""

    column: int
    span: int
    content: tuple[Line | Table, ...]
    shaded: bool
    row_span: int = 1

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its own paragraphs, those of inner tables left out."""
        return tuple(one for one in self.content if isinstance(one, Line))


@dataclass(frozen=True)
class Row:
    """A row of a table; `repeated` ones are its head on each page."""

    cells: tuple[Cell, ...]
    repeated: bool


@dataclass(frozen=True)
class Table:
    """A table; `number` counts the file's tables from 1. `has_head`: its style draws the first row apart."""

    number: int
    rows: tuple[Row, ...]
    columns: int
    has_head: bool


@dataclass(frozen=True)
class WordText:
    """The text of a file: `source` is all of it, `content` its paragraphs and tables in order."""

    source: str
    content: tuple[Line | Table, ...]
    lines: tuple[Line, ...]
    slices: tuple[Slice, ...]
    comments: dict[str, tuple[int, int]] = field(default_factory=dict)  # id → where the commented words stand
    problems: tuple[str, ...] = ()


def text_of(package: WordPackage) -> WordText:
    """The text of a Word file, the same each time for the same bytes."""
    walk = _Walk(Styles(package))
    content = walk.inside(package.body, 0)
    content += walk.notes(package.related("footnotes"), "footnote")
    content += walk.notes(package.related("endnotes"), "endnote")
    return WordText(
        "".join(walk.parts),
        tuple(content),
        tuple(walk.lines),
        tuple(walk.slices),
        walk.comments,
        tuple(walk.problems),
    )


def running_lines(package: WordPackage) -> list[str]:
    """The text of the headers and footers, each line once: they may name the child and the date."""
    found: list[str] = []
    styles = Styles(package)
    for kind in ("header", "footer"):
        for name in package.by_type.get(kind, ()):
            root = package.archive.xml(name)
            if root is not None:
                walk = _Walk(styles)
                walk.inside(root, 0)
                found += [line.text for line in walk.lines if line.text.strip() and line.text not in found]
    return found


class _Walk:
    """State of one walk through a file: the text so far, where comments began, how paragraphs are counted."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.parts: list[str] = []
        self.length = 0
        self.lines: list[Line] = []
        self.slices: list[Slice] = []
        self.comments: dict[str, tuple[int, int]] = {}
        self.problems: list[str] = []
        self.paragraphs = 0
        self.tables = 0
        self.boxes = 0
        self.separator = "\n"
        self.note_marks: dict[tuple[str, str], etree._Element] = {}
        self.open: tuple[etree._Element, Inline] | None = None  # a paragraph whose end has been deleted

    def inside(self, parent: etree._Element, depth: int, place: str = "", prompt: bool = False) -> list[Line | Table]:
        """The paragraphs and tables in an element. `place` names them; without one they are counted."""
        content: list[Line | Table] = []
        for child in parent:
            if child.tag == f"{W}p":
                content += self._paragraph(child, place, prompt, depth)
            elif child.tag == f"{W}tbl":
                content += self._closed(place, depth)
                content += self._table(child, depth)
            elif child.tag == f"{MC}AlternateContent":
                for choice in child.findall(f"{MC}Choice")[:1]:
                    content += self.inside(choice, depth, place, prompt)
            elif child.tag == f"{W}sdt":
                content += self._control(child, depth, place, prompt)
            elif child.tag in _THROUGH:
                content += self.inside(child, depth, place, prompt)
            elif child.tag in (f"{W}commentRangeStart", f"{W}commentRangeEnd"):
                self._mark(child.tag.endswith("End"), child.get(f"{W}id", ""), self.length)
            elif child.tag == f"{W}altChunk":
                self.problems.append(_FOREIGN)
        return content + self._closed(place, depth)

    def notes(self, root: etree._Element | None, kind: str) -> list[Line | Table]:
        """The footnotes or endnotes that the text points at."""
        content: list[Line | Table] = []
        for number, (marked, identity) in enumerate(self.note_marks, 1):
            note = root.find(f"{W}{kind}[@{W}id='{identity}']") if root is not None and marked == kind else None
            if note is not None:
                first = len(self.lines)
                content += self.inside(note, 0, f"{kind} {number}")
                self._hang(first, self.note_marks[marked, identity])
        return content

    def _hang(self, first: int, mark: etree._Element) -> None:
        """Lines of a note know the mark in the text: Word takes no comment inside the note."""
        self.lines[first:] = [replace(line, note=mark) for line in self.lines[first:]]

    def _control(self, control: etree._Element, depth: int, place: str, prompt: bool) -> list[Line | Table]:
        inner = control.find(f"{W}sdtContent")
        if inner is None:
            return []
        properties = control.find(f"{W}sdtPr")
        shows = properties is not None and properties.find(f"{W}showingPlcHdr") is not None
        gallery = properties is not None and properties.find(f"{W}docPartObj") is not None
        before = len(self.lines)
        content = self.inside(inner, depth, place, prompt or shows)
        if gallery and any(line.form.contents for line in self.lines[before:]):
            return []
        return content

    def _paragraph(self, element: etree._Element, place: str, prompt: bool, depth: int) -> list[Line | Table]:
        found = inline(element, prompt)
        if self.open is not None:
            found, self.open = self.open[1].followed_by(found), None
        if any(element.find(f"{W}pPr/{W}rPr/{W}{gone}") is not None for gone in ("del", "moveFrom")):
            self.open = (element, found)
            return []
        return self._told(element, found, place, depth)

    def _closed(self, place: str, depth: int) -> list[Line | Table]:
        """The open paragraph, where none follows that it could run on into."""
        if self.open is None:
            return []
        (element, found), self.open = self.open, None
        return self._told(element, found, place, depth)

    def _told(self, element: etree._Element, found: Inline, place: str, depth: int) -> list[Line | Table]:
        form = self.styles.form(element)
        if not "".join(c.text for c in found.characters).strip():
            self._mark_all(found.marks, [self.length])
            return self._boxes(found.boxes, depth)
        if not place:
            self.paragraphs += 1
        line, offsets = self._line(element, form, found.characters, place or f"paragraph {self.paragraphs}")
        self._mark_all(found.marks, offsets)
        for kind, identity, run in found.notes:
            self.note_marks.setdefault((kind, identity), run)
        return [line, *self._boxes(found.boxes, depth)]

    def _boxes(self, boxes: list[etree._Element], depth: int) -> list[Line | Table]:
        content: list[Line | Table] = []
        for box in boxes if depth < _MAX_TABLES_DEEP else ():
            self.boxes += 1
            content += self.inside(box, depth + 1, f"text box {self.boxes}")
        return content

    def _line(
        self, element: etree._Element, form: Form, characters: list[Character], place: str
    ) -> tuple[Line, list[int]]:
        """Write a line; and where each character before which a mark may stand begins, hidden ones too."""
        if self.lines:
            self._write(self.separator)
        self.separator = "\n"
        start = self.length
        looks: dict[int, Look] = {}
        offsets: list[int] = []
        stretches: list[Stretch] = []
        for character in characters:
            key = id(character.run)
            if key not in looks:
                looks[key] = self.styles.look(form, character.run.find(f"{W}rPr"))
            if looks[key].hidden:
                offsets += [self.length] * len(character.text)
                continue
            at, length = self.length, len(character.text)
            offsets += range(at, at + length)
            self._write(character.text)
            self.slices.append(Slice(at, length, character.run, character.at))
            stretches.append(
                Stretch(at - start, at - start + length, looks[key], character.prompt or looks[key].prompt)
            )
        line = Line(
            start, "".join(self.parts[len(self.parts) - len(stretches) :]), element, form, tuple(stretches), place
        )
        self.lines.append(line)
        return line, [*offsets, self.length]

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _table(self, element: etree._Element, depth: int) -> list[Line | Table]:
        if depth >= _MAX_TABLES_DEEP:
            self.problems.append("Tables are nested too deep: the innermost were not read.")
            return []
        self.tables += 1
        number = self.tables
        rows: list[Row] = []
        origin: dict[int, tuple[int, int]] = {}
        for tr in _within(element, "tr"):
            if tr.find(f"{W}trPr/{W}del") is None:
                self._row(tr, number, rows, origin, depth)
        columns = max((cell.column + cell.span for row in rows for cell in row.cells), default=0)
        properties = element.find(f"{W}tblPr")
        return [Table(number, tuple(rows), columns, self._head_by_style(properties))]

    def _row(
        self, tr: etree._Element, table: int, rows: list[Row], origin: dict[int, tuple[int, int]], depth: int
    ) -> None:
        before = tr.find(f"{W}trPr/{W}gridBefore")
        column = _number(before, 0)
        cells: list[Cell] = []
        for tc in _within(tr, "tc"):
            properties = tc.find(f"{W}tcPr")
            if properties is not None and properties.find(f"{W}cellDel") is not None:
                continue
            span = max(_number(properties.find(f"{W}gridSpan") if properties is not None else None, 1), 1)
            merge = properties.find(f"{W}vMerge") if properties is not None else None
            if merge is not None and merge.get(f"{W}val") != "restart" and column in origin:
                _grow(rows, origin[column])
            else:
                origin[column] = (len(rows), len(cells))
                cells.append(self._cell(tc, table, len(rows), column, span, bool(cells), depth))
            column += span
        repeated = tr.find(f"{W}trPr/{W}tblHeader")
        rows.append(Row(tuple(cells), repeated is not None and repeated.get(f"{W}val") not in ("0", "false")))

    def _cell(
        self, tc: etree._Element, table: int, row: int, column: int, span: int, follows: bool, depth: int
    ) -> Cell:
        place = f"table {table}, row {row + 1}, column {column + 1}"
        self.separator = "\t" if follows else "\n"
        content = self.inside(tc, depth + 1, place, _is_prompt(tc))
        first = next(tc.iter(f"{W}p"), None)
        if not content and first is not None:
            content = [self._line(first, Form(), [], place)[0]]
        self.separator = "\n"
        shade = tc.find(f"{W}tcPr/{W}shd")
        shaded = shade is not None and (shade.get(f"{W}fill") or "auto").lower() not in ("auto", "ffffff")
        return Cell(column, span, tuple(content), shaded)

    def _head_by_style(self, properties: etree._Element | None) -> bool:
        """Whether the table's style draws its first row apart, and this table asks for that."""
        if properties is None:
            return False
        style, look = properties.find(f"{W}tblStyle"), properties.find(f"{W}tblLook")
        if style is None or not self.styles.has_head_style(style.get(f"{W}val", "")):
            return False
        if look is None:
            return True
        first = look.get(f"{W}firstRow")
        return first in ("1", "true") if first else bool(int(look.get(f"{W}val", "0") or "0", 16) & 0x20)

    def _mark_all(self, marks: list[Mark], offsets: list[int]) -> None:
        for mark in marks:
            self._mark(mark.ends, mark.comment, offsets[min(mark.at, len(offsets) - 1)])

    def _mark(self, ends: bool, comment: str, at: int) -> None:
        if ends:
            self.comments[comment] = (self.comments.get(comment, (at, at))[0], at)
        else:
            self.comments.setdefault(comment, (at, at))


def _within(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or cells of a row, those inside content controls included."""
    for child in parent:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag == f"{W}sdt" or child.tag in _THROUGH:
            yield from _within(child, name)


def _is_prompt(tc: etree._Element) -> bool:
    """Whether a content control round a cell shows its prompt."""
    holder = tc.getparent()
    control = holder.getparent() if holder is not None and holder.tag == f"{W}sdtContent" else None
    return control is not None and control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def _grow(rows: list[Row], origin: tuple[int, int]) -> None:
    """The cell at `origin` (row, number) reaches one row further down."""
    row, number = origin
    cells = list(rows[row].cells)
    cells[number] = replace(cells[number], row_span=cells[number].row_span + 1)
    rows[row] = replace(rows[row], cells=tuple(cells))


def _number(element: etree._Element | None, otherwise: int) -> int:
    value = element.get(f"{W}val", "") if element is not None else ""
    return min(int(value), 200) if value.isdigit() else otherwise
