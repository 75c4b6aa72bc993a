"""From the text of a Word or ODT file to its blocks; what its headers say of the child and the plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from planlint.document import BlockKind, Document, Span
from planlint.readers.builder import Builder
from planlint.readers.errors import ReadError
from planlint.readers.pairs import pair, wide_parts
from planlint.readers.paragraph import Place, add_paragraph
from planlint.readers.word_comments import WordComment
from planlint.readers.word_lines import Headings, bullet_of, headings_of, rich_of
from planlint.readers.word_tables import add_word_table
from planlint.readers.word_text import Line, Table, WordText

_NAMES = ("name", "child", "child's name", "name of child", "full name")
OWN_AUTHOR = "planlint"  # comments by this author are planlint's own and say nothing new


def document_of(text: WordText, format_name: str, comments: Iterable[WordComment], running: Sequence[str]) -> Document:
    """The document of a file's text, with what its comments allow and its running heads and feet say.

    Raises ReadError for a file without text.
    """
    reading = _Reading(text, _headings(text))
    reading.run()
    if not any(block.text for block in reading.builder.blocks):
        raise ReadError("empty; write the plan first")
    reading.directives(comments)
    return reading.builder.document(text.source, format_name, _meta(running, text.source))


@dataclass
class _Reading:
    """State of one reading: the blocks so far, and the open list."""

    text: WordText
    headings: Headings
    builder: Builder = field(default_factory=Builder)
    list_group: int | None = None

    def run(self) -> None:
        """Make the blocks of everything."""
        for problem in self.text.problems:
            self.builder.problem(problem)
        self.flow(self.text.content)

    def flow(self, content: tuple[Line | Table, ...], label_level: int = 0) -> None:
        """Add paragraphs and tables in order, as they stand on the page."""
        for one in content:
            if isinstance(one, Table):
                self.list_group = None
                add_word_table(self.builder, self.text.source, one, self)
            else:
                self.line(one, label_level)

    def line(self, line: Line, label_level: int = 0) -> None:
        """Add one paragraph; `label_level` makes it a heading of that level."""
        if line.form.contents:
            return
        found = rich_of(self.text.source, line)
        tidy = found.text.tidied()
        if not tidy.text:
            return
        first = len(self.builder.blocks)
        level = label_level or self.headings.level(line, tidy.text)
        if level:
            self.list_group = None
            self.builder.add(BlockKind.HEADING, tidy, level=level, bold=found.all_bold())
        else:
            self._paragraph(line, found.text.text, found)
        self._place(first, line.place)

    def _paragraph(self, line: Line, text: str, found: Any) -> None:
        depth, marker, begin = line.form.item, line.form.marker, 0
        if not depth:
            marker, begin = bullet_of(text)
            depth = int(bool(marker))
        if not depth:
            self.list_group = None
            place = Place(BlockKind.PARAGRAPH, self.builder.group(), line.start)
        else:
            if depth == 1 or self.list_group is None:
                self.list_group = self.builder.group()
            place = Place(BlockKind.ITEM, self.list_group, line.start, depth, marker)
        if begin:
            found = replace(
                found,
                text=found.text.cut(begin, len(text)),
                bold=_moved(found.bold, begin),
                italic=_moved(found.italic, begin),
            )
        add_paragraph(self.builder, found, place)

    def _place(self, first: int, place: str) -> None:
        for number in range(first, len(self.builder.blocks)):
            self.builder.blocks[number] = replace(self.builder.blocks[number], place=place)

    def directives(self, comments: Iterable[WordComment]) -> None:
        """Comments that speak to planlint become directives for the block they hang on."""
        for comment in comments:
            if comment.author == OWN_AUTHOR or comment.identity not in self.text.comments:
                continue
            start, end = self.text.comments[comment.identity]
            block = _block_at(self.builder, start)
            if block is not None:
                self.builder.inline_comment(comment.text, Span(start, max(end, start)), block)


def _moved(ranges: tuple[tuple[int, int], ...], by: int) -> tuple[tuple[int, int], ...]:
    return tuple((max(low - by, 0), high - by) for low, high in ranges if high > by)


def _block_at(builder: Builder, offset: int) -> int | None:
    """The last block that begins at or before an offset."""
    found = None
    for number, block in enumerate(builder.blocks):
        span = block.span
        begins = span.start if span else block.pieces[0].source_start if block.pieces else None
        if begins is not None and begins <= offset:
            found = number
    return found if found is not None or not builder.blocks else 0


def _headings(text: WordText) -> Headings:
    return headings_of([(line, rich_of(text.source, line).text.tidied().text) for line in text.lines])


def _meta(running: Sequence[str], source: str) -> dict[str, Any]:
    """What headers and footers say that the text does not: the child's name and birth, the plan's date."""
    said: dict[str, str] = {}
    for line in running:
        found = pair(line, 0, len(line))
        for part in wide_parts(line, 0, len(line)) or ([found] if found else []):
            if part.key is not None and part.start < part.end:
                said[line[slice(*part.key)].lower()] = line[part.start : part.end]
    meta: dict[str, Any] = {}
    for key, value in said.items():
        if ("date" in key and "birth" not in key) or "review" in key:
            meta[key] = value
    name = next(
        (said[key] for key in ("name", "child", "child's name", "name of child", "full name") if key in said),
        "",
    )
    if name and "«" not in name and name not in source:
        born = next((said[key] for key in ("dob", "date of birth", "d.o.b", "born") if key in said), None)
        meta["children"] = [{"name": name, **({"born": born} if born else {})}]
    return meta
