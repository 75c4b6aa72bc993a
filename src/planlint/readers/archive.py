"""`Archive`: the parts of a zip file (Word, ODT) read with limits, so that none can exhaust the machine."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from planlint.readers.errors import ReadError

MAX_PART_BYTES = 60_000_000  # one part of XML, unpacked
MAX_TOTAL_BYTES = 400_000_000  # all parts, unpacked, pictures included
MAX_PARTS = 5_000
MAX_DEPTH = 200  # elements within elements
_MAX_RATIO = 300  # unpacked to packed; a Word file of pure text seldom passes 20
_RATIO_FROM = 5_000_000
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGED = "damaged, or not what its name says; open it in your word processor and save it again"
_TOO_BIG = "too large when unpacked; take its pictures out"


class Archive:
    """A zip file in memory. Raises ReadError, here and in `part`, if damaged, protected or too large."""

    def __init__(self, data: bytes) -> None:
        if data.startswith(_COMPOUND):
            raise ReadError(_compound(data))
        if data.lstrip().startswith(b"{\\rtf"):
            raise ReadError("a rich text file (.rtf) by its content; save it as a Word document (.docx)")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self.names = tuple(self._zip.namelist())
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise ReadError(_DAMAGED) from None
        self._check()

    def _check(self) -> None:
        entries = self._zip.infolist()
        if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_TOTAL_BYTES:
            raise ReadError(_TOO_BIG)
        for entry in entries:
            if entry.flag_bits & 1:
                raise ReadError("protected by a password; take the protection off first")
            if entry.file_size > _RATIO_FROM and entry.file_size > _MAX_RATIO * max(entry.compress_size, 1):
                raise ReadError(_TOO_BIG)

    def part(self, name: str) -> bytes | None:
        """The bytes of a part; None where there is none of that name."""
        if name not in self.names:
            return None
        try:
            with self._zip.open(name) as stream:
                data = stream.read(MAX_PART_BYTES + 1)
        except (
            zipfile.BadZipFile,
            zipfile.LargeZipFile,
            OSError,
            EOFError,
            ValueError,
            RuntimeError,
            NotImplementedError,
        ):
            raise ReadError(_DAMAGED) from None
        except Exception as error:  # zlib.error and its like, which share no base
            raise ReadError(_DAMAGED) from error
        if len(data) > MAX_PART_BYTES:
            raise ReadError(_TOO_BIG)
        return data

    def xml(self, name: str) -> etree._Element | None:
        """The root element of a part; None where there is none of that name."""
        data = self.part(name)
        return None if data is None else parse(data)

    def entries(self) -> Iterator[zipfile.ZipInfo]:
        """The entries as the file lists them, in order."""
        yield from self._zip.infolist()

    def copied(self, entry: zipfile.ZipInfo) -> bytes:
        """The bytes of an entry, to be written out again. Raises ReadError for a damaged one."""
        try:
            return self._zip.read(entry)
        except Exception as error:
            raise ReadError(_DAMAGED) from error


def parse(data: bytes) -> etree._Element:
    """The root element of XML bytes. Those that define entities, or nest too deep, are refused."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        deep = "depth" in str(error).lower()
        raise ReadError("nested too deep; save it again in your word processor" if deep else _DAMAGED) from None
    if root.getroottree().docinfo.doctype:
        raise ReadError("not safe to read (it defines entities); save it again in your word processor")
    if _depth(root) > MAX_DEPTH:
        raise ReadError("nested too deep; save it again in your word processor")
    return root


def _depth(root: etree._Element) -> int:
    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _compound(data: bytes) -> str:
    """What a compound file is: Word puts protected documents in one, and old ones were one."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "protected by a password; take the protection off in Word first"
    return "an old Word file (.doc) by its content; save it in Word as a Word document (.docx)"
