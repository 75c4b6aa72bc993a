"""`WordPackage`: the parts of a .docx file, found as the file itself relates them."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from lxml import etree

from planlint.readers.archive import Archive
from planlint.readers.errors import ReadError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_STRICT = b"purl.oclc.org/ooxml"


@dataclass(frozen=True)
class WordPackage:
    """A Word file's main part, and the parts it is related to, by the last word of the relation's type."""

    archive: Archive
    main: str
    root: etree._Element
    by_type: dict[str, tuple[str, ...]]

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


def open_word(data: bytes) -> WordPackage:
    """Open a Word file. Raises ReadError with one plain line for what is no readable .docx."""
    archive = Archive(data)
    main = next(iter(_related(archive, "").get("officeDocument", ())), None)
    if main is None and _STRICT in (archive.part("_rels/.rels") or b""):
        raise ReadError("saved as Strict Open XML; save it in Word as a plain Word document (.docx)")
    root = archive.xml(main) if main else None
    if main is None or root is None or root.tag != f"{W}document":
        raise ReadError("no Word document inside; save it in Word as a Word document (.docx)")
    return WordPackage(archive, main, root, _related(archive, main))


def relations_of(part: str) -> str:
    """The name of the part that holds another part's relations."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _related(archive: Archive, part: str) -> dict[str, tuple[str, ...]]:
    root = archive.xml(relations_of(part))
    found: dict[str, tuple[str, ...]] = {}
    for relation in root.iter(f"{_PACKAGE}Relationship") if root is not None else ():
        kind, target = relation.get("Type", ""), relation.get("Target", "")
        if relation.get("TargetMode") == "External" or not kind.startswith("http://schemas."):
            continue
        name = target if target.startswith("/") else posixpath.join(posixpath.dirname(part), target)
        word = kind.rsplit("/", 1)[-1]
        found[word] = (*found.get(word, ()), posixpath.normpath(name).lstrip("/"))
    return found
