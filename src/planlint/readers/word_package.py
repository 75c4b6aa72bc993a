"""`WordPackage`: the parts of a .docx file, found as the file itself relates them."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from lxml import etree

from planlint.readers.archive import Archive
from planlint.readers.errors import ReadError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_STRICT = "purl.oclc.org/ooxml"


@dataclass(frozen=True)
class WordPackage:
    """A Word file's main part, and what it is related to: relation type (its last word) or id to part names."""

    archive: Archive
    main: str
    root: etree._Element
    by_type: dict[str, tuple[str, ...]]
    by_id: dict[str, str]

    @property
    def body(self) -> etree._Element:
        """The element that holds the document's text."""
        found = self.root.find(f"{W}body")
        if found is None:
            raise ReadError("without a text; open it in Word and save it again")
        return found

    def related(self, kind: str) -> etree._Element | None:
        """The root of the first part of a type: 'styles', 'numbering', 'footnotes', 'comments'."""
        names = self.by_type.get(kind, ())
        return self.archive.xml(names[0]) if names else None

    def by_relation(self, identity: str) -> etree._Element | None:
        """The root of the part that a relation id names."""
        name = self.by_id.get(identity)
        return self.archive.xml(name) if name else None


def open_word(data: bytes) -> WordPackage:
    """Open a Word file. Raises ReadError with one plain line for what is no readable .docx."""
    archive = Archive(data)
    main = next(iter(_related(archive, "")[0].get("officeDocument", ())), None)
    if main is None and any(_STRICT in (archive.part(n) or b"").decode("utf-8", "replace") for n in ("_rels/.rels",)):
        raise ReadError("saved as Strict Open XML; save it in Word as a plain Word document (.docx)")
    root = archive.xml(main) if main else None
    if main is None or root is None or root.tag != f"{W}document":
        raise ReadError("no Word document inside; save it in Word as a Word document (.docx)")
    by_type, by_id = _related(archive, main)
    return WordPackage(archive, main, root, by_type, by_id)


def relations_of(part: str) -> str:
    """The name of the part that holds another part's relations."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _related(archive: Archive, part: str) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    root = archive.xml(relations_of(part))
    by_type: dict[str, tuple[str, ...]] = {}
    by_id: dict[str, str] = {}
    for relation in root.iter(f"{_PACKAGE}Relationship") if root is not None else ():
        kind, target = relation.get("Type", ""), relation.get("Target", "")
        if relation.get("TargetMode") == "External" or not kind.startswith("http://schemas."):
            continue
        inside = target.lstrip("/") if target.startswith("/") else posixpath.join(posixpath.dirname(part), target)
        name = posixpath.normpath(inside)
        by_type[kind.rsplit("/", 1)[-1]] = (*by_type.get(kind.rsplit("/", 1)[-1], ()), name)
        by_id[relation.get("Id", "")] = name
    return by_type, by_id
