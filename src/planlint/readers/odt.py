"""The ODT reader (OpenDocument text, as LibreOffice writes it)."""

from __future__ import annotations

from lxml import etree

from planlint.document import Document
from planlint.readers.archive import Archive
from planlint.readers.errors import ReadError
from planlint.readers.odt_text import OdtText, odt_text, running_text
from planlint.readers.word_blocks import document_of

FORMAT = "odt"


def read(data: bytes) -> Document:
    """Read an ODT file's bytes. Raises ReadError for a damaged, protected, too large or empty one."""
    archive, _, found = open_odt(data)
    return document_of(found.text, FORMAT, found.comments, running_text(archive.xml("styles.xml")))


def open_odt(data: bytes) -> tuple[Archive, etree._Element, OdtText]:
    """The parts of an ODT file, the root of its content, and its text. Raises ReadError if unreadable."""
    archive = Archive(data)
    if b"encryption-data" in (archive.part("META-INF/manifest.xml") or b""):
        raise ReadError("protected by a password; save it without one first")
    content = archive.xml("content.xml")
    if content is None or b"opendocument.text" not in (archive.part("mimetype") or b""):
        raise ReadError("no text document inside; save it as OpenDocument text (.odt)")
    return archive, content, odt_text(content, archive.xml("styles.xml"))
