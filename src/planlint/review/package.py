"""Zip files written again with some parts changed and all others as they were."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

from planlint.readers.archive import Archive


def serialized(root: etree._Element) -> bytes:
    """A part's bytes."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def rewritten(archive: Archive, changed: Mapping[str, bytes]) -> bytes:
    """The file again: changed and new parts as given, all others byte for byte, in their order."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for entry in archive.entries():
            kept = zipfile.ZipInfo(entry.filename, entry.date_time)
            kept.compress_type, kept.external_attr = entry.compress_type, entry.external_attr
            file.writestr(kept, changed.get(entry.filename) or archive.copied(entry))
        for name in changed:
            if name not in archive.names:
                file.writestr(zipfile.ZipInfo(name), changed[name], zipfile.ZIP_DEFLATED)
    return stream.getvalue()
