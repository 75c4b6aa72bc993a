"""The comments part of a Word file: planlint's own taken out, new ones put in, all others left alone."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from datetime import UTC, datetime

from lxml import etree

from planlint.readers import ReadError
from planlint.readers.word_blocks import OWN_AUTHOR
from planlint.readers.word_package import W, WordPackage, relations_of

_INITIALS = "pl"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TYPES = "[Content_Types].xml"
_TYPES_SPACE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS_SPACE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_SIDE_PARTS = ("commentsExtended", "commentsIds", "commentsExtensible")
_MARKS = (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")


class Comments:
    """The comments of one file while they are changed."""

    def __init__(self, package: WordPackage) -> None:
        self._package = package
        self._name = next(iter(package.by_type.get("comments", ())), "")
        root = package.related("comments")
        self._is_new = root is None
        self._root = root if root is not None else etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
        self._sides: dict[str, etree._Element] = {}
        self._next = 0
        self._date = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self._dates: dict[tuple[str, ...], str] = {}  # of planlint's earlier comments, by what they say
        styles = package.related("styles")
        names = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")} if styles is not None else set()
        self._style = "CommentText" if "CommentText" in names else ""

    def remove_own(self) -> None:
        """Take out planlint's comments, their marks in the text, and what other parts say of them."""
        own = [c for c in self._root.findall(f"{W}comment") if c.get(f"{W}author") == OWN_AUTHOR]
        identities = {comment.get(f"{W}id") for comment in own}
        paragraphs = {_local(p, "paraId") for comment in own for p in comment.iter(f"{W}p")} - {""}
        for comment in own:
            said = tuple("".join(t.text or "" for t in p.iter(f"{W}t")) for p in comment.iter(f"{W}p"))
            self._dates[said] = comment.get(f"{W}date", self._date)
            self._root.remove(comment)
        for mark in list(self._package.root.iter(*_MARKS)):
            if mark.get(f"{W}id") in identities:
                _drop(mark)
        if paragraphs:
            self._forget(paragraphs)
        used = [one.get(f"{W}id", "") for one in (*self._root, *self._package.root.iter(*_MARKS))]
        self._next = 1 + max((int(number) for number in used if number.isdigit()), default=-1)

    def _forget(self, paragraphs: set[str]) -> None:
        """Take entries out of the parts that newer Words keep beside; replies then stand alone."""
        lasting: set[str] = set()
        for kind in _SIDE_PARTS:
            name = next(iter(self._package.by_type.get(kind, ())), "")
            root = self._package.archive.xml(name) if name else None
            if root is None:
                continue
            for entry in list(root):
                if not isinstance(entry.tag, str):
                    continue
                if _local(entry, "paraIdParent") in paragraphs:
                    _unset(entry, "paraIdParent")
                durable = _local(entry, "durableId")
                if _local(entry, "paraId") in paragraphs or (durable and durable in lasting):
                    lasting.add(durable)
                    root.remove(entry)
            self._sides[name] = root

    def add(self, paragraphs: Iterable[str]) -> str:
        """Add a comment, with the date of an earlier one that said the same; returns its id."""
        said = tuple("".join(char for char in text if char.isprintable()) for text in paragraphs)
        identity = str(self._next)
        self._next += 1
        about = {
            f"{W}id": identity,
            f"{W}author": OWN_AUTHOR,
            f"{W}date": self._dates.get(said, self._date),
            f"{W}initials": _INITIALS,
        }
        comment = etree.SubElement(self._root, f"{W}comment", about)
        for number, text in enumerate(said):
            paragraph = etree.SubElement(comment, f"{W}p")
            if self._style:
                properties = etree.SubElement(paragraph, f"{W}pPr")
                etree.SubElement(properties, f"{W}pStyle", {f"{W}val": self._style})
            if not number:
                etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}annotationRef")
            written = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t")
            written.text = text
            written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return identity

    def parts(self) -> dict[str, bytes]:
        """The changed and new parts, by name."""
        changed = dict(self._sides)
        if self._is_new:
            self._name = _free_name(self._package)
            changed[_TYPES] = self._with_type()
            changed[relations_of(self._package.main)] = self._with_relation()
        changed[self._name] = self._root
        return {
            name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            for name, root in changed.items()
        }

    def _with_type(self) -> etree._Element:
        root = self._package.archive.xml(_TYPES)
        if root is None:
            raise ReadError("damaged, or not what its name says; open it in your word processor and save it again")
        etree.SubElement(root, f"{_TYPES_SPACE}Override", {"PartName": f"/{self._name}", "ContentType": _CONTENT})
        return root

    def _with_relation(self) -> etree._Element:
        name = relations_of(self._package.main)
        root = self._package.archive.xml(name)
        if root is None:
            root = etree.Element(f"{_RELATIONS_SPACE}Relationships", nsmap={None: _RELATIONS_SPACE[1:-1]})
        used = {relation.get("Id") for relation in root}
        identity = next(f"rIdPlanlint{n}" for n in range(1, len(used) + 2) if f"rIdPlanlint{n}" not in used)
        target = posixpath.relpath(self._name, posixpath.dirname(self._package.main) or ".")
        etree.SubElement(root, f"{_RELATIONS_SPACE}Relationship", {"Id": identity, "Type": _KIND, "Target": target})
        return root


def _free_name(package: WordPackage) -> str:
    folder = posixpath.dirname(package.main)
    names = (posixpath.join(folder, f"comments{number}.xml") for number in ("", *range(2, 1000)))
    return next(name for name in names if name not in package.archive.names)


def _drop(mark: etree._Element) -> None:
    """Take a mark out, and the run that held nothing else."""
    parent = mark.getparent()
    if parent is None:
        return
    parent.remove(mark)
    if parent.tag == f"{W}r" and all(child.tag == f"{W}rPr" for child in parent):
        holder = parent.getparent()
        if holder is not None:
            holder.remove(parent)


def _local(element: etree._Element, name: str) -> str:
    """The value of an attribute whatever its namespace: Word has changed it with each release."""
    return next((str(value) for key, value in element.attrib.items() if etree.QName(key).localname == name), "")


def _unset(element: etree._Element, name: str) -> None:
    for key in list(element.attrib):
        if etree.QName(key).localname == name:
            del element.attrib[key]
