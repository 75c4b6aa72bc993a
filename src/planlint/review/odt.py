"""Comments in an ODT file: annotations round exactly their words; all else in the file stays as it was."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, datetime

from lxml import etree

from planlint.readers.odt import open_odt
from planlint.readers.odt_styles import OFFICE, TEXT
from planlint.readers.odt_text import DC, LOEXT, Node, OdtText
from planlint.readers.word_blocks import OWN_AUTHOR
from planlint.review.notes import Note
from planlint.review.package import rewritten, serialized

_NAME = "planlint"
_PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
_HOLDERS = (f"{TEXT}span", f"{TEXT}a", f"{TEXT}meta", f"{LOEXT}content-control")


def annotate(data: bytes, notes: Sequence[Note]) -> bytes:
    """An ODT file's bytes with the notes as comments by planlint; earlier comments of its own are taken out.

    Raises ReadError for a file that cannot be read.
    """
    archive, content, found = open_odt(data)
    if dates := _remove_own(content):  # which joins text nodes: the text is read again
        archive, content, found = open_odt(rewritten(archive, {"content.xml": serialized(content)}))
    today = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    marks: list[tuple[int, int, int, etree._Element, Node | None, etree._Element]] = []
    for number, note in enumerate(notes):
        start, end = _trimmed(found.text.source, note.start, note.end)
        said = tuple("".join(char for char in text if char.isprintable()) for text in note.paragraphs)
        comment = _comment(f"{_NAME}{number}", said, dates.get(said, today))
        if start == end:
            line = found.text.lines[_line_number(found, start)]
            marks.append((start, 0, number, comment, None, line.element))
            continue
        ending = etree.Element(f"{OFFICE}annotation-end", {f"{OFFICE}name": f"{_NAME}{number}"})
        marks.append((start, 1, number, comment, _node(found, start), content))
        marks.append((end, 0, number, ending, _node(found, end - 1), content))
    for offset, _, _, mark, node, element in sorted(marks, key=lambda one: one[:3], reverse=True):
        if node is None:
            element.append(mark)
        else:
            _insert(mark, node, offset - node.start)
    return rewritten(archive, {"content.xml": serialized(content)})


def _remove_own(content: etree._Element) -> dict[tuple[str, ...], str]:
    """Take planlint's comments out; returns their dates by what they said."""
    own = [a for a in content.iter(f"{OFFICE}annotation") if a.findtext(f"{DC}creator") == OWN_AUTHOR]
    names = {one.get(f"{OFFICE}name") for one in own} - {None}
    ends = [e for e in content.iter(f"{OFFICE}annotation-end") if e.get(f"{OFFICE}name") in names]
    for mark in (*own, *ends):
        _drop(mark)
    said = (tuple("".join(map(str, p.itertext())) for p in one.iter(f"{TEXT}p")) for one in own)
    return {words: one.findtext(f"{DC}date") or "" for words, one in zip(said, own, strict=True)}


def _drop(mark: etree._Element) -> None:
    """Take an element out and leave the text after it."""
    parent, before, tail = mark.getparent(), mark.getprevious(), mark.tail or ""
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    mark.tail = None
    parent.remove(mark)


def _trimmed(source: str, start: int, end: int) -> tuple[int, int]:
    while start < end and source[start].isspace():
        start += 1
    while end > start and source[end - 1].isspace():
        end -= 1
    return start, end


def _line_number(found: OdtText, offset: int) -> int:
    return max(bisect_right(found.text.lines, offset, key=lambda line: line.start) - 1, 0)


def _node(found: OdtText, offset: int) -> Node:
    return found.nodes[max(bisect_right(found.nodes, offset, key=lambda node: node.start) - 1, 0)]


def _comment(name: str, said: Sequence[str], date: str) -> etree._Element:
    comment = etree.Element(f"{OFFICE}annotation", {f"{OFFICE}name": name}, nsmap={"dc": DC[1:-1]})
    etree.SubElement(comment, f"{DC}creator").text = OWN_AUTHOR
    etree.SubElement(comment, f"{DC}date").text = date
    for text in said:
        etree.SubElement(comment, f"{TEXT}p").text = text
    return comment


def _insert(mark: etree._Element, node: Node, at: int) -> None:
    """Put an element before the character `at` of a node; round a field, which is as one word."""
    element = node.element
    whole = _field_round(element.getparent() if node.in_tail else element)
    if whole is not None or node.is_whole:
        _beside(element if whole is None else whole, mark, after=mark.tag == f"{OFFICE}annotation-end")
        return
    at += node.at
    if node.in_tail:
        text = element.tail or ""
        element.tail = text[:at]
        element.addnext(mark)
        mark.tail = text[at:]
    else:
        text = element.text or ""
        element.text = text[:at]
        mark.tail = text[at:]
        element.insert(0, mark)


def _field_round(element: etree._Element | None) -> etree._Element | None:
    """The outermost field that a text stands in; LibreOffice loses comments inside one."""
    found = None
    while element is not None and element.tag not in _PARAGRAPHS:
        if element.tag not in _HOLDERS:
            found = element
        element = element.getparent()
    return found


def _beside(element: etree._Element, mark: etree._Element, *, after: bool) -> None:
    if after:
        mark.tail, element.tail = element.tail, None
        element.addnext(mark)
    else:
        element.addprevious(mark)
